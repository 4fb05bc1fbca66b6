"""What does not count is said over a page: reports older than chosen, days not known of, who is not there any more."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.foot import how_made
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from language.texts import say
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from store.store import Store
from tests.dashboard.conftest import PAGES, drawn
from tests.dashboard.example import NOW

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
APPINGEDAM, EEMSDELTA = "GM0003", "Eemsdelta"


def said_over(app: AppTest) -> list[str]:
    assert not app.exception
    return [note.value.replace("\\", "") for note in app.info]


@pytest.mark.parametrize("screen", PAGES)
def test_every_page_opens_with_a_chosen_age_and_says_what_counts(opened: Open, country: Country, screen):
    said = said_over(opened(country[0], screen, leeftijd="45", gemeente=country[1][1]))
    assert say("screen.filter.age_note", "nl", age="45 dagen", as_of="31 okt 2026") in said
    if screen == "national":
        assert not any("hooguit" in note for note in said_over(opened(country[0], screen)))


def known_in(home: Path) -> Known:
    with Store(home).reader() as reader:
        statements = {table: reader.statements(table, known_on=NOW) for table in Table}
        return Known(statements, reader.files(known_on=NOW), Register.load(), Programme.load(), NOW)


def part_with(app: AppTest, caption: str) -> dict:
    """What the drawn part with this caption was given."""
    assert not app.exception
    return next(part for part in drawn(app) if part.get("caption") == caption)


def test_with_a_chosen_age_the_reporters_are_fewer_and_the_municipalities_the_same(opened: Open, country: Country):
    known = known_in(country[0])
    app = opened(country[0], "national", leeftijd="45")
    tile = next(part for part in drawn(app) if "figures" in part)["figures"][0]
    found = figure("response", known, Request(date(2026, 10, 31), max_age_days=45))
    assert (tile["value"], tile["unit"]) == (str(found.reporter_count), "van 342")
    assert 0 < found.reporter_count < figure("response", known, Request(date(2026, 10, 31))).reporter_count


@pytest.mark.parametrize("screen", [page for page in PAGES if page != "municipality"])
def test_a_dissolved_municipality_in_the_address_names_its_successor_on_every_page(
    opened: Open, country: Country, screen
):
    (said,) = said_over(opened(country[0], screen, gemeente=APPINGEDAM))
    assert said.startswith("Appingedam ging op 1 jan 2021 op in Eemsdelta.")
    assert said_over(opened(country[0], screen, gemeente=APPINGEDAM, stand="2020-12-31")) == []


def test_a_state_of_after_what_was_known_is_said_and_the_usual_date_shown(opened: Open, country: Country):
    app = opened(country[0], "national", stand="2026-09-30", bekend="2026-06-30")
    assert any("ligt na 30 jun 2026" in note for note in said_over(app))
    row = next(part["items"] for part in drawn(app) if "items" in part and "reset" in part)
    stand = next(item for item in row if item["name"] == "stand")
    assert stand["value"] == "2026-06-30"
    assert max(value for value, _ in stand["options"]) == "2026-06-30"


def test_with_a_chosen_age_two_moments_side_by_side_are_both_of_that_age(opened: Open, country: Country):
    known, as_of = known_in(country[0]), date(2026, 10, 31)
    caption = say("screen_quality.moments.caption", "nl")
    for age in (None, 45):
        address = {} if age is None else {"leeftijd": str(age)}
        rows = part_with(opened(country[0], "quality", **address), caption)["rows"]
        today = {row["open"]: row["sort"][-1] for row in rows}
        found = figure("step_completion", known, Request(as_of, by=("step",), max_age_days=age)).rows
        assert [today[f"step_completion-{step}"] for step in found["step"]] == pytest.approx(found["value"].to_list())
        then = {row["open"]: row["sort"][1] for row in rows}
        reports = known.statements[Table.MILESTONE]["reporting_date"]
        assert reports.is_between(date(2026, 8, 16), date(2026, 9, 30)).any()  # they came in after that day was told
        assert all((value is None) == (age is not None) for key, value in then.items() if key.startswith("step"))


def test_with_a_chosen_age_an_earlier_expectation_that_rests_on_older_reports_cannot_be_judged(
    opened: Open, country: Country
):
    def judged(**address: str) -> list[str]:
        app = opened(country[0], "steps", stap="3", **address)
        assert not app.exception
        rows = next(part["rows"] for part in drawn(app) if str(part.get("alt")).startswith("Eerdere verwachtingen"))
        not_judged = say("screen_steps.record.not_judged", "nl")
        return [row["label"] for row in rows if row.get("words") != not_judged]

    on_31_july_the_reports_were_of_31_march = "31 jul 2026"
    assert on_31_july_the_reports_were_of_31_march in judged()
    assert judged(leeftijd="45") == [day for day in judged() if day != on_31_july_the_reports_were_of_31_march] != []


@pytest.mark.parametrize("age", [None, 90])
def test_the_account_that_goes_with_a_figure_names_the_chosen_age_and_only_a_chosen_one(
    age: int | None, country: Country
):
    found = figure("step_completion", known_in(country[0]), Request(date(2026, 10, 31), max_age_days=age))
    told = dict(how_made(found, "nl")).get(say("screen.how.age", "nl"))
    assert told == (None if age is None else say("screen.filter.age_note", "nl", age="90 dagen", as_of="31 okt 2026"))
