"""Amounts as Kosten writes them: rounded down and said so, in one unit in one sentence, intervals with their record."""

from types import SimpleNamespace
from typing import Any, cast

import polars as pl

from dashboard.screens.costs.cost_table import rounded_down
from dashboard.screens.costs.expected import held_in_tests
from dashboard.screens.costs.words import both_spent
from domain.study_outcome import Study
from metrics.readings.study_findings import held_by_whole_cost


def test_how_far_rows_that_are_rounded_down_can_add_up_to_less_than_their_total_is_said():
    euro = [1_090_000, 1_090_000, 196_000]  # written 1,0 and 1,0 and 0,19: together 2,19, of 2,3
    assert rounded_down(euro, sum(euro), "nl") == (
        "elk bedrag is naar beneden afgerond: 3 regels kunnen opgeteld tot € 0,11 mln lager uitkomen dan hun totaal"
    )
    many = [*euro, *[1_000_000] * 8]  # however many rows there are: what these rows lose, not what so many could
    assert "tot € 0,11 mln lager" in rounded_down(many, sum(many), "nl").replace("\u00a0", " ")
    assert rounded_down([300_000, 200_000], 500_000, "nl") == ""


def test_beside_the_interval_of_what_it_will_cost_stands_how_often_such_intervals_held_in_tests():
    def outcome(study: Study, *covered: float) -> Any:
        rows = pl.DataFrame({"group": ["whole"] * len(covered) + ["step"], "coverage": [*covered, 0.5]})
        return SimpleNamespace(study=study, rows=rows)

    of = (outcome(Study.COST, 0.92, 0.915), outcome(Study.ESTIMATE, 0.1))
    assert held_by_whole_cost(cast(Any, of)) == (0.915, 0.92)
    assert held_by_whole_cost([]) is None
    assert held_in_tests("nl").startswith("In proeven met verzonnen landen hield zo’n interval de uitkomst in 9")


def test_two_amounts_in_one_sentence_are_written_in_the_same_unit():
    assert both_spent(1_190_000, 904_105, "nl") == ("€ 1,1 mln", "€ 0,90 mln")
    assert both_spent(1_190_000, 90_000, "nl") == ("€ 1,1 mln", "€ 90.000")  # and never 0,0
    assert both_spent(90_000, 904_105, "nl") == ("€ 90.000", "€ 904.105")
