"""A month of which few had reported is no point of a line: its bounds are drawn, and its words say too few."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.training.asked import LeakMonth
from dashboard.screens.training.leak import month_of_enough
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def _line(app: AppTest) -> dict[str, Any]:
    assert not app.exception
    return next(part for part in drawn(app) if "estimate" in part and "told" in part)


def test_of_a_part_of_which_few_have_reported_the_bounds_are_drawn_by_month_and_no_estimate(
    opened: Open, country: Country
):
    app = opened(country[0], "national", provincie="Gelderland")  # some 9 of its 51 are in the example
    data = _line(app)
    assert data["months"]
    assert set(data["estimate"]) == set(data["interval_low"]) == {None}
    assert None not in data["lower_bound"]
    assert {told[0] for told in data["told"]} <= {"te weinig", "onbekend"}
    foot = next(part for part in drawn(app) if part.get("figure") == "progress")
    labels = [column["label"] for column in foot["table"]["columns"]]
    assert {row[labels.index("Schatting")] for row in foot["table"]["rows"]} <= {"te weinig", "onbekend"}


def test_the_line_of_the_country_has_a_point_in_every_month_in_which_enough_had_reported(
    opened: Open, country: Country
):
    data = _line(opened(country[0], "national"))
    assert None not in data["estimate"][-6:]


@pytest.mark.parametrize("stated", [2, 34, 35])
def test_who_left_has_no_point_in_a_month_of_which_few_had_told_it(stated: int):
    month: Any = {"month_end": None, "coverage_share": 0.2, "none_left_share": 0.3, "lost_share": 0.1,
                  "departed_count": 4}  # fmt: skip
    row = month_of_enough(LeakMonth(**month, stated_count=stated), 342)
    assert (row.coverage_share, row.none_left_share) == ((0.2, 0.3) if stated >= 35 else (None, None))
