"""An adviser's morning, in a real browser: clears what is sure, finds whom to call, notes a promise, sees it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.clocks import dutch_day
from domain.statements import Table
from store.store import Store
from tests.dashboard.browser import CHROMIUM, findings_of_axe, served, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.desk.desk_home import copied, with_refused
from tests.dashboard.somebody import now

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


@pytest.fixture
def desk(country: tuple[Path, list[str]], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The app, served on a store with refused rows."""
    copied(country[0], tmp_path)
    with_refused(tmp_path)
    with served(tmp_path) as address:
        yield address, tmp_path


def _press(page: Page, name: str, *, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
    wait_until_drawn(page)


def _of_amsterdam(home: Path) -> list[int]:
    with Store(home).reader() as reader:
        said = reader.statements(Table.MILESTONE, municipality_codes=["GM0363"])
    return said.filter(said["reporting_date"].dt.to_string() == "2026-09-30")["step_number"].to_list()


def test_from_the_front_page_ten_rows_of_one_cause_are_cleared_and_taken_back_and_a_promise_is_noted(
    desk: tuple[str, Path], visit: Visit
):
    address, home = desk
    page = visit.page
    page.goto(address)
    wait_until_drawn(page)
    page.get_by_role("link", name="Beheer").click()  # one
    expect(page.get_by_role("heading", name="Beheer")).to_be_visible()
    page.get_by_role("button", name="Niet aangenomen").click()  # two
    page.get_by_role("button", name="Zet 10 regels recht").click()  # three: fewer than five
    expect(page.get_by_text("10 regels, Stap met een letter erachter")).to_be_visible(timeout=20_000)
    assert _of_amsterdam(home) == list(range(1, 11))
    _press(page, "Maak ongedaan")
    expect(page.get_by_role("button", name="Zet 10 regels recht")).to_be_visible(timeout=20_000)
    assert findings_of_axe(page) == []
    assert _of_amsterdam(home) == []
    _ask_and_look(page)
    _whom_to_call(page)
    assert visit.errors == []
    assert visit.outside == []


def _ask_and_look(page: Page) -> None:
    """Asks both municipalities about what only they know, sees the questions, and takes a report to look at."""
    page.get_by_role("button", name="Vraag 2 gemeenten").click()
    expect(page.get_by_text("De vraag staat open bij 2 gemeenten")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Vragen 2").click()
    expect(page.get_by_role("list", name="Vragen aan gemeenten").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Binnengekomen").click()
    page.get_by_role("button", name="Ik bekijk dit: opgave.csv").click()
    expect(page.get_by_text("De opgave staat nu als: wordt bekeken")).to_be_visible(timeout=20_000)


def _whom_to_call(page: Page) -> None:
    """Notes a call with the first on the list, first with a number in it, which is refused and stays to be mended."""
    page.get_by_role("button", name="Bellen").click()
    expect(page.get_by_role("heading", name="Voor vandaag is geen gesprek afgesproken")).to_be_visible(timeout=20_000)
    first = page.get_by_role("button", name="Noteer gesprek: ").first
    name = str(first.get_attribute("aria-label")).partition(": ")[2]
    first.click()
    said = page.get_by_label("Wat is er gezegd?")
    said.fill("bel terug op 06-12345678")
    page.get_by_label("Wat is er toegezegd?").fill("opgave in december")
    page.get_by_label("Bel opnieuw op").fill(dutch_day(now()).isoformat())
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="telefoonnummer")).to_be_visible(timeout=20_000)
    expect(said).to_have_value("bel terug op 06-12345678")
    assert findings_of_axe(page) == []
    said.fill("het college stelt vast op 24 november")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text(f"Gesprek met {name} genoteerd")).to_be_visible(timeout=20_000)
    page.goto(f"{page.url.partition('?')[0]}")
    expect(page.get_by_role("heading", name="Bel vandaag 1 gemeente")).to_be_visible(timeout=20_000)
    on_top = page.get_by_role("list", name="Wie te bellen").get_by_role("listitem").first
    expect(on_top).to_contain_text(name)
    expect(on_top).to_contain_text("“opgave in december”")
    expect(on_top).to_contain_text("vandaag")
