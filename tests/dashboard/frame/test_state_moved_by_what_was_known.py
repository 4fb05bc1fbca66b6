"""Choosing an earlier moment of knowledge puts the date of the state back, and the page says from when to when."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from language.formats import day
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


def test_where_a_choice_of_what_was_known_moves_the_date_of_the_state_the_page_says_so_until_it_is_chosen_anew(
    visit: Visit, address: str
):
    page = visit.page
    page.goto(f"{address}/gegevenskwaliteit")
    wait_until_drawn(page)
    before = day(date.fromisoformat(page.locator("select#stand").input_value()), "nl")
    page.locator("select#bekend").select_option("2026-06-30")
    page.wait_for_url("**bekend=2026-06-30**")
    wait_until_drawn(page)
    told = page.get_by_text("U koos “Bekend op” 30 jun 2026.")
    expect(told).to_contain_text(f"Daarom ging “Stand op” van {before} naar 30 jun 2026.")
    page.locator("select#stand").select_option("2026-05-31")
    page.wait_for_url("**stand=2026-05-31**")
    wait_until_drawn(page)
    expect(told).to_have_count(0)
    assert visit.errors == []
