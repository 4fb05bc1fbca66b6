"""Logboek: who reads which lines, in words, filtered, by page and as a file; and that a reading is in it."""

from concurrent.futures import wait
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.clocks import dutch_day
from domain.principal import OWNER, Function, Principal, Role
from domain.programme import Programme
from domain.settings import Settings
from door.noting import Readings
from door.visitors import Visitors
from language.texts import say
from office.acts import Act, Entry, Way
from office.audit import Asked
from office.errors import OfficeUnavailableError
from tests.dashboard import example
from tests.dashboard.conftest import drawn
from tests.dashboard.somebody import ADVISER, EDE, GOUDA, MANAGER, Installed, click, now, of, said
from tests.dashboard.somebody import installed as installed


def _rows(app: AppTest) -> list[list[str]]:
    table = next((part for part in drawn(app) if part.get("caption") == say("screen_log.caption", "nl")), None)
    return [] if table is None else [row["cells"] for row in table["rows"]]


def _file(app: AppTest) -> dict[str, Any]:
    return next(part for part in drawn(app) if "text" in part and "name" in part)


def test_a_manager_reads_who_did_what_to_whom_in_words_the_newest_first(installed: Installed):
    manager, adviser = installed.let_in("Mia", MANAGER), installed.let_in("Ada", ADVISER)
    rows = _rows(installed.opened(manager, "log"))
    assert [row[1:] for row in rows] == [
        ["Mia, beheerder, persoon 1", say("office.act.signed_in", "nl"), "", "scherm"],
        ["wie de computer beheert", say("office.act.person_admitted", "nl"), "Ada, persoon 2", "op de computer zelf"],
        ["wie de computer beheert", say("office.act.person_admitted", "nl"), "Mia, persoon 1", "op de computer zelf"],
    ]
    assert adviser.number == 2


def test_a_municipality_reads_what_concerns_it_and_nothing_of_another(installed: Installed):
    filler = installed.let_in("Fia", of(GOUDA, Function.FILLER))
    installed.let_in("Ed", of(EDE, Function.FILLER))
    rows = _rows(installed.opened(filler, "log"))
    assert len(rows) == 1
    assert "Gouda" in rows[0][3]
    assert "Ede" not in str(rows)


def test_an_adviser_reads_the_own_acts_and_not_those_of_others(installed: Installed):
    adviser = installed.let_in("Ada", ADVISER)
    installed.let_in("Mia", MANAGER)
    rows = _rows(installed.opened(adviser, "log"))
    assert [row[2] for row in rows] == [say("office.act.signed_in", "nl")]


def test_an_official_reads_nothing_and_is_told_whom_to_ask(installed: Installed):
    official = installed.let_in("Olaf", of(GOUDA, Function.FILLER))
    installed.office.people.change(
        OWNER, official.number, type(MANAGER)(Role.MINISTRY), way=Way.COMMAND_LINE, now=now()
    )
    app = installed.opened(official, "log")
    assert say("screen_log.refused_title", "nl") in said(app)
    assert _rows(app) == []


def test_the_log_is_narrowed_by_what_by_municipality_and_by_day(installed: Installed):
    manager = installed.let_in("Mia", MANAGER)
    installed.let_in("Fia", of(GOUDA, Function.FILLER))
    installed.let_in("Ed", of(EDE, Function.FILLER))
    app = installed.opened(manager, "log")
    app.selectbox(key="log_act").select(Act.PERSON_ADMITTED).run()
    assert len(_rows(app)) == 3
    app.selectbox(key="log_municipality").select(EDE).run()
    assert [row[3] for row in _rows(app)] == ["Ede, Ed, persoon 3"]
    app.selectbox(key="log_day").select(dutch_day(now())).run()
    assert len(_rows(app)) == 1


def test_a_month_of_before_is_read_when_it_is_chosen(installed: Installed):
    before = now().replace(day=1) - timedelta(days=3)
    installed.office.audit.note(Entry(OWNER, Act.OFFICE_COPIED, before, Way.COMMAND_LINE))
    manager = installed.let_in("Mia", MANAGER)
    app = installed.opened(manager, "log")
    assert say("office.act.office_copied", "nl") not in str(_rows(app))
    app.selectbox(key="log_month").select(dutch_day(before).replace(day=1)).run()
    assert [row[2] for row in _rows(app)] == [say("office.act.office_copied", "nl")]


def test_a_long_log_is_turned_over_page_by_page_and_no_line_is_lost(installed: Installed):
    manager = installed.let_in("Mia", MANAGER)
    for _ in range(118):
        installed.office.audit.note(Entry(OWNER, Act.OFFICE_COPIED, now(), Way.COMMAND_LINE))
    app = installed.opened(manager, "log")
    lengths = [len(_rows(app))]
    for _ in range(2):
        click(app, f"log_to_{say('screen_log.older', 'nl')}")
        lengths.append(len(_rows(app)))
    assert lengths == [50, 50, 20]
    assert app.button(key=f"log_to_{say('screen_log.older', 'nl')}").disabled
    app.selectbox(key="log_act").select(Act.SIGNED_IN).run()
    assert len(_rows(app)) == 1  # another choice begins at its first page


