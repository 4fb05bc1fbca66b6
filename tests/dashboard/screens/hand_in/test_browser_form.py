"""The form in a real browser: by keys alone, and when everything goes wrong that can go wrong on the way."""

from collections.abc import Callable, Iterator, Mapping
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
from tests.dashboard.screens.hand_in.whole_report import ROWS, keys_of_workbook, workbook
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
    assert keys_of_workbook(DAY) < KEYS_IN_A_QUARTER
    register, programme = Register.load(), Programme.load()
    with Store(tmp_path / "beside").writer(holder="test") as writer:
        receipt = take_in(
            workbook(DAY), "opgave.xlsx", writer=writer, register=register, programme=programme, recorded_at=now()
        )
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

    def keeps(self, name: str, text: str) -> None:
        """Types, and waits until the server has it."""
        with self.page.expect_response("**/opgave/bewaar**", timeout=20_000):
            self.field(name).fill(text)

    def looks(self) -> None:
        """As after a lost connection: asks at once what there is, and need not wait for the next time."""
        self.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    def says(self, text: str) -> None:
        expect(self.page.locator(".bar .state")).to_contain_text(text, timeout=20_000)

    def open_again(self) -> None:
        self.page.close()
        self.page = open_tab(self.context, self.installation, PATH)


@pytest.fixture
def window(chromium: Browser, form: Served) -> Iterator[Callable[[str], Window]]:
    """Opens the form for somebody."""
    opened: list[Window] = []

    def open_for(whom: str) -> Window:
        opened.append(Window(chromium, form, whom))
        return opened[-1]

    yield open_for
    for one in opened:
        one.context.close()


def test_two_at_once_see_each_other_and_of_two_texts_in_one_field_a_person_chooses(window: Callable[[str], Window]):
    filler, adviser = window("invuller-zutphen"), window("adviseur")
    with filler.page.expect_response("**/opgave/concept**", timeout=20_000):
        filler.looks()  # what was there before somebody looked is nobody's at this moment
    adviser.keeps(START, "03-12-2025")
    filler.looks()
    expect(filler.field(START)).to_have_value("03-12-2025", timeout=15_000)
    expect(filler.page.get_by_text("vng werkt nu in Stappen")).to_be_visible()
    filler.context.set_offline(True)
    filler.field(TARGET).fill("05-01-2027")
    filler.says("Geen verbinding: wij bewaren het hier en sturen het straks")
    adviser.keeps(TARGET, "06-01-2027")
    filler.context.set_offline(False)
    filler.looks()
    conflict = filler.page.get_by_text("vng schreef hier ook: 06-01-2027. U schreef: 05-01-2027.")
    expect(conflict).to_be_visible(timeout=15_000)
    expect(filler.field(TARGET)).to_have_value("05-01-2027")
    expect(filler.field(TARGET)).to_have_attribute("aria-invalid", "true")
    assert findings_of_axe(filler.page) == []
    filler.page.get_by_role("button", name="Dien in").click()
    expect(filler.page.get_by_text("Kies eerst tussen uw tekst en die van uw collega.")).to_be_visible()
    filler.page.get_by_role("button", name="Houd 05-01-2027").click()
    expect(conflict).to_have_count(0)
    filler.says("Opgeslagen om")
    adviser.looks()
    adviser.page.keyboard.press("Tab")  # as long as the cursor is in the field, it stays as it is
    expect(adviser.field(TARGET)).to_have_value("05-01-2027", timeout=15_000)


def test_a_server_that_ends_a_window_that_is_closed_and_a_session_that_is_over_lose_nothing(
    window: Callable[[str], Window], form: Served
):
    filler = window("invuller-zutphen")
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
