"""Many programs bring reports while pages are read: each that was acknowledged is there once, and no page fails."""

import hashlib
import http.client
import itertools
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.principal import OWNER, Role, Scope
from domain.settings import Settings
from office.acts import Way
from office.office import Office
from store.store import Store
from tests.api.installation import csv_of, now, step_of
from tests.dashboard.browser import served


def _settled(home: Path) -> dict[str, str]:
    """Settings that let one address ask as much as fifty programs do."""
    file = home.parent / "settings.toml"
    file.write_text("requests_per_minute = 1000000\n", encoding="utf-8")
    return {"WAMS_SETTINGS": str(file)}


def _bring(address: str, token: str, content: bytes) -> tuple[int, str]:
    """Brings a report until it is acknowledged; the last status, and the outcome in the receipt."""
    parts = urlsplit(address)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/csv"}
    while True:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
        try:
            connection.request("POST", "/api/v1/reports", body=content, headers=headers)
            found = connection.getresponse()
            body = json.loads(found.read())
        finally:
            connection.close()
        if found.status != 503:
            return found.status, body.get("outcome", "")
        time.sleep(int(found.headers["Retry-After"]) / 10)


def _read_pages(address: str, is_over: threading.Event, seen: list[int]) -> None:
    parts = urlsplit(address)
    for path in itertools.cycle(("/", "/stappen", "/api/v1/municipalities", "/_stcore/health")):
        if is_over.is_set():
            return
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        connection.request("GET", path, headers={"Accept": "text/html" if "api" not in path else "application/json"})
        seen.append(connection.getresponse().status)
        connection.close()


def _story(home: Path, clients: int, reports: int) -> None:
    home.mkdir()
    with Office.open(Settings(), home) as office:
        given = ("proef", Role.VNG, None, frozenset({Scope.HAND_IN}))
        _, token = office.tokens.make(OWNER, *given, days=1, way=Way.COMMAND_LINE, now=now())
    codes = Register.load().on(dutch_day(now()))["municipality_code"].to_list()
    days = ("2026-08-31", "2026-09-30", "2026-10-31")
    brought = [csv_of(step_of(code, 1, day)) for day in days for code in codes][:reports]
    is_over, seen = threading.Event(), list[int]()
    with served(home, **_settled(home)) as address:
        reader = threading.Thread(target=_read_pages, args=(address, is_over, seen))
        reader.start()
        try:
            with ThreadPoolExecutor(clients) as pool:
                found = list(pool.map(lambda content: _bring(address, token, content), brought))
        finally:
            is_over.set()
            reader.join(70)
    assert set(found) == {(201, "accepted")}
    with Store(home).reader() as stored:
        kept = stored.files()["received_sha256"].to_list()
    assert sorted(kept) == sorted(hashlib.sha256(content).hexdigest() for content in brought)
    assert Store(home).verify() == []
    assert len(seen) > 4
    assert set(seen) == {200}


def test_a_hundred_reports_of_ten_programs_are_each_in_the_journal_once_and_no_page_fails(tmp_path: Path) -> None:
    _story(tmp_path / "home", clients=10, reports=100)


@pytest.mark.long
def test_a_thousand_reports_of_fifty_programs_are_each_in_the_journal_once_and_no_page_fails(tmp_path: Path) -> None:
    _story(tmp_path / "home", clients=50, reports=1_000)
