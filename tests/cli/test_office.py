"""`wams users`, `sessions`, `audit`, `agreement` and `office`: who may come in, who is in, who did what."""

import csv
import io
import os
from collections.abc import Generator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from domain.settings import Settings
from office.acts import Way
from office.identity import Identity
from office.office import Office
from office.sessions import Ended
from tests.cli.conftest import Ended as Completed
from tests.cli.conftest import Wams

SETTINGS = """
public_address = "https://monitor.example"
[[issuers]]
key = "entra"
address = "https://login.example"
client_id = "monitor"
label_nl = "Inloggen"
label_en = "Sign in"
"""
ROW = "GM0363;2026-03-31;1;gestart;2025-02-01;;"
ADVISER = ("--role", "vng", "--issuer", "entra", "--subject", "s-1", "--name", "A. de Vries")


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("WAMS_SETTINGS", str(path))
    return path


@pytest.fixture
def office(settings_file: Path, home: Path) -> Generator[Office]:
    """The office of the app, that runs beside the commands."""
    with Office.open(Settings.from_environment(os.environ), home) as office:
        yield office


def now() -> datetime:
    return datetime.now(timezone.utc)


def people(wams: Wams, *words: str) -> dict[str, Any]:
    return wams("users", "list", "--json", *words).json


def said(ended: Completed) -> tuple[int, int]:
    """How it ended, and in how many lines it said why."""
    return ended.status, len(ended.err.splitlines())


def test_who_knocked_is_let_in_by_number_and_can_come_in(wams: Wams, office: Office) -> None:
    knock = office.knocks.note(Identity("entra", "t", "s-9"), display_name="B. Jansen", now=now())
    assert "B. Jansen" in wams("users", "list").out
    words = ("--role", "municipality", "--municipality", "gm0513", "--function", "filler", "--function", "contact")
    ended = wams("users", "admit", knock.number, *words, "--function-name", "projectleider Wams", "--json")
    assert (ended.status, ended.json["functions"], ended.json["name"]) == (0, ["contact", "filler"], "B. Jansen")
    person = office.people.recognised(Identity("entra", "t", "s-9"))
    assert person is not None
    assert (person.principal.municipality_code, person.appointment.function_name) == ("GM0513", "projectleider Wams")
    assert people(wams)["unknown"] == []


def test_the_first_one_is_let_in_by_who_they_are_to_a_provider(wams: Wams, settings_file: Path) -> None:
    assert wams("users", "admit", *ADVISER).status == 0
    (person,) = people(wams)["people"]
    assert (person["name"], person["role"], person["subject"], person["tenant"]) == ("A. de Vries", "vng", "s-1", None)


def test_what_is_not_said_of_a_change_stays(wams: Wams, settings_file: Path) -> None:
    words = ("--role", "municipality", "--municipality", "GM0513", "--function", "filler", "--function-name", "pl")
    wams("users", "admit", "--issuer", "entra", "--subject", "s", *words)
    wams("users", "change", 1, "--function", "approver")
    (person,) = people(wams)["people"]
    assert (person["municipality_code"], person["functions"], person["function_name"]) == ("GM0513", ["approver"], "pl")
    assert wams("users", "change", 1, "--role", "ministry").status == 0
    (person,) = people(wams)["people"]
    assert (person["role"], person["municipality_code"], person["functions"]) == ("ministry", None, [])


def test_who_is_put_out_is_out_at_once_and_shown_only_when_asked(wams: Wams, office: Office) -> None:
    wams("users", "admit", *ADVISER)
    opaque = office.sessions.open(1, way=Way.SCREEN, now=now())
    assert wams("users", "put-out", 1).status == 0
    assert office.sessions.find(opaque, now=now()) is Ended.REVOKED
    assert people(wams)["people"] == []
    (kept,) = people(wams, "--all")["people"]
    assert (kept["person"], kept["name"]) == (1, None)
    assert said(wams("users", "put-out", 1)) == (2, 1)


def test_who_is_turned_away_leaves_the_list(wams: Wams, office: Office) -> None:
    knock = office.knocks.note(Identity("entra", None, "s-9"), display_name=None, now=now())
    assert wams("users", "turn-away", knock.number).status == 0
    assert people(wams)["unknown"] == []
    assert [one["unknown"] for one in people(wams, "--all")["unknown"]] == [knock.number]


