"""What every test of the atlas in a browser starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.dashboard.screens.national.atlas.visit import DESK, Visit


@pytest.fixture
def home(country: tuple[Path, list[str]]) -> Path:
    """The place of the store."""
    return country[0]


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh window; parametrise with the options of a context."""
    context = chromium.new_context(**getattr(request, "param", {"viewport": DESK}))
    found = Visit(context.new_page())
    yield found
    assert found.errors == []
    context.close()
