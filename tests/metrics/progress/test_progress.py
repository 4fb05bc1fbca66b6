"""Each definition of Progress, on a table small enough to count by hand."""

from datetime import date

import pytest

from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register

AS_OF = date(2026, 1, 31)


def rows(key: str, of: Known, *by: str, as_of: date = AS_OF, **choices: object) -> list[dict]:
    return figure(key, of, Request(as_of, by=by, **choices)).rows.rows(named=True)


STEP_1 = """
code   | on         | step | standing       | waiting_on
GM0001 | 2026-01-31 | 1    | finished       |
GM0002 | 2025-01-31 | 1    | started        | inzamelaar+provincie
GM0003 | 2026-01-31 | 1    | not_applicable |
"""


def test_step_completion_is_finished_over_stated_and_applicable():
    row = rows("step_completion", known(STEP_1), "step")[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 0.5)


def test_the_bounds_are_what_silence_could_hide_and_the_second_upper_bound_counts_stale_unfinished_ones():
    row = rows("step_completion", known(STEP_1), "step")[0]
    assert (row["unknown_count"], row["stale_count"]) == (1, 1)
    assert (row["lower_bound"], row["upper_bound"], row["upper_bound_stale"]) == (1 / 3, 2 / 3, 1.0)


def test_a_step_that_nobody_spoke_of_has_bounds_from_none_to_all_and_no_value():
    row = rows("step_completion", known(STEP_1), "step")[1]
    assert (row["value"], row["value_status"], row["estimate"]) == (None, "not_reported", None)
    assert (row["lower_bound"], row["upper_bound"], row["unknown_count"]) == (0.0, 1.0, 4)


def test_a_step_that_applies_to_nobody_is_not_applicable_rather_than_zero():
    lines = [f"GM000{n} | 2026-01-31 | 1 | not_applicable" for n in range(1, 5)]
    row = rows("step_completion", known("\n".join(["code | on | step | standing", *lines])), step=1)[0]
    assert (row["value"], row["value_status"]) == (None, "not_applicable")
    assert row["lower_bound"] is row["upper_bound"] is row["upper_bound_stale"] is row["estimate"] is None


VARIANTS = """
code   | on         | variant
GM0001 | 2026-01-31 | haal
GM0002 | 2026-01-31 | haal
GM0003 | 2026-01-31 | breng
"""


@pytest.mark.parametrize(
    ("fourth", "lower", "upper"),
    [
        ("not_started", 1 / 3, 1 / 2),  # it could be in the group, and then 1 of 3 has finished
        ("finished", 1 / 2, 2 / 3),  # it could be in the group, and then 2 of 3 have
        (None, 1 / 3, 2 / 3),  # it could be in the group, finished or not
        ("not_applicable", 1 / 2, 1 / 2),
    ],
)
def test_who_did_not_report_its_access_variant_could_be_in_any_group_by_it(fourth, lower, upper):
    said = STEP_1 + (f"GM0004 | 2026-01-31 | 1 | {fourth} |\n" if fourth else "")
    of = known(said, profiles=VARIANTS)
    row = next(r for r in rows("step_completion", of, "access_variant", step=1) if r["access_variant"] == "haal")
    assert (row["value"], row["lower_bound"], row["upper_bound"]) == (1 / 2, lower, upper)
    chosen = rows("step_completion", of, step=1, where={"access_variant": "haal"})[0]
    assert (chosen["lower_bound"], chosen["upper_bound"]) == (lower, upper)


def test_how_many_of_a_variant_have_finished_all_can_be_more_by_those_that_did_not_report_their_variant():
    of = known("code | on | step | standing\nGM0004 | 2026-01-31 | 1 | finished", profiles=VARIANTS, step_count=1)
    found = {row["access_variant"]: row for row in rows("all_steps_done", of, "access_variant")}
    assert [found["haal"][name] for name in ("lower_bound", "upper_bound")] == [0, 3]
    assert [found["breng"][name] for name in ("lower_bound", "upper_bound")] == [0, 2]
    assert [found[None][name] for name in ("lower_bound", "upper_bound")] == [1, 1]


