"""What can be done with refused rows: put right together, ask the municipality, take back what was put right last."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.screens.desk.causes import Waiting, waiting_now
from dashboard.screens.desk.mail_text import DUTCH
from dashboard.view import keeping, queries, state
from dashboard.view.keeping import Act, Told
from domain.clocks import dutch_day
from domain.principal import Principal
from language.formats import integer
from language.texts import say
from office.acts import Act as AuditAct
from office.acts import Entry, Way
from office.desk_tables import LONGEST_NOTE
from office.errors import NotPossibleError
from office.follow_ups import About
from office.office import Office
from pipelines import quarantine
from pipelines.normalising.typed_texts import checked
from store.store import Store

HOLDER = "Beheer"  # what another writer is told
WAITS_SECONDS = 10.0  # a person waits for an answer
SHOWN_PROBLEMS = 3


def put_right(rows: Sequence[Waiting]) -> None:
    """Puts these rows right where that is still sure; what is not any more stays, and that is said."""
    kind, ids = rows[0].cause, [row.quarantine_id for row in rows]
    keeping.carry_out(Act(Action.RESOLVE_ROWS, None, partial(_put_right, kind, ids)))


def _put_right(kind: str, ids: Sequence[str], office: Office, asks: Principal, now: datetime) -> Told:
    """What a row means is worked out anew, by who holds the store: a page may have stood open for an hour."""
    run, language = state.run(), state.language()
    register, programme = queries.the_register(), queries.the_programme()
    done: list[tuple[str, int]] = []
    try:
        with Store(run.places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            found = waiting_now(writer.reader, register, programme, dutch_day(now))
            sure = {name: found[name] for name in ids if name in found and found[name].is_sure}
            for name, remedy in sure.items():
                # written down before it is done
                office.audit.note(Entry(asks, AuditAct.ROW_RESOLVED, now, Way.SCREEN, report=name))
                receipt = quarantine.retry(
                    name, remedy.changes, writer=writer, register=register, programme=programme, recorded_at=now
                )
                if receipt["sequence"] is not None:
                    done.append((name, receipt["sequence"]))
    finally:
        if done:  # what the ledger holds is done, also where the store could not be published
            office.remedies.note(asks, kind, done, now=now)
    left = len(ids) - len(done)
    told = counted("screen_desk.done.put_right", len(done), language)
    return Told(told if not left else f"{told} {counted('screen_desk.done.left', left, language)}")


def undo(number: int) -> None:
    """Takes back what was put right together, by its number in the office."""
    keeping.carry_out(Act(Action.RESOLVE_ROWS, None, partial(_undone, number)))


def _undone(number: int, office: Office, asks: Principal, now: datetime) -> Told:
    language, count = state.language(), 0
    with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
        put = office.remedies.undo(asks, number, way=Way.SCREEN, now=now)
        for name, sequence in put.lines:
            try:
                reason = say("screen_desk.refused.undo_reason", DUTCH)
                quarantine.undo(name, sequence, reason=reason, writer=writer, recorded_at=now)
            except quarantine.NotOpenError:  # somebody took this one back by itself
                continue
            count += 1
    return Told(counted("screen_desk.done.undone", count, language))


def ask(rows: Sequence[Waiting]) -> None:
    """Asks each municipality one question about all of its rows that no question is open about yet."""
    keeping.carry_out(Act(Action.KEEP_CALLS, None, partial(_asked, rows)))


def _asked(rows: Sequence[Waiting], office: Office, asks: Principal, now: datetime) -> Told:
    of_each: defaultdict[str, list[Waiting]] = defaultdict(list)
    asked_already = {name for one in office.follow_ups.all(asks) for name in one.about.refused_rows}
    for row in rows:
        if row.asked_of is not None and row.quarantine_id not in asked_already:
            of_each[row.asked_of].append(row)
    numbers: list[int] = []
    for code, theirs in of_each.items():
        about = About(theirs[0].table, refused_rows=tuple(row.quarantine_id for row in theirs))
        question = checked(question_about(theirs), longest=LONGEST_NOTE)
        try:
            asked = office.follow_ups.ask(asks, code, about, question, way=Way.SCREEN, now=now)
        except NotPossibleError:  # a colleague asked at the same moment
            continue
        numbers.append(asked.number)
    undo_it = Act(Action.KEEP_CALLS, None, partial(_closed, numbers)) if numbers else None
    return Told(counted("screen_desk.done.asked", len(numbers), state.language()), undo=undo_it)


def question_about(rows: Sequence[Waiting]) -> str:
    """What a municipality is asked about its rows, in Dutch: what is wrong with the first, and how many more."""
    lead = counted("screen_desk.refused.question", len(rows), DUTCH)
    said = [row.problems[0]["message"][DUTCH] for row in rows[:SHOWN_PROBLEMS]]
    room = (LONGEST_NOTE - len(lead) - 120) // len(said)
    lines = [text if len(text) <= room else f"{text[: room - 1]}…" for text in said]
    more = len(rows) - len(said)
    if more:
        key = "screen_desk.refused.question_more"
        lines.append(say(key, DUTCH, count=integer(more, DUTCH)))
    return "\n".join([lead, *lines])


def _closed(numbers: Sequence[int], office: Office, asks: Principal, now: datetime) -> Told:
    for number in numbers:
        office.follow_ups.close(asks, number, way=Way.SCREEN, now=now)
    return Told(counted("screen_desk.done.questions_closed", len(numbers), state.language()))
