"""What stands while a newer row waits is said to stand, and a bar is solid only as far as somebody reported."""

import re
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
OWN, AS_OF = "GM0301", "2026-10-31"
STEPS = "gemeentecode,peildatum,stap,status,startdatum,einddatum\n"
COSTS = "gemeentecode,peildatum,stap,begroot_eur,gerealiseerd_eur\n"
FILES = (
    (
        "stappen.csv",
        STEPS + f"{OWN},2026-06-30,1,gestart,2026-01-05,\n{OWN},2026-06-30,2,afgerond,2026-01-05,2026-02-22\n",
    ),
    ("kosten.csv", COSTS + f"{OWN},2026-06-30,1,1000,500\n{OWN},2026-06-30,2,1000,0\n"),
    ("later.csv", STEPS + f"{OWN},2026-09-30,1,afgerond,2026-01-05,\n"),  # finished without an end date: refused
    ("kosten-later.csv", COSTS + f"{OWN},2026-09-30,1,1000,veel\n{OWN},2026-09-30,3,1000,veel\n"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which newer rows of one municipality were refused."""
    place = tmp_path_factory.mktemp("stands")
    known = {"register": Register.load(), "programme": Programme.load()}
    with Store(place).writer(holder="test") as writer:
        for minute, (name, content) in enumerate(FILES):
            moment = datetime(2026, 10, 20, 9, minute, tzinfo=timezone.utc)
            take_in(content.encode(), name, writer=writer, recorded_at=moment, **known)
    return place


def _figure(app: AppTest, key: str) -> dict:
    return next(part for part in drawn(app) if part.get("figure") == key)


def test_what_stands_because_a_newer_row_was_refused_says_so(opened: Open, home: Path):
    app = opened(home, "municipality", gemeente=OWN, stand=AS_OF)
    assert not app.exception
    note = _figure(app, "own_costs")["note"]
    waits = "een rij van 30 sep 2026 is geweigerd en wacht"
    assert f"kosten, stap 1: dit is van 30 jun 2026; {waits}" in note
    assert f"kosten, stap 3: {waits}" in note
    assert "kosten, stap 2" not in note
    assert f"stap 1: dit is van 30 jun 2026; {waits}" in _figure(app, "timeline")["note"]
    before = opened(home, "municipality", gemeente=OWN, stand="2026-08-31")
    assert "geweigerd" not in _figure(before, "own_costs")["note"]


def test_a_running_bar_is_solid_up_to_the_last_report_and_pale_after_it(opened: Open, home: Path):
    app = opened(home, "municipality", gemeente=OWN, stand=AS_OF)
    rows = next(part["rows"] for part in drawn(app) if part.get("as_of_label"))
    assert (rows[0]["heard"], rows[0]["to"]) == (date(2026, 6, 30).toordinal(), date(2026, 10, 31).toordinal())
    assert "bleek deel van een balk: na de laatste opgave, dus niet zeker" in _figure(app, "timeline")["note"]
    then = opened(home, "municipality", gemeente=OWN, stand="2026-06-30")
    assert "bleek deel" not in _figure(then, "timeline")["note"]


def test_months_are_whole_ones_gone_by_wherever_they_are_told(opened: Open, home: Path):
    rows = next(part["rows"] for part in drawn(opened(home, "municipality", gemeente=OWN, stand=AS_OF))
                if part.get("as_of_label"))  # fmt: skip
    assert rows[1]["text"] == "klaar in 1 maand"  # 5 January to 22 February


def test_an_amount_of_nothing_is_an_amount_that_was_reported_and_not_one_that_was_spent(opened: Open, home: Path):
    app = opened(home, "municipality", gemeente=OWN, stand=AS_OF)
    assert "daarvoor gaf zij over 2 stappen een bedrag op" in _figure(app, "own_costs")["table"]["caption"]


def test_before_its_first_row_the_note_says_up_to_when_there_is_none(opened: Open, home: Path):
    note = _figure(opened(home, "municipality", gemeente=OWN, stand="2026-03-31"), "history")["note"]
    assert note.endswith("geen rij over een peildatum tot en met 31 mrt 2026")


def test_what_was_spent_is_of_the_reports_up_to_a_day_and_at_least_while_of_some_steps_no_amount_was_given(
    opened: Open, home: Path
):
    caption = _figure(opened(home, "municipality", gemeente=OWN, stand=AS_OF), "own_costs")["table"]["caption"]
    assert re.search(r"volgens haar opgaven tot en met \d+ \w+ \d{4} ten minste € ", caption)
    assert caption.endswith("over 2 stappen een bedrag op, en over 9 niet")


def test_under_the_costs_stands_what_may_still_come_and_of_how_many_steps_that_is_not_known(opened: Open, home: Path):
    told = [text.value for text in opened(home, "municipality", gemeente=OWN, stand=AS_OF).markdown]
    assert any("Wat er nog bij kan komen" in text and "geen opgave, geen norm of geen bedrag" in text for text in told)
