"""What the form is handed: every field of the format, what was said before, and of others only what may be seen."""

from pathlib import Path
from typing import Any

import pytest

from domain.principal import Function, Role
from domain.programme import Programme
from domain.statements import Table
from office.identity import Appointment
from pipelines.format.columns import FORMATS, KEY_COLUMNS
from pipelines.format.vocabulary import Vocabulary
from store.store import Store
from tests.dashboard import looking
from tests.dashboard.looking import OWN
from tests.dashboard.screens.desk.desk_home import copied
from tests.dashboard.somebody import ADVISER, MANAGER, Installed, of
from tests.dashboard.somebody import installed as installed

Country = tuple[Path, list[str]]
FILLER = of(OWN, Function.FILLER)


@pytest.fixture
def home(installed: Installed, country: Country, tmp_path: Path) -> Path:
    """The made-up country, in the home of an installation."""
    assert installed.office
    copied(country[0], tmp_path)
    return tmp_path


def form(installed: Installed, appointment: Appointment) -> dict[str, Any] | None:
    person = installed.let_in(str(appointment.role), appointment)
    app = installed.opened(person, "hand_in", gemeente=OWN, peildatum="2026-10-31")
    assert not app.exception
    return looking.parts(app).get("form")


def rows(data: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(table["part"], row["key"]): row for table in data["tables"] for row in table["rows"]}


def test_every_column_that_is_no_key_is_a_field_that_is_filled_in_with_what_was_said_last(
    installed: Installed, home: Path
):
    data = form(installed, FILLER)
    assert data is not None
    for table in Table:
        asked = {column.dutch for column in FORMATS[table].columns} - set(KEY_COLUMNS)
        found = [row for (part, _), row in rows(data).items() if part == table]
        assert found
        assert all({field["name"] for field in (*row["fields"], *row["more"])} == asked for row in found)
    with Store(home).reader() as reader:
        said = reader.statements(Table.COST, municipality_codes=[OWN]).sort("reporting_date")
    last = {str(row["step_number"]): row["realised_cost_eur"] for row in said.to_dicts()}
    typed = {key: row["fields"][1]["before"] for (part, key), row in rows(data).items() if part == "cost"}
    assert {key: float(text.replace(",", ".")) for key, text in typed.items() if text} == last
    assert rows(data)["profile", ""]["fields"][1]["before"] == ""  # how long it took is asked anew


def test_a_step_can_wait_on_one_party_and_on_two_as_the_format_writes_them(installed: Installed, home: Path):
    assert home
    data = form(installed, FILLER)
    assert data is not None
    fields = {field["name"]: field for field in rows(data)["milestone", "6"]["fields"]}
    words, keys = Vocabulary(Programme.load()), [key for key, _ in fields["wacht_op"]["choices"]]
    assert {"vng", "rijk+leverancier", "vng+partners"} <= set(keys)
    assert all(words.waiting_on(key) == key for key in keys if key)


def test_what_was_said_before_stands_beside_a_row_newest_first_with_its_day(installed: Installed, home: Path):
    data = form(installed, FILLER)
    assert data is not None
    before = rows(data)["milestone", "1"]["before"]
    assert before["heads"] == ["Opgave over", "Status", "Start", "Streef", "Eind", "Wacht op"]
    assert [said[0] for said in before["rows"]] == ["30 sep 2026", "31 mrt 2026", "30 sep 2025"]
    assert data["said_on"] == "30 sep 2026"


def test_the_boxes_of_a_status_stand_in_the_order_of_the_scale_and_not_knowing_is_one_of_them(
    installed: Installed, home: Path
):
    data = form(installed, FILLER)
    assert data is not None
    assert [(text, word) for text, _, word in data["standings"]] == [
        ("afgerond", "Klaar"),
        ("gestart", "Begonnen"),
        ("niet gestart", "Niet begonnen"),
        ("", "Weten wij niet"),
        ("niet van toepassing", "Niet van toepassing"),
    ]


def test_of_others_a_municipality_sees_no_more_beside_its_fields_than_elsewhere(installed: Installed, home: Path):
    own, adviser = (form(installed, whom) for whom in (FILLER, ADVISER))
    assert own is not None
    assert adviser is not None
    seen, all_of_them = ({key for key, row in rows(data).items() if row["usual"]} for data in (own, adviser))
    assert seen < all_of_them
    assert {("milestone", "1"), ("training", "basis"), ("cost", "2"), ("profile", "")} <= all_of_them


@pytest.mark.parametrize(
    "whom", [MANAGER, Appointment(Role.MINISTRY), of(OWN, Function.APPROVER)], ids=lambda one: one.role
)
def test_who_may_not_fill_in_gets_no_form(installed: Installed, home: Path, whom: Appointment):
    assert home
    assert form(installed, whom) is None


def test_where_nothing_was_said_yet_the_form_is_there_and_empty(installed: Installed, tmp_path: Path):
    with Store(tmp_path / "elsewhere").writer(holder="test"):
        pass
    copied(tmp_path / "elsewhere", tmp_path)
    data = form(installed, FILLER)
    assert data is not None
    assert {field["before"] for row in rows(data).values() for field in row["fields"]} == {""}
    assert {len(row["before"]["rows"]) for row in rows(data).values()} == {0}
    assert (data["said_on"], data["code"]) == ("", OWN)
