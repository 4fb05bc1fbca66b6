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

from domain.statements import SUBJECT
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
    days: list[date | None] = source.frame["reporting_date"].to_list()
    subjects = source.frame.select(SUBJECT[source.raw.table]).rows()
    found: dict[int, Finding] = {}
    for part, number in (("day_by_day", date.toordinal), ("year_by_year", _number_of_year)):
        for run in _runs([None if day is None else number(day) for day in days]):
            dragged = [run] if len(run) >= _FEWEST_OF_MANY else _by_municipality(run, subjects)
            for stretch in dragged:
                if _are_all_different([subjects[index] for index in stretch]):
                    found |= {index: _on_date(source, index, days[index], part) for index in stretch}
    return found


def _dragged_codes(source: NormalisedTable) -> dict[int, Finding]:
    """Rows with a name beside the code are left to the rule that compares the two."""
    if _CODE not in source.raw.headers:
        return {}
    cells = [row.cells.get(_CODE, EMPTY_CELL) for row in source.rows]
    is_alone = [row.cells.get(_NAME, EMPTY_CELL).is_empty for row in source.rows]
    matches = [_NUMBER.search(cell.written) if alone else None for cell, alone in zip(cells, is_alone, strict=True)]
    numbers = [int(match[1]) if match else None for match in matches]
    others = source.frame.select(SUBJECT[source.raw.table][1:]).rows()
    found: dict[int, Finding] = {}
    for run in _runs(numbers):
        unknown_count = sum(_is_unknown(source, index) for index in run)
        if _are_all_different([others[index] for index in run]) or unknown_count * 2 >= len(run):
            found |= {
                index: Finding("unknown_municipality", _CODE, cells[index].written, {}, "counting_on") for index in run
            }
    return found


def _is_unknown(source: NormalisedTable, index: int) -> bool:
    return any(finding.rule == "unknown_municipality" for finding in source.findings.get(index, []))


def _on_date(source: NormalisedTable, index: int, day: date | None, part: str) -> Finding:
    written = source.rows[index].cells.get(REPORTING_DATE_COLUMN, EMPTY_CELL).written
    return Finding("implausible_date", REPORTING_DATE_COLUMN, written, {"value": day}, part, "remedy_counting_on")


def _number_of_year(day: date) -> int:
    """A number that is one more for the same day of the next year, and far off for any other."""
    return (day.month * 100 + day.day) * 10_000 + day.year


def _runs(numbers: Sequence[int | None]) -> list[Run]:
    """The longest stretches of four or more in which each number is one more than the one above, or one less."""
    steps: list[int] = []
    for one, other in pairwise(numbers):
        step = 0 if one is None or other is None else other - one
        steps.append(step if abs(step) == 1 else 0)
    runs: list[Run] = []
    place = 0
    for step, stretch in groupby(steps):
        length = sum(1 for _ in stretch)
        if step and length + 1 >= _FEWEST:
            runs.append(range(place, place + length + 1))
        place += length
    return runs


def _by_municipality(run: Run, subjects: Sequence[tuple[Hashable, ...]]) -> list[Run]:
    stretches = [list(stretch) for _, stretch in groupby(run, lambda index: subjects[index][0])]
    return [range(stretch[0], stretch[-1] + 1) for stretch in stretches if len(stretch) >= _FEWEST]


def _are_all_different(subjects: Sequence[tuple[Hashable, ...]]) -> bool:
    """Whether each row tells of something else, as far as that could be read."""
    return len(set(subjects)) == len(subjects) and all(None not in subject[1:] for subject in subjects)
