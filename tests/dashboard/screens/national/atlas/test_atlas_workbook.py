"""The workbook of the atlas: a row per municipality of what is shown, numbers as numbers and days as days."""

import base64
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from domain.municipalities import Register
from domain.statements import Table
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.national.atlas.visit import finished_on

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
DAY = date(2026, 3, 31)
TOLD = {"finding": "=1+1", "subtitle": "Wat", "note": "Van"}
FIRST = ["Code", "Gemeente", "Provincie"]


@pytest.fixture(scope="module")
def front(country: Country) -> AppTest:
    """The front page, drawn once; each test asks it for another workbook."""
    script = Path(__file__).parents[3] / "app_on_a_fixed_day.py"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAMS_HOME", str(country[0]))
        patch.setenv("WAMS_TEST_PAGE", "national")
        return AppTest.from_file(str(script), default_timeout=30).run()


class Book:
    """A workbook as the page sends it."""

    def __init__(self, front: AppTest, country: Country, step: str, day: date = DAY, **address: str) -> None:
        shown = {
            "asked": 7,
            "stand": day.isoformat(),
            "stap": step,
            "finding": "=1+1",
            "subtitle": "Wat",
            "note": "Van",
        }
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WAMS_HOME", str(country[0]))
            patch.setenv("WAMS_TEST_PAGE", "national")
            front.query_params.clear()
            for name, value in address.items():
                front.query_params[name] = value
            front.session_state["held_atlas_workbook"] = shown
            front.run()
        sent = next(part for part in drawn(front) if set(part) == {"asked", "file"})
        assert sent["asked"] == 7
        book = CalamineWorkbook.from_filelike(io.BytesIO(base64.b64decode(sent["file"])))
        self.head, *self.rows = book.get_sheet_by_name("Tabel").to_python()
        self.about = dict(row[:2] for row in book.get_sheet_by_name("Toelichting").to_python())

    def of(self, code: str) -> dict[str, Any]:
        return next(dict(zip(self.head, row, strict=True)) for row in self.rows if row[0] == code)


def _newest(home: Path, code: str, until: date) -> date | None:
    with Store(home).reader() as reader:
        said = reader.statements(Table.MILESTONE, municipality_codes=[code], as_of=until)
    return said["reporting_date"].max()  # type: ignore[return-value]  # of a column of dates


def test_a_step_has_a_row_for_every_municipality_with_its_standing_in_words_and_its_report_as_a_day(
    front: AppTest, country: Country
):
    home, codes = country
    book = Book(front, country, "5")
    assert book.head == [*FIRST, "Stap", "Stand", "Stap verouderd", "Laatste opgave"]
    assert len(book.rows) == 342
    assert {row[3] for row in book.rows} == {5.0}
    assert [row[4] for row in book.rows].count("Klaar") == finished_on(home, DAY, 5)
    for code in codes:
        assert book.of(code)["Laatste opgave"] == (_newest(home, code, DAY) or "nog niet")
    silent = book.of(next(code for code in codes if _newest(home, code, DAY) is None))
    assert (silent["Stand"], silent["Stap verouderd"], silent["Laatste opgave"]) == ("Geen opgave", "nee", "nog niet")


def test_all_steps_have_a_column_each_and_how_many_are_finished_of_how_many(front: AppTest, country: Country):
    home, _ = country
    book = Book(front, country, "alle")
    assert book.head == [*FIRST, "Stappen klaar", *map(str, range(1, 12)), "Laatste opgave"]
    for step in (1, 5, 11):
        told = [str(row[3 + step]).partition(",")[0] for row in book.rows]
        assert told.count("Klaar") == finished_on(home, DAY, step)
    for row in book.rows:
        told = [str(cell).partition(",")[0] for cell in row[4:-1]]
        own = len(told) - told.count("Niet van toepassing")
        assert row[3] == ("Geen opgave" if set(told) == {"Geen opgave"} else f"{told.count('Klaar')} van {own}")


def test_the_rows_go_by_name_whatever_sign_it_begins_with_and_a_name_stays_as_it_is(front: AppTest, country: Country):
    names = [row[1] for row in Book(front, country, "5").rows]
    assert names == sorted(names, key=lambda name: str(name).lstrip("'").lower())
    assert "'s-Hertogenbosch" in names


def test_only_who_the_filters_choose_stands_in_it(front: AppTest, country: Country):
    book = Book(front, country, "5", provincie="Zeeland")
    register = Register.load().on(DAY)
    assert {row[2] for row in book.rows} == {"Zeeland"}
    assert (
        len(book.rows)
        == register.join(
            Register.load().municipalities.filter(province="Zeeland"), on="municipality_code", how="semi"
        ).height
    )


def test_a_sheet_tells_what_it_is_and_a_text_that_begins_as_a_formula_stays_text(front: AppTest, country: Country):
    about = Book(front, country, "5").about
    assert about["Bevinding"] == "'=1+1"
    assert about["Wat het laat zien"] == "Wat"
    assert any("programma" in str(text).lower() for text in about.values())


def test_nonsense_in_the_request_gives_what_the_page_shows(front: AppTest, country: Country):
    assert Book(front, country, "zeven", date(1900, 1, 1)).head[3] == "Stap"


def test_who_asks_for_nothing_is_sent_nothing(opened: Open, country: Country):
    sent = next(part for part in drawn(opened(country[0])) if set(part) == {"asked", "file"})
    assert sent == {"asked": 0, "file": None}
