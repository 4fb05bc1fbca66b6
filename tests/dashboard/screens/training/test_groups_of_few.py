"""A group of which too few have reported is drawn pale, with its n and a word in the key; no card calls it unknown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
from streamlit.testing.v1 import AppTest

from dashboard.figure.withheld_rows import Withheld
from dashboard.screens.training.kinds import by_kind_finding
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
FEW = "Te weinig opgaven voor een uitspraak over de groep"


def _rows(app: AppTest) -> Iterator[dict[str, Any]]:
    return (row for part in drawn(app) for row in part.get("rows", ()) if isinstance(row, dict) and "marks" in row)


def _keys(app: AppTest) -> list[list[str]]:
    return [[word for _, word in part["key"]] for part in drawn(app) if part.get("key") and "rows" in part]


def test_a_row_is_pale_exactly_where_fewer_than_twenty_or_a_tenth_and_not_all_have_reported(
    opened: Open, country: Country
):
    app = opened(country[0], "training", naar="provincie")
    seen = set[bool]()
    for row in _rows(app):
        right, kinds = row.get("right", []), [mark["kind"] for mark in row["marks"]]
        if len(right) == 2 and " van " in right[1] and kinds:
            stated, every = (int(count.replace(".", "")) for count in right[1].split(" van "))
            is_few = stated < every and (stated < 20 or 10 * stated < every)
            assert ("few" in kinds) == is_few, row
            assert ("finished" in kinds) == (not is_few), row
            assert (right[0] == "te weinig") == is_few, row  # no number stands beside what is drawn pale
            seen.add(is_few)
    assert True in seen
    assert any(FEW in key for key in _keys(app))


def test_a_card_of_few_says_too_few_and_not_unknown(opened: Open, country: Country):
    figures = next(part["figures"] for part in drawn(opened(country[0], "training", provincie="Utrecht"))
                   if "figures" in part)  # fmt: skip
    of_few = [figure for figure in figures if "te weinig om ook voor de andere te spreken" in figure["note"]]
    assert of_few
    assert {figure["value"] for figure in of_few} == {"te weinig"}


def test_whose_form_of_access_is_not_known_is_not_called_silent(opened: Open, country: Country):
    labels = [row["label"] for row in _rows(opened(country[0], "training", naar="toegang"))]
    assert "vorm van toegang onbekend" in labels
    assert "geen opgave" not in labels


def test_beside_what_is_drawn_of_a_few_stands_no_single_number(opened: Open, country: Country):
    training = opened(country[0], "training", provincie="Utrecht")
    costs = opened(country[0], "costs", provincie="Utrecht")
    seen = 0
    for row in [*_rows(training), *_rows(costs)]:
        if any(mark["kind"] == "few" or (mark["kind"] == "dot" and mark.get("is_open")) for mark in row["marks"]):
            said = [str(mark["text"]) for mark in row["marks"] if mark.get("text") and mark["kind"] != "dashed"]
            seen += 1
            assert all(word.startswith("te weinig") for word in said), row
    assert seen


def test_how_made_names_the_test_behind_more_than_chance_and_its_outcome(opened: Open, country: Country):
    """What the title concludes follows from the chance that is told."""
    feet = {
        **{part["figure"]: part for part in drawn(opened(country[0], "training", naar="toegang")) if "how" in part},
        **{part["figure"]: part for part in drawn(opened(country[0], "steps")) if "how" in part},
        **{part["figure"]: part for part in drawn(opened(country[0], "compare", naar="grootte")) if "how" in part},
    }
    for figure, test in (("training_kinds", "permutatietoets"), ("all_busy", "Kruskal"), ("groups", "Kruskal")):
        told = dict(feet[figure]["how"])["Of toeval het verklaart"]
        assert test in told
        assert "Uitkomst: de kans op zo'n verschil door toeval is" in told
    told = dict(feet["training_kinds"]["how"])["Of toeval het verklaart"]
    finding = feet["training_kinds"]["finding"]
    assert ("noemen wij het meer dan toeval" in told) == finding.startswith("Naar toegang loopt")
    assert ("niet aangetoond" in told) == ("niet aangetoond" in finding)


def test_where_enough_stated_it_in_one_kind_alone_nothing_is_said_of_everywhere():
    rows = pl.DataFrame({
        "target_group": ["basis"] * 3, "size_class": [3, 4, 5], "value": [0.05, 0.17, 0.02],
        "stated_count": [4, 25, 3], "unknown_count": [20, 5, 10],
    })  # fmt: skip
    picture: Any = SimpleNamespace(
        of_group=lambda frame: frame, by_group=SimpleNamespace(rows=rows), grouped_by="size_class"
    )
    assert by_kind_finding(picture, Withheld({}), "nl") == "Waar opleiding verder is, is nog niet te zeggen"
