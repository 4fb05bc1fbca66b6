"""A question to the office that does not say who asks is an error of types, before anything runs."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from domain.places import PROJECT_DIRECTORY
from domain.principal import Principal
from office.agreement import Agreement
from office.audit import AuditLog
from office.calls import Calls
from office.follow_ups import FollowUps
from office.handed_in import HandedIn
from office.inbox import Inbox
from office.knocks import Knocks
from office.mails import Mails
from office.office import Office
from office.own_group import OwnGroup
from office.people import People
from office.remedies import Remedies
from office.sessions import Sessions
from office.tokens import Tokens

BEFORE_THERE_IS_A_PRINCIPAL = {
    "People.recognised": "finds out who somebody is",
    "Knocks.note": "whoever knocks is not known",
    "Sessions.open": "makes the principal of a person",
    "Sessions.find": "looks up the principal of a cookie",
    "Sessions.close": "whoever holds the id ends their own",
    "Sessions.revoke_at_provider": "the provider says so, and the door checks that it is the provider",
    "Tokens.find": "looks up the principal of a token",
    "AuditLog.note": "the entry says who did it",
    "AuditLog.recorded": "the entries say who did it",
    "AuditLog.registered": "names of files and hashes alone",
    "AuditLog.months": "names of months alone",
    "AuditLog.files": "names of files alone",
    "AuditLog.close": "lets go of a file",
    "Office.open": "opens it",
    "Office.is_there": "opens nothing",
    "Office.verify_audit": "says what is damaged, and reads nothing out",
    "Office.close": "lets go of it",
}
ROOMS_OF_THE_DESK = (Calls, FollowUps, Inbox, Mails, OwnGroup, Remedies)
SNIPPET = """\
from datetime import datetime

from domain.principal import NOBODY
from office.acts import Way
from office.office import Office


def asks(office: Office, now: datetime) -> None:
    office.people.all(NOBODY)
    office.people.all()  # refused
    office.people.one(12)  # refused
    office.people.put_out(12, way=Way.SCREEN, now=now)  # refused
    office.people.put_out(None, 12, way=Way.SCREEN, now=now)  # refused
    office.knocks.all()  # refused
    office.sessions.all(now=now)  # refused
    office.sessions.revoke_all(way=Way.SCREEN, now=now)  # refused
    office.agreement.said()  # refused
    office.audit.read()  # refused
    office.trim_audit(way=Way.SCREEN, now=now)  # refused
"""


def test_a_question_without_a_principal_is_an_error_of_types(tmp_path: Path) -> None:
    (tmp_path / "snippet.py").write_text(SNIPPET, encoding="utf-8")
    settings = {"include": ["snippet.py"], "extraPaths": [str(PROJECT_DIRECTORY)], "typeCheckingMode": "standard"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    checker = Path(sys.executable).with_name("basedpyright")
    command = [checker, "-p", tmp_path, "--pythonpath", sys.executable, "--outputjson"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(ended.stdout)["generalDiagnostics"]
    refused = {number for number, line in enumerate(SNIPPET.splitlines()) if line.endswith("# refused")}
    assert len(refused) == 10
    assert {one["range"]["start"]["line"] for one in found} == refused, found
    assert {one["rule"] for one in found} <= {"reportCallIssue", "reportArgumentType"}


def _questions() -> Iterator[tuple[str, inspect.Signature]]:
    for room in (People, Knocks, Sessions, Agreement, Tokens, HandedIn, AuditLog, Office, *ROOMS_OF_THE_DESK):
        for name, function in inspect.getmembers(room, callable):
            if not name.startswith("_") and name in vars(room):
                yield f"{room.__name__}.{name}", inspect.signature(function, eval_str=True)


def test_every_question_says_who_asks_but_those_that_come_before_there_is_somebody() -> None:
    without = set()
    for name, signature in _questions():
        asks = signature.parameters.get("principal")
        is_required = asks is not None and asks.annotation is Principal and asks.default is inspect.Parameter.empty
        without |= set() if is_required else {name}
    assert without == set(BEFORE_THERE_IS_A_PRINCIPAL)


def test_no_module_of_the_office_reads_the_clock_but_to_tell_who_waits_since_when_another_writes() -> None:
    clock = re.compile(r"datetime\.now|utcnow|date\.today|time\.time\(|func\.now|CURRENT_TIMESTAMP|server_default")
    modules = sorted((PROJECT_DIRECTORY / "office").rglob("*.py"))
    assert len(modules) > 15
    assert [path.name for path in modules if clock.search(path.read_text(encoding="utf-8"))] == ["turns.py"]
