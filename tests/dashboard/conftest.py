"""A store with a small made-up country, and the app run on it without a browser."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from cli.signing_in_example import admit_people
from dashboard.view.address import Choices
from domain.municipalities import Register
from domain.programme import Programme
from domain.settings import Settings
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, QUIET, against_the_policy, is_outside, served

DESK = {"width": 1440, "height": 1000}
SCRIPT = str(Path(__file__).parent / "app_on_a_fixed_day.py")
PAGES = {
    "national": "",
    "steps": "stappen",
    "training": "opleiding",
    "costs": "kosten",
    "municipality": "mijn-gemeente",
    "compare": "vergelijken",
    "quality": "gegevenskwaliteit",
    "account": "verantwoording",
}
"""The pages with figures."""
KEPT = {"people": "mensen", "log": "logboek", "hand_in": "opgave-doen"}
"""The pages without: who may come in, what was done, and reporting."""
KEPT_AS = {"people": "beheerder", "log": "beheerder", "hand_in": f"gemeente:{example.OWN}:contact"}
"""Whom one looks as there, as local mode takes it."""


@pytest.fixture(scope="session", autouse=True)
def packages_seen_once() -> Iterator[None]:
    """Each run of the app without a browser looks for parts in every installed package, a third of a second long."""
    with pytest.MonkeyPatch.context() as here:
        found = cache(manifest_scanner.scan_component_manifests)
        here.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The home of a store, and the codes of the municipalities in it (some of them silent)."""
    home = tmp_path_factory.mktemp("country")
    return home, example.build(home)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page of the app on a store, with an address."""
    return partial(_page, monkeypatch)


@pytest.fixture(scope="module")
def shown() -> Callable[..., AppTest]:
    """The same, once for all tests of a file that only look at the page: nothing may be done on what this gives."""

    @cache
    def once(home: Path, page: str = "national", **address: str) -> AppTest:
        with pytest.MonkeyPatch.context() as here:
            return _page(here, home, page, **address)

    return once


def _page(here: pytest.MonkeyPatch, home: Path, page: str = "national", **address: str) -> AppTest:
    here.setenv("WAMS_HOME", str(home))
    here.setenv("WAMS_TEST_PAGE", page)
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture
def choices() -> Choices:
    """What can be chosen on the day of the example."""
    programme = Programme.load()
    return Choices(
        today=date(2026, 11, 23),
        now=example.NOW,
        provinces=["Utrecht", "Zeeland"],
        size_classes=range(1, 9),
        access_variants=[variant.key for variant in programme.access_variants],
        municipality_codes=Register.load().by_code.keys(),
        step_numbers=programme.step_numbers,
        parties=[party.key for party in programme.waiting_parties],
    )


@pytest.fixture(scope="session")
def address(country: tuple[Path, list[str]]) -> Iterator[str]:
    """The app, served on a store with a small made-up country."""
    admit_people(Settings(), country[0], example.NOW)  # so that the pages of people are not empty
    with served(country[0]) as found:
        yield found


@pytest.fixture(scope="module")  # its event loop would be in the way of the tests without a browser
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Visit:
    """A page that remembers what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._look_at)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.extend(against_the_policy(message)))

    def comes_to(self, heading: str) -> None:
        """Wait for a page with this heading; while it makes way for the next, the last one's stands there too."""
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible(timeout=20_000)

    def _look_at(self, request: Request) -> None:
        if is_outside(request.url):
            self.outside.append(request.url)


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh window; parametrise with {"viewport": ..., "color_scheme": ...}."""
    context = chromium.new_context(**getattr(request, "param", {"viewport": DESK}))
    yield Visit(context.new_page())
    context.close()


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """What each drawn part was given, in the order of the page."""
    given = []
    for element in app.main.children.values():
        given += _parts(element)
    return given


def _parts(element: Any) -> list[dict[str, Any]]:
    found = [part for child in getattr(element, "children", {}).values() for part in _parts(child)]
    proto = getattr(element, "proto", None)
    if getattr(element, "type", "") == "bidi_component":
        found.append(json.loads(proto.bytes))
    return found


def charts(element: Any) -> list[dict[str, Any]]:
    """What the charts of Plotly in a part of a page were given: notes, and what is said under the pointer, too."""
    inside = [chart for child in getattr(element, "children", {}).values() for chart in charts(child)]
    return [json.loads(element.proto.spec), *inside] if getattr(element, "type", "") == "plotly_chart" else inside
