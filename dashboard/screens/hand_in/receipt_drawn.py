"""What a receipt is drawn from: how many rows became what, and each row that asks for attention with what to do."""

from collections.abc import Mapping
from typing import Any, Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import counted, rule_word
from domain.bilingual import Language
from language.formats import integer
from language.texts import say

COUNT_KEYS: Final = {
    "accepted": ("screen_hand_in.count.accepted", "screen_hand_in.count.accepted_note"),
    "unchanged": ("screen_hand_in.count.unchanged", "screen_hand_in.count.unchanged_note"),
    "corrections": ("screen_hand_in.count.corrections", "screen_hand_in.count.corrections_note"),
    "quarantined": ("screen_hand_in.count.quarantined", "screen_hand_in.count.quarantined_note"),
}
"""What became of rows -> its word and what that means, in the order of the picture."""
OUTCOME_KEYS: Final = {
    "accepted": "screen_hand_in.outcome.accepted",
    "partly": "screen_hand_in.outcome.partly",
    "rejected": "screen_hand_in.outcome.rejected",
    "duplicate": "screen_hand_in.outcome.duplicate",
}
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
    """One thing that asks for attention: what it is, where, what was written, and what we see with what to do."""

    sign: str
    mark: str
    rule: str
    place: str
    column: str
    written: str
    what: str


class ReceiptDrawn(TypedDict):
    """The whole of it. `is_rejected`: nothing of it was taken in. `answers`: what was said beside the rows."""

    title: str
    lead: str
    is_rejected: bool
    counts: list[Count]
    heads: list[str]
    rows: list[ReceiptRow]
    caption: str
    notes: list[str]


RECEIPT: Final = Part[ReceiptDrawn]("screens/hand_in/receipt.js")


def receipt_drawn(receipt: Mapping[str, Any], language: Language) -> ReceiptDrawn:
    """A receipt in words, what was refused first."""
    totals = _totals(receipt)
    problems = sorted(receipt["problems"], key=lambda problem: problem["severity"] != "error")
    asks = sum(problem["severity"] == "error" for problem in problems)
    outcome = receipt["outcome"]
    read = totals["accepted"] + totals["unchanged"] + totals["corrections"] + totals["quarantined"]
    good = {"good": integer(read - totals["quarantined"], language), "read": integer(read, language)}
    title = say(OUTCOME_KEYS[outcome], language, **good)
    lead = counted("screen_hand_in.asks", asks, language)
    is_shut = outcome in ("rejected", "duplicate")
    return {
        "title": title,
        "lead": "" if outcome == "duplicate" else lead,
        "is_rejected": outcome == "rejected",
        "counts": [] if is_shut else [_count(name, totals[name], language) for name in COUNT_KEYS],
        "heads": [say(key, language) for key in HEAD_KEYS],
        "rows": [_row(problem, language) for problem in problems],
        "caption": say("screen_hand_in.caption", language),
        "notes": [note[language] for note in receipt["notes"]],
    }


def _totals(receipt: Mapping[str, Any]) -> dict[str, int]:
    return {name: sum(counts[name] for counts in receipt["tables"].values()) for name in COUNT_KEYS}


def _count(name: str, count: int, language: Language) -> Count:
    label, note = COUNT_KEYS[name]
    return {
        "sign": name,
        "label": say(label, language),
        "value": integer(count, language),
        "unit": say("screen_hand_in.row" if count == 1 else "screen_hand_in.rows", language),
        "note": say(note, language),
    }


def _row(problem: Mapping[str, Any], language: Language) -> ReceiptRow:
    table, row, last = problem["table"], problem["row"], problem.get("row_to")
    place = table or say("screen_hand_in.whole_file", language)
    if row is not None:
        numbers = integer(row, language) if last is None else f"{integer(row, language)}–{integer(last, language)}"
        place = say("screen_hand_in.in_row", language, table=place, row=numbers)
    return {
        "sign": problem["severity"],
        "mark": say(MARK_KEYS[problem["severity"]], language),
        "rule": rule_word(problem["rule"], language),
        "place": place,
        "column": problem["column"] or "",
        "written": problem.get("value") or "",
        "what": without_place(problem, language),
    }


def without_place(problem: Mapping[str, Any], language: Language) -> str:
    """A message names its file, row and column, as on the command line; here these stand in columns of their own."""
    message: str = problem["message"][language]
    if problem["row"] is None or not problem["column"]:
        return message
    before, found, after = message.partition(f"{problem['column']}: ")
    return after if found and str(problem["row"]) in before else message
