"""What a municipal project leader comes for, from the front page in at most three choices, in a real browser."""

from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from domain.statements import Table
from language.formats import euro
from tests.dashboard import example, said
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import DESK, Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
Country = tuple[Path, list[str]]
CLIPPED = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].flatMap((host) =>
  [...(host.shadowRoot ?? host).querySelectorAll('svg, table')].filter((it) => {
    const [at, room] = [it.getBoundingClientRect(), host.getBoundingClientRect()];
    return at.width && room.width && at.right > room.right + 2;
  }).map((it) => it.getAttribute('aria-label') ?? it.textContent.slice(0, 80)))"""
STAND = "stand=2026-10-31&bekend=2026-11-22"  # the example is told on a fixed day


def _nobodys_page(visit: Visit, address: str) -> Page:
    """One choice: the page, on which no municipality is chosen yet."""
    page = visit.page
    page.goto(f"{address}/?{STAND}")
    wait_until_drawn(page)
    page.get_by_role("link", name="Mijn gemeente").click()
    page.wait_for_url("**/mijn-gemeente**")
    wait_until_drawn(page)
    return page


def _own_page(visit: Visit, address: str) -> Page:
    """Two choices: the page, the name."""
    page = _nobodys_page(visit, address)
    page.locator("input#gemeente").fill("Zutphen")
    page.locator("input#gemeente").press("Enter")
    page.wait_for_url(f"**gemeente={example.OWN}**")
    wait_until_drawn(page)
    expect(page.locator("h1")).to_have_text("Zutphen")
    return page


def test_how_we_compare_with_our_own_size_and_access_model(visit: Visit, address: str, country: Country):
    page = _own_page(visit, address)
    page.locator("select#vergelijk").select_option("grootte-toegang")
    page.wait_for_url("**vergelijk=grootte-toegang**")
    wait_until_drawn(page)
    variants = said.variants(country[0])
    of_size = said.same_size(example.OWN, said.reporters(country[0]))
    alike = [code for code in of_size if variants.get(code) == variants[example.OWN]]
    peers = alike if len(alike) >= 5 else of_size
    statements = said.last_said(country[0], Table.MILESTONE)
    expect(page.get_by_text(f"n = {len(peers)} gemeenten, zonder Zutphen").first).to_be_visible()
    bars = page.get_by_role("img", name="Staafdiagram per stap")
    finished = [str(sum(statements[code, step]["standing"] == "finished" for code in peers)) for step in range(1, 12)]
    assert bars.locator("text.strong").all_text_contents() == finished
    assert visit.errors == []


def test_what_others_have_spent_on_a_project_leader(visit: Visit, address: str, country: Country):
    page = _own_page(visit, address)
    costs = {
        code: row["realised_cost_eur"]
        for (code, step), row in said.last_said(country[0], Table.COST).items()
        if step == 2
    }
    peers = [costs[code] for code in said.same_size(example.OWN, set(costs))]
    strips = page.get_by_role("img", name="Stroken met tienden")
    told = " ".join(strips.locator("text").all_text_contents())
    assert "Projectleider en plan: uitgegeven bedrag" in told
    assert f"middelste {euro(median(peers), 'nl')}" in told
    assert euro(costs[example.OWN], "nl") in told


def test_the_cursor_stands_in_the_box_where_a_municipality_is_still_to_be_chosen(visit: Visit, address: str):
    page = _nobodys_page(visit, address)
    expect(page.locator("input#gemeente")).to_be_focused()
    page.keyboard.type("Zutphen")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**gemeente={example.OWN}**")
    wait_until_drawn(page)
    expect(page.locator("h1")).to_have_text("Zutphen")
    box = page.locator("input#gemeente")
    assert box.evaluate("(it) => it.selectionStart === it.selectionEnd")  # what was chosen is not marked blue
    assert visit.errors == []


@pytest.mark.parametrize(
    "visit", [{"viewport": DESK, "color_scheme": "dark"}, {"viewport": DESK}], ids=["dark", "light"], indirect=True
)
def test_a_page_for_my_alderman_is_printed_light_with_both_dates_and_the_address(visit: Visit, address: str):
    page = _own_page(visit, address)
    page.evaluate("window.print = () => { window.wasPrinted = document.documentElement.dataset.printing; }")
    page.get_by_role("button", name="Druk af").click()
    page.wait_for_function("() => window.wasPrinted === ''")
    page.emulate_media(media="print")
    foot = page.locator("footer#wams-foot")
    expect(foot).to_be_visible()
    figures = page.locator("[class*='st-key-figure_']").evaluate_all(
        "(found) => found.map((it) => it.getBoundingClientRect()).map((at) => [at.left, at.right, at.top])"
    )
    wide = [right - left for left, right, _ in figures]
    assert min(wide) > 0.98 * max(wide)  # one column, every figure over the whole width
    assert [top for _, _, top in figures] == sorted({top for _, _, top in figures})
    clipped = page.evaluate(CLIPPED)
    assert clipped == []
    expect(foot).to_contain_text("stand 31 okt 2026 · bekend op 22 nov 2026")
    expect(foot).to_contain_text(f"{address}/mijn-gemeente?")
    expect(foot).to_contain_text("stand=2026-10-31&bekend=2026-11-22&gemeente=GM0301")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name="Tabel").first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
    kept = page.evaluate(
        """() => [...document.querySelectorAll('[class*="st-key-figure_"]')]
            .map((it) => getComputedStyle(it).breakInside)"""
    )
    assert len(kept) == page.locator("h2").count()
    assert set(kept) == {"avoid"}
    written = page.pdf(prefer_css_page_size=True, print_background=True)
    assert written.startswith(b"%PDF-")