WRONG = (
    "users admit --role vng", "users admit 3 --role vng --issuer entra --subject s", "users admit 3 --role vng",
    "users admit --role owner --issuer entra --subject s", "users admit --role reader --issuer entra --subject s",
    "users admit --role vng --issuer elsewhere --subject s",
    "users admit --role vng --municipality GM0513 --issuer entra --subject s",
    "users admit --role municipality --municipality GM0513 --issuer entra --subject s",
    "users admit --role municipality --function filler --issuer entra --subject s",
    "users admit --role municipality --municipality GM9999 --function filler --issuer entra --subject s",
    "users admit --role king --issuer entra --subject s", "users change 1", "users change 99 --role vng",
    "users change 1 --role municipality", "users put-out 99", "users turn-away 99", "sessions revoke",
    "sessions revoke 1 --all", "sessions revoke 99", "sessions revoke --person 99", "audit --act dance",
    "audit --since gisteren", "audit --out x.csv", "agreement set GM0513 --table milestone",
    "agreement set GM0513 --table shoes --yes", "agreement set GM9999 --table cost --yes",
    "office copy --out there", "office restore nowhere.db", "office restore there",
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_wrong_use_is_said_in_words_and_changes_nothing(wams: Wams, office: Office, tmp_path: Path, words: str) -> None:
    wams("users", "admit", *ADVISER)
    (tmp_path / "there").write_bytes(b"mine")
    before = (people(wams, "--all"), wams("agreement", "show", "--json").json)
    ended = wams(*words.split())
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert (people(wams, "--all"), wams("agreement", "show", "--json").json) == before
    assert (tmp_path / "there").read_bytes() == b"mine"


@pytest.mark.parametrize("words", ["users list", "sessions list", "audit", "agreement show", "office copy --out c.db"])
def test_a_place_without_an_office_is_said_and_none_is_made(
    wams: Wams, settings_file: Path, home: Path, words: str
) -> None:
    assert said(wams(*words.split())) == (2, 1)
    assert not home.exists()


def test_settings_that_cannot_be_used_are_said(wams: Wams, settings_file: Path) -> None:
    settings_file.write_text("session_hours = 99\n", encoding="utf-8")
    ended = wams("users", "list")
    assert (ended.status, "session_hours" in ended.err) == (2, True)


def test_a_database_that_is_not_there_is_said_without_its_password(wams: Wams, settings_file: Path) -> None:
    ended = wams("users", "list", WAMS_DATABASE="postgresql://wams:hunter2@127.0.0.1:1/office")
    assert said(ended) == (3, 1)
    assert "hunter2" not in ended.err


def test_among_the_files_of_somebody_else_no_office_is_made(wams: Wams, settings_file: Path, home: Path) -> None:
    home.mkdir()
    (home / "holiday.jpg").write_bytes(b"")
    ended = wams("users", "admit", *ADVISER)
    assert (ended.status, [path.name for path in home.iterdir()]) == (3, ["holiday.jpg"])


def test_sessions_are_listed_and_one_those_of_a_person_or_all_are_ended(wams: Wams, office: Office) -> None:
    wams("users", "admit", *ADVISER)
    wams("users", "admit", "--role", "manager", "--issuer", "entra", "--subject", "m")
    first, second, other = (office.sessions.open(person, way=Way.SCREEN, now=now()) for person in (1, 1, 2))
    listed = wams("sessions", "list", "--json").json
    assert [(one["person"], one["role"]) for one in listed] == [(1, "vng"), (1, "vng"), (2, "manager")]
    assert not any(secret in wams("sessions", "list").out for secret in (first, second, other))
    assert wams("sessions", "revoke", listed[0]["session"], "--json").json == {"revoked": 1}
    assert office.sessions.find(first, now=now()) is Ended.REVOKED
    assert wams("sessions", "revoke", "--person", 1, "--json").json == {"revoked": 1}
    assert wams("sessions", "revoke", "--all", "--json").json == {"revoked": 1}
    assert wams("sessions", "list", "--json").json == []


def test_what_was_done_at_the_command_line_is_in_the_log_as_done_by_the_owner(wams: Wams, settings_file: Path) -> None:
    wams("users", "admit", *ADVISER)
    wams("agreement", "set", "GM0513", "--table", "cost", "--yes")
    lines = wams("audit", "--format", "json").json
    assert [(one["act"], one["by_role"], one["way"]) for one in lines] == [
        ("person_admitted", "owner", "command_line"), ("agreement_noted", "owner", "command_line"),
    ]  # fmt: skip
    assert [one["act"] for one in wams("audit", "--municipality", "513", "--format", "json").json] == [
        "agreement_noted"
    ]
    today = f"{now():%Y-%m-%d}"
    assert wams("audit", "--until", "2020-01-01", "--format", "json").json == []
    assert len(wams("audit", "--since", "2020-01-01", "--act", "person_admitted", "--format", "json").json) == 1
    assert wams("audit", "--since", today, "--until", today).status == 0


def test_the_log_as_csv_holds_what_it_holds_as_json(wams: Wams, settings_file: Path, tmp_path: Path) -> None:
    wams("users", "admit", *ADVISER)
    wams("users", "put-out", 1)
    as_json = wams("audit", "--format", "json").json
    as_csv = list(csv.DictReader(io.StringIO(wams("audit", "--format", "csv").out)))
    assert as_csv == [{key: _plain(value) for key, value in one.items()} for one in as_json]
    wams("audit", "--format", "csv", "--out", "log.csv")
    assert list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text(encoding="utf-8")))) == as_csv


