"""What the page Landelijk beeld asks, once for all of its figures."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from access.policy import sees_every_group
from dashboard.figure.stacked import counts_by_step
from dashboard.figure.withheld_rows import NOTHING, Withheld, withheld_rows
from dashboard.screens.national import months
from dashboard.view import queries, showing, state
from dashboard.view.address import ALL_STEPS, CHOICE, View
from dashboard.view.typed_rows import FigureRow
from domain.programme import Programme
from metrics.defining.figure import Figure
from metrics.readings.headlines import middle_bounds
from metrics.standing.state import standing_counts


@dataclass(frozen=True)
class National:
    """The figures of the page. `step_number` is the step of the atlas, ALL_STEPS for all of them.

    `every_month`: `progress_over_time` of every step, up to the last whole month, for the atlas. `middle_bounds`:
    between which numbers of steps the middle municipality lies, the silent counted in. `today`: what is expected to be
    finished on the day itself, per step.

    `held`: the steps that are withheld from who looks, `held_months`: the months of the followed step. `sees_stale`:
    whether they may know how many of those that stand somewhere have an old report.
    """

    programme: Programme
    people: pl.DataFrame
    standings: pl.DataFrame
    completion: Figure
    all_steps: Figure
    completed: Figure
    middle_bounds: tuple[float, float] | None
    today: Figure
    every_month: Figure
    step_number: int
    is_step_chosen: bool
    followed_step: int
    held: Withheld = NOTHING
    held_months: Withheld = NOTHING
    sees_stale: bool = True

    @cached_property
    def standing_counts(self) -> pl.DataFrame:
        """How many municipalities stand where, per step."""
        return standing_counts(self.standings)

    @cached_property
    def counts(self) -> dict[int, dict[str, tuple[int, int]]]:
        """How many stand where, as step -> standing -> (municipalities, of which stale).

        Without the stale where the bound that counts them is withheld: both change when nobody reports.
        """
        counts = self.standing_counts
        return counts_by_step(counts if self.sees_stale else counts.with_columns(stale_count=pl.lit(0)))

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
    """Every figure of the page."""
    return queries.kept(view, _asked, on=(*CHOICE, "step_number", "silent_months_slower"))


def _asked(view: View) -> National:
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
        today=queries.ask(view, "nowcast"),
        every_month=months.progress(view),
        step_number=chosen,
        is_step_chosen=view.step_number not in (None, ALL_STEPS),
        followed_step=followed,
    )


def seen(picture: National, view: View) -> National:
    """The figures as who looks gets them: what is withheld from them is null, and of the step that they may know of.

    The picture itself is shared by everybody who looks.
    """
    visitor = state.run().visitor
    if sees_every_group(visitor.principal, visitor.agreement):
        return picture
    completion = showing.as_seen(view, "step_completion", visitor, by=("step",))
    followed = queries.step_in_view(view, visitor)
    stale = (one.rows["upper_bound_stale"].null_count() for one in (completion, picture.completion))
    return replace(
        picture,
        completion=completion,
        all_steps=showing.as_seen(view, "all_steps_done", visitor),
        completed=showing.as_seen(view, "completed_steps", visitor),
        today=showing.as_seen(view, "nowcast", visitor),
        every_month=showing.as_seen(view, "progress_over_time", visitor, by=("month", "step")),
        is_step_chosen=picture.is_step_chosen or followed != picture.followed_step,
        followed_step=followed,
        held=withheld_rows("steps", "step_completion"),
        held_months=withheld_rows("progress", "progress_over_time").by_first,
        sees_stale=len(set(stale)) == 1,
    )
