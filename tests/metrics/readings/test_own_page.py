"""The own page before a report and after it."""

from datetime import date

from domain.statements import Table
from metrics.readings.own_page import StepState, own_page, with_report
from tests.metrics.drawn import known, statements

AS_OF = date(2026, 4, 30)
BEFORE = known(
    """
    code   | on         | step | standing | start      | target     | end
    GM0001 | 2026-01-31 | 1    | started  | 2025-11-01 | 2026-03-01 |
    GM0002 | 2026-01-31 | 1    | finished | 2025-11-01 |            | 2026-01-01
    """,
    training="code | on | group | staff | trained\nGM0001 | 2026-01-31 | laders | 50 | 21",
    costs="code | on | step | spent\nGM0001 | 2026-01-31 | 1 | 100.5",
)
SAID = {
    Table.MILESTONE: statements(
        Table.MILESTONE,
        "code | on | step | standing | start | end\nGM0001 | 2026-03-31 | 1 | finished | 2025-11-01 | 2026-03-15",
    ),
    Table.COST: statements(Table.COST, "code | on | step | spent\nGM0001 | 2026-03-31 | 2 | 20"),
}


def test_a_page_says_of_a_municipality_what_it_said_and_of_the_rest_that_it_is_not_known():
    page = own_page(BEFORE, "GM0001", AS_OF)
    assert page.steps[1] == StepState("started", date(2025, 11, 1), date(2026, 3, 1), None)
    assert page.steps[2].standing == "not_reported"
    assert (page.finished_count, page.spent_eur) == (0, 100.5)
    empty = own_page(BEFORE, "GM0003", AS_OF)
    assert (empty.finished_count, empty.spent_eur, set(empty.trained.values())) == (0, None, {None})


def test_with_a_report_the_page_becomes_what_taking_it_in_would_make_of_it():
    after = own_page(with_report(BEFORE, SAID), "GM0001", AS_OF)
    assert after.steps[1] == StepState("finished", date(2025, 11, 1), None, date(2026, 3, 15))
    assert (after.finished_count, after.spent_eur) == (1, 120.5)
    assert after.trained == own_page(BEFORE, "GM0001", AS_OF).trained
    assert own_page(with_report(BEFORE, SAID), "GM0002", AS_OF) == own_page(BEFORE, "GM0002", AS_OF)


def test_a_report_about_a_day_that_was_reported_stands_instead_of_what_was_said_of_it():
    corrected = {
        Table.MILESTONE: statements(
            Table.MILESTONE, "code | on | step | standing\nGM0001 | 2026-01-31 | 1 | not_started"
        )
    }
    after = with_report(BEFORE, corrected)
    assert after.statements[Table.MILESTONE].height == 2
    assert own_page(after, "GM0001", AS_OF).steps[1] == StepState("not_started", None, None, None)
