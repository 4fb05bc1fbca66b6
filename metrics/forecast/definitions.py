"""Definitions of what may be expected, today and in the months to come."""

from typing import Final

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import REVIEW_BY, Group
from metrics.forecast.expectation import Expectation, expected, standing_today

_CAN_BE: Final = (
    ValueStatus.OBSERVED,
    ValueStatus.NOT_REPORTED,
    ValueStatus.NOT_APPLICABLE,
    ValueStatus.TOO_FEW,
)

NOWCAST = Expectation(
    key="nowcast",
    can_be=_CAN_BE,
    section=Section.DURATION,
    unit=Unit.SHARE,
    kind=Kind.FORECAST,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, Group.PROVINCE, Group.SIZE_CLASS),
    always_by=(Group.STEP,),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=standing_today,
)

FORECAST = Expectation(
    key="forecast",
    can_be=_CAN_BE,
    section=Section.DURATION,
    unit=Unit.MUNICIPALITIES,
    kind=Kind.FORECAST,
    source=(Table.MILESTONE,),
    groups=(Group.STEP, Group.MONTH, Group.PROVINCE, Group.SIZE_CLASS),
    always_by=(Group.STEP, Group.MONTH),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=expected,
)
FORECASTS: Final = (NOWCAST, FORECAST)
