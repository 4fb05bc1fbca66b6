"""A question to the catalogue: as of when, for whom, by what; and what cannot be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.clocks import STALE_AFTER_DAYS

Value: TypeAlias = str | int | None
POPULATION_FILTERS = ("province", "size_class", "access_variant", "municipality")
"""What `where` can choose municipalities by."""


class Group(StrEnum):
    """What a figure can be asked by; a row holds its group under this name."""

    MUNICIPALITY = "municipality"
    STEP = "step"
    PROVINCE = "province"
    SIZE_CLASS = "size_class"
    ACCESS_VARIANT = "access_variant"
    TARGET_GROUP = "target_group"
    MONTH = "month"
    QUARTER = "quarter"
    PARTY = "party"
    RULE = "rule"
    CLOCK = "clock"
    PEER_GROUP = "peer_group"


ROW_FILTERS = (
    Group.STEP, Group.TARGET_GROUP, Group.MONTH, Group.QUARTER, Group.PARTY, Group.RULE, Group.CLOCK, Group.PEER_GROUP,
)  # fmt: skip
"""What `where` can choose rows by, when the metric can be asked by it; the group then stands in the row."""
MUNICIPALITY_GROUPS = (Group.MUNICIPALITY, Group.PROVINCE, Group.SIZE_CLASS, Group.ACCESS_VARIANT)
REVIEW_BY = date(2027, 7, 1)
WARNING_RULES = (
    "step_reopened", "target_passed", "start_missing", "start_without_begin", "step8_done_untrained",
    "trained_decreased", "cost_decreased", "cost_far_above_band", "ambiguous_number", "ambiguous_date", "merged_later",
)  # fmt: skip
"""Every warning that a row can get, in the order of the screens: steps, training, cost, how it was written."""


class UnknownMetricError(KeyError):
    """Asked for a key that is not in the catalogue."""

    def __str__(self) -> str:
        """The message alone; KeyError would show it in quotes."""
        return str(self.args[0])


class UnknownGroupError(ValueError):
    """Asked by a group, or for a step or a period, that the metric cannot be asked by."""

    def __init__(self, key: str, group: str, allowed: Sequence[str]) -> None:
        """`allowed` are the groups that can be asked for."""
        self.key, self.group, self.allowed = key, group, tuple(allowed)
        super().__init__(f"{key} cannot be asked by {group!r}; it can be asked by: {', '.join(allowed) or 'nothing'}")


class UnknownFilterError(ValueError):
    """A `where` on something that does not choose."""

    def __init__(self, key: str, group: str, allowed: Sequence[str]) -> None:
        """`allowed` is what can be chosen by."""
        self.key, self.group, self.allowed = key, group, tuple(allowed)
        super().__init__(f"{key} cannot be narrowed by {group!r}; it can be narrowed by: {', '.join(allowed)}")


class UnknownValueError(ValueError):
    """A `where`, a step or a municipality that does not exist."""

    def __init__(self, group: str, value: Value, allowed: Sequence[object]) -> None:
        """`allowed` are the values that do exist, or the nearest of them."""
        self.group, self.value, self.allowed = group, value, tuple(allowed)
        super().__init__(f"{value!r} is no {group}; there is: {', '.join(str(one) for one in allowed)}")


class UnaskableDateError(ValueError):
    """An as_of of which nothing can be known: before the register begins, or after the day of known_on."""


class GoneMunicipalityError(ValueError):
    """A municipality that is not in the register on the as_of date; the message names what became of it."""


@dataclass(frozen=True)
class Request:
    """What is asked of one metric.

    `where` chooses municipalities: province, size_class (1..8), access_variant (None: not reported); and rows: step,
    target_group, month, quarter, party, rule, clock, peer_group. A tuple of values means any of them. Months are
    evaluated with their own end as as_of. `max_age_days`: a statement older than this is as if it were not there
    (None: all count). That is a choice about statements, so the municipalities asked about stay the same.
    `silent_months_slower`: an assumption of what is expected and of nothing else, that those that never reported are so
    many months slower than others like them.
    """

    as_of: date
    by: tuple[str, ...] = ()
    step: int | None = None
    municipality: str | None = None
    where: Mapping[str, Value | tuple[Value, ...]] = field(default_factory=dict[str, "Value | tuple[Value, ...]"])
    stale_after_days: int = STALE_AFTER_DAYS
    max_age_days: int | None = None
    silent_months_slower: int = 0

    def __hash__(self) -> int:
        """Equal questions have one place in a cache."""
        chosen = tuple(sorted(self.where.items(), key=lambda item: item[0]))
        ages = (self.stale_after_days, self.max_age_days)
        return hash((self.as_of, self.by, self.step, self.municipality, chosen, ages, self.silent_months_slower))


class Clock(StrEnum):
    """From when the days are counted."""

    OWN_START = "own_start"  # the earliest start date that it gave for any step, in any statement up to then
    STEP_START = "step_start"  # the start date of this step
