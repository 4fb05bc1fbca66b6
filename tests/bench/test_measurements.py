"""What was measured stands beside its rival and its goal, and what falls short says by how much."""

from datetime import date
from pathlib import Path

import pytest

from bench.measurements import Measurement, Measurements, kept, lines, page

REACHED = Measurement("help", "s of processor", 0.06, 4.0, "an empty Python", 0.02)
SHORT = Measurement("memory", "MB", 949.0, 800.0)


def _measured(*found: Measurement, beside: str = "") -> Measurements:
    return Measurements("start", date(2026, 11, 30), "0.1.0", 2, beside, found)


def test_beside_a_rival_the_goal_is_times_the_rival_and_without_one_the_figure_itself():
    assert REACHED.held == pytest.approx(3.0)
    assert (REACHED.is_reached, SHORT.held, SHORT.is_reached) == (True, 949.0, False)


def test_a_rival_of_which_nothing_was_measured_is_no_ratio():
    with pytest.raises(ValueError, match="nothing was measured of DuckDB"):
        _ = Measurement("csv", "s", 1.0, 4.0, "DuckDB", 0.0).held


def test_what_falls_short_is_set_in_bold_with_how_many_times_its_goal_it_is():
    told = page([_measured(REACHED, SHORT)])
    assert (
        "| help | 0.06 s of processor | an empty Python: 0.02 s of processor | 3 × an empty Python, at most 4 × |"
        in told
    )
    assert "| memory | 949 MB |  | **at most 800** (1.19 × the goal) |" in told


def test_of_some_figures_more_is_better_and_some_have_no_goal():
    few, fast = (Measurement("pages", "a second", ours, least=30.0) for ours in (15.0, 60.0))
    told = Measurement("half within", "s", 9.0, None, "Dash", 3.0)
    assert [one.is_reached for one in (few, fast, told)] == [False, True, True]
    assert (few.times_the_goal, fast.times_the_goal, told.times_the_goal) == (2.0, 0.5, None)
    text = page([_measured(few, told)])
    assert "| pages | 15 a second |  | **at least 30** (2 × the goal) |" in text
    assert "| half within | 9 s | Dash: 3 s | 3 × Dash |" in text


def test_what_else_the_machine_did_stands_beside_the_table():
    assert "on 2 cores, while tests ran." in page([_measured(REACHED, beside="tests ran")])


def test_on_a_terminal_a_figure_that_falls_short_says_so():
    assert ["FALLS SHORT" in line for line in lines(_measured(REACHED, SHORT))] == [False, True]


def test_what_is_kept_is_read_back_the_same(tmp_path: Path):
    _measured(REACHED, SHORT, beside="tests ran").write(tmp_path)
    (read,) = kept(tmp_path)
    assert (read.bench, read.beside, tuple(read.measurements)) == ("start", "tests ran", (REACHED, SHORT))
    assert (read.made_on, read.cores) == (date(2026, 11, 30), 2)
