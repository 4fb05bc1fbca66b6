"""Who did what: written down before it is done, read as one, no names in it."""

import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from domain.principal import NOBODY, OWNER, Function, Principal, Role
from office.acts import Act, Entry, Way
from office.audit import Asked
from office.errors import NotYoursError, OfficeUnavailableError
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    DAY,
    HERE,
    HOUR,
    MANAGER,
    MINUTE,
    MORNING,
    SECOND,
    let_in,
    someone,
)

GOUDA = Principal(Role.MUNICIPALITY, "GM0513", frozenset({Function.FILLER}), 7)
VNG, OTHER_VNG = Principal(Role.VNG, person=8), Principal(Role.VNG, person=9)
REPORT = "ab" * 32


def noted(office: Office, at: datetime, **facts: object) -> Entry:
    entry = Entry(**{"principal": OWNER, "act": Act.SIGNED_IN, "at": at, "way": HERE, **facts})
    office.audit.note(entry)
    return entry


def test_a_line_says_who_when_what_on_whom_by_which_way_and_both_hashes(office: Office) -> None:
    noted(office, MORNING, principal=GOUDA, act=Act.REPORT_HANDED_IN, way=Way.API, municipality_code="GM0513",
          person=3, report=REPORT, before="0" * 64, after="f" * 64)  # fmt: skip
    (path,) = office.audit.files()
    written = json.loads(path.read_text(encoding="utf-8"))
    del written["hash"], written["previous_hash"]
    assert written == {
        "format": 1, "number": 1, "at": "2026-11-30T09:00:00.000000Z", "by_person": 7, "by_role": "municipality",
        "is_local": False, "act": "report_handed_in", "way": "api", "municipality_code": "GM0513", "person": 3,
        "report": REPORT, "before": "0" * 64, "after": "f" * 64,
    }  # fmt: skip


def test_each_line_holds_the_hash_of_the_one_before(office: Office) -> None:
    for number in range(3):
        noted(office, MORNING + number * SECOND)
    (path,) = office.audit.files()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["previous_hash"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]
    assert all(re.fullmatch("[0-9a-f]{64}", line["hash"]) for line in lines)


def test_a_moment_elsewhere_is_written_down_in_utc(office: Office) -> None:
    noted(office, datetime.fromisoformat("2026-12-01T00:30:00+02:00"))
    assert office.audit.read(OWNER)[0].at == datetime(2026, 11, 30, 22, 30, tzinfo=timezone.utc)


def test_a_month_of_the_log_is_a_dutch_one_so_the_first_hour_of_a_month_is_found_in_it(office: Office) -> None:
    first_hour = datetime(2026, 11, 30, 23, 30, tzinfo=timezone.utc)
    noted(office, first_hour - 2 * HOUR)
    noted(office, first_hour)
    assert office.audit.months() == ["2026-12", "2026-11"]
    december = Asked(since=first_hour - HOUR, until=first_hour + HOUR)
    assert [line.at for line in office.audit.read(OWNER, december)] == [first_hour]


@pytest.mark.parametrize("words", ["J. de Vries", "j@example.nl", "../x", "GM0513; rm", "x" * 43, "Ab" * 32])
@pytest.mark.parametrize("place", ["municipality_code", "report", "before", "after"])
def test_words_do_not_go_into_the_log(place: str, words: str) -> None:
    with pytest.raises(ValueError, match="takes no"):
        Entry(OWNER, Act.SIGNED_IN, MORNING, HERE, **{place: words})


def test_no_name_no_address_and_no_token_is_in_the_log_of_a_whole_day(office: Office, home: Path) -> None:
    planted = ("J. de Vries", "vries@example.nl", "sub-4711", "sid-99", "head.body.seal", "projectleider")
    name, mail, subject, sid, token, work = planted
    office.knocks.note(someone(subject), display_name=f"{name} {mail}", now=MORNING)
    person = let_in(office, subject, type(ADVISER)(Role.VNG, function_name=work))
    opaque = office.sessions.open(person.number, way=Way.SCREEN, now=MORNING, provider_session=sid, id_token=token)
    office.audit.note_reading(person.principal, "GM0513", session=1, way=Way.SCREEN, now=MORNING)
    office.sessions.close(opaque, way=Way.SCREEN, now=MORNING)
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING)
    everything = b"".join(path.read_bytes() for path in (home / "audit").iterdir())
    assert len(office.audit.read(OWNER)) == 5
    assert [one for one in (*planted, opaque) if one.encode() in everything] == []


