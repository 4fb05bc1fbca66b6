"""Vragen, Binnengekomen, Samengevoegd, Correcties, Toestand: what waits, and what is said where nothing does."""

from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from domain.principal import Function
from domain.statements import STATEMENT_COLUMNS, Table
from domain.typed_texts import Checked
from office.acts import Way
from office.follow_ups import About
from office.identity import Person
from office.inbox import InboxState
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.example import intake_of
from tests.dashboard.screens.desk.desk_home import copied, with_refused
from tests.dashboard.somebody import ADVISER, GOUDA, Installed, click, now, of, said
from tests.dashboard.somebody import installed as installed

HOW = {"way": Way.SCREEN}


@pytest.fixture
def adviser(installed: Installed, country: tuple[Path, list[str]], tmp_path: Path) -> Person:
    copied(country[0], tmp_path)
    with_refused(tmp_path)
    return installed.let_in("Ada", ADVISER)


def _rows(app: AppTest) -> list[dict[str, Any]]:
    return next((part["rows"] for part in drawn(app) if "heads" in part), [])


def test_a_question_that_was_answered_stands_before_those_that_wait(installed: Installed, adviser: Person):
    filler = installed.let_in("Gé", of(GOUDA, Function.FILLER))
    follow_ups = installed.office.follow_ups
    follow_ups.ask(adviser.principal, "GM0228", About(), Checked("klopt dit?"), now=now(), **HOW)
    asked = follow_ups.ask(adviser.principal, GOUDA, About(), Checked("uren of mensen?"), now=now(), **HOW)
    follow_ups.answer(filler.principal, asked.number, Checked("mensen"), now=now(), **HOW)
    first, second = _rows(installed.opened(adviser, "desk", deel="vragen"))
    assert (first["title"], first["cells"]) == ("Gouda", ["uren of mensen?", "mensen", "beantwoord"])
    assert (second["title"], second["cells"][2]) == ("Ede", "wacht op antwoord")


def test_a_question_with_personal_data_is_refused_at_its_field_and_asked_once_it_is_out(
    installed: Installed, adviser: Person
):
    app = installed.opened(adviser, "desk", deel="vragen")
    app.selectbox(key="question_of").select(GOUDA)
    app.text_area(key="question_text").input("bel 06-12345678")
    ask = next(str(button.key) for button in app.button if str(button.key).startswith("FormSubmitter:new_question"))
    click(app, ask)
    assert "telefoonnummer" in said(app)
    assert app.text_area(key="question_text").value == "bel 06-12345678"
    assert installed.office.follow_ups.all(adviser.principal) == []
    app.text_area(key="question_text").input("klopt uw opgave?")
    click(app, ask)
    assert [one.question for one in installed.office.follow_ups.all(adviser.principal)] == ["klopt uw opgave?"]
    click(app, "undo")
    assert installed.office.follow_ups.all(adviser.principal) == []


def test_a_report_is_new_until_somebody_looks_at_it_and_then_it_says_who_has_it(
    installed: Installed, adviser: Person, tmp_path: Path
):
    with Store(tmp_path).reader() as reader:
        newest = reader.info.last_sequence
    row = next(
        row for row in _rows(installed.opened(adviser, "desk", deel="binnengekomen")) if row["id"] == str(newest)
    )
    assert (row["title"], row["cells"][0], row["cells"][2]) == ("opgave.csv", "Amsterdam en Rotterdam", "nieuw")
    assert row["cells"][1] == "Deels aangenomen. 12 niet aangenomen"
    installed.office.inbox.put(adviser.principal, newest, InboxState.LOOKED_AT, is_mine=True, now=now(), **HOW)
    again = _rows(installed.opened(installed.let_in("Bas", ADVISER), "desk", deel="binnengekomen"))
    state = next(row["cells"][2] for row in again if row["id"] == str(newest))
    assert state == f"wordt bekeken · collega {adviser.number}"


def test_what_is_done_stands_under_what_is_not(installed: Installed, adviser: Person, tmp_path: Path):
    with Store(tmp_path).reader() as reader:
        newest = reader.info.last_sequence
    installed.office.inbox.put(adviser.principal, newest, InboxState.DONE, is_mine=True, now=now(), **HOW)
    rows = _rows(installed.opened(adviser, "desk", deel="binnengekomen"))
    assert rows[-1]["id"] == str(newest)


def _said_by_weesp(home: Path) -> None:
    """Weesp became part of Amsterdam on 24 March 2022; it said something before."""
    row = {"municipality_code": "GM0457", "step_number": 1, "reporting_date": date(2021, 12, 31), "standing": "started"}
    columns = STATEMENT_COLUMNS[Table.MILESTONE]
    frame = pl.DataFrame([{name: row.get(name) for name in columns}], schema=columns)
    with Store(home).writer(holder="test") as writer:
        at = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
        writer.record(intake_of({Table.MILESTONE: frame}, "weesp.csv"), recorded_at=at)


def test_what_stands_under_a_dissolved_municipality_is_asked_of_its_successor(
    installed: Installed, adviser: Person, tmp_path: Path
):
    assert "Onder geen opgeheven gemeente" in said(installed.opened(adviser, "desk", deel="samengevoegd"))
    _said_by_weesp(tmp_path)
    (row,) = _rows(installed.opened(adviser, "desk", deel="samengevoegd"))
    assert (row["title"], row["cells"][0]) == ("Weesp", "Amsterdam")
    assert row["cells"][1] == "1 regel, over 31 dec 2021"
    with Store(tmp_path).reader() as reader:
        heirs = reader.statements(Table.MILESTONE, municipality_codes=["GM0363"])
    assert bool(row["does"]) == heirs.is_empty()


def test_a_correction_says_why_and_what_it_did_to_the_figures(installed: Installed, adviser: Person, tmp_path: Path):
    """The made-up country takes back, on 2 November 2026, that some had finished their first step."""
    rows = _rows(installed.opened(adviser, "desk", deel="correcties", stand="2026-11-20"))
    made = [row for row in rows if "verbetering-" in row["small"]]
    assert made
    assert {row["cells"][0] for row in made} == {"verbeterd, 1 regel"}
    moved = [row["cells"][2] for row in made if "stappen gemiddeld" in row["cells"][2]]
    assert all(words.startswith("−") for words in moved)
    assert moved


def test_the_condition_is_said_and_everything_is_looked_at_on_request(
    installed: Installed, adviser: Person, tmp_path: Path
):
    app = click(installed.opened(adviser, "desk", deel="toestand"), "check_store")
    assert "alles is zoals het geschreven is" in said(app)
    journal = next(path for path in (tmp_path / "journal").rglob("*.jsonl.zst"))
    journal.chmod(0o600)
    content = journal.read_bytes()
    journal.write_bytes(content[:-2] + b"x\n")
    app = click(app, "check_store")
    assert "1 ding is niet zoals het geschreven is" in said(app)
