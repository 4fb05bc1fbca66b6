"""The real app in a real browser, on loopback and on nothing else."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from cli.racing import BROWSERS, browser_path

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = str(browser_path() or BROWSERS[0])
# a browser of itself asks its maker for updates; none of that is the app's
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--font-render-hinting=none",  # texts as wide as in a window; the shell without one rounds each letter up
]
# Streamlit's own findings, by rule and part of the page; nothing of ours may be added here. Its link to the content
# stands outside its landmarks; axe passes that only where it sees a later link, and it looks into no shadow root.
ALLOWED: dict[str, tuple[str, ...]] = {"region": ('data-testid="stSkipToContent"',)}
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # what is in order need not be told part by part
LOOPBACK = {"127.0.0.1", "localhost"}


@contextmanager
def served(home: Path, *, port: int | None = None, **environment: str) -> Generator[str]:
    """Serves the app on a store, on a free port where none is given, with more in its environment; its address."""
    port = port or free_port()
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "server.py"), *options]
    process = subprocess.Popen(
        [*command, "--server.fileWatcherType", "none"],
        cwd=PROJECT,
        env={**os.environ, "WAMS_HOME": str(home), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_answering(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_until_drawn(page: Page) -> None:
    """Waits until the script has run and everything on the page has been drawn."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_function(ALL_DRAWN, timeout=30_000)
    page.evaluate(SETTLED)  # charts settle their labels after they are there


HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
# The height three times the same, a tenth of a second apart.
SETTLED = """() => new Promise((settled) => {
  let [height, same] = [-1, 0];
  const look = () => {
    const found = document.querySelector('[data-testid=stMain]').scrollHeight;
    [height, same] = [found, found === height ? same + 1 : 0];
    if (same === 2) settled(); else setTimeout(look, 100);
  };
  look();
})"""
# Every part, but for one that may draw nothing: an explanation that was put away.
ALL_DRAWN = """() => {
  const every = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
  const hosts = every.filter((host) => !host.closest('.st-key-guidance'));
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  const ofFigures = hosts.filter((host) => host.closest('[class*=st-key-figure_]'));
  return hosts.length > 2 && ofFigures.every((host) => host.shadowRoot?.querySelector('.root')?.childElementCount)
    && charts.every((chart) => chart.querySelector('.main-svg'));
}"""


def findings_of_axe(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds on a page that is ours: the rule and where; by all of its rules where none is named."""
    options = {**ONLY_VIOLATIONS, **({"runOnly": list(rules)} if rules else {})}
    return [
        (violation["id"], str(node["target"]))
        for violation in Axe().run(page, options=options).response["violations"]
        for node in violation["nodes"]
        if not any(part in node["html"] for part in ALLOWED.get(violation["id"], ()))
    ]


def against_the_policy(message: ConsoleMessage) -> list[str]:
    """What a page wanted and may not by the policy that it was sent with; a browser tells that there alone."""
    return [message.text] if "Content Security Policy" in message.text else []


def is_outside(address: str) -> bool:
    """Whether a request leaves this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answering(port: int) -> None:
    """Waits until the app on this port is well."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError as error:
            if isinstance(error, HTTPError) and error.code == HTTPStatus.FORBIDDEN:
                return  # it answers, to another name than this
            time.sleep(0.25)
    raise TimeoutError(f"the app does not answer on port {port}")
