"""On small random worlds, with chained mergers, corrections and withdrawals, figures equal a computation apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.defining.request import Request
from metrics.figures import figure
from tests import oracle, oracle_of_figures, oracle_of_groups
from tests.metrics.worlds import Drawn, worlds

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked(drawn: Drawn, key: str, by: Sequence[str] = (), **choices: object) -> list[dict]:
    request = Request(drawn.as_of, by=tuple(by), stale_after_days=drawn.world.stale_after_days, **choices)
    return figure(key, drawn.known, request).rows.rows(named=True)


def same(found: dict, expected: dict) -> None:
    assert {name: found[name] for name in expected} == {
        name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in expected.items()
    }


@few
@given(worlds())
def test_step_completion_with_its_bounds_and_estimate(drawn):
    expected = oracle_of_figures.step_completion(drawn.world, drawn.as_of, drawn.known_on)
    rows = asked(drawn, "step_completion", ["step"])
    assert [row["step"] for row in rows] == sorted(expected)
    for row in rows:
        same(row, expected[row["step"]])


@few
@given(worlds())
def test_step_completion_by_province_and_by_size_class(drawn):
    for group in ("province", "size_class"):
        for row in asked(drawn, "step_completion", [group]):
            expected = oracle_of_figures.step_completion(
                drawn.world, drawn.as_of, drawn.known_on, **{group: row[group]}
            )
            same(row, expected[row["step"]])


@few
@given(worlds())
def test_bounds_of_groups_by_something_that_is_itself_reported_are_what_the_unknown_could_make_of_them(drawn):
    expected = oracle_of_groups.bounds_by_variant(drawn.world, drawn.as_of, drawn.known_on)
    rows = asked(drawn, "step_completion", ["access_variant"])
    assert {(row["access_variant"], row["step"]) for row in rows} == set(expected)
    for row in rows:
        same(row, expected[row["access_variant"], row["step"]])
        if row["access_variant"] is not None:
            chosen = asked(drawn, "step_completion", step=row["step"], where={"access_variant": row["access_variant"]})
            same(chosen[0], expected[row["access_variant"], row["step"]])


@few
@given(worlds())
def test_completed_steps_and_all_steps_done(drawn):
    expected = oracle_of_figures.completed_steps(drawn.world, drawn.as_of, drawn.known_on)
    rows = asked(drawn, "completed_steps", ["municipality"])
    assert [row["municipality"] for row in rows] == sorted(expected)
    for row in rows:
        same(row, expected[row["municipality"]])
    same(asked(drawn, "all_steps_done")[0], oracle_of_figures.all_steps_done(drawn.world, drawn.as_of, drawn.known_on))


@few
@given(worlds())
def test_progress_over_time(drawn):
    expected = oracle_of_figures.progress_over_time(drawn.world, drawn.as_of, drawn.known_on)
    rows = asked(drawn, "progress_over_time")
    assert [(row["month"], row["step"]) for row in rows] == sorted(expected)
    for row in rows:
        same(row, expected[row["month"], row["step"]])


@few
@given(worlds())
def test_response(drawn):
    for period in (None, "month", "quarter"):
        expected = oracle_of_figures.response(drawn.world, drawn.as_of, drawn.known_on, period)
        rows = asked(drawn, "response", [period] if period else [])
        assert [row.get(period) for row in rows] == sorted(expected, key=str)
        for row in rows:
            same(row, expected[row.get(period)])


def young(drawn: Drawn, days: int) -> oracle.World:
    """The world in which nobody ever said what is more than so many days old on the as_of date."""
    first = drawn.as_of - timedelta(days=days)
    milestones, others = (
        [one for one in said if one["reporting_date"] >= first] for said in (drawn.world.milestones, drawn.world.others)
    )
    return replace(drawn.world, milestones=milestones, others=others)


@few
@given(worlds(), st.sampled_from([1, 30, 90, 180]))
def test_with_a_chosen_age_an_older_statement_is_as_if_it_were_not_there(drawn, days):
    world, at = young(drawn, days), (drawn.as_of, drawn.known_on)
    expected = oracle_of_figures.step_completion(world, *at)
    for row in asked(drawn, "step_completion", ["step"], max_age_days=days):
        same(row, expected[row["step"]])
    of_variants = oracle_of_groups.bounds_by_variant(world, *at)
    for row in asked(drawn, "step_completion", ["access_variant"], max_age_days=days):
        same(row, of_variants[row["access_variant"], row["step"]])
    per_municipality = oracle_of_figures.completed_steps(world, *at)
    for row in asked(drawn, "completed_steps", ["municipality"], max_age_days=days):
        same(row, per_municipality[row["municipality"]])
    same(asked(drawn, "all_steps_done", max_age_days=days)[0], oracle_of_figures.all_steps_done(world, *at))
    same(asked(drawn, "freshness", max_age_days=days)[0], oracle_of_figures.freshness(world, *at))
    same(asked(drawn, "response", max_age_days=days)[0], oracle_of_figures.response(world, *at)[None])


@few
@given(worlds(), st.sampled_from([30, 90]))
def test_with_a_chosen_age_each_month_has_its_own(drawn, days):
    ends = [row["month"] for row in asked(drawn, "progress_over_time")]
    rows = asked(drawn, "progress_over_time", max_age_days=days)
    assert [row["month"] for row in rows] == ends
    for row in rows:
        end = (date.fromisoformat(f"{row['month']}-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        world = young(replace(drawn, as_of=end), days)
        same(row, oracle_of_figures.step_completion(world, end, drawn.known_on)[row["step"]])


@few
@given(worlds(), st.sampled_from([1, 30, 90]))
def test_a_chosen_age_leaves_the_municipalities_asked_about_the_same(drawn, days):
    whole, young_ones = (
        figure("step_completion", drawn.known, Request(drawn.as_of, by=("province",), max_age_days=age))
        for age in (None, days)
    )
    assert young_ones.municipality_count == whole.municipality_count
    assert young_ones.reporter_count <= whole.reporter_count
    assert [row["province"] for row in young_ones.rows.to_dicts()] == [row["province"] for row in whole.rows.to_dicts()]


@few
@given(worlds())
def test_freshness(drawn):
    same(asked(drawn, "freshness")[0], oracle_of_figures.freshness(drawn.world, drawn.as_of, drawn.known_on))


@few
@given(worlds())
def test_the_counts_that_every_figure_names(drawn):
    request = Request(drawn.as_of, stale_after_days=drawn.world.stale_after_days)
    found = figure("freshness", drawn.known, request)
    expected = oracle_of_figures.freshness(drawn.world, drawn.as_of, drawn.known_on)
    assert found.municipality_count == len(oracle.register_on(drawn.world, drawn.as_of))
    assert found.reporter_count == expected["denominator"]
    assert found.stale_count == expected["stale_count"]
