"""Beside every count of Stappen stands of how many it is not known; what is read from last reports is told as past."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.every_step import AllSteps
from dashboard.screens.steps.every_step_reopened import reopened_finding
from dashboard.screens.steps.every_step_waits import waits_finding
from dashboard.screens.steps.waiting import waiting_finding
from domain.programme import Programme
from metrics.defining.figure import Figure
from tests.dashboard.conftest import drawn

PROGRAMME = Programme.load()
Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)


def _one(waits_on: list[str | None], unknown: int) -> OneStep:
    """Step 6, at which each of these is at work and waits on somebody or nobody, and of so many nothing is known."""
    parties = [party.key for party in PROGRAMME.waiting_parties]
    counts = [sum(party in (one or "").split("+") for one in waits_on) for party in parties]
    waits = pl.DataFrame({"party": parties, "count": counts}).sort("count", descending=True, maintain_order=True)
    picture: Any = SimpleNamespace(
        too_few=None, number=6, parties={party.key: party for party in PROGRAMME.waiting_parties}, waits=waits,
        busy=pl.DataFrame({"waiting_on": waits_on}, schema={"waiting_on": pl.String}),
        said=SimpleNamespace(unknown_count=unknown),
    )  # fmt: skip
    return cast(OneStep, picture)


def _all(waits_on: list[str | None], unknown: int, party: str | None = None) -> AllSteps:
    """On whom those at work on step 6 wait, of 100 municipalities; of so many steps nothing is said."""
    rows = pl.DataFrame(
        [{"name": str(place), "step_number": 6, "busy_days": 10.0, "waiting_on": one, "opened_on": None}
         for place, one in enumerate(waits_on)],
        schema_overrides={"waiting_on": pl.String},
    )  # fmt: skip
    said = {**dict.fromkeys(PROGRAMME.step_numbers, 100), 1: 100 - unknown}
    return AllSteps(PROGRAMME, AS_OF, party, rows, {}, said, municipality_count=100, reporter_count=100)


def test_a_rank_of_parties_is_of_who_named_one_with_of_how_many_it_is_not_known():
    waits = ["leverancier"] * 24 + ["vng"] + [None] * 94
    told = (
        "Wie volgens de laatste opgave met stap 6 bezig was, noemde het vaakst de leverancier als partij waarop zij "
        "wacht: 24 van de 119"
    )
    assert waiting_finding(_one(waits, 57), "nl") == f"{told}; 94 noemden niemand; van 57 gemeenten weten wij het niet"
    assert waiting_finding(_one(waits, 0), "nl") == f"{told}; 94 noemden niemand"


@pytest.mark.parametrize("waits", [["vng"], ["vng", "rijk"], [None], [None, None], ["vng", None]])
def test_every_sentence_on_waiting_ends_with_of_how_many_it_is_not_known(waits: list[str | None]):
    assert waiting_finding(_one(waits, 1), "nl").endswith("; van 1 gemeente weten wij het niet")
    for party in (None, "vng", "leverancier"):
        assert waits_finding(_all(waits, 7, party), "nl").endswith("; van 7 stappen van gemeenten weten wij het niet")


def test_over_all_steps_a_rank_of_parties_is_of_who_named_one_with_of_how_many_steps_nothing_is_known():
    own = ["eigen organisatie"] * 26 + ["vng"] * 3
    assert waits_finding(_all(own, 26), "nl") == (
        "Over alle stappen samen noemden gemeenten in hun laatste opgave het vaakst de eigen organisatie als partij "
        "waarop zij wachten: 26 keer; van 26 stappen van gemeenten weten wij het niet"
    )
    assert "noemde 3 keer een gemeente de VNG als partij waarop zij wacht" in waits_finding(_all(own, 26, "vng"), "nl")


def test_steps_that_were_opened_again_are_at_least_so_many_while_of_some_steps_nothing_is_known():
    def told(count: int, unknown: int) -> str:
        rows = pl.DataFrame({"numerator": [count], "denominator": [1934], "unknown_count": [unknown]})
        return reopened_finding(cast(Figure, SimpleNamespace(rows=rows)), "nl")

    assert told(30, 626) == (
        "Ten minste 30 stappen van gemeenten gingen weer open nadat ze klaar waren gemeld; "
        "van 626 stappen van gemeenten weten wij het niet"
    )
    assert told(30, 0) == "30 stappen van gemeenten gingen weer open nadat ze klaar waren gemeld"


def test_how_many_are_at_work_is_at_least_so_many_while_of_some_it_is_not_known(opened: Open, country: Country):
    figures = next(part["figures"] for part in drawn(opened(country[0], "steps", stap="6")) if "figures" in part)
    assert figures[1]["note"].startswith("Ten minste: van ")


def test_the_list_of_who_waits_names_on_whom_also_where_it_has_no_column_for_it(opened: Open, country: Country):
    app = opened(country[0], "steps", wacht="rijk")
    told = "Wie wacht op het Rijk, volgens de laatste opgave"
    assert f"**{told}**" in [text.value.replace("\\", "") for text in app.markdown]
    assert any(part.get("caption") == told for part in drawn(app))
