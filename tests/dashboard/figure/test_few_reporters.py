"""With so few reporters that no one number speaks for all, no headline and no finding on the country gives one."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.plans import plans_finding
from dashboard.screens.steps.step_rows import OwnPlans
from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
TOO_FEW = "te weinig om ook voor de andere te spreken"
TOO_FEW_FINDING = re.compile(
    r"(.+: )?\d+ van de 342 gemeenten (deed|deden) hier opgave over, te weinig om ook voor de andere te spreken "
    r"\(dat kan vanaf 35\)"
    r"|Er zijn nog te weinig gemeenten klaar met stap \d+ voor een verwachting"
)
ABOUT_THE_COUNTRY = {
    "national": ["steps"],
    "steps": ["durations", "outlook", "waiting", "plans", "busy", "all_busy", "waits"],
    "training": ["training_funnel", "training_leak", "training_hours"],
    "costs": ["cost_never", "cost_norm", "cost_spread"],
    "compare": ["matrix"],
    "quality": ["burden"],
}
"""Screen -> the figures whose finding is a claim on all the chosen municipalities, where nothing bounds it."""


@pytest.fixture(scope="module")
def one_reporter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("one_reporter")
    example.build(home, every=10_000)
    return home


@pytest.fixture(scope="module")
def few_reporters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve of 342 report."""
    home = tmp_path_factory.mktemp("few_reporters")
    example.build(home, every=24)
    return home


def headlines(app: AppTest) -> list[dict]:
    assert not app.exception
    return next(part for part in drawn(app) if "figures" in part)["figures"]


def findings(app: AppTest) -> dict[str, str]:
    """The finding over each figure, by the name of the figure."""
    assert not app.exception
    return {part["figure"]: part["finding"] for part in drawn(app) if "finding" in part and "figure" in part}


def test_the_national_page_shows_the_reporters_and_of_the_rest_bounds(shown: Open, one_reporter: Path):
    app = shown(one_reporter, "national")
    reporters, *rest = headlines(app)
    assert (reporters["value"], reporters["unit"]) == ("1", "van 342")
    for tile in rest:
        assert tile["is_word"] or "–" in tile["value"], tile
    assert any(TOO_FEW in tile["note"] for tile in rest)


def test_beside_the_bars_of_steps_of_which_few_reported_stand_the_bounds_and_no_estimate(
    shown: Open, few_reporters: Path, country
):
    def rows(home: Path) -> list[dict]:
        return next(part["rows"] for part in drawn(shown(home, "national")) if "heads" in part and "rows" in part)

    for row in rows(few_reporters):
        assert (row["estimate"], row["interval"], row["strong"]) == (None, None, "")
        assert row["bounds"][0] < row["bounds"][1]
    assert all(row["estimate"] is not None for row in rows(country[0]))


def test_the_page_of_a_step_shows_bounds_or_that_it_is_too_few(shown: Open, one_reporter: Path):
    for tile in headlines(shown(one_reporter, "steps", stap="5")):
        assert tile["is_word"] or "–" in tile["value"], tile
        assert TOO_FEW in tile["note"]


def test_the_page_of_training_shows_the_scenario_or_that_it_is_too_few(shown: Open, one_reporter: Path):
    for tile in headlines(shown(one_reporter, "training")):
        assert tile["is_word"] or "–" in tile["value"], tile


def test_the_page_of_costs_says_at_least_and_of_how_few(shown: Open, few_reporters: Path):
    spent, estimate, never, expected = headlines(shown(few_reporters, "costs"))
    assert spent["value"].startswith("ten minste €")
    assert TOO_FEW in spent["note"]
    assert "45,1–58,1" in estimate["value"]  # the impact analysis, of which all is known
    for tile in (never, expected):
        assert tile["is_word"], tile


def test_of_own_target_dates_of_which_few_outcomes_are_known_the_bounds_are_given():
    def told(met: int, known: int, unknown: int) -> str:
        plans = OwnPlans(numerator=met, denominator=known, unknown_count=unknown)
        return plans_finding(cast(OneStep, SimpleNamespace(plans=plans, too_few=None, number=5)), "nl")

    assert told(9, 15, 25) == (
        "Van de 40 gemeenten met een eigen streefdatum haalden er 9 tot 34 die datum; "
        "van 25 is de uitkomst nog niet bekend"
    )
    assert told(9, 15, 0) == "9 van de 15 gemeenten met een eigen streefdatum haalden die datum"
    assert told(9, 20, 180) == (
        "Van de 200 gemeenten met een eigen streefdatum haalden 9 die datum en liep het bij 11 anders; "
        "van 180 is de uitkomst nog niet bekend"
    )
    assert "9 tot 190" in told(9, 20, 181)  # fewer than a tenth


def test_the_minutes_of_a_few_are_no_headline(shown: Open, few_reporters: Path):
    minutes = headlines(shown(few_reporters, "quality"))[-1]
    assert minutes["is_word"]
    assert TOO_FEW in minutes["note"]


def test_a_municipality_is_not_laid_beside_a_national_share_of_a_few(shown: Open, few_reporters: Path, country):
    app = shown(few_reporters, "municipality", gemeente=example.OWN)
    assert not any("andelijk" in tile["note"] for tile in headlines(app))
    app = shown(country[0], "municipality", gemeente=example.OWN)
    assert any("andelijk" in tile["note"] for tile in headlines(app))


@pytest.mark.parametrize(("screen", "figures"), ABOUT_THE_COUNTRY.items())
def test_a_finding_on_the_country_says_that_it_is_too_few(shown: Open, few_reporters: Path, country, screen, figures):
    found = findings(shown(few_reporters, screen, gemeente=example.OWN))
    for figure in figures:
        assert TOO_FEW_FINDING.match(found[figure]), (figure, found[figure])
    found = findings(shown(country[0], screen, gemeente=example.OWN))
    assert not all(TOO_FEW_FINDING.match(found[figure]) for figure in figures), found


@pytest.mark.parametrize(("screen", "figures"), ABOUT_THE_COUNTRY.items())
def test_a_finding_on_a_group_of_which_few_reported_says_that_it_is_too_few(shown: Open, country, screen, figures):
    found = findings(shown(country[0], screen, provincie="Utrecht"))
    too_few = [figure for figure in figures if TOO_FEW in found[figure]]
    # of fewer than five that have finished a step with an amount it says that instead
    assert set(too_few) >= set(figures) - {"cost_spread"}, found


def test_who_finished_lately_is_said_to_be_at_least_so_many(shown: Open, few_reporters: Path):
    found = findings(shown(few_reporters, "compare", gemeente=example.OWN))
    assert found["reuse"].startswith(("Ten minste", "Geen vergelijkbare gemeente meldde"))


def test_with_most_of_the_country_reporting_the_headlines_are_single_figures(shown: Open, country):
    for tile in headlines(shown(country[0], "national")):
        assert TOO_FEW not in tile["note"]
        assert "–" not in tile["value"]
