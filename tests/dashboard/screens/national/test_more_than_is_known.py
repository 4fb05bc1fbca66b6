"""What the front page may not say: more than the last reports, the bounds and the choice of municipalities hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.stacked import counts_by_step, stacked_steps
from dashboard.screens.national.all_done import AtDate, all_done_drawn
from dashboard.screens.national.headlines import expected_today
from domain.programme import Programme
from language.formats import integer, share
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.state import municipalities, standing_counts, standings
from tests.dashboard.conftest import drawn
from tests.dashboard.frame.test_what_does_not_count import known_in
from tests.metrics.drawn import known, register

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)
VARIANT = Programme.load().access_variants[0].key
ONE_PROVINCE = "code | province | size_class | from | to\n" + "\n".join(
    f"GM{n:04d} | Drenthe | 4 | |" for n in range(1, 31)
)


def tiles(app: AppTest) -> list[dict]:
    assert not app.exception
    return next(part["figures"] for part in drawn(app) if "figures" in part)


def bar_of_a_step(finished: int, started: int) -> dict:
    """The bar of step 1 in a province of 30, of which so many say that they have finished it or are at work on it."""
    rows = ["finished"] * finished + ["started"] * started
    said = "\n".join(f"GM{n:04d} | 2026-09-30 | 1 | {standing}" for n, standing in enumerate(rows, start=1))
    of = known(f"code | on | step | standing\n{said}", places=register(ONE_PROVINCE))
    completion = figure("step_completion", of, Request(AS_OF, by=("step",)))
    by_step = {row["step"]: row for row in completion.rows.iter_rows(named=True)}
    counts = counts_by_step(standing_counts(standings(of, AS_OF)))
    data = stacked_steps(counts, by_step, of.programme, municipality_count=30, alt="", language="nl")
    has_estimate = any(row.get("strong") for row in data["rows"])
    assert data.get("heads") == ("schatting" if has_estimate else "", "grenzen")
    return dict(data["rows"][0])


def test_where_everyone_reported_a_share_is_counted_and_no_estimate():
    row = bar_of_a_step(10, 20)
    assert (row["strong"], row["faint"], row["under"]) == ("33%", "33%", "geteld 33%")


def test_all_of_those_that_reported_is_not_100_percent_while_others_are_silent():
    row = bar_of_a_step(25, 0)
    assert (row["strong"], row["faint"]) == ("", "83–100%")
    assert (row["estimate"], row["interval"]) == (None, None)  # no dot where the cell beside it is empty
    assert bar_of_a_step(24, 1)["strong"] != ""


def test_after_a_choice_by_access_n_bars_key_and_table_count_in_those_of_whom_the_access_is_not_known(
    opened: Open, country: Country
):
    people = municipalities(known_in(country[0]), AS_OF)
    placed = people.filter(access_variant=VARIANT).height
    unknown = people["access_variant"].null_count()
    parts = drawn(opened(country[0], "national", toegang=VARIANT))
    bars = next(part for part in parts if "heads" in part and "rows" in part)
    for row in bars["rows"]:
        assert sum(count for _, count in row["segments"]) == bars["scale"] == placed + unknown
        assert dict(row["segments"])["not_reported"] >= unknown
    assert ["not_reported", "Geen opgave, of vorm van toegang onbekend"] in [list(entry) for entry in bars["key"]]
    foot = next(part for part in parts if part.get("figure") == "steps")
    said = f"van {placed + unknown} gemeenten, van {unknown} is de vorm van toegang onbekend"
    assert said in foot["note"]
    assert f"; van {unknown} kennen we de vorm van toegang niet" in foot["finding"]
    labels = [column["label"] for column in foot["table"]["columns"]]
    assert {row[labels.index("Vorm van toegang onbekend")] for row in foot["table"]["rows"]} == {str(unknown)}


def test_beside_the_bounds_stands_how_high_they_reach_if_the_stale_have_finished_since(opened: Open, country: Country):
    of = known_in(country[0])
    step, every = tiles(opened(country[0], "national", stap="5"))[2:4]
    asked = Request(AS_OF)
    found = figure("step_completion", of, replace(asked, step=5)).rows.row(0, named=True)
    assert found["upper_bound_stale"] > found["upper_bound"]
    assert f"dan tot {share(found['upper_bound_stale'], 'nl', rounding='up')}." in step["note"]
    done = figure("all_steps_done", of, asked).rows.row(0, named=True)
    assert done["upper_bound_stale"] > done["upper_bound"]
    assert f"dan tot {integer(done['upper_bound_stale'], 'nl')}." in every["note"]


@pytest.mark.parametrize("screen", ["national", "quality", "costs"])
def test_a_choice_by_access_says_of_how_many_the_access_is_not_known(opened: Open, country: Country, screen: str):
    people = municipalities(known_in(country[0]), AS_OF)
    unknown_count = people["access_variant"].is_null().sum()
    assert 0 < unknown_count < people.height
    app = opened(country[0], screen, toegang=VARIANT)
    said = f"Van {unknown_count} gemeenten weten wij de vorm van toegang niet. Zij kunnen hierbij horen"
    assert any(note.value.startswith(said) for note in app.info)
    assert not any("vorm van toegang niet" in note.value for note in opened(country[0], screen).info)
    if screen == "national":
        for tile in tiles(app)[2:4]:
            assert f"Daarin tellen {unknown_count} gemeenten mee" in tile["note"] or "te weinig" in tile["note"]
    if screen != "costs":  # who never reported has no known access: of those of one form all have
        first, second = tiles(app)[:2]
        assert first["unit"] == "gemeenten"
        assert f"Van {unknown_count} gemeenten weten wij haar niet: welk deel" in first["note"]
        assert f"{unknown_count} gemeenten met onbekende vorm van toegang tellen hier niet mee." in second["note"]


def test_why_the_figure_is_of_this_step_names_the_date_and_no_now(opened: Open, country: Country):
    note = tiles(opened(country[0], "national", stand="2026-04-30"))[2]["note"]
    assert "Volgens de opgaven waren op 30 apr 2026 hiermee meer gemeenten bezig dan met een andere stap" in note


def test_with_a_chosen_age_the_tile_of_who_reported_says_so(opened: Open, country: Country):
    app = opened(country[0], "national", leeftijd="45")
    tile = tiles(app)[0]
    atlas, bars = (next(part for part in drawn(app) if name in part) for name in ("moments", "panel"))
    for key in (atlas["key"]["step"], atlas["key"]["all"], bars["key"]):
        assert "Geen opgave van hooguit 45 dagen" in [word for _, word in key]
        assert "Geen opgave" not in [word for _, word in key]
    assert atlas["words"]["under"]["silent"]["many"] == "{number_count} zonder of ouder"
    assert tile["label"] == "Met een opgave van hooguit 45 dagen"
    assert "Alleen opgaven van hooguit 45 dagen tellen" in tile["note"]


def test_on_a_phone_the_most_that_can_have_finished_all_steps_is_called_the_most():
    found = [AtDate(date(2026, 9, 30), 3, 3, 105, 120, 342), AtDate(AS_OF, None, 0, 342, 342, 342)]
    rows = all_done_drawn(found, "", "nl")["rows"]
    assert [row.get("beside") for row in rows] == ["ten hoogste 105 gemeenten", "ten hoogste 342 gemeenten"]


def test_a_bar_too_small_for_its_count_keeps_it():
    assert bar_of_a_step(1, 29)["inside"] == "1"


def expected_of(step: int, **row: float | None) -> str:
    """What the headline says beside its estimate, of what is reported and of what `nowcast` gave."""
    today = {"step": 1, "value": None, "interval_low": None, "interval_high": None, **row}
    picture = SimpleNamespace(
        followed_step=step,
        completion_by_step={step: {"lower_bound": 0.388}},
        today=SimpleNamespace(rows=pl.DataFrame([today])),
    )
    return expected_today(
        cast(Any, picture), cast(Any, SimpleNamespace(language="nl", as_of=AS_OF, silent_months_slower=0))
    )


def test_what_was_reported_and_what_is_expected_on_the_day_stand_side_by_side_and_are_told_apart():
    said = expected_of(1, value=0.441, interval_low=0.402, interval_high=0.487)
    rest = "met wat sinds de laatste opgaven klaar kan zijn."
    assert said == f"Gemeld 39% · naar verwachting op 31 okt 2026 44% (90%: 40–49%), {rest}"


def test_where_nothing_can_be_expected_the_headline_says_nothing_of_it():
    assert expected_of(1) == expected_of(2, value=0.4) == ""
