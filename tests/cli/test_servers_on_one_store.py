"""Two servers show what a writer elsewhere publishes: each figure is that of one version, and none is ever refused."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

from domain.principal import OWNER, Role, Scope
from domain.settings import Settings
from office.acts import Way
from office.office import Office
from store.store import Store
from tests.api.installation import now
from tests.cli.publishing_jobs import shown_in
from tests.dashboard.browser import PROJECT, free_port

FIGURE = "/api/v1/metrics/cost_realisation?asOf=2025-12-31"
BEGINS_WITHIN, SWITCHES_WITHIN = 90.0, 60.0  # seconds, on a machine that does much beside


@dataclass
class Server:
    """A machine that shows a copy, and what each of its visitors was told, in order: what a version shows."""

    copy: Path
    port: int
    token: str
    told: list[list[tuple[int, int]]] = field(default_factory=list[list[tuple[int, int]]])
    failures: list[str] = field(default_factory=list[str])

    def asked(self, path: str) -> tuple[int, bytes]:
        """The status and the answer; 0 where nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError as error:
            return 0, str(error).encode()
        finally:
            connection.close()

    def ask_on_and_on(self, ended: threading.Event) -> None:
        """A visitor: the page, and a figure of which every version has another."""
        told: list[tuple[int, int]] = []
        self.told.append(told)
        while not ended.is_set():
            for path in ("/", FIGURE):
                status, answer = self.asked(path)
                if status != 200:
                    self.failures.append(f"{path}: {status} {answer[:200]!r}")
                elif path == FIGURE:
                    document = json.loads(answer)
                    told.append((document["reporter_count"], document["rows"][0]["realised_eur"]))


@contextmanager
def served(copy: Path, folder: Path) -> Generator[Server]:
    """`wams serve` on a machine of its own."""
    settings = copy.with_suffix(".toml")
    settings.write_text(f'read_from = "{folder}"\nrequests_per_minute = 100000\n')
    with Office.open(Settings(), copy) as office:
        given = frozenset({Scope.FIGURES})
        token = office.tokens.make(OWNER, "proef", Role.VNG, None, given, days=1, way=Way.COMMAND_LINE, now=now())[1]
    server = Server(copy, free_port(), token)
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve", "--port", str(server.port)],
        cwd=PROJECT, env={**os.environ, "WAMS_HOME": str(copy), "WAMS_SETTINGS": str(settings)},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield server
    finally:
        process.terminate()
        process.wait(30)


def switch(directory: Path, times: int) -> int:
    """Two servers, visitors on both, a writer elsewhere that publishes so often; how many figures were told."""
    folder = directory / "shared"
    command = [sys.executable, "-m", "tests.cli.publishing_jobs", directory / "home", folder]
    with ExitStack() as stack:
        writer = stack.enter_context(
            subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        assert writer.stdin is not None
        assert writer.stdout is not None
        stack.callback(writer.stdin.close)

        def publish() -> str:
            print(file=writer.stdin, flush=True)
            return writer.stdout.readline().strip()

        publish()
        servers = [stack.enter_context(served(directory / name, folder)) for name in ("een", "twee")]
        end = time.monotonic() + BEGINS_WITHIN
        while not all(server.asked(FIGURE)[0] == 200 for server in servers):
            assert time.monotonic() < end
            time.sleep(0.2)
        ended = threading.Event()
        visitors = [threading.Thread(target=server.ask_on_and_on, args=[ended]) for server in servers for _ in range(2)]
        for visitor in visitors:
            visitor.start()
        try:
            for _ in range(times):
                version, end = publish(), time.monotonic() + SWITCHES_WITHIN
                while not all(Store(server.copy).version() == version for server in servers):
                    assert time.monotonic() < end
                    time.sleep(0.05)
        finally:
            ended.set()
            for visitor in visitors:
                visitor.join()
        versions = {shown_in(version): version for version in range(times + 1)}
        for server in servers:
            assert server.failures == []
            for told in server.told:
                shown = [versions[one] for one in told]  # each of one version, and of one that there was
                assert shown == sorted(shown)
            status, last = server.asked(FIGURE)
            assert (status, json.loads(last)["reporter_count"]) == (200, shown_in(times)[0])
            assert json.loads(last)["rows"][0]["realised_eur"] == shown_in(times)[1]
        return sum(len(told) for server in servers for told in server.told)


def test_two_servers_switch_twice_under_load_without_an_error(tmp_path: Path):
    assert switch(tmp_path, 2) > 4


@pytest.mark.long
def test_two_servers_switch_a_hundred_times_under_load_without_an_error(tmp_path: Path):
    told = switch(tmp_path, 100)
    print(f"{told} figures told in 100 switches")
    assert told > 500
