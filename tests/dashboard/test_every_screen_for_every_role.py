"""Every page as every role: what is shown, what is withheld, and that nothing else is sent. Expected by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from language.texts import say
from tests.dashboard import looking, planted
from tests.dashboard.looking import OTHER, OWN, VISITORS, parts, sent

Look = Callable[..., AppTest]
STANDING, AMOUNTS, REPORTS, GROUPS, OPEN = "standing", "amounts", "reports", "groups", "open"
SEES: Final = {
    "vng": {STANDING, AMOUNTS, REPORTS, GROUPS, OPEN},
    "filler": {STANDING, OPEN},
    "contact": {STANDING, OPEN},
    "ministry": {OPEN},
    "ministry with a yes": {OPEN},
    "reader who sees figures": {OPEN},
}
"""Role -> what it sees for certain; of groups whoever is suppressed sees what is large enough."""
FIGURES: Final[dict[str, dict[str, str]]] = {
    "national": {
        "map": STANDING, "changes": GROUPS, "all_done": GROUPS, "headlines": GROUPS, "steps": GROUPS,
        "progress": GROUPS,
    },
    "steps": {
        "headlines": GROUPS, "durations": GROUPS, "today": GROUPS, "tipping": AMOUNTS, "conclusions": AMOUNTS,
        "outlook": GROUPS, "record": STANDING, "waiting": GROUPS, "busy": STANDING, "plans": GROUPS,
        "all_busy": GROUPS, "waits": GROUPS, "reopened": GROUPS,
    },
    "training": {
        "headlines": GROUPS, "training_coverage": GROUPS, "training_hours": GROUPS, "training_kinds": GROUPS,
        "training_funnel": AMOUNTS, "training_leak": AMOUNTS,
    },
    "costs": {
        "headlines": GROUPS, "cost_table": GROUPS, "cost_never": GROUPS, "cost_expected": GROUPS,
        "cost_norm": GROUPS, "cost_spread": AMOUNTS, "cost_model": OPEN,
    },
    "compare": {"matrix": STANDING, "benchmark": STANDING, "reuse": STANDING, "groups": GROUPS},
    "quality": {
        "headlines": GROUPS, "response": GROUPS, "freshness": STANDING, "silence": STANDING,
        "alike_size_class": GROUPS, "alike_province": GROUPS, "over_time": GROUPS, "reorganised": OPEN,
        "burden": GROUPS, "revised": GROUPS, "moments": REPORTS, "effect": REPORTS, "log": REPORTS, "arrivals": REPORTS,
        "refused": REPORTS, "rejected": REPORTS, "warnings": GROUPS,
    },
    "account": {"catalogue": OPEN, "sources": OPEN},
}  # fmt: skip
"""Page -> figure -> what one must be allowed to see for it. Written by hand, from what was agreed."""
OF_ONE: Final = {
    "headlines": STANDING, "timeline": STANDING, "peers": STANDING, "peer_steps": STANDING, "reuse": STANDING,
    "strips": AMOUNTS, "own_costs": AMOUNTS, "history": REPORTS, "warnings": REPORTS, "own_refused": REPORTS,
}  # fmt: skip
"""The same of the page of one municipality; whoever works there sees all of it."""
DRAWN_BY: Final = {"map": "atlas", "headlines": "headlines"}  # figures without a foot of their own
IN_FILES: Final = ("training_coverage", "training_funnel", "cost_realisation", "reporting_burden", "step_completion")
"""Of each kind of file one; all of them are asked as every role where figures are released."""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which one municipality reports what can be mistaken for nothing else."""
    place = tmp_path_factory.mktemp("planted")
    planted.build(place)
    return place


