"""Parcels to files: written in the order in which they arrive, each entered into the books and the manifest."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

import numpy as np

from domain.clocks import AMSTERDAM
from pipelines.format.columns import FORMATS
from pipelines.simulator.files.books import Books
from pipelines.simulator.files.ods_files import ods_bytes
from pipelines.simulator.files.sheets import Layout, Sheet, Words
from pipelines.simulator.files.truth import write_rows
from pipelines.simulator.files.written_files import csv_text, encoded, xlsx_bytes
from pipelines.simulator.mess.spoiled_files import (
    encrypted_workbook,
    spoiled_text,
    spoiled_workbook,
    with_a_column_twice,
    without_a_column,
)
from pipelines.simulator.reports.parcels import Parcel

MANIFEST_COLUMNS: Final = ("file", "arrives_at", "sent_by")


def send(parcels: Sequence[Parcel], directory: Path, words: Words, books: Books, rng: np.random.Generator) -> None:
    """Writes files/ and manifest.csv, and enters every file into the books."""
    (directory / "files").mkdir(parents=True)
    made: dict[int, tuple[list[Sheet], bytes, str]] = {}
    manifest: list[tuple[str, str, str]] = []
    for number, (moment, index) in enumerate(_in_order(parcels), start=1):
        parcel = parcels[index]
        if index not in made:
            made[index] = _content(parcel, words, rng)
        sheets, content, stem = made[index]
        name = f"files/{number:05}_{stem}"
        (directory / name).write_bytes(content)
        arrives_at = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        manifest.append((name, arrives_at, parcel.sender))
        books.enter(name, arrives_at, parcel, sheets, content)
        if not parcel.sent_again:
            del made[index]
    write_rows(directory / "manifest.csv", MANIFEST_COLUMNS, manifest)


def _in_order(parcels: Sequence[Parcel]) -> list[tuple[datetime, int]]:
    """Every arrival (UTC) with the place of its parcel; no two in the same second."""
    arrivals = [
        (moment, index) for index, parcel in enumerate(parcels) for moment in (parcel.arrives, *parcel.sent_again)
    ]
    ordered: list[tuple[datetime, int]] = []
    last = datetime.min.replace(tzinfo=timezone.utc)
    for (day, second), index in sorted(arrivals):
        local = datetime.combine(date.fromordinal(day), time(), tzinfo=AMSTERDAM) + timedelta(seconds=second)
        last = max(local.astimezone(timezone.utc), last + timedelta(seconds=1))
        ordered.append((last, index))
    return ordered


def _content(parcel: Parcel, words: Words, rng: np.random.Generator) -> tuple[list[Sheet], bytes, str]:
    """The sheets, the bytes and the name of one file."""
    style = parcel.style
    layout = Layout(style, words, rng, is_native=parcel.is_workbook)
    sheets = [layout.sheet(table, rows) for table, rows in parcel.tables.items()]
    who = parcel.sender.lower().replace(" ", "-")
    way = parcel.spoiling or ""
    if parcel.is_workbook or way == "encrypted":
        content = encrypted_workbook(rng) if way == "encrypted" else _workbook(parcel, sheets, layout)
        extension = "xlsm" if way == "macro" else "ods" if _is_ods(parcel) else "xlsx"
        return sheets, content, f"{who}_opgave_{parcel.reporting_date}.{extension}"
    sheet = sheets[0]
    _spoil_columns(way, sheet, style.columns(sheet.table))
    text = csv_text(sheet, style)
    if way in ("", "missing_column", "column_twice", "header_only"):
        content = encoded(text, style)
    else:
        content = spoiled_text(way, text, rng)
    extension = "txt" if style.separator == "\t" else "csv"
    return sheets, content, f"{who}_{FORMATS[sheet.table].dutch}_{parcel.reporting_date}.{extension}"


def _is_ods(parcel: Parcel) -> bool:
    return parcel.style.writes_ods and parcel.spoiling is None  # files are spoiled in the way of XLSX


def _workbook(parcel: Parcel, sheets: list[Sheet], layout: Layout) -> bytes:
    named = [(FORMATS[sheet.table].dutch, sheet) for sheet in sheets]
    if _is_ods(parcel):
        return ods_bytes(named)
    if parcel.spoiling == "same_table_twice":
        named.append((f"{named[0][0]} (2)", sheets[0]))
    table, rows = next(iter(parcel.tables.items()))
    hidden = layout.sheet(table, rows[: len(rows) // 2 + 1]) if parcel.style.has_hidden_sheet else None
    return spoiled_workbook(parcel.spoiling or "", xlsx_bytes(named, parcel.style, hidden=hidden))


def _spoil_columns(way: str, sheet: Sheet, columns: tuple[str, ...]) -> None:
    if way == "missing_column":
        without_a_column(sheet, columns)
    elif way == "column_twice":
        with_a_column_twice(sheet, columns)
    elif way == "header_only":
        del sheet.lines[sheet.header_line + 1 :]
