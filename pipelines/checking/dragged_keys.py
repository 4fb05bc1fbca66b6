"""Keys that count on from row to row: a cell of which the corner was dragged down, so that it became a series.

Whoever drags 30-06-2026 down eleven steps gets eleven reporting dates, and of GM0363 eleven municipalities. A report
that is made every day says the same thing again each time, and a list by code has all steps of one municipality, or
the same step of each. So rows are in doubt only where each of them also tells of something else than the others.
"""

import re
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Final

import polars as pl

from domain.statements import SUBJECT
from pipelines.format.coded_cells import coded
from pipelines.format.columns import MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL
from pipelines.normalising.normalise import NormalisedTable

_FEWEST: Final = 4  # three in a row may be chance
_FEWEST_OF_MANY: Final = 8  # of more municipalities, in order of their dates: now there is a weekend among the days
_CODE, _NAME = MUNICIPALITY_COLUMNS
_NUMBER: Final = re.compile(r"([0-9]+)(?:\.0)?\s*$")

Run = range


def dragged_keys(source: NormalisedTable) -> dict[int, Finding]:
    """Per row index what is in doubt: its reporting date, or else its municipality code."""
    if len(source.rows) < _FEWEST:
        return {}
    return _dragged_codes(source) | _dragged_dates(source)


def _dragged_dates(source: NormalisedTable) -> dict[int, Finding]:
    day = pl.col("reporting_date")
    days = source.frame["reporting_date"]
    # one more for the same day of the next year, and far off for any other
    year = (day.dt.month().cast(pl.Int64) * 100 + day.dt.day()) * 10_000 + day.dt.year()
    found: dict[int, Finding] = {}
    for part, numbers in (("day_by_day", day.to_physical().cast(pl.Int64)), ("year_by_year", year)):
        for run in _runs(source.frame.select(numbers).to_series()):
            subjects = _subjects(source, run)
            for stretch in [run] if len(run) >= _FEWEST_OF_MANY else _by_municipality(run, subjects):
                if _are_all_different([subjects[index - run.start] for index in stretch]):
                    found |= {index: _on_date(source, index, days[index], part) for index in stretch}
    return found


def _dragged_codes(source: NormalisedTable) -> dict[int, Finding]:
    """Rows with a name beside the code are left to the rule that compares the two."""
    if _CODE not in source.raw.headers:
        return {}
    codes = coded(source.rows, _CODE)
    is_alone = coded(source.rows, _NAME).where(lambda cell: cell.is_empty)
    numbers = codes.each(_places([_NUMBER.search(cell.written) for cell in codes.cells]), pl.Int64())
    found: dict[int, Finding] = {}
    for run in _runs(pl.select(pl.when(is_alone).then(numbers)).to_series()):
        unknown_count = sum(_is_unknown(source, index) for index in run)
        others = [subject[1:] for subject in _subjects(source, run)]
        if _are_all_different(others) or unknown_count * 2 >= len(run):
            found |= {
                index: Finding("unknown_municipality", _CODE, codes[index].written, {}, "counting_on") for index in run
            }
    return found


def _places(matches: Sequence[re.Match[str] | None]) -> list[int | None]:
    """A small number for each that was found, however many digits it has: one more where the number is one more."""
    numbers = [int(match[1]) if match else None for match in matches]
    places: dict[int, int] = {}
    place = 0
    for one, other in pairwise(sorted({number for number in numbers if number is not None})):
        places.setdefault(one, place)
        place += min(other - one, 2)
        places[other] = place
    return [None if number is None else places.get(number, 0) for number in numbers]


def _subjects(source: NormalisedTable, run: Run) -> list[tuple[Hashable, ...]]:
    """Of whom and what the rows of a run tell."""
    return source.frame.select(SUBJECT[source.raw.table])[run.start : run.stop].rows()


def _is_unknown(source: NormalisedTable, index: int) -> bool:
    return any(finding.rule == "unknown_municipality" for finding in source.findings.get(index, []))


def _on_date(source: NormalisedTable, index: int, day: date | None, part: str) -> Finding:
    written = source.rows[index].cells.get(REPORTING_DATE_COLUMN, EMPTY_CELL).written
    return Finding("implausible_date", REPORTING_DATE_COLUMN, written, {"value": day}, part, "remedy_counting_on")


def _runs(numbers: pl.Series) -> list[Run]:
    """The longest stretches of four or more in which each number is one more than the one above, or one less."""
    step = pl.col("number").diff(null_behavior="drop")
    steps = pl.DataFrame({"number": numbers}).select(pl.when(step.abs() == 1).then(step).otherwise(0)).to_series()
    stretches = steps.rle().struct.unnest().with_columns(end=pl.col("len").cum_sum().cast(pl.Int64))
    long = stretches.filter((pl.col("value") != 0) & (pl.col("len") + 1 >= _FEWEST))
    return [
        range(end - length, end + 1) for length, end in long.select(pl.col("len").cast(pl.Int64), "end").iter_rows()
    ]


def _by_municipality(run: Run, subjects: Sequence[tuple[Hashable, ...]]) -> list[Run]:
    stretches = [list(stretch) for _, stretch in groupby(run, lambda index: subjects[index - run.start][0])]
    return [range(stretch[0], stretch[-1] + 1) for stretch in stretches if len(stretch) >= _FEWEST]


def _are_all_different(subjects: Sequence[tuple[Hashable, ...]]) -> bool:
    """Whether each row tells of something else, as far as that could be read."""
    return len(set(subjects)) == len(subjects) and all(None not in subject[1:] for subject in subjects)