def test_two_processes_write_each_in_a_file_of_its_own_and_are_read_as_one_by_moment(
    office: Office, opened: Opened
) -> None:
    offices = (office, opened(), opened())
    for number in range(9):
        noted(offices[number % 3], MORNING + (8 - number) * SECOND, person=number)
    assert len(office.audit.files()) == 3
    assert [line.person for line in office.audit.read(OWNER)] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert office.verify_audit() == []


def test_a_process_goes_on_with_the_file_of_one_that_ended_and_not_of_one_that_runs(
    office: Office, opened: Opened
) -> None:
    noted(office, MORNING)
    running = opened()
    noted(running, MORNING)
    office.close()
    noted(opened(), MORNING + SECOND)
    assert sorted(len(path.read_bytes().splitlines()) for path in office.audit.files()) == [1, 2]
    assert opened().verify_audit() == []


def test_a_new_month_begins_a_new_file(office: Office) -> None:
    for at in (MORNING, MORNING + DAY, MORNING + 2 * DAY):
        noted(office, at)
    assert [path.name[:7] for path in office.audit.files()] == ["2026-11", "2026-12"]
    assert [line.at.day for line in office.audit.read(OWNER)] == [30, 1, 2]
    assert office.verify_audit() == []


def test_many_commands_in_a_row_share_one_file(office: Office, opened: Opened) -> None:
    for number in range(5):
        with opened() as one:
            noted(one, MORNING + number * SECOND)
    assert len(office.audit.files()) == 1
    assert len(office.audit.read(OWNER)) == 5


def test_what_cannot_be_written_down_is_not_done(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person = let_in(office, "a", ADVISER)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OfficeUnavailableError, match="No space left"):
        office.people.put_out(OWNER, person.number, way=HERE, now=MORNING)
    monkeypatch.undo()
    assert office.people.all(OWNER) == [person]
    assert [line.act for line in office.audit.read(OWNER)] == [Act.PERSON_ADMITTED]
    assert office.verify_audit() == []
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING)
    assert office.verify_audit() == []


def test_that_another_municipality_was_read_is_written_once_per_session_municipality_and_hour(office: Office) -> None:
    reads = [
        (VNG, "GM0513", 1, MORNING), (VNG, "GM0513", 1, MORNING + MINUTE), (VNG, "GM0513", 2, MORNING),
        (VNG, "GM0228", 1, MORNING), (VNG, "GM0513", 1, MORNING + HOUR), (OTHER_VNG, "GM0513", 1, MORNING),
        (VNG, "GM0513", 1, MORNING + HOUR + 59 * MINUTE),
    ]  # fmt: skip
    written = [
        office.audit.note_reading(who, code, session=session, way=Way.SCREEN, now=at)
        for who, code, session, at in reads
    ]
    assert written == [True, False, True, True, True, True, False]
    assert len(office.audit.read(OWNER, Asked(act=Act.MUNICIPALITY_READ))) == 5


def test_reading_ones_own_municipality_is_not_written_down(office: Office) -> None:
    assert not office.audit.note_reading(GOUDA, "GM0513", session=1, way=Way.SCREEN, now=MORNING)
    assert office.audit.note_reading(GOUDA, "GM0228", session=1, way=Way.SCREEN, now=MORNING)
    assert [line.municipality_code for line in office.audit.read(OWNER)] == ["GM0228"]


def test_a_reading_that_could_not_be_written_down_is_tried_again(office: Office, monkeypatch) -> None:
    noted(office, MORNING)

    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OfficeUnavailableError):
        office.audit.note_reading(VNG, "GM0513", session=1, way=Way.SCREEN, now=MORNING)
    monkeypatch.undo()
    assert office.audit.note_reading(VNG, "GM0513", session=1, way=Way.SCREEN, now=MORNING)


