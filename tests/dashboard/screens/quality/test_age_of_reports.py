"""Who is older than an age, and who reported this quarter beside ever: against counts by hand from the statements."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.statements import Table
from language.formats import day
from tests import oracle
from tests.dashboard import journal_world
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)
CALLS = "Gemeenten zonder opgave of met een oudere"


def _newest(home: Path) -> dict[str, date]:
    newest: dict[str, date] = {}
    for said in journal_world.versions(home, Table.MILESTONE):
        if said["reporting_date"] <= AS_OF and said["withdrawn_at"] is None:
            code = said["municipality_code"]
            newest[code] = max(newest.get(code, date.min), said["reporting_date"])
    return newest


def _headline(app: AppTest, label: str) -> dict:
    figures = next(part["figures"] for part in drawn(app) if "figures" in part)
    return next(figure for figure in figures if figure["label"] == label)


@pytest.mark.parametrize("limit", [90, 180, 400])
def test_who_is_older_than_the_chosen_age_is_listed_by_size_with_the_date_of_the_last_report(
    opened: Open, country: Country, limit: int
):
    newest = _newest(country[0])
    older = {code: on for code, on in newest.items() if (AS_OF - on).days > limit}
    app = opened(country[0], "quality", leeftijd=str(limit))
    assert not app.exception
    calls = next(part for part in drawn(app) if part.get("caption") == CALLS)
    labels = [column["label"] for column in calls["columns"]]
    listed = {row["open"]: dict(zip(labels, row["cells"], strict=True)) for row in calls["rows"]}
    dated = {code: cells for code, cells in listed.items() if cells["Opgave"] != "Nog geen opgave"}
    assert {code: cells["Laatste peildatum"] for code, cells in dated.items()} == {
        code: day(on, "nl") for code, on in older.items()
    }
    assert {cells["Opgave"] for cells in dated.values()} <= {f"Ouder dan {limit} dagen"}
    sizes = {one["code"]: one["size_class"] for one in oracle.register_on(journal_world.world(country[0]), AS_OF)}
    place = labels.index("Gemeentegrootte")
    assert all(row["sort"][place] == sizes[row["open"]] for row in calls["rows"])
    assert _headline(app, f"Laatste opgave ouder dan {limit} dagen")["value"] == str(len(older))


def test_a_report_that_a_chosen_age_leaves_out_is_never_called_never_reported(opened: Open, country: Country):
    newest = _newest(country[0])
    app = opened(country[0], "quality", leeftijd="1")
    calls = next(part for part in drawn(app) if part.get("caption") == CALLS)
    states = {row["open"]: row["cells"][4] for row in calls["rows"]}
    assert {states[code] for code in newest} == {"Ouder dan 1 dag"}
    assert {state for code, state in states.items() if code not in newest} == {"Nog geen opgave"}


def test_reports_of_this_quarter_stand_beside_those_ever(opened: Open, country: Country):
    as_of = date(2026, 9, 30)
    said = [
        (one["municipality_code"], one["reporting_date"])
        for table in Table
        for one in journal_world.versions(country[0], table)
        if one["withdrawn_at"] is None and one["reporting_date"] <= as_of
    ]
    this = {code for code, on in said if on >= date(2026, 7, 1)}
    before = {code for code, on in said if date(2026, 4, 1) <= on < date(2026, 7, 1)}
    app = opened(country[0], "quality", stand=as_of.isoformat())
    quarter = _headline(app, "Opgave in dit kwartaal")
    assert (quarter["value"], quarter["unit"]) == (str(len(this)), "van 342")
    assert "van 1 jul 2026 tot en met 30 sep 2026" in quarter["note"]
    assert f"Het kwartaal ervoor: {len(before)} van 342." in quarter["note"]
    ever = {code for code, on in _newest(country[0]).items() if on <= as_of}
    assert f"{len(ever)} van 342" in _headline(app, "Deed opgave over de stappen")["note"]