def test_silent_municipality_has_no_value_rather_than_zero():
    row = next(
        r for r in rows("step_completion", known(STEP_1), "municipality", step=1) if r["municipality"] == "GM0004"
    )
    assert (row["numerator"], row["denominator"]) == (0, 0)
    assert (row["value"], row["value_status"]) == (None, "not_reported")


def test_with_a_chosen_age_whoever_said_nothing_young_enough_is_unknown_and_still_asked_about():
    lines = [f"GM000{n} | {day} | 1 | finished" for n, day in ((1, "2026-01-31"), (2, "2026-01-01"), (3, "2025-06-30"))]
    of = known("\n".join(["code | on | step | standing", *lines]))
    whole, young = (figure("step_completion", of, Request(AS_OF, step=1, max_age_days=age)) for age in (None, 180))
    assert (whole.reporter_count, whole.stale_count, whole.municipality_count) == (3, 1, 4)
    assert (young.reporter_count, young.stale_count, young.municipality_count) == (2, 0, 4)  # 2 of 4, and not 2 of 2
    row = young.rows.row(0, named=True)
    assert (row["numerator"], row["denominator"], row["unknown_count"]) == (2, 2, 2)
    assert (row["lower_bound"], row["upper_bound"]) == (1 / 2, 1)


def test_a_statement_of_just_so_many_days_old_counts():
    of = known("code | on | step | standing\nGM0001 | 2025-11-02 | 1 | finished")
    counts = [
        figure("step_completion", of, Request(AS_OF, step=1, max_age_days=age)).reporter_count for age in (89, 90)
    ]
    assert counts == [0, 1]


def test_of_a_merged_municipality_the_old_part_is_silent():
    places = register(
        "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-01-01\nGM0002 | Drenthe | 4 | |",
        "on | old | new\n2026-01-01 | GM0001 | GM0002",
    )
    of = known(
        "code | on | step | standing\nGM0001 | 2025-06-30 | 1 | finished\nGM0002 | 2025-12-31 | 1 | finished",
        places=places,
    )
    assert rows("step_completion", of, step=1)[0]["numerator"] == 1
    young = rows("step_completion", of, step=1, max_age_days=90)[0]
    assert (young["numerator"], young["denominator"], young["unknown_count"]) == (0, 0, 1)


def test_the_estimate_stands_only_where_reporters_are_a_sample():
    with_estimate = rows("step_completion", known(STEP_1), where={"province": "Drenthe"}, step=1)[0]
    assert with_estimate["estimate"] == pytest.approx(0.5)
    for choice in ({"by": "access_variant"}, {"by": "municipality"}):
        by = [choice["by"]] if "by" in choice else []
        for row in rows("step_completion", known(STEP_1), *by, step=1, where=choice.get("where", {})):
            assert row["estimate"] is row["interval_low"] is row["interval_high"] is None
            assert "lower_bound" in row


def test_when_everybody_reported_estimate_interval_and_bounds_are_the_value():
    lines = [f"GM000{n} | 2026-01-31 | 1 | {'finished' if n < 4 else 'started'}" for n in range(1, 5)]
    row = rows("step_completion", known("\n".join(["code | on | step | standing", *lines])), step=1)[0]
    names = ("value", "estimate", "lower_bound", "upper_bound", "interval_low", "interval_high")
    assert [row[name] for name in names] == [pytest.approx(0.75)] * 6


def test_completed_steps_counts_finished_over_stated_and_applicable_and_the_steps_not_reported():
    said = known(STEP_1 + "GM0001 | 2026-01-31 | 2 | started |\n")
    first, second, third, fourth = rows("completed_steps", said, "municipality")
    assert (first["numerator"], first["denominator"], first["unknown_count"], first["value"]) == (1, 2, 0, 0.5)
    assert (second["numerator"], second["denominator"], second["unknown_count"], second["value"]) == (0, 1, 1, 0.0)
    assert (third["value"], third["value_status"], third["unknown_count"]) == (None, "not_reported", 1)
    assert (fourth["value"], fourth["value_status"], fourth["unknown_count"]) == (None, "not_reported", 2)


def test_completed_steps_of_a_municipality_to_which_no_step_applies_is_not_applicable():
    said = known(STEP_1 + "GM0003 | 2026-01-31 | 2 | not_applicable |\n")
    row = rows("completed_steps", said, municipality="GM0003")[0]
    assert (row["value"], row["value_status"]) == (None, "not_applicable")


