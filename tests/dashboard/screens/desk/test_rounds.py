"""Rondes: how many reported in a round beside the one before it, and the way to open and to close one."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.desk.round_asked import middle_and_quarter
from dashboard.screens.desk.round_drawn import Group
from dashboard.screens.desk.rounds import still_to_come
from domain.clocks import AMSTERDAM, dutch_day
from domain.principal import OWNER
from domain.statements import Table
from language.texts import say
from office.acts import Way
from office.identity import Person
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.desk.desk_home import copied
from tests.dashboard.somebody import ADVISER, Installed, click, now, said
from tests.dashboard.somebody import installed as installed

SPRING, AUTUMN = date(2026, 3, 31), date(2026, 9, 30)


@pytest.fixture
def adviser(installed: Installed, country: tuple[Path, list[str]], tmp_path: Path) -> Person:
    copied(country[0], tmp_path)
    return installed.let_in("Ada", ADVISER)


def _rounds(installed: Installed) -> None:
    for name, opens_on in (("Voorjaar 2026", SPRING), ("Najaar 2026", AUTUMN)):
        days = {"opens_on": opens_on, "read_on": opens_on + timedelta(weeks=8)}
        installed.office.rounds.open(OWNER, name, **days, way=Way.SCREEN, now=now())


def _opened(installed: Installed, adviser: Person) -> AppTest:
    return installed.opened(adviser, "desk", deel="rondes")


def _part(app: AppTest, name: str) -> dict[str, Any]:
    return next(part for part in drawn(app) if name in part)


def _reported(home: Path, table: Table, first: date, last: date) -> int:
    """Municipalities of which a statement that stands was recorded in these days, counted from the statements."""
    with Store(home).reader() as reader:
        rows = reader.history(table).select("municipality_code", "recorded_at", "withdrawn_at").rows()
    days = {(code, at.astimezone(AMSTERDAM).date()) for code, at, withdrawn in rows if withdrawn is None}
    return len({code for code, day in days if first <= day <= last})


def test_a_round_shows_how_many_reported_beside_the_one_before_it_in_the_same_week(
    installed: Installed, adviser: Person, tmp_path: Path
):
    _rounds(installed)
    app, today = _opened(installed, adviser), dutch_day(now())
    week = (today - AUTUMN).days // 7 + 1
    steps = next(panel for panel in _part(app, "panels")["panels"] if panel["name"] == "Stappen")
    reported = _reported(tmp_path, Table.MILESTONE, AUTUMN, today)
    before = _reported(tmp_path, Table.MILESTONE, SPRING, SPRING + timedelta(days=7 * week - 1))
    assert reported
    assert before
    assert steps["sub"].startswith(f"{reported} van ")
    assert steps["sub"].endswith(f"week {week}: {before}")
    assert len(steps["now"]) == week + 1
    assert _part(app, "figures")["figures"][0]["note"].startswith(f"{reported} van ")


def test_where_no_round_has_begun_the_page_says_what_a_round_is(installed: Installed, adviser: Person):
    app = _opened(installed, adviser)
    assert say("screen_desk.rounds.none_text", "nl") in said(app)


def test_a_round_is_announced_on_the_screen_and_a_reading_day_before_it_is_refused(
    installed: Installed, adviser: Person
):
    app, today = _opened(installed, adviser), dutch_day(now())
    send = next(str(button.key) for button in app.button if str(button.key).startswith("FormSubmitter:open_round"))
    app.text_input(key="round_name").input("Winter")
    app.date_input(key="round_read").set_value(today - timedelta(days=1))
    click(app, send)
    assert installed.office.rounds.all(OWNER) == []
    app.date_input(key="round_read").set_value(today + timedelta(days=56))
    click(app, send)
    assert "De ronde Winter is open sinds" in said(app)  # it does not open some day: it is open
    assert [(one.name, one.opens_on) for one in installed.office.rounds.all(OWNER)] == [("Winter", today)]
    click(app, "undo")  # it was a mistake
    assert installed.office.rounds.all(OWNER) == []


def test_closing_asks_first_and_keeps_the_day_and_the_moment(installed: Installed, adviser: Person):
    _rounds(installed)
    number, begun = installed.office.rounds.all(OWNER)[-1].number, datetime.now(AMSTERDAM)
    app = click(_opened(installed, adviser), f"close_round_{number}")
    assert installed.office.rounds.all(OWNER)[-1].snapshot is None
    chosen = app.selectbox(key=f"close_as_of_{number}").value
    click(app, f"close_round_{number}_yes")
    snapshot = installed.office.rounds.all(OWNER)[-1].snapshot
    assert snapshot is not None
    assert snapshot.as_of == chosen
    assert abs(snapshot.known_on - begun) < timedelta(minutes=2)
    table = next(part for part in drawn(app) if part.get("caption") == say("screen_desk.rounds.snapshots", "nl"))
    assert table["rows"][0]["cells"][0] == "Najaar 2026"
    click(click(app, f"reopen_round_{number}"), f"reopen_round_{number}_yes")
    assert installed.office.rounds.all(OWNER)[-1].snapshot is None


def test_of_a_size_class_of_a_few_the_count_stands_there_and_no_share(installed: Installed, adviser: Person):
    _rounds(installed)
    rows = _part(_opened(installed, adviser), "heads")["rows"]
    for row in rows:
        of = int(row["cells"][1].partition("/")[2])
        assert (row["cells"][0] == "te weinig") == (of < 5)
    assert {int(row["cells"][1].partition("/")[2]) < 5 for row in rows} == {True, False}


def test_the_time_of_a_few_reports_is_no_middle_and_no_quarter():
    assert middle_and_quarter([11.0] * 4) is None
    assert middle_and_quarter([10.0, 20.0, 30.0, 40.0, 50.0]) == (30.0, 40.0)


@pytest.mark.parametrize(
    ("reported", "said"),
    [
        (
            {1: (0, 3), 4: (2, 9)},
            "10 gemeenten deden in deze ronde nog geen opgave; de meeste, 7, in de klasse 20.000–50.000 inwoners",
        ),
        ({1: (0, 3), 4: (6, 9)}, "6 gemeenten deden in deze ronde nog geen opgave"),
        ({1: (3, 3), 4: (9, 9)}, "Alle gemeenten deden opgave in deze ronde"),
    ],
    ids=["one class has most", "two are level", "all reported"],
)
def test_of_groups_it_says_how_many_still_come_and_never_sets_shares_of_a_few_side_by_side(
    reported: dict[int, tuple[int, int]], said: str
):
    rows = [Group(size, every, now, None, 0) for size, (now, every) in reported.items()]
    assert still_to_come(rows, "nl") == said
