"""What the page Vergelijken asks: the matrix, and the figure, the step and the municipality that are compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from dashboard.subjects.peers import AMOUNT, Measure
from dashboard.view import queries, state
from dashboard.view.address import ALL_STEPS, View
from dashboard.view.beside import with_seen_variants
from domain.programme import Programme
from domain.statements import Standing
from metrics.catalogue import CATALOGUE
from metrics.defining.figure import Figure
from metrics.defining.request import Group, Request
from metrics.durations.spells import own_starts
from metrics.progress.observations import UNFINISHED
from metrics.standing.known import Known
from metrics.standing.state import Freshness

USUAL_METRIC = "completed_steps"
GROUPS_THAT_CAN_BE_CHOSEN = (Group.STEP, Group.TARGET_GROUP)
ONLY_A_RANGE = ("training_hours",)  # of one municipality it has no single value


@dataclass(frozen=True, eq=False)
class Matrix:
    """Municipality × step. `people`: a row per municipality with own_start_date, finished_count and age_days.

    finished_count and age_days are null for a silent municipality. is_done: whether every step is finished or not
    applicable; null where no step is said to be unfinished and of some there is no report.
    """

    programme: Programme
    people: pl.DataFrame
    standings: pl.DataFrame
    completed: Figure
    own_code: str | None
    as_of: date

    @cached_property
    def marks(self) -> dict[str, dict[int, tuple[str, bool]]]:
        """Municipality -> step -> (standing, whether it is stale)."""
        found: dict[str, dict[int, tuple[str, bool]]] = {}
        columns = ("municipality_code", "step_number", "standing", "is_stale")
        for code, number, standing, is_stale in self.standings.select(columns).iter_rows():
            found.setdefault(code, {})[number] = (standing, bool(is_stale))
        return found


def matrix_asked(view: View) -> Matrix:
    """The matrix of the municipalities that the filters choose, with the own municipality whatever they say."""
    everyone = with_seen_variants(queries.everyone(view), view, state.run().visitor)
    stood = queries.all_standings(view)
    codes = [
        *queries.population(view)["municipality_code"],
        *([view.municipality_code] if view.municipality_code else []),
    ]
    chosen = pl.col("municipality_code").is_in(codes)
    starts = queries.derived(view.without_filters(), _own_starts)
    finished = stood.group_by("municipality_code").agg(
        finished_count=(pl.col("standing") == Standing.FINISHED).sum().cast(pl.Int64),
        applying_count=(pl.col("standing") != Standing.NOT_APPLICABLE).sum().cast(pl.Int64),
        could_be_done=pl.col("standing").is_in(UNFINISHED).not_().all(),
        has_unreported=(pl.col("standing") == Standing.NOT_REPORTED).any(),
    )
    people = (
        everyone.filter(chosen)
        .join(starts, on="municipality_code", how="left", maintain_order="left")
        .join(finished, on="municipality_code", how="left", maintain_order="left")
        .with_columns(
            finished_count=pl.when(pl.col("freshness") != Freshness.SILENT).then("finished_count"),
            is_done=pl.when(~pl.col("could_be_done") | ~pl.col("has_unreported")).then("could_be_done"),
            age_days=(pl.lit(view.as_of) - pl.col("newest_reporting_date")).dt.total_days(),
        )
        .sort(pl.col("name").str.strip_chars_start("'"))
    )
    return Matrix(
        programme=queries.the_programme(),
        people=people,
        standings=stood.filter(chosen),
        completed=queries.ask(view, "completed_steps"),
        own_code=view.municipality_code,
        as_of=view.as_of,
    )


def _own_starts(known: Known, request: Request) -> pl.DataFrame:
    codes = known.register.on(request.as_of).select("municipality_code", last_day=pl.lit(request.as_of))
    young = known.no_older_than(request.max_age_days, request.as_of)
    return own_starts(young, codes).select("municipality_code", "own_start_date")


def aliases() -> Mapping[str, list[str]]:
    """Other names of each municipality, for whoever searches."""
    found: dict[str, list[str]] = {}
    for alias, code in queries.the_register().aliases.select("alias", "municipality_code").drop_nulls().iter_rows():
        found.setdefault(code, []).append(alias)
    return found


def own_code(view: View) -> str | None:
    """The chosen municipality, when it exists on the as_of date."""
    codes = queries.everyone(view)["municipality_code"]
    return view.municipality_code if view.municipality_code in codes else None


def comparable_keys() -> list[str]:
    """The figures that one municipality has one value of, once a step or a target group is chosen."""
    return [
        key
        for key, metric in CATALOGUE.items()
        if Group.MUNICIPALITY in metric.groups
        and set(metric.always_by) <= set(GROUPS_THAT_CAN_BE_CHOSEN)
        and not metric.needs_history
        and key not in ONLY_A_RANGE
    ]


def measure(view: View) -> Measure:
    """The figure to compare, with the step and the target group that it needs."""
    keys = comparable_keys()
    key = view.metric_key if view.metric_key in keys else USUAL_METRIC
    metric = CATALOGUE[key]
    groups = queries.the_programme().target_groups
    target = view.target_group or (groups[0].key if groups else None)
    is_by_step = Group.STEP in metric.always_by
    chosen = None if view.step_number in (None, ALL_STEPS) else view.step_number
    return Measure(
        key,
        AMOUNT if key == "cost_realisation" else "value",
        step_number=(chosen or step_in_view(view)) if is_by_step else chosen if Group.STEP in metric.groups else None,
        target_group=target if Group.TARGET_GROUP in metric.groups else None,
    )


def step_in_view(view: View) -> int:
    """The step that is looked at: the chosen one, else the one that most municipalities are working on."""
    if view.step_number is not None and view.step_number != ALL_STEPS:
        return view.step_number
    return queries.busiest_step_of(view.without_filters())


def values_of(view: View, chosen: Measure) -> pl.DataFrame:
    """The figure of every municipality: municipality_code, name, province, inhabitant_count, value, value_status."""
    rows = queries.ask(view.without_filters(), chosen.key, by=("municipality",), step=chosen.step_number).rows
    if chosen.target_group is not None:
        rows = rows.filter(pl.col("target_group") == chosen.target_group)
    facts = queries.everyone(view).select("municipality_code", "name", "province", "inhabitant_count")
    values = rows.select("municipality", "value_status", value=pl.col(chosen.column).cast(pl.Float64))
    return facts.join(values, left_on="municipality_code", right_on="municipality", how="left", maintain_order="left")
