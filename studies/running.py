"""Runs a study as it is always run: with its own seeds, all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.study_outcome import Study, StudyOutcome
from studies import alternatives, cost, estimate, forecast, nowcast
from studies.country import Setting


@dataclass(frozen=True)
class Recipe:
    """How a study is run: `table_of` gives its rows for a setting and seeds."""

    table_of: Callable[[Setting, Sequence[int]], pl.DataFrame]
    seeds: range


RECIPES: Mapping[Study, Recipe] = {
    Study.ESTIMATE: Recipe(estimate.estimate_coverage, estimate.SEEDS),
    Study.ALTERNATIVES: Recipe(alternatives.alternatives_coverage, alternatives.SEEDS),
    Study.NOWCAST: Recipe(nowcast.nowcast_coverage, nowcast.SEEDS),
    Study.FORECAST: Recipe(forecast.forecast_coverage, forecast.SEEDS),
    Study.COST: Recipe(cost.cost_coverage, cost.SEEDS),
}


def outcome_of(
    study: Study, setting: Setting, *, made_on: date, release: str, seeds: range | None = None
) -> StudyOutcome:
    """What the study gives; `seeds` for a look at a few, otherwise those of the recipe."""
    recipe = RECIPES[study]
    chosen = recipe.seeds if seeds is None else seeds
    return StudyOutcome(
        study=study,
        made_on=made_on,
        release=release,
        first_seed=chosen[0],
        last_seed=chosen[-1],
        register_version=setting.register.version,
        programme_version=setting.programme.version,
        rows=recipe.table_of(setting, chosen),
    )
