"""A copy of the office that can be trusted, and back, from either database to either."""

import os
import secrets
import sqlite3
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from domain.principal import NOBODY, OWNER, Principal, Role
from domain.settings import Settings
from domain.statements import Table
from office.acts import Act, Way
from office.copying import restore
from office.drafts import Edit, Place
from office.errors import NotPossibleError, NotYoursError, OfficeError, OfficeNewerError
from office.office import Office
from office.sessions import Ended
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_GOUDA,
    FILLER_OF_GOUDA,
    HERE,
    MANAGER,
    MINUTE,
    MORNING,
    let_in,
    settings_on,
    someone,
)
from tests.postgres import make_database

LATER = MORNING + MINUTE
DRAFTED = date(2026, 9, 30)


@pytest.fixture
def filled(office: Office) -> Office:
    """Four people, one of them out; one who knocked; an agreement."""
    for subject, done in (("m", MANAGER), ("a", ADVISER), ("f", FILLER_OF_GOUDA), ("c", CONTACT_OF_GOUDA)):
        let_in(office, subject, done, tenant="t")
    office.people.put_out(OWNER, 2, way=HERE, now=MORNING)
    office.knocks.note(someone("k"), display_name="K. Nock", now=MORNING)
    manager = office.people.one(OWNER, 1).principal
    for table, yes in ((Table.COST, True), (Table.COST, False), (Table.TRAINING, True)):
        office.agreement.note(manager, "GM0513", table, says_yes=yes, way=HERE, now=MORNING)
    filler = office.people.one(OWNER, 3).principal
    office.drafts.save(filler, "GM0513", DRAFTED, [Edit(Place("cost", "5", "begroot_eur"), "100", 0)], now=MORNING)
    return office


@pytest.fixture
def copied(filled: Office, tmp_path: Path) -> Path:
    assert filled.copy(OWNER, tmp_path / "copy.db", way=HERE, now=MORNING) == 4
    return tmp_path / "copy.db"


def _everything(office: Office) -> object:
    return (
        office.people.all(OWNER, with_put_out=True), office.knocks.all(OWNER, with_turned_away=True),
        office.agreement.history(OWNER, "GM0513"), office.agreement.said(OWNER),
        office.drafts.read(OWNER, "GM0513", DRAFTED),
    )  # fmt: skip


def _put_back(office: Office, copy: Path, home: Path | None = None, settings: Settings | None = None):
    return restore(settings or office.settings, home or office.home, copy, OWNER, way=HERE, now=LATER)


def test_what_was_copied_comes_back_and_what_came_after_does_not(filled: Office, copied: Path, opened: Opened) -> None:
    before = _everything(filled)
    let_in(filled, "after", ADVISER)
    filled.people.put_out(OWNER, 3, way=HERE, now=MORNING)
    filled.knocks.note(someone("k2"), display_name=None, now=MORNING)
    filled.agreement.note(OWNER, "GM0513", Table.COST, says_yes=True, way=HERE, now=MORNING)
    assert _put_back(filled, copied).people == 4
    assert _everything(opened()) == before
    assert opened().verify_audit() == []


def test_an_app_that_runs_sees_what_was_put_back_without_being_started_again(filled: Office, copied: Path) -> None:
    before = _everything(filled)
    filled.people.put_out(OWNER, 1, way=HERE, now=MORNING)
    _put_back(filled, copied)
    assert _everything(filled) == before
    assert let_in(filled, "new", ADVISER).number == 5


@pytest.mark.parametrize("to_server", [False, True])
def test_a_copy_goes_from_either_database_to_either(
    filled: Office, copied: Path, tmp_path: Path, server: str, *, to_server: bool
) -> None:
    there = make_database(server, f"other_{secrets.token_hex(6)}") if to_server else None
    settings, home = settings_on(there), tmp_path / "elsewhere"
    assert _put_back(filled, copied, home, settings).set_aside is None
    with Office.open(settings, home) as other:
        assert _everything(other) == _everything(filled)
        assert let_in(other, "new", ADVISER).number == 5
        assert other.knocks.note(someone("k3"), display_name=None, now=MORNING).number == 2
        other.agreement.note(OWNER, "GM0513", Table.COST, says_yes=True, way=HERE, now=MORNING)
        assert other.agreement.said(OWNER)["GM0513", Table.COST].says_yes


