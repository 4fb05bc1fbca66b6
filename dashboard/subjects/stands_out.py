"""A report that stands out, in words: what it says, beside what, and in which row of which file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figure.words import standing_word
from dashboard.subjects.prices import price_year
from dashboard.view import queries
from dashboard.view.receipts import receipts as receipts_of
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.consistency import FAR_ABOVE_BAND
from domain.statements import Table
from language.formats import day, euro, integer, listing
from language.texts import say
from metrics.readings.stands_out import AMOUNTS
from pipelines.format.columns import FORMATS

DOUBTS: Final = ("ambiguous_number", "ambiguous_date")
"""The rules about how a cell was written: which cell that was stands in the receipt alone."""


@dataclass(frozen=True)
class StandsOut:
    """A row of `metrics.readings.stands_out.warned_rows`."""

    rule: str
    table: str
    municipality_code: str
    said_by: str
    step_number: int | None
    target_group: str | None
    reporting_date: date
    standing: str | None
    amount: float | None
    beside_amount: float | None
    beside_date: date | None
    start_date: date | None
    own_target_date: date | None
    file_name: str | None
    row_number: int | None
    ledger_sequence: int | None
    is_latest: bool
    cells: tuple[tuple[str, str], ...] = ()
    """Of DOUBTS: the fields that can be read in two ways, each with what was written in it."""
    answer: str = ""
    """What its municipality answered when it was asked about, "" where it did not."""

    def about(self, language: Language) -> str:
        """The step or the target group; a dash for what is about the whole municipality."""
        if self.step_number is not None:
            return say("screen_stands_out.step", language, number=self.step_number)
        groups = {group.key: group.name.of(language) for group in queries.the_programme().target_groups}
        return groups.get(self.target_group or "", "–")

    def stated(self, language: Language) -> str:
        """What the row says: the amount, the date or the standing; a doubted cell as it was written."""
        if self.cells:
            told = [(say(f"screen_quality.field.{field}", language), written) for field, written in self.cells]
            return listing([say("screen_stands_out.cell", language, field=a, written=b) for a, b in told], language)
        if self.rule == "target_passed":
            target = day(self.own_target_date, language, unknown=say("screen.state.none", language))
            return say("screen_stands_out.target", language, day=target)
        if self.table == Table.COST:
            return euro(self.amount, language, unknown=say("screen.state.unknown", language))
        if self.table == Table.TRAINING:
            unknown = say("screen.state.unknown", language)
            return say("screen_stands_out.trained", language, count=integer(self.amount, language, unknown=unknown))
        return standing_word(self.standing, language) if self.standing else say("screen.state.none", language)

    def beside(self, language: Language) -> str:
        """What that is held against."""
        on = day(self.beside_date, language, unknown=say("screen.state.unknown", language))
        match self.rule:
            case "cost_far_above_band":
                bound = euro(self.beside_amount, language, unknown=say("screen.state.unknown", language))
                year = price_year(queries.the_programme())
                prices = "" if year is None else say("screen_stands_out.prices", language, year=year)
                return say("screen_stands_out.above", language, times=FAR_ABOVE_BAND, bound=bound, year=prices)
            case "cost_decreased":
                before = euro(self.beside_amount, language, unknown=say("screen.state.unknown", language))
                return say("screen_stands_out.before", language, before=before, day=on)
            case "trained_decreased":
                before = integer(self.beside_amount, language, unknown=say("screen.state.unknown", language))
                return say("screen_stands_out.before", language, before=before, day=on)
            case "step_reopened":
                return say("screen_stands_out.finished", language, day=on)
            case "start_without_begin":
                start = day(self.start_date, language, unknown=say("screen.state.none", language))
                return say("screen_stands_out.start", language, day=start)
            case "target_passed":
                return say("screen_stands_out.reported", language, day=day(self.reporting_date, language))
            case "merged_later":
                register = queries.the_register()
                return say("screen_stands_out.now", language, name=register.by_code[self.municipality_code].name)
            case _:
                return say("screen.state.none", language)

    def where(self, language: Language) -> str:
        """The file and the row in it."""
        if self.file_name is None or self.row_number is None:
            return say("screen.state.unknown", language)
        return say("screen_quality.refused.where", language, file=self.file_name, row=self.row_number)


def stands_out(rows: pl.DataFrame) -> list[StandsOut]:
    """Rows of `warned_rows`, those in doubt with the cells that they are about.

    A doubted cell that is not the amount of its row says nothing of that amount: then it has none.
    """
    found = rows_of(rows, StandsOut)
    doubted = {row.ledger_sequence for row in found if row.rule in DOUBTS and row.ledger_sequence is not None}
    receipts = receipts_of(doubted)
    return [with_cells(row, receipts.get(row.ledger_sequence or 0)) for row in found]


def with_cells(row: StandsOut, receipt: Mapping[str, Any] | None) -> StandsOut:
    """A row with the cells that its receipt doubts; as it is where that is not known, as of what was confirmed."""
    if row.rule not in DOUBTS or receipt is None:
        return row
    table = FORMATS[Table(row.table)]
    cells = tuple(
        (table.by_dutch[problem["column"]].english, str(problem["value"]))
        for problem in receipt["problems"]
        if (problem["rule"], problem["table"]) == (row.rule, table.dutch)
        and row.row_number in range(problem["row"], (problem.get("row_to") or problem["row"]) + 1)
    )
    is_of_amount = any(field == AMOUNTS.get(Table(row.table)) for field, _ in cells)
    return replace(row, cells=cells, amount=row.amount if is_of_amount or not cells else None)


def rows_told(rows: list[StandsOut], language: Language) -> str:
    """Some rows in one sentence: what each is about, what it says, beside what, and where it stands."""
    told: list[str] = []
    for row in rows:
        beside, none = row.beside(language), say("screen.state.none", language)
        words = {"about": row.about(language), "stated": row.stated(language), "where": row.where(language)}
        if beside == none:
            told.append(say("screen_stands_out.row", language, **words))
        else:
            told.append(say("screen_stands_out.row_beside", language, beside=beside, **words))
        if row.answer:
            told[-1] += say("screen_stands_out.answer", language, text=row.answer)
        if not row.is_latest:
            told[-1] += say("screen_stands_out.since", language, day=day(row.reporting_date, language))
    return "; ".join(told)
