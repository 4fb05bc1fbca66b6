"""What may be expected: drawn from the curves, the same for the same question, and silent when there is too little."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from domain.statements import STATEMENT_COLUMNS, Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.durations.survival import Durations, kaplan_meier
from metrics.figures import figure
from metrics.forecast.forecast import StepForecast, coming_month_ends, forecasts
from metrics.forecast.redrawing import RedrawnCurve, continued, drawn_days, redrawn, thresholds
from metrics.forecast.track_record import records, track_record
from metrics.standing.known import Known
from tests.metrics.drawn import known, loaded_once

AS_OF = date(2026, 4, 30)
ENDS = coming_month_ends(AS_OF)
MANY = loaded_once(
    tuple((f"GM{n:04d}", "Drenthe" if n % 2 else "Utrecht", 4 + n % 3, None, None) for n in range(1, 91)), ()
)


def busy(until: date = AS_OF) -> Known:
    """Ninety municipalities with a report each quarter; step 1 takes 60 to 420 days, step 2 has not begun anywhere."""
    said: list[dict] = []
    for n in range(1, 91):
        start = date(2025, 1, 1) + timedelta(days=3 * n)
        end = start + timedelta(days=60 + (n * 37) % 360)
        for day in (date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)):
            if day < start or day > until or (n + day.month) % 7 == 0:
                continue
            standing = "finished" if end <= day else "started"
            shared = {"municipality_code": f"GM{n:04d}", "reporting_date": day}
            said.append({**shared, "step_number": 1, "standing": standing, "start_date": start,
                         "end_date": end if end <= day else None})  # fmt: skip
            said.append({**shared, "step_number": 2, "standing": "not_started", "start_date": None, "end_date": None})
    base = known("", places=MANY)
    schema = base.statements[Table.MILESTONE].schema
    full = [{name: one.get(name) for name in (*STATEMENT_COLUMNS[Table.MILESTONE], "flags")} for one in said]
    return replace(base, statements={**base.statements, Table.MILESTONE: pl.DataFrame(full, schema=schema)})


SAID = busy()
STEADY = [  # fifteen that took up to 225 days, one still at it after 300, thirty that began a month ago
    *(
        f"GM{n:04d} | 2026-03-31 | 1 | finished | 2025-06-04 | {date(2025, 6, 4) + timedelta(15 * n)}"
        for n in range(1, 16)
    ),
    "GM0016 | 2026-03-31 | 1 | started | 2025-06-04 |",
    *(f"GM{n:04d} | 2026-03-31 | 1 | started | 2026-03-01 |" for n in range(61, 91)),
]


def step_one(said: Known = SAID, **where: object) -> StepForecast:
    return forecasts(Question(said, Request(AS_OF, step=1, where=where), ()), ENDS, 400)[0]


def test_the_coming_months_are_twelve_and_begin_after_the_as_of_date():
    assert (ENDS[0], ENDS[-1], len(ENDS)) == (date(2026, 5, 31), date(2027, 4, 30), 12)
    assert coming_month_ends(date(2026, 4, 29))[0] == date(2026, 4, 30)


def test_the_same_question_has_the_same_answer_and_another_known_on_day_other_draws():
    assert (step_one().drawn.ended == step_one(busy()).drawn.ended).all()
    an_hour_later, a_day_later = (replace(SAID, known_on=SAID.known_on + timedelta(hours=h)) for h in (1, 24))
    assert (step_one().drawn.ended == step_one(an_hour_later).drawn.ended).all()
    assert (step_one().drawn.ended != step_one(a_day_later).drawn.ended).any()


def test_the_draws_of_two_halves_of_the_country_add_up_to_those_of_the_whole():
    halves = [step_one(province=name) for name in ("Drenthe", "Utrecht")]
    assert (halves[0].drawn.ended + halves[1].drawn.ended == step_one().drawn.ended).all()
    asked_together = forecasts(Question(SAID, Request(AS_OF), ()), ENDS, 400)[0]
    assert (asked_together.drawn.ended == step_one().drawn.ended).all()


def test_what_has_finished_stays_so_and_the_number_only_grows():
    found = step_one()
    assert (np.diff(found.drawn.ended, axis=0) >= 0).all()
    assert (np.diff(found.drawn.ended + found.drawn.beyond, axis=0) >= 0).all()
    assert (found.drawn.ended + found.drawn.beyond <= found.drawn_count).all()
    assert found.followed_count + found.silent_count == 90


def test_a_redrawn_curve_is_the_curve_of_the_spells_that_were_drawn():
    made = np.random.default_rng(1)
    entry = made.integers(0, 2, 30) * made.integers(1, 40, 30)
    spells = Durations(entry, entry + made.integers(1, 60, 30), made.random(30) < 0.6)
    curve = redrawn(spells, 50, np.random.default_rng(7))
    chosen = np.random.default_rng(7).integers(0, 30, size=(30, 50), dtype=np.int32)
    for draw in range(50):
        apart = kaplan_meier(spells.where(chosen[:, draw]))
        assert curve.shares[1:, draw] == pytest.approx(apart.share_at(curve.days), abs=1e-5)


def test_where_a_size_is_thin_its_curve_goes_on_as_that_of_all_sizes():
    own = RedrawnCurve(np.array([10, 20, 90]), np.array([[1], [0.8], [0.4], [0]], dtype=np.float32))
    whole = RedrawnCurve(np.array([5, 20, 30, 60]), np.array([[1], [0.9], [0.6], [0.3], [0.15]], dtype=np.float32))
    curve = continued(own, whole, 20)
    assert curve.days.tolist() == [10, 20, 30, 60]
    assert curve.shares[:, 0] == pytest.approx([1, 0.8, 0.4, 0.2, 0.1])


def test_an_end_is_drawn_given_the_time_already_spent():
    days = np.repeat(np.arange(1, 101), 40)
    spells = Durations(np.zeros_like(days), days, np.ones(len(days), dtype=np.bool_))
    random = np.random.default_rng(3)
    curve = redrawn(spells, 400, random)
    ends_at = thresholds(curve, np.full(50, 60), random)
    share_ended = (curve.at(np.full(50, 80)) < ends_at).mean()
    assert share_ended == pytest.approx(0.5, abs=0.02)  # of those left after 60 days, half end by day 80


def test_beyond_the_end_of_the_curve_nobody_is_said_to_have_finished():
    spells = Durations(np.zeros(40, dtype=np.int64), np.arange(1, 41), np.arange(1, 41) <= 20)
    random = np.random.default_rng(5)
    curve = redrawn(spells, 200, random)
    ends_at = thresholds(curve, np.full(100, 40), random)
    assert not (curve.at(np.full(100, 5_000)) < ends_at).any()


def test_a_drawn_day_is_the_first_on_which_the_curve_is_below_its_threshold():
    made = np.random.default_rng(2)
    spells = Durations(np.zeros(60, dtype=np.int64), made.integers(0, 90, 60), made.random(60) < 0.7)
    curve = redrawn(spells, 40, np.random.default_rng(4))
    seen = made.integers(0, 80, 25)
    found = drawn_days(curve, seen, np.random.default_rng(8))
    below = thresholds(curve, seen, np.random.default_rng(8))
    for row in range(25):
        for draw in range(40):
            under = [day for place, day in enumerate(curve.days) if curve.shares[place + 1, draw] < below[row, draw]]
            assert found.is_beyond[row, draw] == (not under)
            if under:
                assert found.days[row, draw] == under[0] > seen[row]
            else:
                last = seen[row] if below[row, draw] == 0 else max(curve.days[-1], seen[row])
                assert found.days[row, draw] == last


LATER = [  # forty begin step 1 every five days and take 100 to 119 days; step 2 begins 50 days after the own start
    f"GM{n:04d} | 2026-04-30 | {step} | {standing} | {start or ''} | {end or ''}"
    for n in range(1, 41)
    for own in [date(2025, 4, 1) + timedelta(5 * n)]
    for step, begins in ((1, own), (2, own + timedelta(50)))
    for ends in [begins + timedelta(100 + n % 20)]
    for standing, start, end in [
        ("finished", begins, ends) if ends <= AS_OF else ("started", begins, None) if begins <= AS_OF
        else ("not_started", None, None)
    ]
]  # fmt: skip
JUST_BEGUN = [  # thirty that began a week ago with step 1, and not with step 2
    row
    for n in range(51, 81)
    for row in (
        f"GM{n:04d} | 2026-04-30 | 1 | started | 2026-04-23 |",
        f"GM{n:04d} | 2026-04-30 | 2 | not_started | |",
    )
]


def test_a_step_not_started_is_expected_to_begin_first_and_to_take_its_time_then():
    head = "code | on | step | standing | start | end"
    said = known("\n".join([head, *LATER, *JUST_BEGUN]), places=MANY)
    question = Question(
        said, Request(AS_OF, step=2, where={"municipality": tuple(f"GM{n:04d}" for n in range(51, 81))}), ()
    )
    found = forecasts(question, ENDS, 300)[0]
    begins, first, last = date(2026, 4, 23) + timedelta(50), timedelta(100), timedelta(119)
    assert found.drawn_count == 30
    for place, end in enumerate(ENDS):
        ended = found.drawn.ended[place]
        assert (ended == 0).all() if end < begins + first else (ended == 30).all() if end >= begins + last else True
    assert found.drawn.beyond.sum() == 0


def test_without_experience_of_beginning_nothing_is_drawn_for_those_that_have_not_begun():
    head = "code | on | step | standing | start | end"
    few = [row for row in LATER if "| 1 |" in row or row.startswith(("GM0001", "GM0002", "GM0003"))]
    said = known("\n".join([head, *few, *JUST_BEGUN]), places=MANY)
    rows = figure("forecast", said, Request(AS_OF)).rows
    assert set(rows.filter(pl.col("step") == 1)["value_status"]) <= {"observed", "range"}
    assert set(rows.filter(pl.col("step") == 2)["value_status"]) == {"too_few"}


def test_where_experience_does_not_reach_there_is_a_range_and_no_value():
    steady = known("\n".join(["code | on | step | standing | start | end", *STEADY]), places=MANY)
    rows = figure("forecast", steady, Request(AS_OF, step=1)).rows
    near, far = rows.row(0, named=True), rows.row(11, named=True)
    assert near["value_status"] == "observed"
    assert near["interval_low"] <= near["value"] <= near["interval_high"]
    assert (far["value_status"], far["value"]) == ("range", None)
    assert far["interval_low"] <= far["lower_bound"] < far["upper_bound"] <= far["interval_high"]
    assert far["upper_bound"] - far["lower_bound"] == pytest.approx(far["beyond_count"])


def test_redrawing_the_curve_makes_the_expectation_less_certain():
    days = np.arange(1, 21)
    few = Durations(np.zeros_like(days), days, np.ones(20, dtype=np.bool_))
    random = np.random.default_rng(9)
    curve = redrawn(few, 4_000, random)
    drawn = (curve.at(np.full(200, 10)) < thresholds(curve, np.full(200, 0), random)).sum(axis=0)
    assert drawn.std() > 2 * np.sqrt(200 * 0.5 * 0.5)


def test_with_too_little_to_go_on_nothing_is_drawn_and_the_reason_is_given():
    said = known("code | on | step | standing | start\nGM0001 | 2026-03-31 | 1 | started | 2026-01-01")
    rows = figure("forecast", said, Request(AS_OF, step=1)).rows
    assert set(rows["value_status"]) == {"too_few"}
    assert rows.select("value", "interval_low", "interval_high").null_count().row(0) == (12, 12, 12)
    assert set(rows["denominator"]) == {1}
    assert set(rows["unknown_count"]) == {3}


def test_those_without_a_start_are_left_out_and_counted_and_a_step_that_applies_to_nobody_says_so():
    said = known(
        """
        code   | on         | step | standing       | start
        GM0001 | 2026-03-31 | 1    | started        |
        GM0001 | 2026-03-31 | 2    | not_applicable |
        GM0002 | 2026-03-31 | 2    | not_applicable |
        GM0003 | 2026-03-31 | 2    | not_applicable |
        GM0004 | 2026-03-31 | 2    | not_applicable |
        """
    )
    rows = figure("forecast", said, Request(AS_OF)).rows
    assert rows.filter(pl.col("step") == 1).select("value_status", "unknown_count").row(0) == ("not_reported", 4)
    assert rows.filter(pl.col("step") == 2).select("value_status", "unknown_count").row(0) == ("not_applicable", 0)


def test_a_step_that_all_have_finished_is_certain():
    drawing = "code | on | step | standing | start | end\n" + "\n".join(
        f"GM000{n} | 2026-03-31 | 1 | finished | 2026-01-01 | 2026-02-01" for n in range(1, 5)
    )
    rows = figure("forecast", known(drawing), Request(AS_OF, step=1)).rows
    assert set(rows.select("value", "interval_low", "interval_high").rows()) == {(4.0, 4.0, 4.0)}


def test_a_step_not_started_is_drawn_on_the_own_clock_and_nobody_finished_one_so_nothing_is_drawn():
    second = forecasts(Question(SAID, Request(AS_OF, step=2), ()), ENDS, 50)[0]
    assert second.drawn_count > 80
    assert second.drawn is None


def test_an_earlier_expectation_is_judged_by_those_who_reported_since():
    then = date(2025, 12, 31)
    record = track_record(busy(then), then, SAID, AS_OF, 400)
    assert record.as_of == then
    assert record.rows["month_end"].unique().sort().to_list() == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    ]
    assert set(record.rows["step"]) == {1}  # of step 2 nothing was drawn
    assert (record.rows["happened_count"] <= record.rows["judged_count"]).all()
    assert record.inside_share == record.rows["is_inside"].mean()
    inside = (pl.col("interval_low") <= pl.col("happened_count")) & (
        pl.col("happened_count") <= pl.col("interval_high")
    )
    assert record.rows.select(inside == pl.col("is_inside")).to_series().all()


def test_an_expectation_of_today_cannot_be_judged_yet():
    assert track_record(SAID, AS_OF, SAID, AS_OF, 50).inside_share is None


def test_the_record_goes_back_three_six_and_twelve_months_and_asks_what_was_known_then():
    asked: list[date] = []

    def known_at(day: date) -> Known:
        asked.append(day)
        return busy(day)

    found = records(known_at, SAID, AS_OF, draw_count=200)
    assert asked == [date(2026, 1, 30), date(2025, 10, 30), date(2025, 4, 30)]
    assert {months: record.as_of for months, record in found.items()} == dict(zip((3, 6, 12), asked, strict=True))
    three = found[3]
    assert three.value_status == "observed"
    assert three.inside_share == three.inside_count / three.rows.height
    of_one = records(known_at, SAID, AS_OF, step=1, draw_count=200)
    assert of_one[3].rows.equals(three.of_step(1).rows)
    assert of_one[3].rows["step"].unique().to_list() == [1]
    assert (found[12].inside_share, found[12].value_status) == (None, "too_few")
