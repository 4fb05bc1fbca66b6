"""Costs: what municipalities say they spent, beside what the reference expects of them; four kinds of value apart."""

from dataclasses import dataclass

import polars as pl

from domain.programme import Programme, Step
from domain.value_status import ValueStatus
from metrics.costs.terms import with_terms
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.defining.sums import against_range, status, summed
from metrics.standing.state import cost_state
from metrics.training.training import at_least_count, is_stale, training

NORM_KINDS = (ValueStatus.OBSERVED.value, ValueStatus.RANGE.value)
"""The kinds of reference that give a norm per municipality: one amount, or a range."""


def costs(question: Question) -> pl.DataFrame:
    """One row per chosen municipality and asked step; euro.

    Columns municipality, step, province, size_class, access_variant, inhabitant_count, realised_cost_eur and
    budgeted_eur (null: not stated), is_stated, is_stale, is_at_least, budgeted_eur_is_at_least, reference_kind,
    norm_low_eur, norm_high_eur (equal unless the norm is a range; null: no norm, or not known) and
    norm_is_at_least (a part of a merged municipality said nothing of its staff); and the terms of its ratios, as
    `metrics.costs.terms.with_terms`.
    """
    grid = municipality_steps(question)
    norms = _norms(question)
    on = ["municipality", "step"]
    said = cost_state(question.known, question.as_of).rename(
        {"municipality_code": "municipality", "step_number": "step"}
    )
    rows = (
        grid.join(said, on=on, how="left", maintain_order="left")
        .join(norms, on=on, how="left", maintain_order="left")
        .with_columns(
            pl.col("is_at_least", "budgeted_eur_is_at_least", "norm_is_at_least").fill_null(value=False),
            is_stated=pl.col("realised_cost_eur").is_not_null(),
            is_stale=is_stale(question.as_of, question.request.stale_after_days),
        )
    )
    return with_terms(rows, question.known, question.as_of, _norms)


def municipality_steps(question: Question) -> pl.DataFrame:
    """One row per chosen municipality and asked step; adds inhabitant_count and reference_kind."""
    kinds = [(step.number, reference_kind(step, question.known.programme).value) for step in _steps(question)]
    steps = pl.DataFrame(kinds, schema={"step": pl.Int64, "reference_kind": pl.String}, orient="row")
    facts = question.known.register.on(question.as_of).select("municipality_code", "inhabitant_count")
    return (
        question.population.select("municipality_code", "province", "size_class", "access_variant")
        .join(facts, on="municipality_code", how="left", maintain_order="left")
        .join(steps, how="cross", maintain_order="left_right")
        .rename({"municipality_code": "municipality"})
    )


def reference_kind(step: Step, programme: Programme) -> ValueStatus:
    """What the reference gives for one municipality: an amount, a range (training), or the word that stands there.

    "At most" has no lowest amount, so it counts as what stands there instead of one.
    """
    if step.cost_norm is not None:
        return ValueStatus.OBSERVED
    if step.number == programme.training_step_number:
        return ValueStatus.RANGE
    kind = step.cost.national_min_kind
    return ValueStatus.NOT_ESTIMATED if kind is ValueStatus.OBSERVED else ValueStatus(kind)


def _steps(question: Question) -> list[Step]:
    numbers = pl.DataFrame({"step_number": question.known.programme.step_numbers}).filter(question.is_asked_step())
    return [question.known.programme.step(number) for number in numbers["step_number"].to_list()]


def _norms(question: Question) -> pl.DataFrame:
    """The norm of each chosen municipality that has one, per asked step."""
    return pl.concat([_norms_by_inhabitants(question), _norms_by_staff(question)])


def _norms_by_inhabitants(question: Question) -> pl.DataFrame:
    people = municipality_steps(question).filter(pl.col("inhabitant_count").is_not_null())
    norms = {step.number: step.cost_norm for step in _steps(question) if step.cost_norm is not None}
    rows = [
        (municipality, step, eur, eur, False)
        for municipality, step, inhabitants in people.select("municipality", "step", "inhabitant_count").iter_rows()
        if step in norms
        for eur in [norms[step].eur_for(inhabitants)]
    ]
    return pl.DataFrame(rows, schema=_NORM_COLUMNS, orient="row")


def _norms_by_staff(question: Question) -> pl.DataFrame:
    """The training step: per employee in scope, for who stated the staff of every target group."""
    programme = question.known.programme
    if programme.training_step_number not in [step.number for step in _steps(question)]:
        return pl.DataFrame(schema=_NORM_COLUMNS)
    lowest = {group.key: float(group.norm_min_eur) for group in programme.target_groups}
    highest = {group.key: float(group.norm_max_eur) for group in programme.target_groups}
    scope, group = pl.col("staff_in_scope_count"), pl.col("target_group")
    return (
        training(question)
        .group_by("municipality", maintain_order=True)
        .agg(
            norm_low_eur=(scope * group.replace_strict(lowest, return_dtype=pl.Float64)).sum(),
            norm_high_eur=(scope * group.replace_strict(highest, return_dtype=pl.Float64)).sum(),
            norm_is_at_least=pl.col("is_at_least").any(),
            is_whole=pl.col("is_stated").all(),
        )
        .filter("is_whole")
        .select(
            "municipality", pl.lit(programme.training_step_number, pl.Int64).alias("step"),
            "norm_low_eur", "norm_high_eur", "norm_is_at_least",
        )
    )  # fmt: skip


