"""How long running cases have been running and how long finished ones took are two things, with two words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
COUNTS_ON = "telt door tot 31 okt 2026"


def _foot(app: AppTest, figure: str) -> dict[str, Any]:
    return next(one for one in drawn(app) if one.get("figure") == figure)


def _heads(app: AppTest, figure: str) -> list[str]:
    return [column["label"] for column in _foot(app, figure)["table"]["columns"]]


def _headlines(app: AppTest) -> list[dict[str, Any]]:
    return next(part for part in drawn(app) if "figures" in part)["figures"]


def test_the_age_of_running_cases_and_the_length_of_finished_ones_have_two_words(opened: Open, country: Country):
    app = opened(country[0], "steps", stap="6")
    every_step, one_step = _heads(app, "all_busy"), [*_heads(app, "busy"), *_heads(app, "durations")]
    assert f"Al bezig, middelste, maanden; {COUNTS_ON}" in every_step
    assert "Doorlooptijd: helft klaar na, maanden" in every_step
    assert f"Al bezig, maanden; {COUNTS_ON}" in one_step
    assert "Doorlooptijd: de helft klaar na, dagen" in one_step
    assert not [head for head in [*every_step, *one_step] if head.startswith("Bezig") or "Gemiddeld bezig" in head]


def test_each_n_stands_beside_the_column_that_it_belongs_to(opened: Open, country: Country):
    heads = _heads(opened(country[0], "steps", stap="6"), "all_busy")
    assert heads[1:5] == [
        f"Al bezig, middelste, maanden; {COUNTS_ON}", "n al bezig",
        "Doorlooptijd: helft klaar na, maanden", "n doorlooptijd",
    ]  # fmt: skip
    never = next(part for part in drawn(opened(country[0], "costs")) if "ten minste" in (part.get("right") or ()))
    assert never["right"] == ["ten minste", "n", "middelste", "n klaar"]


def test_what_is_estimated_is_not_called_an_observation(opened: Open, country: Country):
    app = opened(country[0], "steps", stap="6")
    assert _foot(app, "all_busy")["note"].endswith("al bezig: waarneming, doorlooptijd: schatting")
    assert _foot(app, "durations")["note"].endswith("schatting")


@pytest.mark.parametrize(
    ("clock", "label"),
    [
        ("eigen", "Klaar binnen 12 maanden na de eigen start van het programma"),
        ("stap", "Klaar binnen 12 maanden na de start van de stap"),
    ],
)
def test_within_twelve_months_names_its_clock(opened: Open, country: Country, clock: str, label: str):
    app = opened(country[0], "steps", stap="1", klok=clock)
    assert _headlines(app)[3]["label"] == label
    since = "na eigen start" if clock == "eigen" else "na start van de stap"
    assert f"Klaar binnen 365 dagen {since}" in _heads(app, "durations")


def test_after_a_choice_by_access_those_of_unknown_access_are_in_the_bounds_and_in_no_count(
    opened: Open, country: Country
):
    finished, *counted = [tile["note"] for tile in _headlines(opened(country[0], "steps", stap="1", toegang="a"))]
    assert "van wie wij de vorm van toegang niet weten" in finished
    assert [note.endswith("met onbekende vorm van toegang tellen hier niet mee.") for note in counted] == [True] * 3


def test_no_headline_on_durations_rests_on_fewer_than_five_followed(opened: Open, tmp_path: Path):
    """A choice by access variant holds those alone that reported theirs, so all that were asked have spoken."""
    example.build(tmp_path / "home", every=10_000)  # two municipalities
    shown = 0
    for variant in "abcde":
        figures = [part for part in drawn(opened(tmp_path / "home", "steps", stap="1", toegang=variant))
                   if "figures" in part]  # fmt: skip
        for half, year in [part["figures"][2:] for part in figures]:
            for tile in (half, year):  # unknown of nobody, too few of a few
                assert tile["is_word"]
                assert tile["value"] in ("onbekend", "te weinig")
            shown += 1
    assert shown