def test_completed_steps_of_a_group_is_a_sum_over_a_sum_and_its_median_is_of_reporters():
    row = rows("completed_steps", known(STEP_1 + "GM0001 | 2026-01-31 | 2 | finished |\n"))[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (2, 3, 2 / 3)
    assert (row["q1"], row["median"], row["q3"]) == (0.0, 0.0, 1.0)


ALMOST = """
code   | on         | step | standing
GM0001 | 2026-01-31 | 1    | finished
GM0001 | 2026-01-31 | 2    | not_applicable
GM0002 | 2026-01-31 | 1    | finished
GM0003 | 2025-01-31 | 1    | started
"""


def test_all_steps_done_asks_for_a_statement_on_every_step():
    row = rows("all_steps_done", known(ALMOST))[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 4, 1.0)


def test_all_steps_done_could_also_be_those_who_never_said_unfinished():
    row = rows("all_steps_done", known(ALMOST))[0]
    assert (row["lower_bound"], row["upper_bound"], row["upper_bound_stale"]) == (1.0, 3.0, 4.0)
    assert row["unknown_count"] == 2


def test_whether_all_steps_are_done_is_unknown_of_a_municipality_that_left_one_open():
    values = [(r["value"], r["value_status"]) for r in rows("all_steps_done", known(ALMOST), "municipality")]
    assert values == [(1.0, "observed"), (None, "not_reported"), (0.0, "observed"), (None, "not_reported")]


def test_a_month_is_evaluated_at_its_own_end_and_one_that_is_not_over_is_not_shown():
    said = known("""
        code   | on         | step | standing
        GM0001 | 2025-11-30 | 1    | started
        GM0001 | 2026-01-15 | 1    | finished
    """)
    at = {r["month"]: r["numerator"] for r in rows("progress_over_time", said, step=1)}
    assert at == {"2025-11": 0, "2025-12": 0, "2026-01": 1}
    assert rows("progress_over_time", said, step=1, as_of=date(2026, 1, 30))[-1]["month"] == "2025-12"


def test_each_month_is_step_completion_as_of_its_end_with_the_same_choice():
    said = known(STEP_1, profiles="code | on | variant\nGM0001 | 2025-06-30 | haal\nGM0002 | 2025-01-31 | haal")
    choice = {"where": {"access_variant": "haal"}, "step": 1}
    for month, end in (("2025-03", date(2025, 3, 31)), ("2026-01", date(2026, 1, 31))):
        row = next(r for r in rows("progress_over_time", said, **choice) if r.pop("month") == month)
        assert row == rows("step_completion", said, as_of=end, **choice)[0]


def test_a_month_before_a_merger_has_the_municipalities_of_then():
    places = register(
        "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2025-12-01\nGM0002 | Drenthe | 4 | |",
        "on | old | new\n2025-12-01 | GM0001 | GM0002",
    )
    said = known("code | on | step | standing\nGM0001 | 2025-11-30 | 1 | finished", places=places)
    found = [(r["month"], r["numerator"], r["unknown_count"]) for r in rows("progress_over_time", said, step=1)]
    assert found == [("2025-11", 1, 1), ("2025-12", 0, 1), ("2026-01", 0, 1)]


def test_no_month_is_shown_before_anyone_reported():
    assert rows("progress_over_time", known("")) == []


def test_waiting_on_counts_started_steps_per_party_and_a_statement_may_name_several():
    found = {r["party"]: (r["numerator"], r["denominator"]) for r in rows("waiting_on", known(STEP_1))}
    assert found["inzamelaar"] == (1, 1)
    assert found["provincie"] == (1, 1)
    assert sum(number for number, _ in found.values()) == 2


def test_parties_come_in_the_order_of_the_programme():
    said = known(STEP_1)
    assert [r["party"] for r in rows("waiting_on", said)] == [p.key for p in said.programme.waiting_parties]


def test_who_waits_is_unknown_where_nobody_spoke():
    row = rows("waiting_on", known(STEP_1), where={"province": "Utrecht"}, step=2)[0]
    assert (row["value"], row["value_status"], row["unknown_count"]) == (None, "not_reported", 2)
