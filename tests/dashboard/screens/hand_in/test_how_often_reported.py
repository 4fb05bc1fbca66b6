"""How often a municipality reported: one number on every screen, and of a file with others in it its own rows alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from domain.principal import Function
from office.identity import Person
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.hand_in.reporting import LAST, hand_in, row, table
from tests.dashboard.screens.hand_in.reporting import people as people
from tests.dashboard.screens.hand_in.reporting import store_is_there as store_is_there
from tests.dashboard.somebody import Installed, click, now, said
from tests.dashboard.somebody import installed as installed

OTHERS = "\n".join(f"GM0228 | {LAST.isoformat()} | {step} | gestart | 01-02-2025 |" for step in (3, 4))


def test_both_screens_count_the_reports_that_count_and_of_a_shared_file_the_own_rows_alone(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    contact = people(Function.CONTACT)
    hand_in(tmp_path, row(5), ago=timedelta(minutes=9))
    hand_in(tmp_path, f"{row(8)}\n{row(7, 'afgerond')}\n{OTHERS}", ago=timedelta(minutes=8))  # of 7 no end: refused
    hand_in(tmp_path, row(5, start="01-03-2025"), ago=timedelta(minutes=7))  # corrects the first
    taken = hand_in(tmp_path, row(9), ago=timedelta(minutes=6))
    with Store(tmp_path).writer(holder="test") as writer:
        writer.withdraw(statements=taken, reason="toets", recorded_at=now() - timedelta(minutes=5))
    hand_in(tmp_path, row(10).replace("| 10 |", "| 10a |"), ago=timedelta(minutes=4))  # all of it refused
    app = click(installed.opened(contact, "hand_in"), "put_right")
    assert "Gouda diende 4 keer iets in; elk bestand telt" in said(app)
    assert "Eén opgave in deze lijst is teruggenomen en telt niet mee. Eén regel is later rechtgezet." in said(app)
    rows = table(app, "Alle opgaven")
    assert [line[3:] for line in rows] == [
        ["regel die is rechtgezet", "1", "0", "Aangenomen"],
        ["werkblad", "0", "1", "Deels aangenomen"],
        ["werkblad", "1", "0", "Teruggenomen"],
        ["werkblad", "1", "0", "Aangenomen"],
        ["bestand waarin ook andere gemeenten staan", "1", "1", "Deels aangenomen"],
        ["werkblad", "1", "0", "Aangenomen"],
    ]
    notes = "".join(str(one.get("note")) for one in drawn(installed.opened(contact, "municipality")))
    assert "in totaal 4 keer iets ingediend (elk bestand telt), 1 verbeterde rij" in notes