def test_no_session_and_no_sign_in_under_way_is_in_a_copy_or_outlives_one(filled: Office, tmp_path: Path) -> None:
    opaque = filled.sessions.open(1, way=Way.SCREEN, now=MORNING, id_token="head.body.seal")
    filled.copy(OWNER, tmp_path / "c.db", way=HERE, now=MORNING)
    assert b"head.body.seal" not in (tmp_path / "c.db").read_bytes()
    filled.sessions.revoke_all(OWNER, way=HERE, now=MORNING)
    later = filled.sessions.open(1, way=Way.SCREEN, now=MORNING)
    _put_back(filled, tmp_path / "c.db")
    assert [filled.sessions.find(one, now=LATER) for one in (opaque, later)] == [Ended.UNKNOWN] * 2


def test_what_was_there_is_set_aside_and_can_itself_be_put_back(filled: Office, copied: Path) -> None:
    let_in(filled, "after", ADVISER)
    before = _everything(filled)
    done = _put_back(filled, copied)
    assert done.set_aside is not None
    assert done.set_aside.parent == filled.home
    assert done.set_aside.stat().st_mode & 0o777 == 0o600
    restore(filled.settings, filled.home, done.set_aside, OWNER, way=HERE, now=LATER + MINUTE)
    assert _everything(filled) == before


def test_the_number_of_a_person_who_came_after_the_copy_is_not_given_to_somebody_else(
    filled: Office, copied: Path
) -> None:
    assert let_in(filled, "after", ADVISER).number == 5
    _put_back(filled, copied)
    assert let_in(filled, "another", ADVISER).number == 6


def test_copying_and_putting_back_are_written_down_and_the_register_of_the_log_is_kept(
    filled: Office, copied: Path, opened: Opened
) -> None:
    second = opened()
    second.people.put_out(OWNER, 1, way=HERE, now=MORNING)  # in a file that the copy does not know
    _put_back(filled, copied)
    acts = [line.act for line in filled.audit.read(OWNER)]
    assert acts.count(Act.OFFICE_COPIED) == acts.count(Act.OFFICE_RESTORED) == 1
    assert filled.verify_audit() == []
    (gone,) = [path for path in filled.audit.files() if b"person_put_out" in path.read_bytes()][-1:]
    gone.unlink()
    assert [finding.file for finding in filled.verify_audit()] == [gone.name]


def test_an_office_that_was_lost_comes_back_beside_its_log(filled: Office, copied: Path, tmp_path: Path) -> None:
    before = _everything(filled)
    let_in(filled, "after", ADVISER)
    filled.close()
    for file in filled.home.glob("office.db*"):
        file.unlink()
    settings = settings_on(None)
    restore(settings, filled.home, copied, OWNER, way=HERE, now=LATER)
    with Office.open(settings, filled.home) as other:
        assert _everything(other) == before
        assert other.verify_audit() == []


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # a server answers for its own files
def test_a_file_that_cannot_be_opened_any_more_is_moved_aside_and_the_copy_put_in_its_place(
    filled: Office, copied: Path
) -> None:
    before = _everything(filled)
    filled.close()
    (filled.home / "office.db").write_bytes(b"\x00" * 8192)
    for rest in ("office.db-wal", "office.db-shm"):
        (filled.home / rest).unlink(missing_ok=True)
    done = _put_back(filled, copied)
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"\x00" * 8192
    with Office.open(filled.settings, filled.home) as other:
        assert _everything(other) == before


