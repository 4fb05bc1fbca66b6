"""A municipal project leader asks: how was this number made?"""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from language.texts import say
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
HALF = {"width": 720, "height": 500}  # what a screen of 1440 shows at 200% zoom


def _open_entries(page: Page) -> list[str | None]:
    return [entry.get_attribute("id") for entry in page.locator("details[open]").all()]


def test_from_the_front_page_two_clicks_lead_to_the_account_of_a_figure(visit: Visit, address: str):
    visit.page.goto(f"{address}/")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("button", name="Hoe gemaakt?").nth(1).click()  # 1
    visit.page.get_by_role("link", name="Meer in de verantwoording").click()  # 2
    visit.page.wait_for_url("**/verantwoording**")
    wait_until_drawn(visit.page)
    assert _open_entries(visit.page) == ["step_completion"]
    expect(visit.page.get_by_text(say("metric.step_completion.how", "nl"))).to_be_visible()


def test_from_my_municipality_the_account_of_a_figure_opens_and_keeps_the_view(visit: Visit, address: str):
    visit.page.goto(f"{address}/?gemeente={example.OWN}&stand=2026-10-31")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("link", name="Mijn gemeente").click()  # 1
    visit.page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("button", name="Hoe gemaakt?").first.click()  # 2
    visit.page.get_by_role("link", name="Meer in de verantwoording").click()  # 3
    visit.page.wait_for_url("**/verantwoording**")
    wait_until_drawn(visit.page)
    query = parse_qs(urlsplit(visit.page.url).query)
    assert (query["gemeente"], query["stand"]) == ([example.OWN], ["2026-10-31"])
    assert _open_entries(visit.page) == query["cijfer"]
    expect(visit.page.locator("details[open] summary")).to_be_in_viewport()


def test_an_entry_opens_and_closes_with_the_keyboard_and_its_address_opens_it_alone(visit: Visit, address: str):
    visit.page.goto(f"{address}/verantwoording?taal=nl&cijfer=training_leak")
    wait_until_drawn(visit.page)
    assert _open_entries(visit.page) == ["training_leak"]
    summary = visit.page.locator("details#forecast summary")
    summary.focus()
    summary.press("Enter")
    expect(visit.page.locator("details#forecast")).to_have_attribute("open", "")
    link = visit.page.locator("details#forecast").get_by_role("link")
    link.click()
    visit.page.wait_for_url("**cijfer=forecast**")
    wait_until_drawn(visit.page)
    assert _open_entries(visit.page) == ["forecast"]


def test_what_is_closed_is_on_the_page_for_the_browser_to_find(visit: Visit, address: str):
    visit.page.goto(f"{address}/verantwoording?taal=nl")
    wait_until_drawn(visit.page)
    assert _open_entries(visit.page) == []
    assert visit.page.get_by_text(say("metric.training_leak.caution", "nl")).count() == 1


def test_a_file_is_made_when_it_is_asked_for(visit: Visit, address: str, tmp_path: Path):
    visit.page.goto(f"{address}/verantwoording?taal=nl&stand=2026-10-31")
    wait_until_drawn(visit.page)
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name=say("metric.training_coverage.label", "nl"), exact=True).click()
    assert started.value.suggested_filename == "wams-opgeleide-medewerkers-2026-10-31.csv"
    started.value.save_as(tmp_path / "file.csv")
    written = (tmp_path / "file.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1].startswith("Basis;")
