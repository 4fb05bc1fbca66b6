"""What follows a refusal: the good rows after all, the whole file once more; and the same file sent twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from domain.statements import Table
from pipelines.simulator.reports.parcels import Parcel
from pipelines.simulator.reports.rounds import arrival, in_files
from pipelines.simulator.reports.said import SaidRow

ROW_REPAIR_SHARE: Final = 0.3  # of the files with a refused row: its sender sends those rows again, good this time
FILE_REPAIR_SHARE: Final = 0.65  # of the refused files: sent again, good this time
SENT_TWICE_SHARE: Final = 0.02


def repairs(spoiled: Sequence[Parcel], refused: Sequence[Parcel], until: int, rng: np.random.Generator) -> list[Parcel]:
    """Later files with the rows that were refused, alone or in a file, no later than `until`."""
    made: list[Parcel] = []
    for parcel in spoiled:
        if rng.random() < ROW_REPAIR_SHARE:
            made += _again(parcel, {table: _repaired(rows) for table, rows in parcel.tables.items()}, rng)
    for parcel in refused:
        if rng.random() < FILE_REPAIR_SHARE:
            copies = {table: [replace(row) for row in rows] for table, rows in parcel.tables.items()}
            made += _again(parcel, copies, rng)
    return [parcel for parcel in made if parcel.arrives[0] <= until]


def send_twice(parcels: Sequence[Parcel], until: int, rng: np.random.Generator) -> None:
    """Has some good files arrive once more, byte for byte, hours to months later."""
    for parcel in parcels:
        if parcel.file_rule is not None or parcel.has_spoiled_rows or rng.random() >= SENT_TWICE_SHARE:
            continue
        later = arrival(parcel.arrives[0] + 1 + int(rng.exponential(20)), rng)
        if later[0] <= until:
            parcel.sent_again.append(later)


def _repaired(rows: list[SaidRow]) -> list[SaidRow]:
    """The refused rows as they were meant: of conflicting rows only the first, which is the real one."""
    seen: set[object] = set()
    good: list[SaidRow] = []
    for row in rows:
        if row.spoil is not None and row.key not in seen:
            seen.add(row.key)
            good.append(replace(row, spoil=None))
    return good


def _again(parcel: Parcel, tables: dict[Table, list[SaidRow]], rng: np.random.Generator) -> list[Parcel]:
    arrives = arrival(parcel.arrives[0] + 1 + int(rng.exponential(16)), rng)
    kept = {table: rows for table, rows in tables.items() if rows}
    return in_files(
        kept, sender=parcel.sender, kind="repair", reporting_date=parcel.reporting_date, arrives=arrives,
        style=parcel.style, is_workbook=parcel.is_workbook and parcel.file_rule is None, rng=rng,
    )  # fmt: skip
