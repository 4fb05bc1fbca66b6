"""Bellen: whom an adviser is to call, in which order, and what a colleague noted."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.principal import Function
from domain.statements import Table
from domain.typed_texts import Checked
from language.texts import say
from office.acts import Act, Way
from office.audit import Asked
from office.follow_ups import About
from office.identity import Person
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.desk.desk_home import copied
from tests.dashboard.somebody import ADVISER, GOUDA, MANAGER, Installed, now, of, said
from tests.dashboard.somebody import installed as installed

SCREEN = Way.SCREEN


@pytest.fixture
def adviser(installed: Installed, country: tuple[Path, list[str]], tmp_path: Path) -> Person:
    """An adviser of a country in which some never reported and nobody did so lately."""
    copied(country[0], tmp_path)
    return installed.let_in("Ada", ADVISER)


def _list(app: AppTest) -> list[dict[str, Any]]:
    caption = say("screen_desk.calls.caption", "nl")
    return next(part for part in drawn(app) if part.get("caption") == caption)["rows"]


def _call(installed: Installed, who: Person, code: str, again_on: date | None, promised: str | None = None) -> None:
    texts = {"said": Checked("gesproken"), "promised": None if promised is None else Checked(promised)}
    installed.office.calls.note(who.principal, code, **texts, again_on=again_on, way=SCREEN, now=now())


def _silent(home: Path) -> list[str]:
    """Codes that never reported, from the statements themselves."""
    with Store(home).reader() as reader:
        said = set(reader.statements(Table.MILESTONE)["municipality_code"])
    return [code for code in Register.load().on(dutch_day(now()))["municipality_code"] if code not in said]


def test_what_was_agreed_stands_by_day_and_whoever_is_looked_for_stands_on_top_and_counts_nowhere(
    installed: Installed, adviser: Person, tmp_path: Path
):
    today, silent = dutch_day(now()), _silent(tmp_path)
    _call(installed, adviser, silent[1], today + timedelta(days=9), "opgave in januari")
    _call(installed, adviser, silent[0], today + timedelta(days=3))
    agreed = installed.opened(adviser, "desk", bellijst="afgesproken")
    assert [row["code"] for row in _list(agreed)] == [silent[0], silent[1]]
    looked_for = installed.opened(adviser, "desk", bellijst="afgesproken", gemeente=silent[2])
    assert [row["code"] for row in _list(looked_for)] == [silent[2], silent[0], silent[1]]
    assert "2 gemeenten op deze lijst" in str(drawn(looked_for)) + said(looked_for)


def test_who_was_promised_a_call_today_or_before_stands_first_and_who_later_last(
    installed: Installed, adviser: Person, tmp_path: Path
):
    today, silent = dutch_day(now()), _silent(tmp_path)
    later, overdue, due = silent[:3]
    _call(installed, adviser, later, today + timedelta(days=3))
    _call(installed, adviser, due, today, "opgave in december")
    _call(installed, adviser, overdue, today - timedelta(days=8))
    rows = _list(installed.opened(adviser, "desk"))
    assert [row["code"] for row in rows][:2] == [overdue, due]
    assert rows[-1]["code"] == later
    assert [row["is_due"] for row in rows[:3]] == [True, True, False]
    assert rows[1]["again"] == "vandaag"
    assert rows[0]["again"].startswith("vandaag, was ")
    assert rows[1]["promised"] == "“opgave in december”"


def test_who_never_reported_is_silent_and_whoever_did_is_not(installed: Installed, adviser: Person, tmp_path: Path):
    rows = _list(installed.opened(adviser, "desk", bellijst="stil"))
    assert {row["code"] for row in rows} == set(_silent(tmp_path))
    assert {row["reason"][0] for row in rows} == {"Stil"}


def test_an_open_question_counts_beside_the_municipality_it_was_asked_of(
    installed: Installed, adviser: Person, tmp_path: Path
):
    one, other = _silent(tmp_path)[:2]
    for text in ("klopt dit?", "en dit?"):
        installed.office.follow_ups.ask(adviser.principal, one, About(), Checked(text), way=SCREEN, now=now())
    counted = {row["code"]: row["questions"] for row in _list(installed.opened(adviser, "desk"))}
    assert (counted[one], counted[other]) == ("2", "0")


def test_an_adviser_with_municipalities_of_their_own_sees_those_first(
    installed: Installed, adviser: Person, tmp_path: Path
):
    mine = _silent(tmp_path)[:2]
    installed.office.own_group.choose(adviser.principal, mine, way=SCREEN, now=now())
    assert {row["code"] for row in _list(installed.opened(adviser, "desk"))} == set(mine)
    assert len(_list(installed.opened(adviser, "desk", bellijst="iedereen"))) > 2


def test_opened_a_municipality_shows_what_a_colleague_noted_and_the_opening_is_written_down(
    installed: Installed, adviser: Person, tmp_path: Path
):
    code, colleague = _silent(tmp_path)[0], installed.let_in("Bas", ADVISER)
    _call(installed, colleague, code, None, "opgave in december")
    app = installed.opened(adviser, "desk", gemeente=code)
    opened = next(part for part in drawn(app) if part.get("opened"))["opened"]
    assert opened["calls"][0]["text"] == "gesproken"
    assert "toegezegd: opgave in december" in opened["calls"][0]["by"]
    assert "opgave in december" in opened["body"]
    asked, until = Asked(act=Act.MUNICIPALITY_READ), time.monotonic() + 10  # it is written beside the page
    while not (lines := installed.office.audit.read(adviser.principal, asked)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [line.municipality_code for line in lines] == [code]


@pytest.mark.parametrize(
    ("appointment", "reason"),
    [(of(GOUDA, Function.CONTACT), "access.refused.only_vng"), (MANAGER, "access.refused.only_vng")],
)
def test_who_does_not_work_at_the_desk_sees_why_and_nothing_of_it(
    installed: Installed, adviser: Person, appointment: Any, reason: str
):
    other = installed.let_in("Oor", appointment)
    app = installed.opened(other, "desk")
    assert say("screen_desk.refused_title", "nl") in said(app)
    assert say(reason, "nl") in said(app)
    assert not [part for part in drawn(app) if "rows" in part]
