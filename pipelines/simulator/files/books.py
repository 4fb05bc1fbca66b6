"""What a careful reader would have made of every file: the outcome of each row, kept as the files go out."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.statements import ASKED_ANEW, KEY, VALUES, Table
from pipelines.format.columns import FORMATS
from pipelines.simulator.files.sheets import Sheet
from pipelines.simulator.reports.parcels import Parcel
from pipelines.simulator.reports.said import SaidRow, Value

Key = tuple[Table, str, date, int | str | None]


@dataclass(slots=True)
class SentFile:
    """One file as it went out, with what should become of it."""

    name: str
    arrives_at: str
    parcel: Parcel
    sha256: str
    outcome: str
    counts: dict[Table, Counter[str]] = field(default_factory=dict[Table, Counter[str]])


class Books:
    """Keeps what stands for every key, file after file, and so tells accepted, unchanged and correction apart."""

    def __init__(self) -> None:
        """Nothing was sent yet."""
        self.files: list[SentFile] = []
        self.statements: list[dict[str, Any]] = []
        self.spoiled: list[dict[str, Any]] = []
        self._standing: dict[Key, dict[str, Value]] = {}
        self._taken_in: set[str] = set()

    def enter(self, name: str, arrives_at: str, parcel: Parcel, sheets: list[Sheet], content: bytes) -> None:
        """Books one file at the moment that it arrives."""
        digest = hashlib.sha256(content).hexdigest()
        sent = SentFile(name, arrives_at, parcel, digest, "accepted")
        self.files.append(sent)
        if parcel.file_rule is not None:
            sent.outcome = "rejected"
            return
        if digest in self._taken_in:
            sent.outcome = "duplicate"
            return
        self._taken_in.add(digest)
        for sheet in sheets:
            counts = sent.counts.setdefault(sheet.table, Counter(left_out=sheet.left_out_count))
            for row, number in zip(parcel.tables[sheet.table], sheet.row_numbers, strict=True):
                self._row(sent, row, number, counts)
        if parcel.has_spoiled_rows:
            sent.outcome = "partly"
        elif not any(counts["read"] for counts in sent.counts.values()):  # sent in without filling anything in
            sent.outcome = "rejected"
            self._taken_in.discard(digest)

    def _row(self, sent: SentFile, row: SaidRow, number: int, counts: Counter[str]) -> None:
        if row.is_untouched:
            return
        counts["read"] += 1
        where = {"file": sent.name, "table": row.table.value, "row_number": number}
        key = dict(zip(KEY[row.table], _key_values(row), strict=True))
        if row.spoil is not None:
            counts["quarantined"] += 1
            self.spoiled.append({**where, "rule": row.spoil.rule, "column": row.spoil.column, **key})
            return
        values = self._stated(row, sent.parcel)
        before = self._standing.get(row.key)
        outcome = "accepted" if before is None else "unchanged" if before == values else "correction"
        counts["corrections" if outcome == "correction" else outcome] += 1
        self._standing[row.key] = values
        self.statements.append({**where, "arrives_at": sent.arrives_at, "outcome": outcome, **key, **values})

    def _stated(self, row: SaidRow, parcel: Parcel) -> dict[str, Value]:
        """The values with which the row is stored: an absent column keeps what the key said before.

        So does an empty cell of what is asked anew each time: no form is ever filled in with it.
        """
        there = set(parcel.style.columns(row.table))
        before = self._standing.get(row.key, {})
        english = {column.english for column in FORMATS[row.table].columns if column.dutch in there}
        keeps = {name for name in ASKED_ANEW if name in VALUES[row.table] and row.values[name] is None}
        said = english - keeps
        return {name: row.values[name] if name in said else before.get(name) for name in VALUES[row.table]}


def _key_values(row: SaidRow) -> tuple[Value, ...]:
    return (row.code, row.day) if row.subject is None else (row.code, row.subject, row.day)
