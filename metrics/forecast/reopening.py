"""How often finished steps are opened again, and how soon they are finished once more: rates from what was reported."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.statements import Standing, Table
from metrics.durations.spells import UNFINISHED
from metrics.forecast.normal import Floats, upper_quantile
from metrics.forecast.paces import Places
from metrics.standing.known import Known

EDGES: Final = (0, 60, 120, 180, 240, 300)  # days since the end: a step is opened again soon, or seldom
CLOSING_EDGES: Final = (0, 60, 120, 180)  # days since it was opened again: nobody closes at once, and few after long
USUAL_RATE: Final = 1e-4  # a day; the weak prior, worth half a reopening
RATE_COUNT: Final = len(EDGES) + len(CLOSING_EDGES)
USUAL_AGAIN: Final = 120.0  # days until it is finished again; the weak prior, worth one in each stretch


@dataclass(frozen=True, eq=False)
class Reopening:
    """Rates a day, a row per draw: `opens` has a column per stretch since the end (EDGES), `closes` one per stretch
    since it was opened again (CLOSING_EDGES).
    """  # fmt: skip

    opens: Floats
    closes: Floats

    def most_by(self, days: float) -> float:
        """The chance to be opened again within so many days, where it is highest of all draws."""
        hazard = (self.opens[:, :-1] * np.diff(EDGES)).sum(axis=1) + self.opens[:, -1] * max(days - EDGES[-1], 0.0)
        return float(-np.expm1(-hazard.max()))

    def opened_after(self, draw: Places, seen_days: Floats, uniform: Floats) -> Floats:
        """Days since the end on which each is opened again, given that it was not on `seen_days`."""
        return _after(self.opens[draw], EDGES, seen_days, uniform)

    def closed_after(self, draw: Places, seen_days: Floats, uniform: Floats) -> Floats:
        """Days since it was opened again on which each is finished once more, given that it was not on `seen_days`."""
        return _after(self.closes[draw], CLOSING_EDGES, seen_days, uniform)


def _after(rates: Floats, edges: tuple[int, ...], seen_days: Floats, uniform: Floats) -> Floats:
    """The day on which something happens at these rates: a row each, a column per stretch."""
    since, rows = np.array(edges, dtype=np.float64), np.arange(len(rates))
    first = np.zeros((len(rates), 1))
    hazard = np.concatenate([first, np.cumsum(rates[:, :-1] * np.diff(since), axis=1)], axis=1)
    place = np.searchsorted(since, seen_days, side="right") - 1
    spent = hazard[rows, place] + rates[rows, place] * (seen_days - since[place])
    target = spent - np.log1p(-uniform)
    place = (hazard <= target[:, None]).sum(axis=1) - 1
    return since[place] + (target - hazard[rows, place]) / rates[rows, place]


@dataclass(frozen=True, eq=False)
class Reopened:
    """What was seen: per stretch since the end the number opened again and the days at risk; the same of closing."""

    opened: Floats
    days_finished: Floats
    closed: Floats
    days_open: Floats
    steps: pl.DataFrame

    def drawn(self, uniform: Floats) -> Reopening:
        """Rates from what that leaves open; `uniform`: a row per draw, a column per stretch (RATE_COUNT)."""
        of_opening, of_closing = uniform[:, : len(EDGES)], uniform[:, len(EDGES) :]
        opens = _rate(0.5 + self.opened, 0.5 / USUAL_RATE + self.days_finished, of_opening)
        return Reopening(opens, _rate(1.0 + self.closed, USUAL_AGAIN + self.days_open, of_closing))


def reopened(known: Known, as_of: date) -> Reopened:
    """What municipalities said up to `as_of` of steps that they had finished before.

    `steps`: those opened again at least once: municipality_code, step_number, end_date (the first), opened_on (the
    last time; in the middle between two reports), is_open.
    """
    pairs = _pairs(known, as_of)
    happened = pl.col("opened_on").is_not_null()
    to_day = pl.coalesce((pl.col("opened_on") - pl.col("end_date")).dt.total_days(), "seen_to")
    finished = pairs.filter(pl.col("was_finished")).with_columns(to_day=to_day)
    low, high = (finished[name].to_numpy().astype(np.float64) for name in ("seen_from", "to_day"))
    opened, days = _by_stretch(EDGES, low, high, finished.select(happened).to_series().to_numpy())
    episodes = pairs.filter(happened)
    steps = episodes.group_by("municipality_code", "step_number", maintain_order=True).agg(
        end_date=pl.col("end_date").first(),
        opened_on=pl.col("opened_on").last(),
        is_open=pl.col("closed_on").last().is_null(),
    )
    until = pl.coalesce("closed_on", "last_seen")
    took = episodes.select((until - pl.col("opened_on")).dt.total_days().clip(0)).to_series().to_numpy()
    closed, days_open = _by_stretch(
        CLOSING_EDGES, np.zeros(len(took)), took.astype(np.float64), episodes["closed_on"].is_not_null().to_numpy()
    )
    return Reopened(opened, days, closed, days_open, steps)


def _by_stretch(
    edges: tuple[int, ...], low: Floats, high: Floats, happened: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Per stretch between edges how often it happened, and the days seen, of those seen from `low` to `high`."""
    stretches = list(pairwise((*edges, np.inf)))
    days = [np.maximum(np.minimum(high, to) - np.maximum(low, since), 0).sum() for since, to in stretches]
    at = high[happened]
    count = [((since <= at) & (at < to)).sum() for since, to in stretches]
    return np.array(count, np.float64), np.array(days, np.float64)


