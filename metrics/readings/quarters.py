"""What a quarter holds: who reported in the one that runs, and how many had finished every step at each end."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from domain.statements import Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from metrics.trust.observations import responded


@dataclass(frozen=True)
class QuarterSoFar:
    """Who reported in the quarter of a date up to that date, in any table, by reporting date.

    `before_count`: how many did in the whole quarter before it, None where nothing was ever said by its end.
    """

    first_day: date
    last_day: date
    reporter_count: int
    before_count: int | None
    municipality_count: int


def quarter_so_far(known: Known, request: Request) -> QuarterSoFar:
    """Who reported in the quarter in which the as_of date lies, of the municipalities that the request chooses."""
    question = Question(known, request, ())
    first_day = quarter_begin(request.as_of)
    before_end = first_day - timedelta(days=1)
    begun = known.first_reporting_date(*Table)
    before = None
    if begun is not None and begun <= before_end:
        before = responded(question, quarter_begin(before_end), before_end)
    return QuarterSoFar(
        first_day=first_day,
        last_day=request.as_of,
        reporter_count=responded(question, first_day, request.as_of),
        before_count=before,
        municipality_count=question.population.height,
    )


def done_per_quarter(known: Known, request: Request) -> pl.DataFrame:
    """`all_steps_done` at the end of each whole quarter since the first report, and on the as_of date.

    One row per date: as_of, value, the bounds, municipality_count (of that day's own register).
    """
    rows: list[pl.DataFrame] = []
    for day in sorted({*quarter_ends(known, request), request.as_of}):
        found = figure("all_steps_done", known, replace(request, as_of=day))
        columns = ("value", "lower_bound", "upper_bound", "upper_bound_stale")
        rows.append(
            found.rows.select(pl.lit(day).alias("as_of"), *columns, municipality_count=found.municipality_count)
        )
    return pl.concat(rows)


def quarter_ends(known: Known, request: Request) -> list[date]:
    """The end of each whole quarter from the first report on a step until the as_of date."""
    return [end for end in Question(known, request, ()).month_ends(Table.MILESTONE) if end.month % 3 == 0]


def quarter_begin(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)
