"""`GET /reports` and `/reports/{sha256}`: what came in, and its receipt, for who may read it."""

import json
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from access.permissions import Action
from api.answering import headers_of, json_answer, links, page_of, tag_of, unchanged
from api.asking import Asker, asker_of
from api.handing_in import receipt_of
from api.monitor import Monitor
from api.problems import ProblemError
from api.shapes import Receipt, Reports
from store.reader import Reader

router = APIRouter(tags=["api.tag.reports"])
Page = Annotated[int, Query(description="api.parameter.page", ge=1, le=100_000)]
PageSize = Annotated[int, Query(alias="pageSize", description="api.parameter.page_size", ge=1, le=1_000)]
_OF_A_FILE = ("intake", "rejection")


@router.get(
    "/reports",
    responses={200: {"model": Reports}},
    summary="api.reports.summary",
    description="api.reports.description",
)
def reports(
    request: Request,
    municipality: Annotated[str | None, Query(description="api.parameter.whose", pattern=r"^GM\d{4}$")] = None,
    page: Page = 1,
    size: PageSize = 100,
) -> Response:
    """What came in, newest first: all, or of one municipality."""
    monitor: Monitor = request.app.state.monitor
    asker = asker_of(request)
    code = municipality or asker.principal.municipality_code
    asker.see(Action.SEE_REPORTS, code)
    tag = tag_of(request, monitor, code)
    same = unchanged(request, tag)
    if same is not None:
        return same
    if code is not None:
        asker.reads(code)
    with monitor.store.reader() as reader:
        lines = _lines(reader, code, _own(monitor, asker))
    found = [_described(line, asker) for line in page_of(lines.to_dicts(), page, size)]
    return json_answer({"reports": found}, headers={**headers_of(tag), **links(request, page, size, lines.height)})


@router.get(
    "/reports/{sha256}",
    responses={200: {"model": Receipt}},
    summary="api.report.summary",
    description="api.report.description",
)
def report(
    request: Request,
    sha256: Annotated[str, Path(description="api.parameter.sha256", pattern="^[0-9a-f]{64}$")],
) -> Response:
    """The receipt of one report, as it was handed out."""
    monitor: Monitor = request.app.state.monitor
    asker = asker_of(request)
    asker.see(Action.SEE_REPORTS, asker.principal.municipality_code)
    tag = tag_of(request, monitor)
    with monitor.store.reader() as reader:
        receipt = _receipt(reader, sha256, asker, _own(monitor, asker))
    if receipt is None:  # the same answer for what is not there and for what is not theirs: a hash can be guessed
        raise ProblemError(404, "api.no_report")
    return unchanged(request, tag) or json_answer(receipt, headers=headers_of(tag))


def _own(monitor: Monitor, asker: Asker) -> frozenset[str]:
    """The hashes of what they handed in themselves."""
    return monitor.office().handed_in.reports_by(asker.principal) if monitor.has_office() else frozenset()


def _lines(reader: Reader, code: str | None, own: frozenset[str]) -> pl.DataFrame:
    """The ledger lines of files, newest first: all, or those with a row of one municipality, or handed in by it."""
    files = reader.files().filter(pl.col("kind").is_in(_OF_A_FILE)).sort("sequence", descending=True)
    if code is None:
        return files
    refused = reader.quarantine(only_open=False).filter(pl.col("municipality_code") == code)["ledger_sequence"]
    has_row = pl.col("municipality_codes").list.contains(code) | pl.col("sequence").is_in(refused.to_list())
    return files.filter(has_row | pl.col("received_sha256").is_in(list(own)))


def _described(line: dict[str, Any], asker: Asker) -> dict[str, Any]:
    """One report; of a file that holds more than theirs, only that theirs is in it."""
    own = asker.principal.municipality_code
    named = line["municipality_codes"] or []
    is_shared = own is not None and any(code != own for code in named)
    counts = {name: line[name] for name in line if name.endswith("_count")}
    return {
        "sha256": line["received_sha256"],
        "file": line["file_name"],
        "recorded_at": line["recorded_at"],
        "sequence": line["sequence"],
        "outcome": line["outcome"],
        "municipality_codes": [code for code in named if own in (None, code)],
        "is_shared": is_shared,
        **({} if is_shared else counts),
    }


def _receipt(reader: Reader, sha256: str, asker: Asker, own: frozenset[str]) -> dict[str, Any] | None:
    """The whole receipt for who handed it in and for who sees all; of a shared file the problems of theirs alone."""
    receipt = receipt_of(reader, sha256)
    code = asker.principal.municipality_code
    if receipt is None or code is None or sha256 in own:
        return receipt
    line = reader.files().filter(pl.col("sequence") == receipt["sequence"]).row(0, named=True)
    refused = reader.quarantine(only_open=False).filter(pl.col("ledger_sequence") == receipt["sequence"])
    theirs = refused.filter(pl.col("municipality_code") == code)
    named = set(line["municipality_codes"] or []) | set(refused["municipality_code"].to_list())
    if code not in named:
        return None
    if named == {code}:
        return receipt
    problems = [problem for written in theirs["problems"] for problem in json.loads(written)]
    return {**receipt, "tables": {}, "problems": problems, "notes": [], "is_shared": True}
