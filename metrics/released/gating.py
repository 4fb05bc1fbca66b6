"""The rows of a figure, with what may not be seen made null and a reason beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from access.suppression.decisions import GROUPINGS, NATIONAL
from domain.programme import Programme
from domain.value_status import ValueStatus
from metrics.defining.definition import BoundedShare, Distribution, MetricDefinition
from metrics.defining.request import Group, Request
from metrics.figures import VALUE_COLUMNS
from metrics.released.accounts import Account, Treatment
from metrics.released.contributing import STRATUM
from metrics.released.decisions import Decisions, Place

WITHHELD: Final = "withheld"
_STATUSES: Final = ("value_status", "budget_value_status")
_OF_ONE: Final = ("oldest_days",)  # the largest of all is that of one municipality
_ESTIMATES: Final = ("estimate", "interval_low", "interval_high")
_OF_ALL_GROUPS: Final = ("p_value", "thin_cell_count", "reporter_share", "expected_count")
_BOUNDS: Final = ("lower_bound", "upper_bound")
_OF_THE_COUNTRY: Final = (
    "national_value", "z", "overdispersion", "limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998",
    "corrected_low_95", "corrected_high_95", "corrected_low_998", "corrected_high_998", "position",
    "position_corrected",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Gate:
    """What is needed to decide of a row of one figure.

    `hidden`: whom the asker may not see by name. `withheld_by_name`: why a row of one of those is withheld.
    """

    definition: MetricDefinition
    account: Account
    request: Request
    programme: Programme
    decisions: Decisions
    fewest: int
    hidden: frozenset[str]
    withheld_by_name: str

    @property
    def is_about_one(self) -> bool:
        """Whether one municipality was asked for: it may be seen by name, or nothing would come."""
        return self.request.municipality is not None or Group.MUNICIPALITY in self.request.where

    @property
    def whole_place(self) -> Place:
        """The place of everything that was chosen: one group, or the country."""
        return place_of(self.request)

    def place(self, row: Mapping[str, Any]) -> Place:
        """The place of one row: its month end, and the group of municipalities that it sums."""
        as_of, grouping, group = self.whole_place
        if self.definition.key == "progress_over_time":
            as_of = _end_of(str(row[Group.MONTH]))
        for one in GROUPINGS:
            if one in row:
                grouping, group = one, _named(row[one])
        return as_of, grouping, group

    def parts(self, row: Mapping[str, Any]) -> list[str]:
        """The parts of the family that a row sums: of its step or target group, or of all of them."""
        subject = row.get(Group.STEP, row.get(Group.TARGET_GROUP))
        if self.account.in_training_step_alone and subject != self.programme.training_step_number:
            return []
        is_of_one = subject is not None and not self.account.in_training_step_alone
        return [
            name
            for name in self.decisions.names
            if name.split()[0] in self.account.parts and (not is_of_one or name.split()[-1] in (str(subject), "all"))
        ]

    def reason(self, row: Mapping[str, Any]) -> str | None:
        """Why a row is withheld; None: it is shown."""
        if Group.MUNICIPALITY in row:
            return self.withheld_by_name if row[Group.MUNICIPALITY] in self.hidden else None
        if self.is_about_one:
            return None
        place, parts = self.place(row), self.parts(row)
        if not parts and not self.account.in_training_step_alone:
            return "access.withheld.not_for_groups"  # nothing was decided of what this row sums
        reason = self.decisions.reason(place, parts)
        if reason is None and self.account.is_estimated and not self.is_of_whole_strata(place, parts):
            return "access.withheld.others_would_follow"
        few = isinstance(self.definition, Distribution) and 0 < (row["denominator"] or 0) < self.fewest
        return "access.withheld.too_few" if reason is None and few else reason

    def is_of_whole_strata(self, place: Place, parts: list[str]) -> bool:
        """Whether an estimate holds nothing but sums that are shown: those of whole strata."""
        as_of, grouping, _ = place
        if grouping == "size_class":
            return True
        return grouping == NATIONAL and self.decisions.all_shown(as_of, STRATUM, parts)

    def blanked(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The columns of a row that is shown that are withheld all the same, with the key of the reason."""
        if self.account.treatment is Treatment.NAMES:
            country = (self.request.as_of, NATIONAL, None)
            national = self.decisions.reason(country, self.parts(row))
            return {} if national is None else dict.fromkeys(_OF_THE_COUNTRY, national)
        if self.is_about_one or Group.MUNICIPALITY in row:
            return {}
        place, parts = self.place(row), self.parts(row)
        as_of, grouping, group = place
        found: list[str] = []
        if isinstance(self.definition, BoundedShare) and not self.is_of_whole_strata(place, parts):
            found += _ESTIMATES
        if grouping == "access_variant" and group is not None:
            unknown = self.decisions.reason((as_of, grouping, None), parts)
            found += _BOUNDS if unknown is not None else ()
        national = self.decisions.reason((as_of, NATIONAL, None), parts)
        if national is not None or (grouping != NATIONAL and not self.decisions.all_shown(as_of, grouping, parts)):
            found += _OF_ALL_GROUPS
        return {
            **dict.fromkeys(_OF_ONE, "access.withheld.one_municipality"),
            **dict.fromkeys(self.account.moving, "access.withheld.changes_by_itself"),
            **dict.fromkeys(found, "access.withheld.others_would_follow"),
        }


