"""The cost table as a live model: as printed, recomputed from its assumptions, and with assumptions of one's own.

A scenario and no observation: nothing in it was reported by a municipality. The original stays beside whatever is
changed. A cell without an amount adds nothing to a total and is never 0: the steps without one are named instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum
from types import MappingProxyType
from typing import Self

import polars as pl

from domain.programme import Programme
from domain.programme_training import TargetGroup
from domain.value_status import ValueStatus


class Variant(StrEnum):
    """Which assumptions the training amounts follow."""

    PRINTED = "printed"
    RECOMPUTED = "recomputed"  # with the rates that make the printed amounts again
    FOOTNOTE = "footnote"  # with the rates as the footnote prints them
    OWN = "own"


@dataclass(frozen=True)
class GroupAssumption:
    """One target group: its share of all staff (0-1), hours per employee and euro per hour, lowest and highest."""

    scope_share: float
    hours_min: float
    hours_max: float
    rate_min_eur: float
    rate_max_eur: float

    @classmethod
    def of(cls, group: TargetGroup, *, variant: Variant = Variant.RECOMPUTED) -> Self:
        """What the programme assumes of a group."""
        highest = group.rate_max_in_footnote_eur if variant is Variant.FOOTNOTE else group.rate_max_eur
        return cls(group.scope_share, group.hours_min, group.hours_max, group.rate_min_eur, highest)


@dataclass(frozen=True)
class Assumptions:
    """The assumptions under the training amounts: all staff, and per target group its share, hours and rates."""

    staff_count: float
    groups: Mapping[str, GroupAssumption]

    @classmethod
    def of(cls, programme: Programme, *, variant: Variant = Variant.RECOMPUTED) -> Self:
        """Those of the programme, to be changed with `changed`."""
        groups = {group.key: GroupAssumption.of(group, variant=variant) for group in programme.target_groups}
        return cls(programme.training.staff_count, MappingProxyType(groups))

    def changed(
        self, *, staff_count: float | None = None, groups: Mapping[str, Mapping[str, float]] | None = None
    ) -> Self:
        """The same with other staff, or other values of some groups. Raises KeyError for a group that is not there.

        Raises ValueError for a negative value, a share above 1, or a lowest value above its highest.
        """
        found = dict(self.groups)
        for key, values in (groups or {}).items():
            found[key] = replace(found[key], **values)
            _check(key, found[key])
        staff = self.staff_count if staff_count is None else staff_count
        if staff < 0:
            raise ValueError(f"there cannot be {staff} staff")
        return replace(self, staff_count=staff, groups=MappingProxyType(found))

    @property
    def lowest_eur(self) -> float:
        """Lowest national amount of the training step, in euro."""
        return fsum(self.staff_count * g.scope_share * g.hours_min * g.rate_min_eur for g in self.groups.values())

    @property
    def highest_eur(self) -> float:
        """Highest national amount of the training step, in euro."""
        return fsum(self.staff_count * g.scope_share * g.hours_max * g.rate_max_eur for g in self.groups.values())


@dataclass(frozen=True)
class CostTotal:
    """A total in euro over the steps that have an amount; the others by number, so that nobody takes it for a maximum.

    `without_lowest` and `without_highest`: the steps that add nothing at that end, since no amount stands there.
    """

    variant: Variant
    low_eur: float
    high_eur: float
    without_lowest: tuple[int, ...]
    without_highest: tuple[int, ...]

    @property
    def is_maximum(self) -> bool:
        """Whether every step is in the highest total."""
        return not self.without_highest


def cost_table(programme: Programme, own: Assumptions | None = None) -> pl.DataFrame:
    """The table with every variant: one row per variant and step, in the order of the variants, then of the steps.

    Columns variant, step_number, low_eur, high_eur (null: no amount), low_kind, high_kind (value_status) and
    is_recomputed. Only the training step follows from assumptions; the others are as printed in every variant.
    """
    amounts = {variant: _training_amounts(programme, variant, own) for variant in Variant}
    rows: list[tuple[str, int, float | None, float | None, str, str, bool]] = []
    for variant in Variant:
        for step in programme.steps:
            low, high, is_recomputed = step.cost.national_min_eur, step.cost.national_max_eur, False
            kinds = [step.cost.national_min_kind.value, step.cost.national_max_kind.value]
            changed = amounts[variant] if step.number == programme.training_step_number else None
            if changed is not None:
                (low, high), is_recomputed, kinds = changed, True, [ValueStatus.OBSERVED.value] * 2
            rows.append((variant.value, step.number, low, high, kinds[0], kinds[1], is_recomputed))
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def cost_total(table: pl.DataFrame, variant: Variant) -> CostTotal:
    """The total of one variant of `cost_table`."""
    rows = table.filter(pl.col("variant") == variant.value).sort("step_number")
    without = [tuple(rows.filter(pl.col(name).is_null())["step_number"].to_list()) for name in ("low_eur", "high_eur")]
    return CostTotal(
        variant, fsum(rows["low_eur"].drop_nulls()), fsum(rows["high_eur"].drop_nulls()), without[0], without[1]
    )


_COLUMNS = {
    "variant": pl.String, "step_number": pl.Int64, "low_eur": pl.Float64, "high_eur": pl.Float64,
    "low_kind": pl.String, "high_kind": pl.String, "is_recomputed": pl.Boolean,
}  # fmt: skip


def _training_amounts(programme: Programme, variant: Variant, own: Assumptions | None) -> tuple[float, float] | None:
    if variant is Variant.PRINTED:
        return None
    assumed = own if own is not None and variant is Variant.OWN else Assumptions.of(programme, variant=variant)
    return assumed.lowest_eur, assumed.highest_eur


def _check(key: str, group: GroupAssumption) -> None:
    values = (group.scope_share, group.hours_min, group.hours_max, group.rate_min_eur, group.rate_max_eur)
    if min(values) < 0 or group.scope_share > 1:
        raise ValueError(f"target group {key}: a value is below 0, or the share is above 1")
    if group.hours_min > group.hours_max or group.rate_min_eur > group.rate_max_eur:
        raise ValueError(f"target group {key}: a lowest value is above its highest")
