"""Two generations have one fingerprint when and only when their rows are the same."""

from pathlib import Path

import duckdb
import pytest

from store.fingerprint import fingerprint
from store.generation import TALLIED, make_empty
from store.store import Store
from tests.store.reports import moment, numbered


@pytest.fixture
def generation(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    store = Store(tmp_path / "home")
    with store.writer(holder="test") as writer:
        for number in range(8):
            writer.record(numbered(number), recorded_at=moment(number))
    copy = duckdb.connect(str(store.home.generation_file(1)))
    copy.begin()
    return copy


def test_the_order_of_rows_makes_no_difference(generation: duckdb.DuckDBPyConnection):
    before = fingerprint(generation)
    for table in ("milestone", "ledger_line", "quarantined_row"):
        generation.execute(f"create temp table turned as select * from {table} order by all desc")
        generation.execute(f"delete from {table}; insert into {table} from turned; drop table turned")
    assert fingerprint(generation) == before


@pytest.mark.parametrize("table", ["milestone", "cost", "ledger_line", "quarantined_row"])
def test_any_cell_that_differs_shows_in_its_table_alone(generation: duckdb.DuckDBPyConnection, table: str):
    before = fingerprint(generation)
    columns = generation.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ?", [table]
    ).fetchall()
    other = {"VARCHAR": "'x'", "BIGINT": "99", "DOUBLE": "9.5", "DATE": "'2001-01-01'", "TIMESTAMP": "'2001-01-01'",
             "VARCHAR[]": "['x']", "BOOLEAN": 'not "{}"'}  # fmt: skip
    for column, kind in columns:
        new = other[kind].format(column)
        generation.execute(f'update {table} set "{column}" = {new} where rowid = (select min(rowid) from {table})')
        changed = fingerprint(generation)
        assert [name for name in TALLIED if changed[name] != before[name]] == [table], column
        before = changed


def test_a_value_that_moved_to_another_column_or_row_and_a_row_too_many_show(generation: duckdb.DuckDBPyConnection):
    seen = [fingerprint(generation)["milestone"]]
    for deed in (
        "update milestone set waiting_on = note, note = waiting_on",
        "update milestone set row_number = case row_number when 2 then 3 when 3 then 2 else row_number end",
        "insert into milestone select * from milestone limit 1",
        "delete from milestone where rowid = (select max(rowid) from milestone)",
    ):
        generation.execute(deed)
        seen.append(fingerprint(generation)["milestone"])
    assert len(set(seen[:4])) == 4


def test_a_table_that_an_earlier_schema_has_not_is_as_one_without_rows(generation: duckdb.DuckDBPyConnection):
    generation.execute("drop table beside")
    with duckdb.connect() as empty:
        make_empty(empty)
        assert fingerprint(generation)["beside"] == fingerprint(empty)["beside"]
