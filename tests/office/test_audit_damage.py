"""Whatever is changed, removed, moved or cut in the audit log is said."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.principal import OWNER
from office.audit_checking import of_file
from office.audit_file import Head, head_path, read_chain
from office.office import Office
from office.tables import AuditFileRow
from tests.office.conftest import Opened
from tests.office.people_of_a_story import DAY, MORNING, SECOND
from tests.office.test_audit import noted

LINES = 5


@pytest.fixture
def log(office: Office) -> Path:
    """A closed file of five lines."""
    for number in range(LINES):
        noted(office, MORNING + number * SECOND, person=number)
    office.audit.close()
    (path,) = office.audit.files()
    return path


def _said(office: Office) -> list[tuple[str, str]]:
    return [(finding.file, finding.message["en"]) for finding in office.verify_audit()]


def test_a_log_that_nobody_touched_is_well(office: Office, log: Path) -> None:
    assert _said(office) == []


def test_a_file_that_is_begun_while_the_log_is_looked_at_is_no_damage(
    office: Office, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered, looks = office.audit.registered, [0]

    def known_as_somebody_begins() -> list[AuditFileRow]:
        """The register as it was just before the file was made and written in."""
        looks[0] += 1
        return [] if looks[0] == 1 else registered()

    monkeypatch.setattr(office.audit, "registered", known_as_somebody_begins)
    assert _said(office) == []
    assert looks == [2]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # the files are the same whatever the database
def test_every_byte_that_is_changed_is_found(office: Office, log: Path) -> None:
    (row,) = office.audit.registered()
    sound, random_bits = log.read_bytes(), random.Random(13)
    for offset in range(len(sound)):
        changed = bytearray(sound)
        changed[offset] ^= 1 << random_bits.randrange(8)
        log.write_bytes(changed)
        found = of_file(log, row)
        assert found, f"byte {offset}"
        start = sound.rfind(b"\n", 0, offset) + 1
        assert found[0].byte_offset in (start, None), f"byte {offset}"


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def _written(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(b"".join(lines))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a line in the middle is removed": (lambda p: _written(p, _lines(p)[:2] + _lines(p)[3:]), "line 3 does not follow"),
    "the first line is removed": (lambda p: _written(p, _lines(p)[1:]), "line 1 does not follow"),
    "two lines change places": (
        lambda p: _written(p, [_lines(p)[number] for number in (0, 2, 1, 3, 4)]), "line 2 does not follow",
    ),
    "a line stands there twice": (
        lambda p: _written(p, [_lines(p)[number] for number in (0, 1, 1, 2, 3, 4)]), "line 3 does not follow",
    ),
    "the last line is removed": (lambda p: _written(p, _lines(p)[:-1]), "has 4 lines and had 5"),
    "the last line is cut in the middle": (lambda p: p.write_bytes(p.read_bytes()[:-40]), "has 4 lines and had 5"),
    "all lines are removed": (lambda p: p.write_bytes(b""), "has 0 lines and had 5"),
    "the file is removed": (lambda p: p.unlink(), "is gone; it had at least 5 lines"),
    "the file and its head are removed": (lambda p: (p.unlink(), head_path(p).unlink()), "is gone"),
    "the head is removed": (lambda p: head_path(p).unlink(), "is gone or damaged"),
    "the head is emptied": (lambda p: head_path(p).write_bytes(b""), "is gone or damaged"),
    "end and head are both cut": (
        lambda p: (_written(p, _lines(p)[:-1]), head_path(p).write_bytes(b"")), "is gone or damaged",
    ),
    "a folder stands in its place": (lambda p: (p.unlink(), p.mkdir()), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_said_with_the_file_and_what_is_wrong(office: Office, log: Path, damage: str) -> None:
    act, said = DAMAGES[damage]
    act(log)
    (file, message), *others = _said(office)
    assert (file, others) == (log.name, [])
    assert said in message


def test_an_end_that_was_cut_with_a_head_made_to_fit_is_found_by_the_register(office: Office, log: Path) -> None:
    _written(log, _lines(log)[:-1])
    chain = read_chain(log.read_bytes(), log.name)
    head_path(log).write_bytes(Head(4, chain.lines[-1].hash).record() * 2)
    assert [said for _, said in _said(office)] == [
        f"audit/{log.name} has 4 lines and had 5: lines have gone from its end. Put the file back from a copy."
    ]


def test_a_line_that_was_written_anew_with_a_chain_that_fits_is_found_by_the_head(office: Office, log: Path) -> None:
    from office.acts import Act, Entry, Way
    from office.audit_line import Line, first_hash

    forged, previous = list[bytes](), first_hash(log.name)
    for number in range(LINES):
        entry = Entry(OWNER, Act.SIGNED_OUT, MORNING, Way.API, person=number)
        line = Line.after_line(number, previous, entry)
        forged.append(line.as_bytes())
        previous = line.hash
    _written(log, forged)
    assert "line 5 is another line than was there" in _said(office)[0][1]


def test_a_file_under_another_name_is_no_chain_and_no_file_of_ours(office: Office, log: Path) -> None:
    other = log.with_name(log.name.replace("2026-11", "2026-10"))
    shutil.copy(log, other)
    assert [file for file, _ in _said(office)] == [other.name]
    assert "not in the register" in _said(office)[0][1]
    with office.database.writing() as session:
        session.add(AuditFileRow(name=other.name, begun_at=MORNING, known_lines=0, known_hash="0" * 64))
    assert "line 1 does not follow" in _said(office)[0][1]


def test_a_file_that_the_register_calls_removed_while_nobody_removed_it_is_said(office: Office, log: Path) -> None:
    noted(office, MORNING + DAY)  # in the next month, so that the log goes on
    with office.database.writing() as session:
        changed = update(AuditFileRow).where(AuditFileRow.name == log.name)
        session.execute(changed.values(removed_at=MORNING + DAY))
    log.unlink()
    head_path(log).unlink()
    ((file, said),) = _said(office)
    assert file == log.name
    assert "nowhere does it say that somebody did so" in said


def test_a_line_that_was_never_finished_is_no_damage_and_the_next_writer_sets_it_aside(
    office: Office, log: Path, opened: Opened
) -> None:
    with log.open("ab") as file:
        file.write(b'{"act":"signed_in","af')
    (finding,) = office.verify_audit()
    assert finding.kind == "torn"
    with opened() as next_one:
        noted(next_one, MORNING + DAY / 24)
    assert office.verify_audit() == []
    assert len(office.audit.read(OWNER)) == LINES + 1
    (aside,) = log.parent.glob("*.torn-at-*")
    assert aside.read_bytes() == b'{"act":"signed_in","af'


def test_nobody_adds_to_a_file_that_is_damaged(office: Office, log: Path, opened: Opened) -> None:
    _written(log, _lines(log)[:2] + _lines(log)[3:])
    before = log.read_bytes()
    noted(opened(), MORNING + SECOND)
    assert log.read_bytes() == before
    assert len(office.audit.files()) == 2
    assert [file for file, _ in _said(office)] == [log.name]


def test_a_file_that_is_taken_away_or_written_to_under_a_running_process_gets_no_more_lines(office: Office) -> None:
    noted(office, MORNING)
    (first,) = office.audit.files()
    first.unlink()
    noted(office, MORNING + SECOND)
    (second,) = office.audit.files()
    with second.open("ab") as file:
        file.write(b"{}\n")
    noted(office, MORNING + 2 * SECOND)
    assert len(office.audit.files()) == 2
    assert {file for file, _ in _said(office)} == {first.name, second.name}


def test_a_line_of_a_newer_release_is_said_to_be_newer_and_not_damaged(office: Office, log: Path) -> None:
    import json

    from office.audit_line import FORMATS, canonical, sha256_of

    content = json.loads(_lines(log)[0])
    del content["hash"]
    content["format"] = FORMATS[-1] + 1
    newer = canonical({**content, "hash": sha256_of(content)}) + b"\n"
    _written(log, [newer, *_lines(log)[1:]])
    assert [finding.kind for finding in office.verify_audit()] == ["newer"]


def test_a_log_whose_register_cannot_be_read_is_said_not_to_be_looked_at(office: Office, log: Path, home: Path) -> None:
    if office.database.is_server:
        from sqlalchemy import text

        with office.database.engine.begin() as connection:
            connection.execute(text("DROP TABLE audit_files"))
    else:
        office.database.close()
        (home / "office.db").write_bytes(b"no database at all" * 100)
        for rest in ("office.db-wal", "office.db-shm"):
            (home / rest).unlink(missing_ok=True)
    (finding,) = office.verify_audit()
    assert "cannot be used" in finding.message["en"]
