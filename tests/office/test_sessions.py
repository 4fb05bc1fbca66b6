"""Who is in, how long, and what ends it at once."""

import hashlib
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select

from domain.principal import OWNER, Principal, Role
from office.acts import Way
from office.errors import NotFoundError
from office.office import Office
from office.sessions import Ended, Session
from office.tables import SessionRow
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_GOUDA,
    DAY,
    HERE,
    HOUR,
    MANAGER,
    MINUTE,
    MORNING,
    OFFICIAL,
    SECOND,
    let_in,
)


def signed_in(office: Office, subject: str = "a", *, at: datetime = MORNING, **hints: str) -> tuple[int, str]:
    person = let_in(office, subject, ADVISER)
    return person.number, office.sessions.open(person.number, way=Way.SCREEN, now=at, **hints)


def _kept_busy(office: Office, opaque: str, since: datetime, until: datetime) -> Session | Ended:
    found: Session | Ended = Ended.UNKNOWN
    at = since
    while at <= until:
        found = office.sessions.find(opaque, now=at)
        at += 20 * MINUTE
    return found


def test_whoever_holds_the_id_is_the_person_it_was_given_to(office: Office) -> None:
    person, opaque = signed_in(office)
    found = office.sessions.find(opaque, now=MORNING + MINUTE)
    assert isinstance(found, Session)
    assert found.principal == Principal(Role.VNG, person=person)
    assert (found.begun_at, found.ends_at) == (MORNING, MORNING + 8 * HOUR)


def test_an_id_is_long_and_never_the_same_and_only_its_hash_is_kept(office: Office, home: Path) -> None:
    ids = [signed_in(office, subject)[1] for subject in "abcde"]
    assert len(set(ids)) == 5
    assert all(re.fullmatch(r"[\w-]{43}", one) for one in ids)
    with office.database.reading() as session:
        kept = set(session.scalars(select(SessionRow.id_sha256)))
    assert kept == {hashlib.sha256(one.encode()).hexdigest() for one in ids}
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert [one for one in ids if one.encode() in everything] == []


@pytest.mark.parametrize("forged", ["", "x", "é" * 43, "A" * 43, "A" * 10_000, "' OR 1=1 --", "\x00", "\ud800"])
def test_an_id_that_was_never_given_out_finds_nobody(office: Office, forged: str) -> None:
    signed_in(office)
    assert office.sessions.find(forged, now=MORNING) is Ended.UNKNOWN


def test_the_hash_that_is_kept_is_no_id_itself(office: Office) -> None:
    _, opaque = signed_in(office)
    assert office.sessions.find(hashlib.sha256(opaque.encode()).hexdigest(), now=MORNING) is Ended.UNKNOWN


def test_a_session_ends_after_eight_hours_however_busy(office: Office) -> None:
    _, opaque = signed_in(office)
    assert isinstance(_kept_busy(office, opaque, MORNING, MORNING + 7 * HOUR + 40 * MINUTE), Session)
    assert isinstance(office.sessions.find(opaque, now=MORNING + 8 * HOUR - SECOND), Session)
    assert office.sessions.find(opaque, now=MORNING + 8 * HOUR) is Ended.EXPIRED


def test_a_session_ends_when_nothing_was_asked_for_half_an_hour(office: Office) -> None:
    _, opaque = signed_in(office)
    assert isinstance(office.sessions.find(opaque, now=MORNING + 30 * MINUTE - SECOND), Session)
    assert isinstance(office.sessions.find(opaque, now=MORNING + 59 * MINUTE), Session)
    assert office.sessions.find(opaque, now=MORNING + 89 * MINUTE) is Ended.IDLE
    assert office.sessions.find(opaque, now=MORNING + 89 * MINUTE + SECOND) is Ended.IDLE  # asking does not revive it


def test_both_lengths_are_those_of_the_settings(office: Office, opened: Opened) -> None:
    _, opaque = signed_in(office)
    strict = opened(office.settings.model_copy(update={"session_hours": 1, "idle_minutes": 5}))
    assert strict.sessions.find(opaque, now=MORNING + 6 * MINUTE) is Ended.IDLE
    assert isinstance(_kept_busy(office, opaque, MORNING, MORNING + HOUR), Session)
    assert strict.sessions.find(opaque, now=MORNING + HOUR) is Ended.EXPIRED