@pytest.fixture
def look(home: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Opens a page as one of VISITORS."""

    def opened(who: str, page: str, asks: dict[str, Any] | None = None, **address: str) -> AppTest:
        app = looking.looked(monkeypatch, home, VISITORS[who], page, asks, **address)
        assert not app.exception
        return app

    return opened


def _shown(app: AppTest, figures: dict[str, str]) -> set[str]:
    keys = parts(app).keys()
    return {key for key in figures if DRAWN_BY.get(key, f"foot_{key}") in keys}


def _withheld(app: AppTest) -> set[str]:
    locks = [part["keys"] for key, part in parts(app).items() if key.startswith("withheld_")]
    return {key for keys in locks for key in keys}


def _differing(app: AppTest, figures: dict[str, str], sees: set[str]) -> dict[str, str]:
    """The figures that are not as they should be; each is shown or withheld, and never both."""
    shown, withheld = _shown(app, figures), _withheld(app)
    wrong = {key: "both or neither" for key in figures if (key in shown) == (key in withheld)}
    wrong |= {key: "withheld" for key, kind in figures.items() if kind in sees and key in withheld}
    wrong |= {key: "shown" for key, kind in figures.items() if kind not in {*sees, GROUPS} and key in shown}
    return wrong


@pytest.mark.parametrize("page", FIGURES)
@pytest.mark.parametrize("who", ["vng", "filler", "ministry"])
def test_a_page_shows_what_the_role_may_see_and_withholds_the_rest(look: Look, who: str, page: str):
    app = look(who, page, gemeente=OTHER)
    assert _differing(app, FIGURES[page], SEES[who]) == {}
    if (who, page) == ("ministry", "quality"):  # those in a row with one reason share a lock
        locks = [part for key, part in parts(app).items() if key.startswith("withheld_")]
        assert ["arrivals", "refused", "rejected"] in [part["keys"] for part in locks]
    if who != "vng":
        assert planted.found_in(sent(app)) == set()


@pytest.mark.parametrize("page", ["national", "steps"])
def test_what_is_withheld_because_it_tells_of_each_municipality_does_not_speak_of_one(look: Look, page: str):
    told = sent(look("ministry", page))
    assert "dit is gemaakt van wat elke gemeente apart opgaf" in told
    assert "Hoe ver deze gemeente is" not in told


@pytest.mark.parametrize("page", ["national", "compare", "quality"])
@pytest.mark.parametrize("who", ["reader who sees figures", "ministry with a yes"])
def test_a_yes_to_one_shows_no_list_of_all(look: Look, who: str, page: str):
    app = look(who, page, gemeente=OTHER)
    assert _differing(app, FIGURES[page], SEES[who]) == {}
    assert planted.found_in(sent(app)) == set()


@pytest.mark.parametrize(
    ("who", "code", "sees"),
    [
        ("filler", OWN, {STANDING, AMOUNTS, REPORTS}),
        ("contact", OWN, {STANDING, AMOUNTS, REPORTS}),
        ("filler", OTHER, {STANDING}),
        ("ministry", OTHER, set[str]()),
        ("reader who sees figures", OTHER, set[str]()),
        ("vng", OTHER, {STANDING, AMOUNTS, REPORTS}),
    ],
)
def test_the_page_of_a_municipality_shows_its_own_all_and_others_what_was_agreed(
    look: Look, who: str, code: str, sees: set[str]
):
    app = look(who, "municipality", gemeente=code)
    assert _differing(app, OF_ONE, sees) == {}
    assert (planted.found_in(sent(app)) == set()) == (who != "vng")


def test_of_a_municipality_that_said_yes_the_ministry_sees_the_steps_and_no_peers(look: Look):
    app = look("ministry with a yes", "municipality", gemeente=OTHER)
    assert _shown(app, OF_ONE) == {"headlines", "timeline"}
    assert planted.found_in(sent(app)) == set()
    no_yes = look("ministry with a yes", "municipality", gemeente=OWN)
    assert _shown(no_yes, OF_ONE) == set()


def test_a_municipality_is_told_what_others_see_of_it_and_nobody_else_is(look: Look):
    by_name, groups, nothing = "op naam", "alleen in een groep van vijf of meer", "niets"
    rows = parts(look("filler", "municipality", gemeente=OWN))["seen_by_others"]["rows"]
    assert [row["cells"][1:] for row in rows] == [
        [by_name, groups, nothing], [groups, groups, nothing], [groups, groups, nothing], [groups, groups, nothing],
        [nothing, nothing, nothing],
    ]  # fmt: skip
    told = parts(look("vng", "municipality", gemeente=OTHER))
    assert told["seen_by_others"]["rows"][0]["cells"][1:] == [by_name, groups, nothing]
    for who, code in [("filler", OTHER), ("ministry with a yes", OTHER)]:
        assert "seen_by_others" not in sent(look(who, "municipality", gemeente=code))


@pytest.mark.parametrize("page", ["national", "municipality", "quality", "account"])
@pytest.mark.parametrize("who", ["nobody", "manager"])
def test_nobody_and_the_manager_get_no_figure_on_any_page(look: Look, who: str, page: str):
    app = look(who, page, gemeente=OTHER)
    keys = parts(app)
    assert [key for key in keys if key.startswith(("foot_", "withheld_")) or key in ("atlas", "search")] == []
    assert planted.found_in(sent(app)) == set()


def test_what_was_planted_is_found_where_it_may_be_seen(look: Look):
    apps = [look("vng", page, gemeente=OTHER) for page in ("municipality", "quality", "training")]
    apps.append(look("vng", "compare", gemeente=OTHER, cijfer="reporting_burden"))
    assert planted.found_in("\n".join(sent(app) for app in apps)) == set(planted.PLANTED)


@pytest.mark.parametrize(
    "asked",
    [
        {"cijfer": "training_coverage"}, {"cijfer": "cost_realisation", "stap": str(planted.STEP)},
        {"cijfer": "reporting_burden"}, {"cijfer": "training_leak"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["filler", "ministry with a yes"])
def test_no_address_shows_the_amounts_of_peers_by_name(look: Look, who: str, asked: dict[str, str]):
    app = look(who, "compare", gemeente=OTHER, **asked)
    assert "benchmark" in _withheld(app)
    assert planted.found_in(sent(app)) == set()
    if who == "filler":
        assert "choices" in parts(app)  # the way out: another figure


@pytest.mark.parametrize("asked", [{"toegang": "a"}, {"vergelijk": "toegang"}, {"vergelijk": "grootte-toegang"}])
def test_no_choice_by_access_model_lists_who_has_it(look: Look, asked: dict[str, str]):
    national, compare = look("filler", "national", **asked), look("filler", "compare", gemeente=OWN, **asked)
    if "toegang" in asked:
        assert "map" in _withheld(national)
        assert not any(part["has"]["under"] for key, part in parts(national).items() if key.startswith("foot_"))
        assert {"matrix", "benchmark", "reuse", "groups"} <= _withheld(compare)
    assert {"benchmark", "reuse"} <= _withheld(compare)


def test_the_access_model_of_another_stands_nowhere_for_who_may_not_see_it(look: Look):
    national, compare = look("filler", "national"), look("filler", "compare", gemeente=OWN)
    atlas, grid = parts(national)["atlas"], parts(compare)["grid"]
    assert set(atlas["municipalities"]["variants"]) == {None}
    assert "variant:" not in sent(national)
    withheld = say("screen.state.withheld_word", "nl")
    assert {row["access"] for row in grid["rows"] if row["code"] != OWN} == {withheld}
    assert next(row["access"] for row in grid["rows"] if row["code"] == OWN) != withheld
    assert say("screen_municipality.lead.access_withheld", "nl") in sent(look("filler", "municipality", gemeente=OTHER))


def test_no_file_of_the_account_holds_what_may_not_be_seen(look: Look):
    for number, key in enumerate(IN_FILES):
        app = look("filler", "account", {"account_file": {"key": key, "many": number}}, gemeente=OTHER)
        assert parts(app)["files"]["made"] is not None
        assert planted.found_in(sent(app)) == set(), key


def test_the_workbook_of_the_atlas_holds_standings_alone(look: Look):
    shown = {"asked": 1, "stand": "2026-10-31", "stap": "alle", "finding": "", "subtitle": "", "note": ""}
    filler = look("filler", "national", {"atlas_workbook": shown})
    assert "Utrecht" in sent(filler)
    assert planted.found_in(sent(filler)) == set()
    ministry = look("ministry", "national", {"atlas_workbook": shown})
    assert "atlas_workbook" not in parts(ministry)


@pytest.mark.parametrize(
    "address", [{"grootte": "5", "provincie": "Gelderland"}, {"stand": "2026-10-15"}, {"bekend": "2026-09-30"}]
)
@pytest.mark.parametrize("page", ["national", "steps", "training", "costs", "compare", "quality"])
def test_a_choice_that_cannot_be_asked_is_said_once_with_one_way_out(look: Look, page: str, address: dict[str, str]):
    app = look("ministry", page, **address)
    assert len(app.info) == 1
    assert [button.label for button in app.button] == [say("screen.filter.askable", "nl")]
    assert _shown(app, FIGURES[page]) | _withheld(app) == set()


def test_what_is_assumed_of_the_silent_cannot_be_chosen_by_a_suppressed_role(look: Look):
    usual, assuming = look("ministry", "steps"), look("ministry", "steps", traag="6")
    assert "choose_traag" not in parts(usual)
    assert {"tipping", "conclusions"} <= _withheld(usual)
    assert [told.value.replace("\\", "") for told in assuming.info] == [say("access.not_askable.slower", "nl")]
    assert _shown(assuming, FIGURES["steps"]) | _withheld(assuming) == set()


def test_the_filters_of_a_suppressed_role_offer_only_what_can_be_asked(look: Look):
    items = {item["name"]: item for item in parts(look("ministry", "training", grootte="5"))["filters"]["items"]}
    options = {name: [value for value, _ in item["options"]] for name, item in items.items()}
    assert options["bekend"] == ["nu"]
    assert "2026-11-23" not in options["stand"]  # today ends no month
    assert options["provincie"] == options["toegang"] == [""]
    assert set(options["leeftijd"]) == {"", "90", "180", "365"}
    assert len(options["grootte"]) > 5
