"""Own target dates one by one: whose, which date, what came of it, and how far it moved."""

from typing import Final

import polars as pl

from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.progress.plans import plans
from metrics.standing.known import Known

OUTCOMES: Final = ("met", "not_met", "unknown", "afterwards")


def own_targets(known: Known, request: Request) -> pl.DataFrame:
    """What `own_plan_adherence` and `plan_slip_days` count: one row per municipality and step with an own target date.

    Columns municipality_code, step_number, target_date (the last that was stated no later than itself),
    target_reported_on (the reporting date of that report), outcome (one of OUTCOMES) and slip_days (last minus first
    target stated; null where only one was). Of "afterwards" every target was stated after it had passed: it is no
    plan, has no target_date and is counted in `plan_slip_days` alone.
    """
    outcome = (
        pl.when("is_met").then(pl.lit("met"))
        .when("is_not_met").then(pl.lit("not_met"))
        .when("is_outcome_unknown").then(pl.lit("unknown"))
        .when(pl.col("slip_days").is_not_null()).then(pl.lit("afterwards"))
    )  # fmt: skip
    return (
        plans(Question(known, request, ()))
        .select(
            "target_date",
            "target_reported_on",
            "slip_days",
            outcome=outcome,
            municipality_code="municipality",
            step_number="step",
        )
        .drop_nulls("outcome")
    )
