"""Duration: how long a step takes, with those that are still at it."""

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import REVIEW_BY, Group
from metrics.durations.duration import UnfinishedCurve, followed

TIME_TO_EVENT = UnfinishedCurve(
    key="time_to_event",
    can_be=(ValueStatus.OBSERVED, ValueStatus.TOO_FEW),
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
DURATION = (TIME_TO_EVENT,)
