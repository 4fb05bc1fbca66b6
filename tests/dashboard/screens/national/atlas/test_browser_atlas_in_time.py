"""The atlas in a real browser: months and steps go by without the server, and the address follows."""

import statistics
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.screens.national.atlas.visit import DESK, PHONE, Visit, finished_on

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
LONG = pytest.mark.long
FRAME_MS = 32  # two frames of a screen of 60 Hz
PLACES = """atlas => ['.steps', '.map', '.matrix', '.slider', '.foot']
    .map(one => atlas.querySelector(one).getBoundingClientRect().top)"""
CUT = """atlas => [...atlas.querySelectorAll('.steady')]
    .filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.textContent)"""


def test_going_through_the_months_and_the_steps_sends_nothing_to_the_server(visit: Visit, address: str):
    visit.open(address, f"gemeente={example.OWN}&stap=5")
    months = visit.months()
    for month in [*range(len(months)), *reversed(range(len(months)))]:
        visit.slide(month)
        assert visit.shown() == (months[month], "5")
    for step in ("1", "alle", "11", "3"):
        visit.page.locator(f"button[data-step='{step}']").click()
        assert visit.shown() == (months[0], step)
    visit.page.locator("select#sort").select_option("province")
    visit.page.locator("select#lit").select_option("peers")
    visit.page.locator("div.field").first.hover(position={"x": 200, "y": 300})
    visit.page.locator("input.slider").press("End")
    visit.page.wait_for_timeout(500)
    assert visit.shown() == (months[-1], "3")
    assert visit.sent == []


def test_a_month_and_a_step_are_drawn_within_two_frames(visit: Visit, address: str):
    visit.open(address, "stap=5")
    took = []
    for month in [*range(len(visit.months())), *range(12)]:
        visit.slide(month)
        took.append(float(visit.atlas.get_attribute("data-ms") or "nan"))
    for step in ("1", "alle", "11"):
        visit.page.locator(f"button[data-step='{step}']").click()
        took.append(float(visit.atlas.get_attribute("data-ms") or "nan"))
    assert len(took) > 24
    assert statistics.median(took) < FRAME_MS


EACH = [
    pytest.param(language, {"viewport": viewport}, id=f"{language} {name}", marks=[] if is_each_time else LONG)
    for language, viewport, name, is_each_time in (
        ("nl", DESK, "desk", True), ("en", PHONE, "phone", True),
        ("en", DESK, "desk", False), ("nl", PHONE, "phone", False),
    )
]  # fmt: skip


@pytest.mark.parametrize(("language", "visit"), EACH, indirect=["visit"])
def test_nothing_moves_and_no_sentence_is_cut_while_the_months_go_by(visit: Visit, address: str, language: str):
    visit.open(address, f"taal={language}&stap=alle")
    for step in ("alle", "1", "11"):
        visit.page.locator(f"button[data-step='{step}']").click()
        places: set[tuple[float, ...]] = set()
        for month in range(len(visit.months())):
            visit.slide(month)
            places.add(tuple(visit.atlas.evaluate(PLACES)))
            assert visit.atlas.evaluate(CUT) == []
        assert len(places) == 1


def test_the_finding_says_what_the_statements_say_of_that_month(visit: Visit, address: str, home: Path):
    visit.open(address, "stap=5")
    months = visit.months()
    for value in ("2026-03-31", "2025-11-30"):
        visit.slide(months.index(value))
        day = date.fromisoformat(value)
        count = finished_on(home, day, 5)
        who = "1 gemeente" if count == 1 else f"{count or 'geen'} gemeente{'n' if count else ''}"
        expect(visit.atlas.locator("h2")).to_contain_text(
            f"{'31 mrt 2026' if day.month == 3 else '30 nov 2025'} bij {who} klaar"
        )
    visit.slide(len(months) - 1)
    expect(visit.atlas.locator("h2")).to_contain_text("Stap 5 is bij")


def test_the_address_follows_when_the_visitor_settles_and_a_link_opens_the_same(visit: Visit, address: str):
    visit.open(address, "taal=nl")
    visit.slide(3)
    visit.page.locator("button[data-step='4']").click()
    visit.page.wait_for_url("**stap=4**")
    month, stand = visit.months()[3], visit.page.locator("select#stand").input_value()
    assert visit.query()["kijk"] == month
    visit.page.reload()
    wait_until_drawn(visit.page)
    assert visit.shown() == (month, "4")
    assert visit.page.locator("select#stand").input_value() == stand != month  # the page itself stays at its date


@pytest.mark.parametrize("query", ["", "taal=nl&gemeente=GM0301"])
def test_a_later_choice_keeps_the_month_and_the_step_of_the_atlas(visit: Visit, address: str, query: str):
    visit.open(address, query)
    visit.slide(5)
    visit.page.locator("button[data-step='2']").click()
    visit.page.wait_for_timeout(400)
    month = visit.months()[5]
    visit.page.locator("select#provincie").select_option("Gelderland")
    visit.page.wait_for_selector("div.atlas[data-chosen='provincie=Gelderland']")
    wait_until_drawn(visit.page)
    assert visit.shown() == (month, "2")
    visit.page.wait_for_url(f"**kijk={month}**")
    assert (visit.query()["stap"], visit.query()["provincie"]) == ("2", "Gelderland")
    assert visit.query().get("stand") != month
    visit.page.get_by_role("button", name="English").click()
    visit.page.wait_for_url("**taal=en**")
    wait_until_drawn(visit.page)
    assert visit.shown() == (month, "2")


def test_the_whole_page_can_be_shown_at_the_month_of_the_atlas(visit: Visit, address: str):
    visit.open(address, "stap=5")
    visit.slide(6)
    month = visit.months()[6]
    visit.page.get_by_role("button", name="Toon de hele pagina op deze datum").click()
    visit.page.wait_for_url(f"**stand={month}**")
    wait_until_drawn(visit.page)
    assert visit.page.locator("select#stand").input_value() == month
    expect(visit.atlas.locator("h2")).to_contain_text("Stap 5 is bij")
    assert visit.page.get_by_role("button", name="Toon de hele pagina").count() == 0


@pytest.mark.parametrize("visit", [{"viewport": DESK, "reduced_motion": "reduce"}], ids=["calm"], indirect=True)
def test_who_asked_for_less_motion_takes_the_months_one_by_one(visit: Visit, address: str):
    visit.open(address, "")
    visit.slide(2)
    visit.page.get_by_role("button", name="Volgende maand").click()
    visit.page.wait_for_timeout(1_500)
    assert visit.shown()[0] == visit.months()[3]


def test_the_months_go_by_until_the_visitor_stops_them(visit: Visit, address: str):
    visit.open(address, "")
    visit.slide(2)
    visit.page.get_by_role("button", name="Laat de maanden voorbijgaan").click()
    visit.page.wait_for_selector(f"div.atlas[data-month='{visit.months()[4]}']")
    visit.page.get_by_role("button", name="Stop").click()
    shown = visit.shown()
    visit.page.wait_for_timeout(1_300)
    assert visit.shown() == shown
    assert visit.sent == []
