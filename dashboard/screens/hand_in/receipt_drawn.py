"""What a receipt is drawn from: how many rows became what, and each row that asks for attention with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import counted, rule_word
from dashboard.screens.hand_in.field_words import column_of, field_word, row_words, table_of, typed_word, value_word
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import integer
from language.texts import say
from metrics.readings.report_changes import ReportChanges, Said

COUNT_KEYS: Final = {
    "accepted": ("screen_hand_in.count.accepted", "screen_hand_in.count.accepted_note"),
    "unchanged": ("screen_hand_in.count.unchanged", "screen_hand_in.count.unchanged_note"),
    "corrections": ("screen_hand_in.count.corrections", "screen_hand_in.count.corrections_note"),
    "quarantined": ("screen_hand_in.count.quarantined", "screen_hand_in.count.quarantined_note"),
}
"""What became of rows -> its word and what that means, in the order of the picture."""
OUTCOME_KEYS: Final = {
    "partly": "screen_hand_in.outcome.partly",
    "rejected": "screen_hand_in.outcome.rejected",
    "duplicate": "screen_hand_in.outcome.duplicate",
}
OTHERWISE_HEAD_KEYS: Final = (
    "screen_hand_in.head.place",
    "screen_hand_in.head.column",
    "screen_hand_in.otherwise.before",
    "screen_hand_in.otherwise.after",
    "screen_hand_in.otherwise.about",
)
FORM: Final = "formulier"  # the name of a report that was typed in the form
MARK_KEYS: Final = {"error": "screen_hand_in.mark.error", "warning": "screen_hand_in.mark.warning"}
HEAD_KEYS: Final = (
    "screen_hand_in.head.outcome",
    "screen_hand_in.head.place",
    "screen_hand_in.head.column",
    "screen_hand_in.head.written",
    "screen_hand_in.head.what",
)


class Count(TypedDict):
    """How many rows became this: the sign, its word, the number with its unit, and what it means."""

    sign: str
    label: str
    value: str
    unit: str
    note: str


class ReceiptRow(TypedDict):
    """One thing that asks for attention: what it is, where, what was written, and what we see with what to do.

    `address`: where it can be put right, "" where that is not known.
    """

    sign: str
    mark: str
    rule: str
    place: str
    column: str
    written: str
    what: str
    address: str


class OtherwiseDrawn(TypedDict):
    """The values that are said otherwise than before, each with what it was; no row where nothing is."""

    title: str
    heads: list[str]
    rows: list[list[str]]


class ReceiptDrawn(TypedDict):
    """The whole of it. `is_rejected`: nothing of it was taken in. `mend`: the word that leads to the form."""

    title: str
    lead: str
    is_rejected: bool
    counts: list[Count]
    heads: list[str]
    rows: list[ReceiptRow]
    caption: str
    mend: str
    otherwise: OtherwiseDrawn
    notes: list[str]


@dataclass(frozen=True)
class Around:
    """What is known of a report beside its receipt. `changes`: what it says otherwise than before; `subjects`: by sheet
    and row what that row is about, as `pipelines.format.waiting` calls it; `form`: the address of the form about its
    day, "" for none.
    """

    programme: Programme
    changes: ReportChanges
    subjects: Mapping[tuple[str, int], str]
    form: str = ""


RECEIPT: Final = Part[ReceiptDrawn]("screens/hand_in/receipt.js")


def receipt_drawn(receipt: Mapping[str, Any], language: Language, around: Around) -> ReceiptDrawn:
    """A receipt in words, what was refused first."""
    totals = _totals(receipt)
    problems = sorted(receipt["problems"], key=lambda problem: problem["severity"] != "error")
    outcome = receipt["outcome"]
    read = totals["accepted"] + totals["unchanged"] + totals["corrections"] + totals["quarantined"]
    good = {"good": integer(read - totals["quarantined"], language), "read": integer(read, language)}
    is_shut = outcome in ("rejected", "duplicate")
    return {
        "title": counted("screen_hand_in.outcome.accepted", read, language)
        if outcome == "accepted"
        else say(OUTCOME_KEYS[outcome], language, **good),
        "lead": "" if outcome == "duplicate" else _lead(problems, language),
        "is_rejected": outcome == "rejected",
        "counts": [] if is_shut else [_count(name, totals[name], around.changes, language) for name in COUNT_KEYS],
        "heads": [say(key, language) for key in HEAD_KEYS],
        "rows": [_row(problem, around, language, is_form=receipt["file"] == FORM) for problem in problems],
        "caption": say("screen_hand_in.caption", language),
        "mend": say("screen_hand_in.mend.link", language),
        "otherwise": _otherwise(around, language),
        "notes": [note[language] for note in receipt["notes"]],
    }


def _lead(problems: list[Mapping[str, Any]], language: Language) -> str:
    """How many were refused, and how many were taken in and stand out: never that it is nothing while it is not."""
    errors = sum(problem["severity"] == "error" for problem in problems)
    odd = len(problems) - errors
    if not odd:
        return counted("screen_hand_in.asks", errors, language)
    told = counted("screen_hand_in.asks_odd", odd, language)
    return f"{counted('screen_hand_in.asks', errors, language)} {told}" if errors else told


def _totals(receipt: Mapping[str, Any]) -> dict[str, int]:
    return {name: sum(counts[name] for counts in receipt["tables"].values()) for name in COUNT_KEYS}


def _count(name: str, count: int, changes: ReportChanges, language: Language) -> Count:
    label, note = COUNT_KEYS[name]
    words = "" if not count else say(note, language)
    if name == "accepted" and changes.otherwise_count + changes.same_count:
        words += f" {counted('screen_hand_in.count.otherwise', changes.otherwise_count, language)}"
    return {
        "sign": name,
        "label": say(label, language),
        "value": integer(count, language),
        "unit": say("screen_hand_in.row" if count == 1 else "screen_hand_in.rows", language),
        "note": words,
    }


def _row(problem: Mapping[str, Any], around: Around, language: Language, *, is_form: bool) -> ReceiptRow:
    sheet, row, column = problem["table"] or "", problem["row"], problem["column"] or ""
    subject, written = around.subjects.get((sheet, row)), problem.get("value") or ""
    place, address = _place(problem, language), ""
    if subject is not None:
        address = f"{around.form}#{table_of(sheet)}-{subject}-{column}" if problem["severity"] == "error" else ""
    if subject is not None and is_form:
        place = row_words(table_of(sheet), subject, around.programme, language)
        column, written = field_word(column, language), typed_word(column, written, language)
    return {
        "sign": problem["severity"],
        "mark": say(MARK_KEYS[problem["severity"]], language),
        "rule": rule_word(problem["rule"], language),
        "place": place,
        "column": column,
        "written": written,
        "what": without_place(problem, language),
        "address": address if around.form else "",
    }


def _place(problem: Mapping[str, Any], language: Language) -> str:
    """Where it stands in a file: its sheet and row, or the range of rows that it is said of."""
    row, last = problem["row"], problem.get("row_to")
    place = problem["table"] or say("screen_hand_in.whole_file", language)
    if row is None:
        return place
    numbers = integer(row, language) if last is None else f"{integer(row, language)}–{integer(last, language)}"
    return say("screen_hand_in.in_row", language, table=place, row=numbers)


def _otherwise(around: Around, language: Language) -> OtherwiseDrawn:
    said = sorted(around.changes.said, key=lambda one: not one.is_correction)
    return {
        "title": counted("screen_hand_in.otherwise.finding", len(said), language) if said else "",
        "heads": [say(key, language) for key in OTHERWISE_HEAD_KEYS],
        "rows": [_said_otherwise(one, around.programme, language) for one in said],
    }


def _said_otherwise(one: Said, programme: Programme, language: Language) -> list[str]:
    column = column_of(one.table, one.column)
    about = "screen_hand_in.otherwise.same_day" if one.is_correction else "screen_hand_in.otherwise.last_time"
    return [
        row_words(one.table, one.subject, programme, language),
        field_word(column.dutch, language),
        value_word(one.before, column, programme, language),
        value_word(one.after, column, programme, language),
        say(about, language),
    ]


def without_place(problem: Mapping[str, Any], language: Language) -> str:
    """A message names its file, row and column, as on the command line; here these stand in columns of their own."""
    message: str = problem["message"][language]
    if problem["row"] is None or not problem["column"]:
        return message
    before, found, after = message.partition(f"{problem['column']}: ")
    is_place = str(problem["row"]) in before or before.startswith(f"{problem['table']}, ")  # of a file, or of the form
    return after if found and is_place else message
