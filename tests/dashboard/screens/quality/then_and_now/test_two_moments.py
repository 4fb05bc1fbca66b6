"""Two moments of knowledge on the screen: what was told then, what is known now, and that everything adds up."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.quality.then_and_now.two_moments import quarter_before
from domain.clocks import end_of_day
from domain.statements import Table
from language.formats import share
from language.texts import say
from tests import oracle_of_figures
from tests.dashboard import example, journal_world
from tests.dashboard.conftest import PAGES, drawn
from tests.dashboard.figure.leaving import rows_of_csv

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
THEN = date(2026, 10, 31)  # two days later some reports were corrected
TOLD_AS_OF = date(2026, 9, 30)


def _download(app: AppTest, name: str) -> list[dict[str, str]]:
    part = next(part for part in drawn(app) if part.get("figure") == name)
    return rows_of_csv(part["files"]["csv"])


def _list(app: AppTest, caption: str) -> dict:
    return next(part for part in drawn(app) if part.get("caption") == say(f"screen_quality.{caption}", "nl"))


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _headings(app: AppTest) -> list[str]:
    return [heading.value.replace("\\", "") for heading in app.header]


def _completion(home: Path, step: int, known_on: date | None, **group: str) -> float:
    moment = example.NOW if known_on is None else end_of_day(known_on)
    return oracle_of_figures.step_completion(journal_world.world(home), TOLD_AS_OF, moment, **group)[step]["value"]


def test_both_moments_say_what_was_known_then_and_what_is_known_now(opened: Open, country: Country):
    app = opened(country[0], "quality", eerder=THEN.isoformat())
    world = journal_world.world(country[0])
    told = {
        day: oracle_of_figures.step_completion(world, TOLD_AS_OF, example.NOW if day is None else end_of_day(day))
        for day in (THEN, None)
    }
    rows = {row["open"]: row["cells"] for row in _list(app, "moments.caption")["rows"]}
    for step in world.step_numbers:
        shown = rows[f"step_completion-{step}"]
        assert [shown[1], shown[3]] == [share(told[day][step]["value"], "nl", 1) for day in (THEN, None)]


def test_what_made_the_difference_adds_up_to_the_difference(opened: Open, country: Country):
    parts = _download(opened(country[0], "quality", eerder=THEN.isoformat(), stap="1"), "effect")
    values = [_number(row["Niet afgerond"]) for row in parts]
    assert values[0] == pytest.approx(_completion(country[0], 1, THEN), abs=1e-12)
    assert values[-1] == pytest.approx(_completion(country[0], 1, None), abs=1e-12)
    assert sum(values[:-1]) == pytest.approx(values[-1], abs=1e-12)
    assert values[2] < 0  # some took back that the first step was finished
    assert (values[1], values[3]) == (0, 0)


def test_the_effects_of_the_lines_of_the_log_add_up_to_the_difference_too(opened: Open, country: Country):
    log = _download(opened(country[0], "quality", eerder=THEN.isoformat(), stap="1"), "log")
    points = sum(_number(row["Effect, procentpunt"]) for row in log)
    difference = _completion(country[0], 1, None) - _completion(country[0], 1, THEN)
    assert points == pytest.approx(100 * difference, abs=1e-9)
    later = [line for line in journal_world.files(country[0]) if line["recorded_at"] > end_of_day(THEN)]
    assert [int(row["Regel"]) for row in log] == sorted((line["sequence"] for line in later), reverse=True)
    assert {row["Wat"] for row in log} == {"Verbetering"}


def test_the_title_says_neutrally_that_what_was_told_was_higher(opened: Open, country: Country):
    app = opened(country[0], "quality", eerder=THEN.isoformat(), stap="1")
    points = 100 * (_completion(country[0], 1, THEN) - _completion(country[0], 1, None))
    written = f"{points:.1f}".replace(".", ",")
    assert f"Wat we op 31 okt 2026 meldden, was {written} procentpunt hoger dan we nu weten" in _headings(app)


def test_with_a_filter_both_moments_are_about_the_municipalities_of_the_choice(opened: Open, country: Country):
    province = "Gelderland"
    parts = _download(opened(country[0], "quality", eerder=THEN.isoformat(), stap="1", provincie=province), "effect")
    values = [_number(row["Niet afgerond"]) for row in parts]
    assert values[0] == pytest.approx(_completion(country[0], 1, THEN, province=province), abs=1e-12)
    assert values[-1] == pytest.approx(_completion(country[0], 1, None, province=province), abs=1e-12)


def test_what_was_put_right_is_told_value_by_value(opened: Open, country: Country):
    part = next(
        part["under"]
        for part in drawn(opened(country[0], "quality", eerder=THEN.isoformat()))
        if (part.get("under") or {}).get("caption") == say("screen_quality.corrected.caption", "nl")
    )
    standings = [row for row in part["rows"] if row[4] == "stand"]
    later = [
        one for one in journal_world.versions(country[0], Table.MILESTONE) if one["recorded_at"] > end_of_day(THEN)
    ]
    before = {
        (one["municipality_code"], one["step_number"], one["reporting_date"]): one["standing"]
        for one in journal_world.versions(country[0], Table.MILESTONE)
        if one["recorded_at"] <= end_of_day(THEN)
    }
    changed = [
        (journal_world.names()[one["municipality_code"]], before[key])
        for one in later
        if before[key := (one["municipality_code"], one["step_number"], one["reporting_date"])] != one["standing"]
    ]
    words = {one: say(f"screen.standing.{one}", "nl") for one in ("finished", "started", "not_started")}
    assert sorted((row[1], row[5]) for row in standings) == sorted((name, words[was]) for name, was in changed)
    assert {row[6] for row in standings} == {"Begonnen"}


def test_a_moment_before_the_first_report_is_unknown_and_not_zero(opened: Open, country: Country):
    app = opened(country[0], "quality", eerder="2024-06-30", stap="1")
    assert not app.exception
    cells = {row["open"]: row["cells"] for row in _list(app, "moments.caption")["rows"]}
    assert all(row[1] == "onbekend" for row in cells.values())
    assert "Op 30 jun 2024 was dit cijfer nog onbekend" in _headings(app)


def test_a_moment_that_is_not_earlier_is_told_and_another_is_taken(opened: Open, country: Country):
    app = opened(country[0], "quality", bekend="2026-05-31", eerder="2026-10-31")
    assert "31 mrt 2026" in app.info[0].value
    assert _list(app, "moments.caption")["columns"][1]["label"] == "Gemeld op 31 mrt 2026"


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 11, 23), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 12, 31)),
    ],
)
def test_without_a_choice_the_earlier_moment_is_the_end_of_the_quarter_before(today: date, before: date):
    assert quarter_before(today) == before


@pytest.mark.parametrize("screen", PAGES)
def test_every_page_says_so_when_it_shows_what_was_known_before(opened: Open, country: Country, screen: str):
    strips = [
        part["strong"]
        for part in drawn(opened(country[0], screen, bekend="2026-05-31", gemeente=example.OWN))
        if "compare" in part
    ]
    assert strips == ["U ziet de stand van 31 mei 2026, zoals op 31 mei 2026 bekend was."]
    assert not [part for part in drawn(opened(country[0], screen, gemeente=example.OWN)) if "compare" in part]


def test_a_figure_of_the_list_is_looked_at_closely_when_the_address_names_it(opened: Open, country: Country):
    for asked, key in (({"cijfer": "completed_steps"}, "mean_completed_steps-"), ({"stap": "alle"}, "all_steps_done-")):
        rows = _list(opened(country[0], "quality", **asked), "moments.caption")["rows"]
        assert [row["open"] for row in rows if row["is_chosen"]] == [key]
