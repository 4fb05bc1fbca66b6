"""A group of which too few have reported is drawn pale, with its n and a word in the key; no card calls it unknown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

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
            seen.add(is_few)
    assert True in seen
    assert any(FEW in key for key in _keys(app))


def test_a_card_of_few_says_too_few_and_not_unknown(opened: Open, country: Country):
    figures = next(part["figures"] for part in drawn(opened(country[0], "training", provincie="Utrecht"))
                   if "figures" in part)  # fmt: skip
    of_few = [figure for figure in figures if "te weinig voor één getal" in figure["note"]]
    assert of_few
    assert {figure["value"] for figure in of_few} == {"te weinig"}


def test_whose_form_of_access_is_not_known_is_not_called_silent(opened: Open, country: Country):
    labels = [row["label"] for row in _rows(opened(country[0], "training", naar="toegang"))]
    assert "vorm van toegang onbekend" in labels
    assert "geen opgave" not in labels
