"""The fixed list from which whoever is suppressed asks: without it nothing could be guaranteed across answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from access.suppression.decisions import GROUPINGS
from domain.clocks import STALE_AFTER_DAYS

AGES: Final = (None, 90, 180, 365)
"""How old a report may be, in days; None: of every age."""


@dataclass(frozen=True)
class Asked:
    """One question, as far as it decides which municipalities and reports are counted.

    `by`: the groups of a row that are groups of municipalities, `municipality` among them. `where`: how municipalities
    are chosen, with how many values each. `known_on`: None where it is now. `silent_months_slower`: what is
    assumed of those that never reported; how much an expectation moves by it goes by who they are.
    """

    as_of: date
    by: Collection[str] = ()
    where: Mapping[str, int] = field(default_factory=dict[str, int])
    max_age_days: int | None = None
    stale_after_days: int = STALE_AFTER_DAYS
    known_on: datetime | None = None
    silent_months_slower: int = 0


def why_not(asked: Asked, closed_rounds: Collection[datetime] = ()) -> str | None:
    """The key of the reason why this is not on the list; None where it is.

    Rows of municipalities by name may be chosen by one group: each row is decided by whose it is. `closed_rounds`: the
    moments at which a round was closed.
    """
    groups = [group for group in asked.by if group in GROUPINGS]
    choices = [name for name in asked.where if name != "municipality"]
    is_by_name = "municipality" in asked.by or "municipality" in asked.where
    if any(count != 1 for count in asked.where.values()) or any(name not in GROUPINGS for name in choices):
        return "access.not_askable.own_group"
    lists_a_variant = is_by_name and "access_variant" in choices  # that would name who has it
    if len(groups) + len(choices) > 1 or (groups and is_by_name) or lists_a_variant:
        return "access.not_askable.two_choices"
    if not is_month_end(asked.as_of):
        return "access.not_askable.day"
    if asked.max_age_days not in AGES:
        return "access.not_askable.age"
    if asked.stale_after_days != STALE_AFTER_DAYS:
        return "access.not_askable.stale_age"
    if asked.known_on is not None and asked.known_on not in closed_rounds:
        return "access.not_askable.moment"
    if asked.silent_months_slower:
        return "access.not_askable.slower"
    return None


def is_month_end(day: date) -> bool:
    """Whether this is the last day of its month."""
    return (day + timedelta(days=1)).day == 1


def latest_month_end(day: date) -> date:
    """The last month end that is not after this day: what is shown when no day is asked."""
    return day if is_month_end(day) else day.replace(day=1) - timedelta(days=1)