def _plain(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_verify_looks_at_the_audit_log_too(wams: Wams, report, settings_file: Path, home: Path) -> None:
    wams("ingest", report("opgave.csv", ROW))
    wams("users", "admit", *ADVISER)
    assert (wams("verify").status, wams("verify", "--json").json["is_clean"]) == (0, True)
    (file,) = (home / "audit").glob("*.jsonl")
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"person_admitted", b"person_put_outt"))
    ended = wams("verify")
    assert (ended.status, f"audit/{file.name}, regel 1 is niet meer zoals" in ended.out) == (1, True)
    assert wams("audit").status == 1
    file.unlink()
    assert f"audit/{file.name}" in wams("verify", "--json").json["findings"][0]["message"]["nl"]
    file.write_bytes(sound)
    assert wams("verify").status == 0


def test_verify_of_a_store_without_an_office_makes_none(wams: Wams, report, home: Path) -> None:
    wams("ingest", report("opgave.csv", ROW))
    assert wams("verify").status == 0
    assert list(home.glob("office*")) == []
    assert not (home / "audit").exists()


def test_a_store_begins_beside_an_office_and_the_other_way_round(
    wams: Wams, report, settings_file: Path, home: Path
) -> None:
    wams("users", "admit", *ADVISER)
    assert wams("ingest", report("opgave.csv", ROW)).status == 0
    assert wams("users", "put-out", 1).status == 0
    assert wams("verify").status == 0


def test_files_of_the_office_that_others_can_read_are_said_and_migrated(
    wams: Wams, report, settings_file: Path, home: Path
) -> None:
    wams("ingest", report("opgave.csv", ROW))
    wams("users", "admit", *ADVISER)
    ours = [home / "office.db", home / "audit", *(home / "audit").iterdir()]
    for path in ours:
        path.chmod(0o755 if path.is_dir() else 0o644)
    loose = wams("verify", "--json").json["loose_rights"]
    assert set(loose) == {path.relative_to(home).as_posix() for path in ours}
    assert wams("migrate").status == 0
    assert {path.stat().st_mode & 0o077 for path in ours} == {0}


def test_a_copy_is_made_and_put_back(wams: Wams, settings_file: Path, home: Path) -> None:
    wams("users", "admit", *ADVISER)
    wams("agreement", "set", "GM0513", "--table", "cost", "--no")
    assert wams("office", "copy", "--out", "people.db", "--json").json["people"] == 1
    wams("users", "put-out", 1)
    ended = wams("office", "restore", "people.db", "--json")
    assert (ended.status, ended.json["people"]) == (0, 1)
    assert Path(ended.json["set_aside"]).parent == home
    assert [one["name"] for one in people(wams)["people"]] == ["A. de Vries"]
    assert [one["says_yes"] for one in wams("agreement", "show", "--json").json] == [False]


def test_old_months_are_removed_by_a_command_that_says_which(wams: Wams, office: Office) -> None:
    from domain.principal import OWNER
    from office.acts import Act, Entry

    for year in (2010, now().year):
        at = datetime(year, 1, 1, tzinfo=timezone.utc)
        office.audit.note(Entry(OWNER, Act.SIGNED_IN, at, Way.SCREEN))
    office.close()
    removed = wams("audit", "trim", "--json").json
    assert [(one["file"][:7], one["lines"]) for one in removed["removed"]] == [("2010-01", 1)]
    assert wams("audit", "trim", "--json").json["removed"] == []
    assert [one["act"] for one in wams("audit", "--format", "json").json] == ["signed_in", "audit_file_removed"]
