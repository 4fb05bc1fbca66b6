"""What every figure on a screen is made of: by it is decided who sees it.

A figure that is not in the table is shown to nobody but whoever sees everything; a test holds the table to the screens.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from access.permissions import Action
from dashboard.view.ingredients import (
    CHOSEN_GROUP,
    Assuming,
    Does,
    Earlier,
    Lengths,
    MadeOf,
    Names,
    Of,
    Peers,
    Reporters,
    Rows,
    Sums,
)  # fmt: skip
from domain.statements import Table

# marks or rows per municipality, or sums that no answer has
_STANDINGS: Final = MadeOf((Names(Table.MILESTONE),), under=(Names(Table.MILESTONE),))
_BESIDE_PEERS: Final = MadeOf((Peers("completed_steps"),), under=(Peers("completed_steps"),))
_SEES_REPORTS: Final = Does(Action.SEE_REPORTS)
_REPORTS: Final = MadeOf((_SEES_REPORTS,), under=(_SEES_REPORTS,))
_THEN_AND_NOW: Final = MadeOf(
    (*(Earlier(table) for table in (Table.MILESTONE, Table.TRAINING, Table.COST)), _SEES_REPORTS),
    under=(_SEES_REPORTS,),
)
_WARNED: Final = Rows("consistency", ("rule",), ("numerator", "denominator", "unknown_count"))
_OF_ONE: Final = MadeOf((Of(Table.MILESTONE),))
_AMOUNTS_OF_ONE: Final = MadeOf((Of(Table.TRAINING), Of(Table.COST), Of(Table.PROFILE)))
_OWN_REPORTS: Final = MadeOf(
    (Does(Action.SEE_REPORTS, is_of_one=True),), under=(Does(Action.SEE_REPORTS, is_of_one=True),)
)
_OPEN: Final = MadeOf()
_DESK: Final = MadeOf((Does(Action.KEEP_CALLS),), under=(Does(Action.KEEP_CALLS),))
_OF_A_SHARE: Final = ("value", "numerator", "denominator", "stated_count", "unknown_count")
_OF_A_STEP: Final = ("numerator", "denominator", "value", "lower_bound", "upper_bound")
_TRAINED: Final = Sums("training_coverage", ("target_group",))
_HOURS_ROWS: Final = Rows("training_hours", ("target_group",), ("numerator",))
_RESPONSE_ROWS: Final = Rows("response", ("size_class",), ("numerator", "denominator"))
_SPENT_ROWS: Final = Rows("cost_realisation", ("step",), ("realised_eur", "stated_count"))
_BESIDE_NORM: Final = Rows(
    "cost_realisation", ("step",), ("numerator", "value", "lower_bound", "upper_bound", "norm_count")
)
_FIGURES: Final = Does(Action.SEE_FIGURES)
_STEP_ROW: Final = ("numerator", "denominator", "value", "lower_bound", "upper_bound", "unknown_count")
_COUNTS: Final = ("numerator", "denominator")
_OF_THIS_STEP: Final = Rows("step_completion", ("step",), _STEP_ROW, is_of_step=True)
_ANY_STEP: Final = Rows("step_completion", ("step",), _STEP_ROW)
_EACH_MONTH: Final = Rows("progress_over_time", ("month", "step"), _STEP_ROW, is_of_step=True)
_ALL_DONE: Final = Rows("all_steps_done", (), ("value", "lower_bound", "upper_bound", "unknown_count"))
_WAITS_HERE: Final = Rows("waiting_on", ("party", "step"), _COUNTS, is_of_step=True)
_WAITS_ROWS: Final = Rows("waiting_on", ("party", "step"), _COUNTS)
_EXPECTED_TODAY: Final = Rows("nowcast", ("step",), _COUNTS, is_of_step=True)
_EXPECTED_ANY: Final = Rows("nowcast", ("step",), _COUNTS)
_EXPECTED_HERE: Final = Rows("forecast", ("month", "step"), _COUNTS, is_of_step=True)
_PLANS_HERE: Final = Rows("own_plan_adherence", ("step",), (*_COUNTS, "unknown_count"), is_of_step=True)
_REOPENED_ROWS: Final = Rows("reopened_steps", ("step",), _COUNTS)
_CURVES: Final = (Names(Table.MILESTONE, is_by_group=True),)

MADE_OF: Final[Mapping[str, MadeOf]] = MappingProxyType(
    {
        "national/headlines": MadeOf((_FIGURES,)),  # each of the four by itself
        "national/headlines/reporters": MadeOf((Reporters(),)),
        "national/headlines/median": MadeOf((Rows("completed_steps", (), ("median",)),)),
        "national/headlines/step": MadeOf((_OF_THIS_STEP, _EXPECTED_TODAY)),
        "national/headlines/all_steps": MadeOf((_ALL_DONE,)),
        "national/map": _STANDINGS,
        "national/by_province": MadeOf((Rows("step_completion", ("province", "step"), _STEP_ROW, is_of_step=True),)),
        "national/steps": MadeOf((_ANY_STEP, _EXPECTED_ANY)),
        "national/progress": MadeOf((_EACH_MONTH,)),
        "national/changes": MadeOf((_ANY_STEP,), under=(Names(Table.MILESTONE),)),
        "national/changes/then": MadeOf((Earlier(Table.MILESTONE),)),
        "national/all_done": MadeOf((_ALL_DONE,)),
        "steps/headlines": MadeOf((_FIGURES,)),  # each of the four by itself
        "steps/headlines/finished": MadeOf((_OF_THIS_STEP,)),
        "steps/headlines/started": MadeOf((_WAITS_HERE,)),
        "steps/headlines/lengths": MadeOf((Lengths(is_whole=True),)),
        "steps/durations": MadeOf((Lengths(),), under=_CURVES),
        "steps/durations/curves": MadeOf(_CURVES),  # a step of a curve is one municipality
        "steps/outlook": MadeOf((_OF_THIS_STEP, _EXPECTED_HERE, _EXPECTED_TODAY)),
        "steps/today": MadeOf((_ANY_STEP, _EXPECTED_ANY)),
        "steps/tipping": MadeOf((_OF_THIS_STEP, _EXPECTED_TODAY, Assuming())),
        "steps/conclusions": MadeOf((_EXPECTED_ANY, Assuming())),
        "steps/record": MadeOf((Earlier(Table.MILESTONE),)),
        "steps/waiting": MadeOf((_OF_THIS_STEP, _WAITS_HERE), under=(Names(Table.MILESTONE),)),
        "steps/busy": _STANDINGS,
        "steps/plans": MadeOf((_OF_THIS_STEP, _PLANS_HERE), under=(Names(Table.MILESTONE),)),
        "steps/all_busy": MadeOf((_WAITS_ROWS,)),
        "steps/all_busy/days": MadeOf((Names(Table.MILESTONE),)),  # without stale ones: it changes by itself
        "steps/waits": MadeOf((_WAITS_ROWS,), under=(Names(Table.MILESTONE),)),
        "steps/waits/names": MadeOf((Names(Table.MILESTONE),)),
        "steps/reopened": MadeOf((_REOPENED_ROWS,)),
        "steps/reopened/everywhere": MadeOf((Sums("reopened_steps"),)),
        "steps/reopened/names": MadeOf((Names(Table.MILESTONE),)),
        "training/headlines": MadeOf(
            (_TRAINED, Sums("training_leak", ("target_group",)), Sums("training_hours", ("target_group",)))
        ),
        "training/training_coverage": MadeOf((_TRAINED,), under=(Names(Table.TRAINING),)),
        "training/training_funnel": MadeOf((Names(Table.TRAINING),)),
        "training/training_leak": MadeOf((Names(Table.TRAINING, in_groups=True),), under=(Names(Table.TRAINING),)),
        "training/training_hours": MadeOf((_HOURS_ROWS,), under=(Names(Table.TRAINING),)),
        "training/training_kinds": MadeOf(
            (_TRAINED, Rows("training_coverage", (CHOSEN_GROUP, "target_group"), _OF_A_SHARE)),
        ),
        "costs/headlines": MadeOf((_SPENT_ROWS,)),
        "costs/headlines/expected": MadeOf((Sums("cost_expected_total"),)),
        "costs/cost_table": MadeOf((_SPENT_ROWS,), under=(Names(Table.COST),)),
        "costs/cost_table/expected": MadeOf((Rows("cost_expected_total", ("step",), ("value",)),)),
        "costs/cost_table/counts": MadeOf((Names(Table.COST),)),  # over steps together: no sum that is released
        "costs/cost_never/spread": MadeOf((Names(Table.COST),)),
        "costs/cost_norm": MadeOf((_BESIDE_NORM,)),
        "costs/cost_norm/sizes": MadeOf((Names(Table.COST),)),
        "costs/cost_expected": MadeOf((Sums("cost_expected_total", ("step",)),)),
        "costs/cost_never": MadeOf((_SPENT_ROWS,)),
        "costs/cost_spread": MadeOf((Names(Table.COST, in_groups=True),), under=(Names(Table.COST),)),
        "costs/cost_model": _OPEN,
        "municipality/header": MadeOf((Of(Table.PROFILE),)),  # which access variant it has
        "municipality/reported": _OF_ONE,  # whether it did, and what it was formed from did
        "municipality/awaiting": _OWN_REPORTS,  # whether its report still has to be approved
        "municipality/headlines": _OF_ONE,
        "municipality/headlines/trained": MadeOf((Of(Table.TRAINING),)),
        "municipality/headlines/national": MadeOf((Sums("training_coverage", ("target_group",), is_national=True),)),
        "municipality/timeline": _OF_ONE,
        "municipality/timeline/trained": MadeOf((Of(Table.TRAINING),)),
        "municipality/timeline/reports": _OWN_REPORTS,
        "municipality/peers": _BESIDE_PEERS,
        "municipality/strips": _AMOUNTS_OF_ONE,
        "municipality/own_costs": MadeOf((Of(Table.COST), Of(Table.TRAINING))),
        "municipality/peer_steps": _BESIDE_PEERS,
        "municipality/reuse": _BESIDE_PEERS,
        "municipality/history": _OWN_REPORTS,
        "municipality/warnings": _OWN_REPORTS,
        "municipality/own_refused": _OWN_REPORTS,
        "municipality/seen_by_others": _OWN_REPORTS,
        "compare/matrix": _STANDINGS,
        "compare/benchmark": MadeOf((Peers(),)),
        "compare/reuse": _BESIDE_PEERS,
        "compare/groups": MadeOf((Rows("step_completion", (CHOSEN_GROUP, "step"), _OF_A_STEP),)),
        "quality/headlines": MadeOf((_FIGURES,)),  # each of the five by itself
        "quality/headlines/ever": MadeOf((Reporters(is_of_any_age=True),)),
        "quality/headlines/quarter": MadeOf((Sums("response"),)),
        "quality/headlines/older": MadeOf((Reporters(are_stale=True),)),
        "quality/headlines/age": MadeOf((Rows("freshness", (), ("median",)),)),
        "quality/headlines/minutes": MadeOf((Rows("reporting_burden", (), ("median", "q3", "unknown_count")),)),
        "quality/response": MadeOf((_RESPONSE_ROWS,), under=(Names(Table.MILESTONE),)),
        "quality/response/ages": MadeOf((Names(Table.MILESTONE),)),
        "quality/freshness": MadeOf((Names(Table.MILESTONE, in_groups=True),)),
        "quality/moments": _THEN_AND_NOW,
        "quality/effect": _THEN_AND_NOW,
        "quality/log": _REPORTS,
        "quality/silence": _STANDINGS,
        "quality/arrivals": _REPORTS,
        "quality/refused": _REPORTS,
        "quality/rejected": _REPORTS,
        "quality/alike_size_class": MadeOf((Sums("representativeness", ("size_class",)),)),
        "quality/alike_province": MadeOf((Sums("representativeness", ("province",)),)),
        "quality/revised": MadeOf((Rows("revisions", (), ("value", *_COUNTS)),)),
        "quality/revised/sizes": MadeOf((Rows("revisions", ("size_class",), ("value", *_COUNTS)),)),
        "quality/burden": MadeOf(
            (Rows("reporting_burden", ("size_class",), ("q1", "median", "q3", "denominator", "unknown_count")),)
        ),
        "quality/over_time": MadeOf(
            (Rows("response", ("quarter",), ("value", "numerator", "denominator")), Reporters(is_of_any_age=True))
        ),
        "quality/warnings": MadeOf((_WARNED,), under=(_SEES_REPORTS,)),
        "quality/warnings/rows": MadeOf((_SEES_REPORTS,)),
        "quality/reorganised": _OPEN,
        "quality/reorganised/said": MadeOf((Names(Table.MILESTONE),)),
        "desk/calls": _DESK,
        "desk/causes": _DESK,
        "desk/headlines": _DESK,
        "desk/round_weeks": _DESK,
        "desk/round_groups": _DESK,
        "account/catalogue": _OPEN,
        "account/sources": _OPEN,
        "account/study_estimate": _OPEN,
        "account/study_alternatives": _OPEN,
        "account/study_nowcast": _OPEN,
        "account/study_forecast": _OPEN,
        "account/study_forecast_curves": _OPEN,
        "account/study_cost": _OPEN,
    }
)
