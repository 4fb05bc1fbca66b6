"""What a first visit brings over the wire: every byte that a browser with nothing in its cache is sent.

The browser asks as it always does, of an address on this machine also for Brotli and zstd. Counted are the answers with
their heads, as they came, and what came by the socket.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from bench.measurements import Measurement
from bench.sides import DASH_COMMAND, MONITOR, PLAIN_COMMAND, SideError, serving
from bench.ui import HEIGHT, MOST, QUIET, WIDTH

MEGABYTE: Final = 1_000_000
MOST_WITHOUT_PLOTLY: Final = 1.5  # MB
MOST_WITH_PLOTLY: Final = 3.0
FRONT: Final = "/landelijk-beeld"
WITH_PLOTLY: Final = "/opleiding"
STILL: Final = 2.0  # seconds without a byte, after which all has come
MOST_VISITS: Final = 8  # a server packs its files after they were asked for: until first visits cost the same
FEWEST_VISITS: Final = 3
PAUSE: Final = 6.0  # seconds between two of them
ALIKE: Final = 0.01
TEXT: Final = 1  # the code of a frame that is told as it is; any other in base64
STREAMLIT_IS_READY: Final = (
    '() => document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state") === "notRunning"'
)
DASH_IS_READY: Final = '() => document.querySelector("#lines .main-svg")'
RIVALS: Final = (
    ("plain Streamlit", PLAIN_COMMAND, STREAMLIT_IS_READY), ("Dash", DASH_COMMAND, DASH_IS_READY),
)  # fmt: skip


def measurements(
    home: Path, chromium: Path, most_visits: int = MOST_VISITS, *, beside_rivals: bool = True
) -> list[Measurement]:
    """A first visit to a page without Plotly and to one with it, beside both rivals. Raises SideError."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium), args=list(QUIET))
        try:
            with serving("monitor", MONITOR.command, home) as ours:
                front, plotly = (
                    _first_visit(browser, ours.address + path, STREAMLIT_IS_READY, most_visits)
                    for path in (FRONT, WITH_PLOTLY)
                )
            rivals: list[tuple[str, float]] = []
            for name, command, is_ready in RIVALS if beside_rivals else ():
                with serving(name, command, home) as theirs:
                    rivals.append((name, _first_visit(browser, f"{theirs.address}/", is_ready, most_visits)))
        except BrowserError as error:
            raise SideError(error.message.splitlines()[0]) from error
        finally:
            browser.close()
    return [
        Measurement("a first visit, no Plotly on the page", "MB", front, MOST_WITHOUT_PLOTLY),
        Measurement("a first visit, with Plotly", "MB", plotly, MOST_WITH_PLOTLY),
        *(Measurement("the front page", "MB", front, None, name, theirs) for name, theirs in rivals),
        *(Measurement("a page with Plotly", "MB", plotly, None, name, theirs) for name, theirs in rivals),
    ]


def payload_bytes(opcode: int, told: str) -> int:
    """How many bytes a frame of a socket brought. `told`: as the browser tells it, in base64 where it is no text."""
    return len(told.encode()) if opcode == TEXT else len(told) * 3 // 4 - told[-2:].count("=")


def have_settled(visits: Sequence[int]) -> bool:
    """Whether there were enough of them, and the last two cost the same."""
    return len(visits) >= FEWEST_VISITS and abs(visits[-1] - visits[-2]) <= ALIKE * visits[-1]


def _first_visit(browser: Browser, address: str, is_ready: str, most_visits: int) -> float:
    """Megabytes; each time in a browser that has nothing yet, until it costs the same twice."""
    visits: list[int] = []
    while len(visits) < most_visits and not have_settled(visits):
        time.sleep(PAUSE if visits else 0)
        visits.append(_bytes_sent(browser, address, is_ready))
    return visits[-1] / MEGABYTE


def _bytes_sent(browser: Browser, address: str, is_ready: str) -> int:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        page = context.new_page()
        received: list[int] = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")

        def answered(told: dict[str, Any]) -> None:
            received.append(int(told["encodedDataLength"]))

        def came_by_socket(told: dict[str, Any]) -> None:
            received.append(payload_bytes(told["response"]["opcode"], told["response"]["payloadData"]))

        session.on("Network.loadingFinished", answered)
        session.on("Network.webSocketFrameReceived", came_by_socket)
        page.goto(address, timeout=MOST)
        page.wait_for_function(is_ready, timeout=MOST)
        seen, since = 0, time.monotonic()
        while time.monotonic() - since < STILL:
            page.wait_for_timeout(100)
            if len(received) > seen:
                seen, since = len(received), time.monotonic()
        return sum(received)
    finally:
        context.close()
