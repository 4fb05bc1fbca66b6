"""What may be expected: how many municipalities will have finished a step by the ends of the coming months.

An expectation from what was seen so far, never a norm. Two sources of doubt are in it: who finishes when, and how well
the curve is known. What it cannot know is whether the coming months will be like the past.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.clocks import dutch_day, month_ends
from domain.statements import Standing
from metrics.duration import durations, followed
from metrics.estimate import stratum
from metrics.known import Known
from metrics.question import Question
from metrics.redrawing import RedrawnCurve, continued, redrawn, thresholds
from metrics.request import Request
from metrics.spells import UNFINISHED, Clock, own_starts
from metrics.state import standings
from metrics.survival import Durations, kaplan_meier

Tally: TypeAlias = npt.NDArray[np.int64]

DRAW_COUNT: Final = 2_000
MONTHS_AHEAD: Final = 12
MIN_AT_RISK = 10  # fewer, and each end moves the curve by more than a tenth: from there on all sizes are taken together
MIN_EVENTS = 10  # fewer ends, and a redrawn curve says more about who was drawn than about the group
MOST_BEYOND = 0.05  # of those drawn: with more beyond the curves, the least and the most lie too far apart for a value
LOW, HIGH = 0.1, 0.9  # the ends of an 80% interval


class Outlook(StrEnum):
    """What can be expected of a municipality on a step."""

    FINISHED = "finished"
    DRAWN = "drawn"  # unfinished, with a start: its end is drawn
    WITHOUT_START = "without_start"  # unfinished, but nobody knows since when
    SILENT = "silent"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, eq=False)
class DrawnEnds:
    """Of those that were unfinished: a row per month end, a column per draw.

    `ended`: how many have ended by then, as far as the curves reach. `beyond`: how many outlived their curve before
    then; whether they have ended nobody can say from it, so that `ended` is the least and `ended + beyond` the most.
    `counts`: of how many municipalities, per month end.
    """

    ended: Tally
    beyond: Tally
    counts: tuple[int, ...]

    def is_reached(self, place: int) -> bool:
        """Whether the curves reach a month end for nearly all."""
        return float(self.beyond[place].mean()) <= MOST_BEYOND * self.counts[place]

    def interval(self, place: int) -> tuple[float, float]:
        """80% at one month end; where the curves do not reach it from the least to the most: at least 80%."""
        most = self.ended[place] if self.is_reached(place) else self.ended[place] + self.beyond[place]
        low = np.quantile(self.ended[place], LOW, method="inverted_cdf")
        return float(low), float(np.quantile(most, HIGH, method="inverted_cdf"))


@dataclass(frozen=True, eq=False)
class StepForecast:
    """What is expected of one step, over `followed_count` municipalities: those finished and those drawn.

    `drawn`: how many of the latter have ended by each month end; None where there is too little to go on.
    """

    step: int
    finished_count: int
    drawn_count: int
    without_start_count: int
    silent_count: int
    not_applicable_count: int
    drawn: DrawnEnds | None

    @property
    def followed_count(self) -> int:
        """How many municipalities the expectation is about."""
        return self.finished_count + self.drawn_count


def coming_month_ends(as_of: date, months_ahead: int = MONTHS_AHEAD) -> list[date]:
    """The ends of the months after `as_of`, that of its own month first unless it is that day itself."""
    ends = month_ends(as_of + timedelta(days=1), as_of + timedelta(days=31 * (months_ahead + 2)))
    return ends[:months_ahead]


def forecasts(question: Question, ends: list[date], draw_count: int = DRAW_COUNT) -> tuple[StepForecast, ...]:
    """The expectation for each asked step at these month ends, of the chosen municipalities.

    Curves are learned from all municipalities and draws are made for all of them, so that a choice of some gives the
    same draws as the whole. The same as_of and known_on give the same draws, whatever is asked.
    """
    codes = question.population["municipality_code"].implode()
    state = outlook(question.known, question.as_of).filter(question.is_asked_step())
    chosen = state.filter(pl.col("municipality_code").is_in(codes)).with_columns(counted_ends=pl.lit(ends))
    drawn = draw_ends(question.known, question.as_of, chosen, ends, draw_count)
    found: list[StepForecast] = []
    for (step,), rows in chosen.partition_by("step_number", as_dict=True, maintain_order=True).items():
        number = int(str(step))
        counts = {kind: int((rows["outlook"] == kind).sum()) for kind in Outlook}
        found.append(
            StepForecast(
                step=number,
                finished_count=counts[Outlook.FINISHED],
                drawn_count=counts[Outlook.DRAWN],
                without_start_count=counts[Outlook.WITHOUT_START],
                silent_count=counts[Outlook.SILENT],
                not_applicable_count=counts[Outlook.NOT_APPLICABLE],
                drawn=drawn[number],
            )
        )
    return tuple(found)


def draw_ends(
    known: Known, as_of: date, counted: pl.DataFrame, ends: list[date], draw_count: int = DRAW_COUNT
) -> dict[int, DrawnEnds | None]:
    """Per step of `counted`, how many of its municipalities have ended by each month end, in every draw.

    `counted`: rows of `outlook` with counted_ends, the month ends at which a municipality is counted. A step is None
    where a curve that it needs rests on too few ends.
    """
    learned = followed(Question(known, Request(as_of), ())).with_columns(stratum=stratum())
    spells_of = learned.partition_by(["step", "clock"], as_dict=True, maintain_order=True)
    on = ["municipality_code", "step_number"]
    steps = counted["step_number"].unique()
    state = outlook(known, as_of).filter(
        pl.col("step_number").is_in(steps.implode()), pl.col("outlook") == Outlook.DRAWN
    )
    rows = state.join(counted.select(*on, "counted_ends"), on=on, how="left", maintain_order="left")
    drawn: dict[int, DrawnEnds | None] = {}
    for step in steps.sort().to_list():
        spells = {clock: spells_of.get((step, clock.value), learned.clear()) for clock in Clock}
        seed = _seed(as_of, known.known_on, step)
        drawn[step] = _drawn(rows.filter(pl.col("step_number") == step), spells, ends, draw_count, seed)
    return drawn


def outlook(known: Known, as_of: date) -> pl.DataFrame:
    """Where every municipality of the register stands, and on which clock its end can be drawn.

    One row per municipality and step, sorted. Columns municipality_code, step_number, stratum, outlook (see
    `Outlook`), clock, clock_start_date and seen_days: days on that clock until it
    was last seen unfinished. A started step runs on its own clock, one not started on the municipality's.
    """
    today = known.register.on(as_of).select("municipality_code", last_day=pl.lit(as_of))
    is_started, is_unstarted = (pl.col("standing") == one for one in (Standing.STARTED, Standing.NOT_STARTED))
    start = pl.when(is_started).then("start_date").when(is_unstarted).then("own_start_date")
    seen_days = (pl.col("reporting_date") - pl.col("clock_start_date")).dt.total_days()
    return (
        standings(known, as_of)
        .join(own_starts(known, today), on="municipality_code", how="left", maintain_order="left")
        .with_columns(clock_start_date=start)
        .with_columns(
            stratum=stratum(),
            clock=pl.when(is_started).then(pl.lit(Clock.STEP_START.value)).otherwise(pl.lit(Clock.OWN_START.value)),
            # last seen before the own start, which another step gave later: it is followed from that start
            seen_days=pl.max_horizontal(seen_days, 0),
            outlook=pl.when(pl.col("standing").is_in(UNFINISHED) & pl.col("clock_start_date").is_not_null())
            .then(pl.lit(Outlook.DRAWN.value))
            .when(pl.col("standing").is_in(UNFINISHED))
            .then(pl.lit(Outlook.WITHOUT_START.value))
            .when(pl.col("standing") == Standing.NOT_REPORTED)
            .then(pl.lit(Outlook.SILENT.value))
            .otherwise("standing"),
        )
        .select("municipality_code", "step_number", "stratum", "outlook", "clock", "clock_start_date", "seen_days")
    )


def _drawn(
    rows: pl.DataFrame, spells: Mapping[Clock, pl.DataFrame], ends: list[date], draw_count: int, seed: int
) -> DrawnEnds | None:
    """The draws of one step, for all its unfinished municipalities, of which only the counted are added up."""
    ended, beyond = (np.zeros((len(ends), draw_count), dtype=np.int64) for _ in range(2))
    counts = tuple(int(one) for one in _is_counted(rows, ends).sum(axis=0))
    for place, clock in enumerate(Clock):
        group = rows.filter(pl.col("clock") == clock)
        learned = spells[clock].filter(pl.col("left_out").is_null())
        if int(learned["is_event"].sum()) < MIN_EVENTS:
            if _is_counted(group, ends).any():
                return None
            continue
        for curve, members, random in _curves(group, learned, draw_count, [seed, place]):
            is_counted = _is_counted(members, ends)
            ends_at = thresholds(curve, members["seen_days"].to_numpy(), random)
            for position, days in enumerate(_days_until(ends, members)):
                mine = is_counted[:, position]
                has_ended = curve.at(days[mine]) < ends_at[mine]
                is_silent = (days[mine] > curve.days[-1])[:, None] | (ends_at[mine] == 0)
                ended[position] += has_ended.sum(axis=0)
                beyond[position] += (is_silent & ~has_ended).sum(axis=0)
    return DrawnEnds(ended, beyond, counts)


def _curves(
    group: pl.DataFrame, learned: pl.DataFrame, draw_count: int, seed: list[int]
) -> Iterator[tuple[RedrawnCurve, pl.DataFrame, np.random.Generator]]:
    """The municipalities that share a curve, that curve redrawn, and the chance that goes with it.

    A size has its own curve where it has enough ends, up to where fewer than ten are still at risk; from there on,
    and for a size that is too thin, it is the curve of all sizes.
    """
    whole = redrawn(durations(learned), draw_count, np.random.default_rng([*seed, 0]))
    thin: list[pl.DataFrame] = []
    for (size,), members in group.partition_by("stratum", as_dict=True).items():
        own = durations(learned.filter(pl.col("stratum") == size))
        if int(own.is_event.sum()) < MIN_EVENTS:
            thin.append(members)
            continue
        place = int(str(size)) + 1
        curve = redrawn(own, draw_count, np.random.default_rng([*seed, place]))
        yield continued(curve, whole, _reach(own)), members, np.random.default_rng([*seed, place, 1])
    if thin:
        members = pl.concat(thin).sort("municipality_code")
        yield whole, members, np.random.default_rng([*seed, 0, 1])


def _reach(learned: Durations) -> int:
    """The last day on which at least ten were at risk; 0 where there never were."""
    curve = kaplan_meier(learned)
    well_known = curve.time_days[curve.at_risk >= MIN_AT_RISK]
    return int(well_known[-1]) if len(well_known) else 0


def _is_counted(group: pl.DataFrame, ends: list[date]) -> npt.NDArray[np.bool_]:
    """Whether each municipality is counted at each month end: a row per municipality, a column per end."""
    columns = [group["counted_ends"].list.contains(end).fill_null(value=False).to_numpy() for end in ends]
    return np.array(columns, dtype=np.bool_).reshape(len(ends), group.height).T


def _days_until(ends: list[date], group: pl.DataFrame) -> list[npt.NDArray[np.int64]]:
    starts = group["clock_start_date"].to_numpy().astype("datetime64[D]")
    return [(np.datetime64(end) - starts).astype(np.int64) for end in ends]


def _seed(as_of: date, known_on: datetime, step: object) -> int:
    """A number that follows from what is asked, so that the same question has the same answer everywhere.

    Of known_on only the day counts: who looks again an hour later sees other draws only if something else is known.
    """
    asked = f"{as_of.isoformat()} {dutch_day(known_on).isoformat()} {step}"
    return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:8], "big")
