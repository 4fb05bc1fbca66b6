"""The addresses of the form: read the draft, save what was typed, check, hand in.

Each asks anew who is there, and the policy whether they may. Nothing is acknowledged that is not kept: an edit that
comes twice is done once, and a draft that is handed in twice is one report, for its key goes along.
"""

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from access.permissions import Action
from domain.clocks import dutch_day
from door.answering import NotDoneError, Reporting, answered, asking
from door.draft_check import checked
from door.refusing import language_of
from language.texts import say
from office.acts import Act, Entry, Way
from office.drafts import Draft, Edit, Place
from office.report_acts import ReportAct
from pipelines.drafted import Fields, is_place, report_of
from pipelines.entered import Entered
from pipelines.handed_over import hand_over

DRAFT, SAVE, CHECK, HAND_IN = "/opgave/concept", "/opgave/bewaar", "/opgave/controleer", "/opgave/indienen"
BODIES: Final[Mapping[str, int]] = MappingProxyType({SAVE: 300_000, CHECK: 2_000, HAND_IN: 2_000})
"""What is posted, and how many bytes at most: a whole form that was typed without a connection is some 100,000."""
_WAIT_SECONDS: Final = 20.0  # for another writer; longer, and the browser would give up before the answer


class _About(BaseModel):
    gemeente: str = Field(pattern=r"^GM\d{4}$")
    peildatum: date
    hand: str | None = None  # whose page it is: another may have signed in since in the same browser


class _Edit(BaseModel):
    part: str
    row: str
    field: str
    text: str
    rests_on: int = Field(ge=0)


class _Saving(_About):
    edits: list[_Edit] = Field(max_length=400)
    used_seconds: int = 0


class _HandingIn(_About):
    key: str  # of the draft as it was seen: another colleague may have handed it in meanwhile


class HandingIn(Reporting):
    """What answers at those addresses."""

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            Route(DRAFT, self.draft, methods=["GET"]),
            Route(SAVE, self.save, methods=["POST"]),
            Route(CHECK, self.check, methods=["POST"]),
            Route(HAND_IN, self.hand_in, methods=["POST"]),
        ]

    async def draft(self, request: Request) -> Response:
        """The draft about `gemeente` and `peildatum`, version 0 where nobody began."""
        return await answered(request, dict(request.query_params), self._read)

    async def save(self, request: Request) -> Response:
        """Saves edits; the answer has the whole draft, and which edits were not done because a colleague typed."""
        return await answered(request, await request.body(), self._save)

    async def check(self, request: Request) -> Response:
        """What handing in would give now, at its fields, with the own page before and after. Nothing is kept."""
        return await answered(request, await request.body(), self._check)

    async def hand_in(self, request: Request) -> Response:
        """Hands the draft in; the answer is its receipt."""
        return await answered(request, await request.body(), self._hand_in)

    def _read(self, request: Request, sent: Any, now: datetime) -> dict[str, Any]:
        about = _About.model_validate(sent)
        principal = asking(self._visitors, request, Action.DRAFT, about.gemeente, now, hand=about.hand).principal
        return _shown(self._visitors.office.drafts.read(principal, about.gemeente, about.peildatum))

    def _save(self, request: Request, sent: Any, now: datetime) -> dict[str, Any]:
        asked = _Saving.model_validate_json(sent)
        principal = asking(self._visitors, request, Action.DRAFT, asked.gemeente, now, hand=asked.hand).principal
        edits = [Edit(Place(one.part, one.row, one.field), one.text, one.rests_on) for one in asked.edits]
        if not all(is_place(*edit.place) for edit in edits):
            raise NotDoneError(HTTPStatus.BAD_REQUEST, say("door.form_unreadable", language_of(request.scope)))
        saved = self._visitors.office.drafts.save(
            principal, asked.gemeente, asked.peildatum, edits, now=now, used_seconds=asked.used_seconds
        )
        stale = [{**edit.place._asdict(), "text": edit.text} for edit in saved.stale]
        return {**_shown(saved.draft), "stale": stale}

    def _check(self, request: Request, sent: Any, now: datetime) -> dict[str, Any]:
        about = _About.model_validate_json(sent)
        principal = asking(self._visitors, request, Action.DRAFT, about.gemeente, now, hand=about.hand).principal
        draft = self._visitors.office.drafts.read(principal, about.gemeente, about.peildatum)
        register, programme = self._register(), self._programme()
        with self._store.reader() as reader:
            report = self._report(draft, reader, with_waiting=True)
            return checked(
                report,
                _texts(draft),
                reader=reader,
                register=register,
                programme=programme,
                now=now,
                language=language_of(request.scope),
            )

    def _hand_in(self, request: Request, sent: Any, now: datetime) -> dict[str, Any]:
        asked = _HandingIn.model_validate_json(sent)
        visitor = asking(self._visitors, request, Action.HAND_IN, asked.gemeente, now, hand=asked.hand)
        principal, office = visitor.principal, self._visitors.office
        draft = office.drafts.read(principal, asked.gemeente, asked.peildatum)
        if draft.key != asked.key:
            raise NotDoneError(HTTPStatus.CONFLICT, say("door.draft_gone", language_of(request.scope)))
        register, programme = self._register(), self._programme()
        awaits = office.asks_approval(principal, asked.gemeente, dutch_day(now))
        with self._store.writer(holder="opgave", wait_seconds=_WAIT_SECONDS) as writer:
            report = self._report(draft, writer.reader)
            entry = Entry(principal, Act.REPORT_HANDED_IN, now, Way.SCREEN, asked.gemeente, report=report.sha256)
            office.audit.note(entry)  # before it is done: a line without its report is possible, not the reverse
            done = hand_over(
                report,
                _texts(draft),
                principal=principal,
                agreement=visitor.agreement,
                writer=writer,
                register=register,
                programme=programme,
                recorded_at=now,
                awaits_approval=awaits,
            )
        if done.report is not None:
            acts = office.report_acts
            acts.note(principal, asked.gemeente, done.report, ReportAct.HANDED_IN, way=Way.SCREEN, now=now)
        if done.receipt["outcome"] != "rejected":  # what could not be taken in at all stays, to be put right
            office.drafts.handed_in(principal, draft)
        return {**done.receipt, "report": done.report}

    def _report(self, draft: Draft, reader: Any, *, with_waiting: bool = False) -> Entered:
        return report_of(
            _texts(draft),
            key=draft.key,
            reader=reader,
            programme=self._programme(),
            code=draft.municipality_code,
            reporting_date=draft.reporting_date,
            used_seconds=draft.used_seconds,
            with_waiting=with_waiting,
        )


def _texts(draft: Draft) -> Fields:
    return {(place.part, place.row_key, place.field): typed.text for place, typed in draft.fields.items()}


def _shown(draft: Draft) -> dict[str, Any]:
    """As the form reads it. Who typed is their function at work, or for whom they work; no number and no name."""
    fields = [
        {
            **place._asdict(),
            "text": typed.text,
            "version": typed.version,
            "by": typed.by_function or str(typed.by_role),
            "at": typed.at.isoformat(),
        }
        for place, typed in draft.fields.items()
    ]
    return {"version": draft.version, "key": draft.key, "used_seconds": draft.used_seconds, "fields": fields}
