"""Whatever leaves says what it is: every table file of every figure of every screen, as its screens hand them over.

The figures are collected from the screens, so that a new one cannot be forgotten; what only a browser makes (pictures,
paper, the files of the atlas) is read in test_browser_whatever_leaves.
"""

import base64
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.origin import NOT_OF_A_VIEW
from domain.statements import STATEMENT_COLUMNS, Table
from language.texts import say
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn
from tests.dashboard.figure.leaving import CHOSEN, missing, text_of_csv, text_of_workbook

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
WITHOUT_VIEW = {say(kind, "nl") for kind in NOT_OF_A_VIEW}


def _feet(app: AppTest) -> list[dict[str, Any]]:
    return [part for part in drawn(app) if "origin" in part and "figure" in part]


def _opened(shown: Open, country: Country, screen: str) -> AppTest:
    more = {"eerder": "2026-10-01"} if screen == "quality" else {}
    app = shown(country[0], screen, gemeente=example.OWN, **CHOSEN, **more)
    assert not app.exception
    return app


def _is_of_view(foot: dict[str, Any]) -> bool:
    return not {text for _, text in foot["origin"]} & WITHOUT_VIEW


def _files(foot: dict[str, Any]) -> dict[str, str]:
    read = {"xlsx": lambda text: text_of_workbook(base64.b64decode(text))}
    return {part: read.get(part, text_of_csv)(text) for part, text in foot["files"].items()}


@pytest.mark.parametrize("screen", PAGES)
def test_every_table_file_says_what_is_shown_of_whom_as_of_known_on_n_kind_versions_and_where_to_find_it_again(
    shown: Open, country: Country, screen: str
):
    feet = _feet(_opened(shown, country, screen))
    assert feet
    found = {
        (foot["figure"], part): missing(
            text, finding=foot["finding"], figure=foot["figure"], is_of_view=_is_of_view(foot)
        )
        for foot in feet
        for part, text in _files(foot).items()
    }
    assert {place: lacks for place, lacks in found.items() if lacks} == {}


@pytest.mark.parametrize("screen", PAGES)
def test_every_figure_hands_all_of_it_to_its_picture_and_to_paper(shown: Open, country: Country, screen: str):
    feet = _feet(_opened(shown, country, screen))
    found = {
        foot["figure"]: missing(
            "\n".join([foot["finding"], foot["note"], *(f"{term}: {text}" for term, text in foot["origin"])]),
            finding=foot["finding"], figure=foot["figure"], is_of_view=_is_of_view(foot),
        )
        for foot in feet
    }  # fmt: skip
    assert {figure: lacks for figure, lacks in found.items() if lacks} == {}


def test_only_the_account_shows_what_is_not_of_municipalities_on_a_day(shown: Open, country: Country):
    without = {
        (screen, foot["figure"])
        for screen in PAGES
        for foot in _feet(_opened(shown, country, screen))
        if not _is_of_view(foot)
    }
    assert {screen for screen, _ in without} == {"account"}


@pytest.mark.parametrize("screen", PAGES)
def test_the_kind_of_a_figure_is_the_same_in_its_note_and_in_its_files(shown: Open, country: Country, screen: str):
    differs = {}
    for foot in _feet(_opened(shown, country, screen)):
        kind = dict(foot["origin"])[say("screen.origin.kind", "nl")]
        kinds = ("waarneming", "schatting", "verwachting", "scenario")
        stated = [word for word in kinds if f"· {word}" in foot["note"] or foot["note"].startswith(word)]
        if stated and not any(word in kind for word in stated):
            differs[foot["figure"]] = (foot["note"], kind)
    assert differs == {}


def test_where_figures_are_real_no_file_calls_them_invented(shown: Open, real: Path):
    app = shown(real, "national")
    assert not app.exception
    for foot in _feet(app):
        for text in _files(foot).values():
            assert "verzonnen" not in text
            assert "Terug te vinden op" in text


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A store with one report that nobody made up."""
    steps = pl.DataFrame(
        [{"municipality_code": example.OWN, "step_number": 1, "reporting_date": date(2026, 9, 30),
          "standing": "started", "start_date": date(2026, 1, 1)}],
        schema=STATEMENT_COLUMNS[Table.MILESTONE],
    )  # fmt: skip
    with Store(tmp_path).writer(holder="test") as writer:
        intake = example.intake_of({Table.MILESTONE: steps}, "opgave.csv")
        writer.record(intake, recorded_at=datetime(2026, 10, 1, tzinfo=timezone.utc), is_replay=False)
    return tmp_path


def test_a_file_of_one_municipality_has_its_code_in_its_name(shown: Open, country: Country):
    names = {foot["figure"]: foot["name"] for foot in _feet(_opened(shown, country, "municipality"))}
    assert names["timeline"] == f"wams-tijdlijn-{example.OWN}-{CHOSEN['stand']}"
    assert all(example.OWN not in foot["name"] for foot in _feet(_opened(shown, country, "national")))
