"""What the part `refused` is drawn from: a row per cause, in it the rows; above it what was put right last."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import counted, municipalities, rule_word
from dashboard.screens.desk.causes import Cause, Waiting
from dashboard.screens.desk.words import asks, by_word
from dashboard.view import keeping, state
from domain.bilingual import Language
from domain.clocks import AMSTERDAM
from domain.statements import Standing, Table
from language.formats import day, decimal, integer
from language.texts import say
from office.remedies import PutRight
from pipelines.format.withheld import WITHHELD_CELLS
from pipelines.normalising.written_dates import read_date
from pipelines.remedies.proposals import STATUS_WORDS, RemedyKind
from pipelines.remedies.remedy import Unsure

FIRST_ROWS: Final = 10
KIND_KEYS: Final[dict[str, str]] = {
    RemedyKind.MONTH_FIRST: "screen_desk.cause.month_first",
    RemedyKind.SHORT_YEAR: "screen_desk.cause.short_year",
    RemedyKind.STEP_LETTER: "screen_desk.cause.step_letter",
    RemedyKind.STATUS_SPELLING: "screen_desk.cause.status_spelling",
    RemedyKind.NAME_SPELLING: "screen_desk.cause.name_spelling",
    RemedyKind.INVISIBLE: "screen_desk.cause.invisible",
    RemedyKind.WITHOUT_NOTE: "screen_desk.cause.without_note",
}
PROPOSAL_KEYS: Final[dict[str, str]] = {
    RemedyKind.MONTH_FIRST: "screen_desk.proposal.month_first",
    RemedyKind.SHORT_YEAR: "screen_desk.proposal.short_year",
    RemedyKind.STEP_LETTER: "screen_desk.proposal.step_letter",
    RemedyKind.STATUS_SPELLING: "screen_desk.proposal.status_spelling",
    RemedyKind.NAME_SPELLING: "screen_desk.proposal.name_spelling",
    RemedyKind.INVISIBLE: "screen_desk.proposal.invisible",
    RemedyKind.WITHOUT_NOTE: "screen_desk.proposal.without_note",
}
UNSURE_KEYS: Final = {
    Unsure.STILL_REFUSED: "screen_desk.unsure.still_refused",
    Unsure.OVERWRITES: "screen_desk.unsure.overwrites",
    Unsure.TWICE: "screen_desk.unsure.twice",
}


class WaitingDrawn(TypedDict):
    """One refused row in words. `does`: "right", "ask" or "" where nothing can be done here; `told`: why."""

    id: str
    whose: str
    place: str
    field: str
    before: str
    now: str
    becomes: str
    does: str
    told: str


class CauseDrawn(TypedDict):
    """One cause in words; `does` as of a row, with the word of its button."""

    key: str
    title: str
    count: str
    proposal: str
    does: str
    button: str
    rows: list[WaitingDrawn]


class StripDrawn(TypedDict):
    """What was put right last, and can be taken back."""

    number: int
    at: str
    text: str


class RefusedData(TypedDict):
    """All causes, what was put right last, and the words of heads and buttons."""

    caption: str
    causes: list[CauseDrawn]
    strip: StripDrawn | None
    first: int
    words: dict[str, str]


REFUSED: Final = Part[RefusedData]("screens/desk/refused.js", tells=("act",), sheets=("screens/desk/desk.css",))


def cause_word(key: str, language: Language) -> str:
    """What is wrong, in a few words."""
    return say(KIND_KEYS[key], language) if key in KIND_KEYS else rule_word(key, language)


def refused_drawn(found: Sequence[Cause], language: Language) -> RefusedData:
    """All causes in words."""
    asked = {name for one in keeping.office().follow_ups.all(asks()) for name in one.about.refused_rows}
    return {
        "caption": say("screen_desk.refused.caption", language),
        "causes": [_cause(cause, asked, language) for cause in found],
        "strip": _strip(language),
        "first": FIRST_ROWS,
        "words": _words(language),
    }


def _cause(cause: Cause, asked: Collection[str], language: Language) -> CauseDrawn:
    rows = [_row(row, asked, language) for row in cause.rows]
    to_ask = {row.asked_of for row, drawn in zip(cause.rows, rows, strict=True) if drawn["does"] == "ask"}
    whose = len({row.whose.code for row in cause.rows if row.whose.code})
    count = counted("screen_desk.refused.rows", len(rows), language)
    if cause.sure:
        does, button = "right", counted("screen_desk.refused.put_right", len(cause.sure), language)
    else:
        does = "ask" if to_ask else ""
        button = counted("screen_desk.refused.ask", len(to_ask), language) if to_ask else ""
    return {
        "key": cause.key,
        "title": cause_word(cause.key, language),
        "count": f"{count} · {municipalities(whose, language)}" if whose else count,
        "proposal": _proposal(cause, language),
        "does": does,
        "button": button,
        "rows": rows,
    }


def _proposal(cause: Cause, language: Language) -> str:
    if cause.key not in PROPOSAL_KEYS:
        return say("screen_desk.proposal.nobody_knows", language)
    proposal, sure, every = say(PROPOSAL_KEYS[cause.key], language), len(cause.sure), len(cause.rows)
    if sure == every:
        return f"{proposal} {say('screen_desk.proposal.all_sure', language)}"
    words = {"sure": integer(sure, language), "count": integer(every, language)}
    return f"{proposal} {say('screen_desk.proposal.some_sure', language, **words)}"


def _row(row: Waiting, asked: Collection[str], language: Language) -> WaitingDrawn:
    does, told = _does(row, asked, language)
    return {
        "id": row.quarantine_id,
        "whose": row.whose.word(language),
        "place": row.place,
        "field": field_words(row, language),
        "before": before_word(row, language),
        "now": now_word(row, language),
        "becomes": becomes_word(row, language),
        "does": does,
        "told": told,
    }


def _does(row: Waiting, asked: Collection[str], language: Language) -> tuple[str, str]:
    if row.quarantine_id in asked:
        return ("right" if row.is_sure else ""), say("screen_desk.refused.is_asked", language)
    if row.is_sure:
        return "right", ""
    told = "" if row.remedy is None or row.remedy.unsure is None else say(UNSURE_KEYS[row.remedy.unsure], language)
    if row.asked_of is None:
        return "", f"{told} {say('screen_desk.refused.nobody_to_ask', language)}".strip()
    return "ask", told


def field_words(row: Waiting, language: Language) -> str:
    """Which cell: its column, and the step or target group of its row."""
    if row.subject is None or row.column in ("stap", "doelgroep"):
        return row.column or say("screen_desk.refused.whole_row", language)
    key = (
        "screen_desk.refused.of_step" if row.table in (Table.MILESTONE, Table.COST) else "screen_desk.refused.of_group"
    )
    column = row.column or say("screen_desk.refused.whole_row", language)
    return say(key, language, column=column, subject=row.subject)


def before_word(row: Waiting, language: Language) -> str:
    """What was said before in the same cell of an earlier report."""
    if row.before is None:
        return say("screen_desk.refused.nothing", language)
    if isinstance(row.before, date):
        return day(row.before, language)
    if isinstance(row.before, float):
        return integer(row.before, language) if row.before.is_integer() else decimal(row.before, language, 2)
    if isinstance(row.before, str) and row.column == "status":
        return STATUS_WORDS.get(Standing(row.before), row.before)
    return str(row.before)


def now_word(row: Waiting, language: Language) -> str:
    """What stands in the cell; what was withheld is nowhere."""
    if row.now in WITHHELD_CELLS:
        return say("screen_desk.refused.withheld", language)
    return row.now or say("screen_desk.refused.nothing", language)


def becomes_word(row: Waiting, language: Language) -> str:
    """What the cell becomes; "" where nobody knows."""
    if row.remedy is None:
        return ""
    return ", ".join(_as_put(value, language) for value in row.remedy.changes.values())


def _as_put(value: str, language: Language) -> str:
    found = _date_in(value)
    if found is not None:
        return day(found, language)
    return value or say("screen_desk.refused.empty", language)


def _date_in(value: str) -> date | None:
    return read_date(value) if not value.isdecimal() else None


def _strip(language: Language) -> StripDrawn | None:
    """What was put right last today: until the next remedy, or the end of the day, one click takes it back."""
    begun = datetime.combine(state.run().choices.today, time(), tzinfo=AMSTERDAM)
    last: PutRight | None = keeping.office().remedies.last(asks(), since=begun)
    if last is None:
        return None
    words = {"cause": cause_word(last.kind, language), "by": by_word(last.done_by, last.done_role)}
    return {
        "number": last.number,
        "at": say("screen_desk.refused.strip_at", language, at=f"{last.done_at.astimezone(AMSTERDAM):%H:%M}"),
        "text": counted("screen_desk.refused.strip", len(last.lines), language, **words),
    }


def _words(language: Language) -> dict[str, str]:
    keys = {
        "cause": "screen_desk.refused.cause",
        "count": "screen_desk.refused.how_many",
        "proposal": "screen_desk.refused.proposal",
        "where": "screen_desk.refused.where",
        "field": "screen_desk.refused.field",
        "before": "screen_desk.refused.before",
        "now": "screen_desk.refused.now",
        "becomes": "screen_desk.refused.becomes",
        "right": "screen_desk.refused.right",
        "ask": "screen_desk.refused.ask_one",
        "undo": "screen_desk.refused.undo",
        "all": "screen_desk.refused.all",
        "fewer": "screen_quality.silence.fewer",
    }
    return {name: say(key, language) for name, key in keys.items()}
