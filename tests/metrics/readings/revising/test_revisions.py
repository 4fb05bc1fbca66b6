"""What each ledger line did to the headline figures; all of it adds up to the difference."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks import end_of_day
from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.revising.replaying import Recorded, Replay
from metrics.readings.revising.revisions import Revisions, revisions
from metrics.standing.known import Known
from metrics.standing.state import cost_state, training_state
from tests.metrics import drawn
from tests.metrics.ledgers import MOMENT, Ledger, ledgers, moment
from tests.metrics.worlds import LAST

Figures = dict[tuple[str, int | None, str | None], float | None]


def asked(known: Known, as_of: date, max_age_days: int | None = None) -> Figures:
    """The headline figures by the ordinary door, without a replay; of an as_of that may lie after what was known."""
    known = replace(known, known_on=max(known.known_on, end_of_day(as_of)))
    request = Request(as_of, max_age_days=max_age_days)
    done = figure("all_steps_done", known, request).rows
    finished = figure("completed_steps", known, request)
    found: Figures = {
        ("all_steps_done", None, None): done["value"][0],
        ("mean_completed_steps", None, None): (
            finished.rows["numerator"][0] / finished.reporter_count if finished.reporter_count else None
        ),
    }
    for row in figure("step_completion", known, request).rows.iter_rows(named=True):
        found["step_completion", row["step"], None] = row["value"]
    if max_age_days is not None:
        first = as_of - timedelta(days=max_age_days)
        said = {table: frame.filter(pl.col("reporting_date") >= first) for table, frame in known.statements.items()}
        known = replace(known, statements=said)
    for group in known.programme.training.target_groups:
        stated = training_state(known, as_of).filter(pl.col("target_group") == group.key)
        scope = stated["staff_in_scope_count"].sum()
        found["training_coverage", None, group.key] = stated["trained_staff_count"].sum() / scope if scope else None
    costs = cost_state(known, as_of)
    found["realised_cost", None, None] = costs["realised_cost_eur"].sum() if costs.height else None
    return found


def named(rows: pl.DataFrame, column: str) -> Figures:
    return {(row["figure"], row["step"], row["target_group"]): row[column] for row in rows.iter_rows(named=True)}


def assert_same(found: Figures, expected: Figures) -> None:
    """Unknown in the same places, and equal but for the order in which floats were added."""
    assert {key for key, one in found.items() if one is None} == {key for key, one in expected.items() if one is None}
    known = [key for key, one in found.items() if one is not None]
    assert [found[key] for key in known] == pytest.approx([expected[key] for key in known], rel=1e-12)


@settings(max_examples=10, deadline=None)
@given(ledgers(), st.data())
def test_with_a_chosen_age_both_moments_are_told_of_statements_young_enough_on_the_day(
    ledger: Ledger, data: st.DataObject
):
    first, last = 0, len(ledger.kinds)
    as_of = data.draw(st.dates(date(2025, 1, 1), LAST))
    age = data.draw(st.sampled_from([0, 30, 90, 180, 365]))
    found = revisions(ledger.recorded, known_from=moment(first), known_to=moment(last), as_of=as_of, max_age_days=age)
    before, after = (asked(ledger.known_on(moment(n)), as_of, age) for n in (first, last))
    assert_same(named(found.differences, "before"), before)
    assert_same(named(found.differences, "after"), after)


@settings(max_examples=20, deadline=None)
@given(ledgers(), st.data())
def test_the_effects_of_the_lines_add_up_to_the_difference_between_the_two_moments(ledger: Ledger, data: st.DataObject):
    count = len(ledger.kinds)
    first = data.draw(st.integers(0, count))
    last = data.draw(st.integers(first, count))
    as_of = data.draw(st.one_of(st.sampled_from([LAST, date(2025, 7, 1)]), st.dates(date(2025, 1, 1), LAST)))
    found = revisions(ledger.recorded, known_from=moment(first), known_to=moment(last), as_of=as_of)

    before, after = (asked(ledger.known_on(moment(n)), as_of) for n in (first, last))
    assert_same(named(found.differences, "before"), before)
    assert_same(named(found.differences, "after"), after)

    for key, start in named(found.differences, "before").items():
        value = start
        own = [row for row in found.effects.iter_rows(named=True) if named_one(row) == key]
        for row in own:  # a chain: each line begins where the one before it ended
            assert row["before"] == value
            value = row["after"]
        assert value == named(found.differences, "after")[key]
    for row in found.differences.iter_rows(named=True):
        apart = [row["new_report"], row["correction"], row["withdrawal"]]
        if None not in apart:
            assert sum(apart) == pytest.approx(row["difference"], abs=1e-9, rel=1e-12)


@settings(max_examples=8, deadline=None)
@given(ledgers())
def test_after_each_line_the_figures_are_what_the_ordinary_door_gave_on_that_moment(ledger: Ledger):
    as_of, count = LAST, len(ledger.kinds)
    found = revisions(ledger.recorded, known_from=moment(0), known_to=moment(count), as_of=as_of)
    values = named(found.differences, "before")
    for sequence in range(1, count + 1):
        values |= named(found.effects.filter(pl.col("sequence") == sequence), "after")
        assert_same(values, asked(ledger.known_on(moment(sequence)), as_of))


@settings(max_examples=8, deadline=None)
@given(ledgers(), st.data())
def test_what_is_recorded_later_changes_nothing_in_what_was_revised_before(ledger: Ledger, data: st.DataObject):
    count = len(ledger.kinds)
    last = data.draw(st.integers(0, count))
    until = [one for one in ledger.said if one["ledger_sequence"] <= last]
    then = [
        {
            **one,
            "withdrawn_at": None if one["withdrawn_at"] and one["withdrawn_at"] > moment(last) else one["withdrawn_at"],
        }
        for one in until
    ]
    asked_of = [
        revisions(one.recorded, known_from=moment(last // 2), known_to=moment(last), as_of=LAST)
        for one in (ledger, Ledger(ledger.kinds[:last], then))
    ]
    for name in ("lines", "effects", "differences"):
        assert getattr(asked_of[0], name).equals(getattr(asked_of[1], name))


def test_only_the_municipalities_that_a_line_speaks_of_are_looked_at_again():
    said = [
        {"table": Table.MILESTONE, "municipality_code": "GM0011", "reporting_date": LAST, "step_number": 1,
         "standing": "finished", "ledger_sequence": n, "recorded_at": moment(n), "withdrawn_at": None}
        for n in range(1, 4)
    ]  # fmt: skip
    replay = Replay(Ledger(["intake"] * 3, said).recorded, LAST, moment(0), moment(3))
    assert replay.touched.rows() == [("GM0011", 0), ("GM0011", 3), ("GM0011", 5)]  # one new, then two corrections


def named_one(row: dict) -> tuple[str, int | None, str | None]:
    return row["figure"], row["step"], row["target_group"]


LINES = """
    line | code   | on         | step | standing | withdrawn
    1    | GM0001 | 2026-01-31 | 1    | finished |
    1    | GM0002 | 2026-01-31 | 1    | started  |
    2    | GM0003 | 2026-02-28 | 1    | finished | 4
    3    | GM0002 | 2026-01-31 | 1    | finished |
    3    | GM0004 | 2026-01-31 | 1    | started  |
    5    | GM0001 | 2025-12-31 | 1    | started  |
