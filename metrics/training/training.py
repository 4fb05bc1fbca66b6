"""Training: how many of the staff in scope are trained, in how many hours, and how many of them have left."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.statements import Table
from metrics.defining.definition import Ratio
from metrics.defining.question import Question
from metrics.defining.sums import against_range, summed
from metrics.standing.roll_up import optional_amounts
from metrics.standing.state import training_state

STATED = pl.col("is_stated")
STATED_HOURS = pl.col("delivered_hours").is_not_null()
STATED_DEPARTED = pl.col("departed_trained_count").is_not_null()


def training(question: Question) -> pl.DataFrame:
    """One row per chosen municipality and target group of the programme: what it last said of its staff.

    Columns municipality, target_group, province, size_class, access_variant, the values of the table (null: not
    stated), is_stated, is_stale (the statement itself), is_at_least and `<value>_is_at_least` (after a merger),
    and the hours that the programme assumes for its staff in scope: norm_low_hours, norm_high_hours.
    """
    groups = question.known.programme.target_groups
    assumed = pl.DataFrame(
        [(group.key, float(group.hours_min), float(group.hours_max)) for group in groups],
        schema={"target_group": pl.String, "hours_min": pl.Float64, "hours_max": pl.Float64},
        orient="row",
    )
    people = question.population.select("municipality_code", "province", "size_class", "access_variant")
    scope = pl.col("staff_in_scope_count")
    flags = ["is_at_least", *(f"{name}_is_at_least" for name in optional_amounts(Table.TRAINING))]
    return (
        people.join(assumed, how="cross", maintain_order="left_right")
        .join(
            training_state(question.known, question.as_of),
            on=["municipality_code", "target_group"], how="left", maintain_order="left",
        )
        .with_columns(
            pl.col(flags).fill_null(value=False),
            is_stated=scope.is_not_null(),
            is_stale=is_stale(question.as_of, question.request.stale_after_days),
            norm_low_hours=scope * pl.col("hours_min"),
            norm_high_hours=scope * pl.col("hours_max"),
        )
        .rename({"municipality_code": "municipality"})
    )  # fmt: skip


def is_stale(as_of: date, stale_after_days: int) -> pl.Expr:
    """Whether the statement of a row is older than this; false where there is none."""
    age = (pl.lit(as_of) - pl.col("reporting_date")).dt.total_days()
    return (age > stale_after_days).fill_null(value=False)


def at_least_count(is_counted: pl.Expr, *flags: str) -> pl.Expr:
    """Of the rows that count, how many are sums in which a part of a merged municipality is missing."""
    return (is_counted & pl.any_horizontal(*(flags or ("is_at_least",)))).sum().cast(pl.Int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingRatio(Ratio):
    """People over people, over the rows where both are stated. `scenario`: with the programme's national scope too.

    `cap`: more than this is shown as this (the numerator stays what it is).
    """

    is_counted: pl.Expr
    at_least: tuple[str, ...]
    has_scenario: bool = False
    cap: float | None = None

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds to a ratio stated_count, at_least_count, and where they are asked scenario_low, scenario_high and
        scenario_high_stale.
        """
        counts = {
            "stated_count": self.is_counted.sum(),
            "at_least_count": at_least_count(self.is_counted, *self.at_least),
        }
        ratio = super().summarise(observed, question)
        if self.has_scenario:
            counts["could_have_changed"] = _untrained_and_stale(self).sum().cast(pl.Int64)
        said = summed(observed, question.by, amounts={}, counts=counts)
        whole = (
            ratio.join(said, on=question.by, nulls_equal=True)
            if question.by
            else pl.concat([ratio, said], how="horizontal")
        )
        is_said = pl.col("stated_count") > 0  # nobody said anything: that is unknown, not nobody
        whole = whole.with_columns(pl.when(is_said).then(name).alias(name) for name in ("numerator", "denominator"))
        if self.cap is not None:
            whole = whole.with_columns(value=pl.col("value").clip(upper_bound=self.cap))
        return self._with_scenario(whole, question) if self.has_scenario else whole

    def _with_scenario(self, whole: pl.DataFrame, question: Question) -> pl.DataFrame:
        """T / max(N, S) to (T + max(0, N - S)) / max(N, S); for the whole country only, since N is national.

        And how high it can be if all staff in stale statements is trained by now.
        """
        scope = {group.key: float(group.national_scope_count) for group in question.known.programme.target_groups}
        trained, stated = pl.col("numerator"), pl.col("denominator")
        assumed = pl.col("target_group").replace_strict(scope, return_dtype=pl.Float64)
        most = pl.max_horizontal(assumed, stated.cast(pl.Float64))
        unheard = pl.max_horizontal(pl.lit(0.0), assumed - stated)
        is_there = pl.lit(is_national(question)) & (pl.col("stated_count") > 0)
        return whole.with_columns(
            scenario_low=pl.when(is_there).then(trained / most),
            scenario_high=pl.when(is_there).then((trained + unheard) / most),
            scenario_high_stale=pl.when(is_there).then((trained + unheard + pl.col("could_have_changed")) / most),
        ).drop("could_have_changed")


def _untrained_and_stale(ratio: TrainingRatio) -> pl.Expr:
    """The staff in scope of a stale statement that it does not call trained; 0 of any other."""
    untrained = (ratio.denominator - ratio.numerator).clip(lower_bound=0)
    return pl.when(ratio.is_counted & pl.col("is_stale")).then(untrained).otherwise(0)


@dataclass(frozen=True, kw_only=True, eq=False)
class HoursAgainstNorm(Ratio):
    """Hours delivered over the hours that the programme assumes for the staff in scope, a range."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator (hours), norm_low and norm_high (hours), a range of shares, and how many stated hours."""
        sums = summed(
            observed,
            question.by,
            amounts={
                "numerator": pl.col("delivered_hours").filter(STATED_HOURS),
                "norm_low": pl.col("norm_low_hours").filter(STATED_HOURS),
                "norm_high": pl.col("norm_high_hours").filter(STATED_HOURS),
            },
            counts={
                "stated_count": STATED_HOURS.sum(),
                "unknown_count": (~STATED_HOURS).sum(),
                "stale_count": (STATED_HOURS & pl.col("is_stale")).sum(),
                "at_least_count": at_least_count(STATED_HOURS, "is_at_least", "delivered_hours_is_at_least"),
            },
        )
        is_single = pl.col("norm_low") == pl.col("norm_high")
        return sums.with_columns(
            denominator=pl.when(is_single).then("norm_low"), **against_range("numerator", "norm_low", "norm_high")
        )


def is_national(question: Question) -> bool:
    """Whether a row speaks of the whole country: nothing but the target group is asked by or chosen."""
    chosen = {*question.by, *question.request.where}
    return question.request.municipality is None and chosen <= {"target_group"}
