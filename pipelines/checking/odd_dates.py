"""Dates of accepted rows that may have a mistyped year: `odd_date`.

The likeliest slip is last year's number in January, so exactly a year. A history of several years looks like that too,
but says the same things on each of its dates: what is said once only, a year before nearly all the rest, is odd.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

import polars as pl

from domain.statements import SUBJECT, Table
from pipelines.checking.checking import CheckedTable, Verdict
from pipelines.format.columns import FORMATS
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL

_NEARLY_A_YEAR: Final = timedelta(days=330)  # of a quarterly or monthly report the next one is well within it
_YEARS_BEFORE: Final = 5  # municipalities prepared for the law in the years before they were asked to report
_YEARS_AHEAD: Final = 15  # no plan of a municipality for one step runs on for longer

_SUBJECT: Final = {"municipality_code": pl.String(), "step_number": pl.Int64(), "target_group": pl.String()}


class OddDate(NamedTuple):
    """The warning on one row, by the index of the row in its table."""

    table: Table
    row_index: int
    finding: Finding


def odd_dates(tables: list[CheckedTable], first_reporting_date: date | None) -> Iterator[OddDate]:
    """The dates of one file that stand out by years: reporting dates among one another, others beside the programme."""
    said = _said(tables)
    if not said.is_empty():
        yield from _odd_reporting_dates(tables, said)
    for checked in tables:
        if checked.table is Table.MILESTONE:
            yield from _odd_dates_of_steps(checked, first_reporting_date)


def _said(tables: list[CheckedTable]) -> pl.DataFrame:
    """One row per row that was not refused: its `day`, the place of its table, its index, whether it
    `is_new`, and of whom and what it tells."""
    frames = [
        checked.frame.with_columns(row_index=pl.int_range(pl.len(), dtype=pl.Int64), verdict=checked.verdicts)
        .filter(pl.col("verdict") != Verdict.QUARANTINED.value)
        .select(
            day="reporting_date",
            place=pl.lit(place, pl.UInt8),
            index="row_index",
            is_new=pl.col("verdict") != Verdict.UNCHANGED.value,
            **{name: name if name in SUBJECT[checked.table] else pl.lit(None, kind) for name, kind in _SUBJECT.items()},
        )
        for place, checked in enumerate(tables)
    ]
    return pl.concat(frames)


def _odd_reporting_dates(tables: list[CheckedTable], said: pl.DataFrame) -> Iterator[OddDate]:
    by_day = said.group_by("day").len().sort("day")
    days = by_day["day"].to_list()
    first = days[0] if len(days) > 1 and _years_after(days[0], 1) < days[1] else None
    common = by_day.filter(pl.col("len") * 2 > pl.col("len").max())["day"].min()
    if not isinstance(common, date):
        raise TypeError(f"the busiest day is no day: {common!r}")
    is_lone = (pl.col("day") <= common - _NEARLY_A_YEAR) & (pl.col("day").n_unique().over("place", *_SUBJECT) == 1)
    odd = said.filter(is_lone | (pl.col("day") == first) if first else is_lone)
    for day, place, index in odd.filter("is_new").select("day", "place", "index").iter_rows():
        checked, is_first = tables[place], day == first
        named: dict[str, object] = {"value": day, "day": days[1] if is_first else common}
        part = "message" if is_first else "before_most"
        yield OddDate(checked.table, index, _finding(checked, index, "peildatum", named, part))


def _odd_dates_of_steps(checked: CheckedTable, first_reporting_date: date | None) -> Iterator[OddDate]:
    """Steps that began, ended or were to end long before anyone was asked, and plans for far too long ahead."""
    names = [column for column in FORMATS[checked.table].columns if column.dutch in checked.source.raw.headers]
    is_far_ahead = pl.col("day") > pl.col("reporting_date").dt.offset_by(f"{_YEARS_AHEAD}y")
    is_long_before = pl.lit(value=False)
    if first_reporting_date is not None:
        is_long_before = pl.col("day") < _years_after(first_reporting_date, -_YEARS_BEFORE)
    for column in (column for column in names if column.english in ("start_date", "end_date", "own_target_date")):
        if not _may_be_odd(checked.new, column.english, first_reporting_date):
            continue
        days = checked.new.select("row_index", "reporting_date", day=column.english)
        for index, reporting_date, day in days.filter(is_long_before | is_far_ahead).iter_rows():
            if first_reporting_date is not None and day < _years_after(first_reporting_date, -_YEARS_BEFORE):
                named: dict[str, object] = {"value": day, "day": first_reporting_date}
                yield OddDate(checked.table, index, _finding(checked, index, column.dutch, named, "long_before"))
            elif day > _years_after(reporting_date, _YEARS_AHEAD):
                named = {"value": day, "day": reporting_date}
                yield OddDate(checked.table, index, _finding(checked, index, column.dutch, named, "far_ahead"))


def _may_be_odd(rows: pl.DataFrame, column: str, first_reporting_date: date | None) -> bool:
    """Whether the first or the last date of a column is odd beside the first reporting date: mostly none is at all."""
    first, last, reported = rows[column].min(), rows[column].max(), rows["reporting_date"].min()
    if not isinstance(first, date) or not isinstance(last, date) or not isinstance(reported, date):
        return False
    is_long_before = first_reporting_date is not None and first < _years_after(first_reporting_date, -_YEARS_BEFORE)
    return is_long_before or last > _years_after(reported, _YEARS_AHEAD)


def _finding(checked: CheckedTable, index: int, column: str, named: dict[str, object], part: str) -> Finding:
    written = checked.source.rows[index].cells.get(column, EMPTY_CELL).written
    return Finding("odd_date", column, written or None, named, part)


def _years_after(day: date, years: int) -> date:
    """The same day of another year; 28 February for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)
