"""Trust: who reports, how old the reports are, and what in them does not add up."""

import polars as pl

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Count, Distribution, Ratio, Section, Unit
from metrics.defining.request import MUNICIPALITY_GROUPS, REVIEW_BY, Group
from metrics.trust.observations import ages, responses, warnings
from metrics.trust.reporters import Representativeness, reports_with_minutes, statements_ever

RESPONSE = Ratio(
    key="response",
    can_be=(ValueStatus.OBSERVED,),
    section=Section.TRUST,
    unit=Unit.SHARE,
    source=tuple(Table),
    groups=(Group.MONTH, Group.QUARTER, *MUNICIPALITY_GROUPS),
    better=Better.HIGHER,
    review_by=REVIEW_BY,
    observations=responses,
    numerator=pl.col("has_statement"),
    denominator=pl.col("has_statement").is_not_null(),
)

FRESHNESS = Distribution(
    key="freshness",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.TRUST,
    unit=Unit.DAYS,
    source=(Table.MILESTONE,),
    groups=MUNICIPALITY_GROUPS,
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=ages,
    is_of_one_day=True,
    of=pl.col("age_days"),
    unknown=pl.col("is_silent"),
    stale=pl.col("is_stale"),
    oldest=pl.col("age_days"),
)

CONSISTENCY = Count(
    key="consistency",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.TRUST,
    unit=Unit.MUNICIPALITIES,
    source=tuple(Table),
    groups=(Group.RULE, *MUNICIPALITY_GROUPS),
    always_by=(Group.RULE,),
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=warnings,
    numerator=pl.col("has_warning"),
    denominator=pl.col("has_statement"),
    is_known=pl.col("has_statement"),
)

REPORTING_BURDEN = Distribution(
    key="reporting_burden",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.TRUST,
    unit=Unit.MINUTES,
    source=(Table.PROFILE,),
    groups=MUNICIPALITY_GROUPS,
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=reports_with_minutes,
    of=pl.col("minutes"),
    unknown=pl.col("is_silent"),
)

REPRESENTATIVENESS = Representativeness(
    key="representativeness",
    can_be=(ValueStatus.OBSERVED,),
    section=Section.TRUST,
    unit=Unit.SHARE,
    source=(Table.MILESTONE,),
    groups=(Group.PROVINCE, Group.SIZE_CLASS),  # what is known of the silent as well
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=ages,
    is_of_one_day=True,
    reported=~pl.col("is_silent"),
)

REVISIONS = Ratio(
    key="revisions",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
    ),
    section=Section.TRUST,
    unit=Unit.SHARE,
    source=tuple(Table),
    groups=MUNICIPALITY_GROUPS,
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=statements_ever,
    needs_history=True,
    numerator=pl.col("is_revised"),
    denominator=pl.col("is_said"),
)

TRUST = (RESPONSE, REPRESENTATIVENESS, FRESHNESS, REPORTING_BURDEN, CONSISTENCY, REVISIONS)
