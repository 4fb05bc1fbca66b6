"""Two questions that the page of costs answers, each from the front page in at most three clicks."""

from datetime import date
from math import floor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.browser import CHROMIUM, findings_of_axe, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.costs import spent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
AS_OF = date(2026, 9, 30)
QUERY = f"?stand={AS_OF}"
ESTIMATED = (2, 4, 5, 8)


def _to_costs(visit: Visit, address: str) -> Page:
    """From the front page with one click."""
    visit.page.goto(f"{address}/{QUERY}")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("link", name="Kosten", exact=True).click()
    visit.page.wait_for_url("**/kosten**")
    wait_until_drawn(visit.page)
    return visit.page


def _said(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text().replace("\u00a0", " ")


def _millions(eur: float) -> str:
    """At least so much: rounded down."""
    return f"€ {floor(eur / 1e5) / 10:.1f} mln".replace(".", ",")


def test_a_ministry_finds_what_was_spent_of_the_estimate_and_what_was_never_estimated(
    visit: Visit, address: str, country: tuple[Path, list[str]]
):
    page = _to_costs(visit, address)
    said = spent.amounts(country[0], AS_OF)
    within = sum(eur for (_, step), eur in said.items() if step in ESTIMATED)
    outside = sum(eur for (_, step), eur in said.items() if step not in ESTIMATED)
    told = len({code for code, _ in said})
    assert f"{told} van de 342 gemeenten noemen een bedrag: samen ten minste {_millions(within)}" in _said(page)
    written = _millions(outside) if outside >= 1e6 else f"€ {outside:,.0f}".replace(",", ".")
    assert f"ten minste {written} daarbuiten" in _said(page)
    table = page.get_by_role("table").first
    expect(table.get_by_role("row").filter(has_text="Totaal van de geraamde stappen")).to_contain_text("45,1–58,1")
    per_step = {step: [eur for (_, one), eur in said.items() if one == step] for step in range(1, 12)}
    for step, word in ((1, "Beperkt"), (6, "PM: niet te schatten"), (11, "Geen rij in de tabel")):
        row = table.locator("tbody tr").nth(step - 1)
        expect(row).to_contain_text(word)
        expect(row.locator("td").nth(4)).to_have_text(str(len(per_step[step])))
        if not per_step[step]:
            expect(row.locator("td").nth(3)).to_have_text("geen opgave")
    assert visit.errors == []
    assert visit.outside == []


def test_a_municipality_finds_what_others_of_its_size_spent_on_a_project_leader(
    visit: Visit, address: str, country: tuple[Path, list[str]]
):
    page = _to_costs(visit, address)
    page.get_by_role("button", name="Stap 2: Projectleider en plan").click()
    page.wait_for_url("**stap=2**")
    wait_until_drawn(page)
    of_step, people = spent.finished_amounts(country[0], AS_OF, 2), spent.inhabitants(AS_OF)
    small = [eur for code, eur in of_step.items() if people[code] < 50_000]
    first, middle, third = spent.quarters(small)
    picture = page.get_by_role("img", name="Per gemeentegrootte het eerste kwart")
    shown = picture.inner_html().replace("\u00a0", " ")
    for eur in (middle, first, third):
        assert f"{_three_figures(eur):,}".replace(",", ".") in shown
    assert f">{len(small)}<" in shown


def _three_figures(eur: float) -> int:
    return int(float(f"{eur:.3g}"))


def test_a_slider_is_moved_with_the_keyboard_and_goes_into_the_address_and_is_put_back(visit: Visit, address: str):
    page = _to_costs(visit, address)
    slider = page.get_by_role("slider", name="Iedereen: Medewerkers")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "37.600"
    page.wait_for_url("**aannames=37600**")
    wait_until_drawn(page)
    low, high = (
        f"{37_600 * each / 1e6:.1f}".replace(".", ",")
        for each in (0.5 * 4 * 55 + 0.2 * 16 * 55, 0.5 * 8 * 59 + 0.2 * 32 * 59)
    )
    expect(page.get_by_role("heading", name="Andere aannames, andere raming")).to_contain_text(f"{low}–{high}")
    assert page.evaluate(FOCUSED) == "assumption0"
    page.get_by_role("button", name="Zet terug").click()
    page.wait_for_url(lambda url: "aannames" not in url)
    wait_until_drawn(page)
    expect(slider).to_have_attribute("aria-valuetext", "37.300")


FOCUSED = """() => {
  let it = document.activeElement;
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
  return it?.id;
}"""
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map((it) => [it.scrollWidth, it.clientWidth])"""


@pytest.mark.parametrize(
    "visit",
    [
        {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 800}, "color_scheme": "light"},
    ],
    ids=["dark", "phone"],
    indirect=True,
)
def test_with_own_assumptions_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Visit, address: str):
    visit.page.goto(f"{address}/kosten?aannames=40000;50;70;50;4;8;20;16;32&taal=en")
    wait_until_drawn(visit.page)
    assert findings_of_axe(visit.page) == []
    assert all(scrolls <= fits for scrolls, fits in visit.page.evaluate(WIDTHS))
