"""`wams serve --workers N`: several processes of the app on one store, under one address that Caddy holds.

Each visitor stays with one process, by a cookie: what that one has drawn and keeps in memory is there alone. Who
somebody is and what they typed stands in the office, so with another process nothing is lost but that memory.
"""

import os
import shutil
import signal
import socket
import subprocess  # nosec B404 # of our own commands
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cli.outcome import echo, end_not_done
from domain.places import PROJECT_DIRECTORY
from domain.settings import SHOWN_PORT

if TYPE_CHECKING:
    from domain.settings import Settings

FETCHED: Final = PROJECT_DIRECTORY / ".caddy" / "usr" / "bin" / "caddy"  # where bin/have-caddy puts it
COOKIE: Final = "wams_worker"
HEALTH: Final = "/_stcore/health"
LOOK_EVERY: Final = 0.5  # seconds
BEGINS_WITHIN: Final = 90.0
ENDS_WITHIN: Final = 10.0
LONGEST_PAUSE: Final = 30.0
LIVED_LONG: Final = 60.0  # seconds: who ends after that did not end because it cannot begin
CADDYFILE: Final = """{{
	admin off
	auto_https off
	skip_install_trust
}}
http://:{port} {{
	bind {host}
	reverse_proxy {workers} {{
		lb_policy cookie {cookie}
		lb_try_duration 5s
		fail_duration 2s
		health_uri {health}
		health_interval 1s
		health_headers {{
			Host {known_as}
		}}
		{trusted}
	}}
}}
"""


def authority(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def app_command(host: str, port: int) -> list[str]:
    """What runs one process of the app."""
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT_DIRECTORY / "server.py")]
    options = ["--server.address", host, "--server.port", str(port), "--server.headless", "true"]
    # whoever serves does not edit; watching costs more than drawing
    return [*command, *options, "--server.fileWatcherType", "none"]


def caddy() -> str | None:
    """The program that holds the address; None where there is none."""
    return shutil.which("caddy") or (str(FETCHED) if FETCHED.is_file() else None)


@dataclass
class Worker:
    """One process of the app: where it answers, under which port visitors know it, how often it ended soon."""

    port: int
    shown_port: int
    process: subprocess.Popen[bytes] = field(init=False)
    began: float = 0.0
    early_ends: int = 0
    again_at: float = 0.0

    def begin(self) -> None:
        """Starts it, or starts it anew."""
        command = app_command("127.0.0.1", self.port)
        self.process = subprocess.Popen(  # nosec B603 # the command is ours, and no shell reads it
            command, cwd=PROJECT_DIRECTORY, env={**os.environ, SHOWN_PORT: str(self.shown_port)},
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.began, self.again_at = time.monotonic(), 0.0

    def end(self) -> None:
        """Stops it, whichever of them it is by now."""
        _end(self.process)

    def look(self) -> None:
        """Begins anew what ended, after a pause that doubles while it goes on ending soon."""
        if self.process.poll() is None:
            return
        if not self.again_at:
            lived_long = time.monotonic() - self.began > LIVED_LONG
            self.early_ends = 0 if lived_long else self.early_ends + 1
            pause = min(LONGEST_PAUSE, LOOK_EVERY * 2**self.early_ends)
            echo(f"the process on port {self.port} ended ({self.process.returncode}); again in {pause:.0f} s", err=True)
            self.again_at = time.monotonic() + pause
        if time.monotonic() >= self.again_at:
            self.begin()


def serve_by_workers(program: str, host: str, port: int, count: int, settings: "Settings") -> None:
    """Serves until it is stopped; then nothing of it is left. Ends with an error where Caddy does not run."""
    known_as = urlsplit(settings.public_address).netloc if settings.public_address else authority(host, port)
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        workers = [Worker(_free_port(), port) for _ in range(count)]
        for worker in workers:
            worker.begin()
            stack.callback(worker.end)
        _wait_for(workers, known_as)
        proxy = stack.enter_context(_holding(program, host, port, workers, known_as, settings))
        echo(f"{count} processes answer; stop with Ctrl+C")
        with suppress(KeyboardInterrupt):
            while proxy.poll() is None:
                for worker in workers:
                    worker.look()
                time.sleep(LOOK_EVERY)
            end_not_done("Caddy ended, and nobody holds the address any more")


@contextmanager
def _holding(
    program: str, host: str, port: int, workers: Sequence[Worker], known_as: str, settings: "Settings"
) -> Generator[subprocess.Popen[bytes]]:
    """Caddy with a folder of its own, which goes with it."""
    trusted = f"trusted_proxies {' '.join(settings.trusted_proxies)}" if settings.trusted_proxies else ""
    answering = " ".join(f"127.0.0.1:{worker.port}" for worker in workers)
    text = CADDYFILE.format(
        port=port, host=host, workers=answering, cookie=COOKIE, health=HEALTH, known_as=known_as, trusted=trusted
    )
    with tempfile.TemporaryDirectory(prefix="wams-workers-") as folder:
        file = Path(folder) / "Caddyfile"
        file.write_text(text, encoding="utf-8")
        own = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        process = subprocess.Popen(  # nosec B603 # the command is ours, and no shell reads it
            [program, "run", "--config", str(file), "--adapter", "caddyfile"],
            env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield process
        finally:
            _end(process)


def _wait_for(workers: Sequence[Worker], known_as: str) -> None:
    until = time.monotonic() + BEGINS_WITHIN
    while not all(_answers(worker.port, known_as) for worker in workers):
        if time.monotonic() > until or any(worker.process.poll() is not None for worker in workers):
            end_not_done("a process of the app did not begin; `wams serve` without --workers says why")
        time.sleep(LOOK_EVERY)


def _answers(port: int, known_as: str) -> bool:
    with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", HEALTH, headers={"Host": known_as})
        return connection.getresponse().status == 200  # the number of "OK"
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
