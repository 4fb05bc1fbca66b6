"""The atlas in a real browser: it answers by itself, by mouse, finger and keyboard, on screen and on paper."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from domain.municipalities import Register
from language.formats import day
from pipelines.boundaries import keep_boundaries, read_boundaries
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.figure.leaving import rows_of_csv
from tests.dashboard.screens.national.atlas.visit import PHONE, Visit, finished_on

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
MAIN_SIGNS = (
    "outside",
    "hatch",
    "finished",
    "rim_started",
    "rim",
    "dash",
    "absent",
)  # each municipality has one of these
SHIFTED = 6.2  # a square of the made-up boundaries, in degrees


def test_the_map_is_walked_with_the_keyboard_and_enter_opens_a_municipality_at_the_month_that_is_shown(
    visit: Visit, address: str
):
    visit.open(address, f"gemeente={example.OWN}")
    visit.slide(8)
    field = visit.page.get_by_role("application").first
    field.focus()
    names = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        field.press(key)
        names.append(visit.page.locator("p.readout strong").inner_text())
    assert names[0] == "Zutphen"
    assert len(set(names)) == len(names)
    month = visit.months()[8]
    field.press("Enter")
    visit.page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(visit.page)
    assert visit.page.locator("h1").inner_text() == names[-1]
    assert visit.query()["stand"] == month


def test_the_matrix_is_one_stop_of_the_keyboard_and_says_municipality_and_step(visit: Visit, address: str):
    visit.open(address, f"gemeente={example.OWN}&stap=1")
    visit.page.locator("select#sort").select_option("name")
    field = visit.page.get_by_role("application").nth(1)
    field.focus()
    readout = visit.page.locator("p.readout")
    field.press("ArrowRight")
    expect(readout).to_contain_text("Zutphen · Gelderland · stap 1:")
    field.press("ArrowDown")
    expect(readout).to_contain_text("stap 2:")
    field.press("Home")
    expect(readout.locator("strong")).to_have_text("Aa en Hunze")
    field.press("End")
    expect(readout.locator("strong")).to_have_text("Zwolle")
    outline = field.evaluate("(it) => getComputedStyle(it).outlineStyle")
    assert outline != "none"
    assert field.get_attribute("tabindex") == "0"


def test_what_is_pointed_at_on_the_map_is_named_in_the_matrix_too(visit: Visit, address: str):
    visit.open(address, "")
    visit.page.locator("div.field").first.hover(position={"x": 300, "y": 320})
    name = visit.page.locator("p.readout strong").inner_text()
    assert visit.page.locator("svg.matrix text.named").text_content() == name
    visit.page.locator("svg.matrix").hover(position={"x": 400, "y": 200})
    other = visit.page.locator("p.readout strong").inner_text()
    assert visit.page.locator("svg.matrix text.named").text_content() == other
    assert visit.page.locator("svg.map > path").last.get_attribute("d")


def test_a_highlight_lights_the_group_and_dims_the_rest_and_loses_nobody(visit: Visit, address: str):
    visit.open(address, f"gemeente={example.OWN}&stap=5")
    assert _signs(visit, "dim") == 0
    visit.page.locator("select#lit").select_option(label="Zeeland")
    assert (_signs(visit, "lit"), _signs(visit, "dim")) == (13, 329)
    visit.page.locator("select#lit").select_option("peers")
    lit = _signs(visit, "lit")
    assert 5 < lit < 100
    assert lit + _signs(visit, "dim") == 342


def _signs(visit: Visit, group: str) -> int:
    """How many municipalities are drawn in a group: each has exactly one main sign."""
    paths = [visit.page.locator(f"svg.map g.{group} path[data-sign={sign}]").get_attribute("d") for sign in MAIN_SIGNS]
    return sum((path or "").count("M") for path in paths)


def test_not_reported_is_hatch_without_an_outline_and_not_started_an_outline_without_a_fill(visit: Visit, address: str):
    visit.open(address, "stap=11")
    hatch, rim = (visit.page.locator(f"svg.map g.lit path[data-sign={sign}]") for sign in ("hatch", "rim"))
    styles = [it.evaluate("(it) => [getComputedStyle(it).fill, getComputedStyle(it).stroke]") for it in (hatch, rim)]
    assert "hatch" in styles[0][0]
    assert styles[0][1] == "none"
    assert styles[1][0] == "none"
    assert styles[1][1] != "none"


def test_stale_standings_carry_stripes_on_the_map_and_in_the_matrix(visit: Visit, address: str):
    visit.open(address, "stap=1")
    for picture in ("svg.map g.lit", "svg.matrix >"):
        assert visit.page.locator(f"{picture} path[data-sign=stale]").get_attribute("d")


def test_the_table_and_the_file_are_of_the_month_and_the_step_that_are_shown(
    visit: Visit, address: str, home: Path, tmp_path: Path
):
    visit.open(address, "stap=5")
    visit.page.get_by_role("button", name="Tabel").first.click()
    month = visit.months().index("2026-03-31")
    visit.slide(month)
    count = finished_on(home, date(2026, 3, 31), 5)
    rows = visit.atlas.locator("tbody tr")
    assert rows.count() == 342
    standings = visit.atlas.locator("tbody td:nth-child(5)").all_inner_texts()
    assert standings.count("Klaar") == count
    written = _saved(visit, "CSV", tmp_path)
    assert written.startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "wams-kaart-2026-03-31.csv").exists()
    table = rows_of_csv(written.decode("utf-8"))
    assert [row["Stand"] for row in table] == standings
    assert {row["Stap verouderd"] for row in table} <= {"ja", "nee"}
    silent = next(row for row in table if row["Stand"] == "Geen opgave")
    assert silent["Laatste opgave"] == "nog niet"
    assert "" not in {cell for row in table for cell in row.values()}


def _saved(visit: Visit, name: str, folder: Path) -> bytes:
    if visit.atlas.get_by_role("button", name=name, exact=True).count() == 0:
        visit.atlas.get_by_role("button", name="Download", exact=True).click()
    with visit.page.expect_download() as started:
        visit.atlas.get_by_role("button", name=name, exact=True).click()
    started.value.save_as(folder / started.value.suggested_filename)
    return (folder / started.value.suggested_filename).read_bytes()


def test_the_workbook_and_the_picture_are_of_what_is_shown_and_the_link_opens_it(
    visit: Visit, address: str, tmp_path: Path
):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(address, "taal=nl")
    visit.slide(visit.months().index("2026-03-31"))
    visit.page.locator("button[data-step='5']").click()
    finding = visit.atlas.locator("h2").inner_text()
    table = _table_of(_saved(visit, "CSV", tmp_path))
    book = CalamineWorkbook.from_filelike(io.BytesIO(_saved(visit, "Excel (xlsx)", tmp_path)))
    cells = book.get_sheet_by_name("Tabel").to_python()
    assert [[_as_told(cell) for cell in row] for row in cells] == table
    assert {type(row[-1]) for row in cells[1:]} == {date, str}  # a day, or that there never was one
    assert dict(row[:2] for row in book.get_sheet_by_name("Toelichting").to_python())["Bevinding"] == finding
    picture = " ".join(_saved(visit, "SVG", tmp_path).decode("utf-8").split())
    assert "31 mrt 2026" in picture
    assert "Werkprocessen" in picture
    assert "var(--" not in picture
    visit.atlas.get_by_role("button", name="Tabel", exact=True).click()
    visit.atlas.get_by_role("button", name="Link", exact=True).click()
    expect(visit.atlas.locator("p.status")).to_contain_text("klembord")
    visit.page.goto(visit.page.evaluate("navigator.clipboard.readText()"))
    wait_until_drawn(visit.page)
    assert visit.shown() == ("2026-03-31", "5")
    assert visit.atlas.locator("tbody tr").count() == 342


def _table_of(file: bytes) -> list[list[str]]:
    """The rows of a file of text, without what is told under them."""
    table, _, _ = file.decode("utf-8-sig").partition("\r\n\r\n")
    return list(csv.reader(table.splitlines(), delimiter=";"))


def _as_told(cell: object) -> str:
    """A cell of a workbook as the same stands in the file of text."""
    return day(cell, "nl") if isinstance(cell, date) else str(cell).removesuffix(".0")


def test_a_file_is_of_the_month_that_is_shown_when_it_is_asked_for(visit: Visit, address: str, tmp_path: Path):
    visit.open(address, "stap=5")
    visit.atlas.get_by_role("button", name="Download", exact=True).click()
    for month in ("2026-03-31", "2025-12-31"):
        visit.slide(visit.months().index(month))
        table = _table_of(_saved(visit, "CSV", tmp_path))
        _saved(visit, "Excel (xlsx)", tmp_path)
        cells = CalamineWorkbook.from_path(tmp_path / f"wams-kaart-{month}.xlsx").get_sheet_by_name("Tabel").to_python()
        assert [[_as_told(cell) for cell in row] for row in cells] == table


def test_boundaries_are_a_second_form_only_where_they_were_loaded(visit: Visit, address: str, home: Path):
    visit.open(address, "")
    assert visit.page.locator("[data-form]").count() == 0
    path = keep_boundaries(
        read_boundaries(_squares("GM0301", "GM0363"), "vierkanten.geojson", Register.load().by_code), home
    )
    try:
        visit.open(address, f"gemeente={example.OWN}&stap=5")
        visit.page.get_by_role("button", name="Kaart", exact=True).click()
        assert visit.sent == []
        assert _signs(visit, "lit") == 2
        assert "Aa en Hunze" in visit.atlas.locator("p.missing").inner_text()
        assert "Zutphen" not in visit.atlas.locator("p.missing").inner_text()
        box = visit.page.locator("svg.map").bounding_box()
        assert box
        visit.page.locator("svg.map").hover(position={"x": 4, "y": box["height"] / 2}, force=True)
        expect(visit.page.locator("p.readout strong")).to_have_text("Zutphen")
    finally:
        path.unlink()


def _squares(*codes: str) -> bytes:
    """Squares beside each other, from west to east."""
    features = []
    for place, code in enumerate(codes):
        x, y = SHIFTED + 0.2 * place, 52.1
        ring = [[x, y], [x, y + 0.1], [x + 0.1, y + 0.1], [x + 0.1, y], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"statcode": code}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_on_paper_the_month_and_the_step_stand_in_words_and_the_controls_are_gone(visit: Visit, address: str):
    visit.open(address, "stap=5")
    visit.slide(4)
    day = date.fromisoformat(visit.months()[4])
    assert (day + timedelta(days=1)).day == 1
    visit.page.emulate_media(media="print", color_scheme="dark")
    expect(visit.atlas.locator("p.printed")).to_be_visible()
    expect(visit.atlas.locator("p.printed")).to_have_text(
        "Stand op 31 jul 2025. Stap 5: Aanpassen werkprocessen/werkinstructies."
    )
    for control in ("div.steps", "div.tools", "input.slider", "button.play", "span.actions"):
        expect(visit.atlas.locator(control)).to_be_hidden()
    ink = visit.atlas.locator("h2").evaluate("(it) => getComputedStyle(it).color")
    assert ink == "rgb(27, 33, 39)"


@pytest.mark.parametrize("visit", [{"viewport": PHONE, "has_touch": True}], ids=["phone"], indirect=True)
def test_on_a_phone_a_touch_names_a_municipality_and_a_large_button_opens_it(visit: Visit, address: str):
    visit.open(address, "")
    field = visit.page.locator("div.field").first
    field.scroll_into_view_if_needed()
    field.tap(position={"x": 200, "y": 220})
    name = visit.page.locator("p.readout strong").inner_text()
    button = visit.page.locator("p.readout button")
    box = button.bounding_box()
    assert box
    assert min(box["height"], box["width"]) >= 44
    button.tap()
    visit.page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(visit.page)
    assert visit.page.locator("h1").inner_text() == name
