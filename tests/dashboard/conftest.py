"""A store with a small made-up country, and the app run on it without a browser."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.address import Choices
from domain.municipalities import Register
from domain.programme import Programme
from tests.dashboard import example

SCRIPT = str(Path(__file__).parent / "app_on_a_fixed_day.py")
PAGES = {"national": "", "municipality": "mijn-gemeente", "quality": "gegevenskwaliteit"}


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The home of a store, and the codes of the municipalities in it (some of them silent)."""
    home = tmp_path_factory.mktemp("country")
    return home, example.build(home)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page of the app on a store, with an address."""

    def open_page(home: Path, page: str = "national", **address: str) -> AppTest:
        monkeypatch.setenv("WAMS_HOME", str(home))
        monkeypatch.setenv("WAMS_TEST_PAGE", page)
        app = AppTest.from_file(SCRIPT, default_timeout=30)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return open_page


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
    )


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
        found.append(json.loads(proto.json))
    return found
