"""Every month at once: who stood where at each month end, packed once per version of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from dashboard.screens.national.packing import packed
from dashboard.view import queries, state
from dashboard.view.address import View, month_end_by
from domain.clocks import dutch_day, last_month_end, month_ends
from domain.statements import Standing, Table
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.standing.known import Known

MOST_MONTHS: Final = 36  # three years, as in the list of dates
STANDINGS: Final = (
    Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED, Standing.NOT_REPORTED, Standing.NOT_APPLICABLE,
)  # fmt: skip
ABSENT: Final = len(STANDINGS)  # not in the register of that month: it was not founded yet, or had merged
STALE: Final = 8
STATE_BITS: Final = 4
DAY_BITS: Final = 14  # until 2062
DAY_ZERO: Final = date(2017, 12, 31)  # day 1 is the first day of the register; 0 is kept for: never


@dataclass(frozen=True)
class PackedMonths:
    """The states of every municipality of any of the months (`codes`, sorted) on every step, see `packing.packed`.

    `states`: a cell for each municipality and step, its value the place in STANDINGS (or ABSENT), plus STALE.
    `reported`: a cell for each municipality, the day of its newest report counted from DAY_ZERO, 0 where there is none.
    """

    moments: tuple[date, ...]
    codes: tuple[str, ...]
    states: str
    reported: str


class Level(NamedTuple):
    """The share finished of one step in one month (0 to 1): observed, estimated, and its bounds. None: not known.

    `is_few`: so few had reported that no one number may speak for all; then there are bounds alone.
    """

    value: float | None = None
    estimate: float | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None
    is_few: bool = False

    @property
    def best(self) -> float | None:
        """The estimate where there is one, else what was observed."""
        return None if self.is_few else self.value if self.estimate is None else self.estimate


def moments(view: View) -> tuple[date, ...]:
    """The month ends from the first report to the last whole month, at most three years, and the as_of date itself."""
    first = queries.known(view).first_reporting_date(Table.MILESTONE)
    ends = month_ends(first, _last_whole_month(view)) if first else []
    return tuple(sorted({*ends[-MOST_MONTHS:], view.as_of}))


def packed_months(view: View) -> PackedMonths:
    """Who stood where at each moment, by that moment's own register, for the whole country."""
    return queries.derived(view.without_filters(), pack, days=moments(view))


def inside(view: View) -> list[str] | None:
    """For each moment a 0 or 1 per code: whether the filters choose it, by what it was on that day. None: no filter.

    One text stands for all moments where none of them differs.
    """
    if not view.is_filtered:
        return None
    days = moments(view)
    codes = packed_months(view).codes
    chosen = queries.chosen(queries.derived(view.without_filters(), people_at, days=days), view)
    found = {day: set(codes_then) for day, codes_then in chosen.group_by("as_of").agg("municipality_code").iter_rows()}
    texts = ["".join("1" if code in found.get(day, ()) else "0" for code in codes) for day in days]
    return texts[:1] if len(set(texts)) == 1 else texts


def progress(view: View) -> Figure:
    """`progress_over_time` of every step up to the last whole month, whatever the as_of date."""
    return queries.ask_until(view, _last_whole_month(view), "progress_over_time", by=("month",))


def _last_whole_month(view: View) -> date:
    """The end of the last month that is over; of months after the known_on of the view nothing was known yet."""
    today, known_day = state.run().choices.today, dutch_day(view.known_on)
    return last_month_end(today) if known_day >= today else month_end_by(known_day)


def shares(over_time: Figure, completion: Figure, as_of: date) -> dict[int, dict[date, Level]]:
    """Step -> moment -> level: `progress_over_time` at the month ends, `step_completion` on the as_of date."""
    numbers = ("value", "estimate", "lower_bound", "upper_bound")
    at_month_ends = queries.with_month_ends(over_time.rows).select("step", "month_end", *numbers, _is_few(over_time))
    on_the_day = completion.rows.select("step", pl.lit(as_of), *numbers, _is_few(completion))
    found: dict[int, dict[date, Level]] = {}
    for step, moment, *level in (*at_month_ends.iter_rows(), *on_the_day.iter_rows()):
        found.setdefault(step, {})[moment] = Level(*level)
    return found


def _is_few(figure: Figure) -> pl.Series:
    every = figure.municipality_count
    few = [not bears_one_number(every - unknown, every) for unknown in figure.rows["unknown_count"]]
    return pl.Series("is_few", few, dtype=pl.Boolean)


def people_at(known: Known, request: Request, *, days: tuple[date, ...]) -> pl.DataFrame:
    """The municipalities of each day's own register, as `metrics.standing.state.municipalities_at` gives."""
    return Question(known, request, ()).population_at(days)


def pack(known: Known, request: Request, *, days: tuple[date, ...]) -> PackedMonths:
    """Everyone's standings on these days, packed."""
    people = people_at(known, request, days=days)
    stood = Question(known, request, ()).standings_at(days)
    codes = people["municipality_code"].unique().sort()
    steps = stood["step_number"].unique().sort()
    return PackedMonths(
        moments=days,
        codes=tuple(codes),
        states=packed(_state_cells(stood, days, codes, steps), bits=STATE_BITS, start=STANDINGS.index("not_reported")),
        reported=packed(_day_cells(people, days, codes), bits=DAY_BITS, start=0),
    )


def _state_cells(stood: pl.DataFrame, days: Sequence[date], codes: pl.Series, steps: pl.Series) -> list[np.ndarray]:
    cells = np.full((len(days), len(codes), len(steps)), ABSENT, dtype=np.int64)
    places = {standing.value: place for place, standing in enumerate(STANDINGS)}
    value = pl.col("standing").replace_strict(places, return_dtype=pl.Int64) + STALE * pl.col("is_stale").cast(pl.Int64)
    rows = stood.select(
        _place("as_of", pl.Series(days, dtype=pl.Date)), _place("municipality_code", codes),
        _place("step_number", steps), value=value,
    )  # fmt: skip
    cells[rows["as_of"], rows["municipality_code"], rows["step_number"]] = rows["value"]
    return [month.reshape(-1) for month in cells]


def _day_cells(people: pl.DataFrame, days: Sequence[date], codes: pl.Series) -> list[np.ndarray]:
    cells = np.zeros((len(days), len(codes)), dtype=np.int64)
    number = (pl.col("newest_reporting_date") - pl.lit(DAY_ZERO)).dt.total_days().fill_null(0)
    rows = people.select(
        _place("as_of", pl.Series(days, dtype=pl.Date)), _place("municipality_code", codes), value=number
    )
    cells[rows["as_of"], rows["municipality_code"]] = rows["value"]
    return list(cells)


def _place(column: str, values: pl.Series) -> pl.Expr:
    places = pl.int_range(len(values), dtype=pl.Int64, eager=True)
    return pl.col(column).replace_strict(values, places, return_dtype=pl.Int64)
