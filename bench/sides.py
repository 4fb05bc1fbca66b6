"""The two sides of the race: how each is served, where its page is, and which script works it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.places import PROJECT_DIRECTORY

DIRECTORY = Path(__file__).parent
STARTING = 90.0  # seconds; both answer within ten where the machine is free


@dataclass(frozen=True)
class Side:
    """One page and its server. `command` follows the name of Python; the port comes last."""

    name: str
    command: tuple[str, ...]
    path: str
    driver: str

    @contextmanager
    def served(self, home: Path) -> Generator[str]:
        """Serves the page on a store, on a free port of this machine; gives the address of the page."""
        port = _free_port()
        process = subprocess.Popen(  # nosec B603 # the command is ours, and no shell reads it
            [sys.executable, *self.command, str(port)],
            cwd=PROJECT_DIRECTORY,
            env={**os.environ, "WAMS_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_answering(self.name, address, process)
            yield address + self.path
        finally:
            process.terminate()
            process.wait(timeout=20)

    def scripts(self) -> str:
        """What is put into the page before anything of its own."""
        return "\n".join((DIRECTORY / name).read_text(encoding="utf-8") for name in ("stopwatch.js", self.driver))


MONITOR = Side("monitor", ("-m", "cli.main", "serve", "--port"), "/?stap=5", "drive_monitor.js")
DASH = Side("dash", ("-m", "bench.dash_app"), "/", "drive_dash.js")
SIDES = (MONITOR, DASH)


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
