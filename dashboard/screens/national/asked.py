"""What the page Landelijk beeld asks, once for all of its figures."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from dashboard.figure.stacked import counts_by_step
from dashboard.screens.national import months
from dashboard.view import queries
from dashboard.view.address import ALL_STEPS, View
from dashboard.view.typed_rows import FigureRow
from domain.programme import Programme
from metrics.defining.figure import Figure
from metrics.readings.headlines import middle_bounds
from metrics.standing.state import standing_counts


@dataclass(frozen=True)
class National:
    """The figures of the page. `step_number` is the step of the atlas, ALL_STEPS for all of them.

    `every_month`: `progress_over_time` of every step, up to the last whole month, for the atlas. `middle_bounds`:
    between which numbers of steps the middle municipality lies, the silent counted in.
    """

    programme: Programme
    people: pl.DataFrame
    standings: pl.DataFrame
    completion: Figure
    all_steps: Figure
    completed: Figure
    middle_bounds: tuple[float, float] | None
    every_month: Figure
    step_number: int
    is_step_chosen: bool
    followed_step: int

    @cached_property
    def standing_counts(self) -> pl.DataFrame:
        """How many municipalities stand where, per step."""
        return standing_counts(self.standings)

    @cached_property
    def counts(self) -> dict[int, dict[str, tuple[int, int]]]:
        """How many stand where, as step -> standing -> (municipalities, of which stale)."""
        return counts_by_step(self.standing_counts)

    @cached_property
    def completion_by_step(self) -> dict[int, FigureRow]:
        """The rows of `step_completion` by step."""
        return {row["step"]: row for row in self.completion.rows.iter_rows(named=True)}

    @cached_property
    def progress(self) -> Figure:
        """`progress_over_time` of the followed step up to the as_of date."""
        rows = queries.with_month_ends(self.every_month.rows)
        until = rows.filter(pl.col("step") == self.followed_step, pl.col("month_end") <= self.completion.as_of)
        return replace(
            self.every_month,
            as_of=self.completion.as_of,
            municipality_count=self.completion.municipality_count,
            reporter_count=self.completion.reporter_count,
            stale_count=self.completion.stale_count,
            rows=until.drop("month_end"),
        )

    @cached_property
    def months(self) -> pl.DataFrame:
        """`progress_over_time` of the followed step. One row per month end; adds month_end."""
        return queries.with_month_ends(self.progress.rows)


def national(view: View) -> National:
    """Asks every figure of the page."""
    programme = queries.the_programme()
    standings = queries.standings(view)
    busiest = queries.busiest_step(standings)
    chosen = busiest if view.step_number is None else view.step_number
    followed = busiest if chosen == ALL_STEPS else chosen
    return National(
        programme=programme,
        people=queries.population(view),
        standings=standings,
        completion=queries.ask(view, "step_completion", by=("step",)),
        all_steps=queries.ask(view, "all_steps_done"),
        completed=queries.ask(view, "completed_steps"),
        middle_bounds=queries.derived(view, middle_bounds),
        every_month=months.progress(view),
        step_number=chosen,
        is_step_chosen=view.step_number not in (None, ALL_STEPS),
        followed_step=followed,
    )
