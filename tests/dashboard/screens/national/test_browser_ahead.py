"""A filter on the front page in a real browser: drawn at once, and the same when the server has answered."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]

# chooses, and reads what is on the screen before anything else can happen
CHOOSE = """([name, value]) => {
  const hosts = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
  const roots = hosts.map((one) => one.shadowRoot ?? one);
  const find = (what) => roots.map((root) => root.querySelector(what)).find(Boolean);
  if (name) {
    const select = find(`select#${name}`);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const [figures, atlas, lines] = ['.figures', '.atlas', '.lines'].map(find);
  for (const one of [figures, atlas, lines]) one.isOfThisChoice ??= name !== null;
  return { told: figures.innerText, map: atlas.querySelector('svg.map').outerHTML, chosen: atlas.dataset.chosen,
    matrix: atlas.querySelector('svg.matrix').getAttribute('aria-label'), lines: lines.innerHTML,
    kept: [figures, atlas, lines].map((one) => one.isOfThisChoice) };
}"""
# the part that brings the answers says how many there are
WAITING = """() => {
  const ahead = document.querySelector('.st-key-ahead [data-testid=stBidiComponentIsolated]');
  return Number(ahead?.shadowRoot.querySelector('.root')?.dataset.answers ?? 0) > 1;
}"""


def _opened(visit: Visit, address: str, query: str = "") -> Page:
    visit.page.goto(f"{address}/?stap=5{query}")
    wait_until_drawn(visit.page)
    visit.page.wait_for_function(WAITING)
    return visit.page


@pytest.mark.parametrize(("name", "value"), [("provincie", "Zeeland"), ("grootte", "4")])
def test_a_filter_is_drawn_before_the_server_answers_and_not_again_when_it_has(visit: Visit, address: str, name, value):
    page = _opened(visit, address)
    before = page.evaluate(CHOOSE, [None, None])
    at_once = page.evaluate(CHOOSE, [name, value])
    assert at_once["chosen"] == f"{name}={value}"
    assert at_once["told"] != before["told"]
    page.wait_for_url(f"**{name}={value}**")
    wait_until_drawn(page)
    answered = page.evaluate(CHOOSE, [None, None])
    assert answered == at_once  # the same, in the same elements
    assert answered["kept"] == [True, True, True]
    assert not visit.errors


def test_what_was_drawn_at_once_is_what_a_fresh_page_shows(visit: Visit, address: str):
    at_once = _opened(visit, address).evaluate(CHOOSE, ["toegang", "b"])
    fresh = _opened(visit, address, "&toegang=b").evaluate(CHOOSE, [None, None])
    assert {**fresh, "kept": None} == {**at_once, "kept": None}


def test_a_second_filter_is_drawn_at_once_too_and_one_that_was_seen_before(visit: Visit, address: str):
    page = _opened(visit, address, "&provincie=Gelderland")
    both = page.evaluate(CHOOSE, ["grootte", "4"])
    assert both["chosen"] == "provincie=Gelderland&grootte=4"
    page.wait_for_url("**grootte=4**")
    wait_until_drawn(page)
    assert page.evaluate(CHOOSE, [None, None]) == both
    assert page.evaluate(CHOOSE, ["provincie", ""])["chosen"] == "grootte=4"
    wait_until_drawn(page)
    assert page.evaluate(CHOOSE, ["provincie", "Gelderland"])["told"] == both["told"]


def test_a_choice_that_nobody_is_in_is_left_to_the_server(visit: Visit, address: str):
    page = _opened(visit, address, "&provincie=Zeeland")
    before = page.evaluate(CHOOSE, [None, None])
    assert page.evaluate(CHOOSE, ["grootte", "8"])["told"] == before["told"]
    page.wait_for_url("**grootte=8**")
    expect(page.get_by_role("heading", name="Geen gemeente")).to_be_visible()
    assert not visit.errors
