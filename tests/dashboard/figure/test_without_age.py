"""A chosen age of reports moves figures: each headline that it moves says what it is without."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure import without_age
from dashboard.figure.anatomy import Headline
from dashboard.figure.withheld_rows import withheld_headline
from dashboard.figure.without_age import beside_age
from dashboard.view.address import Choices, View
from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
SAID = "Zonder grens aan de leeftijd van opgaven: "


def _tiles(app: AppTest) -> list[dict]:
    assert not app.exception
    return next(part["figures"] for part in drawn(app) if "figures" in part)


@pytest.mark.parametrize("screen", ["national", "steps", "training", "costs", "municipality"])
def test_a_headline_that_a_chosen_age_moves_says_what_it_is_of_reports_of_any_age(
    opened: Open, country: Country, screen: str
):
    choices = {"gemeente": example.OWN, "stap": "5"}
    age = "20" if screen == "municipality" else "45"  # its own report is 31 days old
    whole, young = (_tiles(opened(country[0], screen, **choices, **of)) for of in ({}, {"leeftijd": age}))
    moved = 0
    for of_any_age, tile in zip(whole, young, strict=True):
        there = " ".join(filter(None, (of_any_age["value"], of_any_age["unit"]))).replace("\u00a0", " ")
        said = tile["note"].replace("\u00a0", " ").partition(SAID)[2]
        is_moved = (tile["value"], tile["unit"]) != (of_any_age["value"], of_any_age["unit"])
        moved += is_moved
        assert (there in said) == is_moved == bool(said), tile
        assert SAID not in of_any_age["note"]
    assert moved


def test_beside_a_count_of_a_step_stands_the_estimate_too_of_reports_of_any_age(opened: Open, country: Country):
    whole, young = (_tiles(opened(country[0], "steps", stap="5", **age))[0] for age in ({}, {"leeftijd": "300"}))
    (estimate,) = re.findall(r"Schatting (\S+%)", whole["note"])
    assert young["note"].endswith(f"{SAID}{whole['value']} {whole['unit']}, schatting {estimate}.")


@pytest.mark.parametrize(("reason", "said"), [(None, f"Van 4. {SAID}39%."), ("access.withheld.too_few", "Van 4.")])
def test_what_may_not_be_seen_of_reports_of_any_age_is_not_said_beside_those_of_a_chosen_age(
    reason: str | None, said: str, monkeypatch: pytest.MonkeyPatch, choices: Choices
):
    judged: list[View] = []
    monkeypatch.setattr(without_age.state, "looking_at", lambda view: nullcontext(judged.append(view)))
    view = View.read({"leeftijd": "90"}, choices)
    of_any_age = Headline("Klaar", "39%") if reason is None else withheld_headline("Klaar", reason, "nl")
    (found,) = beside_age([Headline("Klaar", "46%", "", "Van 4.")], view, lambda _view: [of_any_age])
    assert found.note == said
    assert [one.max_age_days for one in judged] == [None]  # and judged as if that had been asked
