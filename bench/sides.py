"""What is measured side by side: how each is served, where its page is, and which script works it in a browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.places import PROJECT_DIRECTORY

DIRECTORY = Path(__file__).parent
STARTING = 90.0  # seconds; both answer within ten where the machine is free
ENDING = 20.0


@dataclass(frozen=True)
class Serving:
    """A server that answers: its address, without a path, and the process that is the parent of all that serve."""

    address: str
    process: "subprocess.Popen[bytes]"


@dataclass(frozen=True)
class Side:
    """One page and its server. The port comes after the command."""

    name: str
    command: tuple[str, ...]
    path: str
    driver: str

    @contextmanager
    def served(self, home: Path) -> Generator[str]:
        """Serves the page on a store, on a free port of this machine; gives the address of the page."""
        with serving(self.name, self.command, home) as one:
            yield one.address + self.path

    def scripts(self) -> str:
        """What is put into the page before anything of its own."""
        return "\n".join((DIRECTORY / name).read_text(encoding="utf-8") for name in ("stopwatch.js", self.driver))


@contextmanager
def serving(name: str, command: Sequence[str], home: Path, **environment: str) -> Generator[Serving]:
    """Runs a server on a store, on a free port of this machine, which comes after the command. Raises SideError."""
    port = _free_port()
    process = subprocess.Popen(  # nosec B603 # the command is ours, and no shell reads it
        [*command, str(port)],
        cwd=PROJECT_DIRECTORY,
        env={**os.environ, "WAMS_HOME": str(home), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_answering(name, address, process)
        yield Serving(address, process)
    finally:
        process.terminate()
        process.wait(timeout=ENDING)


DASH_COMMAND = (sys.executable, "-m", "bench.dash_app")
PLAIN_COMMAND = (
    sys.executable, "-m", "streamlit", "run", "bench/plain_app.py", "--server.address", "127.0.0.1",
    "--server.headless", "true", "--server.fileWatcherType", "none", "--server.port",
)  # fmt: skip
MONITOR = Side("monitor", (sys.executable, "-m", "cli.main", "serve", "--port"), "/?stap=5", "drive_monitor.js")
DASH = Side("dash", DASH_COMMAND, "/", "drive_dash.js")
PLAIN = Side("plain", PLAIN_COMMAND, "/", "drive_plain.js")
SIDES = (MONITOR, DASH, PLAIN)


class SideError(RuntimeError):
    """A page could not be served or worked."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_answering(name: str, address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SideError(f"{name}: the server ended before it answered")
        try:
            with urllib.request.urlopen(address, timeout=5):  # nosec B310 # the address of our own server
                return
        except OSError:
            time.sleep(0.2)
    raise SideError(f"{name}: {address} does not answer after {STARTING:.0f} seconds")