def test_the_file_is_made_when_it_is_asked_for_and_holds_every_line_that_was_chosen(installed: Installed):
    manager = installed.let_in("Mia", MANAGER)
    for _ in range(60):
        installed.office.audit.note(Entry(OWNER, Act.OFFICE_COPIED, now(), Way.COMMAND_LINE))
    app = installed.opened(manager, "log")
    assert _file(app)["text"] is None
    month = dutch_day(now()).replace(day=1)
    app.session_state["asked"] = {f"log/{month}/None/None/None"}
    app.run()
    file = _file(app)
    lines = file["text"].removeprefix("\ufeff").split("\r\n")
    assert lines[0].startswith("Wanneer;Wie;Wat;Bij wie;Waar")
    assert len(lines) == 1 + 62 + 1
    assert file["name"] == f"wams-logboek-{month:%Y-%m}.csv"


def test_a_name_that_would_be_run_as_a_formula_is_a_text_in_the_file(installed: Installed):
    manager = installed.let_in("=HYPERLINK(1)", MANAGER)
    app = installed.opened(manager, "log")
    app.session_state["asked"] = {f"log/{dutch_day(now()).replace(day=1)}/None/None/None"}
    app.run()
    assert "=HYPERLINK" in _file(app)["text"]
    assert ";=HYPERLINK" not in _file(app)["text"]


def test_a_log_that_was_changed_says_so_on_the_page(installed: Installed, tmp_path: Path):
    manager = installed.let_in("Mia", MANAGER)
    path = next((tmp_path / "audit").glob("*.jsonl"))
    path.write_bytes(path.read_bytes().replace(b"person_admitted", b"person_put_out_", 1))
    assert say("screen_log.damaged", "nl") in said(installed.opened(manager, "log"))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    home = tmp_path_factory.mktemp("country")
    return home, example.build(home)


def test_reading_another_municipality_is_in_the_log_and_reading_ones_own_is_not(
    installed: Installed, country: tuple[Path, list[str]]
):
    own, other = country[1][0], country[1][1]
    filler = installed.let_in("Fia", of(own, Function.FILLER))
    for source in (country[0]).iterdir():
        if source.name != "audit":
            target = Path(installed.office.home) / source.name
            if not target.exists():
                target.symlink_to(source)
    for _ in range(2):
        for code in (own, other):
            assert not installed.opened(filler, "municipality", gemeente=code).exception
    lines = _until_there(installed)
    assert {(line.by_person, line.municipality_code) for line in lines} == {(filler.number, other)}


def _until_there(installed: Installed) -> list[Any]:
    import time

    for _ in range(100):
        if lines := installed.office.audit.read(OWNER, Asked(act=Act.MUNICIPALITY_READ)):
            return lines
        time.sleep(0.05)
    return []


def test_a_reading_in_local_mode_is_noted_too_and_once_an_hour(tmp_path: Path):
    visitors = Visitors(Settings(), tmp_path, Programme.load)
    visitor = visitors.visitor({}, now())
    assert visitor.principal == Principal(Role.VNG, is_local=True)
    moment = now()
    wait([visitor.note_reading(EDE, moment) for _ in range(3)])
    wait([visitor.note_reading(GOUDA, moment)])
    lines = visitors.office.audit.read(OWNER)
    assert [(line.act, line.municipality_code, line.is_local) for line in lines] == [
        (Act.MUNICIPALITY_READ, EDE, True),
        (Act.MUNICIPALITY_READ, GOUDA, True),
    ]
    visitors.office.close()


def test_where_a_reading_could_not_be_noted_the_next_page_is_not_shown():
    def closed() -> Any:
        raise OfficeUnavailableError("office.unwritable", place="audit", reason="full")

    readings = Readings(closed)
    wait([readings.note(Principal(Role.VNG), 1, EDE, now())])
    with pytest.raises(OfficeUnavailableError):
        readings.note(Principal(Role.VNG), 1, EDE, now())


def test_noting_a_reading_holds_a_page_up_less_than_two_milliseconds(tmp_path: Path):
    import time

    visitors = Visitors(Settings(), tmp_path, Programme.load)
    visitor = visitors.visitor({}, now())
    visitor.reads(EDE, now())  # opens the office, in its own thread
    wait([visitor.note_reading(EDE, now())])
    taken = []
    for number in range(50):
        begun = time.perf_counter()
        visitor.reads(f"GM{number:04d}", now())
        taken.append(time.perf_counter() - begun)
    wait([visitor.note_reading(EDE, now())])
    assert sorted(taken)[25] < 0.002
    visitors.office.close()
