"""Where the app listens: on this machine only, in whatever way it is started."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.dashboard.browser import PROJECT, free_port, wait_until_answering
from tests.door.asking import ask

SCRIPTS = ("server.py", "streamlit_app.py")
STREAMLIT = ("-m", "streamlit", "run")
QUIET = ("--server.headless", "true", "--server.fileWatcherType", "none")
ALSO_THIS_MACHINE = "127.0.0.2"  # taken by who listens everywhere, and by nobody who listens on 127.0.0.1 alone


def _environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "WAMS_HOME": str(home), **more}


@contextmanager
def _running(home: Path, *command: str, cwd: Path = PROJECT) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *command], cwd=cwd, env=_environment(home), stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _ended(home: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=_environment(home, **environment), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_an_address_it_listens_on_loopback_wherever_it_is_started_from(script: str, tmp_path: Path):
    port = free_port()
    with _running(tmp_path, *STREAMLIT, str(PROJECT / script), "--server.port", str(port), *QUIET, cwd=tmp_path):
        wait_until_answering(port)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((ALSO_THIS_MACHINE, port), timeout=5)
        assert ask(f"http://127.0.0.1:{port}", "/", Host="evil.example").status == 403  # behind the same door


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_with_an_address_that_others_can_reach_it_does_not_start_and_says_what_to_do(
    script: str, address: str, tmp_path: Path
):
    found = _ended(tmp_path, *STREAMLIT, script, "--server.address", address, "--server.port", str(free_port()), *QUIET)
    assert found.returncode != 0
    assert f"The app does not listen on {address}" in found.stderr
    assert "wams serve" in found.stderr
    assert "Traceback" not in found.stderr


def test_an_address_in_the_environment_is_refused_as_well(tmp_path: Path):
    found = _ended(tmp_path, *STREAMLIT, "server.py", *QUIET, STREAMLIT_SERVER_ADDRESS="0.0.0.0")
    assert found.returncode != 0
    assert "De app luistert niet op 0.0.0.0" in found.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "monitor.example"])
def test_the_command_serves_on_loopback_only_and_says_why(host: str, tmp_path: Path):
    found = _ended(tmp_path, "-m", "cli.main", "serve", "--host", host)
    assert found.returncode == 2
    assert found.stderr == f"--host {host}: without logins the app serves this machine only; leave --host out\n"


def test_a_server_that_was_told_to_listen_everywhere_still_answers_this_machine_only(tmp_path: Path):
    own = _own_address()
    if own is None:
        pytest.skip("this machine has no other address")
    port = free_port()
    with _running(tmp_path, "-m", "uvicorn", "server:app", "--host", "0.0.0.0", "--port", str(port)):
        wait_until_answering(port)
        found = ask(f"http://{own}:{port}")
    assert (found.status, found.text) == (
        403,
        "Zonder aanmelden is deze app er alleen voor de machine waarop zij draait.",
    )


def _own_address() -> str | None:
    """An address under which others can reach this machine, where it has one; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line, suppress(OSError):
        line.connect(("192.0.2.1", 9))
        return line.getsockname()[0]
    return None
