"""With one reporter among 342 no headline and no finding about the country is a single figure."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
TOO_FEW = "te weinig voor één getal"


@pytest.fixture(scope="module")
def one_reporter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("one_reporter")
    example.build(home, every=10_000)
    return home


def headlines(app: AppTest) -> list[dict]:
    assert not app.exception
    return next(part for part in drawn(app) if "figures" in part)["figures"]


def headings(app: AppTest) -> str:
    return "\n".join(one.value for one in app.header) + "\n".join(part.get("finding", "") for part in drawn(app))


def test_the_national_page_shows_the_reporters_and_of_the_rest_bounds(opened: Open, one_reporter: Path):
    app = opened(one_reporter, "national")
    reporters, *rest = headlines(app)
    assert (reporters["value"], reporters["unit"]) == ("1", "van 342")
    for tile in rest:
        assert tile["is_word"] or "–" in tile["value"], tile
    assert any(TOO_FEW in tile["note"] for tile in rest)
    assert "Nog maar 1 van de 342 gemeenten deed opgave" in headings(app)


def test_the_page_of_a_step_shows_bounds_or_that_it_is_too_few(opened: Open, one_reporter: Path):
    for tile in headlines(opened(one_reporter, "steps", stap="5")):
        assert tile["is_word"] or "–" in tile["value"], tile
        assert TOO_FEW in tile["note"]


def test_the_page_of_training_shows_the_scenario_or_that_it_is_too_few(opened: Open, one_reporter: Path):
    for tile in headlines(opened(one_reporter, "training")):
        assert tile["is_word"] or "–" in tile["value"], tile


def test_with_most_of_the_country_reporting_the_headlines_are_single_figures(opened: Open, country):
    for tile in headlines(opened(country[0], "national")):
        assert TOO_FEW not in tile["note"]
        assert "–" not in tile["value"]
