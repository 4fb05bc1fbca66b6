"""What may still come of costs of one municipality: our norm less what it spent, on the steps it has not finished."""

from dataclasses import dataclass

import polars as pl

from domain.statements import Standing


@dataclass(frozen=True)
class StillToPay:
    """Euro, from the lowest to the highest norm. `known_steps`: those it is reckoned of; `unknown_steps`: those not.

    A step that is finished or does not apply is in neither: nothing is reckoned to come of it.
    """

    low_eur: float
    high_eur: float
    known_steps: tuple[int, ...]
    unknown_steps: tuple[int, ...]


def still_to_pay(costs: pl.DataFrame, standings: pl.DataFrame) -> StillToPay:
    """What is left per step, added up; nothing less than 0, for who spent more than the norm.

    `costs`: the rows of `metrics.costs.costs.costs` of one municipality; `standings`: its step_number and standing.
    Unknown of a step: it was not reported on, has no norm, no amount was given, or a part of a merged municipality is
    missing in either. Of a step that is not begun no amount is no unknown: nothing was said to be spent, and the whole
    norm is left.
    """
    rows = costs.join(standings.select(step="step_number", standing="standing"), on="step")
    to_come = rows.filter(~pl.col("standing").is_in([Standing.FINISHED, Standing.NOT_APPLICABLE])).sort("step")
    is_begun = pl.col("standing") != Standing.NOT_STARTED
    spent = pl.when(is_begun).then("realised_cost_eur").otherwise(pl.col("realised_cost_eur").fill_null(0.0))
    is_partly = pl.col("is_at_least").fill_null(value=False) | pl.col("norm_is_at_least").fill_null(value=False)
    is_said = (pl.col("standing") != Standing.NOT_REPORTED) & ~is_partly
    left = to_come.with_columns(
        **{
            end: pl.when(is_said).then((pl.col(f"norm_{end}_eur") - spent).clip(lower_bound=0))
            for end in ("low", "high")
        }
    )
    known = left.drop_nulls(["low", "high"])
    unknown = left.join(known, on="step", how="anti", maintain_order="left")
    return StillToPay(
        float(known["low"].sum()), float(known["high"].sum()), tuple(known["step"]), tuple(unknown["step"])
    )
