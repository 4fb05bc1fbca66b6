"""The title of the map after a choice by access model: it says of how many nobody knows whether they belong to it."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.screens.national.atlas.figure import with_unplaced
from dashboard.screens.national.atlas.words import atlas_words
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


def test_the_map_of_an_access_model_says_of_how_many_the_model_is_not_known(address: str, visit: Visit):
    for path, is_said in (("/?toegang=a", True), ("/", False)):
        visit.page.goto(f"{address}{path}")
        wait_until_drawn(visit.page)
        title = visit.page.locator(".st-key-figure_map h2").first.inner_text()
        assert ("kennen we de vorm van toegang niet: zij kunnen erbij horen" in title) is is_said, title


def test_without_a_choice_by_access_model_the_title_of_the_map_says_nothing_of_it():
    data: Any = {
        "words": atlas_words("nl"),
        "key": {name: [("outside", "Buiten de keuze")] for name in ("all", "step")},
    }
    assert with_unplaced(data, 0, "nl") is data
    said = with_unplaced(data, 98, "nl")
    assert said["words"]["unplaced"] == "van 98 kennen we de vorm van toegang niet: zij kunnen erbij horen"
    assert "van {municipalities} van wie wij deze vorm van toegang weten · " in said["words"]["note"]
    assert said["words"]["note"].endswith(f" · {said['words']['unplaced']}")
    assert said["key"]["step"] == [("outside", "Buiten de keuze, of vorm van toegang onbekend")]
