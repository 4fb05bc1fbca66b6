"""Two things that are not one have two words: stale of a municipality and of a step, ever and a period, prices."""

from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.words import key_word
from domain.statements import STATEMENT_COLUMNS, Table
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def _notes(app: AppTest) -> dict[str, str]:
    assert not app.exception
    return {part["figure"]: part["note"] for part in drawn(app) if "note" in part and "figure" in part}


@pytest.mark.parametrize(
    ("language", "of_step", "of_municipality"),
    [
        ("nl", "Stap verouderd (ouder dan 180 dagen)", "laatste opgave verouderd: "),
        ("en", "Step stale (older than 180 days)", "last report stale: "),
    ],
)
def test_stale_of_a_step_and_of_a_municipality_are_told_apart_in_words(
    opened: Open, country: Country, language: str, of_step: str, of_municipality: str
):
    assert key_word("stale", language) == of_step
    national = opened(country[0], "national", taal=language)
    assert of_municipality in _notes(national)["steps"]
    keys = next(part for part in drawn(national) if "moments" in part)["key"]
    of_map = {"nl": "op de kaart de laatste opgave, ernaast die over de stap", "en": "on the map the last report"}[
        language
    ]
    assert of_map in dict(keys["all"])["stale"]
    assert dict(keys["step"])["stale"] == of_step
    of_subject = {"nl": "met een opgave hierover", "en": "with a report on this"}[language]
    assert of_subject in _notes(opened(country[0], "training", taal=language))["training_coverage"]


def test_where_training_is_reported_but_not_who_left_that_is_what_the_headlines_say(opened: Open, tmp_path: Path):
    rows = pl.DataFrame(
        [{"municipality_code": code, "target_group": group, "reporting_date": date(2026, 9, 30),
          "staff_in_scope_count": 20, "trained_staff_count": 5, "delivered_hours": None, "departed_trained_count": None}
         for code in ("GM0014", "GM0363") for group in ("basis", "intensief")],
        schema=STATEMENT_COLUMNS[Table.TRAINING],
    )  # fmt: skip
    with Store(tmp_path).writer(holder="test") as writer:
        moment = datetime(2026, 10, 1, tzinfo=timezone.utc)
        writer.record(example.intake_of({Table.TRAINING: rows}, "opleiding.csv"), recorded_at=moment, is_replay=True)
    figures = next(part["figures"] for part in drawn(opened(tmp_path, "training")) if "figures" in part)
    notes = [figure["note"] for figure in figures]
    assert "2 gemeenten deden opgave over opleiding; geen daarvan over hoeveel opgeleide medewerkers" in notes[2]
    assert "2 gemeenten deden opgave over opleiding; geen daarvan over gegeven uren" in notes[3]
    assert not any("deed nog geen gemeente opgave over opleiding" in note for note in notes)
    too_old = drawn(opened(tmp_path, "training", leeftijd="10"))
    note = next(part["figures"] for part in too_old if "figures" in part)[0]["note"]
    assert note.startswith("Bij deze keuze is er geen opgave over opleiding van hooguit 10 dagen oud.")


def test_the_response_per_quarter_names_that_it_is_of_a_period_and_how_many_ever_reported(
    opened: Open, country: Country
):
    note = _notes(opened(country[0], "quality"))["over_time"]
    assert note.startswith("Per kwartaal: wie een opgave over dat kwartaal deed, van 342 gemeenten")
    assert f"ooit opgave over de stappen: {len(example.reported(country[0]))}" in note


@pytest.mark.parametrize(("screen", "figures"), [
    ("costs", ("cost_table", "cost_norm", "cost_spread")), ("municipality", ("own_costs",)),
])  # fmt: skip
def test_wherever_an_amount_is_compared_its_price_level_is_said(
    opened: Open, country: Country, screen: str, figures: tuple[str, ...]
):
    notes = _notes(opened(country[0], screen, gemeente=example.OWN))
    for figure in figures:
        assert "prijzen: raming en norm van 2021, opgaven zoals betaald; niets is omgerekend" in notes[figure]


def test_the_bound_that_a_suspicious_amount_is_held_against_names_its_prices(opened: Open, country: Country):
    parts = drawn(opened(country[0], "quality"))
    listed = next(part for part in parts if part.get("caption") == "Opgaven die opvallen, een regel per rij")
    above = [row["cells"][4] for row in listed["rows"] if row["cells"][1].startswith("Kosten ver boven")]
    assert above
    assert all("3 keer het hoogste bedrag van de raming, in prijzen van 2021" in words for words in above)
