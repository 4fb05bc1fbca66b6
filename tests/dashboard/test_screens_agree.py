"""Wherever the same thing is told, it is told the same: by question and place, on five dates, under six filters."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import streamlit as st

from cli import figures
from dashboard.screens.steps import asked as steps_asked
from dashboard.view import queries, state
from dashboard.view.address import Choices, View
from dashboard.view.state import Run
from dashboard.view.visitor import OF_THIS_MACHINE
from domain.places import Places
from metrics.defining.figure import Figure
from tests.dashboard import example
from tests.dashboard.agreeing import STEP, told

Country = tuple[Path, list[str]]
DATES = (date(2025, 9, 30), date(2026, 3, 31), date(2026, 6, 15), date(2026, 9, 30), date(2026, 10, 31))
FILTERS = (
    {}, {"provincie": "Utrecht"}, {"grootte": "4"}, {"toegang": "a"}, {"leeftijd": "90"},
    {"grootte": "5", "leeftijd": "365"},
)  # fmt: skip


@pytest.fixture(scope="module")
def known_once():
    """What the command line knows of the store, read once: the store stays as it is."""
    return cache(figures.known_at)


@pytest.fixture
def asked_of(country: Country, choices: Choices, known_once, monkeypatch: pytest.MonkeyPatch):
    """A view by its address, in a run without a page; expectations are left out: they are drawn at length."""
    monkeypatch.setenv("WAMS_HOME", str(country[0]))
    monkeypatch.setattr(figures, "now", lambda: example.NOW)
    monkeypatch.setattr(figures, "known_at", known_once)
    without = queries.ask

    def ask(view: View, key: str, **asked: object) -> Figure:
        return without(view, "step_completion" if key == "forecast" else key, **asked)

    monkeypatch.setattr(steps_asked.queries, "ask", ask)

    def of(day: date, chosen: dict[str, str]) -> View:
        view = View.read({"stand": day.isoformat(), "stap": str(STEP), **chosen}, choices)
        assert view.as_of == day
        assert not view.put_aside
        run = Run(Places(country[0], None, None), example.NOW, choices, view, OF_THIS_MACHINE, lambda: OF_THIS_MACHINE)
        monkeypatch.setattr(st, "session_state", {"shown_page": "national"})
        state._put(run)
        return view

    return of


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        pytest.param(day, chosen, id=f"{day} {chosen}", marks=[] if (place - turn) % 3 == 0 else pytest.mark.long)
        for turn, chosen in enumerate(FILTERS)
        for place, day in enumerate(DATES)
    ],
)  # each date and each filter each time, all of them together in the long run
def test_every_place_that_tells_the_same_thing_tells_the_same(asked_of, day: date, chosen: dict[str, str]):
    found = told(asked_of(day, chosen))
    assert found.disagreeing == {}


def test_every_question_is_asked_at_two_places_or_more_and_the_command_line_is_one_of_them(asked_of):
    found = told(asked_of(DATES[-1], {}))
    assert len(found.answers) > 50
    assert all(len(places) >= 2 for places in found.answers.values())
    assert {asked for asked, places in found.answers.items() if "command line" not in places} == set()
    assert len({place for places in found.answers.values() for place in places}) > 20
