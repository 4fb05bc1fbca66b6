"""What may be expected, today and later: the same for the same question, and silent when there is too little."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from access.agreement import Agreement
from access.policy import RefusedError
from domain.principal import OWNER, Principal, Role
from domain.statements import STATEMENT_COLUMNS, Table
from metrics.defining.question import Question
from metrics.defining.request import Request, UnknownFilterError
from metrics.figures import figure
from metrics.forecast.outlook import coming_month_ends, outlook
from metrics.forecast.ranges import expected_months
from metrics.forecast.tipping import slower, tipping
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


def rows_of(key: str, said: Known = SAID, as_of: date = AS_OF, **asked: Any) -> pl.DataFrame:
    return figure(key, said, Request(as_of, **asked)).rows


def test_the_coming_months_are_twelve_and_begin_after_the_as_of_date():
    assert (ENDS[0], ENDS[-1], len(ENDS)) == (date(2026, 5, 31), date(2027, 4, 30), 12)
    assert coming_month_ends(date(2026, 4, 29))[0] == date(2026, 4, 30)


def test_the_same_question_has_the_same_answer_and_another_known_on_day_other_draws():
    assert rows_of("forecast").equals(rows_of("forecast", busy()))
    an_hour_later, a_day_later = (replace(SAID, known_on=SAID.known_on + timedelta(hours=h)) for h in (1, 24))
    assert rows_of("forecast").equals(rows_of("forecast", an_hour_later))
    assert not rows_of("forecast").equals(rows_of("forecast", a_day_later))


def test_the_expectations_of_two_halves_of_the_country_add_up_to_that_of_the_whole():
    halves = rows_of("forecast", by=("province",), step=1)
    together = halves.group_by("month", maintain_order=True).agg(pl.col("value", "numerator", "denominator").sum())
    whole = rows_of("forecast", step=1)
    assert together["value"].to_list() == pytest.approx(whole["value"].to_list())
    assert together.select("numerator", "denominator").equals(whole.select("numerator", "denominator"))
    alone = rows_of("forecast", step=1, where={"province": "Drenthe"})
    assert halves.filter(pl.col("province") == "Drenthe").select(alone.columns).equals(alone)


def test_the_number_finished_grows_from_what_was_reported_and_is_never_more_than_all():
    rows = rows_of("forecast", step=1)
    assert rows["value"].is_sorted()
    assert rows["value"][0] > rows["numerator"][0]
    assert (rows["interval_high"] <= rows["denominator"]).all()
    assert set(rows["denominator"]) == {90}


def test_what_is_expected_today_stands_beside_what_was_reported_and_lies_between_its_bounds():
    today, reported = (rows_of(key, step=1).row(0, named=True) for key in ("nowcast", "step_completion"))
    assert (today["numerator"], today["denominator"]) == (reported["numerator"], reported["denominator"])
    assert reported["lower_bound"] < today["interval_low"] < today["value"] < today["interval_high"] < 1
    assert figure("nowcast", SAID, Request(AS_OF)).kind == "forecast"


def test_what_is_expected_on_a_later_day_is_what_is_expected_of_that_month():
    """Two questions, so two draws: near to each other, and not the same."""
    end = ENDS[2]
    later = rows_of("nowcast", as_of=end, step=1)["value"].item()
    ahead = rows_of("forecast", step=1).filter(pl.col("month") == "2026-07")["value"].item()
    assert later * 90 == pytest.approx(ahead, abs=2)


HEAD = "code | on | step | standing | start | end"


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
    said = known("\n".join([HEAD, *LATER, *JUST_BEGUN]), places=MANY)
    newcomers = tuple(f"GM{n:04d}" for n in range(51, 81))
    rows = rows_of("forecast", said, step=2, where={"municipality": newcomers})
    begins, first, last = date(2026, 4, 23) + timedelta(50), timedelta(100), timedelta(119)
    for end, value in zip(ENDS, rows["value"].to_list(), strict=True):
        if end < begins + first - timedelta(30):
            assert value < 1
        elif end >= begins + last + timedelta(30):
            assert value > 29


def test_without_experience_of_beginning_nothing_is_drawn_for_those_that_have_not_begun():
    few = [row for row in LATER if "| 1 |" in row or row.startswith(("GM0001", "GM0002", "GM0003"))]
    said = known("\n".join([HEAD, *few, *JUST_BEGUN]), places=MANY)
    rows = rows_of("forecast", said)
    assert set(rows.filter(pl.col("step") == 1)["value_status"]) == {"observed"}
    assert set(rows.filter(pl.col("step") == 2)["value_status"]) == {"too_few"}
    assert rows_of("nowcast", said)["value_status"].to_list() == ["observed", "too_few"]


def test_with_too_little_to_go_on_nothing_is_drawn_and_the_reason_is_given():
    said = known("code | on | step | standing | start\nGM0001 | 2026-03-31 | 1 | started | 2026-01-01")
    for key in ("forecast", "nowcast"):
        rows = rows_of(key, said, step=1)
        assert set(rows["value_status"]) == {"too_few"}
        assert rows.select("value", "interval_low", "interval_high").null_count().sum_horizontal()[0] == 3 * rows.height
        assert set(rows["unknown_count"]) == {3}


def test_a_step_that_applies_to_nobody_says_so():
    drawing = "code | on | step | standing\n" + "\n".join(
        f"GM000{n} | 2026-03-31 | 2 | not_applicable" for n in range(1, 5)
    )
    for key in ("forecast", "nowcast"):
        rows = rows_of(key, known(drawing), step=2).select("value_status", "unknown_count")
        assert set(rows.rows()) == {("not_applicable", 0)}


def test_a_step_that_all_have_finished_is_certain_where_nothing_is_known_of_opening_again():
    drawing = (
        HEAD + "\n" + "\n".join(f"GM000{n} | 2026-03-31 | 1 | finished | 2026-01-01 | 2026-02-01" for n in range(1, 5))
    )
    rows = rows_of("forecast", known(drawing), step=1)
    assert set(rows.select("value", "interval_low", "interval_high").rows()) == {(4.0, 4.0, 4.0)}


QUIET = [f"GM{n:04d}" for n in range(61, 91)]


def with_silent() -> Known:
    """The same ninety, of which thirty never said anything."""
    said = SAID.statements[Table.MILESTONE].filter(~pl.col("municipality_code").is_in(QUIET))
    return replace(SAID, statements={**SAID.statements, Table.MILESTONE: said})


def test_those_that_never_reported_are_expected_from_how_others_fared():
    rows = rows_of("nowcast", with_silent(), step=1, where={"municipality": tuple(QUIET)})
    assert (rows["numerator"].item(), rows["denominator"].item(), rows["unknown_count"].item()) == (0, 0, 30)
    others = rows_of("nowcast", with_silent(), step=1)["value"].item()
    assert rows["value"].item() == pytest.approx(others, abs=0.2)


def test_the_assumption_about_the_silent_moves_them_alone_down_to_the_bound():
    said = with_silent()
    slower = [rows_of("nowcast", said, step=1, silent_months_slower=months) for months in (0, 6, 12, 120)]
    values = [one["value"].item() for one in slower]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[1] > values[2]
    heard: Any = {"where": {"municipality": tuple(f"GM{n:04d}" for n in range(1, 61))}, "step": 1}
    assert rows_of("forecast", said, silent_months_slower=12, **heard).equals(rows_of("forecast", said, **heard))
    made = outlook(said, AS_OF)
    finished = made.finished(np.arange(len(made.course.who)), AS_OF, 120)
    assert not finished[made.course.never_reported[made.course.who]].any()


def test_who_is_at_work_without_a_start_date_is_not_taken_to_begin_after_its_report():
    undated = [f"GM{n:04d} | 2026-04-30 | 1 | started | |" for n in range(51, 81)]
    said = known("\n".join([HEAD, *LATER, *undated]), places=MANY)
    of = outlook(said, AS_OF).course
    assert np.isnan(of.quiet_until[50:80]).all()
    rows = rows_of("forecast", said, step=1, where={"municipality": tuple(f"GM{n:04d}" for n in range(51, 81))})
    assert rows["value"][3] > 28  # it takes 119 days at most


def test_an_assumption_about_the_silent_is_refused_where_nothing_is_expected():
    with pytest.raises(UnknownFilterError, match="silent_months_slower"):
        figure("step_completion", SAID, Request(AS_OF, silent_months_slower=6))


def test_the_tipping_point_is_the_first_month_with_which_a_conclusion_does_not_hold():
    asked = Question(with_silent(), Request(AS_OF, step=1), ("step",))
    now = slower(asked)[1][0].share.value
    broken = tipping(asked, now - 0.03)[1]
    assert broken.first_month is not None
    months = broken.first_month
    before, after = (one.share.value for one in slower(asked, (months - 1, months))[1])
    assert after < now - 0.03 <= before
    assert broken.holds_now
    assert not tipping(asked, now + 0.03)[1].holds_now
    assert tipping(asked, 0.05)[1].holds_always
    assert 2 not in tipping(asked, 0.5)  # nobody has finished step 2


def test_between_which_months_a_municipality_finishes_is_for_who_advises_it_alone():
    agreement = Agreement.of(SAID.programme)
    found = expected_months(SAID, AS_OF, OWNER, agreement)
    assert set(found["step_number"]) == {1}
    assert (found["first_month"] >= "2025-07").all()  # after its own last report, which may be long ago
    assert (found["first_month"] <= found["last_month"]).all()
    for role in (Role.READER, Role.MUNICIPALITY, Role.MINISTRY, Role.MANAGER):
        with pytest.raises(RefusedError):
            expected_months(SAID, AS_OF, Principal(role, "GM0001" if role is Role.MUNICIPALITY else None), agreement)
    assert expected_months(SAID, AS_OF, Principal(Role.VNG, person=1), agreement).equals(found)


def test_an_earlier_expectation_is_judged_by_those_who_reported_since():
    then = date(2025, 12, 31)
    record = track_record(busy(then), then, SAID, AS_OF)
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
    assert track_record(SAID, AS_OF, SAID, AS_OF).inside_share is None


def test_the_record_goes_back_three_six_and_twelve_months_and_asks_what_was_known_then():
    asked: list[date] = []

    def known_at(day: date) -> Known:
        asked.append(day)
        return busy(day)

    found = records(known_at, SAID, AS_OF)
    assert asked == [date(2026, 1, 30), date(2025, 10, 30), date(2025, 4, 30)]
    assert {months: record.as_of for months, record in found.items()} == dict(zip((3, 6, 12), asked, strict=True))
    three = found[3]
    assert three.value_status == "observed"
    assert three.inside_share == three.inside_count / three.rows.height
    of_one = records(known_at, SAID, AS_OF, step=1)
    assert of_one[3].rows.equals(three.of_step(1).rows)
    assert of_one[3].rows["step"].unique().to_list() == [1]
    assert (found[12].inside_share, found[12].value_status) == (None, "too_few")
