"""The address holds the whole view, and nothing in it is used unread."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.view.address import ALL_STEPS, Choices, PutAside, View
from domain.clocks import dutch_day

KEPT = ("stand", "bekend", "gemeente", "stap", "wacht", "peildatum", "bewijs", "weg", "taal", "traag")
"""What is no choice of municipalities, nor of the age of statements."""
WRITTEN = {
    "stand": "2026-09-30", "bekend": "2026-10-15", "provincie": "Utrecht", "grootte": "4", "toegang": "b",
    "leeftijd": "120", "gemeente": "GM0301", "stap": "5", "wacht": "eigen organisatie",
    "peildatum": "2026-09-30", "bewijs": "17", "weg": "werkblad", "taal": "en", "traag": "6",
}  # fmt: skip


def test_a_view_read_from_an_address_writes_the_same_address(choices: Choices):
    assert View.read(WRITTEN, choices).address() == WRITTEN


def test_an_empty_address_is_the_whole_country_in_dutch_at_the_end_of_the_last_whole_month(choices: Choices):
    view = View.read({}, choices)
    assert (view.as_of, view.language, view.is_filtered, view.known) == (date(2026, 10, 31), "nl", False, None)
    assert view.address() == {"stand": "2026-10-31"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stand", "31-02-2026"), ("bekend", "morgen"), ("provincie", "Atlantis"), ("grootte", "9"),
        ("toegang", "z"), ("leeftijd", "oud"), ("leeftijd", "verouderd"), ("leeftijd", "0"), ("leeftijd", "99999"),
        ("gemeente", "GM9999"), ("stap", "12"), ("wacht", "niemand"), ("taal", "fr"),
        ("peildatum", "31-02-2026"), ("bewijs", "0"), ("bewijs", "een"), ("weg", "post"), ("traag", "25"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_usual_choice_taken(choices: Choices, name: str, value: str):
    view = View.read({name: value}, choices)
    assert view.put_aside == (PutAside(name, "unknown"),)
    assert view.address() == View.read({}, choices).address()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("peildatum", "2027-05-01", "future"),
        ("stand", "2027-05-01", "future"), ("stand", "1900-01-01", "before"), ("bekend", "2030-01-01", "future"),
        ("bekend", "2017-12-31", "before"), ("eerder", "1900-01-01T00:00:00Z", "before"),
        ("bekend", "9999-12-31T23:59:59-14:00", "future"), ("eerder", "9999-12-31", "future"),
        ("bekend", "0001-01-01T00:00:00+14:00", "unknown"), ("eerder", "0001-01-01", "unknown"),
    ],
)  # fmt: skip
def test_a_date_that_can_be_read_and_not_shown_is_put_aside_with_the_reason(choices: Choices, name, value, reason):
    view = View.read({name: value}, choices)
    assert view.put_aside == (PutAside(name, reason),)
    assert view.address() == View.read({}, choices).address()


def test_a_state_of_after_what_was_known_is_put_aside_for_the_last_month_end_of_that_time(choices: Choices):
    view = View.read({"stand": "2026-09-30", "bekend": "2026-07-15"}, choices)
    assert view.put_aside == (PutAside("stand", "not_known_then"),)
    assert view.as_of == date(2026, 6, 30)


def test_a_date_without_hyphens_is_that_day(choices: Choices):
    view = View.read({"stand": "20260630", "bekend": "20260715"}, choices)
    assert (view.put_aside, view.as_of) == ((), date(2026, 6, 30))
    assert dutch_day(view.known_on) == date(2026, 7, 15)


def test_one_choice_changes_one_part_of_the_address(choices: Choices):
    view = View.read(WRITTEN, choices).with_choice("provincie", "Zeeland", choices)
    assert view.address() == {**WRITTEN, "provincie": "Zeeland"}


def test_clearing_the_filters_keeps_dates_language_and_municipality(choices: Choices):
    cleared = View.read(WRITTEN, choices).without_choices().address()
    assert cleared == {name: WRITTEN[name] for name in KEPT}


def test_the_whole_country_is_still_of_the_chosen_age(choices: Choices):
    view = View.read({"leeftijd": "90", "provincie": "Utrecht"}, choices)
    assert (view.is_filtered, view.has_choices, view.max_age_days) == (True, True, 90)
    whole = view.without_filters()
    assert (whole.is_filtered, whole.has_choices, whole.max_age_days) == (False, True, 90)


def test_all_steps_is_a_choice_of_its_own(choices: Choices):
    view = View.read({"stap": "alle"}, choices)
    assert view.step_number == ALL_STEPS
    assert view.address()["stap"] == "alle"


def test_known_on_today_means_now(choices: Choices):
    view = View.read({"bekend": "2026-11-23"}, choices)
    assert (view.known, view.known_on) == (None, choices.now)


NAMES = (*WRITTEN, "klok", "naar", "vergelijk", "cijfer", "doelgroep", "eerder", "aannames")
ODD = (
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "{name}",
    "%s",
    "<b>",
    "../..",
    "1e9999",
    "-0",
    "\u0661\u0662",
    "\U0001f600",
    "nan",
)
ZONES = st.integers(-14, 14).map("{:+03d}:00".format)
MOMENTS = st.builds(
    lambda moment, zone: moment.isoformat() + zone, st.datetimes(), ZONES
)  # of every year that there is
TEXTS = st.text(max_size=30) | st.sampled_from(ODD) | MOMENTS | st.dates().map(str)
SLOW_AT_FIRST = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]  # what can be chosen never differs


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS))
@settings(suppress_health_check=SLOW_AT_FIRST, deadline=None)
def test_whatever_stands_in_an_address_it_is_taken_or_named_and_the_view_can_be_written_again(
    choices: Choices, written: dict[str, str]
):
    view = View.read(written, choices)
    aside = {part.name for part in view.put_aside}
    assert aside <= written.keys()
    for name, value in view.address().items():
        assert written.get(name) == value or name == "stand"
    again = View.read(view.address(), choices)
    assert again.put_aside == ()
    assert again.address() == view.address()
