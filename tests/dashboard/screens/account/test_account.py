"""Verantwoording, without a browser: every figure is accounted for, and every file can be taken away."""

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.download import BYTE_ORDER_MARK
from dashboard.screens.account.figure_table import Names
from dashboard.screens.account.files import csv_of
from dashboard.screens.account.sources import fact_table
from dashboard.screens.account.studies import study_note
from dashboard.view import state
from dashboard.view.address import Choices, View
from domain.bilingual import LANGUAGES, Language
from domain.places import PROJECT_DIRECTORY
from domain.programme import Programme
from domain.study_outcome import Study, kept_outcomes
from language.texts import all_keys, say
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.worked_example import AS_OF, PROVINCE, example_known, example_request
from metrics.released.answer import ReleasedFigure
from tests.dashboard import example
from tests.dashboard.conftest import drawn
from tests.dashboard.figure.leaving import rows_of_csv

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
STUDIES = PROJECT_DIRECTORY / "data" / "studies"
SAID = {"what": "meaning", "why": "why", "made": "how", "caution": "caution", "source": "source"}
WORDS_OF_THE_CODE = {
    "", "None", "null", "nan", "True", "False", "not_reported", "observed", "own_start", "step_start", "within",
    "outside_95", "size_class", "size_variant", "basis", "vng",
}  # fmt: skip


def _documents(app: AppTest) -> list[dict]:
    return [part for part in drawn(app) if "blocks" in part]


def _entries(app: AppTest) -> dict[str, dict]:
    return {block["key"]: block for part in _documents(app) for block in part["blocks"] if block["kind"] == "entry"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_of_the_catalogue_is_accounted_for_with_an_example(
    opened: Open, country: Country, language: Language
):
    entries = _entries(opened(country[0], "account", taal=language))
    for key, definition in CATALOGUE.items():
        facts = dict(next(block for block in entries[key]["blocks"] if block["kind"] == "facts")["facts"])
        for part, name in SAID.items():
            assert facts[say(f"screen.how.{part}", language)] == say(f"metric.{key}.{name}", language)
        assert str(definition.review_by.year) in facts[say("screen_account.fact.review", language)]
        example_rows = next(block for block in entries[key]["blocks"] if block["kind"] == "table")["rows"]
        assert example_rows
        assert not {cell for row in example_rows for cell in row} & WORDS_OF_THE_CODE


def test_the_example_of_the_coverage_can_be_checked_by_hand(opened: Open, country: Country):
    entry = _entries(opened(country[0], "account"))["training_coverage"]
    row = next(block for block in entry["blocks"] if block["kind"] == "table")["rows"][0]
    assert row[:4] == ["Basis", "154", "220", "70,0%"]  # 150 of 200 and 4 of 20, as the example says


def test_an_address_with_a_metric_opens_that_one_and_without_none(opened: Open, country: Country):
    assert _documents(opened(country[0], "account", cijfer="training_leak"))[0]["open"] == "training_leak"
    assert {part["open"] for part in _documents(opened(country[0], "account"))} == {None}


def test_the_address_of_an_entry_keeps_the_view(opened: Open, country: Country):
    app = opened(country[0], "account", stand="2026-03-31", taal="en")
    link = next(block for block in _entries(app)["response"]["blocks"] if block["kind"] == "link")
    assert link["href"] == "?stand=2026-03-31&taal=en&cijfer=response"


def test_every_how_made_leads_to_the_account_of_its_metric(opened: Open, country: Country):
    feet = [part for part in drawn(opened(country[0], "training", stand="2026-03-31")) if part.get("how")]
    assert len(feet) == 5
    assert all(foot["account"].startswith("verantwoording?stand=2026-03-31&cijfer=training_") for foot in feet)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_made_begins_with_what_is_said_of_this_very_figure_where_there_is_such_a_text(
    opened: Open, country: Country, language: Language
):
    app = opened(country[0], "municipality", gemeente=example.OWN, taal=language)
    feet = {part["figure"]: part["how"] for part in drawn(app) if part.get("how")}
    own = {key.removeprefix("screen.how_this.") for key in all_keys("screen.how_this")}
    first = say("screen.how.this", language)
    assert "peers" in own
    assert feet["peers"][0] == [first, say("screen.how_this.peers", language)]
    assert feet["peers"][1:] == feet["timeline"]  # after it, what the catalogue says of the same metric
    assert {key for key, how in feet.items() if how[0][0] == first} == own & feet.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [STUDIES / f"{study}.toml" for study in Study], ids=lambda path: path.stem)