_NORM_COLUMNS = {
    "municipality": pl.String, "step": pl.Int64, "norm_low_eur": pl.Float64, "norm_high_eur": pl.Float64,
    "norm_is_at_least": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class NormTotal(MetricDefinition):
    """The norm of the municipalities in a row, per step. Where the reference gives none, the word that stands there."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds value or bounds (euro), value_status, denominator (municipalities with a norm), unknown_count."""
        has_norm = pl.col("norm_low_eur").is_not_null()
        sums = summed(
            observed,
            question.by,
            amounts={"norm_low": pl.col("norm_low_eur"), "norm_high": pl.col("norm_high_eur")},
            counts={
                "stated_count": has_norm.sum(),
                "unknown_count": (pl.col("reference_kind").is_in(NORM_KINDS) & ~has_norm).sum(),
                "at_least_count": at_least_count(has_norm, "norm_is_at_least"),
                "reference_kind": pl.col("reference_kind").first(),
            },
        )
        is_single = pl.col("reference_kind") == ValueStatus.OBSERVED
        is_known = pl.col("stated_count") > 0
        return sums.with_columns(
            numerator=pl.lit(None, pl.Float64),
            denominator=pl.col("stated_count"),
            value=pl.when(is_known & is_single).then("norm_low"),
            lower_bound=pl.when(is_known & ~is_single).then("norm_low"),
            upper_bound=pl.when(is_known & ~is_single).then("norm_high"),
            value_status=pl.when(pl.col("reference_kind").is_in(NORM_KINDS) & ~is_known)
            .then(status(ValueStatus.NOT_REPORTED))
            .otherwise("reference_kind"),
        ).drop("norm_low", "norm_high", "stated_count")


@dataclass(frozen=True, kw_only=True, eq=False)
class Realisation(MetricDefinition):
    """Realised against the norm, and against the own budget; each over those (and parts of those) who stated both."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds both ratios, realised_eur, how many are behind each, unknown, stale and at least."""
        is_stated, has_both, has_budget = (
            pl.col(name).is_not_null() for name in ("realised_cost_eur", "norm_term_eur", "budget_term_eur")
        )
        sums = summed(
            observed,
            question.by,
            amounts={
                "realised_eur": pl.col("realised_cost_eur"),
                "realised_with_norm": pl.col("norm_term_eur"),
                "norm_low": pl.col("norm_term_low_eur"),
                "norm_high": pl.col("norm_term_high_eur"),
                "budget_numerator": pl.col("budget_term_eur"),
                "budget_denominator": pl.col("budget_term_budgeted_eur"),
            },
            counts={
                "stated_count": pl.col("municipality").filter(is_stated).n_unique(),
                "norm_count": pl.col("municipality").filter(has_both).n_unique(),
                "budget_count": pl.col("municipality").filter(has_budget).n_unique(),
                "unknown_count": (~is_stated).sum(),
                "stale_count": pl.col("municipality").filter(is_stated & pl.col("is_stale")).n_unique(),
                "at_least_count": at_least_count(is_stated, "is_at_least"),  # of realised_eur: a ratio has none
                "is_with_norm": pl.col("reference_kind").is_in(NORM_KINDS).any(),
                "kind_count": pl.col("reference_kind").n_unique(),
                "reference_kind": pl.col("reference_kind").first(),
            },
        )
        return _with_realisation(sums)


def _with_realisation(sums: pl.DataFrame) -> pl.DataFrame:
    shares = against_range("realised_with_norm", "norm_low", "norm_high")
    is_with_norm = pl.col("is_with_norm")
    alone = (
        pl.when(pl.col("stated_count") == 0)
        .then(status(ValueStatus.NOT_REPORTED))
        .when(pl.col("kind_count") == 1)
        .then("reference_kind")
        .otherwise(status(ValueStatus.NOT_ESTIMATED))
    )
    return sums.with_columns(
        **{**shares, "value_status": pl.when(is_with_norm).then(shares["value_status"]).otherwise(alone)},
        numerator=pl.when(is_with_norm).then("realised_with_norm").otherwise("realised_eur"),
        denominator=pl.when(pl.col("norm_low") == pl.col("norm_high")).then("norm_low"),
        budget_value=pl.when(pl.col("budget_denominator") > 0).then(
            pl.col("budget_numerator") / pl.col("budget_denominator")
        ),
        budget_value_status=pl.when(pl.col("budget_denominator").is_null())
        .then(status(ValueStatus.NOT_REPORTED))
        .when(pl.col("budget_denominator") > 0)
        .then(status(ValueStatus.OBSERVED))
        .otherwise(status(ValueStatus.NOT_APPLICABLE)),
    )


MONEY_GROUPS = (Group.STEP, Group.MUNICIPALITY, Group.PROVINCE, Group.SIZE_CLASS, Group.ACCESS_VARIANT)
