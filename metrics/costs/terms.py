"""The two terms of a ratio of costs: of a merged municipality over the parts that stated both.

Until it speaks for itself a merged municipality is held to what its parts said. Where a part said nothing of an
amount, what the others spent is held against the norm and the budget of those others, not of the whole.
"""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.standing.known import Known
from metrics.standing.mergers import in_force, mergers

Norms = Callable[[Question], pl.DataFrame]
"""One row per municipality and step with a norm: municipality, step, norm_low_eur, norm_high_eur, norm_is_at_least."""

ON = ["municipality", "step"]
NORM_TERMS = ("norm_term_eur", "norm_term_low_eur", "norm_term_high_eur")
BUDGET_TERMS = ("budget_term_eur", "budget_term_budgeted_eur")


def with_terms(rows: pl.DataFrame, known: Known, as_of: date, norms: Norms) -> pl.DataFrame:
    """`rows` (as `metrics.costs.costs.costs`) with what counts in its ratios; euro, null where one term is not known.

    Adds NORM_TERMS (what was spent, and the norm it is held against) and BUDGET_TERMS (what was spent, the budget).
    """
    own = {
        "norm_term_eur": "realised_cost_eur",
        "norm_term_low_eur": "norm_low_eur",
        "norm_term_high_eur": "norm_high_eur",
        "budget_term_eur": "realised_cost_eur",
        "budget_term_budgeted_eur": "budgeted_eur",
    }
    is_spent = pl.col("is_stated") & ~pl.col("is_at_least")
    is_whole = {
        **dict.fromkeys(NORM_TERMS, is_spent & pl.col("norm_low_eur").is_not_null() & ~pl.col("norm_is_at_least")),
        **dict.fromkeys(
            BUDGET_TERMS, is_spent & pl.col("budgeted_eur").is_not_null() & ~pl.col("budgeted_eur_is_at_least")
        ),
    }
    of_parts = known.once(_terms_of_parts, as_of, norms)
    return (
        rows.join(of_parts, on=ON, how="left", maintain_order="left", suffix="_of_parts")
        .with_columns(pl.when(is_whole[name]).then(of).otherwise(name).alias(name) for name, of in own.items())
    )  # fmt: skip


def _terms_of_parts(known: Known, as_of: date, norms: Norms) -> pl.DataFrame:
    """The terms summed over the parts that stated both; one row per merged municipality and step."""
    parts = _parts(known, as_of)
    found = [_beside_norm(known, merged_on, part, norms) for (merged_on,), part in parts.partition_by(
        "merged_on", as_dict=True, maintain_order=True).items()]  # fmt: skip
    schema = dict.fromkeys((*NORM_TERMS, *BUDGET_TERMS), pl.Float64)
    if not found:
        return pl.DataFrame(schema={"municipality": pl.String, "step": pl.Int64, **schema})
    spent, has_budget = pl.col("realised_cost_eur"), pl.col("budgeted_eur").is_not_null()
    has_norm = pl.col("norm_low_eur").is_not_null() & ~pl.col("norm_is_at_least")
    terms = {
        "norm_term_eur": spent.filter(has_norm), "norm_term_low_eur": pl.col("norm_low_eur").filter(has_norm),
        "norm_term_high_eur": pl.col("norm_high_eur").filter(has_norm),
        "budget_term_eur": spent.filter(has_budget), "budget_term_budgeted_eur": pl.col("budgeted_eur"),
    }  # fmt: skip
    return (
        pl.concat(found)
        .sort(*ON, "part_code")
        .group_by(ON, maintain_order=True)
        .agg(pl.when(of.count() > 0).then(of.sum()).alias(name) for name, of in terms.items())
    )


def _parts(known: Known, as_of: date) -> pl.DataFrame:
    """What each part said behind a sum that holds on a day; adds merged_on, the day on which it went up in a whole."""
    days = [parts.select("part_code", merged_on=pl.lit(day)) for day, parts in mergers(known.register)]
    sums = in_force(known.held_cost_parts, [as_of]).filter("is_from_parts")
    said = (
        sums.select(municipality="municipality_code", step="step_number", part="parts").explode("part").unnest("part")
    )
    if said.is_empty() or not days:
        return said.clear().with_columns(merged_on=pl.lit(None, pl.Date))
    return (
        said.join(pl.concat(days), on="part_code")
        .filter(pl.col("merged_on") > pl.col("reporting_date"))
        .sort(*ON, "part_code", "merged_on")
        .unique([*ON, "part_code"], keep="first", maintain_order=True)
    )


def _beside_norm(known: Known, merged_on: date, parts: pl.DataFrame, norms: Norms) -> pl.DataFrame:
    """Parts that ended on one day, with the norm that each had the day before."""
    before = norms(Question(known, Request(merged_on - timedelta(days=1)), ()))
    return parts.join(before.rename({"municipality": "part_code"}), on=["part_code", "step"], how="left")
