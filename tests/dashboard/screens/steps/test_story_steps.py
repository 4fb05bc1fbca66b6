"""What somebody comes to the page of one step for, walked in a real browser and counted apart from the store."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.clocks import end_of_day
from domain.municipalities import Register
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import DESK, Visit
from tests.dashboard.reading import Statement, latest_on_step, waits_on

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
AS_OF, KNOWN = date(2026, 10, 31), date(2026, 11, 20)
FRONT = f"/?stand={AS_OF}&bekend={KNOWN}"
STEP, SIZE = 6, 4
Country = tuple[Path, list[str]]


def _said(country: Country, step: int) -> dict[str, Statement]:
    return latest_on_step(country[0], step, as_of=AS_OF, known_on=end_of_day(KNOWN))


def _to_the_step(page: Page, address: str) -> None:
    page.goto(f"{address}{FRONT}")
    wait_until_drawn(page)
    page.get_by_role("link", name="Stappen", exact=True).click()
    page.wait_for_url("**/stappen**")
    wait_until_drawn(page)
    page.get_by_role("button", name=f"Stap {STEP}: ").click()
    page.wait_for_url(f"**stap={STEP}**")
    expect(page.get_by_role("button", name=f"Stap {STEP}: ")).to_have_attribute("aria-pressed", "true")
    wait_until_drawn(page)


def test_a_ministry_sees_in_three_clicks_what_waits_on_central_government(visit: Visit, address: str, country: Country):
    page = visit.page
    _to_the_step(page, address)
    figure = page.locator(".st-key-figure_waiting")
    figure.get_by_role("button", name="Tabel").click()
    row = figure.locator("tr", has=page.get_by_role("cell", name="rijk", exact=True)).first
    expect(row).to_be_visible(timeout=20_000)
    here, everywhere = (int(text) for text in row.get_by_role("cell").all_inner_texts()[1:])
    steps = range(1, 12)
    waits = {
        step: sum("rijk" in waits_on(said) for said in _said(country, step).values()) for step in steps
    }  # fmt: skip
    assert here == waits[STEP]
    assert everywhere == sum(waits.values()) > 0
    assert visit.errors == []


def test_a_ministry_sees_in_one_click_which_municipalities_wait_on_central_government(
    visit: Visit, address: str, country: Country
):
    page = visit.page
    page.goto(f"{address}{FRONT}")
    wait_until_drawn(page)
    page.get_by_role("button", name="Wat wacht op het rijk?", exact=True).click()
    page.wait_for_url("**/stappen**wacht=rijk**")
    wait_until_drawn(page)
    named = page.locator(".st-key-figure_waits table", has=page.get_by_text("Wie wacht op het Rijk"))
    names = {one.name: code for code, one in Register.load().by_code.items()}
    found = {
        (names[row.locator("th").inner_text()], int(row.locator("td").first.inner_text().split()[0]))
        for row in named.locator("tbody tr").all()
    }
    assert found == {
        (code, step) for step in range(1, 12) for code, said in _said(country, step).items() if "rijk" in waits_on(said)
    }
    assert found
    assert visit.errors == []


def test_an_adviser_sees_what_holds_municipalities_of_a_size_back_and_who_has_just_solved_it(
    visit: Visit, address: str, country: Country
):
    page = visit.page
    _to_the_step(page, address)
    page.locator("select#grootte").select_option(str(SIZE))
    page.wait_for_url(f"**grootte={SIZE}**")
    wait_until_drawn(page)
    sizes = dict(Register.load().on(AS_OF).select("municipality_code", "size_class").iter_rows())
    said = {code: one for code, one in _said(country, STEP).items() if sizes[code] == SIZE}
    started = [one for one in said.values() if one["standing"] == "started"]
    waits = [party for one in started for party in waits_on(one)]
    most = max(waits.count(party) for party in set(waits))
    finding = page.get_by_role("heading", level=2).filter(has_text=re.compile(r"als partij waarop zij wacht\b"))
    expect(finding).to_contain_text(re.compile(rf": (elk )?{most} van de {len(started)}\b"))
    # a peer that has just finished it: of the same size, and it said so itself
    rows = page.locator(".st-key-figure_busy table tbody tr").filter(has=page.get_by_role("button"))
    peers = rows.locator("td:nth-child(5)")
    names = set(peers.all_inner_texts()) - {"geen"}
    by_name = {one.name: code for code, one in Register.load().by_code.items()}
    everyone = _said(country, STEP)
    assert names
    for name in names:
        ended = everyone[by_name[name]]["end_date"]
        assert 0 <= (AS_OF - ended).days < 183
    assert visit.errors == []


def test_the_first_of_the_list_leads_to_its_own_page(visit: Visit, address: str):
    page = visit.page
    _to_the_step(page, address)
    first = page.locator(".st-key-figure_busy button.open").first
    name = first.inner_text()
    first.click()
    page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(page)
    assert page.locator("h1").inner_text() == name


@pytest.mark.parametrize("visit", [{"viewport": DESK}, {"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_every_chart_of_a_step_says_its_finding_in_words_and_none_is_wider_than_the_window(visit: Visit, address: str):
    page = visit.page
    page.goto(f"{address}/stappen?stap={STEP}&naar=provincie&stand={AS_OF}")
    wait_until_drawn(page)
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    charts = page.locator("svg[role=img], [data-testid=stPlotlyChart]")
    said = [
        text for text in charts.evaluate_all("(all) => all.map((it) => it.getAttribute('aria-label') ?? '')") if text
    ]
    of_a_table = page.locator(".st-key-figure_conclusions h2").inner_text()
    for finding in [one for one in headings[:6] if one != of_a_table]:
        assert any(finding in text for text in said), finding
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= page.viewport_size["width"]
    assert re.search(r"\d", " ".join(said))
