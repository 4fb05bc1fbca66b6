"""A journal file is packed: the same lines as ever, in a tenth of the room, and every changed byte still found."""

import hashlib
import json
import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from domain.statements import Table
from store import batches, packed
from store.canonical import canonical_json
from store.journal_rows import COLUMNS, RowKind, read_rows, row_lines
from store.ledger import Ledger, LedgerLine
from store.store import Store
from tests.store.kept import held
from tests.store.reports import DAY, costs, milestones, moment, numbered, refused, report

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NUMBERS = [0.0, -0.0, 0.1 + 0.2, 1e15, 1e16, 1.5e-5, 1e-4, 5e-324, 1.7976931348623157e308, -1234.5, 9007199254740993.0]
TEXTS = [
    "".join(map(chr, range(0x250))),
    "\u2028\u2029\x7f\x85",
    "\U0001f600 e\u0301 \ufeff",
    '"line":"quarantined"',
    "\\n",
    "",
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Thirty reports, some with a refused row, and a withdrawal."""
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        for number in range(30):
            writer.record(numbered(number), recorded_at=moment(number))
        writer.withdraw(statements=3, reason="dubbel", recorded_at=moment(40))
    return store


def lines_of(store: Store) -> tuple[LedgerLine, ...]:
    return store.home.ledger.read().lines


def drawn(kind: RowKind, table: Table, rng: random.Random) -> pl.DataFrame:
    """Rows with anything that a column can hold."""
    values: dict[Any, list[Any]] = {
        pl.String(): [*TEXTS, None], pl.Float64(): [*NUMBERS, None], pl.Int64(): [0, -1, 2**63 - 1, None],
        pl.Date(): [date(1, 1, 1), DAY, date(9999, 12, 31), None],
    }  # fmt: skip
    columns = COLUMNS[kind][table]
    key = [*list(columns)[:3], "ledger_sequence"]
    rows = [
        [
            rng.choice([value for value in values[of] if name not in key or value is not None])
            for name, of in columns.items()
        ]
        for _ in range(60)
    ]
    return pl.DataFrame(rows, schema=columns, orient="row")


@pytest.mark.parametrize("table", Table)
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_row_is_written_in_columns_as_it_would_be_by_itself_and_read_back_the_same(kind: RowKind, table: Table):
    frame = drawn(kind, table, random.Random(20260301))
    written = b"".join(row_lines(kind, table, frame))
    by_itself = [canonical_json({"line": kind, "table": table.value, **row}) for row in frame.iter_rows(named=True)]
    assert written.decode() == "".join(f"{line}\n" for line in by_itself)
    rows = read_rows(written, frame.height)
    assert rows.others == {}
    assert repr(rows.frames[kind][table].drop("place").rows()) == repr(frame.rows())  # -0.0 is not 0.0


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_has_no_place_in_the_journal(number: float):
    frame = costs(("GM0363", 1, DAY, number), ("GM0363", 2, DAY, 1.0))
    with pytest.raises(ValueError, match="JSON compliant"):
        b"".join(row_lines("statement", Table.COST, frame))


@pytest.mark.parametrize(
    "wrong",
    [
        b'{"line":"statement","table":"cost"}\n', b"\n", b"nonsense\n", b"[1]\n",
        b'{"line":"statement","municipality_code":"GM1","reporting_date":"2026-02-31","step_number":1,"table":"cost"}\n',
        b'{"line":"statement","municipality_code":"GM1","reporting_date":"2026-02-01","step_number":"1","table":"cost"}\n',
    ],
)  # fmt: skip
def test_a_line_that_nobody_would_write_is_not_read_as_something_else(wrong: bytes):
    with pytest.raises(ValueError, match=r"."):
        read_rows(wrong, 1)


def test_a_tool_that_knows_zstd_shows_the_lines_of_a_journal_file(store: Store):
    line = lines_of(store)[3]
    path = store.home.journal_file(line)
    header, *rows = map(json.loads, zstd.decompress(path.read_bytes()).splitlines())
    assert path.name == f"{line.journal.sha256}.jsonl.zst"
    assert header["receipt"]["file"] == header["ledger"]["file_name"] == "opgave-3.csv"
    assert [(row["line"], row["table"]) for row in rows] == [
        *[("statement", "milestone")] * 4, ("statement", "cost"), ("quarantined", "milestone"),
    ]  # fmt: skip


def test_a_file_whose_lines_are_not_those_that_the_ledger_says_is_found(store: Store):
    ledger = store.home.ledger
    *before, last = lines_of(store)
    ledger.replace([*before, replace(last, canonical_sha256="0" * 64).sealed()])
    first = store.verify()[0]
    assert first.file == store.home.relative(store.home.journal_file(last))
    assert "SHA-256 of what is packed" in first.message["en"]
    store.rebuild()  # the file still names the line that it belonged to
    assert lines_of(store) == (*before, last)
    assert store.verify() == []


@pytest.mark.parametrize("changed", [b"", b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd" + b"x" * 80])
def test_bytes_that_are_no_packed_file_are_never_taken_for_one(changed: bytes):
    with pytest.raises(ValueError, match=r"."):
        list(packed.whole_lines(packed.unpacked(changed or b"no newline")))


def test_a_packed_file_that_was_cut_or_has_something_behind_it_is_not_read():
    content, _ = packed.packed([b"first\n", b"second\n"])
    assert b"".join(packed.unpacked(content)) == b"first\nsecond\n"
    for wrong in (content[:-1], content + b"x", content + content, content[:20]):
        with pytest.raises(ValueError, match="packed"):
            b"".join(packed.unpacked(wrong))


@pytest.mark.parametrize("size", [1, 2_000])
def test_a_store_is_made_again_the_same_however_its_files_are_cut_into_parts(
    store: Store, size: int, monkeypatch: pytest.MonkeyPatch
):
    shown = store.fingerprint()
    monkeypatch.setattr(batches, "_BATCH_BYTES", size)
    monkeypatch.setattr(packed, "_PIECE_BYTES", size)
    assert store.fingerprint(store.rebuild()) == shown
    with store.reader() as reader:
        found = dict(reader.files().select("sequence", "municipality_codes").rows())
    assert found == {n + 1: [f"GM{n:04d}"] for n in range(30)} | {31: ["GM0002"]}


def test_a_row_of_a_large_file_costs_at_most_forty_bytes(tmp_path: Path):
    store, rng = Store(tmp_path / "home"), random.Random(1)
    rows = [
        (f"GM{code:04d}", step, DAY - timedelta(days=30 * month), rng.choice(["started", "finished", "not_started"]))
        for month in range(2) for code in range(342) for step in range(1, 12)
    ]  # fmt: skip
    with store.writer(holder="test") as writer:
        writer.record(report("land.csv", {Table.MILESTONE: milestones(*rows)}), recorded_at=moment(0))
    (path,) = store.home.journal_files()
    assert len(held(path)) > 200 * len(rows)
    assert path.stat().st_size <= 40 * len(rows)


def test_a_refused_row_whose_columns_are_called_as_those_of_a_line_stays_a_refused_row(tmp_path: Path):
    store = Store(tmp_path / "home")
    odd = replace(refused(7), cells={"line": "statement", "table": "cost", "step_number": "x"})
    with store.writer(holder="test") as writer:
        writer.record(report("a.csv", {}, quarantined=[odd]), recorded_at=moment(0))
    store.rebuild()
    with store.reader() as reader:
        (row,) = reader.quarantine().rows(named=True)
    assert json.loads(row["cells"]) == odd.cells
    assert [reader_table for reader_table in Table if store.info().statement_counts[reader_table]] == []


def test_the_ledger_says_of_each_line_how_its_file_is_kept(store: Store):
    for line in Ledger(store.home.ledger.path).read().lines:
        content = zstd.decompress(store.home.journal_file(line).read_bytes())

        assert line.canonical_sha256 == hashlib.sha256(content).hexdigest()
        assert json.loads(line.body())["format"] == 3