def test_that_a_session_was_used_is_written_at_most_once_a_minute(office: Office) -> None:
    _, opaque = signed_in(office)
    written: list[datetime] = []
    for second in range(0, 200, 5):
        office.sessions.find(opaque, now=MORNING + second * SECOND)
        with office.database.reading() as session:
            written.append(session.scalars(select(SessionRow.last_used_at)).one())
    assert sorted(set(written)) == [MORNING + minute * MINUTE for minute in range(4)]


def test_looking_a_session_up_is_one_question_and_writes_nothing(office: Office) -> None:
    _, opaque = signed_in(office)
    asked: list[str] = []
    event.listen(office.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2].split()[0]))
    assert isinstance(office.sessions.find(opaque, now=MORNING + 59 * SECOND), Session)
    assert [word for word in asked if word != "BEGIN"] == ["SELECT"]


def test_a_revoked_session_is_refused_at_its_next_use(office: Office, opened: Opened) -> None:
    _, opaque = signed_in(office)
    elsewhere = opened()
    assert isinstance(elsewhere.sessions.find(opaque, now=MORNING), Session)
    (found,) = office.sessions.all(OWNER, now=MORNING)
    office.sessions.revoke(OWNER, found.number, way=HERE, now=MORNING + SECOND)
    assert elsewhere.sessions.find(opaque, now=MORNING + SECOND) is Ended.REVOKED
    with pytest.raises(NotFoundError):
        office.sessions.revoke(OWNER, found.number, way=HERE, now=MORNING + 2 * SECOND)


def test_all_sessions_of_a_person_end_together_and_those_of_others_do_not(office: Office) -> None:
    person, first = signed_in(office, "a")
    second = office.sessions.open(person, way=Way.SCREEN, now=MORNING)
    _, other = signed_in(office, "b")
    assert office.sessions.revoke_person(OWNER, person, way=HERE, now=MORNING) == 2
    found = [office.sessions.find(one, now=MORNING) for one in (first, second, other)]
    assert found[:2] == [Ended.REVOKED, Ended.REVOKED]
    assert isinstance(found[2], Session)
    assert office.sessions.revoke_all(OWNER, way=HERE, now=MORNING) == 1
    assert office.sessions.find(other, now=MORNING) is Ended.REVOKED


@pytest.mark.parametrize("changed", [OFFICIAL, MANAGER, CONTACT_OF_GOUDA])
def test_a_session_of_a_person_whose_role_changed_ends_at_once(office: Office, opened: Opened, changed) -> None:
    person, opaque = signed_in(office)
    office.people.change(OWNER, person, changed, way=HERE, now=MORNING + SECOND)
    assert opened().sessions.find(opaque, now=MORNING + SECOND) is Ended.REVOKED


def test_another_name_of_their_function_ends_no_session(office: Office) -> None:
    person = let_in(office, "a", ADVISER)
    opaque = office.sessions.open(person.number, way=Way.SCREEN, now=MORNING)
    renamed = type(ADVISER)(ADVISER.role, function_name="senior adviseur")
    assert office.people.change(OWNER, person.number, renamed, way=HERE, now=MORNING).appointment == renamed
    assert isinstance(office.sessions.find(opaque, now=MORNING), Session)


def test_a_session_of_a_person_who_was_put_out_ends_at_once_and_they_get_no_other(office: Office) -> None:
    person, opaque = signed_in(office)
    office.people.put_out(OWNER, person, way=HERE, now=MORNING + SECOND)
    assert office.sessions.find(opaque, now=MORNING + SECOND) is Ended.REVOKED
    with pytest.raises(NotFoundError):
        office.sessions.open(person, way=Way.SCREEN, now=MORNING + MINUTE)


