"""Progress: how far the municipalities are with the steps."""

import polars as pl

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, BoundedShare, Count, Distribution, Ratio, Section, Unit
from metrics.defining.request import MUNICIPALITY_GROUPS, REVIEW_BY, Group
from metrics.progress.observations import completion, steps, steps_per_month, steps_per_party
from metrics.progress.plans import plans

STEP_COMPLETION = BoundedShare(
    key="step_completion",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.PROGRESS,
    unit=Unit.SHARE,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, *MUNICIPALITY_GROUPS),
    always_by=(Group.STEP,),
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=steps,
    is_of_one_day=True,
    success=pl.col("is_finished"),
    counted=pl.col("is_applicable"),
    unknown=pl.col("is_unknown"),
    could_have_changed=pl.col("is_unfinished") & pl.col("is_stale"),
    stale=pl.col("is_stale"),
)

PROGRESS_OVER_TIME = BoundedShare(
    key="progress_over_time",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.PROGRESS,
    unit=Unit.SHARE,
    source=(Table.MILESTONE,),
    groups=(Group.MONTH, Group.STEP, *MUNICIPALITY_GROUPS),
    always_by=(Group.MONTH, Group.STEP),
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=steps_per_month,
    success=STEP_COMPLETION.success,
    counted=STEP_COMPLETION.counted,
    unknown=STEP_COMPLETION.unknown,
    could_have_changed=STEP_COMPLETION.could_have_changed,
    stale=STEP_COMPLETION.stale,
)

COMPLETED_STEPS = Ratio(
    key="completed_steps",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.PROGRESS,
    unit=Unit.SHARE,
    source=(Table.MILESTONE,),
    groups=MUNICIPALITY_GROUPS,
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=completion,
    is_of_one_day=True,
    numerator=pl.col("finished_count"),
    denominator=pl.col("applicable_count"),
    unknown=pl.col("unreported_count"),
    stale=pl.col("stale_count"),
    spread=pl.col("reported_finished_count"),
    if_nothing_counts=ValueStatus.NOT_APPLICABLE,
)

ALL_STEPS_DONE = Count(
    key="all_steps_done",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.PROGRESS,
    unit=Unit.MUNICIPALITIES,
    source=(Table.MILESTONE,),
    groups=MUNICIPALITY_GROUPS,
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=completion,
    is_of_one_day=True,
    numerator=pl.col("is_done"),
    denominator=pl.col("is_done").is_not_null(),
    is_known=pl.col("is_done") | ~pl.col("could_be_done"),
    could_be=pl.col("could_be_done"),
    could_be_if_stale=pl.col("could_be_done_if_stale"),
)

OWN_PLAN_ADHERENCE = Ratio(
    key="own_plan_adherence",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.PROGRESS,
    unit=Unit.SHARE,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, *MUNICIPALITY_GROUPS),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=plans,
    numerator=pl.col("is_met"),
    denominator=pl.col("is_met") | pl.col("is_not_met"),
    unknown=pl.col("is_outcome_unknown"),
)

PLAN_SLIP_DAYS = Distribution(
    key="plan_slip_days",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.PROGRESS,
    unit=Unit.DAYS,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, *MUNICIPALITY_GROUPS),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=plans,
    of=pl.col("slip_days"),
    unknown=pl.col("has_one_target"),
)

WAITING_ON = Count(
    key="waiting_on",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.PROGRESS,
    unit=Unit.MUNICIPALITY_STEPS,
    source=(Table.MILESTONE,),
    groups=(Group.PARTY, Group.STEP, *MUNICIPALITY_GROUPS),
    always_by=(Group.PARTY,),
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=steps_per_party,
    is_of_one_day=True,
    numerator=pl.col("waits"),
    denominator=pl.col("is_started"),
    is_known=~pl.col("is_unknown"),
    stale=pl.col("is_started") & pl.col("is_stale"),
)

REOPENED_STEPS = Count(
    key="reopened_steps",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.PROGRESS,
    unit=Unit.MUNICIPALITY_STEPS,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, *MUNICIPALITY_GROUPS),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=plans,
    numerator=pl.col("is_reopened"),
    denominator=pl.col("was_finished"),
    is_known=pl.col("is_stated"),
)

PROGRESS = (
    STEP_COMPLETION, COMPLETED_STEPS, ALL_STEPS_DONE, PROGRESS_OVER_TIME, OWN_PLAN_ADHERENCE, PLAN_SLIP_DAYS,
    WAITING_ON, REOPENED_STEPS,
)  # fmt: skip
