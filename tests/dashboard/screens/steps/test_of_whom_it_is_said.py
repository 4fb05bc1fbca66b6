"""Stappen says of whom and of which reports a figure is, and draws no expectation of a few."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.durations import group_name
from dashboard.screens.steps.outlook import outlook_drawn, outlook_finding, outlook_note, outlook_table
from dashboard.screens.steps.plans import plans_finding
from dashboard.screens.steps.step_rows import OwnPlans
from dashboard.subjects.expected_today import said_today
from domain.statements import Table, empty_statements
from language.texts import say
from metrics.readings.headlines import too_few
from metrics.readings.reopened import opened_again

AS_OF = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("chosen", "band", "said"),
    [
        (6, "large", "100.000–150.000"), (1, "small", "tot 5.000"), (4, "middle", "20.000–50.000"),
        (6, "small", "tot 20.000"), (None, "large", "vanaf 50.000"),
    ],
)  # fmt: skip
def test_the_curve_of_one_size_class_carries_the_name_of_that_class(chosen: int | None, band: str, said: str):
    picture = SimpleNamespace(between="size_class", size_class=chosen)
    assert group_name(cast(Any, SimpleNamespace(name=band)), cast(OneStep, picture), "nl") == said


def _picture(said_count: int, every: int) -> OneStep:
    """A step on which so many of all have reported; in a year 3 to 5 are expected to have finished it."""
    expected = pl.DataFrame(
        {"month_end": [date(2027, 10, 31)], "value_status": ["observed"], "value": [4.0], "interval_low": [3.0],
         "interval_high": [5.0], "numerator": [1], "denominator": [every], "unknown_count": [every - said_count]}
    )  # fmt: skip
    months = pl.DataFrame({"month_end": [date(2026, 9, 30)], "numerator": [1], "denominator": [said_count]})
    return cast(OneStep, SimpleNamespace(
        number=6, as_of=AS_OF, too_few=too_few(said_count, every), follows_few=False, months=months, expected=expected,
        today={"value": 0.102, "interval_low": 0.071, "interval_high": 0.149},
        completion=SimpleNamespace(municipality_count=every + 2),
        coming=[SimpleNamespace(**row) for row in expected.to_dicts()],
        outlook=SimpleNamespace(municipality_count=every),
        said=SimpleNamespace(numerator=1, denominator=said_count, unknown_count=0),
    ))  # fmt: skip


@pytest.mark.parametrize(("said_count", "every", "is_drawn"), [(5, 41, False), (30, 41, True), (5, 5, True)])
def test_no_expectation_is_drawn_or_given_where_too_few_have_reported(said_count: int, every: int, is_drawn: bool):
    picture = _picture(said_count, every)
    figure = outlook_drawn(picture, "light", "nl").checked()
    assert any(trace.line.dash == "dash" for trace in figure.data) == is_drawn
    assert any("80%-interval" in label.text for label in figure.layout.annotations) == is_drawn
    assert ("nagespeeld met toeval" in outlook_note(picture, "nl")) == is_drawn
    assert "voor 2 geldt de stap niet" in outlook_note(picture, "nl")  # so that those named add up to all
    columns = {column.label: column.values for column in outlook_table(picture, "nl", "").columns}
    assert (columns["Klaar"][-1], columns["80% van"][-1]) == ((4.0, 3.0) if is_drawn else (None, None))
    assert columns["Soort"][-1] == ("verwacht" if is_drawn else "te weinig om op te bouwen")
    assert ("te weinig" in outlook_finding(picture, "nl")) != is_drawn
    of_the_day = [row[2:] for row in outlook_table(picture, "nl", "").words() if "op de dag zelf" in row[1]]
    assert of_the_day == ([[*["geen getal"] * 3, "10,2%", "7,1%", "14,9%"]] if is_drawn else [])


def test_of_the_day_itself_what_was_reported_estimated_and_is_expected_keep_words_of_their_own():
    today = {"value": 0.441, "interval_low": 0.402, "interval_high": 0.487}
    view = cast(Any, SimpleNamespace(language="nl", as_of=AS_OF, silent_months_slower=0))
    slower = cast(Any, SimpleNamespace(language="nl", as_of=AS_OF, silent_months_slower=6))
    rest = "naar verwachting op 31 okt 2026 44% (90%: 40–49%), met wat sinds"
    both = f"Gemeld 31% · geschat uit de laatste opgaven 42% · {rest} die opgaven klaar kan zijn."
    assert said_today(today, 0.311, 0.42, view) == both
    assert said_today(today, 0.311, None, view) == f"Gemeld 31% · {rest} de laatste opgaven klaar kan zijn."
    assumed = "(90%: 40–49%, als wie nooit opgave deed 6 maanden trager is)"
    assert assumed in said_today(today, 0.311, None, slower)
    assert said_today(None, 0.311, 0.42, view) == ""


def test_with_a_chosen_age_the_title_of_own_target_dates_says_of_which_reports_it_is():
    picture = SimpleNamespace(plans=OwnPlans(24, 30, 0), number=6, too_few=None)
    whole, young = (plans_finding(cast(OneStep, picture), "nl", age) for age in (None, 90))
    assert whole == "24 van de 30 gemeenten met een eigen streefdatum haalden die datum"
    assert young == f"Alleen uit opgaven van hooguit 90 dagen oud: {whole}"


def test_an_example_is_of_the_same_size_class_and_not_of_the_wider_group_that_is_compared_with():
    peers = pl.DataFrame(
        {"municipality": ["GM0093", "GM0301", "GM0301"], "peer": ["GM0744", "GM0344", "GM0200"],
         "compared_with": ["nearest", "size_class", "size_class"], "value": [20.0, 30.0, 10.0]}
    )  # fmt: skip
    standing = {"standing": "started", "is_stale": False, "start_date": date(2026, 1, 1), "reporting_date": AS_OF}
    codes = ("GM0093", "GM0301")
    standings = pl.DataFrame(
        [{"municipality_code": code, "name": code, "step_number": 6, **standing} for code in codes]
    )
    nobody = opened_again(empty_statements(Table.MILESTONE))
    picture = SimpleNamespace(
        peers=SimpleNamespace(rows=peers), standings=standings, as_of=AS_OF, opened_again=nobody,
        names={"GM0744": "Baarle-Nassau", "GM0344": "Utrecht", "GM0200": "Apeldoorn"},
    )  # fmt: skip
    busy = OneStep.busy.func(cast(OneStep, picture))
    assert dict(busy.select("municipality_code", "peer").iter_rows()) == {"GM0093": None, "GM0301": "GM0344"}


def test_it_is_said_that_a_target_date_may_have_been_moved_after_the_step_was_finished():
    words = {"step": 6, "moved": say("screen.rule.moved", "nl")}
    assert "ook als de stap toen al klaar was. Een landelijke datum is er niet." in say(
        "screen_steps.plans.subtitle", "nl", **words
    )


def test_before_anything_could_be_expected_no_earlier_expectation_is_judged(
    opened: Callable[..., AppTest], country: tuple[Path, list[str]]
):
    app = opened(country[0], "steps", stap="1", stand="2025-04-30", bekend="2025-05-31")
    assert not app.exception
    assert say("screen_steps.record.finding_empty", "nl") in [heading.value.replace("\\", "") for heading in app.header]
