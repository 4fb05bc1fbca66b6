"""Another law with another number of steps is another file: no screen knows how many steps there are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.programme import Programme
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn

OTHER = Path(__file__).resolve().parents[1] / "fixtures" / "programmes" / "afvalplan.toml"

WITH_STEPS = ("national", "municipality")


@pytest.fixture(scope="module")
def other_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with reports on the steps of the other programme."""
    home = tmp_path_factory.mktemp("other")
    example.build(home, every=40, programme=Programme.load(OTHER))
    return home


@pytest.mark.parametrize("screen", PAGES)
def test_every_screen_shows_the_steps_of_the_programme_that_is_there(
    opened: Callable[..., AppTest], other_country: Path, monkeypatch: pytest.MonkeyPatch, screen: str
):
    monkeypatch.setenv("WAMS_PROGRAMME", str(OTHER))
    app = opened(other_country, screen, gemeente=example.OWN)
    assert not app.exception
    numbered = [part["rows"] for part in drawn(app) if part.get("rows") and part["rows"][0].get("number")]
    assert all(len(rows) == len(Programme.load(OTHER).steps) for rows in numbered)
    assert numbered or screen not in WITH_STEPS