def place_of(request: Request) -> Place:
    """The place of everything that a request chooses: one group, or the country."""
    for grouping in GROUPINGS:
        if grouping in request.where:
            value = request.where[grouping]
            return request.as_of, grouping, _named(value[0] if isinstance(value, tuple) else value)
    return request.as_of, NATIONAL, None


def gated(rows: pl.DataFrame, gate: Gate) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """`rows` with the column `withheld`: the key of the reason where a row's values are made null; else null.

    And the columns that are null in a row that is shown, because they alone may not be seen, with the key of the
    reason. Rows that name a peer who may not be seen are left out: that they are there is what may not be seen.
    """
    if gate.account.treatment is Treatment.PEERS:
        return _of_seen_peers(rows, gate)
    values = [name for name in rows.columns if name in VALUE_COLUMNS and name not in _STATUSES]
    reasons: list[str | None] = []
    columns: dict[str, str] = {}
    nulls: dict[str, list[bool]] = {name: [] for name in values}
    for row in rows.iter_rows(named=True):
        reason = gate.reason(row)
        blank = dict.fromkeys(values, reason) if reason is not None else gate.blanked(row)
        reasons.append(reason)
        if reason is None:
            columns |= {name: str(why) for name, why in blank.items() if name in nulls}
        for name in values:
            nulls[name].append(name in blank)
    is_withheld = pl.col(WITHHELD).is_not_null()
    shown = rows.with_columns(pl.Series(WITHHELD, reasons, dtype=pl.String)).with_columns(
        *(pl.when(~pl.Series(name, nulls[name], dtype=pl.Boolean)).then(pl.col(name)).alias(name) for name in values),
        *(
            pl.when(is_withheld).then(pl.lit(ValueStatus.SUPPRESSED.value)).otherwise(name).alias(name)
            for name in _STATUSES
            if name in rows.columns
        ),
    )
    return shown, columns


def _of_seen_peers(rows: pl.DataFrame, gate: Gate) -> tuple[pl.DataFrame, Mapping[str, str]]:
    seen = rows.filter(~pl.col("peer").is_in(list(gate.hidden))).with_columns(pl.lit(None, pl.String).alias(WITHHELD))
    kind = seen.schema["denominator"]
    counts = {"denominator": "access.withheld.not_for_groups"}  # of groups of one's own making
    return seen.with_columns(pl.lit(None, kind).alias("denominator")), counts


def _named(value: object) -> str | None:
    """A group as the decisions name it; of an access variant that is not reported None."""
    return None if value in (None, "", "not_reported") else str(value)


def _end_of(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
