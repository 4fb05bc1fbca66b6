"""One file that came in: what became of its rows, and whether they count."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl

from dashboard.view.store_rows import Rejection
from domain.bilingual import Language
from domain.municipalities import Register
from language.formats import integer
from language.texts import say
from metrics.standing.known import Known
from store.received_again import ReceivedAgain

RECEIVED: Final = ("intake", "rejection")
COUNTS: Final = ("accepted_count", "correction_count", "unchanged_count", "quarantined_count")
NOTHING_CHANGED: Final = "nothing_changed"
"""The rule that refuses a form that we filled in and in which nothing was changed."""
OUTCOME_KEYS: Final = {
    "accepted": "screen_quality.arrivals.outcomes.accepted",
    "partly": "screen_quality.arrivals.outcomes.partly",
    "rejected": "screen_quality.arrivals.outcomes.rejected",
    "unchanged": "screen_quality.arrivals.outcomes.unchanged",
    "duplicate": "screen_quality.arrivals.outcomes.duplicate",
}


@dataclass(frozen=True)
class Arrival:
    """One file and what became of its rows; `rules` are those that refused them, most often first.

    outcome: accepted, partly, rejected, unchanged (nothing in it was new), duplicate (the same bytes as before).
    counting_count: how many of its rows stand, of all that were taken in; the others were corrected or withdrawn.
    """

    recorded_at: datetime
    file_name: str
    outcome: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    counts: Mapping[str, int | None]
    rules: tuple[tuple[str, int], ...]
    counting_count: int

    def outcome_word(self, language: Language) -> str:
        """What became of it."""
        return say(OUTCOME_KEYS[self.outcome], language)

    def counts_word(self, language: Language) -> str:
        """Whether what it says counts in the figures, and why where it does not."""
        if self.outcome == "duplicate":
            return say("screen_quality.arrivals.counts_as.duplicate", language)
        if self.outcome == "unchanged":
            return say("screen_quality.arrivals.counts_as.unchanged", language)
        taken_in = (self.counts["accepted_count"] or 0) + (self.counts["correction_count"] or 0)
        if not taken_in:
            return say("screen_quality.arrivals.counts_as.refused", language)
        if not self.counting_count:
            return say("screen_quality.arrivals.counts_as.replaced", language)
        every = taken_in + (self.counts["quarantined_count"] or 0)
        if self.counting_count >= every:
            return say("screen_quality.arrivals.counts_as.yes", language)
        told = {"count": integer(self.counting_count, language), "every": integer(every, language)}
        return say("screen_quality.arrivals.counts_as.part", language, **told)


def rows_that_count(known: Known) -> Counter[int]:
    """Ledger line -> how many of its statements stand."""
    found: Counter[int] = Counter()
    for frame in known.statements.values():
        found.update(frame["ledger_sequence"].drop_nulls().to_list())
    return found


def arrivals_asked(
    files: pl.DataFrame,
    again: Sequence[ReceivedAgain],
    refused: pl.DataFrame,
    rejections: Sequence[Rejection],
    counting: Mapping[int, int],
    register: Register,
) -> list[Arrival]:
    """All that came in, newest first.

    `files`: ledger lines; `again`: what came a second time, told where the first time is among them; `refused`: every
    row that was ever refused; `rejections`: the files rejected whole; `counting`: as `rows_that_count` gives.
    """
    received = {row["sequence"]: row for row in files.filter(pl.col("kind").is_in(RECEIVED)).iter_rows(named=True)}
    rules = _rules(refused)
    rejected = {file.received_at: [problem["rule"] for problem in file.problems[:1]] for file in rejections}
    found: list[Arrival] = []
    for sequence, row in received.items():
        why = tuple((rule, 1) for rule in rejected.get(row["recorded_at"], ()))
        if row["outcome"] != "rejected":
            why = tuple(rules.get(sequence, Counter()).most_common())
        found.append(_arrival(row, register, _outcome(row, why), why, counting.get(sequence, 0)))
    for one in again:
        if one.first_sequence in received:
            first = {**received[one.first_sequence], "recorded_at": one.received_at, **dict.fromkeys(COUNTS, 0)}
            found.append(_arrival(first, register, "duplicate", (), 0))
    return sorted(found, key=lambda arrival: arrival.recorded_at, reverse=True)


def _arrival(
    row: Mapping[str, Any], register: Register, outcome: str, why: tuple[tuple[str, int], ...], counting: int
) -> Arrival:
    codes = tuple(row["municipality_codes"] or ())
    names = tuple(register.by_code[code].name for code in codes if code in register.by_code)
    counts = {name: row[name] for name in COUNTS}
    return Arrival(row["recorded_at"], row["file_name"], outcome, codes, names, counts, why, counting)


def _outcome(row: Mapping[str, Any], why: Sequence[tuple[str, int]]) -> str:
    """What became of the file; one in which nothing was new says so, whether it was a form of ours or not."""
    if any(rule == NOTHING_CHANGED for rule, _ in why):
        return "unchanged"
    is_new = any(row[name] for name in ("accepted_count", "correction_count", "quarantined_count"))
    return "unchanged" if row["unchanged_count"] and not is_new else str(row["outcome"])


def _rules(refused: pl.DataFrame) -> dict[int, Counter[str]]:
    """Per ledger line how many rows each rule refused."""
    found: dict[int, Counter[str]] = {}
    for sequence, problems in refused.select("ledger_sequence", "problems").iter_rows():
        found.setdefault(sequence, Counter()).update({problem["rule"] for problem in json.loads(problems)})
    return found
