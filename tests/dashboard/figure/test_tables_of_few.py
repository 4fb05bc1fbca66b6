"""A table gives no number of a few where its figure says too few: no middle, no quarter, no share, no expectation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
FEW = "te weinig"
BEHIND = {
    "training_hours": ("training", "Gemeenten met opgave", ("Kwart van de", "Middelste gemeente", "Driekwart tot")),
    "training_leak": ("training", "Gemeenten met opgave", ("Aandeel opgeleid", "Aandeel zonder vertrek")),
    "cost_norm": ("costs", "Gemeenten met bedrag", ("Deel van onze norm",)),
    "cost_spread": ("costs", "Klaar met bedrag", ("Eerste kwart", "Middelste", "Derde kwart")),
    "cost_never": ("costs", "Klaar met bedrag", ("Eerste kwart", "Middelste", "Derde kwart", "Verwacht totaal", "95%")),
    "cost_expected": ("costs", "Klaar met bedrag", ("Verwacht totaal", "95%")),
}
"""Figure -> its screen, the column that says of how many, and how the columns begin that would speak for all."""


def _table(app: AppTest, figure: str) -> dict[str, Any]:
    assert not app.exception
    return next(part["table"] for part in drawn(app) if part.get("figure") == figure)


@pytest.mark.parametrize("figure", BEHIND)
def test_of_fewer_than_twenty_and_not_all_a_table_gives_no_middle_share_or_expectation(
    opened: Open, country: Country, figure: str
):
    screen, counted, speaking = BEHIND[figure]
    table = _table(opened(country[0], screen, provincie="Gelderland"), figure)  # some 9 of its 51 are in the example
    labels = [column["label"] for column in table["columns"]]
    places = [place for place, label in enumerate(labels) if label.startswith(speaking)]
    assert places
    rows = [row for row in table["rows"] if 0 < int(row[labels.index(counted)].replace(".", "")) < 9]
    assert rows
    for row in rows:
        assert not any(any(sign.isdigit() for sign in row[place]) for place in places), row
    assert any(row[place] == FEW for row in rows for place in places)


def test_a_range_over_a_few_is_drawn_pale_and_says_too_few(opened: Open, country: Country):
    app = opened(country[0], "costs", provincie="Gelderland")
    norm = next(part for part in drawn(app) if "lines" in part and "rows" in part)
    assert "Te weinig opgaven voor een uitspraak over de groep" in [word for _, word in norm["key"]]
    (training,) = (row for row in norm["rows"] if row.get("label") == "alle gemeenten")
    assert [(mark["kind"], mark["text"]) for mark in training["marks"]] == [("few", FEW)]
    assert training["right"][0] == FEW
    rows = [row for part in drawn(app) for row in part.get("rows", ()) if isinstance(row, dict)]
    assert not any(mark["kind"] == "band" for row in rows for mark in row.get("marks", ()))
