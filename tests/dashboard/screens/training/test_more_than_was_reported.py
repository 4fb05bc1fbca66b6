"""Opleiding: what is called the most says how much more it can be where a report is stale."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.training.asked import Coverage
from dashboard.screens.training.coverage import coverage_finding
from dashboard.screens.training.words import if_stale_trained
from domain.clocks import STALE_AFTER_DAYS
from domain.programme import Programme
from language.formats import share
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.training.test_training import AS_OF, last_said

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


@pytest.mark.parametrize("place", [0, 1])
def test_the_most_that_can_be_trained_says_how_much_more_it_is_if_all_staff_of_stale_reports_is_trained_by_now(
    opened: Open, country: Country, place: int
):
    group = Programme.load().target_groups[place]
    app = opened(country[0], "training", stand=AS_OF.isoformat())
    said = list(last_said(country[0], group.key).values())
    stale = [one for one in said if (AS_OF - one["reporting_date"]).days > STALE_AFTER_DAYS]
    trained, scope = (sum(one[name] for one in said) for name in ("trained_staff_count", "staff_in_scope_count"))
    untrained = sum(one["staff_in_scope_count"] - one["trained_staff_count"] for one in stale)
    most = max(group.national_scope_count, scope)
    high = (trained + max(0, group.national_scope_count - scope) + untrained) / most
    words = share(high, "nl", rounding="up")
    tile = next(part["figures"] for part in drawn(app) if "figures" in part)[place]
    assert tile["note"].endswith(f"kan intussen meer mensen hebben opgeleid: dan tot {words}.")
    note = next(part["note"] for part in drawn(app) if part.get("figure") == "training_coverage")
    assert f"{group.name.nl}: wie een verouderde opgave heeft" in note
    assert f"dan tot {words}" in note
    if not place:  # the title is about the first group
        title = next(heading.value for heading in app.header if "ten hoogste" in heading.value)
        assert title.endswith(f"in verouderde opgaven intussen opgeleid, dan tot {words[:-1]}")


def test_where_that_may_not_be_seen_it_is_said_that_it_can_be_more_and_not_how_much():
    row = Coverage("basis", 27, 50, 0.54, 20, 3, 80, 0.27, 0.44, None)
    finding = coverage_finding(row, "basis", "nl")
    assert "ten hoogste 44 opgeleid, in het scenario voor het hele land; " in finding
    assert finding.endswith("in verouderde opgaven kunnen er intussen meer zijn, hoeveel is afgeschermd")
    assert if_stale_trained(row, "nl").endswith("hoeveel dat scheelt, is afgeschermd.")
    assert if_stale_trained(replace(row, scenario_high_stale=0.461), "nl").endswith(": dan tot 47%.")
