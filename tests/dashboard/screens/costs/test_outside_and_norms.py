"""Beside the printed total stands all that it leaves out, and beside a norm of ours what is printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
PRINTED_PER_MUNICIPALITY = {
    1: "beperkt", 2: "€ 49.000–197.000", 3: "beperkt", 4: "€ 20.000–50.000", 5: "ten hoogste € 2.000", 6: "PM",
    7: "beperkt", 8: "alleen landelijk", 9: "beperkt", 10: "beperkt", 11: "geen rij",
}  # fmt: skip
"""Table 5.1 by hand: what it says of one municipality."""


def _part(app: AppTest, name: str) -> dict[str, Any]:
    return next(part for part in drawn(app) if name in part)


def _foot(app: AppTest, name: str) -> dict[str, Any]:
    return next(part for part in drawn(app) if part.get("figure") == name)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def costs(opened: Open, country: Country) -> AppTest:
    return opened(country[0], "costs")


def test_the_total_names_all_that_is_outside_it_and_where_that_stands(costs: AppTest):
    outside = _part(costs, "remarks")["remarks"][0]
    assert _plain(outside["strong"]) == "Wat niet in € 45,1–58,1 mln zit."
    said = [(item["text"].split(":")[0].split(".")[0], item["source"]) for item in outside["items"]]
    limited = ("Wet- en regelgeving (stap 1), Visie en plan (stap 3), Samenwerking partners (stap 7), "
               "Communicatie partners (stap 9) en Communicatie cliënten (stap 10)")  # fmt: skip
    assert [subject for subject, _ in said] == [
        "ICT (stap 6)",
        limited,
        "Coördinatierol (stap 11)",
        "Landelijke ondersteuning bij de invoering",
        "De samenwerking met aangrenzende domeinen verbeteren",
    ]
    assert "tabel 5.1, rij 6" in said[0][1]
    assert "paragraaf 6.2" in said[3][1]
    assert "hoofdstuk 5, tekst onder tabel 5.1" in said[4][1]


def test_the_difference_between_the_lowest_and_the_highest_total_is_told_per_step_and_adds_up(costs: AppTest):
    difference = _part(costs, "remarks")["remarks"][1]
    assert _plain(difference["strong"]) == "Het verschil tussen € 45,1 mln en € 58,1 mln is € 13,0 mln."
    assert [_plain(item["text"]).split(". ")[0] for item in difference["items"]] == [
        "Werkprocessen (stap 5): € 0,8 mln",
        "Training medewerkers (stap 8): € 12,2 mln",
    ]
    assert "Als laagste raming staat er ‘Beperkt’" in difference["items"][0]["text"]
    assert "De laagste raming is € 10,7 mln, de hoogste € 22,9 mln." in _plain(difference["items"][1]["text"])


@pytest.mark.parametrize("figure", ["cost_table", "cost_expected", "cost_model"])
def test_every_figure_that_shows_the_total_says_what_is_not_in_it(costs: AppTest, figure: str):
    note = _foot(costs, figure)["note"]
    assert "Niet erin: ICT (stap 6), 5 stappen met ‘Beperkt’, Coördinatierol (stap 11)" in note
    assert "landelijke ondersteuning en samenwerking met aangrenzende domeinen" in note


def test_a_norm_says_on_its_own_line_what_is_printed_and_that_it_is_our_reconstruction(costs: AppTest):
    norm = next(part for part in drawn(costs) if part.get("right") == ["uitgegeven", "onze norm", "n"])
    heads = {row["label"]: _plain(row["sub"]) for row in norm["rows"] if row.get("is_head")}
    assert heads == {
        "2 Projectleider en plan": "gedrukt: € 49.000–197.000 per gemeente",
        "4 Impact eigen organisatie": "gedrukt: € 20.000–50.000 per gemeente",
        "8 Training medewerkers": "gedrukt: alleen landelijk, € 10,7–22,9 mln",
    }
    assert ["ring", "Onze norm (reconstructie)"] in [list(entry) for entry in norm["key"]]
    assert [line["label"] for line in norm["lines"]] == ["onze norm"]


def test_step_8_says_how_its_norm_is_reckoned(costs: AppTest):
    (told,) = [text.value for text in costs.markdown if "Norm van Training medewerkers" in text.value]
    told = _plain(told).replace("\\", "")
    assert "basis 4–8 uur × € 55–59 = € 220–472" in told
    assert "intensief 16–32 uur × € 55–59 = € 880–1.888" in told
    assert "maal het aantal medewerkers dat de gemeente zelf opgaf" in told


def test_the_spread_of_a_step_with_a_norm_says_what_is_printed(opened: Open, country: Country):
    note = _foot(opened(country[0], "costs", stap="4"), "cost_spread")["note"]
    assert "gedrukt: € 20.000–50.000 per gemeente, de norm is onze reconstructie" in _plain(note)
    assert "gedrukt" not in _foot(opened(country[0], "costs", stap="6"), "cost_spread")["note"]


def test_the_own_municipality_sees_our_norm_beside_what_is_printed(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN)
    costs = next(part for part in drawn(app) if "Gedrukt per gemeente" in (part.get("right") or ()))
    assert costs["right"] == ["Uitgegeven", "Onze norm", "Gedrukt per gemeente", "Begroting"]
    assert {int(row["number"]): _plain(row["right"][2]) for row in costs["rows"]} == PRINTED_PER_MUNICIPALITY
    ours = {int(row["number"]): _plain(row["right"][1]) for row in costs["rows"]}
    assert (ours[2], ours[4]) == ("€ 49.000", "€ 20.000")  # Zutphen has fewer than 50,000 inhabitants
    assert {ours[step] for step in (1, 3, 5, 6, 7, 9, 10, 11)} == {"geen norm"}
    assert "Onze norm, een reconstructie" in dict(costs["key"])["ring"]
    assert "basis 4–8 uur × € 55–59" in _plain(_foot(app, "own_costs")["note"])
