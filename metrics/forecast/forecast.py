"""What may be expected: how many municipalities will have finished a step by the ends of the coming months.

An expectation from what was seen so far, never a norm. Two sources of doubt are in it: who finishes when, and how well
the curve is known. What it cannot know is whether the coming months will be like the past.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import polars as pl

from domain.clocks import dutch_day, month_ends
from domain.statements import Standing
from metrics.defining.estimate import stratum
from metrics.defining.question import Question
from metrics.defining.request import Clock, Request
from metrics.durations.duration import followed
from metrics.durations.spells import UNFINISHED, own_starts, waits
from metrics.forecast.drawn_ends import Curves, DrawnEnds, StepCurves, step_ends
from metrics.standing.known import Known
from metrics.standing.state import standings

DRAW_COUNT: Final = 2_000
MONTHS_AHEAD: Final = 12


class Outlook(StrEnum):
    """What can be expected of a municipality on a step."""

    FINISHED = "finished"
    DRAWN = "drawn"  # unfinished, with a start: its end is drawn
    WITHOUT_START = "without_start"  # unfinished, but nobody knows since when
    SILENT = "silent"
    NOT_APPLICABLE = "not_applicable"


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
    asked = Question(known, Request(as_of), ())
    durations = followed(asked).filter(pl.col("clock") == Clock.STEP_START).with_columns(stratum=stratum())
    waiting = followed(asked, waits).with_columns(stratum=stratum())
    on = ["municipality_code", "step_number"]
    steps = counted["step_number"].unique()
    state = outlook(known, as_of).filter(
        pl.col("step_number").is_in(steps.implode()), pl.col("outlook") == Outlook.DRAWN
    )
    rows = state.join(counted.select(*on, "counted_ends"), on=on, how="left", maintain_order="left")
    drawn: dict[int, DrawnEnds | None] = {}
    for step in steps.sort().to_list():
        seed = _seed(as_of, known.known_on, step)
        duration, wait = (
            Curves(learned.filter(pl.col("step") == step), draw_count, (seed, place))
            for place, learned in enumerate((durations, waiting))
        )
        started, not_started = (
            rows.filter(pl.col("step_number") == step, pl.col("clock") == clock)
            for clock in (Clock.STEP_START, Clock.OWN_START)
        )
        drawn[step] = step_ends(started, not_started, StepCurves(duration, wait), ends)
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


def _seed(as_of: date, known_on: datetime, step: object) -> int:
    """A number that follows from what is asked, so that the same question has the same answer everywhere.

    Of known_on only the day counts: who looks again an hour later sees other draws only if something else is known.
    """
    asked = f"{as_of.isoformat()} {dutch_day(known_on).isoformat()} {step}"
    return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:8], "big")
