"""Under every figure: what a visitor takes away is what stood on the screen, and a link opens it again."""

import io
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect
from python_calamine import CalamineWorkbook

from language.formats import day
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.figure.leaving import rows_of_csv

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


def _steps(visit: Visit, address: str, query: str = "") -> Locator:
    visit.page.goto(f"{address}/?gemeente={example.OWN}&stap=5{query}")
    wait_until_drawn(visit.page)
    return visit.page.locator(".st-key-figure_steps")


def _saved(visit: Visit, figure: Locator, name: str, folder: Path) -> bytes:
    if figure.get_by_role("button", name=name, exact=True).count() == 0:
        figure.get_by_role("button", name="Download", exact=True).click()
    with visit.page.expect_download() as started:
        figure.get_by_role("button", name=name, exact=True).click()
    started.value.save_as(folder / started.value.suggested_filename)
    return (folder / started.value.suggested_filename).read_bytes()


def _on_the_screen(figure: Locator) -> list[list[str]]:
    figure.get_by_role("button", name="Tabel", exact=True).click()
    expect(figure.locator("tbody tr").first).to_be_visible(timeout=20_000)
    rows = "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    return figure.locator("table tr").evaluate_all(rows)


def test_the_csv_and_the_workbook_hold_the_rows_that_the_table_shows(visit: Visit, address: str, tmp_path: Path):
    figure = _steps(visit, address)
    shown = _on_the_screen(figure)
    text = _saved(visit, figure, "CSV", tmp_path).decode("utf-8")
    rows = rows_of_csv(text)
    from_csv = [list(rows[0]), *(list(row.values()) for row in rows)]
    book = CalamineWorkbook.from_filelike(io.BytesIO(_saved(visit, figure, "Excel (xlsx)", tmp_path)))
    from_book = book.get_sheet_by_name("Tabel").to_python()
    assert from_csv[0] == from_book[0]
    assert from_csv[0][:7] == shown[0][:7]  # on the screen shares share a column with their interval
    assert [row[1] for row in from_csv[1:]] == [row[1] for row in from_book[1:]] == [row[1] for row in shown[1:]]
    shares = [[float(cell.replace(",", ".")) for cell in row[7:] if cell[:1].isdigit()] for row in from_csv[1:]]
    in_book = [[cell for cell in row[7:] if isinstance(cell, float)] for row in from_book[1:]]
    assert shares == [pytest.approx(row, abs=1e-15) for row in in_book]  # a workbook keeps 16 digits
    about = dict(book.get_sheet_by_name("Toelichting").to_python())
    assert about["Bevinding"] == figure.locator("h2").inner_text()


def test_the_picture_holds_the_finding_the_key_the_drawing_and_the_note(visit: Visit, address: str, tmp_path: Path):
    figure = _steps(visit, address)
    picture = _saved(visit, figure, "SVG", tmp_path).decode("utf-8")
    plain = " ".join(picture.split())
    as_of = date.fromisoformat(visit.page.locator("select#stand").input_value())
    stand = f"stand {day(as_of, 'nl')}"
    for words in (figure.locator("h2").inner_text().split()[0], "Geen opgave", "Werkprocessen", stand):
        assert words in plain
    assert "var(--" not in picture
    assert _saved(visit, figure, "PNG", tmp_path).startswith(b"\x89PNG")
    assert visit.errors == []


def test_the_link_opens_the_same_figure_with_its_table_open_and_known_as_it_is_now(visit: Visit, address: str):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = _steps(visit, address, "&provincie=Utrecht")
    shown = _on_the_screen(figure)
    figure.get_by_role("button", name="Link", exact=True).click()
    expect(figure.get_by_role("status")).to_contain_text("klembord")
    link = visit.page.evaluate("navigator.clipboard.readText()")
    query = parse_qs(urlsplit(link).query)
    assert query["figuur"] == ["steps"]
    assert query["provincie"] == ["Utrecht"]
    assert "T" in query["bekend"][0]
    visit.page.goto(link)
    wait_until_drawn(visit.page)
    again = visit.page.locator(".st-key-figure_steps")
    expect(again.locator("tbody tr").first).to_be_visible(timeout=20_000)
    rows = "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    assert again.locator("table tr").evaluate_all(rows) == shown
    expect(again.locator("h2")).to_be_in_viewport()


def test_what_is_asked_for_under_one_figure_draws_no_other_figure_again(visit: Visit, address: str):
    figure = _steps(visit, address)
    other = visit.page.locator(".st-key-figure_changes .root > *").first
    other.evaluate("(element) => { element.dataset.seen = 'yes'; }")
    _on_the_screen(figure)
    assert other.get_attribute("data-seen") == "yes"
