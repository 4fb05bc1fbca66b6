"""Whether things end more often than before: the ends of the last year beside those that the curve has then."""

import numpy as np
import pytest

from metrics.forecast.paces import Paces, Times
from metrics.forecast.tempo import AS_USUAL, LAST_DAYS, LIKE_OTHERS, tempo

AS_OF = 1_000  # so the last year began on day 635


def _times(rows: list[tuple[float, float, bool]], steps: int = 1) -> Times:
    """Of one step, each of a municipality of its own: the day it began, its days, whether it ended."""
    begun, days, ended = (np.array(one) for one in zip(*rows, strict=True))
    count = len(rows)
    return Times(
        np.arange(count), np.zeros(count, dtype=np.int64), np.log(days), ended.astype(np.bool_),
        begun.astype(np.float64), np.zeros(count), steps,
    )  # fmt: skip


def _paces(times: Times) -> Paces:
    """All alike."""
    kinds, people = np.zeros((1, times.kind_count)), np.zeros((1, len(times.sizes)))
    return Paces(kinds, kinds, kinds, kinds, kinds + 1, people, people, np.ones(1))


def _found(times: Times) -> tuple[float, float]:
    """For the step, and for the wait before it."""
    step, wait = tempo(times, _paces(times), AS_OF).tolist()
    return step, wait


def test_the_ends_of_the_last_year_stand_beside_those_that_the_curve_has_in_the_same_days():
    assert LAST_DAYS == 365
    seen = [(500, 100, True), (500, 200, True), (700, 50, True), (600, 300, False)]
    # the curve: 1/4 at 50 days, 1/3 at 100, 1/2 at 200. Of the last year are, of the second time, the days after the
    # 135th: 1/2; the third whole: 1/4; and of the fourth those after the 35th: 1/4 + 1/3 + 1/2. Two ended then.
    ended, expected = 2, 1 / 2 + 1 / 4 + (1 / 4 + 1 / 3 + 1 / 2)
    common = (ended + AS_USUAL) / (expected + AS_USUAL)
    step, wait = _found(_times(seen))
    assert step == pytest.approx((ended + LIKE_OTHERS * common) / (expected + LIKE_OTHERS))
    assert wait == 1.0  # nothing was seen of it


@pytest.mark.parametrize("factor", [1.0, 1.5, 0.6])
def test_where_all_work_goes_so_many_times_as_fast_from_the_last_year_on_it_is_seen_in_which_way(factor: float):
    random = np.random.default_rng(5)
    rows: list[tuple[float, float, bool]] = []
    for begun in random.integers(200, 900, 600):
        days = random.exponential(300)
        before = min(days, max(0.0, AS_OF - LAST_DAYS - begun))
        days = before + (days - before) / factor
        rows.append((begun, min(days, AS_OF - begun) + 1e-3 * random.random(), days <= AS_OF - begun))
    step, _ = _found(_times(rows))
    # beside a curve of both times together, so nearer to 1 than the factor itself
    assert step == pytest.approx(1.0, abs=0.1) if factor == 1 else min(1.0, factor) < step < max(1.0, factor)
    if factor != 1:
        assert abs(step - 1) > 0.1
