"""How often the 95% interval of `cost_expected_total` really holds what the steps will have cost.

Every replicate is a country of its own: its seed is its number. The widening of this interval was tuned on countries
with lower seeds; these were never looked at for it. Nothing is left out of the outcome.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import fsum

import numpy as np
import polars as pl

from domain.statements import Table, empty_statements
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from pipelines.simulator.country.assumptions import assumptions_for
from pipelines.simulator.country.staff_and_money import CostPath, costs_of
from studies.country import AS_OF, DAYS, Country, Setting, country
from studies.replicates import WORKERS, over_seeds
from studies.silence import STREAM, Reporting, Silence, reporting
from studies.summary import WIDTH, misses, ordered, summary

SEEDS = range(2_001, 2_201)
SILENCES = (Silence.EVERYONE, Silence.RANDOM)
GROUPS = ("whole", "all", "step")
ROUNDING_EUR = 2.0  # amounts are reported in cents: all municipalities together are less than this off
MONEY_STREAM = 5  # of the chance that draws what everything costs


def cost_coverage(setting: Setting, seeds: Sequence[int] = SEEDS, workers: int = WORKERS) -> pl.DataFrame:
    """The table of all countries; see `cost_table`."""
    return cost_table(over_seeds(answers, setting, seeds, workers))


def cost_table(found: pl.DataFrame) -> pl.DataFrame:
    """One row per silence, group and value: the total of all steps, the steps apart taken together, and each step.

    Columns asked_count (answers asked for), interval_count (those with an interval), mean_width and mean_error
    (value - truth), both as a part of the truth, coverage with coverage_error (Monte-Carlo standard error, replicates
    as clusters), truth_below and truth_above (share of intervals that lie above or below the truth). Shares 0-1.
    """
    whole, per_step = found.filter(pl.col("step").is_null()), found.filter(pl.col("step").is_not_null())
    tables = [
        _summary(whole, "whole", pl.lit("")),
        _summary(per_step, "all", pl.lit("")),
        _summary(per_step, "step", pl.col("step").cast(pl.String)),
    ]
    return ordered(tables, SILENCES, GROUPS)


def answers(setting: Setting, seed: int) -> pl.DataFrame:
    """What the figure said in one country under every silence, with the truth beside it; step null: all steps."""
    truth = country(setting, np.random.default_rng([seed, 0]))
    money = _money(truth, np.random.default_rng([seed, MONEY_STREAM]))
    totals = _totals(money)
    strata = setting.people["stratum"].to_numpy()
    found: list[pl.DataFrame] = []
    for silence in SILENCES:
        said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, STREAM[silence]]))
        known = _with_costs(truth.known(said), truth, money, said)
        for by in (("step",), ()):
            rows = figure("cost_expected_total", known, Request(AS_OF, by=by)).rows
            if not by:
                rows = rows.with_columns(step=pl.lit(None, pl.Int64))
            found.append(
                rows.join(totals, on="step", how="left", nulls_equal=True, maintain_order="left").select(
                    "step", "value", "interval_low", "interval_high", "truth", silence=pl.lit(silence.value)
                )
            )
    return pl.concat(found)


def _money(truth: Country, rng: np.random.Generator) -> list[dict[int, CostPath]]:
    """What each step of each municipality costs, by the simulator's own reality."""
    programme = truth.setting.programme
    assumptions = assumptions_for(programme)
    lives = zip(truth.lives, truth.paths, strict=True)
    return [costs_of(life, path, programme, assumptions, rng) for life, path in lives]


def _totals(money: Sequence[dict[int, CostPath]]) -> pl.DataFrame:
    """What it all costs in the end, in euro: a row per step, and one of all steps (step null)."""
    rows = [(number, cost.total_eur) for costs in money for number, cost in costs.items()]
    per_step = (
        pl.DataFrame(rows, schema={"step": pl.Int64, "truth": pl.Float64}, orient="row")
        .group_by("step")
        .agg(pl.col("truth").sum())
        .sort("step")
    )
    whole = pl.DataFrame({"step": [None], "truth": [fsum(per_step["truth"].to_list())]}, schema=per_step.schema)
    return pl.concat([per_step, whole])


def _with_costs(known: Known, truth: Country, money: Sequence[dict[int, CostPath]], said: Reporting) -> Known:
    """The same, with what every reporter spent by its last report on each step that had begun."""
    codes = truth.setting.people["municipality_code"].to_list()
    rows: list[tuple[str, date, int, float]] = []
    for place in np.flatnonzero(said.reports).tolist():
        day = DAYS[int(said.quarters_old[place])]
        for number, cost in money[place].items():
            spent = cost.on(day.toordinal())
            if spent is not None:
                rows.append((codes[place], day, number, round(spent, 2)))
    names = ("municipality_code", "reporting_date", "step_number", "realised_cost_eur")
    statements = pl.DataFrame(rows, schema=dict.fromkeys(names) | {"reporting_date": pl.Date}, orient="row")
    costs = pl.concat([empty_statements(Table.COST), statements], how="diagonal_relaxed")
    return replace(known, statements={**known.statements, Table.COST: costs})


def _summary(found: pl.DataFrame, group: str, value: pl.Expr) -> pl.DataFrame:
    return summary(
        found,
        group,
        value,
        error=pl.col("value") / pl.col("truth") - 1,
        means={"mean_width": WIDTH / pl.col("truth")},
        shares=misses(rounding=ROUNDING_EUR),
        rounding=ROUNDING_EUR,
    )
