"""Training: how far the staff is trained, in how many hours, and who has left since."""

from datetime import date

import polars as pl

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import Group
from metrics.training.funnel import Funnel, training_of_all
from metrics.training.training import STATED, STATED_DEPARTED, STATED_HOURS, HoursAgainstNorm, TrainingRatio, training

GROUPS = (Group.TARGET_GROUP, Group.MUNICIPALITY, Group.PROVINCE, Group.SIZE_CLASS, Group.ACCESS_VARIANT)
REVIEW_BY = date(2027, 7, 1)
DEPARTED_FLAGS = ("is_at_least", "departed_trained_count_is_at_least")

TRAINING_COVERAGE = TrainingRatio(
    key="training_coverage",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.TRAINING,
    unit=Unit.SHARE,
    source=(Table.TRAINING,),
    groups=GROUPS,
    always_by=(Group.TARGET_GROUP,),
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=training,
    is_of_one_day=True,
    numerator=pl.col("trained_staff_count"),
    denominator=pl.col("staff_in_scope_count"),
    unknown=~STATED,
    stale=STATED & pl.col("is_stale"),
    if_nothing_counts=ValueStatus.NOT_APPLICABLE,
    is_counted=STATED,
    at_least=("is_at_least",),
    has_scenario=True,
)

TRAINING_HOURS = HoursAgainstNorm(
    key="training_hours",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
        ValueStatus.RANGE,
    ),
    section=Section.TRAINING,
    unit=Unit.SHARE,
    source=(Table.TRAINING,),
    groups=GROUPS,
    always_by=(Group.TARGET_GROUP,),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=training,
    is_of_one_day=True,
    numerator=pl.col("delivered_hours"),
    denominator=pl.col("norm_low_hours").filter(STATED_HOURS),
)

TRAINING_LEAK = TrainingRatio(
    key="training_leak",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.TRAINING,
    unit=Unit.SHARE,
    source=(Table.TRAINING,),
    groups=GROUPS,
    always_by=(Group.TARGET_GROUP,),
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=training,
    is_of_one_day=True,
    numerator=pl.col("departed_trained_count"),
    denominator=pl.col("trained_staff_count") + pl.col("departed_trained_count"),
    unknown=~STATED_DEPARTED,
    stale=STATED_DEPARTED & pl.col("is_stale"),
    if_nothing_counts=ValueStatus.NOT_APPLICABLE,
    is_counted=STATED_DEPARTED,
    at_least=DEPARTED_FLAGS,
)

COVERAGE_IF_NONE_HAD_LEFT = TrainingRatio(
    key="coverage_if_none_had_left",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.TRAINING,
    unit=Unit.SHARE,
    source=(Table.TRAINING,),
    groups=GROUPS,
    always_by=(Group.TARGET_GROUP,),
    better=Better.NEITHER,
    kind=Kind.SCENARIO,
    review_by=REVIEW_BY,
    observations=training,
    is_of_one_day=True,
    numerator=pl.col("trained_staff_count") + pl.col("departed_trained_count"),
    denominator=pl.col("staff_in_scope_count").filter(STATED_DEPARTED),
    unknown=~STATED_DEPARTED,
    stale=STATED_DEPARTED & pl.col("is_stale"),
    if_nothing_counts=ValueStatus.NOT_APPLICABLE,
    is_counted=STATED_DEPARTED,
    at_least=DEPARTED_FLAGS,
    cap=1.0,  # the staff in scope may have shrunk since; more than everybody is nobody's share
)

TRAINING_FUNNEL = Funnel(
    key="training_funnel",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
    ),
    section=Section.TRAINING,
    unit=Unit.SHARE,
    source=(Table.TRAINING,),
    groups=GROUPS,
    always_by=(Group.TARGET_GROUP, Group.MUNICIPALITY),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=training_of_all,
    is_of_one_day=True,
)

TRAINING = (TRAINING_COVERAGE, TRAINING_HOURS, TRAINING_LEAK, COVERAGE_IF_NONE_HAD_LEFT, TRAINING_FUNNEL)