def test_a_copy_of_a_newer_release_is_refused_and_nothing_changes(filled: Office, copied: Path) -> None:
    before = _everything(filled)
    with sqlite3.connect(copied) as connection:
        connection.execute("UPDATE office_version SET version_num = '0999'")
    connection.close()
    with pytest.raises(OfficeNewerError, match="0999"):
        _put_back(filled, copied)
    assert _everything(filled) == before
    assert _litter(filled.home) == []


@pytest.mark.parametrize("what", ["missing", "empty", "text", "other database", "folder", "cut"])
def test_what_is_no_copy_is_refused_in_words_and_nothing_changes(filled: Office, copied: Path, what: str) -> None:
    before, file = _everything(filled), copied.with_name("other")
    if what == "empty":
        file.write_bytes(b"")
    elif what == "text":
        file.write_text("gemeentecode;peildatum\n" * 50, encoding="utf-8")
    elif what == "other database":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE people (number INTEGER)")
        connection.close()
    elif what == "folder":
        file.mkdir()
    elif what == "cut":
        file.write_bytes(copied.read_bytes()[:-6000])
    with pytest.raises(OfficeError) as refused:
        _put_back(filled, file)
    assert str(file) in refused.value.message["nl"] or what == "cut"
    assert _everything(filled) == before
    assert _litter(filled.home) == []


def _litter(home: Path) -> list[str]:
    return [path.name for path in home.iterdir() if path.suffix not in {".db", ".db-wal", ".db-shm"} and path.is_file()]


def test_a_copy_goes_over_no_file_that_is_there(filled: Office, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    with pytest.raises(NotPossibleError, match="there already"):
        filled.copy(OWNER, there, way=HERE, now=MORNING)
    assert there.read_bytes() == b"mine"


def test_a_copy_is_one_file_for_its_owner_only(copied: Path) -> None:
    assert sorted(path.name for path in copied.parent.glob("copy.db*")) == ["copy.db"]
    assert copied.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(f"file:{copied}?mode=ro&immutable=1", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_copy_that_cannot_be_written_leaves_nothing_and_says_so(filled: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OfficeError, match="cannot be written"):
        filled.copy(OWNER, tmp_path / "file" / "copy.db", way=HERE, now=MORNING)
    assert Act.OFFICE_COPIED not in {line.act for line in filled.audit.read(OWNER)}


def test_a_copy_is_as_of_one_moment_while_others_write(office: Office, tmp_path: Path, opened: Opened) -> None:
    """Letting in takes the knock away in one act: a copy that holds both saw two moments."""
    stop, writer = Event(), opened()

    def write() -> None:
        number = 0
        while not stop.is_set():
            identity = someone(f"s{number}")
            writer.knocks.note(identity, display_name=None, now=MORNING)
            writer.people.admit(OWNER, identity, ADVISER, way=HERE, now=MORNING)
            number += 1

    thread = Thread(target=write)
    thread.start()
    try:
        for turn in range(6):
            office.copy(OWNER, tmp_path / f"{turn}.db", way=HERE, now=MORNING)
    finally:
        stop.set()
        thread.join()
    for turn in range(6):
        with sqlite3.connect(tmp_path / f"{turn}.db") as connection:
            both = "SELECT count(*) FROM people JOIN knocks USING (issuer, tenant, subject)"
            (inside,) = connection.execute(both).fetchone()
        connection.close()
        assert inside == 0


@pytest.mark.parametrize("asks", [NOBODY, Principal(Role.VNG, person=1)])
def test_only_who_keeps_the_office_copies_it_or_puts_it_back(filled: Office, copied: Path, asks: Principal) -> None:
    with pytest.raises(NotYoursError):
        filled.copy(asks, copied.with_name("x.db"), way=Way.SCREEN, now=MORNING)
    with pytest.raises(NotYoursError):
        restore(filled.settings, filled.home, copied, asks, way=Way.SCREEN, now=MORNING)
    assert not os.path.lexists(copied.with_name("x.db"))
