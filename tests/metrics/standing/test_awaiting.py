"""Whose report still has to be approved: it counts as any other, and is marked so."""

from dataclasses import replace
from datetime import date

from access.agreement import Agreement
from domain.principal import OWNER, Principal, Role
from domain.statements import Table
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.released.release import Asking, released
from metrics.standing.awaiting import awaiting_approval
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 4, 30)
SAID = replace(
    known(
        """
        code   | on         | step | standing | ledger_sequence
        GM0001 | 2026-01-31 | 1    | started  | 1
        GM0001 | 2026-03-31 | 1    | finished | 2
        GM0001 | 2026-03-31 | 2    | started  | 2
        GM0002 | 2026-02-28 | 1    | started  | 3
        GM0002 | 2026-03-31 | 1    | finished | 4
        GM0003 | 2026-03-31 | 1    | started  | 5
        """,
        costs="""
        code   | on         | step | spent | ledger_sequence
        GM0003 | 2026-03-31 | 1    | 10    | 6
        """,
    ),
    awaiting=frozenset({2, 3, 6}),
)


def waiting(of: Known, as_of: date = AS_OF, tables: tuple[Table, ...] = tuple(Table)) -> list[tuple[object, ...]]:
    return awaiting_approval(of, as_of, tables).rows()


def count(key: str, of: Known = SAID, as_of: date = AS_OF, **asked: object) -> int | None:
    return figure(key, of, Request(as_of, **asked)).awaiting_count  # pyright: ignore[reportArgumentType]  any choice


def test_a_municipality_is_marked_per_table_with_the_day_and_how_many_statements_wait():
    assert waiting(SAID) == [("GM0001", "milestone", date(2026, 3, 31), 2), ("GM0003", "cost", date(2026, 3, 31), 1)]


def test_what_was_said_again_since_or_is_of_a_later_day_does_not_wait():
    assert waiting(SAID, date(2026, 2, 28)) == [("GM0002", "milestone", date(2026, 2, 28), 1)]


def test_where_nothing_awaits_approval_nobody_is_marked():
    assert waiting(replace(SAID, awaiting=frozenset())) == []
    assert count("step_completion", replace(SAID, awaiting=frozenset())) == 0


def test_a_figure_says_of_how_many_of_its_municipalities_the_report_in_its_own_tables_awaits_approval():
    assert count("step_completion") == 1
    assert count("cost_realisation") == 1
    assert count("response") == 2  # any table
    assert count("step_completion", where={"province": "Utrecht"}) == 0


def test_the_values_of_a_figure_are_the_same_whether_its_reports_are_approved_or_not():
    asked = Request(AS_OF, by=("step",))
    approved = figure("step_completion", replace(SAID, awaiting=frozenset()), asked)
    assert figure("step_completion", SAID, asked).rows.equals(approved.rows)
    assert approved.rows["numerator"].to_list() == [2, 0]


def test_what_a_part_said_waits_under_its_successor_until_that_one_says_it_itself():
    places = register(
        """
        code   | province | size_class | from       | to
        GM0001 | Drenthe  | 4          |            | 2026-01-01
        GM0002 | Drenthe  | 4          |            |
        """,
        mergers="on | old | new | split\n2026-01-01 | GM0001 | GM0002 | no",
    )
    drawing = """
        code   | on         | step | standing | ledger_sequence
        GM0001 | 2025-11-30 | 1    | started  | 1
        GM0002 | 2025-11-30 | 1    | started  | 2
        GM0002 | 2026-02-28 | 1    | started  | 3
    """
    said = replace(known(drawing, places=places), awaiting=frozenset({1}))
    assert waiting(said, date(2025, 12, 31)) == [("GM0001", "milestone", date(2025, 11, 30), 1)]
    assert waiting(said, date(2026, 1, 31)) == [("GM0002", "milestone", date(2025, 11, 30), 1)]
    assert waiting(said, date(2026, 2, 28)) == []


def test_whoever_gets_figures_with_something_withheld_is_not_told_how_many_await_approval():
    asked = Request(AS_OF)
    official = Asking(Principal(Role.MINISTRY, person=1), Agreement())
    assert released("step_completion", SAID, asked, Asking(OWNER, Agreement()), is_now=True).awaiting_count == 1
    assert released("step_completion", SAID, asked, official, is_now=True).awaiting_count is None


def test_the_frame_has_the_same_columns_when_it_is_empty():
    assert awaiting_approval(replace(SAID, awaiting=frozenset()), AS_OF).schema == awaiting_approval(SAID, AS_OF).schema
