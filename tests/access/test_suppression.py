"""Nothing comes out about fewer than five municipalities, however the answers of the whole list are combined."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from access.suppression.decisions import NATIONAL, Reason, decided
from tests.access.attacker import given_away, smallest_difference, sums_out
from tests.access.countries import PARTS, SCHEMA, countries, country

MOST_OF = {2: 60, 3: 40, 4: 20, 5: 14}
"""Per smallest group: how many municipalities a country can have and every smaller set of them still be tried."""


@pytest.mark.parametrize("fewest", MOST_OF)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_no_combination_of_all_that_is_shown_speaks_of_fewer_than_the_smallest_group(
    fewest: int, data: st.DataObject
) -> None:
    contributions = data.draw(countries(MOST_OF[fewest]))
    out, owners = sums_out(contributions, decided(contributions, PARTS, fewest=fewest), PARTS)
    assert given_away(out, owners, fewest - 1) is None


@settings(max_examples=20, deadline=None)
@given(contributions=countries(60))
def test_no_total_minus_its_groups_and_no_difference_of_two_answers_is_about_fewer_than_five(
    contributions: pl.DataFrame,
) -> None:
    out, owners = sums_out(contributions, decided(contributions, PARTS), PARTS)
    smallest = smallest_difference(out, owners)
    assert smallest is None or smallest >= 5


def _naive(contributions: pl.DataFrame) -> pl.DataFrame:
    """What would be withheld if only groups of fewer than five were: what the attacker must find a way through."""
    decisions = decided(contributions, PARTS)
    is_enough = (pl.col("contributor_count") == 0) | (pl.col("contributor_count") >= 5)
    return decisions.with_columns(reason=pl.when(~is_enough).then(pl.lit("access.withheld.too_few")))


def test_the_attacker_finds_what_withholding_small_groups_alone_gives_away() -> None:
    found = 0
    for seed in range(10):
        contributions = country(np.random.default_rng(seed), count=14, months=3, changing=0.2)
        out, owners = sums_out(contributions, _naive(contributions), PARTS)
        found += given_away(out, owners, 4) is not None
    assert found >= 8


def drawn(
    *groups: tuple[str, int], on: date = date(2025, 1, 31), age: int | None = None, edition: int = 0, **at: int
) -> pl.DataFrame:
    """A country by province: so many municipalities each; `at`: the contribution of some, 0 for a silent one."""
    rows: list[tuple[object, ...]] = []
    for province, count in groups:
        for one in range(count):
            code = f"{province}{one}"
            says = at.get(code, 1)
            rows.append((edition, on, age, code, province, 4, None, says, True, says > 0, says > 0))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def reasons(*frames: pl.DataFrame, fewest: int = 5) -> dict[tuple[date, int | None, str], str | None]:
    """Per month end, age and province (or national) why it is withheld; None: it is shown."""
    decisions = decided(pl.concat(frames), ("said",), fewest=fewest, groupings=("province",))
    return {
        (row["as_of"], row["max_age_days"], row["group"] or NATIONAL): row["reason"]
        for row in decisions.iter_rows(named=True)
    }


JAN, FEB, MAR = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


def test_a_group_of_four_is_withheld_and_so_is_the_smallest_other_group_or_the_total_would_give_it_away() -> None:
    found = reasons(drawn(("A", 9), ("B", 7), ("C", 6), ("D", 4)))
    assert {place: reason for (_, _, place), reason in found.items()} == {
        NATIONAL: None, "A": None, "B": None, "C": Reason.OTHERS_WOULD_FOLLOW, "D": Reason.TOO_FEW,
    }  # fmt: skip


def test_two_small_groups_that_are_five_together_need_no_third() -> None:
    found = reasons(drawn(("A", 9), ("B", 7), ("C", 3), ("D", 2)))
    assert [found[JAN, None, place] for place in (NATIONAL, "A", "B")] == [None, None, None]
    assert [found[JAN, None, place] for place in ("C", "D")] == [Reason.TOO_FEW, Reason.TOO_FEW]


def test_a_group_of_six_in_which_two_are_silent_is_withheld() -> None:
    found = reasons(drawn(("A", 9), ("B", 6), B0=0, B1=0))
    assert found[JAN, None, "B"] == Reason.TOO_FEW


def test_a_group_in_which_nobody_said_anything_is_shown_as_that_unless_it_has_fewer_than_five() -> None:
    silent = {f"{name}{one}": 0 for name in "BC" for one in range(6)}
    found = reasons(drawn(("A", 9), ("B", 6), ("C", 4), **silent))
    assert (found[JAN, None, "B"], found[JAN, None, "C"]) == (None, Reason.TOO_FEW)


def test_a_group_in_which_one_municipality_changed_since_is_withheld_at_the_later_month_end() -> None:
    groups = (("A", 9), ("B", 7))
    found = reasons(drawn(*groups), drawn(*groups, on=FEB, A0=2))
    assert [found[JAN, None, place] for place in (NATIONAL, "A", "B")] == [None, None, None]
    assert [found[FEB, None, place] for place in (NATIONAL, "A")] == [Reason.TOO_FEW_CHANGED] * 2
    assert found[FEB, None, "B"] is None


def test_a_group_in_which_five_changed_is_shown_again_also_when_they_changed_over_two_months() -> None:
    groups = (("A", 9),)
    february = drawn(*groups, on=FEB, A0=2, A1=2)
    march = drawn(*groups, on=MAR, A0=2, A1=2, A2=2, A3=2, A4=2)
    found = reasons(drawn(*groups), february, march)
    assert (found[FEB, None, NATIONAL], found[MAR, None, NATIONAL]) == (Reason.TOO_FEW_CHANGED, None)


def test_a_month_end_at_which_nothing_changed_is_shown() -> None:
    found = reasons(drawn(("A", 9), ("B", 7)), drawn(("A", 9), ("B", 7), on=FEB))
    assert set(found.values()) == {None}


def test_an_age_that_leaves_out_one_municipality_is_withheld_and_the_figure_without_age_is_shown() -> None:
    found = reasons(drawn(("A", 9)), drawn(("A", 9), age=180, A0=0))
    assert found == {
        (JAN, None, NATIONAL): None, (JAN, None, "A"): None,
        (JAN, 180, NATIONAL): Reason.TOO_FEW_CHANGED, (JAN, 180, "A"): Reason.TOO_FEW_CHANGED,
    }  # fmt: skip


def test_a_late_report_of_one_municipality_is_not_shown_beside_the_round_that_was_closed_without_it() -> None:
    closed, now = drawn(("A", 9), A0=0), drawn(("A", 9), edition=1)
    decisions = decided(pl.concat([closed, now]), ("said",), groupings=()).sort("edition")
    assert decisions["reason"].to_list() == [None, Reason.TOO_FEW_CHANGED]


def test_an_age_that_leaves_out_nobody_is_shown() -> None:
    assert set(reasons(drawn(("A", 9)), drawn(("A", 9), age=180)).values()) == {None}


def test_ages_at_two_month_ends_do_not_give_away_together_what_neither_does_alone() -> None:
    """Five are old in January; in February five others report for the first time and one more has become old.

    Each answer differs from each other one by five or more, and yet the four together give away the one.
    """
    groups = (("A", 20),)
    new, old = {f"A{one}": 0 for one in range(15, 20)}, {f"A{one}": 0 for one in range(5)}
    frames = (
        drawn(*groups, **new), drawn(*groups, on=FEB),
        drawn(*groups, age=90, **new, **old), drawn(*groups, on=FEB, age=90, **old, A5=0),
    )  # fmt: skip
    contributions = pl.concat(frames)
    decisions = decided(contributions, ("said",), groupings=())
    out, owners = sums_out(contributions, decisions.with_columns(reason=pl.lit(None)), ("said",))
    assert smallest_difference(out, owners) == 5
    assert np.linalg.matrix_rank(out) > np.linalg.matrix_rank(out[:, [owner != "A5" for owner in owners]])
    shown, owners = sums_out(contributions, decisions, ("said",))
    assert np.linalg.matrix_rank(shown) == np.linalg.matrix_rank(shown[:, [owner != "A5" for owner in owners]])


def test_whoever_is_seen_by_name_anyway_is_not_withheld_and_hides_nobody() -> None:
    seen = drawn(("A", 9), ("B", 4), ("C", 8)).with_columns(is_hidden=pl.col("province") != "B")
    assert set(reasons(seen).values()) == {None}
    all_but_one = drawn(("A", 9)).with_columns(is_hidden=pl.col("municipality_code") == "A0")
    assert set(reasons(all_but_one).values()) == {Reason.TOO_FEW}


def test_for_a_municipality_a_group_needs_six_since_it_knows_its_own_part() -> None:
    five, six = drawn(("A", 9), ("B", 5)), drawn(("A", 9), ("B", 6))
    assert reasons(five)[JAN, None, "B"] is None
    assert (reasons(five, fewest=6)[JAN, None, "B"], reasons(six, fewest=6)[JAN, None, "B"]) == (Reason.TOO_FEW, None)


def test_what_is_decided_of_a_month_end_stays_so_when_later_ones_come() -> None:
    whole = country(np.random.default_rng(5), count=40, months=4)
    first = whole.filter(pl.col("as_of") <= FEB)
    later = decided(whole, PARTS).filter(pl.col("as_of") <= FEB)
    assert decided(first, PARTS).equals(later)


def test_the_order_of_the_rows_and_the_names_of_the_contributions_decide_nothing() -> None:
    whole = country(np.random.default_rng(6), count=40, months=3, ages=(None, 90))
    other = whole.sample(fraction=1.0, shuffle=True, seed=1).with_columns(pl.col("contribution") * 7919 + 3)
    assert decided(whole, PARTS).equals(decided(other, PARTS))
