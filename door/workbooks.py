"""The addresses of the workbook: fetch it prefilled, check it, hand it in, get back what was handed in.

The other way to report, with the same rules: what is posted is the file itself. Nothing of it is kept by a check.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from access.permissions import Action
from dashboard.screens.hand_in.receipt_drawn import Around, receipt_drawn
from dashboard.subjects.whose_report import is_of
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.statements import Table
from door.answering import NOT_KEPT, NotDoneError, Reporting, answered, asking
from door.draft_check import own_page_changes
from door.refusing import language_of
from language.texts import say
from metrics.readings.report_changes import NOTHING_COMPARED, report_changes
from office.acts import Act, Entry, Way
from office.report_acts import ReportAct
from pipelines.format.raw import APP_LIMITS
from pipelines.format.template import write_template
from pipelines.handed_over import report_of_receipt
from pipelines.intake import Context, acknowledged, take_in, understood
from pipelines.returned import returned_workbook

TEMPLATE, RETURNED = "/opgave/werkblad", "/opgave/terug"
CHECK_FILE, TAKE_FILE = "/opgave/werkblad/controleer", "/opgave/werkblad/indienen"
FILES: Final[Mapping[str, int]] = MappingProxyType(dict.fromkeys((CHECK_FILE, TAKE_FILE), APP_LIMITS.file_bytes))
"""What is posted, and how many bytes at most."""
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAIT_SECONDS: Final = 20.0  # as the form waits for another writer


class _Of(BaseModel):
    gemeente: str = Field(pattern=r"^GM\d{4}$")


class _Prefilled(_Of):
    peildatum: date


class _File(_Of):
    naam: str = Field(max_length=300)


class _Returned(_Of):
    bewijs: int = Field(ge=1)


class Workbooks(Reporting):
    """What answers at those addresses."""

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            Route(TEMPLATE, self.template, methods=["GET"]),
            Route(CHECK_FILE, self.check, methods=["POST"]),
            Route(TAKE_FILE, self.take, methods=["POST"]),
            Route(RETURNED, self.returned, methods=["GET"]),
        ]

    async def template(self, request: Request) -> Response:
        """The workbook of `gemeente`, filled in with what it said last, about `peildatum`."""
        return await answered(request, None, self._template)

    async def check(self, request: Request) -> Response:
        """The receipt that handing this file in would give now."""
        return await answered(request, await request.body(), self._check)

    async def take(self, request: Request) -> Response:
        """Hands this file in; the answer is its receipt."""
        return await answered(request, await request.body(), self._take)

    async def returned(self, request: Request) -> Response:
        """What was handed in as the report at the place `bewijs` of the ledger, with what was said of it."""
        return await answered(request, None, self._returned)

    def _template(self, request: Request, _sent: object, now: datetime) -> Response:
        asked = _Prefilled.model_validate(dict(request.query_params))
        asking(self._visitors, request, Action.DRAFT, asked.gemeente, now)
        register = self._register()
        _see_there(asked.gemeente, register, request, now)
        name = f"opgave_{asked.gemeente}_{asked.peildatum.isoformat()}.xlsx"
        with TemporaryDirectory() as folder, self._store.reader() as reader:
            made = Path(folder) / name
            write_template(
                made,
                register=register,
                programme=self._programme(),
                reader=reader,
                code=asked.gemeente,
                today=asked.peildatum,
            )
            return _file(made.read_bytes(), name)

    def _check(self, request: Request, sent: bytes, now: datetime) -> dict[str, Any]:
        asked = _File.model_validate(dict(request.query_params))
        asking(self._visitors, request, Action.DRAFT, asked.gemeente, now)
        with self._store.reader() as reader:
            context = Context(reader, self._register(), self._programme(), dutch_day(now))
            intake = understood(sent, asked.naam, context, limits=APP_LIMITS, writes_for={asked.gemeente})
            receipt = acknowledged(intake, now, None)
            first = None if receipt["outcome"] != "duplicate" else reader.find_file(receipt["sha256"])
            before = {table: reader.statements(table, municipality_codes=[asked.gemeente]) for table in Table}
            language = language_of(request.scope)
            page = own_page_changes(intake, asked.gemeente, context=context, now=now, language=language)
        report = None if first is None else int(first["sequence"])
        around = Around(context.programme, report_changes(before, intake.statements), subjects={})
        return {"drawn": receipt_drawn(receipt, language, around), "report": report, "page": page}

    def _take(self, request: Request, sent: bytes, now: datetime) -> dict[str, Any]:
        asked = _File.model_validate(dict(request.query_params))
        visitor = asking(self._visitors, request, Action.HAND_IN, asked.gemeente, now)
        principal, office = visitor.principal, self._visitors.office
        on_behalf = visitor.may(Action.HAND_IN, asked.gemeente).is_on_behalf
        sha256 = hashlib.sha256(sent).hexdigest()
        office.audit.note(Entry(principal, Act.REPORT_HANDED_IN, now, Way.SCREEN, asked.gemeente, report=sha256))
        with self._store.writer(holder="werkblad", wait_seconds=_WAIT_SECONDS) as writer:
            receipt = take_in(
                sent,
                asked.naam,
                writer=writer,
                register=self._register(),
                programme=self._programme(),
                recorded_at=now,
                limits=APP_LIMITS,
                writes_for={asked.gemeente},
                on_behalf=str(principal.role) if on_behalf else None,
                awaits_approval=office.asks_approval(principal, asked.gemeente, dutch_day(now)),
                handed_in_by=principal.person,
            )
            report = report_of_receipt(receipt, writer)
        if any(problem["rule"] == "not_yours" for problem in receipt["problems"]):
            office.audit.note(Entry(principal, Act.REFUSED, now, Way.SCREEN, asked.gemeente, report=sha256))
        if receipt["sequence"] is not None:
            acts, place = office.report_acts, int(receipt["sequence"])
            acts.note(principal, asked.gemeente, place, ReportAct.HANDED_IN, way=Way.SCREEN, now=now)
        around = Around(self._programme(), NOTHING_COMPARED, subjects={})  # its receipt has an address of its own
        return {"drawn": receipt_drawn(receipt, language_of(request.scope), around), "report": report}

    def _returned(self, request: Request, _sent: object, now: datetime) -> Response:
        asked, language = _Returned.model_validate(dict(request.query_params)), language_of(request.scope)
        principal = asking(self._visitors, request, Action.SEE_REPORTS, asked.gemeente, now).principal
        acts = self._visitors.office.report_acts.of(principal, asked.gemeente)
        with self._store.reader() as reader:
            lines = reader.files().filter(reader.files()["sequence"] == asked.bewijs).to_dicts()
            if not lines or not is_of(lines[0], asked.gemeente, acts):
                raise NotDoneError(HTTPStatus.NOT_FOUND, say("screen_hand_in.receipt.none", language))
            receipt = reader.receipt(asked.bewijs)
        if lines[0]["archive_sha256"] is None:
            raise NotDoneError(HTTPStatus.NOT_FOUND, say("screen_hand_in.receipt.nothing_kept", language))
        archive = self._store.home.archived_file(lines[0]["archive_sha256"])
        return _file(returned_workbook(archive.read_bytes(), receipt, language), f"opgave_terug_{asked.bewijs}.xlsx")


def _see_there(code: str, register: Register, request: Request, now: datetime) -> None:
    found = register.by_code.get(code)
    if found is None or not found.exists_on(dutch_day(now)):
        raise NotDoneError(HTTPStatus.NOT_FOUND, say("screen_hand_in.lead_choose", language_of(request.scope)))


def _file(content: bytes, name: str) -> Response:
    headers = {**NOT_KEPT, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=_WORKBOOK, headers=headers)
