"""Trust: who reports, how old the reports are, and what in them does not add up."""

import polars as pl

from domain.statements import Table
from metrics.definition import Better, Count, Distribution, Ratio, Section, Unit
from metrics.definitions.progress import MUNICIPALITY_GROUPS, REVIEW_BY
from metrics.observations import ages, responses, warnings
from metrics.request import Group

RESPONSE = Ratio(
    key="response",
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
    section=Section.TRUST,
    unit=Unit.DAYS,
    source=(Table.MILESTONE,),
    groups=MUNICIPALITY_GROUPS,
    better=Better.LOWER,
    review_by=REVIEW_BY,
    observations=ages,
    of=pl.col("age_days"),
    unknown=pl.col("is_silent"),
    stale=pl.col("is_stale"),
    oldest=pl.col("age_days"),
)

CONSISTENCY = Count(
    key="consistency",
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

TRUST = (RESPONSE, FRESHNESS, CONSISTENCY)
