"""`wams serve --workers 2`: two processes of the app behind one address, and nothing of them left afterwards."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from cli import app_serving, workers
from tests.dashboard.browser import PROJECT, free_port
from tests.door.proxy import caddy


def _asked(port: int, cookie: str = "") -> tuple[int, str]:
    """The status of the front page, and the cookie by which a visitor stays with one process."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
    except OSError:
        return 0, ""
    finally:
        connection.close()
    given = [one for one in answer.headers.get_all("Set-Cookie") or [] if one.startswith(workers.COOKIE)]
    return answer.status, given[0].split(";")[0] if given else ""


def _until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.3)


def _apps(command: psutil.Process) -> list[psutil.Process]:
    """The processes of the app that run; one that was killed goes on being named until the command has seen it."""
    running = [one for one in command.children() if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in running if "streamlit" in one.cmdline()]


def test_a_visitor_stays_with_one_process_and_with_another_when_it_ends_and_at_the_stop_nothing_is_left(tmp_path: Path):
    program, port = Path(caddy()), free_port()
    environment = {**os.environ, "WAMS_HOME": str(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "cli.main", "serve", "--workers", "2", "--port", str(port)]
    served = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    everything: list[psutil.Process] = []
    try:
        _until(lambda: _asked(port)[0] == 200)
        cookies = {_asked(port)[1] for _ in range(12)}
        assert len(cookies) == 2  # new visitors come to both
        mine = cookies.pop()
        assert _asked(port, mine) == (200, "")
        parent = psutil.Process(served.pid)
        before = _apps(parent)
        everything = parent.children(recursive=True)
        for one in before[:1]:
            one.kill()
        assert {_asked(port, each)[0] for each in (mine, cookies.pop())} == {200}
        _until(lambda: len(_apps(parent)) == 2 and _apps(parent) != before)
        everything += parent.children(recursive=True)
    finally:
        served.terminate()
        assert served.wait(timeout=30) == 0
    _until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in everything), 15)
    assert _asked(port)[0] == 0


def test_without_caddy_one_process_serves_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    started: list[list[str]] = []
    monkeypatch.setenv("WAMS_HOME", str(tmp_path))
    monkeypatch.setattr(app_serving, "caddy", lambda: None)
    monkeypatch.setattr(app_serving.subprocess, "Popen", lambda *_, **__: None)
    monkeypatch.setattr(app_serving.os, "execv", lambda _, command: started.append(command))
    port = free_port()
    app_serving.serve(port=port, workers=2)
    assert started == [workers.app_command("127.0.0.1", port)]
    assert "one process serves" in capsys.readouterr().out


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", "127.0.0.1:8501"), ("::1", "[::1]:8501")])
def test_the_processes_are_asked_under_the_address_that_visitors_type(host: str, told: str):
    assert workers.authority(host, 8501) == told


def test_a_process_that_ends_at_once_begins_again_after_pauses_that_grow(monkeypatch: pytest.MonkeyPatch):
    clock, begun = [100.0], list[float]()

    class Ended:
        returncode = 1

        def poll(self) -> int:
            return 1

    def begin(self: workers.Worker) -> None:
        begun.append(clock[0])
        self.process, self.began, self.again_at = Ended(), clock[0], 0.0  # pyright: ignore[reportAttributeAccessIssue]

    monkeypatch.setattr(workers.Worker, "begin", begin)
    monkeypatch.setattr(workers.time, "monotonic", lambda: clock[0])
    worker = workers.Worker(1, 8501)
    worker.begin()
    while clock[0] < 300:
        worker.look()
        clock[0] += workers.LOOK_EVERY
    apart = [later - earlier for earlier, later in pairwise(begun)]
    seen = workers.LOOK_EVERY  # that it ended is seen at the next look
    assert apart[:4] == [1.0, seen + 2.0, seen + 4.0, seen + 8.0]
    assert max(apart) == seen + workers.LONGEST_PAUSE
