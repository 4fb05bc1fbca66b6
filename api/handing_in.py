"""`POST /reports`: a file, or a report as JSON, through the same intake as the command and the form."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Query, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answering import JSON, json_answer
from api.asking import Asker, asker_of, language_of, now_of
from api.desk import DeskFullError
from api.monitor import Monitor
from api.problems import BASE, ProblemError
from api.shapes import EnteredReport, Receipt
from api.wrong_questions import errors_of
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.principal import Role
from office.acts import Act, Entry, Way
from office.errors import NotPossibleError
from pipelines.entered import Entered, understood_entered
from pipelines.format.raw import APP_LIMITS
from pipelines.intake import Context, acknowledged, recorded, understood
from store.intake import Intake
from store.reader import Reader
from store.writer import Writer

router = APIRouter(tags=["api.tag.reports"])
WAIT_SECONDS: Final = 2  # after that a place is free: the desk takes in all that waits at once
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_TAKEN: Final = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"$ref": "#/components/schemas/EnteredReport"}},
            "application/octet-stream": _BINARY,
            "text/csv": _BINARY,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _BINARY,
            "application/vnd.oasis.opendocument.spreadsheet": _BINARY,
        },
    }
}


@dataclass(frozen=True)
class Brought:
    """What came in with a request. `understand` reads it against what stands in a store."""

    sha256: str
    understand: Callable[[Context], Intake]


@router.post(
    "/reports",
    status_code=201,
    responses={200: {"model": Receipt}, 201: {"model": Receipt}},
    summary="api.hand_in.summary",
    description="api.hand_in.description",
    openapi_extra=_TAKEN,
)
async def hand_in(
    request: Request,
    file_name: Annotated[
        str, Query(alias="fileName", description="api.parameter.file_name", min_length=1, max_length=200)
    ] = "opgave",
    dry_run: Annotated[bool, Query(alias="dryRun", description="api.parameter.dry_run")] = False,
    key: Annotated[
        str | None,
        Header(alias="Idempotency-Key", description="api.parameter.key", min_length=1, max_length=200),
    ] = None,
) -> Response:
    """Takes in a file or a report as JSON, and answers with its receipt."""
    monitor: Monitor = request.app.state.monitor
    asker = asker_of(request)
    writes_for = await run_in_threadpool(asker.writes_for, monitor.register())
    try:
        with monitor.desk.place(int(request.headers.get("content-length") or 0)):
            body = await request.body()
            brought = await run_in_threadpool(_brought, request, body, file_name, key, writes_for)
            if dry_run:
                return await run_in_threadpool(_checked, request, brought)
            return await _taken_in(request, asker, brought, key)
    except DeskFullError as error:
        raise ProblemError(503, "api.desk_full", headers={"Retry-After": str(WAIT_SECONDS)}) from error


def _brought(request: Request, body: bytes, file_name: str, key: str | None, writes_for: frozenset[str]) -> Brought:
    if not body:
        raise ProblemError(400, "api.nothing_sent")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON:
        entered = _entered(body, key, language_of(request))
        if entered.municipality_code not in writes_for:
            raise _refused(request, entered.sha256)
        return Brought(entered.sha256, lambda context: understood_entered(entered, context))

    def understand(context: Context) -> Intake:
        return understood(body, file_name, context, limits=APP_LIMITS, writes_for=writes_for)

    return Brought(hashlib.sha256(body).hexdigest(), understand)


def _refused(request: Request, sha256: str) -> ProblemError:
    """A report for another municipality; the audit log says who tried."""
    monitor: Monitor = request.app.state.monitor
    principal = asker_of(request).principal
    told = Entry(principal, Act.REFUSED, now_of(request), Way.API, principal.municipality_code, report=sha256)
    monitor.office().audit.note(told)
    return asker_of(request).refusal("access.refused.not_your_municipality")


def _entered(body: bytes, key: str | None, language: Language) -> Entered:
    try:
        report = EnteredReport.model_validate_json(body)
    except ValidationError as error:
        raise ProblemError(400, "api.bad_report", errors=errors_of(error.errors(), language)) from error
    if report.row_count > APP_LIMITS.row_count:
        raise ProblemError(413, "api.too_many_rows", most=APP_LIMITS.row_count)
    return report.entered(key or "")


async def _taken_in(request: Request, asker: Asker, brought: Brought, key: str | None) -> Response:
    monitor: Monitor = request.app.state.monitor
    now = now_of(request)

    def job(writer: Writer) -> dict[str, Any]:
        return _take_in(monitor, asker, brought, key, writer, now)

    try:
        receipt = await asyncio.wrap_future(monitor.desk.hand(job))
    except NotPossibleError as error:
        raise ProblemError(422, "office.key_taken") from error
    return _answer(receipt, language_of(request))


def _take_in(
    monitor: Monitor, asker: Asker, brought: Brought, key: str | None, writer: Writer, now: datetime
) -> dict[str, Any]:
    """The receipt; what is done is in the audit log before it is. Raises what the store and the office raise."""
    office = monitor.office()
    if office.handed_in.is_known(asker.principal, brought.sha256, key):
        first = receipt_of(writer.reader, brought.sha256)
        if first is not None:
            return first
    intake = brought.understand(Context(writer.reader, monitor.register(), monitor.programme(), dutch_day(now)))
    if is_of_others(intake.receipt):
        own = asker.principal.municipality_code
        office.audit.note(Entry(asker.principal, Act.REFUSED, now, Way.API, own, report=brought.sha256))
        return acknowledged(intake, now, None)
    if intake.outcome != "duplicate":
        codes = {code for frame in intake.statements.values() for code in frame["municipality_code"].unique()}
        office.handed_in.note(asker.principal, brought.sha256, codes, key=key, way=Way.API, now=now)
    on_behalf = str(Role.VNG) if asker.principal.role is Role.VNG else None
    return recorded(intake, writer=writer, recorded_at=now, on_behalf=on_behalf)


def _checked(request: Request, brought: Brought) -> Response:
    """What taking it in would give; nothing is kept."""
    monitor: Monitor = request.app.state.monitor
    now = now_of(request)
    with monitor.store.reader() as reader:
        context = Context(reader, monitor.register(), monitor.programme(), dutch_day(now))
        receipt = acknowledged(brought.understand(context), now, None)
    return _answer(receipt, language_of(request))


def is_of_others(receipt: Mapping[str, Any]) -> bool:
    """Whether a report was refused because a row in it is of a municipality that the sender may not write for."""
    return any(problem["rule"] == "not_yours" for problem in receipt["problems"])


def receipt_of(reader: Reader, sha256: str) -> dict[str, Any] | None:
    """The receipt of the report with these bytes as it was handed out: of when it was taken in, else of the last."""
    lines = reader.files()
    lines = lines.filter((lines["received_sha256"] == sha256) & lines["kind"].is_in(["intake", "rejection"]))
    if lines.is_empty():
        return None
    taken = lines.filter(lines["kind"] == "intake")
    line = taken.row(0, named=True) if taken.height else lines.row(-1, named=True)
    moment = line["recorded_at"].isoformat().replace("+00:00", "Z")
    return {**reader.receipt(line["sequence"]), "recorded_at": moment, "sequence": line["sequence"]}


def _answer(receipt: dict[str, Any], language: Language) -> Response:
    """201 for what is new, 200 for what was there or was only checked; a problem for what was refused whole."""
    if receipt["outcome"] != "rejected":
        is_new = receipt["sequence"] is not None
        place = {"Location": f"{BASE}/reports/{receipt['sha256']}"} if is_new or _is_again(receipt) else {}
        return json_answer(receipt, status=201 if is_new else 200, headers={**place, "Cache-Control": "no-store"})
    errors = [
        {
            "location": "/".join(str(part) for part in (one.get("table"), one.get("row"), one.get("column")) if part),
            "code": one["rule"],
            "detail": one["message"][language],
        }
        for one in receipt["problems"]
    ]
    status = 403 if is_of_others(receipt) else 400
    raise ProblemError(status, "api.rejected", errors=errors, receipt=receipt, count=len(errors))


def _is_again(receipt: Mapping[str, Any]) -> bool:
    return receipt["outcome"] == "duplicate"