def test_a_manager_sees_all_vng_its_own_acts_and_reports_a_municipality_what_concerns_it(office: Office) -> None:
    noted(office, MORNING, principal=VNG, person=1, municipality_code="GM0228")
    noted(office, MORNING, principal=OTHER_VNG, person=2, municipality_code="GM0513")
    noted(office, MORNING, principal=GOUDA, person=3, municipality_code="GM0513", report=REPORT)
    noted(office, MORNING, principal=Principal(Role.VNG, is_local=True), person=4)
    seen = {
        role: [line.person for line in office.audit.read(asks)]
        for role, asks in {"vng": VNG, "gouda": GOUDA, "manager": Principal(Role.MANAGER, person=1)}.items()
    }
    assert seen == {"vng": [1, 3], "gouda": [2, 3], "manager": [1, 2, 3, 4]}
    for asks in (NOBODY, Principal(Role.MINISTRY, person=8)):
        with pytest.raises(NotYoursError):
            office.audit.read(asks)


def test_lines_are_found_by_moment_person_act_municipality_and_report(office: Office) -> None:
    for number, month in enumerate((9, 10, 11)):
        at = datetime(2026, month, 15, tzinfo=timezone.utc)
        facts = [{"principal": VNG}, {"act": Act.REPORT_APPROVED, "report": "12"}, {"municipality_code": "GM0513"}]
        noted(office, at, person=number, **facts[number])
    october = datetime(2026, 10, 15, tzinfo=timezone.utc)

    def found(**asked: object) -> list[int | None]:
        return [line.person for line in office.audit.read(OWNER, Asked(**asked))]

    assert found() == [0, 1, 2]
    assert (found(since=october), found(until=october)) == ([1, 2], [0])
    assert (found(by_person=8), found(act=Act.REPORT_APPROVED)) == ([0], [1])
    assert (found(municipality_code="GM0513"), found(report="12"), found(report="13")) == ([2], [1], [])


def test_processes_that_are_killed_lose_no_line_and_leave_a_log_that_is_well(office: Office, home: Path) -> None:
    there = office.settings.database.get_secret_value() if office.settings.database else None
    code = f"""
import os, signal, sys
from pathlib import Path
from office.office import Office
from tests.office.people_of_a_story import MORNING, SECOND, settings_on
from tests.office.test_audit import noted
office = Office.open(settings_on({there!r}), Path({str(home)!r}))
for number in range(20):
    noted(office, MORNING + number * SECOND, person=number)
    print(number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stdout.split()[-1]) == (-9, "19"), ended.stderr
    assert [line.person for line in office.audit.read(OWNER)] == [number for number in range(20) for _ in range(2)]
    assert office.verify_audit() == []
    assert len(office.audit.files()) == 1


def test_every_act_is_said_in_words() -> None:
    from language.texts import all_keys

    assert {key.rpartition(".")[2] for key in all_keys("office.act")} == set(Act)


def test_who_was_let_in_as_manager_is_told_as_a_person_and_no_longer_as_the_owner(office: Office) -> None:
    manager = let_in(office, "m", MANAGER)
    office.people.admit(manager.principal, someone("a"), ADVISER, way=Way.SCREEN, now=MORNING + SECOND)
    first, second = office.audit.read(OWNER)
    assert (first.by_person, first.by_role, second.by_person, second.by_role) == (
        None,
        "owner",
        manager.number,
        "manager",
    )


def test_in_local_mode_an_adviser_reads_what_was_done_there_in_that_role_and_nobody_else_does(office: Office) -> None:
    here = Principal(Role.VNG, is_local=True)
    for role in (Role.VNG, Role.MINISTRY):
        noted(office, MORNING, principal=Principal(role, is_local=True), act=Act.CALL_NOTED)
    assert [(line.act, line.by_role) for line in office.audit.read(here)] == [(Act.CALL_NOTED, "vng")]
    assert office.audit.read(VNG) == []
