"""Per figure of the catalogue: of which tables it speaks, what its rows are, and what whoever is suppressed gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.statements import Table
from metrics.released import contributing
from metrics.released.contributing import Family


class Treatment(StrEnum):
    """What whoever is suppressed gets of a figure."""

    GROUPS = "groups"  # its groups where they may be shown, and by name whom they may see by name
    NAMES = "names"  # rows of municipalities alone: those that may be seen by name
    PEERS = "peers"  # rows that name another municipality as well: where that one may be seen by name
    WHOLE = "whole"  # all of it or nothing: it cannot be said of it that it gives away nothing about fewer than five


@dataclass(frozen=True)
class Account:
    """How a figure is released.

    `tables`: a municipality is shown by name only to who may see it by name in each of these. `parts`: the parts of the
    family that a row sums, without the step or target group that it is about. `is_estimated`: its value itself is an
    estimate by strata. `in_training_step_alone`: of the other steps it holds public facts only. `moving`: the columns
    that are another number when a report becomes old: whose that is, is known, and so what stands in it would be.
    """

    tables: tuple[Table, ...]
    family: Family
    parts: tuple[str, ...]
    treatment: Treatment = Treatment.GROUPS
    is_estimated: bool = False
    in_training_step_alone: bool = False
    moving: tuple[str, ...] = ("upper_bound_stale",)


_STEPS: Final = (Table.MILESTONE,)
_AMOUNTS: Final = (Table.TRAINING, Table.COST)

_OF_STEPS: Final = Account(_STEPS, contributing.STEPS, ("said",))
_OF_WAITS: Final = Account(_STEPS, contributing.STEPS, ("said",), moving=("stale_count",))  # of those at work alone
_OF_PLANS: Final = Account(_STEPS, contributing.PLANS, ("said",))

ACCOUNTS: Final[Mapping[str, Account]] = MappingProxyType(
    {
        "step_completion": _OF_STEPS,
        "completed_steps": _OF_STEPS,
        "all_steps_done": _OF_STEPS,
        "progress_over_time": _OF_STEPS,
        "waiting_on": _OF_WAITS,
        "nowcast": _OF_STEPS,
        "forecast": _OF_STEPS,
        "own_plan_adherence": _OF_PLANS,
        "plan_slip_days": _OF_PLANS,
        "reopened_steps": _OF_PLANS,
        "time_to_event": Account(_STEPS, contributing.LENGTHS, ("followed",), Treatment.WHOLE),
        "benchmark": Account(_STEPS, contributing.STEPS, ("said",), Treatment.WHOLE),
        "reuse_finder": Account(_STEPS, contributing.STEPS, ("said",), Treatment.PEERS),
        "training_coverage": Account(
            (Table.TRAINING,), contributing.AMOUNTS, ("staff",), moving=("upper_bound_stale", "scenario_high_stale")
        ),
        "training_hours": Account((Table.TRAINING,), contributing.AMOUNTS, ("hours",)),
        "training_leak": Account((Table.TRAINING,), contributing.AMOUNTS, ("departed",)),
        "coverage_if_none_had_left": Account((Table.TRAINING,), contributing.AMOUNTS, ("departed",)),
        "training_funnel": Account((Table.TRAINING,), contributing.AMOUNTS, ("staff",), Treatment.NAMES),
        "cost_norm": Account((Table.TRAINING,), contributing.AMOUNTS, ("whole",), in_training_step_alone=True),
        "cost_realisation": Account(_AMOUNTS, contributing.AMOUNTS, ("spent", "norm", "budget")),
        "cost_expected_total": Account(
            (Table.COST, Table.MILESTONE), contributing.AMOUNTS, ("spent", "finished"), is_estimated=True
        ),
        "response": Account(_STEPS, contributing.RESPONSES, ("response",)),
        "representativeness": Account(_STEPS, contributing.REPORTERS, ("reporting",)),
        "freshness": Account(_STEPS, contributing.FRESHNESS, ("age",)),
        "reporting_burden": Account((Table.PROFILE,), contributing.MINUTES, ("minutes",)),
        "consistency": Account(tuple(Table), contributing.WARNINGS, ("warned",)),
        "revisions": Account(tuple(Table), contributing.REVISIONS, ("revised",)),
    }
)
