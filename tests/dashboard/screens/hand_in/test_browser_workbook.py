"""A report by workbook, in a real browser: fetched, checked, handed in, approved by a second person, taken back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.clocks import dutch_day
from domain.principal import OWNER
from domain.statements import Table
from office.acts import Way
from store.store import Store
from tests.dashboard.browser import CHROMIUM, findings_of_axe, wait_until_drawn
from tests.door.signing_in import Installation, installed, now
from tests.door.tabs import go_to, open_tab, sign_in
from tests.pipelines.made_files import xlsx

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
ROWS: dict[str, Any] = {
    "stappen": [
        ["gemeentecode", "peildatum", "stap", "status", "startdatum", "einddatum"],
        ["GM0301", "30-09-2025", 6, "gestart", "01-12-2024", None],
        ["GM0301", "30-09-2025", 7, "afgerond", "01-12-2024", None],  # without an end date: that row is refused
    ]
}


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Where an open round asks that reports are approved."""
    with Store(tmp_path).writer(holder="test"):
        pass
    with installed(tmp_path) as found:
        today = dutch_day(now())
        with found.office() as office:
            office.rounds.open(
                OWNER, "Najaar", opens_on=today, read_on=today + timedelta(days=30), asks_approval=True,
                way=Way.COMMAND_LINE, now=now(),
            )  # fmt: skip
        yield found


def _window(chromium: Browser, installation: Installation, whom: str) -> BrowserContext:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    sign_in(context, installation, whom)
    return context


def _said(installation: Installation) -> list[int]:
    with Store(installation.home).reader() as reader:
        return reader.statements(Table.MILESTONE, municipality_codes=["GM0301"])["step_number"].to_list()


def test_a_workbook_is_handed_in_approved_by_a_colleague_and_taken_back(
    installation: Installation, chromium: Browser, tmp_path: Path
):
    filler = _window(chromium, installation, "invuller-zutphen")
    page = open_tab(filler, installation)
    go_to(page, "Opgave doen")
    expect(page.get_by_role("heading", name="Najaar staat open sinds")).to_be_visible()
    page.get_by_role("button", name="Met het werkblad").click()
    _fetch_and_check(page, tmp_path)
    assert _said(installation) == []
    page.reload()  # the chosen file is there still, and is checked anew
    expect(page.get_by_text("U koos dit bestand eerder")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name="Wij nemen 1 van de 2 regels aan")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Dien in", exact=True).click()
    expect(page.get_by_text("Telt mee vanaf")).to_be_visible(timeout=20_000)
    wait_until_drawn(page)
    assert "ontvangstbewijs" in page.url
    assert _said(installation) == [6]
    expect(page.get_by_text("Ter vaststelling.")).to_be_visible()
    expect(page.get_by_text("vaststeller of contactpersoon").first).to_be_visible()
    assert findings_of_axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Ingevuld werkblad").click()
    assert download.value.suggested_filename == "opgave_terug_1.xlsx"
    address = page.url
    filler.close()
    _approve_and_take_back(_window(chromium, installation, "vaststeller-zutphen"), address)
    assert _said(installation) == []


def _fetch_and_check(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Haal het ingevulde werkblad op").click()
    assert download.value.suggested_filename.startswith("opgave_GM0301_")
    file = folder / "opgave zutphen.xlsx"
    file.write_bytes(xlsx(ROWS))
    page.get_by_label("Kies uw bestand").set_input_files(file)
    expect(page.get_by_role("heading", name="Wij nemen 1 van de 2 regels aan")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("row").filter(has_text="einddatum").filter(has_text="stappen, rij 3")).to_be_visible()
    assert findings_of_axe(page) == []


def _approve_and_take_back(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(address)
    wait_until_drawn(page)
    page.get_by_role("button", name="Stel deze opgave vast").click()
    expect(page.get_by_text("Vastgesteld op")).to_be_visible(timeout=20_000)
    page.get_by_label("Waarom neemt u terug?").fill("verkeerde maand")
    page.get_by_role("button", name="Neem deze opgave terug").click()
    expect(page.get_by_text("Deze opgave is teruggenomen en telt niet meer mee")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Alle opgaven van deze gemeente").click()
    expect(page.get_by_role("heading", name="Zutphen deed nog geen opgave die telt")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("row").filter(has_text="Teruggenomen")).to_be_visible()
    window.close()
