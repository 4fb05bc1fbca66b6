"""Niet aangenomen: the causes with their rows, what was said before, and what can be done."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.statements import Table
from domain.typed_texts import Checked
from office.acts import Way
from office.follow_ups import About
from office.identity import Person
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.desk.desk_home import copied, nothing_refused, with_refused
from tests.dashboard.somebody import ADVISER, Installed, now
from tests.dashboard.somebody import installed as installed


@pytest.fixture
def adviser(installed: Installed, country: tuple[Path, list[str]], tmp_path: Path) -> Person:
    copied(country[0], tmp_path)
    with_refused(tmp_path)
    return installed.let_in("Ada", ADVISER)


def _causes(app: AppTest) -> dict[str, dict[str, Any]]:
    data = next(part for part in drawn(app) if "causes" in part)
    return {cause["key"]: cause for cause in data["causes"]}


def _opened(installed: Installed, adviser: Person) -> dict[str, dict[str, Any]]:
    return _causes(installed.opened(adviser, "desk", deel="niet-aangenomen"))


def test_rows_that_surely_meant_one_thing_stand_first_with_one_button_for_all(installed: Installed, adviser: Person):
    causes = _opened(installed, adviser)
    first = causes[next(iter(causes))]
    assert (first["key"], first["does"], first["button"]) == ("step_letter", "right", "Zet 10 regels recht")
    assert len(first["rows"]) == 10
    row = next(row for row in first["rows"] if row["now"] == "8a")
    assert (row["whose"], row["field"], row["becomes"], row["does"]) == ("Amsterdam", "stap", "8", "right")


def test_what_only_the_municipality_knows_is_asked_of_each_once(installed: Installed, adviser: Person):
    cause = _opened(installed, adviser)["end_missing"]
    assert (cause["does"], cause["button"]) == ("ask", "Vraag 2 gemeenten")
    assert {row["whose"] for row in cause["rows"]} == {"Amsterdam", "Rotterdam"}
    asked = next(row["id"] for row in cause["rows"] if row["whose"] == "Rotterdam")
    about = About(refused_rows=(asked,))
    installed.office.follow_ups.ask(adviser.principal, "GM0599", about, Checked("wanneer?"), way=Way.SCREEN, now=now())
    again = _opened(installed, adviser)["end_missing"]
    assert again["button"] == "Vraag 1 gemeente"
    assert {row["id"]: row["does"] for row in again["rows"]}[asked] == ""


def test_what_was_said_before_of_the_same_cell_stands_beside_what_is_written_now(
    installed: Installed, adviser: Person, tmp_path: Path
):
    """The made-up country has rows with an end date that does not exist: of step 3, each in its own municipality."""
    rows = _opened(installed, adviser)["bad_date"]["rows"]
    with Store(tmp_path).reader() as reader:
        said = reader.statements(Table.MILESTONE)
        refused = reader.quarantine()
    for row in rows:
        code = refused.filter(refused["quarantine_id"] == row["id"])["municipality_code"][0]
        of_step = said.filter((said["municipality_code"] == code) & (said["step_number"] == 3)).sort("reporting_date")
        known = of_step["end_date"].to_list()[-1]
        assert row["now"] == "31-02-2026"
        assert (row["before"] == "geen") == (known is None)


def test_a_filter_shows_the_rows_of_its_municipalities_alone(installed: Installed, adviser: Person):
    app = installed.opened(adviser, "desk", deel="niet-aangenomen", provincie="Zuid-Holland")
    whose = {row["whose"] for cause in _causes(app).values() for row in cause["rows"]}
    assert "Rotterdam" in whose
    assert "Amsterdam" not in whose


def test_where_nothing_was_refused_the_page_says_so(installed: Installed, tmp_path: Path):
    nothing_refused(tmp_path)
    app = installed.opened(installed.let_in("Ada", ADVISER), "desk", deel="niet-aangenomen")
    assert _causes(app) == {}
    assert "Er wacht geen regel" in "\n".join(header.value for header in app.header)
