"""What is done on this page to the store and the office: by who looks at that moment, told in the log beforehand."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from access.permissions import Action
from dashboard.figure.words import counted, plain
from dashboard.screens.hand_in.asked import Asked
from dashboard.view import queries, state
from dashboard.view.keeping import Act, Leads, Told
from domain.clocks import dutch_day
from domain.principal import Principal
from domain.typed_texts import Checked
from language.formats import day, listing, moment
from language.texts import say
from office.acts import Act as AuditAct
from office.acts import Entry, Way
from office.drafts import LONGEST_TEXT, Edit, Place
from office.office import Office
from office.report_acts import ReportAct
from pipelines.beside_rows import say_beside, take_back
from pipelines.drafted import CONFIRMED, TICKED, Fields, report_of
from pipelines.drafted_again import drafts_of
from pipelines.handed_over import hand_over
from store.beside import Beside
from store.store import Store

HOLDER, WAITS_SECONDS = "opgave", 20.0


def nothing_changed(asked: Asked) -> Act:
    """Says that what was said last still holds on this day: a report of its own, with nothing typed in it."""
    code, reporting_date = asked.code, asked.reporting_date

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        register, programme = queries.the_register(), queries.the_programme()
        fields: dict[tuple[str, str, str], str] = {CONFIRMED: TICKED}
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            report = report_of(
                fields,
                key=secrets.token_hex(16),
                reader=writer.reader,
                programme=programme,
                code=code,
                reporting_date=reporting_date,
            )
            office.audit.note(_entry(asks, AuditAct.REPORT_HANDED_IN, code, report.sha256, now))
            done = hand_over(
                report,
                fields,
                principal=asks,
                agreement=state.run().visitor.agreement,
                writer=writer,
                register=register,
                programme=programme,
                recorded_at=now,
                awaits_approval=office.asks_approval(asks, code, dutch_day(now)),
            )
        if done.report is not None:
            office.report_acts.note(asks, code, done.report, ReportAct.HANDED_IN, way=Way.SCREEN, now=now)
        if done.receipt["outcome"] == "rejected":
            return Told(plain(done.receipt["problems"][0]["message"][state.language()]), is_refusal=True)
        language = state.language()
        told = {"day": day(reporting_date, language), "moment": moment(now, language)}
        leads = None if done.report is None else _to_receipt(done.report)
        return Told(say("screen_hand_in.done.nothing_changed", language, **told), leads=leads)

    return Act(Action.HAND_IN, code, do)


def _to_receipt(report: int) -> Leads:
    return Leads(say("screen_hand_in.done.receipt", state.language()), "receipt", "bewijs", str(report))


def approve(code: str, report: int, reporting_date: date) -> Act:
    """Approves a report, by somebody else than who handed it in."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.audit.note(_entry(asks, AuditAct.REPORT_APPROVED, code, str(report), now))
        said = Beside("approval", report, code, reporting_date, asks.role)
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            say_beside(said, principal=asks, agreement=state.run().visitor.agreement, writer=writer, recorded_at=now)
        office.report_acts.note(asks, code, report, ReportAct.APPROVED, way=Way.SCREEN, now=now)
        return Told(say("screen_hand_in.done.approved", state.language()))

    return Act(Action.APPROVE, code, do)


def said_beside(code: str, said: Sequence[Beside]) -> Act:
    """Says beside a report that its tables are whole, and why what stands out in it is right."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        del office  # the ledger keeps who said it
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            for one in said:
                agreement = state.run().visitor.agreement
                say_beside(one, principal=asks, agreement=agreement, writer=writer, recorded_at=now)
        return Told(counted("screen_hand_in.done.said_beside", len(said), state.language()))

    return Act(Action.HAND_IN, code, do)


def taken_back(code: str, report: int, reason: str) -> Act:
    """Takes a report back, with a reason that is kept for good; what it said stands in a draft again."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.audit.note(_entry(asks, AuditAct.REPORT_WITHDRAWN, code, str(report), now))
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            take_back(
                report,
                municipality_code=code,
                reason=reason,
                principal=asks,
                agreement=state.run().visitor.agreement,
                writer=writer,
                recorded_at=now,
            )
            said = drafts_of(writer.reader, queries.the_programme(), code, report)
        office.report_acts.note(asks, code, report, ReportAct.TAKEN_BACK, way=Way.SCREEN, now=now)
        return Told(_drafted_again(office, asks, code, said, now))

    return Act(Action.TAKE_BACK, code, do)


def _drafted_again(office: Office, asks: Principal, code: str, said: Mapping[date, Fields], now: datetime) -> str:
    """Puts what a report said in the drafts of its days, and tells so. What a colleague typed there since stays."""
    language, is_typed_over = state.language(), False
    for reporting_date, fields in said.items():
        edits = [
            Edit(Place(*place), text, rests_on=0)
            for place, text in fields.items()
            if len(text) <= LONGEST_TEXT  # what was refused for its length has no place in a draft
        ]
        is_typed_over |= bool(office.drafts.save(asks, code, reporting_date, edits, now=now).stale)
    told = say("screen_hand_in.done.taken_back", language)
    if said:
        days = listing([day(one, language) for one in said], language)
        told += " " + say("screen_hand_in.done.drafted_again", language, days=days)
    return told + (" " + say("screen_hand_in.done.typed_since", language) if is_typed_over else "")


def answered(code: str, number: int, text: Checked) -> Act:
    """Answers a question of VNG."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.follow_ups.answer(asks, number, text, way=Way.SCREEN, now=now)
        return Told(say("screen_hand_in.done.answered", state.language()))

    return Act(Action.HAND_IN, code, do)


def approval_wished(code: str, *, asks_approval: bool) -> Act:
    """Makes a second person approve every report of this municipality from now on, or no more."""
    key = "screen_hand_in.done.wish_on" if asks_approval else "screen_hand_in.done.wish_off"

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        office.approval_wishes.choose(asks, code, asks_approval=asks_approval, way=Way.SCREEN, now=now)
        undo = approval_wished(code, asks_approval=not asks_approval)
        return Told(say(key, state.language()), undo=undo)

    return Act(Action.APPROVE, code, do)


def _entry(asks: Principal, act: AuditAct, code: str, report: str, now: datetime) -> Entry:
    return Entry(asks, act, now, Way.SCREEN, code, report=report)
