"""How long a step takes: the rows of the curve, what is read off them, and what is said of those left out."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from domain.clocks import end_of_day
from metrics.defining.request import Request
from metrics.durations.survival import Durations, band, kaplan_meier
from metrics.figures import figure
from metrics.readings.duration_summary import MedianOutcome, duration_summaries
from metrics.readings.step_durations import step_durations
from tests.metrics.drawn import known, register
from tests.metrics.durations.drawn_spells import MERGERS, PLACES
from tests.metrics.durations.test_spells_under_mergers import busy_world
from tests.metrics.worlds import START, STEPS, known_in
from tests.metrics.worlds import register as world_register
from tests.spell_oracle import Spells

AS_OF = date(2026, 4, 30)
SAID = """
code   | on         | step | standing       | start      | end
GM0001 | 2026-03-31 | 1    | finished       | 2026-01-01 | 2026-01-11
GM0002 | 2026-03-31 | 1    | finished       | 2026-01-01 | 2026-01-31
GM0003 | 2026-01-21 | 1    | started        | 2026-01-01 |
GM0004 | 2026-03-31 | 1    | finished       |            | 2026-01-31
GM0003 | 2026-01-21 | 2    | not_applicable |            |
GM0001 | 2026-03-31 | 2    | started        | 2026-02-01 |
"""


def curve_rows(by: tuple[str, ...] = (), **where: object) -> list[dict]:
    request = Request(AS_OF, by=by, where={"clock": "step_start", **where})
    return figure("time_to_event", known(SAID), request).rows.rows(named=True)


def summary_of(milestones: str, step: int = 1, **places: object):
    request = Request(AS_OF, step=step, where={"clock": "step_start"})
    (found,) = duration_summaries(known(milestones, **places), request)
    return found


def test_there_is_a_row_per_day_on_which_somebody_finished():
    first, last = curve_rows()
    assert (first["step"], first["clock"]) == (1, "step_start")
    assert [first[name] for name in ("time_days", "at_risk", "events", "censored")] == [10, 3, 1, 0]
    assert [last[name] for name in ("time_days", "at_risk", "events", "censored")] == [30, 1, 1, 1]
    assert first["unfinished_share"] == pytest.approx(2 / 3)
    assert 0 < first["interval_low"] < 2 / 3 < first["interval_high"] < 1


def test_where_the_curve_comes_to_zero_the_interval_is_unknown_and_not_zero():
    last = curve_rows()[-1]
    assert (last["unfinished_share"], last["interval_low"], last["interval_high"]) == (0, None, None)


def test_a_step_that_nobody_finished_has_no_rows_but_it_has_a_summary():
    assert {row["step"] for row in curve_rows()} == {1}
    found = summary_of(SAID, step=2)
    assert (found.spell_count, found.event_count, found.median_outcome) == (1, 0, MedianOutcome.NOT_REACHED)
    assert found.landmarks[0].finished_share is None


def test_those_without_a_start_are_left_out_and_counted():
    found = summary_of(SAID)
    assert (found.spell_count, found.event_count, found.without_start_count) == (3, 2, 1)
    assert found.median.days == 30
    assert found.median_outcome == MedianOutcome.REACHED
    assert found.restricted_mean.days == pytest.approx(10 + 20 * 2 / 3)


def test_a_curve_can_be_asked_by_size_class_province_and_access_variant():
    assert [(row["province"], row["time_days"]) for row in curve_rows(("province",))] == [
        ("Drenthe", 10),
        ("Drenthe", 30),
    ]
    assert [row["size_class"] for row in curve_rows(("size_class",))] == [4, 4]
    assert {row["access_variant"] for row in curve_rows(("access_variant",))} == {None}
    assert curve_rows(province="Utrecht") == []


def test_a_merged_municipality_counts_in_the_group_it_was_in():
    said = known(
        "code | on | step | standing | start | end\nGM0001 | 2025-11-30 | 1 | finished | 2025-09-01 | 2025-09-11",
        places=register(PLACES, MERGERS),
    )
    found = figure("time_to_event", said, Request(AS_OF, by=("size_class",), where={"clock": "step_start"})).rows
    assert found.select("size_class", "time_days").rows() == [(4, 10)]


def test_a_curve_that_a_small_early_risk_set_used_up_is_not_read():
    spent = summary_of(
        """
        code   | on         | step | standing | start      | end
        GM0006 | 2026-03-31 | 1    | finished | 2026-01-01 | 2026-01-11
        GM0004 | 2025-12-05 | 1    | started  | 2025-12-01 |
        GM0005 | 2026-03-31 | 1    | started  | 2025-12-01 |
        """,
        places=register(PLACES, MERGERS),
    )
    assert (spent.median_outcome, spent.median.days, spent.restricted_mean) == (MedianOutcome.TOO_FEW, None, None)
    assert spent.landmarks == ()
    assert spent.curve.is_truncated
    assert spent.thin_start_until_days == 120


def test_groups_are_compared_per_step_and_clock_and_the_unreported_variant_is_no_group():
    first, second = (
        step_durations(known(SAID), Request(AS_OF), step=step, clock="step_start", between="size_class")
        for step in (1, 2)
    )
    assert [group.name for group in first.groups] == ["small", "middle", "large"]
    assert first.test.observed == (0, 2, 0)
    assert second.test.observed == (0, 0, 0)
    of_variants = step_durations(known(SAID), Request(AS_OF), step=1, clock="step_start", between="access_variant")
    assert (of_variants.groups, of_variants.whole.summary.event_count) == ((), 2)


def test_the_rows_of_busy_worlds_are_those_of_their_spells_computed_apart():
    for seed in range(8):
        world, as_of = busy_world(seed)
        said = known_in(world, START, places=world_register(), programme_steps=len(STEPS))
        rows = figure("time_to_event", replace(said, known_on=end_of_day(as_of)), Request(as_of)).rows
        expected = []
        spells = Spells(world, START).all(as_of)
        for step in STEPS:
            for clock in ("own_start", "step_start"):
                used = [s for key, s in spells.items() if key[2:] == (step, clock) and s[3] is None]
                table = np.array([s[:3] for s in used], dtype=np.int64).reshape(-1, 3)
                curve = kaplan_meier(Durations(table[:, 0], table[:, 1], table[:, 2] == 1))
                low = band(curve)[0]
                expected += [
                    (step, clock, int(curve.time_days[at]), int(curve.at_risk[at]), float(curve.unfinished_share[at]),
                     None if np.isnan(low[at]) else float(low[at]))
                    for at in np.flatnonzero(curve.events)
                ]  # fmt: skip
        names = ("step", "clock", "time_days", "at_risk", "unfinished_share", "interval_low")
        assert rows.select(names).rows() == expected


def test_where_fewer_than_five_are_still_followed_the_curve_has_no_value_and_says_too_few_as_a_screen_does():
    nine = "\n".join(f"GM{n:04d} | 2026-03-31 | 1 | finished | 2026-01-01 | 2026-01-{10 + n}" for n in range(1, 10))
    places = register("code | province | size_class\n" + "\n".join(f"GM{n:04d} | Drenthe | 4" for n in range(1, 10)))
    said = known(f"code | on | step | standing | start | end\n{nine}", places=places)
    rows = figure("time_to_event", said, Request(AS_OF, where={"clock": "step_start"})).rows
    told = [(row["at_risk"], row["value_status"], row["value"] is None) for row in rows.iter_rows(named=True)]
    assert told == [
        *((at_risk, "observed", False) for at_risk in (9, 8, 7, 6, 5)),
        *((at_risk, "too_few", True) for at_risk in (4, 3, 2, 1)),
    ]
    assert rows["unfinished_share"].to_list() == pytest.approx([at_risk / 9 for at_risk in range(8, -1, -1)])
