"""The same page in Plotly Dash, which `wams bench ui` races ours against: it says what ours says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench import reference_page
from bench.dash_app import CHARTS, STEP, DashPage
from bench.reference_page import Choice, Source
from domain.places import Places
from tests.dashboard.conftest import drawn
from tests.dashboard.example import NOW

Country = tuple[Path, list[str]]
VIEWS = [
    ("2026-10-31", {}, ()),
    ("2026-03-31", {}, ()),
    ("2026-10-31", {"provincie": "Gelderland"}, (("province", "Gelderland"),)),
    ("2026-10-31", {"grootte": "5"}, (("size_class", 5),)),
    ("2026-10-31", {"toegang": "b"}, (("access_variant", "b"),)),
]


@pytest.mark.parametrize(("day", "address", "where"), VIEWS)
def test_the_page_in_dash_says_the_same_headline_figures_as_ours(
    opened: Callable[..., AppTest], country: Country, day, address, where
):
    ours = next(part for part in drawn(opened(country[0], stand=day, stap=str(STEP), **address)) if "figures" in part)
    theirs = reference_page.headlines(Source.now(country[0], NOW), Choice(date.fromisoformat(day), STEP, where), "nl")
    assert theirs == [(figure["value"], figure["unit"]) for figure in ours["figures"]]


def test_a_change_of_month_in_dash_redraws_every_chart_and_leaves_the_headline_figures(country: Country):
    client = DashPage(Places(country[0], None, None), NOW).app().server.test_client()
    [callback] = client.get("/_dash-dependencies").json
    outputs = [{"id": name, "property": "figure"} for name in CHARTS]
    asked = {
        "output": callback["output"],
        "outputs": [{"id": name, "property": "children"} for name in ("shown", "headlines")] + outputs,
        "inputs": [{**one, "value": 3 if one["id"] == "month" else None} for one in callback["inputs"]],
        "changedPropIds": ["month.value"],
    }
    answer = client.post("/_dash-update-component", json=asked).json["response"]
    assert set(answer) == {"shown", *CHARTS}
    months = reference_page.months_shown(Source.now(country[0], NOW), date(2026, 11, 23))
    assert answer["shown"]["children"] == months[3].isoformat()


def test_map_and_matrix_in_dash_hold_every_municipality_that_was_chosen(country: Country):
    source = Source.now(country[0], NOW)
    choice = Choice(date(2026, 10, 31), STEP, (("province", "Zeeland"),))
    people = reference_page.everyone(source, choice.as_of)
    zeeland = people.filter(people["province"] == "Zeeland")
    tiles = reference_page.tiles(source, choice)
    assert sorted(tiles.filter(tiles["place"].is_not_null())["name"]) == sorted(zeeland["name"])
    assert tiles.height == people.height
    assert sorted(reference_page.matrix(source, choice)["name"]) == sorted(zeeland["name"])
