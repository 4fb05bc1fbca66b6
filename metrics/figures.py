"""The one door to every figure: a key of the catalogue, what is known, and a request."""

import polars as pl

from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Kind, MetricDefinition
from metrics.defining.figure import Figure
from metrics.defining.question import Question, check, check_dates
from metrics.defining.request import (
    POPULATION_FILTERS,
    ROW_FILTERS,
    WARNING_RULES,
    Group,
    Request,
    UnknownFilterError,
    UnknownGroupError,
    UnknownMetricError,
)
from metrics.standing.awaiting import awaiting_codes
from metrics.standing.known import Known
from metrics.standing.peers import PEER_GROUPS
from metrics.standing.state import Freshness

SILENT_MONTHS_SLOWER = "silent_months_slower"
"""The name of the assumption about those that never reported, as it is asked."""

VALUE_COLUMNS = (
    "peer", "compared_with", "inhabitant_distance",
    "time_days", "at_risk", "events", "censored", "unfinished_share",
    "numerator", "denominator", "value", "value_status", "lower_bound", "upper_bound", "upper_bound_stale",
    "estimate", "interval_low", "interval_high", "q1", "median", "q3", "oldest_days", "unknown_count", "stale_count",
    "stated_count", "at_least_count", "scenario_low", "scenario_high", "scenario_high_stale", "norm_low", "norm_high",
    "norm_count",
    "realised_eur", "budget_numerator", "budget_denominator", "budget_value", "budget_value_status", "budget_count",
    "national_value", "z", "overdispersion", "limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998",
    "corrected_low_95", "corrected_high_95", "corrected_low_998", "corrected_high_998", "position",
    "position_corrected",
    "reporter_share", "population_share", "expected_count", "p_value", "thin_cell_count",
)  # fmt: skip
"""The columns of a row after its groups, in this order; a metric has those that its definition gives."""


def figure(key: str, known: Known, request: Request) -> Figure:
    """The figure `key` as of the request's date, from what is known.

    Raises UnknownMetricError, UnknownGroupError (with the groups that can be asked by), UnknownFilterError,
    UnknownValueError, UnaskableDateError, or GoneMunicipalityError (with its successor).
    """
    definition = CATALOGUE.get(key)
    if definition is None:
        raise UnknownMetricError(f"there is no metric {key!r}; there is: {', '.join(CATALOGUE)}")
    if known.of_day is not None and not (definition.is_of_one_day and known.of_day == request.as_of):
        raise ValueError(f"{key} as of {request.as_of} cannot be made of what holds on {known.of_day} alone")
    groups = _groups_of_a_row(definition, request)
    if request.silent_months_slower and definition.kind is not Kind.FORECAST:
        raise UnknownFilterError(key, SILENT_MONTHS_SLOWER, [*POPULATION_FILTERS])  # nothing is assumed in it
    check_dates(known, request.as_of, is_forecast=definition.kind is Kind.FORECAST)
    check(known, request, key, definition.groups)
    found = None if known.answered is None else known.answered(key, request)
    if isinstance(found, Figure):
        return found
    question = Question(known, request, groups)
    freshness = question.population["freshness"]
    silent_count = int((freshness == Freshness.SILENT).sum())
    return Figure(
        key=key,
        unit=definition.unit,
        kind=definition.kind,
        as_of=request.as_of,
        known_on=known.known_on,
        municipality_count=len(freshness),
        reporter_count=len(freshness) - silent_count,
        stale_count=int((freshness == Freshness.STALE).sum()),
        register_version=known.register.version,
        programme_version=known.programme.version,
        clock_repairs=known.clock_repairs,
        max_age_days=request.max_age_days,
        awaiting_count=_awaiting_count(definition, question),
        silent_months_slower=request.silent_months_slower,
        rows=_rows(definition, question),
    )


def _awaiting_count(definition: MetricDefinition, question: Question) -> int:
    waiting = awaiting_codes(question.known, question.as_of, definition.source)
    return question.population.join(waiting, on="municipality_code", how="semi").height


def _groups_of_a_row(definition: MetricDefinition, request: Request) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(str(group) for group in request.by))
    chosen = [group for group in ROW_FILTERS if group in request.where and group in definition.groups]
    implied = [*chosen, *([Group.STEP] if request.step is not None else []), *definition.always_by]
    for group in (*asked, *implied):
        if group not in definition.groups:
            raise UnknownGroupError(definition.key, group, [str(one) for one in definition.groups])
    return tuple(dict.fromkeys([*asked, *(str(group) for group in implied)]))


def _rows(definition: MetricDefinition, question: Question) -> pl.DataFrame:
    summary = definition.summarise(definition.observations(question), question)
    columns = [name for name in VALUE_COLUMNS if name in summary.columns]
    rows = summary.select(*question.by, *columns)
    for group in question.by:
        values = question.values_of(group) if group in ROW_FILTERS else None
        rows = rows if values is None else rows.filter(pl.col(group).is_in(values))
    order = [*_sort_keys(question), *(pl.col(name) for name in definition.within)]
    return rows.sort(order, nulls_last=True) if order else rows


def _sort_keys(question: Question) -> list[pl.Expr]:
    """Target groups and parties in the order of the programme, warnings in that of the screens, the rest by itself."""
    orders = {
        Group.TARGET_GROUP: [group.key for group in question.known.programme.target_groups],
        Group.PARTY: [party.key for party in question.known.programme.waiting_parties],
        Group.RULE: list(WARNING_RULES),
        Group.PEER_GROUP: list(PEER_GROUPS),
    }
    return [
        pl.col(group).replace_strict(order, list(range(len(order))), return_dtype=pl.Int64)
        if (order := orders.get(Group(group)))
        else pl.col(group)
        for group in question.by
    ]