def test_signing_out_ends_it_here_and_says_what_the_provider_needs(office: Office) -> None:
    _, opaque = signed_in(office, provider_session="sid-1", id_token="head.body.seal")
    closed = office.sessions.close(opaque, way=Way.SCREEN, now=MORNING)
    assert closed is not None
    assert (closed.issuer, closed.provider_session, closed.id_token) == ("entra", "sid-1", "head.body.seal")
    assert office.sessions.find(opaque, now=MORNING) is Ended.REVOKED
    assert office.sessions.close(opaque, way=Way.SCREEN, now=MORNING) is None
    with office.database.reading() as session:
        assert session.scalars(select(SessionRow.id_token)).all() == [None]


def test_what_ended_at_the_provider_ends_here(office: Office) -> None:
    _, there = signed_in(office, "a", provider_session="sid-1")
    _, other = signed_in(office, "b", provider_session="sid-2")
    assert office.sessions.revoke_at_provider("another", "sid-1", now=MORNING) == 0
    assert office.sessions.revoke_at_provider("entra", "sid-1", now=MORNING) == 1
    assert office.sessions.find(there, now=MORNING) is Ended.REVOKED
    assert isinstance(office.sessions.find(other, now=MORNING), Session)


def test_sessions_outlive_the_process_and_are_shared_by_two(office: Office, opened: Opened) -> None:
    _, opaque = signed_in(office)
    office.close()
    first, second = opened(), opened()
    assert isinstance(first.sessions.find(opaque, now=MORNING + MINUTE), Session)
    assert isinstance(second.sessions.find(opaque, now=MORNING + MINUTE), Session)
    assert second.sessions.close(opaque, way=Way.SCREEN, now=MORNING + MINUTE) is not None
    assert first.sessions.find(opaque, now=MORNING + MINUTE) is Ended.REVOKED


def test_another_process_sees_the_session_and_can_end_it(office: Office, home: Path) -> None:
    person, opaque = signed_in(office)
    there = office.settings.database.get_secret_value() if office.settings.database else None
    code = f"""
from pathlib import Path
from domain.principal import OWNER
from office.office import Office
from tests.office.people_of_a_story import HERE, MORNING, settings_on
with Office.open(settings_on({there!r}), Path({str(home)!r})) as office:
    print(office.sessions.find({opaque!r}, now=MORNING).principal.person)
    office.sessions.revoke_all(OWNER, way=HERE, now=MORNING)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == str(person)
    assert office.sessions.find(opaque, now=MORNING) is Ended.REVOKED


def test_many_threads_and_two_offices_open_and_find_sessions_side_by_side(office: Office, opened: Opened) -> None:
    person = let_in(office, "a", ADVISER).number
    offices, together, failed = (office, opened()), Barrier(8), list[object]()

    def visit(number: int) -> None:
        together.wait()
        here = offices[number % 2]
        for turn in range(5):
            opaque = here.sessions.open(person, way=Way.SCREEN, now=MORNING)
            found = offices[(number + 1) % 2].sessions.find(opaque, now=MORNING + turn * MINUTE)
            failed.extend([] if isinstance(found, Session) else [found])

    threads = [Thread(target=visit, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(office.sessions.all(OWNER, now=MORNING)) == 40
    assert office.verify_audit() == []


def test_what_ended_is_swept_a_day_later_and_tells_until_then_why(office: Office) -> None:
    person, opaque = signed_in(office, id_token="head.body.seal")
    office.sessions.open(person, way=Way.SCREEN, now=MORNING + 9 * HOUR)
    assert office.sessions.find(opaque, now=MORNING + 9 * HOUR) is Ended.EXPIRED
    with office.database.reading() as session:
        assert set(session.scalars(select(SessionRow.id_token))) == {None}
    office.sessions.open(person, way=Way.SCREEN, now=MORNING + 8 * HOUR + DAY)
    assert office.sessions.find(opaque, now=MORNING + 8 * HOUR + DAY) is Ended.UNKNOWN


def test_a_moment_without_a_time_zone_is_refused(office: Office) -> None:
    person, opaque = signed_in(office)
    local = MORNING.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        office.sessions.open(person, way=HERE, now=local)
    with pytest.raises(TypeError, match="offset"):
        office.sessions.find(opaque, now=local)
