"""A sentence that counts says of how many it is not known, and tells no difference of reporters as a change."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import polars as pl

from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.changes import changed_rows, changes
from metrics.readings.headlines import level, most_in_progress
from metrics.standing.known import Known
from metrics.standing.state import standing_counts, standings
from tests.metrics.drawn import known, register

BEFORE, NOW = date(2025, 12, 31), date(2026, 3, 31)
PLACES = "code | province | size_class | from | to\n" + "\n".join(f"GM{n:04d} | Drenthe | 4 | |" for n in range(1, 31))


def _country(*rows: str) -> Known:
    """Of a province of 30 what is in the rows."""
    return known("code | on | step | standing | waiting_on\n" + "\n".join(rows), places=register(PLACES))


def _said(of: Known, topic: str) -> str:
    return next(found.said("nl") for found in changes(of, Request(NOW), since=BEFORE) if found.topic == topic)


def test_more_at_one_step_than_at_another_are_not_called_most_municipalities_and_it_says_of_how_many_nothing_is_known():
    of = _country(*(f"GM{n:04d} | 2026-03-31 | 1 | started |" for n in range(1, 23)))
    found = most_in_progress(standing_counts(standings(of, NOW)), of.programme)
    name = of.programme.step(1).short_name.nl
    assert found is not None
    assert found.said("nl") == (
        "Volgens de opgaven waren meer gemeenten bezig met "
        f"{name} dan met een andere stap: 22 begonnen, 0 klaar; van 8 weten we het niet"
    )


def test_at_several_steps_level_it_says_that_not_of_every_step_something_was_said():
    rows = [f"GM{n:04d} | 2026-03-31 | {step} | started |" for n in range(1, 23) for step in (1, 2)]
    of = _country(*rows)
    found = most_in_progress(standing_counts(standings(of, NOW)), of.programme)
    assert found is not None
    assert found.said("nl").endswith("; niet over elke stap van elke gemeente is iets gezegd")


def test_how_many_waited_then_and_now_is_no_change_but_two_counts_each_with_how_many_said_nothing():
    of = _country(
        *(f"GM{n:04d} | 2025-12-31 | 1 | started | provincie" for n in range(1, 4)),
        *(f"GM{n:04d} | 2026-03-31 | 1 | started | provincie" for n in range(3, 8)),
    )
    assert _said(of, "waiting") == (
        "Volgens hun laatste opgave wachtten 7 gemeenten bij stap 1 op provincie; van 23 weten we het niet. "
        "Toen waren dat er 3; van 27 wisten we het niet"
    )


def test_where_nobody_had_spoken_then_how_many_waited_then_is_unknown_and_not_none():
    of = _country("GM0001 | 2026-03-31 | 1 | started | provincie")
    assert _said(of, "waiting").endswith(". Toen wisten we dat van geen gemeente")


def test_what_was_opened_again_since_is_what_the_figure_of_reopened_steps_grew_by():
    of = known("""
        code   | on         | step | standing
        GM0001 | 2025-06-30 | 1    | finished
        GM0001 | 2025-09-30 | 1    | started
        GM0002 | 2025-09-30 | 1    | finished
        GM0002 | 2026-01-31 | 1    | started
        GM0002 | 2026-03-31 | 1    | finished
        GM0003 | 2025-12-31 | 2    | finished
        GM0003 | 2026-02-28 | 2    | started
        GM0004 | 2025-12-31 | 2    | finished
        GM0004 | 2026-02-28 | 2    | not_applicable
    """)
    counted = [figure("reopened_steps", of, Request(on)).rows.item(0, "numerator") for on in (BEFORE, NOW)]
    grew = [later - earlier for earlier, later in pairwise(counted)]
    rows = changed_rows(of, Request(NOW), since=BEFORE).filter(pl.col("kind") == "reopened")
    # GM0001 was open again before; GM0002 is finished anew; what does not apply is not open
    stood = rows.select("municipality_code", "step_number", "now").sort("municipality_code").rows()
    assert stood == [("GM0002", 1, "finished"), ("GM0003", 2, "started")]
    assert grew == [rows.height] == [2]
    assert _said(of, "reopened") == "2 stappen van gemeenten werden weer open gemeld"


def test_without_an_estimate_and_while_others_are_silent_a_step_stands_in_counts_and_not_at_a_share_of_who_spoke():
    of = _country(*(f"GM{n:04d} | 2026-03-31 | 1 | {'finished' if n < 9 else 'started'} |" for n in range(1, 23)))
    whole = figure("progress_over_time", of, Request(NOW, by=("month", "step")))
    withheld = replace(whole, rows=whole.rows.with_columns(estimate=pl.lit(None, pl.Float64)))
    told = [level(one, 1) for one in (whole, withheld)]
    assert [one.said("nl").split(" op ")[0] for one in told[:1] if one] == ["Stap 1 staat naar schatting"]
    assert told[1] is not None
    assert told[1].said("nl") == "Stap 1 is klaar bij 8 van de 22 met een opgave; van 8 weten we het niet"
