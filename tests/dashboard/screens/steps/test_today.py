"""Stappen says where each step stands today in three claims, and which conclusions hold however slow the silent are."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from dashboard.screens.steps.conclusions import until_word
from dashboard.screens.steps.tipping import tipping_finding, tipping_subtitle
from dashboard.screens.steps.today import claims_of, today_finding
from metrics.defining.figure import Figure
from metrics.forecast.expectation import Between
from metrics.forecast.tipping import Slower, Tipping

AS_OF = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("first_month", "said", "until"),
    [
        (None, "klopt naar verwachting, hoe traag wie nooit opgave deed ook is", "elke aanname"),
        (8, "klopt naar verwachting niet meer als wie nooit opgave deed 8 maanden trager is", "7 maanden"),
        (6, "klopt naar verwachting niet meer als wie nooit opgave deed 6 maanden trager is",
         "5 maanden: nu niet"),
    ],
)  # fmt: skip
def test_the_tipping_point_says_to_which_assumption_a_conclusion_holds(first_month: int | None, said: str, until: str):
    found = Tipping(1, 0.6, 0.64, first_month)
    assert tipping_finding(found, 1, 71, "nl") == f"“Stap 1 is bij ten minste 6 van de 10 klaar” {said}"
    assert until_word(found, 6, "nl") == until


def test_where_the_interval_crosses_the_line_of_the_conclusion_it_is_said_not_to_be_certain():
    view = cast(Any, SimpleNamespace(language="nl", as_of=AS_OF, silent_months_slower=6))
    curve = tuple(Slower(month, Between(0.64, 0.57, 0.68)) for month in range(25))
    told = tipping_subtitle(curve, Tipping(5, 0.6, 0.65, 8), view, 5)
    assert told.endswith(
        "Bij 6 maanden loopt het interval van 57% tot 68%, dus ook onder de lijn van 60%: zeker is het niet."
    )
    assert "zeker" not in tipping_subtitle(curve, Tipping(5, 0.5, 0.65, None), view, 5)


def test_what_few_have_said_of_a_step_is_drawn_as_reported_alone():
    """Neither an estimate nor an expectation speaks for all where the headline does not either."""
    columns = {"denominator": [4, 200], "unknown_count": [338, 71], "estimate": [0.5, 0.58],
               "interval_low": [0.2, 0.55], "interval_high": [0.8, 0.61], "lower_bound": [0.01, 0.46],
               "upper_bound": [0.99, 0.67]}  # fmt: skip
    completion = cast(Figure, SimpleNamespace(rows=pl.DataFrame({"step": [1, 5], **columns})))
    today = pl.DataFrame(
        {"step": [1, 5], "value": [0.5, 0.64], "interval_low": [0.1, 0.59], "interval_high": [0.9, 0.7]}
    )
    nowcast = cast(Figure, SimpleNamespace(rows=today))
    few, many = claims_of(completion, nowcast, None)
    assert (few.estimate, few.expected, few.reported) == (None, None, 0.01)
    assert (many.estimate, many.expected, many.at_zero) == ((0.58, 0.55, 0.61), (0.64, 0.59, 0.7), None)
    view = cast(Any, SimpleNamespace(language="nl", as_of=AS_OF, silent_months_slower=6))
    lanes = "Stap 5 op 31 okt 2026: gemeld 46%, geschat 58%, naar verwachting 64%"
    assert today_finding([few, many], 5, view) == f"{lanes}, als wie nooit opgave deed 6 maanden trager is"
    assert today_finding([few, many], 1, view).endswith("gemeld 1%; voor een verwachting weten wij te weinig")
