"""What is redrawn beside the paces: residuals by their own curve, and how often steps are opened again."""

from datetime import date

import numpy as np
import pytest

from metrics.durations.survival import Durations, kaplan_meier
from metrics.forecast.reopening import RATE_COUNT, Reopening, reopened
from metrics.forecast.residuals import Residuals, redrawn
from tests.metrics.drawn import known


def _curve(ends: list[float], left: list[float], spread: float = 1.0) -> Residuals:
    return Residuals(np.array([ends]), -np.log(np.array([[1.0, *left]])), np.full(1, spread))


def test_a_curve_of_residuals_with_equal_weights_is_the_curve_of_kaplan_and_meier():
    made = np.random.default_rng(1)
    days, is_event = made.permutation(np.arange(1, 41)), made.random(40) < 0.6
    same = np.full((1, 40), 1 - np.exp(-1))  # every weight 1
    curve = redrawn(days[None].astype(float), is_event, np.ones(1), same)
    apart = kaplan_meier(Durations(np.zeros(40, dtype=np.int64), days, is_event))
    assert curve.ends[0].tolist() == sorted(days[is_event].tolist())
    assert np.exp(-curve.hazard[0, 1:]) == pytest.approx(apart.share_at(curve.ends[0].astype(np.int64)))


def test_a_residual_is_drawn_given_that_it_is_more_than_what_was_seen():
    curve = _curve([1.0, 2.0, 3.0, 4.0], [0.75, 0.5, 0.25, 1e-300])
    chance = np.linspace(0.001, 0.999, 999)[None]
    free = curve.beyond(np.full((1, 999), -np.inf), chance)
    assert {one: float((free == one).mean()) for one in (1.0, 2.0, 3.0, 4.0)} == pytest.approx(
        dict.fromkeys((1.0, 2.0, 3.0, 4.0), 0.25), abs=0.01
    )
    later = curve.beyond(np.full((1, 999), 2.5), chance)
    assert set(later.ravel()) == {3.0, 4.0}


def test_beyond_the_last_end_that_was_seen_the_normal_tail_goes_on():
    curve = _curve([-1.0, 0.0], [0.8, 0.5], spread=2.0)
    found = curve.beyond(np.full((1, 9_999), 1.0), np.linspace(0.0001, 0.9999, 9_999)[None])
    assert found.min() >= 1.0
    assert np.median(found) == pytest.approx(2 * 1.0183, abs=0.01)  # half of the tail beyond half a deviation


def test_who_was_seen_longer_than_all_that_ended_is_drawn_beyond_that_also_where_the_curve_came_to_nothing():
    curve = _curve([1.0, 2.0], [0.5, 1e-300])
    assert curve.beyond(np.full((1, 999), 2.5), np.linspace(0.001, 0.999, 999)[None]).min() >= 2.5


def test_from_where_it_turns_an_end_comes_so_many_times_as_often():
    ends = np.arange(1.0, 400.0)
    curve = _curve(ends.tolist(), np.exp(-ends / 100).tolist(), spread=100.0)
    chance = np.linspace(0.0005, 0.9995, 1_000)[None]
    never, turn = np.full((1, 1_000), -np.inf), np.full((1, 1_000), 50.0)
    found = curve.beyond(never, chance, turn, 2.0)
    assert float((found > 50).mean()) == pytest.approx(np.exp(-0.5), abs=0.01)  # until then as before
    assert float((found > 100).mean()) == pytest.approx(np.exp(-0.5 - 2 * 0.5), abs=0.01)
    seen = curve.beyond(np.full((1, 1_000), 80.0), chance, turn, 0.5)  # turned before it was last seen
    assert float((seen > 180).mean()) == pytest.approx(np.exp(-0.5), abs=0.01)


def test_with_few_ends_the_normal_shape_alone_is_drawn_from():
    curve = redrawn(np.zeros((1, 5)) + np.arange(5), np.ones(5, dtype=np.bool_), np.full(1, 0.5), np.full((1, 5), 0.5))
    assert curve.ends.shape == (1, 0)
    assert curve.beyond(np.full((1, 1), -np.inf), np.array([[0.025]])) == pytest.approx(np.array([[0.98]]), abs=1e-3)


def test_how_often_a_finished_step_is_opened_again_is_counted_over_the_days_that_it_was_seen_finished():
    said = known(
        """
        code   | on         | step | standing | start      | end
        GM0001 | 2026-01-31 | 1    | finished | 2025-06-01 | 2026-01-01
        GM0001 | 2026-03-31 | 1    | started  | 2025-06-01 |
        GM0001 | 2026-06-30 | 1    | finished | 2025-06-01 | 2026-06-10
        GM0002 | 2026-01-31 | 1    | finished | 2025-06-01 | 2026-01-01
        GM0002 | 2026-03-02 | 1    | finished | 2025-06-01 | 2026-01-01
        GM0003 | 2026-03-31 | 1    | finished | 2025-06-01 | 2026-03-01
        GM0003 | 2026-06-30 | 1    | finished | 2025-06-01 | 2026-05-20
        """
    )
    found = reopened(said, date(2026, 6, 30))
    # GM0001: between 31 January and 31 March, so on 1 March, on day 59; GM0003: on 25 April, on day 55
    assert found.opened.tolist() == [2, 0, 0, 0, 0, 0]
    # GM0001 59 and, after 10 June, 20 days; GM0002 60; GM0003 55
    assert found.days_finished.tolist() == [59 + 20 + 60 + 55, 0, 0, 0, 0, 0]
    # 1 March to 10 June, 25 April to 20 May: one closed within 60 days, one within 120
    assert found.closed.tolist() == [1, 1, 0, 0]
    assert found.days_open.tolist() == [60 + 25, 101 - 60, 0, 0]
    assert found.steps.rows() == [
        ("GM0001", 1, date(2026, 1, 1), date(2026, 3, 1), False),
        ("GM0003", 1, date(2026, 3, 1), date(2026, 4, 25), False),
    ]


def test_a_step_that_was_never_opened_again_has_the_weak_rate_alone():
    found = reopened(known("code | on | step | standing\nGM0001 | 2026-01-31 | 1 | started"), date(2026, 6, 30))
    rates = found.drawn(np.random.default_rng(1).random((500, RATE_COUNT)))
    assert rates.opens.mean() == pytest.approx(1e-4, rel=0.3)
    assert rates.closes.mean() == pytest.approx(1 / 120, rel=0.3)


def test_the_longer_a_step_is_open_again_the_sooner_it_closes_where_that_was_seen():
    """A step that was opened long ago is not as far from its end as one opened yesterday."""
    rates = Reopening(np.full((1, 6), 1e-4), np.array([[0.001, 0.01, 0.1, 0.1]]))
    draws, chance = np.zeros(999, dtype=np.int64), np.linspace(0.001, 0.999, 999)
    fresh, long_open = (rates.closed_after(draws, np.full(999, float(seen)), chance) for seen in (0, 120))
    assert long_open.min() > 120
    assert np.median(long_open) == pytest.approx(120 + np.log(2) / 0.1, abs=0.2)
    assert np.median(fresh) == pytest.approx(120 + (np.log(2) - 0.06 - 0.6) / 0.1, abs=0.2)