def _pairs(known: Known, as_of: date) -> pl.DataFrame:
    """Statements of a step one after the other, with what was said before each."""
    of = ["municipality_code", "step_number"]
    said = (
        known.statements[Table.MILESTONE]
        .filter(pl.col("reporting_date") <= as_of)
        .sort(*of, "reporting_date")
        .select(*of, "reporting_date", "standing", "end_date")
    )
    is_end = (pl.col("standing") == Standing.FINISHED) & pl.col("end_date").is_not_null()
    over = said.with_columns(is_end=is_end).with_columns(
        was_end=pl.col("is_end").shift(1).over(of).fill_null(value=False),
        before_end=pl.col("end_date").shift(1).over(of),
        before_on=pl.col("reporting_date").shift(1).over(of),
        last_seen=pl.col("reporting_date").last().over(of),
    )
    is_later = pl.col("was_end") & pl.col("is_end") & (pl.col("end_date") > pl.col("before_on"))
    is_unfinished = pl.col("was_end") & pl.col("standing").is_in(UNFINISHED)
    until = pl.when(is_later).then("end_date").when(is_unfinished).then("reporting_date")
    middle = pl.col("before_on") + pl.duration(days=(until - pl.col("before_on")).dt.total_days() // 2)
    # when it was finished again: at once where that was said in the same breath, else at the next end that was given
    next_end = pl.when("is_end").then("end_date").fill_null(strategy="backward").over(of)
    start = pl.when(pl.col("was_end")).then("before_end").when(pl.col("is_end")).then("end_date")
    seen_from = (
        pl.when(pl.col("was_end")).then((pl.col("before_on") - pl.col("before_end")).dt.total_days()).otherwise(0)
    )
    return (
        over.with_columns(
            opened_on=pl.when(is_later | is_unfinished).then(middle),
            closed_on=pl.when(is_later | is_unfinished).then(next_end),
            was_finished=pl.col("was_end") | pl.col("is_end"),
            first_end=start,
            seen_from=seen_from,
        )
        .with_columns(
            end_date=pl.col("first_end"), seen_to=(pl.col("reporting_date") - pl.col("first_end")).dt.total_days()
        )
        .select(*of, "end_date", "opened_on", "closed_on", "was_finished", "seen_from", "seen_to", "last_seen")
    )


def _rate(shape: Floats, days: Floats, uniform: Floats) -> Floats:
    """A gamma draw by Wilson and Hilferty's cube."""
    ninth = 1.0 / (9.0 * shape)
    cube = (1.0 - ninth + upper_quantile(uniform) * np.sqrt(ninth)) ** 3
    return np.maximum(shape * cube / days, 1e-9)
