"""What every next filter would show comes with the front page, and is what the server says when it is chosen."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
FILTERS = {
    "provincie": ["Gelderland", "Noord-Brabant", "Zeeland"], "grootte": ["2", "4", "7"], "toegang": ["a", "b"],
}  # fmt: skip
PARTS = {"headlines": "figures", "atlas": "states", "over_time": "told"}  # with a name that only its data has


def _sent_along(app: AppTest) -> dict[str, dict[str, Any]]:
    (found,) = [part["packed"] for part in drawn(app) if "packed" in part]
    return json.loads(zlib.decompress(base64.b64decode(found)))


def _said(app: AppTest) -> dict[str, Mapping[str, Any]]:
    return {part: next(data for data in drawn(app) if sign in data) for part, sign in PARTS.items()}


def _answered(app: AppTest, choice: str) -> dict[str, Mapping[str, Any]]:
    """What the browser draws: the data that it has, with the answer in it."""
    answer = _sent_along(app)[choice]
    return {part: {**data, **answer[part]} for part, data in _said(app).items()}


@pytest.mark.parametrize("extra", [{}, {"taal": "en", "stap": "alle", "stand": "2026-03-31", "bekend": "2026-06-30"}])
def test_the_answer_to_a_filter_is_what_the_server_says_when_it_is_chosen(opened: Open, country: Country, extra):
    whole = opened(country[0], **extra)
    for name, values in FILTERS.items():
        for value in values[:1] if extra else values:
            app = opened(country[0], **extra, **{name: value})
            assert not app.exception
            if f"{name}={value}" not in _sent_along(whole):
                assert all("states" not in part for part in drawn(app))  # nobody is chosen: there is nothing to draw
                continue
            assert _answered(whole, f"{name}={value}") == _said(app)


def test_from_one_filter_the_way_to_another_and_back_to_none_is_answered_too(opened: Open, country: Country):
    zeeland = opened(country[0], provincie="Zeeland")
    assert _answered(zeeland, "") == _said(opened(country[0]))
    assert _answered(zeeland, "provincie=Gelderland") == _said(opened(country[0], provincie="Gelderland"))


def test_every_value_of_every_filter_that_holds_a_municipality_has_an_answer(opened: Open, country: Country):
    app = opened(country[0])
    (row,) = [part["items"] for part in drawn(app) if "items" in part and part.get("label") and "reset" in part]
    offered = {f"{item['name']}={value}" for item in row for value, _ in item["options"] if value}
    offered = {choice for choice in offered if choice.split("=")[0] in FILTERS}
    answered = set(_sent_along(app)) - {""}
    assert answered <= offered
    for choice in offered - answered:
        name, value = choice.split("=")
        assert all("states" not in part for part in drawn(opened(country[0], **{name: value})))


def test_beside_a_filter_that_is_set_a_second_is_answered_and_clearing_all(opened: Open, country: Country):
    utrecht = opened(country[0], provincie="Utrecht")
    sent = _sent_along(utrecht)
    assert {"", "provincie=Utrecht", "provincie=Gelderland", "provincie=Utrecht&grootte=4"} <= sent.keys()
    both = opened(country[0], provincie="Utrecht", grootte="4")
    assert _answered(utrecht, "provincie=Utrecht&grootte=4") == _said(both)
    assert {"provincie=Utrecht", "grootte=4"} <= _sent_along(both).keys()


def test_a_chosen_age_is_answered_by_the_server_and_stays_while_another_filter_is_chosen(
    opened: Open, country: Country
):
    assert not any("leeftijd" in choice for choice in _sent_along(opened(country[0])))
    aged = opened(country[0], leeftijd="90")
    assert {"leeftijd=90", "provincie=Utrecht&leeftijd=90"} <= _sent_along(aged).keys()
    both = opened(country[0], provincie="Utrecht", leeftijd="90")
    assert _answered(aged, "provincie=Utrecht&leeftijd=90") == _said(both)


def test_what_was_seen_before_holds_for_the_same_page_with_other_filters_and_for_no_other(
    opened: Open, country: Country
):
    def page(**address: str) -> str:
        return next(part["page"] for part in drawn(opened(country[0], **address)) if "packed" in part)

    assert page(provincie="Utrecht", toegang="b") == page()
    others = [{"stand": "2026-03-31"}, {"bekend": "2026-06-30"}, {"stap": "3"}, {"taal": "en"}, {"leeftijd": "90"}]
    assert len({page(), *(page(**other) for other in others)}) == 6
