"""A visit to the atlas: a page, what it sent to the server, and what went wrong on it."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
from playwright.sync_api import Locator, Page

from domain.statements import Table
from store.store import Store
from tests.dashboard.browser import against_the_policy, wait_until_drawn

DESK, PHONE = {"width": 1440, "height": 1100}, {"width": 390, "height": 844}


class Visit:
    """A page, what it sent to the server, and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[str | bytes] = []
        self.errors: list[str] = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.sent.append(frame)))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.extend(against_the_policy(message)))

    @property
    def atlas(self) -> Locator:
        return self.page.locator("div.atlas")

    def open(self, address: str, query: str = "") -> None:
        self.page.goto(f"{address}/?{query}")
        wait_until_drawn(self.page)
        self.sent.clear()

    def slide(self, month: int) -> None:
        """What a drag of the slider over one month does."""
        self.page.locator("input.slider").evaluate(
            "(slider, month) => { slider.value = month; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
            month,
        )

    def months(self) -> list[str]:
        return (self.page.locator("input.slider").get_attribute("data-months") or "").split(" ")

    def shown(self) -> tuple[str | None, str | None]:
        return self.atlas.get_attribute("data-month"), self.atlas.get_attribute("data-step")

    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}


def finished_on(home: Path, day: date, step: int) -> int:
    """Who had step `step` finished on a day, counted in the statements themselves."""
    with Store(home).reader() as reader:
        said = reader.statements(Table.MILESTONE).filter(pl.col("step_number") == step, pl.col("reporting_date") <= day)
    last = {row["municipality_code"]: row["standing"] for row in said.sort("reporting_date").iter_rows(named=True)}
    return list(last.values()).count("finished")
