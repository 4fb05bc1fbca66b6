"""Every screen in both languages, both themes and on a desk and a phone: one walk that looks at all of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from door.signing_in import LOOK_AS
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, findings_of_axe, wait_until_drawn
from tests.dashboard.conftest import KEPT, KEPT_AS, PAGES, Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
EVERY = {**PAGES, **KEPT}
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}
ZOOMED = {"width": 720, "height": 500}  # what a desk of 1440 by 1000 leaves at 200%
WIDTHS = {str(viewport["width"]): {"viewport": viewport, "color_scheme": "light"} for viewport in (DESK, PHONE)}
# English is looked at where it fits least, on the pages with the longest words; all of it in the long run.
WORDY = ("steps", "municipality", "quality")
LOOKED_AT = [
    pytest.param(
        screen,
        language,
        WIDTHS[width],
        id=f"{screen} {language} {width}",
        marks=[pytest.mark.long] if language == "en" and (screen not in WORDY or width == "1440") else [],
    )
    for screen in EVERY
    for language in ("nl", "en")
    for width in WIDTHS
]
# Texts that do not fit: cut off by their own box, or drawn outside the window.
CLIPPED = """() => {
  const elsewhere = ['.hidden', '[aria-hidden=true]', '.scroll', '[data-testid=stSidebar]', '[data-testid=stHeader]',
    '[href="#stMain"]'].join();
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.closest(elsewhere)) continue;
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (!own) continue;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue; // nothing, or said to a screen reader alone
      const style = getComputedStyle(element);
      const hides = ['hidden', 'clip'].includes(style.overflowX) && element.clientWidth > 0;
      const isCut = hides && element.scrollWidth > element.clientWidth + 1;
      const isOutside = element instanceof SVGElement && (box.left < -1 || box.right > window.innerWidth + 1);
      if (isCut || isOutside) found.push(element.textContent.trim().slice(0, 60));
    }
  };
  look(document);
  return found;
}"""
# Charts of a figure: what a screen reader says of each, in light and shadow documents.
ALTS = """(figure) => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.matches('svg[role=img]')) found.push(element.getAttribute('aria-label') ?? '');
    }
  };
  look(figure);
  for (const chart of figure.querySelectorAll('[data-testid=stPlotlyChart]')) {
    const told = chart.matches('[aria-label]') ? chart : chart.querySelector('[role=img][aria-label], [aria-label]');
    found.push(told?.getAttribute('aria-label') ?? '');
  }
  return found;
}"""
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def _open(visit: Visit, address: str, screen: str, query: str) -> None:
    if screen in KEPT:
        form = {"als": KEPT_AS[screen]}
        looked = visit.page.request.post(f"{address}{LOOK_AS}", form=form, headers={"Origin": address})
        assert looked.ok
    visit.page.goto(f"{address}/{EVERY[screen]}?gemeente={example.OWN}&{query}")
    wait_until_drawn(visit.page)
    if screen in KEPT:
        expect(visit.page.locator("h1")).not_to_have_text(re.compile("niet voor u|not for you"))


def _alts_without_their_figure(figures: Locator) -> list[tuple[str, str]]:
    """Per chart whose alt does not hold the main number of the finding above it (or the finding, without a number).

    Of small multiples each panel has a number of its own.
    """
    missing = []
    for figure in figures.all():
        finding = figure.locator("h2").first.inner_text()
        numbers, alts = NUMBER.findall(finding), figure.evaluate(ALTS)
        holds = (
            (lambda alt: bool(NUMBER.search(alt)))
            if len(alts) > 1
            else (
                lambda alt, told=finding, wanted=numbers: any(one in alt for one in wanted) if wanted else told in alt
            )
        )
        missing += [(finding, alt) for alt in alts if not holds(alt)]
    return missing


@pytest.mark.parametrize(("screen", "language", "visit"), LOOKED_AT, indirect=["visit"])
def test_a_screen_is_whole_in_each_language_width_and_theme_and_at_twice_the_size_and_the_tab_key_walks_all_of_it(
    visit: Visit, address: str, screen: str, language: str
):
    _open(visit, address, screen, f"taal={language}")
    page = visit.page
    is_dark_too = language == "nl" and page.viewport_size == DESK  # a text is as long in the dark, and as clear
    for theme in ("light", "dark") if is_dark_too else ("light",):
        if theme == "dark":
            page.emulate_media(color_scheme=theme)
            page.wait_for_timeout(300)  # the frame hears of it a moment later
            wait_until_drawn(page)
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("html").get_attribute("lang") == language
        assert max(page.evaluate(SIDES)) <= page.viewport_size["width"], theme
        assert page.evaluate(CLIPPED) == [], theme
        assert _alts_without_their_figure(page.locator("[class*=st-key-figure_]")) == [], theme
        assert findings_of_axe(page, *(["color-contrast"] if theme == "dark" else [])) == [], theme  # else the same
        if is_dark_too and theme == "light":
            _walk_with_the_tab_key(page)
    if page.viewport_size == DESK and language == "nl":
        page.set_viewport_size(ZOOMED)
        wait_until_drawn(page)
        assert max(page.evaluate(SIDES)) <= ZOOMED["width"]
        assert page.evaluate(CLIPPED) == []
    assert visit.errors == []
    assert visit.outside == []


SIDES = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map((element) => element.scrollWidth)"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const hosts = [at, at.parentElement].filter(Boolean).map((one) => getComputedStyle(one));
  const hasOutline = (one) => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0;
  const isDrawn = (one) => hasOutline(one) || one.boxShadow !== 'none';
  const name = at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40) ?? '';
  return { name, tag: at.tagName, isSeen: hosts.some(isDrawn), isOurs: at.getRootNode() !== document };
}"""
REACHABLE = """() => {
  const controls = 'button, a[href], input, select, summary, [tabindex="0"]';
  let count = 0;
  // of a group of radio buttons the tab key reaches one, and the arrows the others
  const isReached = (radio, root) => {
    const group = [...root.querySelectorAll('input[type=radio]')].filter((one) => one.name === radio.name);
    return radio === (group.find((one) => one.checked) ?? group[0]);
  };
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const isControl = element.matches(controls) && element.tabIndex >= 0 && !element.disabled;
      if (element.matches('input[type=radio]') && !isReached(element, root)) continue;
      if (isControl && element.getRootNode() !== document && element.checkVisibility()) count += 1;
    }
  };
  look(document);
  return count;
}"""


def _walk_with_the_tab_key(page: Page) -> None:
    """Every part of a figure that can be worked is reached, and where the focus is, is seen."""
    expected, reached, unseen = page.evaluate(REACHABLE), 0, []
    for _ in range(expected + 80):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        if at["isOurs"]:
            reached += 1
            if not at["isSeen"]:
                unseen.append((at["tag"], at["name"]))
    assert unseen == []
    assert reached >= expected
