"""Whatever is handed in: no uncaught exception, and no row without an outcome.

WAMS_EXAMPLES=10000 tries that many files; few by default.
"""

import csv
import io
import json
import os
import tempfile
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, Table
from pipelines.format.columns import FORMATS
from store.store import Store
from tests.pipelines.desk import Desk
from tests.pipelines.made_files import xlsx

EXAMPLES = int(os.environ.get("WAMS_EXAMPLES", "60"))
PLANTED = ("123456782", "jan.jansen@voorbeeld.nl", "06-12345678", "NL91ABNA0417164300")
GOOD: dict[str, st.SearchStrategy[str]] = {
    "gemeentecode": st.sampled_from(["GM0363", "0518", "344", "gm0034"]),
    "gemeentenaam": st.just(""),
    "peildatum": st.sampled_from(["31-12-2025", "2025-12-31", "30 nov 2025", "46022"]),
    "stap": st.integers(1, 11).map(str) | st.sampled_from(["stap 8", "8. Training medewerkers", "3.0"]),
    "status": st.sampled_from(["gestart", "Niet gestart", "gereed", "n.v.t."]),
    "startdatum": st.sampled_from(["", "01-02-2025", "1 mrt 2025"]),
    "streefdatum": st.sampled_from(["", "01-02-2027"]),
    "einddatum": st.sampled_from(["", "01-11-2025"]),
    "wacht_op": st.sampled_from(["", "rijk", "VNG/rijk"]),
    "toelichting": st.sampled_from(["", "goed op weg", "=1+1", "regel een\nregel twee"]),
    "doelgroep": st.sampled_from(["basis", "Intensief"]),
    "medewerkers": st.sampled_from(["50", "1.200", "12,0"]),
    "opgeleid": st.sampled_from(["0", "7", "12"]),
    "uren": st.sampled_from(["", "12,5", "1.234"]),
    "uitgestroomd": st.sampled_from(["", "3"]),
    "begroot_eur": st.sampled_from(["", "€ 1.250,00", "0"]),
    "gerealiseerd_eur": st.sampled_from(["1234.5", "1.234", "0", "€ 31.250,-"]),
    "toegangsvariant": st.sampled_from(["", "a", "B"]),
    "invultijd_min": st.sampled_from(["", "15"]),
}
MESS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "\u200b", "0", "12", "11b", "-5", "1e5", "NaN", "inf", "12/31/2025", "30-02-2025", "01-01-27",
         "31-12-2099", "999999999999", "9" * 400, "Bergen", "Amsterdm", "Weesp", "Аmsterdam", "#N/A", "#REF!", "=A1",
         "<script>", "'; drop table milestone; --", "x" * 501, "-", "1.2.3", "\u202e", "totaal", *PLANTED]
    ),
)  # fmt: skip


@st.composite
def messy_rows(draw: st.DrawFn) -> tuple[Table, list[list[str]]]:
    """A header and rows of one table: good values, spoiled here and there."""
    table = draw(st.sampled_from(Table))
    columns = [column for column in FORMATS[table].columns if column.dutch != "gemeentenaam" or draw(st.booleans())]
    optional = [column.dutch for column in columns if not column.is_required and column.dutch != "gemeentecode"]
    absent = set(draw(st.lists(st.sampled_from(optional), max_size=3))) if optional else set[str]()
    names = draw(st.permutations([column.dutch for column in columns if column.dutch not in absent]))
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(1, 8))):
        row = [draw(MESS if draw(st.integers(0, 11)) == 0 else GOOD[name]) for name in names]
        if draw(st.integers(0, 19)) == 0:
            row = row[: draw(st.integers(1, len(row)))] + draw(st.lists(MESS, max_size=2))
        rows.append(row)
        if draw(st.integers(0, 9)) == 0:
            rows.append(list(row))
    return table, [draw(st.sampled_from([list(names), [name.upper() for name in names]])), *rows]


def _csv(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding, errors="replace")


@pytest.fixture(scope="module")
def desk() -> Generator[Desk]:
    with tempfile.TemporaryDirectory() as home, Store(Path(home)).writer(holder="test") as writer:
        yield Desk(writer, Register.load(), Programme.load())


def _assert_every_row_has_an_outcome(desk: Desk, receipt: dict[str, Any], row_count: int) -> None:
    assert receipt["outcome"] in ("accepted", "partly", "rejected", "duplicate")
    if receipt["outcome"] in ("rejected", "duplicate"):  # rejected with a table: nothing in it was filled in
        assert all((found["read"], found["left_out"]) == (0, row_count) for found in receipt["tables"].values())
        assert receipt["outcome"] == "duplicate" or receipt["problems"]
        return
    (found,) = receipt["tables"].values()
    assert found["read"] == found["accepted"] + found["unchanged"] + found["corrections"] + found["quarantined"]
    assert found["read"] + found["left_out"] == row_count
    refused = {problem["row"] for problem in receipt["problems"] if problem["severity"] == "error"}
    assert len(refused) == found["quarantined"]
    assert (receipt["outcome"] == "partly") == bool(refused)
    of_file = desk.writer.reader.quarantine(only_open=False).filter(ledger_sequence=receipt["sequence"])
    assert set(of_file["row_number"]) == refused
    said = json.dumps(receipt, ensure_ascii=False) + "".join(of_file["cells"]) + "".join(of_file["problems"])
    assert not any(value in said for value in PLANTED[1:])


def _assert_recorded(desk: Desk, receipt: dict[str, Any], table: Table) -> None:
    if receipt["sequence"] is None or not receipt["tables"]:
        return
    (found,) = receipt["tables"].values()
    recorded = desk.writer.reader.history(table).filter(ledger_sequence=receipt["sequence"])
    assert recorded.height == found["accepted"] + found["corrections"]
    assert recorded.select(KEY[table]).is_duplicated().any() is False
    assert recorded["reporting_date"].is_null().any() is False


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(messy_rows(), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_no_text_file_raises_or_loses_a_row(
    desk: Desk, made: tuple[Table, list[list[str]]], separator: str, encoding: str
):
    table, rows = made
    receipt = desk.hand_in_bytes(_csv(rows, separator, encoding))
    _assert_every_row_has_an_outcome(desk, receipt, len(rows) - 1)
    _assert_recorded(desk, receipt, table)


@settings(max_examples=max(EXAMPLES // 3, 10), deadline=None, suppress_health_check=list(HealthCheck))
@given(messy_rows(), st.data())
def test_no_workbook_raises_or_loses_a_row(desk: Desk, made: tuple[Table, list[list[str]]], data: st.DataObject):
    table, (header, *rows) = made
    native = st.one_of(
        st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**20), 10**20), st.booleans(),
        st.dates(date(1901, 1, 1)),
    )  # fmt: skip
    cells: list[list[Any]] = [
        [data.draw(native) if data.draw(st.integers(0, 9)) == 0 else cell for cell in row[: len(header)]]
        for row in rows
    ]
    receipt = desk.hand_in_bytes(xlsx({FORMATS[table].dutch: [header, *cells]}))
    _assert_every_row_has_an_outcome(desk, receipt, len(rows))
    _assert_recorded(desk, receipt, table)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.binary(max_size=60).map(
        lambda junk: b"gemeentecode;peildatum;stap;status\nGM0363;31-12-2025;1;gestart\n" + junk
    )
)
def test_no_bytes_raise(desk: Desk, content: bytes):
    receipt = desk.hand_in_bytes(content)
    assert receipt["outcome"] in ("accepted", "partly", "rejected", "duplicate")
    assert receipt["outcome"] != "rejected" or receipt["problems"]
