"""Definition of what may be expected."""

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import REVIEW_BY, Group
from metrics.forecast.expectation import Expectation, expected

FORECAST = Expectation(
    key="forecast",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
        ValueStatus.TOO_FEW,
        ValueStatus.RANGE,
    ),
    section=Section.DURATION,
    unit=Unit.MUNICIPALITIES,
    kind=Kind.FORECAST,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, Group.MONTH),
    always_by=(Group.STEP, Group.MONTH),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=expected,
)
