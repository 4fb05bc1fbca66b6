"""Statements as canonical lines of the journal, and back: in columns, no object per row.

A line is what `canonical_json` would write of the row. Row by row, 1.5 million take 12 s to write and as many to read;
in columns 1 s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from domain.statements import KEY, STATEMENT_COLUMNS, Table
from store.canonical import canonical_json

Columns = Mapping[str, pl.DataType]
RowKind = Literal["statement", "withdrawn"]
Frames = Mapping[RowKind, Mapping[Table, pl.DataFrame]]

RECORDED_COLUMNS: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {**STATEMENT_COLUMNS[table], "flags": pl.String(), "row_number": pl.Int64()} for table in Table
}
"""What the intake hands over per statement."""

TARGET_COLUMNS: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {
        **{column: STATEMENT_COLUMNS[table][column] for column in KEY[table]},
        "ledger_sequence": pl.Int64(),
    }
    for table in Table
}
"""What points at one statement, for a withdrawal."""

COLUMNS: Final[dict[RowKind, dict[Table, dict[str, pl.DataType]]]] = {
    "statement": RECORDED_COLUMNS, "withdrawn": TARGET_COLUMNS,
}  # fmt: skip

_ROWS_AT_ONCE: Final = 20_000
_SPELLED_ALIKE: Final = (1e-4, 1e16)  # between these Python and Polars write a number in the same way
_DATE: Final = pl.Date()
_MARKS: Final = {"line": pl.String(), "table": pl.String()}
_WRITTEN: Final[dict[str, pl.DataType]] = {
    **{
        name: pl.String() if kind == _DATE else kind
        for tables in COLUMNS.values()
        for columns in tables.values()
        for name, kind in columns.items()
    },
    **_MARKS,
}
_NAMES: Final = pl.DataFrame({"table": [table.value for table in Table]})


@dataclass(frozen=True)
class Rows:
    """The rows that some lines hold, per kind and table (those that have any), each frame in the order of the lines.

    The frames have the columns of COLUMNS, and `place`: the number of their line, from 0. `others` are the lines of
    another kind, by their number.
    """

    frames: Frames
    others: dict[int, bytes]


def row_lines(kind: RowKind, table: Table, frame: pl.DataFrame) -> Iterator[bytes]:
    """A line per row of a frame with COLUMNS, some thousands at a time.

    Raises ValueError for a number that is none (NaN, infinity): it has no place in the journal.
    """
    names = sorted([*COLUMNS[kind][table], *_MARKS])
    for part in frame.iter_slices(_ROWS_AT_ONCE):
        marked = part.with_columns(line=pl.lit(kind), table=pl.lit(table.value)).select(names)
        if _is_spelled_alike(marked):
            yield marked.write_ndjson().encode("utf-8")
        else:
            yield "".join(f"{canonical_json(row)}\n" for row in marked.iter_rows(named=True)).encode("utf-8")


def read_rows(lines: bytes, count: int) -> Rows:
    """The rows of `count` whole lines. Raises ValueError for such lines that `row_lines` would not write."""
    try:
        written = pl.read_ndjson(lines, schema=_WRITTEN) if lines else pl.DataFrame(schema=_WRITTEN)
        if written.height != count:
            raise ValueError(f"{count} lines, and {written.height} that hold something")
        written = written.with_row_index("place")
        frames: Frames = {kind: _of_kind(written, kind) for kind in COLUMNS}
    except pl.exceptions.PolarsError as error:
        raise ValueError(str(error)) from error
    read = sum(frame.height for tables in frames.values() for frame in tables.values())
    return Rows(frames, {} if read == count else _others(written, lines))


def _of_kind(written: pl.DataFrame, kind: RowKind) -> dict[Table, pl.DataFrame]:
    of_kind = written.filter(pl.col("line") == kind)
    parts = of_kind.partition_by("table", as_dict=True, maintain_order=True)
    return {table: _typed(parts[(table.value,)], kind, table) for table in Table if (table.value,) in parts}


def _typed(part: pl.DataFrame, kind: RowKind, table: Table) -> pl.DataFrame:
    columns = COLUMNS[kind][table]
    typed = part.select(
        *(pl.col(name).str.to_date("%Y-%m-%d") if of == _DATE else pl.col(name) for name, of in columns.items()),
        "place",
    )
    key = [*KEY[table], *(["ledger_sequence"] if kind == "withdrawn" else [])]
    if any(typed[name].null_count() for name in key):
        raise ValueError(f"a {kind} line of {table.value} has no complete key")
    return typed


def _others(written: pl.DataFrame, lines: bytes) -> dict[int, bytes]:
    is_row = pl.col("line").is_in(list(COLUMNS)) & pl.col("table").is_in(_NAMES["table"].implode())
    places = written.filter(~is_row.fill_null(value=False))["place"].to_list()
    split = lines.split(b"\n")
    return {place: split[place] for place in places}


def _is_spelled_alike(frame: pl.DataFrame) -> bool:
    least, most = _SPELLED_ALIKE
    size = pl.selectors.float().abs()
    odd: Any = frame.select(pl.any_horizontal(((size != 0) & ~size.is_between(least, most, closed="left")).any()))
    return not (odd.width and odd.height and odd.item())
