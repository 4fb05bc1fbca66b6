"""The forecast as a metric: a row per step and coming month."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.forecast.forecast import DRAW_COUNT, StepForecast, coming_month_ends, forecasts

_SCHEMA: Final = {
    Group.STEP: pl.Int64,
    Group.MONTH: pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "value": pl.Float64,
    "value_status": pl.String,
    "lower_bound": pl.Float64,
    "upper_bound": pl.Float64,
    "interval_low": pl.Float64,
    "interval_high": pl.Float64,
    "unknown_count": pl.Int64,
    "beyond_count": pl.Float64,
}


def expected(question: Question, draw_count: int = DRAW_COUNT) -> pl.DataFrame:
    """One row per asked step and coming month end: the expected number finished, and its 80% interval.

    numerator: finished by the as_of date; denominator: those and the municipalities whose end is drawn; unknown_count:
    silent, or without a start; beyond_count: how many are expected to outlive their curve before that month end. The
    bounds take these as unfinished and as finished; where they are many there is a range and no single value.
    """
    if question.population.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    ends = coming_month_ends(question.as_of)
    made = forecasts(question, ends, draw_count)
    rows = [_row(forecast, end, place) for forecast in made for place, end in enumerate(ends)]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _row(forecast: StepForecast, end: date, place: int) -> dict[str, object]:
    made = forecast.drawn if forecast.followed_count else None
    row: dict[str, object] = {
        Group.STEP: forecast.step,
        Group.MONTH: end.isoformat()[:7],
        "numerator": forecast.finished_count,
        "denominator": forecast.followed_count,
        "value_status": _reason(forecast).value,
        "unknown_count": forecast.silent_count + forecast.without_start_count,
    }
    if made is None:
        return row
    low, high = made.interval(place)
    least, beyond = forecast.finished_count + float(made.ended[place].mean()), float(made.beyond[place].mean())
    is_reached = made.is_reached(place)
    return {
        **row,
        "value": least if is_reached else None,
        "value_status": (ValueStatus.OBSERVED if is_reached else ValueStatus.RANGE).value,
        "lower_bound": least,
        "upper_bound": least + beyond,
        "interval_low": forecast.finished_count + low,
        "interval_high": forecast.finished_count + high,
        "beyond_count": beyond,
    }


def _reason(forecast: StepForecast) -> ValueStatus:
    """Why nothing is drawn: too few ends to go on, nobody who can be followed, or nobody to whom the step applies."""
    if forecast.followed_count:
        return ValueStatus.TOO_FEW
    has_unknown = forecast.silent_count + forecast.without_start_count > 0
    return ValueStatus.NOT_REPORTED if has_unknown else ValueStatus.NOT_APPLICABLE


@dataclass(frozen=True, kw_only=True, eq=False)
class Expectation(MetricDefinition):
    """What may be expected; the observations hold it already, since draws cannot be added up afterwards."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """The rows as they are: value, value_status, 80% interval, numerator, denominator, unknown and beyond count."""
        return observed