def test_every_row_of_a_study_is_shown_as_it_came_out_and_bold_where_it_is_outside(
    opened: Open, country: Country, path: Path, language: Language
):
    kept = tomllib.loads(path.read_text())["rows"]
    low, high = {
        "nowcast": (0.87, 0.94),
        "forecast": (0.75, 0.88),
        "forecast_curves": (0.75, 0.85),
        "cost": (0.93, 0.97),
    }.get(path.stem, (0.94, 0.97))
    keys = {f"{path.stem}_{row['silence']}" for row in kept}
    entries = [entry for key, entry in _entries(opened(country[0], "account", taal=language)).items() if key in keys]
    tables = [block for entry in entries for block in entry["blocks"] if block["kind"] == "table"]
    assert sum(len(table["rows"]) for table in tables) == len(kept)
    assert sum(len(table["bold"]) for table in tables) == sum(not low <= row["coverage"] <= high for row in kept)
    explained = [block for entry in entries for block in entry["blocks"] if block["kind"] == "text"]
    assert len(explained) == len(tables) + len(entries)


def test_every_fact_of_the_programme_says_where_it_stands_or_that_it_is_ours():
    programme = Programme.load()
    rows = fact_table(programme, "nl").words()
    assert all(place for _, _, place in rows)
    assert ["Medewerkers in het land", "37.300, een schatting", programme.training.staff_source.place] in rows
    cost = {subject: said for subject, said, _ in rows}
    assert cost["Stap 6, kosten"].startswith("Landelijk: PM. Per gemeente: PM.")
    assert cost["Stap 11, kosten"] == "De tabel heeft geen rij voor deze stap."
    assert cost["Totaal van de kostentabel"] == "€ 45,1 mln – € 58,1 mln"


def _whole(key: str, request: Request) -> ReleasedFigure:
    return ReleasedFigure.of(figure(key, example_known(), request))


def _files(app: AppTest) -> dict[str, Any] | None:
    """What the buttons of the files were given; None where there are none."""
    return next((part for part in drawn(app) if "sections" in part), None)


@pytest.fixture
def whole_country(monkeypatch: pytest.MonkeyPatch, choices: Choices) -> None:
    """The view on the screen, where there is none: a file says of how many municipalities it is by it."""
    monkeypatch.setattr(state, "chosen_view", lambda: View.read({}, choices))


@pytest.mark.usefixtures("whole_country")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_file_of_a_metric_opens_in_a_spreadsheet_and_has_no_empty_cell(key: str, language: Language):
    known = example_known()
    names = Names({"GM0034": "Almere"}, known.programme)
    text = csv_of(partial(_whole, key, example_request(key)), names, language).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    rows = rows_of_csv(text)
    assert rows
    assert not {cell for row in rows for cell in row.values()} & WORDS_OF_THE_CODE


@pytest.mark.usefixtures("whole_country")
def test_the_file_holds_every_digit_and_a_word_where_there_is_no_number():
    known = example_known()
    request = Request(AS_OF, by=("municipality",), where={"province": PROVINCE})
    names = Names({"GM0034": "Almere"}, known.programme)
    text = csv_of(partial(_whole, "training_coverage", request), names, "nl").decode()
    rows = rows_of_csv(text)
    almere = next(row for row in rows if row["Gemeente"] == "Almere")
    assert (almere["Teller"], almere["Noemer"]) == ("150", "200")
    silent = [row for row in rows if row["Gemeente"] == "GM0171"]
    assert {row["Teller"] for row in silent} == {"geen opgave"}


def test_there_is_a_file_for_every_metric_and_no_promise_of_more(opened: Open, country: Country):
    app = opened(country[0], "account")
    buttons = {button["label"] for section in _files(app)["sections"] for button in section["buttons"]}
    assert buttons == {say(f"metric.{key}.label", "nl") for key in CATALOGUE}
    assert "API" not in str(drawn(app))


def test_an_empty_store_still_has_its_definitions_and_says_that_there_is_no_report(opened: Open, tmp_path: Path):
    app = opened(tmp_path / "empty", "account")
    assert not app.exception
    assert len(_entries(app)) > len(CATALOGUE)
    assert say("screen.state.empty_store", "nl") in [one.value for one in app.markdown]
    assert _files(app) is None


def test_a_study_that_was_measured_with_another_programme_says_so():
    outcome = next(one for one in kept_outcomes())
    assert "niet opnieuw gemeten" in study_note(outcome, "another", "nl")
    assert "niet opnieuw gemeten" not in study_note(outcome, outcome.programme_version, "nl")