"""
KINDS = ["intake", "intake", "intake", "withdrawal", "intake", "rejection"]
AS_OF = date(2026, 4, 30)


def at(line: int) -> datetime:
    return datetime(2026, 3, line + 1, tzinfo=timezone.utc)


@pytest.fixture
def found() -> Revisions:
    """Four municipalities; from nothing known to the end of the ledger."""
    schema = {**STATEMENT_COLUMNS[Table.MILESTONE], **PROVENANCE, "withdrawn_at": MOMENT}
    said = [
        {
            "municipality_code": row["code"],
            "step_number": int(row["step"] or 0),
            "reporting_date": date.fromisoformat(row["on"] or ""),
            "standing": row["standing"],
            "ledger_sequence": int(row["line"] or 0),
            "recorded_at": at(int(row["line"] or 0)),
            "withdrawn_at": at(int(row["withdrawn"])) if row["withdrawn"] else None,
        }
        for row in drawn.rows(LINES)
    ]
    empty = {
        table: pl.DataFrame(schema={**STATEMENT_COLUMNS[table], **PROVENANCE, "withdrawn_at": MOMENT})
        for table in Table
    }
    files = pl.DataFrame(
        [(n, kind, at(n), f"{n}.csv", "accepted") for n, kind in enumerate(KINDS, 1)],
        schema={"sequence": pl.Int64(), "kind": pl.String(), "recorded_at": MOMENT, "file_name": pl.String(),
                "outcome": pl.String()},
        orient="row",
    )  # fmt: skip
    history = {**empty, Table.MILESTONE: pl.DataFrame(said, schema=schema)}
    recorded = Recorded(history, files, drawn.register(), drawn.programme(1))
    return revisions(recorded, known_from=at(1), known_to=at(6), as_of=AS_OF)


def test_each_line_is_told_with_its_changes_and_new_reports_stand_apart(found: Revisions):
    told = found.lines.select("sequence", "change", "statement_count", "municipality_codes").rows()
    assert told == [
        (2, "new_report", 1, ["GM0003"]),
        (3, "new_report", 1, ["GM0004"]),
        (3, "correction", 1, ["GM0002"]),
        (4, "withdrawal", 1, ["GM0003"]),
        (5, "new_report", 1, ["GM0001"]),
        (6, None, None, None),
    ]


def test_each_effect_is_what_was_counted_by_hand(found: Revisions):
    steps = found.effects.filter(pl.col("figure") == "step_completion")
    assert steps.select("sequence", "change", "before", "after").rows() == [
        (2, "new_report", 1 / 2, 2 / 3),
        (3, "new_report", 2 / 3, 2 / 4),
        (3, "correction", 2 / 4, 3 / 4),
        (4, "withdrawal", 3 / 4, 2 / 3),
    ]
    done = found.differences.row(0, named=True)
    assert (done["figure"], done["before"], done["after"]) == ("all_steps_done", 1.0, 2.0)
    assert (done["new_report"], done["correction"], done["withdrawal"]) == (1.0, 1.0, -1.0)


def test_a_late_report_of_an_older_peildatum_changes_no_headline(found: Revisions):
    assert found.effects.filter(pl.col("sequence") == 5).is_empty()


def test_a_figure_that_was_unknown_has_no_effect_rather_than_zero(found: Revisions):
    cost = found.differences.row(-1, named=True)
    assert cost["figure"] == "realised_cost"
    assert (cost["before"], cost["after"], cost["difference"]) == (None, None, None)
    assert (cost["new_report"], cost["correction"], cost["withdrawal"]) == (None, None, None)


def test_the_moments_are_asked_in_order(found: Revisions):
    empty = Ledger([], []).recorded
    with pytest.raises(ValueError, match="after the second"):
        revisions(empty, known_from=at(2), known_to=at(1), as_of=AS_OF)
    assert revisions(empty, known_from=at(1), known_to=at(1), as_of=AS_OF).lines.is_empty()
