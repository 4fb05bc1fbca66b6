"""The race of the reference page: both sides in the same browser, in turn, round after round.

A round of a side starts its own server, opens the page, chooses and clears each filter twice, then one on top of
another, and goes through all months twice. *First*: this server was never asked this before. *Again*: it was. Each
choice has two readings: of what both pages show, and of the whole page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from bench.sides import SIDES, Side, SideError

ROUNDS = 7
WIDTH, HEIGHT = 1440, 1000
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
FILTERS: tuple[tuple[str, str | int], ...] = (
    ("province", "Gelderland"), ("size_class", 4), ("access_variant", "b"),
)  # fmt: skip
"""One choice of each; any that holds a fair number of municipalities will do."""
STILL = 400  # milliseconds without anything happening, after which a page is taken to be done; not counted
STILL_MONTH = 150  # the same for a change of month, where both sides say themselves what they show
MOST = 60_000  # milliseconds for one choice
TIMED = "(asked) => timed(() => driven.choose(asked), driven.isShown, asked)"
SAMPLES = {
    "side": pl.String, "round": pl.Int64, "measure": pl.String, "is_first": pl.Boolean, "milliseconds": pl.Float64,
    "whole_milliseconds": pl.Float64, "frames_sent": pl.Int64, "bytes_received": pl.Int64, "changes": pl.Int64,
}  # fmt: skip


class Raced(NamedTuple):
    """What a race gave: one row per timed choice (SAMPLES), and the version of the browser."""

    samples: pl.DataFrame
    chromium: str


@dataclass(frozen=True)
class Race:
    """What is raced: the pages on the store in `home`, through `months`, in the browser at `chromium`."""

    home: Path
    months: Sequence[date]
    chromium: Path
    rounds: int = ROUNDS
    sides: Sequence[Side] = SIDES
    filters: Sequence[tuple[str, str | int]] = FILTERS
    turns: int = 2

    def run(self, on_progress: Callable[[int, int], None] | None = None) -> Raced:
        """Runs all rounds, the sides in turn. Raises SideError."""
        samples: list[dict[str, Any]] = []
        total = self.rounds * len(self.sides)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=str(self.chromium), args=list(QUIET))
            for place in range(total):
                side = self.sides[place % len(self.sides)]
                named = {"side": side.name, "round": place // len(self.sides) + 1}
                samples += [{**named, **sample} for sample in self._round(browser, side)]
                if on_progress:
                    on_progress(place + 1, total)
            chromium = browser.version
            browser.close()
        return Raced(pl.DataFrame(samples, schema=SAMPLES), chromium)

    def _round(self, browser: Browser, side: Side) -> list[dict[str, Any]]:
        with side.served(self.home) as address:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            try:
                hand = Hand(page, side)
                hand.open(address)
                return [*self._filters(hand), *self._months(hand)]
            except BrowserError as error:
                raise SideError(f"{side.name}: {error.message.splitlines()[0]}") from error
            finally:
                page.close()

    def _filters(self, hand: "Hand") -> Iterator[dict[str, Any]]:
        month = self.months[-1]
        for name, value in self.filters:
            for turn, chosen in enumerate((value, None) * self.turns):
                yield hand.timed(name, chosen, month, measure=name, is_first=turn == 0)
        (first, its_value), (second, value) = self.filters[:2]
        hand.timed(first, its_value, month, measure=first, is_first=False)
        for turn in range(self.turns):
            yield hand.timed(second, value, month, measure="second_filter", is_first=turn == 0)
            hand.timed(second, None, month, measure=first, is_first=False)  # back to one
        hand.timed(first, None, month, measure=first, is_first=False)

    def _months(self, hand: "Hand") -> Iterator[dict[str, Any]]:
        """Backwards from the last month to the first and, once they were all seen, forwards again."""
        last = len(self.months) - 1
        for place in reversed(range(last)):
            yield hand.timed("month", place, self.months[place], measure="month", is_first=True)
        for place in range(1, last + 1):
            yield hand.timed("month", place, self.months[place], measure="month", is_first=False)


class Hand:
    """Works one page, and counts the frames that the page sends over its websocket."""

    def __init__(self, page: Page, side: Side) -> None:
        """`page` is a new one; nothing has been opened in it."""
        self.page, self.frames_sent = page, 0
        page.add_init_script(side.scripts())
        page.on("websocket", lambda socket: socket.on("framesent", self._count))

    def open(self, address: str) -> None:
        """Opens the page and waits until it is whole and still."""
        self.page.goto(address, timeout=MOST)
        self.page.wait_for_function("() => driven.isReady()", timeout=MOST)
        self.page.evaluate("(still) => timed(() => {}, driven.isReady, still)", {"still": 1_500, "most": MOST})

    def timed(self, name: str, value: str | int | None, month: date, *, measure: str, is_first: bool) -> dict[str, Any]:
        """Makes a choice; gives a sample."""
        before = self.frames_sent
        still = STILL_MONTH if name == "month" else STILL
        asked = {"name": name, "value": value, "month": month.isoformat(), "still": still, "most": MOST}
        seen = self.page.evaluate(TIMED, asked)
        if seen["milliseconds"] <= 0:
            raise SideError(f"{name} {value}: nothing of what both pages show has changed")
        return {
            "measure": measure, "is_first": is_first, "milliseconds": float(seen["milliseconds"]),
            "whole_milliseconds": float(seen["whole_milliseconds"]),
            "frames_sent": self.frames_sent - before, "bytes_received": int(seen["received_bytes"]),
            "changes": int(seen["changes"]),
        }  # fmt: skip

    def _count(self, _frame: str | bytes) -> None:
        self.frames_sent += 1
