"""`wams bench spark`: on a real cluster each heavy query gives the rows of DuckDB, and without one it is said."""

import pytest
from typer.testing import CliRunner

from bench.growth import LAST_DAY
from bench.spark import KNOWN_ON, Raced, raced
from cli.computing import MONTHS, month_ends, peers_by_size
from cli.main import app
from cli.surroundings import surroundings
from store.computing import SPARK_PYTHON, HeavyQuestion
from store.portable import NAMES


def test_without_spark_duckdb_is_timed_alone_and_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr("store.computing.SPARK_PYTHON", tmp_path / "none")
    ended = CliRunner().invoke(app, ["bench", "spark", "--small"])
    assert ended.exit_code == 0
    assert "make spark" in ended.stdout
    assert "state: 3,762 rows, DuckDB" in ended.stdout


@pytest.mark.long
@pytest.mark.skipif(not SPARK_PYTHON.exists(), reason="Spark is not here: make spark")
def test_a_master_and_two_workers_give_the_same_rows_in_the_same_order():
    question = HeavyQuestion(LAST_DAY, KNOWN_ON, month_ends(LAST_DAY, MONTHS), peers_by_size(surroundings(), LAST_DAY))
    found = [one for one in raced(question, (0.1,), with_spark=True) if isinstance(one, Raced)]
    assert [one.query for one in found] == [*NAMES]
    assert all(one.is_equal for one in found)


def test_months_are_counted_back_from_the_day_that_is_asked():
    ends = month_ends(LAST_DAY, 4)
    assert [str(end) for end in ends] == ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"]
