"""Whatever leaves says what it is, where only a browser makes it: the pictures of every figure, paper, the atlas.

The figures are collected from the screens, so that a new one cannot be forgotten; every other file is read in
test_whatever_leaves.
"""

import re
import struct
import zlib
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import PAGES, Visit
from tests.dashboard.figure.leaving import CHOSEN, missing, text_of_csv, text_of_workbook

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
KEY = "(figure) => [...figure.classList].find((name) => name.startsWith('st-key-figure_')).slice(14)"
FIGURES = "[class*='st-key-figure_']"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
# What is read of a figure on paper: all that is drawn, in light and shadow documents.
READ = """(figure) => {
  const found = [];
  const look = (element) => {
    if (getComputedStyle(element).display === 'none') return;
    for (const child of (element.shadowRoot ?? element).childNodes) {
      if (child.nodeType === 3) found.push(child.data);
      else if (child.nodeType === 1 && !['STYLE', 'SCRIPT'].includes(child.tagName)) look(child);
    }
  };
  look(figure);
  return found.join(' ');
}"""


def _open(visit: Visit, address: str, screen: str, **more: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in {**CHOSEN, **more, "gemeente": example.OWN}.items())
    visit.page.goto(f"{address}/{PAGES[screen]}?bekend=2026-11-23T12:00:00Z&{query}")
    wait_until_drawn(visit.page)
    return visit.page


def _figures(page: Page) -> dict[str, Locator]:
    return {figure.evaluate(KEY): figure for figure in page.locator(FIGURES).all()}


def _saved(page: Page, figure: Locator, name: str, folder: Path) -> bytes:
    with page.expect_download() as started:
        figure.get_by_role("button", name=name, exact=True).last.click()
    started.value.save_as(folder / started.value.suggested_filename)
    return (folder / started.value.suggested_filename).read_bytes()


def _drawn_words(picture: bytes) -> str:
    """What stands in a picture to be seen: its texts, without its title and description."""
    return "\n".join("".join(text.itertext()) for text in ElementTree.fromstring(picture).iter(f"{SVG}text"))


def _words_of_png(picture: bytes) -> str:
    """The texts in a PNG; every chunk is as its sum says."""
    assert picture.startswith(SIGNATURE)
    place, found = len(SIGNATURE), []
    while place < len(picture):
        (size,) = struct.unpack(">I", picture[place : place + 4])
        kind, inside = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + size]
        assert picture[place + 8 + size : place + 12 + size] == struct.pack(">I", zlib.crc32(kind + inside))
        if kind == b"iTXt":
            found.append(inside.split(b"\0\0\0\0\0", 1)[1].decode("utf-8"))
        place += 12 + size
    return "\n".join(found)


def _lacks(text: str, figure: Locator, key: str, screen: str) -> list[str]:
    return missing(text, finding=figure.locator("h2").first.inner_text(), figure=key, is_of_view=screen != "account")


@pytest.mark.parametrize("most", [1, pytest.param(100, marks=pytest.mark.long)], ids=["a picture", "all pictures"])
@pytest.mark.parametrize("screen", PAGES)
def test_pictures_and_paper_say_what_is_shown_of_whom_as_of_known_on_n_kind_versions_and_where_to_find_it_again(
    visit: Visit, address: str, screen: str, most: int, tmp_path: Path
):
    page, found = _open(visit, address, screen), {}
    figures = _figures(page)
    assert figures
    for key, figure in islice(figures.items(), most):
        figure.get_by_role("button", name="Download", exact=True).click()
        found[key, "SVG"] = _lacks(_drawn_words(_saved(page, figure, "SVG", tmp_path)), figure, key, screen)
        found[key, "PNG"] = _lacks(_words_of_png(_saved(page, figure, "PNG", tmp_path)), figure, key, screen)
    page.emulate_media(media="print")
    found |= {(key, "paper"): _lacks(figure.evaluate(READ), figure, key, screen) for key, figure in figures.items()}
    assert {place: lacks for place, lacks in found.items() if lacks} == {}
    assert visit.errors == []


@pytest.mark.parametrize(
    ("screen", "key"),
    [
        ("compare", "matrix"),
        ("costs", "cost_table"),
        pytest.param("quality", "silence", marks=pytest.mark.long),
        pytest.param("steps", "busy", marks=pytest.mark.long),
    ],
)
def test_the_picture_of_a_table_is_the_whole_table_with_its_names(
    visit: Visit, address: str, screen: str, key: str, tmp_path: Path
):
    page = _open(visit, address, screen, provincie="", leeftijd="")
    figure = page.locator(f".st-key-figure_{key}")
    figure.get_by_role("button", name="Tabel", exact=True).click()
    expect(figure.locator(".foot ~ .panel tbody tr").first).to_be_visible(timeout=20_000)
    column = 0 if key == "busy" else 1
    rows = "(rows, column) => rows.map((row) => row.cells[column].textContent)"
    names = figure.locator(".foot ~ .panel tbody tr").evaluate_all(rows, column)
    figure.get_by_role("button", name="Download", exact=True).click()
    picture = _drawn_words(_saved(page, figure, "SVG", tmp_path))
    assert len(names) > 10
    assert [name for name in names if name not in picture] == []


def test_what_is_printed_has_every_row_of_a_list_and_of_the_matrix(visit: Visit, address: str):
    for screen, key, count in (("compare", "matrix", 342), ("quality", "silence", 290)):
        page = _open(visit, address, screen, provincie="", leeftijd="")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        rows = page.locator(f".st-key-figure_{key}").locator("[role=row], tbody tr")
        assert rows.count() >= count
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        expect(rows.nth(200)).not_to_be_attached()


def test_the_files_of_the_atlas_are_of_its_own_month_and_say_so(visit: Visit, address: str, tmp_path: Path):
    page = _open(visit, address, "national", stap="5")
    figure = page.locator(".st-key-figure_map")
    finding = figure.locator("h2").first.inner_text()
    figure.get_by_role("button", name="Download", exact=True).click()
    texts = {
        "CSV": text_of_csv(_saved(page, figure, "CSV", tmp_path).decode("utf-8")),
        "XLSX": text_of_workbook(_saved(page, figure, "Excel (xlsx)", tmp_path)),
    }
    found = {kind: missing(text, finding=finding, figure="map") for kind, text in texts.items()}
    assert {kind: lacks for kind, lacks in found.items() if lacks} == {}
    assert all(re.search(r"stap=5\b", text) for text in texts.values())
