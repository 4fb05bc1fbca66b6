from datetime import date
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from domain.consistency import WARNING_COLUMNS, consistency_warnings
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, STATEMENT_COLUMNS, Table, empty_statements

REGISTER = Register.load()
PROGRAMME = Programme.load()
TODAY = date(2026, 7, 1)
Q1, Q2, Q3 = date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)


def _statements(table: Table, *rows: dict[str, Any]) -> pl.DataFrame:
    filled = [{"municipality_code": "GM0363", **row} for row in rows]
    columns = {name: [row.get(name) for row in filled] for name in STATEMENT_COLUMNS[table]}
    return pl.DataFrame(columns, schema=STATEMENT_COLUMNS[table])


def _milestones(*rows: dict[str, Any]) -> dict[Table, pl.DataFrame]:
    return {Table.MILESTONE: _statements(Table.MILESTONE, *[{"start_date": Q1, **row} for row in rows])}


def _warnings(statements: dict[Table, pl.DataFrame], as_of: date = TODAY) -> list[tuple[str, date]]:
    found = consistency_warnings(statements, programme=PROGRAMME, register=REGISTER, as_of=as_of)
    assert dict(found.schema) == WARNING_COLUMNS
    return found.select("rule", "reporting_date").rows()


def test_step_reopened_warns_at_each_unfinished_report_after_a_finished_one():
    said = _milestones(
        {"step_number": 1, "reporting_date": Q1, "standing": "finished"},
        {"step_number": 1, "reporting_date": Q2, "standing": "started"},
        {"step_number": 1, "reporting_date": Q3, "standing": "finished"},
        {"step_number": 2, "reporting_date": Q1, "standing": "started"},
    )
    assert _warnings(said) == [("step_reopened", Q2)]


def test_a_finished_step_that_no_longer_applies_is_not_reopened():
    said = _milestones(
        {"step_number": 1, "reporting_date": Q1, "standing": "finished"},
        {"step_number": 1, "reporting_date": Q2, "standing": "not_applicable"},
    )
    assert _warnings(said) == []


def test_cost_decreased_compares_with_the_report_before_it():
    said = _statements(
        Table.COST,
        {"step_number": 2, "reporting_date": Q1, "realised_cost_eur": 100.0},
        {"step_number": 2, "reporting_date": Q2, "realised_cost_eur": 80.0},
        {"step_number": 2, "reporting_date": Q3, "realised_cost_eur": 80.0},
        {"step_number": 4, "reporting_date": Q3, "realised_cost_eur": 10.0},
    )
    assert _warnings({Table.COST: said}) == [("cost_decreased", Q2)]


def test_trained_decreased_looks_at_each_target_group_apart():
    said = _statements(
        Table.TRAINING,
        {"target_group": "basis", "reporting_date": Q1, "staff_in_scope_count": 50, "trained_staff_count": 30},
        {"target_group": "basis", "reporting_date": Q2, "staff_in_scope_count": 50, "trained_staff_count": 20},
        {"target_group": "intensief", "reporting_date": Q2, "staff_in_scope_count": 9, "trained_staff_count": 5},
    )
    assert _warnings({Table.TRAINING: said}) == [("trained_decreased", Q2)]


def test_step8_done_untrained_until_a_training_report_of_that_municipality_is_known():
    said = _milestones({"step_number": 8, "reporting_date": Q1, "standing": "finished"})
    training = {"target_group": "basis", "reporting_date": Q2, "staff_in_scope_count": 5, "trained_staff_count": 5}
    assert _warnings(said) == [("step8_done_untrained", Q1)]
    elsewhere = _statements(Table.TRAINING, {**training, "municipality_code": "GM0518"})
    assert _warnings({**said, Table.TRAINING: elsewhere}) == [("step8_done_untrained", Q1)]
    its_own = _statements(Table.TRAINING, training)
    assert _warnings({**said, Table.TRAINING: its_own}) == []
    assert _warnings({**said, Table.TRAINING: its_own}, as_of=Q1) == [("step8_done_untrained", Q1)]


def test_target_passed_when_an_unfinished_step_names_a_target_before_its_own_reporting_date():
    said = _milestones(
        {"step_number": 1, "reporting_date": Q2, "standing": "started", "own_target_date": Q1},
        {"step_number": 2, "reporting_date": Q2, "standing": "started", "own_target_date": Q2},
        {"step_number": 3, "reporting_date": Q2, "standing": "finished", "own_target_date": Q1},
    )
    assert _warnings(said) == [("target_passed", Q2)]


def test_cost_far_above_band_is_more_than_three_times_the_highest_amount_and_never_without_one():
    said = _statements(
        Table.COST,
        {"step_number": 2, "reporting_date": Q1, "realised_cost_eur": 591_000.0},
        {"step_number": 2, "reporting_date": Q2, "realised_cost_eur": 591_000.01},
        {"step_number": 6, "reporting_date": Q2, "realised_cost_eur": 9e8},
        {"step_number": 11, "reporting_date": Q2, "realised_cost_eur": 9e8},
    )
    assert _warnings({Table.COST: said}) == [("cost_far_above_band", Q2)]


def test_start_missing_for_what_was_started_or_finished():
    rows = [
        {"step_number": number, "reporting_date": Q1, "standing": standing, "start_date": None}
        for number, standing in enumerate(("not_started", "started", "finished", "not_applicable"), start=1)
    ]
    assert _warnings(_milestones(*rows)) == [("start_missing", Q1)] * 2


def test_start_without_begin_for_what_is_not_started_and_has_a_start_date():
    rows = [
        {"step_number": number, "reporting_date": Q1, "standing": standing, "start_date": Q1}
        for number, standing in enumerate(("not_started", "started", "finished"), start=1)
    ]
    assert _warnings(_milestones(*rows)) == [("start_without_begin", Q1)]


def test_merged_later_from_the_day_on_which_the_municipality_was_dissolved():
    said = _milestones(
        {"municipality_code": "GM0457", "step_number": 1, "reporting_date": date(2022, 3, 1), "standing": "started"}
    )  # Weesp, part of Amsterdam since 24 March 2022
    assert _warnings(said, as_of=date(2022, 3, 23)) == []
    assert _warnings(said, as_of=date(2022, 3, 24)) == [("merged_later", date(2022, 3, 1))]


def test_nothing_said_gives_no_warnings():
    assert _warnings({}) == []
    assert _warnings({table: empty_statements(table) for table in Table}) == []


standings = st.sampled_from(["not_started", "started", "finished", "not_applicable"])
dates = st.sampled_from([Q1, Q2, Q3])


@given(
    st.lists(
        st.tuples(st.sampled_from(["GM0363", "GM0457"]), st.integers(6, 9), dates, standings, st.none() | dates),
        unique_by=lambda row: row[:3],
    ),
    st.randoms(use_true_random=False),
)
def test_warnings_do_not_depend_on_the_order_of_the_statements(rows: list[tuple[Any, ...]], shuffle: Any):
    names = ("municipality_code", "step_number", "reporting_date", "standing", "own_target_date")
    said = _milestones(*[dict(zip(names, row, strict=True)) for row in rows])
    frame = said[Table.MILESTONE]
    order = list(range(frame.height))
    shuffle.shuffle(order)
    arguments: dict[str, Any] = {"programme": PROGRAMME, "register": REGISTER, "as_of": TODAY}
    first = consistency_warnings({Table.MILESTONE: frame.sort(*KEY[Table.MILESTONE])}, **arguments)
    again = consistency_warnings({Table.MILESTONE: frame[order]}, **arguments)
    assert again.equals(first)
