"""Every combination of what can be missing: an empty filter, one municipality, no training or cost data, and a country
in which nothing, something or everything is finished. Each screen says it in words, and unknown is never zero.
"""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from streamlit.testing.v1 import AppTest

from domain.statements import Table
from language.texts import say
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn

Open = Callable[..., AppTest]
Finished = Literal["some", "none", "all"]
WITHOUT = {
    "all tables": frozenset[Table](),
    "no training": frozenset({Table.TRAINING}),
    "no costs": frozenset({Table.COST}),
    "neither": frozenset({Table.TRAINING, Table.COST}),
}
FINISHED: tuple[Finished, ...] = ("some", "none", "all")
CHOICES = {
    "nobody": {"provincie": "Zeeland", "grootte": "8"},
    "one municipality": {"provincie": "Drenthe", "grootte": "5"},
    "everybody": {},
}
# Of the stores without a table only some are opened each time: what is missing and how far the country is hardly meet.
EACH_TIME = {*product(["all tables"], FINISHED), ("neither", "some")}
STORES = [
    pytest.param(
        store,
        id=f"{store[0]}, {store[1]} finished",
        marks=[] if store in EACH_TIME else [pytest.mark.long],
    )
    for store in product(WITHOUT, FINISHED)
]
SIGN = re.compile(r"[a-z_]+")
CODE_WORDS = re.compile(r"\b(None|nan|NaN|null|inf|not_reported|too_few|undefined)\b|-0%|€ ?-0\b")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a few municipalities that report what the parameter says."""
    without, finished = request.param
    tables = [table for table in Table if table not in WITHOUT[without]]
    place = tmp_path_factory.mktemp("state")
    example.build(place, every=60, tables=tables, finished=finished)
    return place


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inside for text in _texts(one)]


def said_on(app: AppTest) -> list[str]:
    """All that a visitor reads, tables and downloads included."""
    told = [text.value.replace("\\", "") for text in (*app.title, *app.header, *app.markdown, *app.info)]
    aside = {"how": None, "link": None, "account": None, "paper": None}
    texts = [text for part in drawn(app) for text in _texts({**part, **aside})]
    return told + [text for text in texts if not SIGN.fullmatch(text)]  # a sign is drawn, not read


@pytest.mark.parametrize("home", STORES, indirect=True)
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("screen", PAGES)
def test_every_screen_says_what_is_missing_in_words_and_shows_nothing_of_the_code(
    opened: Open, home: Path, screen: str, choice: str
):
    app = opened(home, screen, gemeente=example.OWN, **CHOICES[choice])
    assert not app.exception
    headings = [heading.value for heading in (*app.title, *app.header)]
    assert headings
    assert all(headings)
    assert [text for text in said_on(app) if CODE_WORDS.search(text)] == []
    if choice == "nobody" and screen not in ("municipality", "account"):
        assert say("screen.state.nothing_selected_title", "nl") in headings


def _headline(app: AppTest, place: int) -> dict[str, Any]:
    return next(part["figures"] for part in drawn(app) if "figures" in part)[place]


@pytest.mark.parametrize("home", [("no training", "some"), ("neither", "none")], indirect=True, ids=str)
def test_without_training_data_coverage_is_a_word_and_not_zero(opened: Open, home: Path):
    figure = _headline(opened(home, "training"), 0)
    assert figure["is_word"]
    assert "0" not in figure["value"]


@pytest.mark.parametrize("home", [("no costs", "some"), ("neither", "all")], indirect=True, ids=str)
def test_without_cost_data_what_was_spent_is_a_word_and_not_zero(opened: Open, home: Path):
    figure = _headline(opened(home, "costs"), 0)
    assert figure["is_word"]
    assert "0" not in figure["value"]


@pytest.mark.parametrize("home", [("all tables", "none")], indirect=True, ids=str)
def test_when_no_reporter_has_finished_a_step_the_count_runs_from_none_to_all_the_silent(opened: Open, home: Path):
    app = opened(home, "national")
    silent = 342 - int(_headline(app, 0)["value"])
    assert _headline(app, 3)["value"] == f"0–{silent}"


@pytest.mark.parametrize("home", [("all tables", "all")], indirect=True, ids=str)
def test_when_all_reporters_have_finished_the_silent_keep_the_country_from_being_finished(opened: Open, home: Path):
    app = opened(home, "national")
    reporters, finished = _headline(app, 0)["value"], _headline(app, 3)["value"]
    assert finished == f"{reporters}–342"
    assert reporters != "342"
