"""The generated pages hold every metric and every column, and their example can be checked by hand."""

import pytest

from domain.statements import STATEMENT_COLUMNS, Table
from metrics.catalogue import CATALOGUE
from metrics.figures import VALUE_COLUMNS, figure
from metrics.readings.pages import metrics_page, tables_page
from metrics.readings.worked_example import CHOICES, example_known, example_request


@pytest.fixture(scope="module")
def written() -> str:
    return metrics_page()


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_metric_stands_on_the_page_with_its_example(written, key):
    section = written.split(f"### {key}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    for part in ("*Why.*", "*How.*", "*Population.*", "*Caution.*", "*Nederlands.*", "review by", "In the example"):
        assert part in section
    assert section.rstrip().endswith("|")


def test_the_example_asks_every_metric_and_no_other():
    assert set(CHOICES) == set(CATALOGUE)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("step_completion", [(2, 4), (1, 2)]),
        ("all_steps_done", [(2, 6)]),
        ("own_plan_adherence", [(0, 1), (0, 0)]),
        ("reopened_steps", [(1, 3), (0, 1)]),
        ("response", [(1, 6), (2, 6), (4, 6)]),
    ],
)
def test_the_example_gives_what_was_counted_by_hand(key, expected):
    rows = figure(key, example_known(), example_request(key)).rows
    assert rows.select("numerator", "denominator").rows() == expected


def test_every_column_of_every_table_is_described():
    page = tables_page()
    for table in Table:
        assert f"### {table}\n" in page
        for column in STATEMENT_COLUMNS[table]:
            assert f"{column} |" in page or f"{column}** |" in page
    assert all(f"| {column} |" in page for column in VALUE_COLUMNS)


def test_the_same_pages_are_written_twice():
    assert metrics_page() == metrics_page()
    assert tables_page() == tables_page()
