"""Other intervals around step_completion: made from what the figure has, and each the textbook's where it is simple."""

import numpy as np
import polars as pl
import pytest

from metrics.defining.binomial import clopper_pearson_interval
from studies.alternatives import OTHERS, Said, answers
from studies.country import Setting
from studies.estimate import answers as settled
from tests.metrics.defining.test_binomial import read


def test_the_settled_interval_in_the_study_is_that_of_the_figure(setting: Setting):
    of_study = answers(setting, 3)
    of_figure = settled(setting, 3).filter(pl.col("silence") == "random")
    both = of_study.join(of_figure, on=["step", "size_class"], nulls_equal=True, suffix="_figure", how="full")
    assert both.height == of_study.height == of_figure.height
    for name in ("truth", "estimate", "interval_low", "interval_high"):
        assert both[name].to_list() == pytest.approx(both[f"{name}_figure"].to_list(), abs=1e-12, nan_ok=True)


def said(finished: int, count: int, error: float) -> Said:
    share, effective = finished / count, count
    return Said(*(np.array([one], dtype=float) for one in (share, error, effective, 0.0, 1.0)))


def test_without_strata_and_with_few_drawn_they_are_the_known_intervals():
    one = said(27, 30, np.sqrt(0.9 * 0.1 / 30))
    assert [end.item() for end in one.exact()] == pytest.approx(clopper_pearson_interval(27, 30))


@pytest.mark.parametrize("row", read("share_intervals.csv"), ids=lambda r: f"{r['successes']:.0f}_of_{r['trials']:.0f}")
def test_the_score_interval_of_a_share_is_that_of_r(row: dict[str, float]):
    found = said(int(row["successes"]), int(row["trials"]), 0.0).wilson()
    assert [end.item() for end in found] == pytest.approx([row["wilson_low"], row["wilson_high"]], abs=1e-8)


def test_where_all_reports_say_the_same_the_normal_interval_has_no_width_and_every_other_has():
    one = said(30, 30, 0.0)
    assert [end.item() for end in one.normal()] == [1.0, 1.0]
    for name in ("settled", *(other for other in OTHERS if other != "normal")):
        low, high = getattr(one, name)()
        assert low.item() < 0.95
        assert high.item() == pytest.approx(1)
