"""What Stappen shows of one step: its figures, asked once; and who is working on it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, TypedDict

import polars as pl

from dashboard.figure.withheld_rows import Withheld, withheld_lengths
from dashboard.screens.steps.step_rows import Completion, Expected, OwnPlans, Slip, Waits
from dashboard.subjects.expected_today import of_step
from dashboard.subjects.waits import opened_again_in
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import FigureRow, rows_of
from domain.municipalities import Register
from domain.programme import Programme, Step, WaitingParty
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.defining.request import Clock
from metrics.defining.sentences import Finding
from metrics.durations.survival import SMALL_RISK_SET
from metrics.readings.headlines import too_few
from metrics.readings.in_progress import started
from metrics.readings.step_durations import StepDurations, step_durations

FIRST_GROUP: Final = "size_class"
FIRST_CLOCK: Final = Clock.OWN_START.value


@dataclass(frozen=True)
class OneStep:
    """The figures of the page, on the municipalities chosen; what is withheld from who looks is null in them.

    `standings`: a row per municipality on this step, with its name; `opened_again`: see `metrics.readings.reopened`.
    `waiting_everywhere`: over all steps. `size_class`: the one that was chosen, if any. `held_lengths`: the groups of
    which how long they took is withheld; None of all.
    """

    programme: Programme
    step: Step
    as_of: date
    clock: str
    between: str
    size_class: int | None
    standings: pl.DataFrame
    opened_again: pl.DataFrame
    completion: Figure
    curves: Figure
    durations: StepDurations
    waiting: Figure
    waiting_everywhere: Figure
    outlook: Figure
    nowcast: Figure
    progress: Figure
    adherence: Figure
    slip: Figure
    reopened: Figure
    peers: Figure
    names: dict[str, str]
    register: Register
    held_lengths: Withheld

    @property
    def number(self) -> int:
        """The number of the step in the programme."""
        return self.step.number

    @cached_property
    def said(self) -> Completion:
        """The row of `step_completion`."""
        return rows_of(self.completion.rows, Completion)[0]

    @property
    def too_few(self) -> Finding | None:
        """That so few have said something of the step that no finding can speak for all; None where one can.

        None too where it is withheld how many have: what is shown then says itself of how many it is.
        """
        if self.completion.rows["unknown_count"].has_nulls():
            return None
        every = self.completion.municipality_count
        return too_few(every - self.said.unknown_count, every)

    @property
    def follows_few(self) -> bool:
        """Whether so few can be followed into the coming months that no number is expected of them."""
        return bool(self.coming) and 0 < self.coming[-1].denominator < SMALL_RISK_SET

    @property
    def said_count(self) -> int:
        """How many municipalities said anything about the step, that it does not apply included."""
        return self.completion.municipality_count - self.said.unknown_count

    @cached_property
    def months(self) -> pl.DataFrame:
        """How many had finished by each month end up to the as_of date, from the first month with a report on.

        Null where that is withheld from who looks.
        """
        return queries.with_month_ends(self.progress.rows).filter(pl.col("denominator").fill_null(1) > 0)

    @cached_property
    def expected(self) -> pl.DataFrame:
        """The rows of `forecast`: one per coming month end; adds month_end."""
        return queries.with_month_ends(self.outlook.rows)

    @cached_property
    def today(self) -> FigureRow | None:
        """The row of `nowcast`: the share expected to be finished on the day itself; None where none is expected."""
        return of_step(self.nowcast, self.number)

    @cached_property
    def coming(self) -> list[Expected]:
        """The rows of `expected`, the nearest month first."""
        return rows_of(self.expected, Expected)

    @cached_property
    def plans(self) -> OwnPlans | None:
        """The row of `own_plan_adherence`; None where nobody gave an own target date."""
        found = rows_of(self.adherence.rows, OwnPlans)
        return found[0] if found else None

    @cached_property
    def moved(self) -> Slip | None:
        """The row of `plan_slip_days`; None where nobody gave more than one own target date."""
        found = rows_of(self.slip.rows, Slip)
        return found[0] if found else None

    @cached_property
    def parties(self) -> dict[str, WaitingParty]:
        """The parties that a step can wait on, by key."""
        return {party.key: party for party in self.programme.waiting_parties}

    @cached_property
    def waits(self) -> pl.DataFrame:
        """A row per party: party, count (municipalities), everywhere (times, over all steps). Most waited on first."""
        everywhere = self.waiting_everywhere.rows.select("party", everywhere="numerator")
        here = self.waiting.rows.select("party", count="numerator")
        rows = everywhere.join(here, on="party", how="left", maintain_order="left")
        return rows.sort("count", descending=True, maintain_order=True)

    @cached_property
    def waited_on(self) -> list[Waits]:
        """The rows of `waits`."""
        return rows_of(self.waits, Waits)

    @cached_property
    def busy(self) -> pl.DataFrame:
        """Who has started and not finished: a row per municipality, longest at work first, stale reports last.

        Adds busy_days (null: no start date, or a stale report: nobody knows whether it still is), and peer, the code
        of the municipality of its own size class most like it that finished the step in the last half year (null:
        none), with its name and the day on which it finished.
        """
        same_size = self.peers.rows.filter(pl.col("compared_with") == "size_class")  # not where the group was widened
        nearest = same_size.group_by("municipality", maintain_order=True).first()
        peer_end_date = pl.lit(self.as_of) - pl.duration(days=pl.col("value").cast(pl.Int64))
        return (
            started(self.standings, self.as_of, self.opened_again)
            .join(
                nearest.select("peer", municipality_code="municipality", peer_end_date=peer_end_date),
                on="municipality_code",
                how="left",
            )
            .with_columns(peer_name=pl.col("peer").replace_strict(self.names, default=None, return_dtype=pl.String))
            .sort(
                "is_stale", "busy_days", "name", descending=[False, True, False], nulls_last=True, maintain_order=True
            )
        )


class OnTop(TypedDict):
    """What the headline figures of the page are made of."""

    standings: pl.DataFrame
    opened_again: pl.DataFrame
    completion: Figure
    durations: StepDurations
    waiting: Figure
    waiting_everywhere: Figure


def one_step(view: View) -> OneStep:
    """Asks every figure of the page, but the record of earlier expectations, which takes longest."""
    programme, visitor = queries.the_programme(), state.run().visitor
    step = programme.step(queries.step_in_view(view, visitor))
    names = queries.everyone(view).select("municipality_code", "name")

    def ask(key: str, *by: str) -> Figure:
        return showing.as_seen(view, key, visitor, by=by, step=step.number)

    return OneStep(
        **_on_top(view, step.number),
        programme=programme,
        step=step,
        as_of=view.as_of,
        clock=view.clock or FIRST_CLOCK,
        between=view.by_group or FIRST_GROUP,
        size_class=view.size_class,
        curves=queries.ask(view, "time_to_event", step=step.number),
        outlook=ask("forecast"),
        nowcast=showing.as_seen(view, "nowcast", visitor),  # of all steps, as the front page asks it
        progress=ask("progress_over_time", "month"),
        adherence=ask("own_plan_adherence"),
        slip=ask("plan_slip_days"),
        reopened=ask("reopened_steps"),
        peers=queries.ask(view, "reuse_finder", step=step.number),
        names=dict(names.iter_rows()),
        register=queries.the_register(),
        held_lengths=withheld_lengths(),
    )


def _on_top(view: View, number: int) -> OnTop:
    visitor, clock, between = state.run().visitor, view.clock or FIRST_CLOCK, view.by_group or FIRST_GROUP
    of_all = queries.ask(view, "step_completion", step=number)
    every, unknown = of_all.municipality_count, rows_of(of_all.rows, Completion)[0].unknown_count
    durations = queries.derived(view, step_durations, step=number, clock=clock, between=between)
    names = queries.everyone(view).select("municipality_code", "name")
    return {
        "standings": queries.standings(view)
        .filter(pl.col("step_number") == number)
        .join(names, on="municipality_code", how="left"),
        "opened_again": opened_again_in(view),
        "completion": showing.as_seen(view, "step_completion", visitor, step=number),
        "durations": durations if bears_one_number(every - unknown, every) else durations.of_few(),
        "waiting": showing.as_seen(view, "waiting_on", visitor, by=("party",), step=number),
        "waiting_everywhere": showing.as_seen(view, "waiting_on", visitor, by=("party",)),
    }


def of_view(picture: OneStep, view: View) -> OneStep:
    """The same step with the headline figures of another view; nothing below them is asked anew."""
    return replace(picture, **_on_top(view, picture.number))
