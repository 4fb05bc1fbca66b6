"""What Opleiding shows: its figures, asked once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from access.policy import sees_every_group
from access.suppression.decisions import FEWEST
from dashboard.figure.withheld_rows import NOTHING, Withheld, withheld_rows
from dashboard.frame import askable
from dashboard.view import queries, state
from dashboard.view.address import CHOICE, View
from dashboard.view.typed_rows import rows_of
from domain.programme import Programme
from domain.programme_training import TargetGroup
from metrics.defining.figure import Figure
from metrics.readings.training_readings import funnel_curve, hours_per_employee, leak_by_month

GroupValue = int | str | None  # a size class, or the key of an access variant or a province; None: not reported


@dataclass(frozen=True)
class Coverage:
    """One target group, as `training_coverage`: people trained, in scope, and the scenario for the country in shares.

    `value` is None where nobody stated it; there is no scenario for a part of the country.
    """

    target_group: str
    numerator: int | None
    denominator: int | None
    value: float | None
    stated_count: int
    stale_count: int
    unknown_count: int
    scenario_low: float | None
    scenario_high: float | None
    scenario_high_stale: float | None


@dataclass(frozen=True)
class Leak:
    """How many of those who were ever trained have left, as `training_leak`: people, and a share."""

    target_group: str
    numerator: int | None
    denominator: int | None
    value: float | None
    stated_count: int
    stale_count: int


@dataclass(frozen=True)
class LeakMonth:
    """The leak at one month end, as `leak_by_month`: shares of the staff in scope, and counts."""

    month_end: date
    coverage_share: float | None
    none_left_share: float | None
    lost_share: float | None
    departed_count: int
    stated_count: int


@dataclass(frozen=True)
class Hours:
    """Hours per employee of one target group over the municipalities, and the hours assumed."""

    target_group: str
    stated_count: int
    q1: float | None
    median: float | None
    q3: float | None
    hours_min: float
    hours_max: float


@dataclass(frozen=True)
class Training:
    """The figures of the page. `group` is the target group of the funnel and the leak.

    `sees_stale`: whether who looks may know what stale reports can hide: as one grows old that tells what is in it.
    """

    programme: Programme
    group: TargetGroup
    people: pl.DataFrame
    coverage: Figure
    by_municipality: Figure
    by_group: Figure
    grouped_by: str
    leak: Figure
    leak_by_municipality: Figure
    months: pl.DataFrame
    hours: Figure
    hours_by_municipality: Figure
    funnel: Figure
    curve: pl.DataFrame  # the limits of the funnel by size of staff, as `funnel_curve`
    max_age_days: int | None
    sees_stale: bool
    held_hours: Withheld = NOTHING  # the target groups of which hours are withheld from who looks

    @cached_property
    def coverage_rows(self) -> dict[str, Coverage]:
        """`training_coverage` by target group; without what may not be seen of it."""
        rows = self.coverage.rows
        if not self.sees_stale:
            rows = rows.with_columns(scenario_high_stale=pl.lit(None, pl.Float64))
        return {row.target_group: row for row in rows_of(rows, Coverage)}

    @cached_property
    def hours_per_employee(self) -> pl.DataFrame:
        """One row per target group: hours per employee over the municipalities, and the hours assumed."""
        return hours_per_employee(self.hours_by_municipality, self.programme)

    @cached_property
    def hour_rows(self) -> dict[str, Hours]:
        """The rows of `hours_per_employee` by target group."""
        return {row.target_group: row for row in rows_of(self.hours_per_employee, Hours)}

    @cached_property
    def leak_row(self) -> Leak:
        """`training_leak` of the chosen group."""
        return rows_of(self.of_group(self.leak.rows), Leak)[0]

    @cached_property
    def leak_months(self) -> list[LeakMonth]:
        """The rows of `months`, the earliest first."""
        return rows_of(self.months, LeakMonth)

    @cached_property
    def placed(self) -> pl.DataFrame:
        """The municipalities of the funnel that can be placed in it, for the chosen group, with their names."""
        rows = self.of_group(self.funnel.rows).filter(pl.col("value").is_not_null())
        return self.named(rows)

    def of_group(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of the chosen target group."""
        return rows.filter(pl.col("target_group") == self.group.key)

    def named(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows by municipality with the name; in the order of the names."""
        names = self.people.select(municipality="municipality_code", name="name")
        return rows.join(names, on="municipality", how="left").sort("name", "municipality")


def training(view: View) -> Training:
    """Asks every figure of the page."""
    programme, group = queries.the_programme(), _group(view)
    grouped_by = view.by_group or "size_class"
    hours_by_municipality = queries.ask(view, "training_hours", by=("municipality",))
    return Training(
        programme=programme,
        group=group,
        people=queries.population(view),
        coverage=queries.ask(view, "training_coverage"),
        by_municipality=queries.ask(view, "training_coverage", by=("municipality",)),
        by_group=queries.ask(view, "training_coverage", by=(grouped_by,)),
        grouped_by=grouped_by,
        leak=queries.ask(view, "training_leak"),
        leak_by_municipality=queries.ask(view, "training_leak", by=("municipality",)),
        months=queries.derived(view, leak_by_month, target_group=group.key),
        hours=queries.ask(view, "training_hours"),
        hours_by_municipality=hours_by_municipality,
        funnel=queries.ask(view, "training_funnel"),
        curve=queries.kept(view, _curve, on=(*CHOICE, "target_group")),
        max_age_days=view.max_age_days,
        sees_stale=not askable.is_suppressed(),
        held_hours=_held_hours(hours_per_employee(hours_by_municipality, programme)),
    )


def _group(view: View) -> TargetGroup:
    """The target group that is chosen, else the first."""
    groups = queries.the_programme().target_groups
    return next((group for group in groups if group.key == view.target_group), groups[0])


def _curve(view: View) -> pl.DataFrame:
    return funnel_curve(queries.ask(view, "training_funnel"), _group(view).key)


def _held_hours(per_employee: pl.DataFrame) -> Withheld:
    """The target groups of which the sums are withheld, and those of which too few stated both hours and staff.

    The middle of so few is that of few, whatever is decided of the sums, which hold all who stated hours.
    """
    held, visitor = withheld_rows("training_hours", "training_hours"), state.run().visitor
    if sees_every_group(visitor.principal, visitor.agreement):
        return held
    few = per_employee.filter(pl.col("stated_count").is_between(1, FEWEST))["target_group"]  # one may be one's own
    return Withheld({**{(key,): "access.withheld.too_few" for key in few}, **held.reasons}, held.whole)
