"""What Stappen shows of all steps side by side, asked once: for how long they are worked on, on whom they wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.withheld_rows import NOTHING, Withheld, withheld_lengths, withheld_rows
from dashboard.subjects.waits import opened_again_in
from dashboard.view import queries
from dashboard.view.address import View
from domain.programme import Programme
from domain.statements import Standing
from metrics.defining.enough import bears_one_number
from metrics.defining.request import Clock
from metrics.defining.sentences import Finding
from metrics.readings import in_progress
from metrics.readings.duration_summary import DurationSummary, duration_summaries
from metrics.readings.headlines import too_few


@dataclass(frozen=True)
class BusyStep:
    """How many are at one step, of how many it is known for how long, the middle one (None: too few to say), and how
    many of them wait.
    """

    step_number: int
    median_days: float | None
    known_count: int
    started_count: int
    waiting_count: int


@dataclass(frozen=True)
class AllSteps:
    """The steps that the chosen municipalities have started. `rows`: a row per municipality and step, with its name.

    `party`: the one whose names are asked for, None for all. `durations`: per step how long it takes since it started,
    of everybody who started it; a step that nobody started has none. `said`: how many municipalities said anything
    about each step; `reporter_count`: how many did about any.

    `held`: the steps of which counts are withheld from who looks; `held_lengths`: those of which it is how long they
    take. `sees_days`: whether they may know how long those at work have been at it.
    """

    programme: Programme
    as_of: date
    party: str | None
    rows: pl.DataFrame
    durations: Mapping[int, DurationSummary]
    said: Mapping[int, int]
    municipality_count: int
    reporter_count: int
    held: Withheld = NOTHING
    held_lengths: Withheld = NOTHING
    sees_days: bool = True

    @cached_property
    def too_few(self) -> Finding | None:
        """That so few have said something, even of the step that most spoke of, that no finding can speak for all."""
        return too_few(max(self.said.values(), default=0), self.municipality_count)

    @property
    def unsaid_step_count(self) -> int:
        """Of how many steps of municipalities nothing was said."""
        return self.municipality_count * len(self.said) - sum(self.said.values())

    @property
    def unsaid_count(self) -> int:
        """Of how many municipalities it is not known of every step where they stand: 0 only when all is known."""
        least = min(self.said.values(), default=0)
        return self.municipality_count - least

    @cached_property
    def by_step(self) -> pl.DataFrame:
        """How many are at each step, for how long, and how many of them wait: as `in_progress.busy_by_step`.

        Without a middle one at the steps of which too few said anything for one number.
        """
        rows = in_progress.busy_by_step(self.rows)
        few = [number for number in rows["step_number"] if not self.bears_one_number(number)]
        middle = pl.when(~pl.col("step_number").is_in(few)).then("median_days")
        if not self.sees_days:  # nor in the order of the rows
            return rows.with_columns(median_days=pl.lit(None, pl.Float64)).sort("step_number")
        order = ("median_days", "started_count", "step_number")
        return rows.with_columns(median_days=middle).sort(order, descending=[True, True, False], nulls_last=True)

    def bears_one_number(self, step_number: int) -> bool:
        """Whether enough said something of the step for one number to stand for all."""
        return bears_one_number(self.said.get(step_number, 0), self.municipality_count)

    def half_after_days(self, step_number: int) -> float | None:
        """After how many days half had finished the step, as far as its line is shown; None where that is not said."""
        length = self.durations.get(step_number)
        return length.shown_median_days if length is not None and self.bears_one_number(step_number) else None

    @cached_property
    def waits(self) -> pl.DataFrame:
        """A row per municipality, step and party that it waits on: by party as in the programme, longest first."""
        order = {party.key: place for place, party in enumerate(self.programme.waiting_parties)}
        place = pl.col("party").replace_strict(order, default=len(order), return_dtype=pl.Int64)
        return in_progress.waits(self.rows).sort(
            place, "step_number", "busy_days", "name", descending=[False, False, True, False], nulls_last=True
        )

    @cached_property
    def counts(self) -> dict[tuple[int, str], int]:
        """How many municipalities wait, by step and party."""
        counted_rows = self.waits.group_by("step_number", "party").len().iter_rows()
        return {(step, party): count for step, party, count in counted_rows}

    @property
    def named(self) -> pl.DataFrame:
        """The rows of `waits` of the party that was chosen."""
        return self.waits if self.party is None else self.waits.filter(pl.col("party") == self.party)

    def total(self, party: str) -> int:
        """How often a party is waited on, over all steps."""
        return sum(count for (_, waited_on), count in self.counts.items() if waited_on == party)


def all_steps(view: View) -> AllSteps:
    """Reads where everybody in the choice stands."""
    names = queries.everyone(view).select("municipality_code", "name")
    standings = queries.standings(view)
    told = standings.filter(pl.col("standing") != Standing.NOT_REPORTED)
    said = {step: told.filter(pl.col("step_number") == step).height for step in queries.the_programme().step_numbers}
    busy = in_progress.started(standings, view.as_of, opened_again_in(view))
    rows = busy.join(names, on="municipality_code", how="left")
    summaries = queries.derived(view, duration_summaries)
    since_step = {
        int(str(summary.group["step"])): summary for summary in summaries if summary.group["clock"] == Clock.STEP_START
    }
    return AllSteps(
        queries.the_programme(), view.as_of, view.party, rows, since_step, said,
        municipality_count=standings["municipality_code"].n_unique(),
        reporter_count=told["municipality_code"].n_unique(),
        held=withheld_rows("waits", "waiting_on").by_last,
        held_lengths=_withheld_lengths(),
        sees_days=anatomy.why_not("all_busy/days") is None,
    )  # fmt: skip


def _withheld_lengths() -> Withheld:
    found = {step: withheld_lengths(step).reasons.get((None,)) for step in queries.the_programme().step_numbers}
    return Withheld({(step,): reason for step, reason in found.items() if reason is not None})
