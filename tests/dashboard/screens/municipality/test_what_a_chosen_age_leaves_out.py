"""With a chosen age of reports nobody is said never to have reported; what is older is older, and its day is told."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.figure.words import silent_too
from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def test_whose_reports_are_all_too_old_is_told_the_day_of_its_last_one(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN, leeftijd="10")
    told = " ".join(info.value.replace("\\", "") for info in app.info)
    assert "geen opgave van hooguit 10 dagen oud" in told
    assert "De laatste opgave over de stappen is van" in told
    assert "nog geen opgave" not in told
    heading = app.header[0].value.replace("\\", "")
    assert heading.endswith("is geen stap bekend uit opgaven van hooguit 10 dagen oud")
    notes = [figure["note"] for part in drawn(app) for figure in part.get("figures", ())]
    assert any(note.startswith("In opgaven van hooguit 10 dagen oud staat geen startdatum.") for note in notes)
    assert "Er is geen startdatum gemeld." not in notes


def test_what_is_not_in_the_reports_of_that_age_is_not_said_to_have_never_been_reported(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN, leeftijd="10")
    said = " ".join(str(one.value).replace("\\", "") for one in (*app.header, *app.markdown, *app.info))
    assert "deed geen opgave over training" not in said
    assert "gaf nog geen kosten op" not in said
    assert "is niet opgegeven" not in said
    assert "gaf geen kosten op in een opgave van hooguit 10 dagen oud" in said
    assert "staat niet in een opgave van hooguit 10 dagen oud" in said


def test_no_card_calls_a_municipality_silent_whose_reports_are_merely_older_than_the_chosen_age(
    opened: Open, country: Country
):
    app = opened(country[0], "municipality", gemeente=example.OWN, leeftijd="10")
    cards = {card["label"]: card for part in drawn(app) for card in part.get("figures", ())}
    for label in ("Stappen klaar", "Training gevolgd: basis", "Leeftijd van de opgave"):
        assert cards[label]["value"] == "Geen opgave van hooguit 10 dagen"
    assert cards["Leeftijd van de opgave"]["note"].startswith("De laatste opgave is van 30 sep 2026.")
    assert "Er is geen opgave van hooguit 10 dagen oud om na te kijken" in [head.value for head in app.header]


def test_a_figure_beside_peers_says_that_what_was_reported_before_the_chosen_age_does_not_count(
    opened: Open, country: Country
):
    app = opened(country[0], "compare", gemeente=example.OWN, leeftijd="10", cijfer="reopened_steps")
    notes = [part["note"] for part in drawn(app) if part.get("figure") == "benchmark"]
    assert ["alleen opgaven van hooguit 10 dagen oud: wat daarvoor is gemeld" in note for note in notes] == [True]


def test_in_a_comparison_the_silent_are_those_without_a_report_that_young():
    assert silent_too(138, "nl", 90) == "; 138 gemeenten hebben geen opgave van hooguit 90 dagen oud"
    assert silent_too(138, "nl") == "; 138 gemeenten deden nog geen opgave over de stappen"
