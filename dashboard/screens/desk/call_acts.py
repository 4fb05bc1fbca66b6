"""What can be done on the list of calls, and what takes it back. A text that cannot be kept is said at its field."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from access.permissions import Action
from dashboard.figure.words import counted, plain
from dashboard.screens.desk.mail_text import MailText
from dashboard.view import keeping, queries, state
from dashboard.view.keeping import Act, Told
from domain.principal import Principal
from domain.typed_texts import Checked
from language.formats import day
from language.texts import say
from office.acts import Way
from office.desk_tables import LONGEST_MAIL, LONGEST_NOTE, LONGEST_PROMISE, LONGEST_SUBJECT
from office.errors import NotPossibleError
from office.office import Office
from pipelines.normalising.typed_texts import TypedTextError, checked, checked_or_none

REFUSED: Final = "call_refused"  # what was typed and cannot be kept, until it was put right
LONGEST_AHEAD: Final = timedelta(days=731)  # a call in three years is a slip of the pen


def name_of(code: str) -> str:
    """The name of a municipality, for a part that reads Markdown."""
    found = queries.the_register().by_code.get(code)
    return plain(code if found is None else found.name)


def note_call(told: Mapping[str, Any]) -> None:
    """Notes a call as it was typed, or says at the field what is wrong with it; what was typed stays there."""
    code = str(told["code"])
    try:
        said = checked(str(told["said"]), longest=LONGEST_NOTE)
        promised = checked_or_none(str(told["promised"]), longest=LONGEST_PROMISE)
        again_on = _day(str(told["again"]))
    except TypedTextError as error:
        state.hold(REFUSED, {**told, "message": error.message[state.language()]})
        return
    state.let_go(REFUSED)
    keeping.carry_out(Act(Action.KEEP_CALLS, code, partial(_noted, code, said, promised, again_on)))


def _noted(
    code: str, said: Checked, promised: Checked | None, again_on: date | None, office: Office, asks: Principal,
    now: datetime,
) -> Told:  # fmt: skip
    language = state.language()
    call = office.calls.note(asks, code, said=said, promised=promised, again_on=again_on, way=Way.SCREEN, now=now)
    words = {"name": name_of(code), "day": day(again_on, language, unknown="")}
    key = "screen_desk.done.called" if again_on is None else "screen_desk.done.called_again"
    undo = Act(Action.KEEP_CALLS, code, partial(_taken_back, call.number))
    return Told(say(key, language, **words), undo=undo)


def _taken_back(number: int, office: Office, asks: Principal, now: datetime) -> Told:
    call = office.calls.take_back(asks, number, way=Way.SCREEN, now=now)
    return Told(say("screen_desk.done.call_taken_back", state.language(), name=name_of(call.municipality_code)))


def _day(written: str) -> date | None:
    """The day to call again, from the field; "" for none. Raises TypedTextError for no day, or one that is too far."""
    if not written:
        return None
    today = state.run().choices.today
    try:
        again_on = date.fromisoformat(written)
    except ValueError:
        raise TypedTextError("screen_desk.calls.no_day") from None
    if not today <= again_on <= today + LONGEST_AHEAD:
        raise TypedTextError("screen_desk.calls.odd_day")
    return again_on


def choose_own(codes: Sequence[str]) -> None:
    """Makes these municipalities the adviser's own."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        was = office.own_group.choose(asks, codes, way=Way.SCREEN, now=now)
        undo = Act(Action.KEEP_CALLS, None, partial(_own_again, sorted(was)))
        return Told(counted("screen_desk.done.own", len(codes), state.language()), undo=undo)

    keeping.carry_out(Act(Action.KEEP_CALLS, None, do))


def _own_again(codes: list[str], office: Office, asks: Principal, now: datetime) -> Told:
    office.own_group.choose(asks, codes, way=Way.SCREEN, now=now)
    state.fill_in("own_municipalities", codes)
    return Told(counted("screen_desk.done.own", len(codes), state.language()))


def prepare_mail(text: MailText, told: Mapping[str, Any]) -> None:
    """Puts a mail ready, with the text as the adviser changed it."""
    code = str(told["code"])
    mail = MailText(text.key, text.subject, str(told["body"]))
    keeping.carry_out(Act(Action.KEEP_CALLS, code, partial(_prepared, [(code, mail)])))


def prepare_mails(mails: Sequence[tuple[str, MailText]]) -> Act:
    """Puts a mail ready for each of these municipalities; of who has one about the same thing already none again."""
    return Act(Action.KEEP_CALLS, None, partial(_prepared, mails))


def _prepared(mails: Sequence[tuple[str, MailText]], office: Office, asks: Principal, now: datetime) -> Told:
    language, made = state.language(), []
    for code, mail in mails:
        subject = checked(mail.subject, longest=LONGEST_SUBJECT)
        body = checked(mail.body, longest=LONGEST_MAIL)
        try:
            ready = office.mails.prepare(asks, mail.key, code, subject=subject, body=body, way=Way.SCREEN, now=now)
        except NotPossibleError:  # of one of a group that is no reason to stop; of one alone it is the answer
            if len(mails) == 1:
                raise
            continue
        made.append(ready.number)
    undo = Act(Action.KEEP_CALLS, None, partial(_dropped, made)) if made else None
    return Told(counted("screen_desk.done.prepared", len(made), language), undo=undo)


def _dropped(numbers: Sequence[int], office: Office, asks: Principal, now: datetime) -> Told:
    for number in numbers:
        office.mails.drop(asks, number, way=Way.SCREEN, now=now)
    return Told(counted("screen_desk.done.dropped", len(numbers), state.language()))


def drop_mail(number: int) -> Act:
    """Takes a mail away that was not sent."""
    return Act(Action.KEEP_CALLS, None, partial(_dropped, [number]))


def say_sent(number: int) -> Act:
    """Says that a mail was sent, by a person, outside the monitor."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        mail = office.mails.say_sent(asks, number, way=Way.SCREEN, now=now)
        return Told(say("screen_desk.done.sent", state.language(), name=name_of(mail.municipality_code)))

    return Act(Action.KEEP_CALLS, None, do)
