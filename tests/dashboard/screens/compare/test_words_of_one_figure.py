"""Vergelijken says under one figure of how many steps it is, and that a target date may have been moved."""

import statistics
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.compare.one_figure import beside_peers_drawn, beside_peers_subtitle, has_no_norm
from dashboard.screens.municipality.strips import strips_note, strips_subtitle
from dashboard.subjects.peers import Facts, Measure
from dashboard.view import queries
from domain.bilingual import Language
from domain.programme import Programme
from tests.dashboard import example

FACTS = cast(Facts, SimpleNamespace(name="Albrandswaard", size_class=4, province="Zuid-Holland"))


@pytest.fixture
def _programme(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme without a running screen."""
    monkeypatch.setattr(queries, "the_programme", Programme.load)


def _subtitle(key: str, language: Language, *counts: int) -> str:
    peers = SimpleNamespace(codes=["GM0001"] * 10, group="size_class", is_widened=False)
    found: Any = SimpleNamespace(value=0.5, value_status="observed", peers=peers, peer_status="observed")
    row = dict(zip(("numerator", "denominator", "unknown_count"), counts, strict=True))
    return beside_peers_subtitle(
        Measure(key), found, FACTS, language, cast(Any, SimpleNamespace(rows=pl.DataFrame(row)))
    )


@pytest.mark.parametrize(
    ("unsaid", "told"),
    [
        (7, "Dat is 2 van de 4 stappen waarover Albrandswaard iets zei; van 7 stappen is niets gezegd."),
        (1, "Dat is 2 van de 4 stappen waarover Albrandswaard iets zei; van 1 stap is niets gezegd."),
        (0, None),
    ],
)
@pytest.mark.usefixtures("_programme")
def test_a_share_of_steps_says_of_how_many_it_is_where_nothing_was_said_of_some(unsaid: int, told: str | None):
    subtitle = _subtitle("completed_steps", "nl", 2, 4, unsaid)
    assert (told in subtitle) if told else ("niets gezegd" not in subtitle)


@pytest.mark.usefixtures("_programme")
def test_beside_own_target_dates_it_is_said_that_a_moved_one_is_held_against_its_new_date():
    assert "wordt naast de nieuwe datum gelegd, ook als de stap toen al klaar was" in _subtitle(
        "own_plan_adherence", "nl", 7, 8, 0
    )
    assert "is held against the new date" in _subtitle("own_plan_adherence", "en", 7, 8, 0)


def test_a_step_without_a_printed_norm_is_not_waited_for_and_no_wider_group_is_named(
    country: tuple[Path, list[str]], opened: Callable[..., AppTest]
):
    """A norm is printed and nobody reports it, so no report can make a comparison of it."""
    app = opened(country[0], "compare", gemeente=example.OWN, cijfer="cost_norm", stap="6")
    told = [*(heading.value for heading in app.header), *(text.value for text in app.markdown)]
    assert any("er voor geen gemeente één norm" in text for text in told)
    assert any(text.startswith("Een norm geeft niemand op") for text in told)
    assert not any("zodra vijf andere gemeenten" in text or "ruimere groep" in text for text in told)
    reported = opened(country[0], "compare", gemeente=example.OWN, cijfer="cost_norm", stap="2")
    assert not any("er voor geen gemeente één norm" in heading.value for heading in reported.header)


def test_too_few_that_have_reported_can_still_be_waited_for():
    few: Any = SimpleNamespace(peer_status="too_few")
    assert has_no_norm(Measure("cost_norm", step_number=6), few)
    assert not has_no_norm(Measure("freshness"), few)


@pytest.mark.parametrize(("peer_count", "has_tenths"), [(8, False), (9, False), (10, True)])
def test_no_tenths_are_drawn_or_named_of_fewer_than_ten(peer_count: int, has_tenths: bool):
    values = tuple(float(place) for place in range(peer_count))
    deciles = tuple(statistics.quantiles(values, n=10, method="inclusive"))
    found: Any = SimpleNamespace(
        key="freshness", share_yes=None, deciles=deciles, quartiles=(2.0, 4.0, 6.0), values=values, value=3.0,
        value_status="observed", peer_count=peer_count,
    )  # fmt: skip
    drawn = beside_peers_drawn(Measure("freshness"), found, "Delft", "", "nl")
    assert any("tiende" in word for _, word in drawn["key"]) is has_tenths
    assert drawn["rows"][1]["label"] == ("In tienden" if has_tenths else "De middelste")
    assert any(mark["kind"] == "band" for mark in drawn["rows"][1]["marks"]) is has_tenths


@pytest.mark.parametrize(("peer_count", "has_tenths"), [(9, False), (10, True)])
def test_strips_speak_of_tenths_from_ten_on(peer_count: int, has_tenths: bool):
    strip: Any = SimpleNamespace(withheld=None, found=SimpleNamespace(deciles=(1.0,) * 9, peer_count=peer_count))
    assert ("tiende" in strips_subtitle([strip], "Delft", "", "nl")) is has_tenths


def test_where_every_strip_is_withheld_no_middle_one_is_spoken_of_and_that_is_said_once():
    strips: Any = [SimpleNamespace(withheld="own_group")] * 3
    assert strips_subtitle(strips, "Delft", "", "nl") == "Delft (stip); wat andere gemeenten opgaven, is afgeschermd."
    assert strips_note(strips, "nl") == "Gemeenten per strook: afgeschermd"
