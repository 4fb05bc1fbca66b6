"""Which rows are spoiled, and for which rule: every rule in turn, the likelier ones more often.

A spoiled row breaks exactly one rule and leaves its neighbours alone; `conflicting_rows` takes two rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table
from pipelines.simulator.mess.row_spoilers import SPOILERS, Place
from pipelines.simulator.reports.parcels import Parcel
from pipelines.simulator.reports.said import SaidRow, Spoil, Value

WEIGHTS: Final[dict[str, int]] = {
    "end_missing": 8, "bad_date": 6, "bad_number": 6, "missing_value": 6, "unknown_status": 4,
    "date_after_peildatum": 4, "unknown_municipality": 4, "unknown_step": 3, "future_date": 3,
    "trained_exceeds_staff": 3, "end_unexpected": 3, "conflicting_rows": 3, "personal_data": 3, "cell_error": 2,
}  # fmt: skip
RULES: Final = (*SPOILERS, "conflicting_rows")
"""Every row rule that a simulated file can break."""


@dataclass(slots=True)
class RowSpoiler:
    """Spoils rows, and keeps count, so that no rule is forgotten."""

    register: Register
    programme: Programme
    rng: np.random.Generator

    def spoil(self, parcels: Sequence[Parcel], share: float) -> list[Parcel]:
        """Spoils about this share of the rows of reports in place; gives the parcels with a spoiled row."""
        counts: Counter[str] = Counter()
        spoiled: list[Parcel] = []
        for parcel in parcels:
            if parcel.kind != "report":
                continue
            for table, rows in parcel.tables.items():
                self._spoil_table(parcel, table, rows, share, counts)
            if parcel.has_spoiled_rows:
                spoiled.append(parcel)
        return spoiled

    def _spoil_table(
        self, parcel: Parcel, table: Table, rows: list[SaidRow], share: float, counts: Counter[str]
    ) -> None:
        chosen = np.flatnonzero(self.rng.random(len(rows)) < share).tolist()
        if not chosen:
            return
        twice = {key for key, count in Counter(row.key for row in rows).items() if count > 1}
        place = Place(parcel, table, parcel.style.columns(table), self.register, self.programme, self.rng)
        for index in reversed(chosen):  # from below, so that a row put in moves none that is still to come
            row = rows[index]
            if row.is_untouched or row.is_mistaken or row.key in twice:
                continue
            for rule in sorted(RULES, key=lambda rule: (counts[rule] / WEIGHTS.get(rule, 1), self.rng.random())):
                if self._spoil_row(rule, rows, index, place):
                    counts[rule] += 1
                    break

    def _spoil_row(self, rule: str, rows: list[SaidRow], index: int, place: Place) -> bool:
        if rule == "conflicting_rows":
            other = _conflicting(rows[index], place)
            if other is None:
                return False
            rows[index].spoil = Spoil(rule, None)
            rows.insert(int(self.rng.integers(index + 1, len(rows) + 1)), other)
            return True
        spoil = SPOILERS[rule](rows[index], place)
        if spoil is None:
            return False
        rows[index].spoil = replace(spoil, rule=rule)
        return True


def _conflicting(row: SaidRow, place: Place) -> SaidRow | None:
    """Another row of the same key that says something else, and nothing wrong by itself."""
    other: dict[str, Value] = dict(row.values)
    if row.table is Table.MILESTONE:
        standing = Standing.STARTED if row.values["standing"] == Standing.NOT_STARTED else Standing.NOT_STARTED
        other = {**dict.fromkeys(other), "standing": standing.value}
    elif row.table is Table.TRAINING:
        other["staff_in_scope_count"] = int(str(other["staff_in_scope_count"])) + 1
    elif row.table is Table.COST:
        other["realised_cost_eur"] = float(str(other["realised_cost_eur"])) + 1000
    elif "invultijd_min" in place.columns:
        other["completion_minutes"] = float(str(other["completion_minutes"] or 20.0)) + 5
    else:
        return None
    return replace(row, values=other, spoil=Spoil("conflicting_rows", None))
