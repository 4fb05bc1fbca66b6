"""Spending in detail: the amounts of each municipality per step, added up and spread by size.

What a screen adds to `cost_realisation` and `cost_expected_total`, made from the same observations: how many
municipalities stand behind a sum over several steps, what the middle one spent, and one expected total over a choice
of steps.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import fsum
from typing import Any

import polars as pl

from domain.programme import Programme
from domain.value_status import ValueStatus
from metrics.catalogue import CATALOGUE
from metrics.costs.expected_cost import finished_costs
from metrics.defining.question import Question
from metrics.defining.request import Group, Request
from metrics.standing.known import Known
from metrics.standing.peers import MIN_PEERS


def spending(known: Known, request: Request) -> pl.DataFrame:
    """One row per chosen municipality and step, as `metrics.costs.expected_cost.finished_costs`; euro."""
    return finished_costs(Question(known, request, ()))


@dataclass(frozen=True)
class Spent:
    """A sum in euro (None: nobody stated an amount), and how many municipalities it is made of."""

    eur: float | None
    municipality_count: int
    stale_count: int
    at_least_count: int


def spent_on(observed: pl.DataFrame, steps: Collection[int]) -> Spent:
    """What was spent on these steps, from the rows of `spending`."""
    stated = observed.filter(pl.col("step").is_in(list(steps)) & pl.col("is_stated"))
    counted = [
        stated.filter(condition)["municipality"].n_unique()
        for condition in (pl.lit(value=True), pl.col("is_stale"), pl.col("is_at_least"))
    ]
    eur = fsum(stated["realised_cost_eur"].to_list()) if stated.height else None
    return Spent(eur, counted[0], counted[1], counted[2])


def estimated_steps(programme: Programme) -> tuple[int, ...]:
    """The steps for which the cost table names an amount for the whole country, were it only a highest one."""
    return tuple(
        step.number
        for step in programme.steps
        if step.cost.national_min_eur is not None or step.cost.national_max_eur is not None
    )


@dataclass(frozen=True)
class SizeGroup:
    """Municipalities from this many inhabitants on, and below that many (None: no end); norm in euro, if any."""

    from_inhabitants: int
    below_inhabitants: int | None
    norm_eur: float | None


def size_groups(programme: Programme, step_number: int) -> tuple[SizeGroup, ...]:
    """The groups in which the norm of a step is given; for a step without one those of the first step that has one.

    Where the programme has no norm at all there is one group, of everybody.
    """
    own = programme.step(step_number).cost_norm
    norm = own or next((step.cost_norm for step in programme.steps if step.cost_norm), None)
    if norm is None:
        return (SizeGroup(0, None, None),)
    starts = [*(band.from_inhabitants for band in norm.bands), None]
    return tuple(
        SizeGroup(band.from_inhabitants, end, band.eur if own else None)
        for band, (_, end) in zip(norm.bands, pairwise(starts), strict=True)
    )


def by_size_group(observed: pl.DataFrame, programme: Programme, steps: Sequence[int]) -> pl.DataFrame:
    """One row per step and size group, from the rows of `spending`; euro, null where nobody stated.

    Columns step, from_inhabitants, below_inhabitants, norm_eur (of one municipality), municipality_count, and those
    of `_spread`; norm_count, realised_with_norm, norm_sum and value (their ratio) over who stated an amount and has
    a norm; budget_value and budget_count over who stated an amount and a budget above nothing. Of a merged
    municipality both ratios are over the parts that stated both terms, as in `cost_realisation`.
    """
    rows: list[dict[str, Any]] = []
    for step in steps:
        for group in size_groups(programme, step):
            people = _people(observed, step, group)
            with_norm = people.filter(pl.col("norm_term_eur").is_not_null())
            has_norm = group.norm_eur is not None and with_norm.height > 0
            realised, norm = (
                fsum(with_norm[name].to_list()) if has_norm else None for name in ("norm_term_eur", "norm_term_low_eur")
            )
            with_budget = people.filter(pl.col("budget_term_budgeted_eur") > 0)
            budget = fsum(with_budget["budget_term_budgeted_eur"].to_list())
            rows.append(
                {
                    "step": step,
                    "from_inhabitants": group.from_inhabitants,
                    "below_inhabitants": group.below_inhabitants,
                    "norm_eur": group.norm_eur,
                    "municipality_count": people.height,
                    **_spread(people),
                    "norm_count": with_norm.height if has_norm else 0,
                    "realised_with_norm": realised,
                    "norm_sum": norm,
                    "value": None if realised is None or norm is None else realised / norm,
                    "budget_count": with_budget.height,
                    "budget_value": fsum(with_budget["budget_term_eur"].to_list()) / budget if budget else None,
                }
            )
    return pl.DataFrame(rows, schema=_COLUMNS)


def by_step(observed: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """The spread of each step over all municipalities in `observed`; see `_spread`."""
    return {keys[0]: _spread(part) for keys, part in observed.partition_by("step", as_dict=True).items()}


def _spread(people: pl.DataFrame) -> dict[str, Any]:
    """How many stated an amount, its sum, and the quartiles (type 7) of those who have finished the step.

    spread_status is too_few, without quartiles, where fewer than five have finished it and said what it cost.
    """
    stated, finished = people.filter("is_stated"), people.filter("is_sample")["realised_cost_eur"]
    is_enough = len(finished) >= MIN_PEERS
    quartiles = [finished.quantile(share, "linear") if is_enough else None for share in (0.25, 0.5, 0.75)]
    status = ValueStatus.OBSERVED if is_enough else ValueStatus.TOO_FEW if stated.height else ValueStatus.NOT_REPORTED
    return {
        "stated_count": stated.height,
        "realised_eur": fsum(stated["realised_cost_eur"].to_list()) if stated.height else None,
        "finished_count": len(finished),
        **dict(zip(("q1", "median", "q3"), quartiles, strict=True)),
        "spread_status": status.value,
    }


def _people(observed: pl.DataFrame, step: int, group: SizeGroup) -> pl.DataFrame:
    inhabitants = pl.col("inhabitant_count")
    people = observed.filter(pl.col("step") == step)
    if group.from_inhabitants == 0 and group.below_inhabitants is None:
        return people
    people = people.filter(inhabitants >= group.from_inhabitants)
    return people if group.below_inhabitants is None else people.filter(inhabitants < group.below_inhabitants)


def expected_of(known: Known, request: Request, *, steps: tuple[int, ...]) -> dict[str, Any]:
    """`cost_expected_total` over a choice of steps together, by the same definition: one row as a dict."""
    question = Question(known, replace(request, where={**request.where, Group.STEP.value: steps}), ())
    definition = CATALOGUE["cost_expected_total"]
    return definition.summarise(definition.observations(question), question).row(0, named=True)


_COLUMNS = {
    "step": pl.Int64, "from_inhabitants": pl.Int64, "below_inhabitants": pl.Int64, "norm_eur": pl.Float64,
    "municipality_count": pl.Int64, "stated_count": pl.Int64, "realised_eur": pl.Float64, "finished_count": pl.Int64,
    "q1": pl.Float64, "median": pl.Float64, "q3": pl.Float64, "spread_status": pl.String, "norm_count": pl.Int64,
    "realised_with_norm": pl.Float64, "norm_sum": pl.Float64, "value": pl.Float64,
    "budget_count": pl.Int64, "budget_value": pl.Float64,
}  # fmt: skip
