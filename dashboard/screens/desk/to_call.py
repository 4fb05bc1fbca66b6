"""Whom to call and why: the silent, the stale, those that stand still, and whoever a call was agreed with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from dashboard.view import queries
from dashboard.view.address import View
from metrics.defining.request import Request
from metrics.progress.stuck import stuck
from metrics.standing.known import Known
from metrics.standing.state import Freshness
from office.calls import Call


class Reason(StrEnum):
    """Why a municipality stands on the list."""

    SILENT = "silent"
    STALE = "stale"
    STUCK = "stuck"
    AGREED = "agreed"  # nothing of these any more, but a day was agreed
    NONE = "none"  # nothing of these: somebody looked for it


ORDER: Final = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True)
class StandsStill:
    """At work on `step_numbers`, begun first first; up to `last_report` no step changed its standing since `since`."""

    step_numbers: tuple[int, ...]
    since: date
    last_report: date


@dataclass(frozen=True)
class ToCall:
    """One municipality on the list. `reported_on`: the day that its newest report is about; None for never.

    `still`: where it stands still, the steps that it is at work on, and since when no step changed its standing.
    `questions`: how many questions to it are open. `again_on`: the day that was agreed at the last call.
    """

    code: str
    name: str
    province: str
    inhabitant_count: int | None
    reason: Reason
    reported_on: date | None
    still: StandsStill | None
    questions: int
    last: Call | None

    @property
    def again_on(self) -> date | None:
        """The day on which it will be called again, as agreed at the last call."""
        return None if self.last is None else self.last.again_on

    def is_due(self, today: date) -> bool:
        """Whether that day has come."""
        return self.again_on is not None and self.again_on <= today


def stand_still(known: Known, request: Request) -> dict[str, StandsStill]:
    """By code, as `metrics.progress.stuck`."""
    found = stuck(known, request.as_of).iter_rows()
    return {code: StandsStill(tuple(steps), since, last) for code, steps, since, last in found}


def to_call(view: View, calls: Mapping[str, Call], questions: Counter[str], today: date) -> list[ToCall]:
    """The list of the municipalities that the filters choose.

    First those whose day has come, longest ago first; then those without a day, the silent before the stale before
    those that stand still, each the largest first; then those of a later day.
    """
    every = replace(view, max_age_days=None)
    still = queries.derived(every, stand_still)
    chosen = set(queries.population(view)["municipality_code"])
    found: list[ToCall] = []
    for row in queries.everyone(every).iter_rows(named=True):
        code = row["municipality_code"]
        reason = _reason(row["freshness"], is_still=code in still, is_agreed=_is_agreed(calls.get(code)))
        if reason is None or code not in chosen:
            continue
        stands = still[code] if reason is Reason.STUCK else None
        facts = (code, row["name"], row["province"], row["inhabitant_count"])
        found.append(ToCall(*facts, reason, row["newest_reporting_date"], stands, questions[code], calls.get(code)))
    return sorted(found, key=lambda one: _place(one, today))


def not_on_the_list(code: str, view: View, calls: Mapping[str, Call], questions: int) -> ToCall | None:
    """A municipality that needs no call, for who wants to note one all the same; None where there is no such one."""
    rows = queries.everyone(replace(view, max_age_days=None))
    found = rows.filter(rows["municipality_code"] == code).to_dicts()
    if not found:
        return None
    row = found[0]
    facts = (code, row["name"], row["province"], row["inhabitant_count"])
    return ToCall(*facts, Reason.NONE, row["newest_reporting_date"], None, questions, calls.get(code))


def _reason(freshness: str, *, is_still: bool, is_agreed: bool) -> Reason | None:
    if freshness == Freshness.SILENT:
        return Reason.SILENT
    if freshness == Freshness.STALE:
        return Reason.STALE
    if is_still:
        return Reason.STUCK
    return Reason.AGREED if is_agreed else None


def _is_agreed(last: Call | None) -> bool:
    return last is not None and last.again_on is not None


def _place(one: ToCall, today: date) -> tuple[int, int, int, str]:
    size = -(one.inhabitant_count or 0)
    if one.again_on is None:
        return 1, ORDER[one.reason], size, one.name
    return (0 if one.is_due(today) else 2), one.again_on.toordinal(), size, one.name
