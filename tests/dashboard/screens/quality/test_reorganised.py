"""The list of mergers and splits on Gegevenskwaliteit against the reference file, and its words."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.screens.quality.reorganised import Reorganisation
from tests.dashboard.conftest import drawn
from tests.dashboard.journal_world import REFERENCE

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def test_all_mergers_and_splits_since_the_register_begins_are_listed(opened: Open, country: Country):
    with (REFERENCE / "mergers.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["status"] == "in_force"]
    merged = {(one["effective_date"], one["new_code"]) for one in lines if one["is_split"] != "True"}
    split = {(one["effective_date"], one["old_code"]) for one in lines if one["is_split"] == "True"}
    app = opened(country[0], "quality")
    foot = next(part for part in drawn(app) if part.get("figure") == "reorganised")
    assert len(foot["table"]["rows"]) == len(merged) + len(split)
    named = {name for row in foot["table"]["rows"] for name in row[2].split(", ")}
    assert named == {one["old_code"] for one in lines}


def test_what_became_of_reports_is_said_in_words_for_each_case():
    def said(*, is_split: bool = False, spoke: int = 1, parts: int | None = None, own: int | None = None) -> str:
        found = Reorganisation(date(2022, 1, 1), is_split, ["GM0001"], ["GM0002"], 345, 344, spoke, parts, own)
        return found.in_reports("nl")

    assert said(spoke=0) == "zij deden geen opgave"
    assert said(is_split=True) == "blijft onder de oude code staan en telt bij geen andere gemeente mee"
    assert said(parts=3, own=8) == "telt nog mee bij 3 stappen; over 8 stappen sprak de nieuwe gemeente zelf"
    assert said(parts=0, own=11) == "telt niet meer: over 11 stappen sprak de nieuwe gemeente zelf"
    assert said(parts=0, own=0).startswith("geeft samen nog geen stand")
    assert said() == "ging mee naar de gemeente waarin deze later opging"
