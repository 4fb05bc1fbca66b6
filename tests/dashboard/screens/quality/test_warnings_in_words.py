"""What stands out, in words: how often ever and still, no rule without its name, no two that tie told as one."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.figure.words import rule_word
from dashboard.screens.quality.burden import burden_asked, burden_drawn, burden_table
from dashboard.screens.quality.warnings import warnings_finding
from dashboard.subjects.stands_out import StandsOut, rows_told
from domain.bilingual import LANGUAGES
from language.texts import say

ROW = StandsOut(
    "target_passed", "milestone", "GM0001", "GM0001", 2, None, date(2026, 6, 30), "started", None, None, None,
    None, date(2026, 5, 31), "stappen.csv", 7, 4, is_latest=True,
)  # fmt: skip
PASSED = "“Eigen streefdatum voorbij, stap niet klaar”"


def counts(*rows: tuple[str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["rule", "numerator"], orient="row")


def test_the_warning_that_occurs_most_is_told_with_how_many_ever_and_how_many_still_had_it():
    settled = replace(ROW, municipality_code="GM0002", is_latest=False)
    told = warnings_finding(counts(("target_passed", 2), ("cost_decreased", 1)), [ROW, settled], None, "nl")
    assert told == f"{PASSED} komt het vaakst voor: ooit bij 2 gemeenten, nu nog bij 1 in de laatste opgave"
    none = warnings_finding(counts(("target_passed", 2)), [settled], None, "nl")
    assert none.endswith("ooit bij 2 gemeenten, nu bij geen ervan in de laatste opgave")


def test_two_warnings_that_occur_as_often_are_both_named():
    told = warnings_finding(counts(("target_passed", 3), ("cost_decreased", 3)), [ROW], None, "nl")
    assert told.startswith("Het vaakst komen voor, elk bij 3 gemeenten in een van hun opgaven: “Eigen streefdatum")
    assert " en “" in told


def test_a_row_says_which_report_it_was_in_and_that_a_newer_one_says_otherwise():
    assert rows_told([ROW], "nl") == "stap 2: streefdatum 31 mei 2026, peildatum 30 jun 2026 (stappen.csv, rij 7)"
    settled = rows_told([replace(ROW, is_latest=False)], "nl")
    assert settled.endswith("(zo stond het in de opgave van 30 jun 2026; er is een nieuwere)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["target_passed", "cost_decreased", "merged_later", "step_reopened"])
def test_a_warning_in_a_table_has_a_name_of_its_own(rule: str, language):
    assert rule_word(rule, language) == say(f"screen_rule.warning.{rule}", language)


def test_the_minutes_of_a_size_are_no_number_where_too_few_of_it_told_them_in_the_picture_nor_in_the_table():
    """By the rule of every headline: of all, or of twenty and a tenth. How many reports those few made is no matter."""
    said = {"q1": [20.0] * 4, "median": [27.0] * 4, "q3": [30.0] * 4, "unknown_count": [1, 0, 1, 3]}
    by_size = pl.DataFrame({"size_class": [0, 1, 2, 3], "denominator": [20, 3, 40, 98], **said})
    rows = burden_asked(by_size[:1].drop("size_class"), by_size[1:], {0: 13, 1: 1, 2: 13, 3: 25})
    everybody, all_of_one, few, enough = burden_drawn(rows, "", "nl")["rows"]
    assert (everybody["words"], few["words"]) == ("te weinig: 12 van de 13 gemeenten",) * 2
    assert (few.get("marks"), few.get("right")) == ([], [])
    assert (all_of_one["right"], enough["right"]) == (["27", "3"], ["27", "98"])
    _, *quartiles, _ = burden_table(rows, "", "nl").columns
    for column in quartiles:
        assert [str(value) == "te weinig" for value in column.values] == [True, False, True, False]


def test_with_a_chosen_age_nothing_is_said_of_ever_since_older_reports_are_not_looked_at():
    told = warnings_finding(counts(("target_passed", 2), ("cost_decreased", 1)), [ROW], 90, "nl")
    assert told.startswith("In de opgaven van hooguit 90 dagen oud: ")
    assert "ooit" not in told
