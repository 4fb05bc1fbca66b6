"""Groups beside each other for who sees no municipality by name: each row is shown or withheld by itself."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.municipalities import Register
from language.texts import say
from tests.dashboard import example, looking
from tests.dashboard.looking import VISITORS, parts

Look = Callable[..., AppTest]
MONTH_END = date(2026, 10, 31)
WORD = say("screen.state.withheld_word", "nl")
FEWEST = 5


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("groups")
    example.build(place, every=2)
    return place


@pytest.fixture
def look(home: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    def opened(who: str, page: str = "compare", **address: str) -> AppTest:
        app = looking.looked(monkeypatch, home, VISITORS[who], page, stand=MONTH_END.isoformat(), **address)
        assert not app.exception
        return app

    return opened


def _panels(app: AppTest) -> dict[str, dict[str, Any]]:
    return {panel["title"]: panel for panel in parts(app)["multiples"]["panels"]}


def _few(home: Path) -> set[str]:
    """The provinces of which fewer than five municipalities reported."""
    reported = example.reported(home)
    people = Register.load().on(MONTH_END).select("municipality_code", "province")
    told = Counter(dict.fromkeys(people["province"], 0))
    told.update(province for code, province in people.iter_rows() if code in reported)
    return {province for province, count in told.items() if count < FEWEST}


def test_a_group_of_few_is_withheld_and_large_ones_are_shown_with_the_same_numbers_as_for_who_sees_all(
    look: Look, home: Path
):
    held, true, few = _panels(look("ministry", naar="provincie")), _panels(look("vng", naar="provincie")), _few(home)
    assert held.keys() == true.keys()
    assert few
    shown = {title for title, panel in held.items() if any(row["text"] != WORD for row in panel["rows"])}
    assert shown
    assert not shown & few
    for title, panel in held.items():
        assert panel["note"] == true[title]["note"]  # how many municipalities a province has is known to all
        for row, whole in zip(panel["rows"], true[title]["rows"], strict=True):
            assert row == whole or (row["low"], row["high"], row["text"]) == (None, None, WORD)


def test_what_is_withheld_of_a_group_stands_in_no_table_and_is_counted_in_the_note(look: Look):
    app = look("ministry", naar="provincie")
    rows = parts(app)["foot_groups"]["table"]["rows"]
    held = [row for row in rows if WORD in row]
    assert held
    assert {tuple(row[2:]) for row in held} == {(WORD,) * 5}
    assert f"{len(held)} rijen zijn afgeschermd" in parts(app)["foot_groups"]["note"]
    panel = next(panel for panel in _panels(app).values() if all(row["text"] == WORD for row in panel["rows"]))
    assert panel["alt"] == say("screen_compare.groups.alt_held", "nl", group=panel["title"])


def test_where_groups_are_withheld_no_order_of_all_groups_is_told(look: Look):
    for step in range(1, 10):
        titles = [one.value.replace("\\", "") for one in look("ministry", naar="provincie", stap=str(step)).header]
        for key in ("finding_overlap", "finding_equal", "finding_chance"):
            words = say(f"screen_compare.groups.{key}", "nl", step=step, share="", chance="")
            assert not any(title.startswith(words[:-2]) for title in titles), key


def test_how_many_have_an_access_model_is_told_to_whoever_may_see_it_alone(look: Look):
    true = _panels(look("vng", naar="toegang"))
    assert all(panel["note"] for panel in true.values())
    ministry = look("ministry", naar="toegang")
    assert {panel["note"] for panel in _panels(ministry).values()} == {""}


def test_how_many_have_an_access_model_of_which_the_staff_is_withheld_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    example.build(tmp_path, every=12)
    asks = {"stand": MONTH_END.isoformat(), "naar": "toegang"}
    app = looking.looked(monkeypatch, tmp_path, VISITORS["ministry"], "training", **asks)
    rows = parts(app)["training_kinds"]["rows"]
    assert {row["right"][1] for row in rows if "withheld" in row} == {WORD}


def test_a_group_that_is_withheld_whole_leaves_the_choice_of_another(look: Look):
    app = look("ministry", naar="provincie", grootte="4")
    assert "multiples" not in parts(app)
    assert {"withheld_groups", "choose_naar"} <= parts(app).keys()
