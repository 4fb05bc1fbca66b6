"""The scripts of the drawn parts in a real browser: fetched once, shared by all parts, and asked for again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


def _goes_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    wait_until_drawn(page)


def test_a_script_is_fetched_once_for_all_parts_and_pages_of_a_visit(visit: Visit, address: str):
    asked: list[str] = []

    def look(request: Request) -> None:
        if "/scripts/" in request.url:
            asked.append(request.url)

    visit.page.on("request", look)
    visit.page.goto(address)
    wait_until_drawn(visit.page)
    _goes_to(visit.page, "Stappen")
    _goes_to(visit.page, "Landelijk beeld")
    assert len(asked) > 20
    assert len(asked) == len(set(asked))
    assert not visit.errors


def test_a_script_that_did_not_come_is_asked_for_once_more(visit: Visit, address: str):
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    visit.page.route("**/scripts/**/headlines.js*", refuse_once)
    visit.page.goto(address)
    wait_until_drawn(visit.page)
    expect(visit.page.locator(".figures")).to_be_visible()
    assert refused
    assert not visit.errors


def test_a_script_that_never_comes_leaves_the_other_parts_as_they_are(visit: Visit, address: str):
    visit.page.route("**/scripts/**/bars.js*", lambda route: route.abort())
    visit.page.goto(address)
    expect(visit.page.locator(".figures")).to_be_visible(timeout=30_000)
    expect(visit.page.locator(".atlas")).to_be_visible()
    assert not visit.errors


def test_parts_of_one_kind_on_a_page_each_keep_their_own_order(visit: Visit, address: str):
    visit.page.goto(f"{address}/stappen?stap=5")
    wait_until_drawn(visit.page)
    tables = visit.page.locator("table:has(button.sort)")
    assert tables.count() > 1
    tables.nth(0).locator("button.sort").first.click()
    expect(tables.nth(0).locator("th[aria-sort]")).to_have_count(1)
    expect(tables.nth(1).locator("th[aria-sort]")).to_have_count(0)


def test_a_list_sorts_a_number_from_the_highest_and_keeps_its_key_column(visit: Visit, address: str):
    visit.page.goto(f"{address}/stappen?stap=6&taal=nl")
    table = visit.page.locator(".st-key-figure_all_busy table:has(button.sort)")
    head = table.locator("th.number").first
    expect(head.locator(".arrow")).to_have_text("↕", timeout=20_000)
    head.locator("button.sort").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    sticks = "cell => getComputedStyle(cell).position"
    assert table.locator("tbody th").first.evaluate(sticks) == "sticky"
