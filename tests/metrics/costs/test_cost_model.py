"""The cost table as a live model: the printed totals from their parts, and what changes when an assumption does."""

import pytest

from domain.programme import Programme
from metrics.costs.cost_model import Assumptions, Variant, cost_table, cost_total
from tests.metrics.drawn import AFVALPLAN

WAMS = Programme.load()


def total(variant: Variant, own: Assumptions | None = None):
    return cost_total(cost_table(WAMS, own), variant)


def test_the_printed_total_is_reproduced_from_its_parts():
    printed = total(Variant.PRINTED)
    assert (printed.low_eur, printed.high_eur) == (45_100_000, 58_100_000)
    assert (printed.low_eur, printed.high_eur) == (WAMS.cost_total.min_eur, WAMS.cost_total.max_eur)


def test_the_printed_total_is_no_maximum_since_ict_is_not_in_it():
    printed = total(Variant.PRINTED)
    assert not printed.is_maximum
    assert 6 in printed.without_highest
    assert printed.without_highest == (1, 3, 6, 7, 9, 10, 11)
    assert printed.without_lowest == (1, 3, 5, 6, 7, 9, 10, 11)


def test_the_training_amounts_follow_from_their_assumptions():
    assumed = Assumptions.of(WAMS)
    assert assumed.lowest_eur == pytest.approx(10_667_800, abs=1e-6)
    assert assumed.highest_eur == pytest.approx(22_887_280, abs=1e-6)  # printed as 22.9
    assert round(assumed.highest_eur / 1e6, 1) == 22.9


def test_with_the_rates_as_printed_in_the_footnote_it_is_22_29_and_57_5_in_all():
    footnote = Assumptions.of(WAMS, variant=Variant.FOOTNOTE)
    assert round(footnote.highest_eur / 1e6, 2) == 22.29
    assert round(total(Variant.FOOTNOTE).high_eur / 1e6, 1) == 57.5
    assert WAMS.training.remark is not None
    assert "22,29" in WAMS.training.remark.nl


def test_own_assumptions_change_the_training_step_alone_and_leave_the_original():
    own = Assumptions.of(WAMS).changed(
        staff_count=40_000, groups={"basis": {"hours_max": 10, "scope_share": 0.6}, "intensief": {"rate_max_eur": 70}}
    )
    assert own.highest_eur == pytest.approx(40_000 * 0.6 * 10 * 59 + 40_000 * 0.2 * 32 * 70, abs=1e-6)
    assert total(Variant.OWN, own).high_eur == pytest.approx(58_100_000 - 22_900_000 + own.highest_eur, abs=1e-6)
    assert total(Variant.PRINTED, own) == total(Variant.PRINTED)
    rows = cost_table(WAMS, own)
    assert rows.filter(rows["is_recomputed"])["step_number"].unique().to_list() == [WAMS.training_step_number]


def test_without_own_assumptions_the_own_variant_is_the_recomputed_one():
    assert total(Variant.OWN).high_eur == total(Variant.RECOMPUTED).high_eur


def test_a_cell_without_an_amount_stays_without_one_in_every_variant():
    rows = cost_table(WAMS)
    six = rows.filter(rows["step_number"] == 6)
    assert six["low_eur"].null_count() == six.height
    assert set(six["low_kind"]) == {"pro_memoria"}
    five = rows.filter(rows["step_number"] == 5)
    assert set(five.select("low_eur", "low_kind", "high_eur", "high_kind").rows()) == {
        (None, "limited", 800_000, "observed")
    }


@pytest.mark.parametrize(
    "groups",
    [{"basis": {"scope_share": 1.1}}, {"basis": {"hours_min": 9}}, {"basis": {"rate_min_eur": -1}}],
)
def test_assumptions_that_cannot_be_are_refused(groups):
    with pytest.raises(ValueError, match="target group basis"):
        Assumptions.of(WAMS).changed(groups=groups)
    with pytest.raises(ValueError, match="staff"):
        Assumptions.of(WAMS).changed(staff_count=-1)


def test_another_programme_is_another_table():
    other = Programme.load(AFVALPLAN)
    printed = cost_total(cost_table(other), Variant.PRINTED)
    assert (printed.low_eur, printed.high_eur) == (other.cost_total.min_eur, other.cost_total.max_eur)
