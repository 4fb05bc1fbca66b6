"""Each screen in a real browser: what a visitor does on it, and the same after a reload."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from language.texts import say
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import PAGES, Visit
from tests.dashboard.figure.leaving import rows_of_csv

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]

PATHS = {page: f"/{path}" for page, path in PAGES.items()}
PHONE = {"width": 390, "height": 844}
LONG = pytest.mark.long


def _open(visit: Visit, address: str, screen: str, query: str) -> None:
    visit.page.goto(f"{address}{PATHS[screen]}?gemeente={example.OWN}&{query}")
    wait_until_drawn(visit.page)


def test_the_language_of_the_document_is_right_before_any_script_runs(visit: Visit, address: str):
    for query, language in (("", "nl"), ("?taal=en", "en")):
        answer = visit.page.request.get(f"{address}/gegevenskwaliteit{query}", headers={"accept": "text/html"})
        assert f'<html lang="{language}">' in answer.text()
        assert say("door.without_script", language) in answer.text()


def test_light_and_dark_are_chosen_in_our_own_words_and_hold_on_every_page(visit: Visit, address: str):
    _open(visit, address, "steps", "taal=nl")
    expect(visit.page.get_by_test_id("stMainMenu")).to_have_count(0)  # it speaks English
    visit.page.get_by_role("button", name="Donker", exact=True).click()
    visit.page.wait_for_load_state()
    for screen in ("steps", "national"):
        _open(visit, address, screen, "taal=nl")
        ground = visit.page.locator("[data-testid=stApp]").evaluate("(app) => getComputedStyle(app).backgroundColor")
        assert ground == "rgb(18, 23, 28)", screen
    visit.page.get_by_role("button", name="Systeem", exact=True).click()
    visit.page.wait_for_load_state()
    wait_until_drawn(visit.page)
    ground = visit.page.locator("[data-testid=stApp]").evaluate("(app) => getComputedStyle(app).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("visit", [{"viewport": PHONE}], ids=["phone"], indirect=True)
def test_on_a_phone_the_navigation_makes_way_for_the_page_that_was_chosen(visit: Visit, address: str):
    _open(visit, address, "national", "taal=nl")
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    visit.page.get_by_role("link", name="Gegevenskwaliteit").click()
    visit.page.wait_for_url("**/gegevenskwaliteit**")
    wait_until_drawn(visit.page)
    expect(visit.page.get_by_role("link", name="Gegevenskwaliteit")).not_to_be_in_viewport()


@pytest.mark.parametrize("screen", [pytest.param(one, marks=[] if one == "quality" else LONG) for one in PATHS])
def test_a_screen_survives_a_reload_with_the_same_selection(visit: Visit, address: str, screen: str):
    query = "stand=2026-03-31&bekend=2026-05-31&provincie=Utrecht&grootte=4&stap=7&taal=en"
    _open(visit, address, screen, query)
    before = (_chosen(visit.page), visit.page.locator("h1").inner_text())
    visit.page.reload()
    wait_until_drawn(visit.page)
    assert (_chosen(visit.page), visit.page.locator("h1").inner_text()) == before
    assert before[0].get("stand", "2026-03-31") == "2026-03-31"
    assert before[0].get("provincie", "Utrecht") == "Utrecht"


def test_a_choice_goes_into_the_address_and_along_to_the_next_page(visit: Visit, address: str):
    _open(visit, address, "national", "taal=en")
    visit.page.locator("select#provincie").select_option("Zeeland")
    visit.page.wait_for_url("**provincie=Zeeland**")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("link", name="Data quality").click()
    visit.page.wait_for_url("**/gegevenskwaliteit**")
    wait_until_drawn(visit.page)
    query = parse_qs(urlsplit(visit.page.url).query)
    assert (query["provincie"], query["taal"], query["gemeente"]) == (["Zeeland"], ["en"], [example.OWN])
    assert _chosen(visit.page)["provincie"] == "Zeeland"


@pytest.mark.parametrize("screen", ["national", *(pytest.param(one, marks=LONG) for one in ("costs", "quality"))])
def test_the_keys_that_print_lay_every_figure_out_as_wide_as_the_paper_first(visit: Visit, address: str, screen: str):
    _open(visit, address, screen, "taal=nl")
    visit.page.evaluate("window.print = () => { window.wasPrinted = document.documentElement.dataset.printing; }")
    visit.page.keyboard.press("Control+p")
    visit.page.wait_for_function("() => window.wasPrinted === ''")
    figures = visit.page.locator("[class*='st-key-figure_']")
    widths = figures.evaluate_all("(found) => found.map((it) => it.getBoundingClientRect().width)")
    assert max(widths) <= 900
    assert min(widths) > 0.98 * max(widths)


def test_the_language_switch_keeps_the_view(visit: Visit, address: str):
    _open(visit, address, "quality", "provincie=Utrecht&taal=nl")
    visit.page.get_by_role("button", name="English").click()
    visit.page.wait_for_url("**taal=en**")
    wait_until_drawn(visit.page)
    assert visit.page.locator("h1").inner_text() == "Data quality"
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert _chosen(visit.page)["provincie"] == "Utrecht"


def test_what_a_municipality_wrote_is_shown_as_it_was_written(visit: Visit, address: str):
    _open(visit, address, "municipality", "taal=nl")
    visit.page.locator(".st-key-figure_history").get_by_role("button", name="Tabel").click()
    expect(visit.page.get_by_text(example.SCRIPT_NOTE, exact=True).first).to_be_visible(timeout=20_000)
    assert visit.errors == []


def test_a_note_that_is_a_formula_arrives_as_text_in_the_downloaded_file(visit: Visit, address: str, tmp_path: Path):
    _open(visit, address, "municipality", "taal=nl")
    history = visit.page.locator(".st-key-figure_history")
    history.get_by_role("button", name="Download").click()
    with visit.page.expect_download() as started:
        history.get_by_role("button", name="CSV").click()
    started.value.save_as(tmp_path / "geschiedenis.csv")
    written = (tmp_path / "geschiedenis.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    notes = {row["Toelichting"] for row in rows_of_csv(written.decode("utf-8"))}
    assert notes == {example.SCRIPT_NOTE, "'" + example.FORMULA_NOTE, "geen"}


def test_a_table_that_is_wider_than_the_page_says_so_and_no_other_does(visit: Visit, address: str):
    _open(visit, address, "national", "taal=nl")
    buttons = visit.page.get_by_role("button", name="Tabel").all()
    for button in buttons:
        button.click()
    tables = visit.page.locator("div.scroll")
    expect(tables).to_have_count(len(buttons), timeout=20_000)
    boxes = tables.evaluate_all(
        """(found) => found.map((it) =>
            [it.scrollWidth > it.clientWidth + 1, !!it.parentElement.querySelector('.sideways')])"""
    )
    assert [is_told for _, is_told in boxes] == [is_wider for is_wider, _ in boxes]
    assert [False, False] in boxes


def _chosen(page: Page) -> dict[str, str]:
    """What the row of filters shows."""
    selects = page.locator("select")
    return {select.get_attribute("id") or "": select.input_value() for select in selects.all()}


def test_a_page_can_neither_load_from_another_host_nor_run_what_was_put_into_it(visit: Visit, address: str):
    visit.page.goto(address)
    wait_until_drawn(visit.page)
    assert visit.errors == []
    visit.page.evaluate("""() => {
      const picture = document.createElement('img');
      picture.src = 'http://192.0.2.7/picture.png';
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      const frame = document.createElement('iframe');
      frame.src = '/';
      document.body.append(picture, script, frame);
    }""")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate("window.wasRun") is None
    for directive in ("img-src 'self'", "script-src 'self'", "default-src 'none'"):  # a frame has no line of its own
        assert [error for error in visit.errors if directive in error], directive
