"""The form in a real browser: by keys alone, and when everything goes wrong that can go wrong on the way."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from domain.municipalities import Register
from domain.principal import OWNER
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from office.acts import Way
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.browser import CHROMIUM, findings_of_axe
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.hand_in.served_form import Served, served_form
from tests.dashboard.screens.hand_in.typist import Typist
from tests.dashboard.screens.hand_in.whole_report import ROWS, workbook
from tests.door.signing_in import now
from tests.door.tabs import open_tab, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
DAY = date(2026, 9, 30)
PATH = f"/opgave-doen?gemeente=GM0301&peildatum={DAY}"
KEYS_IN_A_QUARTER: int = 15 * 250  # somebody who types 250 characters a minute
BOXES = {"afgerond": 0, "gestart": 1, "niet gestart": 2, "": 3, "niet van toepassing": 4}
TARGET, START = "milestone-6-streefdatum", "milestone-6-startdatum"
WINDOWS = [{"viewport": {"width": 1440, "height": 1000}}, {"viewport": {"width": 390, "height": 844}}]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_form(tmp_path_factory.mktemp("form")) as found:
        yield found


def _fill_in(typist: Typist, rows: Mapping[Table, list[dict[str, str]]]) -> None:
    """All of a report, from the top of the form to its end, with one date that does not exist."""
    is_phone = (typist.page.viewport_size or {"width": 0})["width"] < 640
    for table, said in rows.items():
        typist.unfold(str(table))
        for row in said:
            key = row.get("stap") or row.get("doelgroep") or ""
            if is_phone:
                typist.go(f"more-{table}-{key}")
                typist.press("Enter")
            for name, text in row.items():
                if name not in ("stap", "doelgroep"):
                    _fill(typist, f"{table}-{key}-{name}", text)


def _fill(typist: Typist, name: str, text: str) -> None:
    typist.go(name)
    if name.endswith("status"):
        typist.choose(name, BOXES[text])
    elif name.endswith(("wacht_op", "toegangsvariant")):
        typist.pick(text)
    else:
        typist.write("31-06-2026" if name == "milestone-7-einddatum" else text)


def _statements(home: Path) -> dict[Table, list[tuple[object, ...]]]:
    with Store(home).reader() as reader:
        return {table: reader.statements(table).select(list(STATEMENT_COLUMNS[table])).rows() for table in Table}


@pytest.mark.parametrize(
    "visit", [pytest.param(WINDOWS[0], id="desk"), pytest.param(WINDOWS[1], id="phone", marks=pytest.mark.long)],
    indirect=True,
)  # fmt: skip
def test_by_keys_alone_all_tables_are_filled_in_within_a_quarter_and_say_what_the_same_workbook_says(
    visit: Visit, form: Served, tmp_path: Path
):
    installation = form.installation
    sign_in(visit.page.context, installation, "invuller-zutphen")
    page = open_tab(visit.page.context, installation, PATH)
    typist = Typist(page)
    page.locator("[data-focus='fold milestone']").focus()
    _fill_in(typist, ROWS)
    typist.is_saved()
    typist.go("check")
    typist.press("Enter")
    expect(page.get_by_role("heading", name="2 plekken vragen uw aandacht")).to_be_focused(timeout=15_000)
    assert findings_of_axe(page) == []
    typist.go("jump 0")
    typist.press("Enter")
    assert typist.at == "milestone-7-einddatum"
    expect(page.get_by_label("Eind: 7 Samenwerking partners")).to_have_accessible_description(
        "31-06-2026 is geen bestaande datum. Schrijf een bestaande datum, dag eerst (bijvoorbeeld 31-12-2025), of laat"
        " het vak leeg."
    )
    typist.go("mend milestone 7")
    typist.press("Enter")
    expect(page.get_by_label("Eind: 7 Samenwerking partners")).to_have_value("30-06-2026")
    typist.go("answer answer|milestone:11|start_missing")
    typist.write("het plan ligt nog bij het college")
    typist.is_saved()
    typist.go("hand in")
    typist.press("Enter")
    page.wait_for_url("**/ontvangstbewijs?*bewijs=*", timeout=30_000)
    assert typist.key_count < KEYS_IN_A_QUARTER
    with Store(tmp_path / "beside").writer(holder="test") as writer:
        known = {"register": Register.load(), "programme": Programme.load()}
        receipt = take_in(workbook(DAY), "opgave.xlsx", writer=writer, recorded_at=now(), **known)
    assert receipt["outcome"] == "accepted"
    assert _statements(installation.home) == _statements(tmp_path / "beside")
    with Store(installation.home).reader() as reader:
        assert reader.beside()["text"].drop_nulls().to_list() == ["het plan ligt nog bij het college"]


class Window:
    """One person at the form, in a window of their own that can be closed and opened again."""

    def __init__(self, chromium: Browser, form: Served, whom: str) -> None:
        self.installation = form.installation
        self.context = chromium.new_context(viewport={"width": 1440, "height": 1000})
        sign_in(self.context, form.installation, whom)
        self.page = open_tab(self.context, form.installation, PATH)

    def field(self, name: str) -> Locator:
        return self.page.locator(f"input[data-focus='{name}']")

    def looks(self) -> None:
        """As after a lost connection: asks at once what there is, and need not wait for the next time."""
        self.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    def says(self, text: str) -> None:
        expect(self.page.locator(".bar .state")).to_contain_text(text, timeout=20_000)

    def open_again(self) -> None:
        self.page.close()
        self.page = open_tab(self.context, self.installation, PATH)


@pytest.fixture
def both(chromium: Browser, form: Served) -> Iterator[tuple[Window, Window]]:
    """Who fills in for the municipality, and the adviser who does so on its behalf."""
    windows = Window(chromium, form, "invuller-zutphen"), Window(chromium, form, "adviseur")
    yield windows
    for window in windows:
        window.context.close()


def test_two_at_once_see_each_other_and_of_two_texts_in_one_field_a_person_chooses(both: tuple[Window, Window]):
    filler, adviser = both
    adviser.field(START).fill("01-12-2025")
    adviser.says("Opgeslagen om")
    filler.looks()
    expect(filler.field(START)).to_have_value("01-12-2025", timeout=15_000)
    expect(filler.page.get_by_text("vng werkt nu in Stappen")).to_be_visible()
    filler.context.set_offline(True)
    filler.field(TARGET).fill("01-12-2026")
    filler.says("Geen verbinding: wij bewaren het hier en sturen het straks")
    adviser.field(TARGET).fill("15-12-2026")
    adviser.says("Opgeslagen om")
    filler.context.set_offline(False)
    conflict = filler.page.get_by_text("vng schreef hier ook: 15-12-2026. U schreef: 01-12-2026.")
    expect(conflict).to_be_visible(timeout=15_000)
    expect(filler.field(TARGET)).to_have_value("01-12-2026")
    expect(filler.field(TARGET)).to_have_attribute("aria-invalid", "true")
    assert findings_of_axe(filler.page) == []
    filler.page.get_by_role("button", name="Dien in").click()
    expect(filler.page.get_by_text("Kies eerst tussen uw tekst en die van uw collega.")).to_be_visible()
    filler.page.get_by_role("button", name="Houd 01-12-2026").click()
    expect(conflict).to_have_count(0)
    filler.says("Opgeslagen om")
    adviser.looks()
    expect(adviser.field(TARGET)).to_have_value("01-12-2026", timeout=15_000)


def test_a_killed_server_a_closed_window_and_an_ended_session_lose_nothing(both: tuple[Window, Window], form: Served):
    filler, _ = both
    form.end()
    filler.field(START).fill("02-12-2025")
    filler.says("Geen verbinding: wij bewaren het hier en sturen het straks")
    form.serve()
    filler.open_again()
    expect(filler.field(START)).to_have_value("02-12-2025")
    filler.says("Opgeslagen om")
    with form.installation.office() as office:
        person = next(one for one in office.people.all(OWNER) if one.identity.subject == "invuller-zutphen")
        office.sessions.revoke_person(OWNER, person.number, way=Way.COMMAND_LINE, now=now())
    filler.field(TARGET).fill("16-12-2026")
    filler.says("Uw sessie is verlopen: meld u aan, er is niets weg.")
    sign_in(filler.context, form.installation, "invuller-zutphen")
    filler.looks()
    filler.says("Opgeslagen om")
    filler.open_again()
    expect(filler.field(TARGET)).to_have_value("16-12-2026")
    expect(filler.field(START)).to_have_value("02-12-2025")
