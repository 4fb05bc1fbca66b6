"""What an adviser comes for, from the front page in at most three choices; and the matrix under the hand."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from domain.statements import Table
from language.formats import day
from tests.dashboard import example, said
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
Country = tuple[Path, list[str]]
STAND = "stand=2026-10-31&bekend=2026-11-22"
FOCUS = """() => {
  let at = document.activeElement;
  while (at.shadowRoot) at = at.shadowRoot.activeElement;
  return [at.dataset.focus, at.getAttribute("aria-label")];
}"""
PHONE = {"width": 390, "height": 844}


def _compare(visit: Visit, address: str, query: str = "") -> Page:
    page = visit.page
    page.goto(f"{address}/?{STAND}{query}")
    wait_until_drawn(page)
    page.get_by_role("link", name="Vergelijken", exact=True).click()
    page.wait_for_url("**/vergelijken**")
    wait_until_drawn(page)
    return page


def test_which_peer_has_just_solved_it(visit: Visit, address: str, country: Country):
    page = _compare(visit, address)
    page.locator("input#gemeente").fill("Zutphen")
    page.locator("input#gemeente").press("Enter")
    page.wait_for_url(f"**gemeente={example.OWN}**")
    wait_until_drawn(page)
    counts = {step: said.finished_lately(country[0], example.OWN, step) for step in range(1, 12)}
    step = max(counts, key=lambda number: (len(counts[number]), -number))
    page.get_by_role("button", name=f"Stap {step}: ").click()
    page.wait_for_url(f"**stap={step}**")
    wait_until_drawn(page)
    known, statements = said.facts(), said.last_said(country[0], Table.MILESTONE)
    rows = page.get_by_role("table", name="Wie een stap kortgeleden afrondde").locator("tbody tr")
    assert rows.locator("th").all_inner_texts() == [known[code]["name"] for code in counts[step]][:12]
    nearest = counts[step][0]
    expect(rows.first).to_contain_text(day(statements[nearest, step]["end_date"], "nl"))
    rows.first.get_by_role("button").click()
    page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(page)
    expect(page.locator("h1")).to_have_text(known[nearest]["name"])


@pytest.mark.parametrize("visit", [{"viewport": {"width": 700, "height": 900}}], indirect=True)
def test_the_link_of_a_list_stands_on_the_line_of_its_row(visit: Visit, address: str, country: Country):
    step = max(range(1, 12), key=lambda number: len(said.finished_lately(country[0], example.OWN, number)))
    page = visit.page
    page.goto(f"{address}/vergelijken?{STAND}&gemeente={example.OWN}&stap={step}")
    wait_until_drawn(page)
    rows = page.get_by_role("table", name="Wie een stap kortgeleden afrondde").locator("tbody tr")
    tops = rows.evaluate_all(
        """(rows) => rows.map((row) => [...row.cells].filter((cell) => cell.offsetWidth).map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell.querySelector("button") ?? cell);
          return range.getClientRects()[0].top;
        }))"""
    )
    assert tops
    assert all(max(row) - min(row) < 2 for row in tops)


def test_the_matrix_is_walked_with_the_arrow_keys_and_enter_opens_a_municipality(visit: Visit, address: str):
    page = _compare(visit, address, f"&gemeente={example.OWN}")
    grid = page.get_by_role("grid")
    grid.locator("[data-focus='cell0-0']").focus()
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    focus = page.evaluate(FOCUS)
    assert focus[0] == "cell40-3"
    assert focus[1].split(",")[0] in {"klaar", "begonnen", "niet begonnen", "geen opgave", "niet van toepassing"}
    name = grid.locator("[aria-rowindex='42'] .name").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(page)
    expect(page.locator("h1")).to_have_text(name)


def test_the_matrix_finds_a_municipality_by_another_name_and_keeps_the_own_one_on_top(visit: Visit, address: str):
    page = _compare(visit, address, f"&gemeente={example.OWN}")
    page.locator("input#find").fill("den bosch")
    names = page.get_by_role("grid").locator("[role=rowheader]")
    assert names.all_inner_texts() == ["Zutphen", "'s-Hertogenbosch"]
    page.locator("input#find").fill("Atlantis")
    assert names.all_inner_texts() == ["Zutphen"]
    expect(page.get_by_text("Geen gemeente heeft deze naam")).to_be_visible()


def test_the_matrix_is_sorted_by_any_column_and_the_unknown_come_last_either_way(
    visit: Visit, address: str, country: Country
):
    page = _compare(visit, address)
    statements = said.last_said(country[0], Table.MILESTONE)
    finished = {
        code: sum(statements[code, step]["standing"] == "finished" for step in range(1, 12))
        for code in said.reporters(country[0])
    }
    grid = page.get_by_role("grid")
    head = grid.get_by_role("button", name="Klaar", exact=True)
    applying = {
        code: sum(statements[code, step]["standing"] != "not_applicable" for step in range(1, 12)) for code in finished
    }
    first = min(finished, key=lambda code: (finished[code] == applying[code], finished[code]))
    last = max(finished, key=lambda code: (finished[code] == applying[code], finished[code]))
    for turn, code in (("ascending", first), ("descending", last)):
        head.click()
        expect(grid.locator("[role=columnheader][aria-sort]")).to_have_attribute("aria-sort", turn)
        assert (
            grid.locator(".body [role=row]")
            .first.locator(".number")
            .first.inner_text()
            .startswith(f"{finished[code]} van ")
        )
    grid.locator("[data-focus='cell-1-1']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+End")
    assert grid.locator("[aria-rowindex='343'] .number").first.inner_text() == "–"


@pytest.mark.parametrize("visit", [{"viewport": PHONE}], ids=["phone"], indirect=True)
def test_on_a_phone_the_matrix_shows_every_step_without_scrolling_sideways(visit: Visit, address: str):
    visit.page.goto(f"{address}/vergelijken?{STAND}&gemeente={example.OWN}")
    wait_until_drawn(visit.page)
    row = visit.page.get_by_role("grid").locator(".body [role=row]").first
    assert row.locator(".mark").count() == 11
    box = row.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["height"] >= 44


def test_a_comparison_stands_in_the_address_and_comes_back_with_it(visit: Visit, address: str):
    page = _compare(visit, address, f"&gemeente={example.OWN}")
    page.locator("select#cijfer").select_option("reporting_burden")
    page.wait_for_url("**cijfer=reporting_burden**")
    wait_until_drawn(page)
    query = parse_qs(urlsplit(page.url).query)
    assert (query["cijfer"], query["gemeente"]) == (["reporting_burden"], [example.OWN])
    told = page.locator("h2").nth(1).inner_text()
    page.reload()
    wait_until_drawn(page)
    assert page.locator("h2").nth(1).inner_text() == told
    assert page.locator("select#cijfer").input_value() == "reporting_burden"
