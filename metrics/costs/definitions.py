"""Costs: the norm, what was spent against it, and what all of it will come to."""

from datetime import date

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.costs.costs import MONEY_GROUPS, NormTotal, Realisation, costs
from metrics.costs.expected_cost import ExpectedTotal, finished_costs
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import Group

REVIEW_BY = date(2027, 7, 1)

COST_NORM = NormTotal(
    key="cost_norm",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.RANGE,
        ValueStatus.LIMITED,
        ValueStatus.PRO_MEMORIA,
        ValueStatus.NOT_ESTIMATED,
    ),
    section=Section.COSTS,
    unit=Unit.EURO,
    source=(Table.TRAINING,),  # of the staff in scope; everything else is the programme and the register
    groups=MONEY_GROUPS,
    always_by=(Group.STEP,),
    better=Better.NEITHER,
    kind=Kind.ESTIMATE,
    review_by=REVIEW_BY,
    observations=costs,
    is_of_one_day=True,
)

COST_REALISATION = Realisation(
    key="cost_realisation",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
        ValueStatus.RANGE,
        ValueStatus.LIMITED,
        ValueStatus.PRO_MEMORIA,
        ValueStatus.NOT_ESTIMATED,
    ),
    section=Section.COSTS,
    unit=Unit.SHARE,
    source=(Table.COST, Table.TRAINING),
    groups=MONEY_GROUPS,
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=costs,
    is_of_one_day=True,
)

COST_EXPECTED_TOTAL = ExpectedTotal(
    key="cost_expected_total",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
        ValueStatus.TOO_FEW,
        ValueStatus.NOT_ESTIMATED,
    ),
    section=Section.COSTS,
    unit=Unit.EURO,
    source=(Table.COST, Table.MILESTONE),
    groups=(Group.STEP, Group.PROVINCE, Group.SIZE_CLASS),
    better=Better.NEITHER,
    kind=Kind.ESTIMATE,
    review_by=REVIEW_BY,
    observations=finished_costs,
)

COSTS = (COST_NORM, COST_REALISATION, COST_EXPECTED_TOTAL)
