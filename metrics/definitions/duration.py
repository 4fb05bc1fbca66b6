"""Duration: how long a step takes, with those that are still at it, and what may be expected from that."""

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.definition import Better, Kind, Section, Unit
from metrics.definitions.progress import REVIEW_BY
from metrics.duration import UnfinishedCurve, followed
from metrics.expectation import Expectation, expected
from metrics.request import Group

TIME_TO_EVENT = UnfinishedCurve(
    key="time_to_event",
    can_be=(ValueStatus.OBSERVED,),
    section=Section.DURATION,
    unit=Unit.SHARE,
    kind=Kind.ESTIMATE,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, Group.CLOCK, Group.PROVINCE, Group.SIZE_CLASS, Group.ACCESS_VARIANT),
    always_by=(Group.STEP, Group.CLOCK),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=followed,
)

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

DURATION = (TIME_TO_EVENT, FORECAST)
