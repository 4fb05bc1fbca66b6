"""Opgave doen, without a browser: what is asked, that nothing changed, questions, history, approval, taking back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from domain.clocks import last_month_end
from domain.municipalities import Register
from domain.principal import OWNER, Function
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from domain.typed_texts import Checked
from office.acts import Act, Way
from office.follow_ups import About, FollowUpState
from office.identity import Person
from office.report_acts import ReportAct
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.example import intake_of
from tests.dashboard.screens.desk.desk_home import copied
from tests.dashboard.somebody import ADVISER, GOUDA, Installed, click, now, of, said
from tests.dashboard.somebody import installed as installed
from tests.pipelines.desk import csv_of

HOW: Final = {"way": Way.SCREEN}
STEPS = "gemeentecode | peildatum | stap | status | startdatum | einddatum"
LAST = last_month_end(last_month_end(last_month_end(now().date())))  # so that the usual day is a later one


def hand_in(home: Path, drawn_rows: str, *, ago: timedelta = timedelta(minutes=5), **more: Any) -> int:
    """A file of Gouda with these rows of steps; its place in the ledger."""
    facts: dict[str, Any] = {"register": Register.load(), "programme": Programme.load()}
    with Store(home).writer(holder="test") as writer:
        receipt = take_in(
            csv_of(f"{STEPS}\n{drawn_rows}"), "opgave.csv", writer=writer, recorded_at=now() - ago, **facts, **more
        )
    return int(receipt["sequence"])


def row(step: int = 6, status: str = "gestart", start: str = "01-02-2025", end: str = "") -> str:
    return f"{GOUDA} | {LAST.isoformat()} | {step} | {status} | {start} | {end}"


@pytest.fixture(autouse=True)
def store_is_there(installed: Installed, tmp_path: Path) -> None:
    """An installation has a store; one cannot begin beside the file with its settings."""
    del installed
    elsewhere = tmp_path / "elsewhere"
    with Store(elsewhere).writer(holder="test"):
        pass
    copied(elsewhere, tmp_path)


@pytest.fixture
def people(installed: Installed) -> Callable[..., Person]:
    def let_in(*functions: Function) -> Person:
        return installed.let_in("+".join(functions), of(GOUDA, *functions))

    return let_in


@pytest.fixture
def filler(people: Callable[..., Person]) -> Person:
    return people(Function.FILLER)


def part(app: AppTest, key: str) -> dict[str, Any]:
    """The data of a drawn part that has this word in it."""
    return next(one for one in drawn(app) if key in one)


def table(app: AppTest, caption: str) -> list[list[str]]:
    return next([line["cells"] for line in one["rows"]] for one in drawn(app) if caption in str(one.get("caption", "")))


def standing(home: Path, column: str = "reporting_date") -> list[Any]:
    with Store(home).reader() as reader:
        return reader.statements(Table.MILESTONE, municipality_codes=[GOUDA])[column].to_list()


def test_a_municipality_without_a_word_is_told_that_nothing_was_said_yet_and_can_begin(
    installed: Installed, filler: Person, tmp_path: Path
):
    app = installed.opened(filler, "hand_in", gemeente="GM0228")
    assert app.title[0].value == "Opgave doen"
    assert "Gouda, opgave over" in said(app)  # its own, whichever municipality was looked at before
    assert "Er staat nu geen ronde open" in said(app)
    assert {tuple(line[1:]) for line in table(app, "het laatst opgaf")} == {
        ("nog nooit", "–", "0 van 11", "alles"), ("nog nooit", "–", "0 van 2", "alles"),
        ("nog nooit", "–", "0 van 1", "alles"),
    }  # fmt: skip
    assert "deed nog geen opgave" in said(app)
    assert "Is er niets veranderd" not in said(app)


def test_what_was_said_last_and_what_is_missing_stands_per_table_with_the_open_round(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, "\n".join(row(step) for step in range(1, 11)))
    opens = now().date() - timedelta(days=3)
    installed.office.rounds.open(OWNER, "Najaar", opens_on=opens, read_on=opens + timedelta(days=30), now=now(), **HOW)
    app = installed.opened(filler, "hand_in")
    steps = table(app, "het laatst opgaf")[0]
    assert (steps[0], steps[3], steps[4]) == ("Stappen", "10 van 11", "11")
    assert "Najaar staat open sinds" in said(app)
    assert "te laat" not in said(app)


def test_only_the_answer_that_nothing_changed_makes_what_was_said_hold_on_a_later_day(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, row())
    app = installed.opened(filler, "hand_in")
    assert "Is er niets veranderd sinds" in said(app)
    assert standing(tmp_path) == [LAST]
    app = click(app, "nothing_changed")
    assert standing(tmp_path) == [LAST, last_month_end(now().date())]
    assert "er is niets veranderd. Telt mee vanaf" in said(app)
    assert "Is er niets veranderd sinds" not in said(app)
    first = table(app, "Alle opgaven")[0]
    assert (first[2], first[3], first[6]) == ("u", "scherm", "Aangenomen")
    lines = [line for line in installed.office.audit.read(OWNER) if line.act is Act.REPORT_HANDED_IN]
    assert [(line.by_person, line.municipality_code) for line in lines] == [(filler.number, GOUDA)]


def test_a_draft_that_was_begun_is_gone_on_with_and_then_nothing_is_asked_about_no_change(
    installed: Installed, filler: Person, tmp_path: Path
):
    from office.drafts import Edit, Place

    hand_in(tmp_path, row())
    day = last_month_end(last_month_end(now().date()))
    installed.office.drafts.save(
        filler.principal, GOUDA, day, [Edit(Place("milestone", "6", "status"), "gestart", 0)], now=now()
    )
    app = installed.opened(filler, "hand_in")
    options = part(app, "reset")["items"][0]
    assert options["value"] == day.isoformat()
    assert any("begonnen" in word for _, word in options["options"])
    assert "Is er niets veranderd" not in said(app)


def test_the_municipality_answers_a_question_of_vng_and_an_answer_with_personal_data_stays_in_its_field(
    installed: Installed, filler: Person
):
    adviser = installed.let_in("Ada", ADVISER)
    asked = installed.office.follow_ups.ask(
        adviser.principal, GOUDA, About(), Checked("uren of mensen?"), now=now(), **HOW
    )
    app = installed.opened(filler, "hand_in")
    assert "De VNG heeft 1 vraag voor u" in said(app)
    send = next(str(button.key) for button in app.button if str(button.key).startswith("FormSubmitter:answer_"))
    app.text_area(key=f"answer_text_{asked.number}").input("bel 06-12345678")
    click(app, send)
    assert "telefoonnummer" in said(app)
    app.text_area(key=f"answer_text_{asked.number}").input("mensen")
    click(app, send)
    (found,) = installed.office.follow_ups.all(adviser.principal)
    assert (found.state, found.answer, found.answered_by) == (FollowUpState.ANSWERED, "mensen", filler.number)
    assert "U beantwoordde alle vragen" in said(app)


def test_an_adviser_reports_on_behalf_of_a_chosen_municipality_and_does_not_answer_its_questions(
    installed: Installed, tmp_path: Path
):
    hand_in(tmp_path, row())
    adviser = installed.let_in("Ada", ADVISER)
    installed.office.follow_ups.ask(adviser.principal, GOUDA, About(), Checked("klopt dit?"), now=now(), **HOW)
    nobody = installed.opened(adviser, "hand_in")
    assert "Namens welke gemeente" in said(nobody)
    app = installed.opened(adviser, "hand_in", gemeente=GOUDA)
    assert "Alleen de gemeente zelf antwoordt" in said(app)
    assert not list(app.text_area)
    app = click(app, "nothing_changed")
    assert table(app, "Alle opgaven")[0][2] == "u"
    with Store(tmp_path).reader() as reader:
        assert reader.files()["received_on_behalf"].to_list() == [None, "vng"]


def test_who_only_approves_sees_what_was_reported_and_is_told_why_there_is_nothing_to_fill_in(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    hand_in(tmp_path, row())
    app = installed.opened(people(Function.APPROVER), "hand_in")
    assert "invuller of contactpersoon" in said(app)
    assert len(table(app, "Alle opgaven")) == 1
    assert not [button for button in app.button if button.key == "nothing_changed"]


def test_of_a_municipality_that_is_gone_it_is_said_who_reports_now(installed: Installed):
    app = installed.opened(installed.let_in("Ada", ADVISER), "hand_in", gemeente="GM0457")
    assert "Weesp bestaat niet meer" in said(app)


def test_a_municipality_is_told_why_it_cannot_confirm_what_stands_under_a_code_that_became_part_of_it(
    installed: Installed, tmp_path: Path
):
    row = {"municipality_code": "GM0457", "step_number": 1, "reporting_date": date(2021, 12, 31), "standing": "started"}
    columns = STATEMENT_COLUMNS[Table.MILESTONE]
    frame = pl.DataFrame([{name: row.get(name) for name in columns}], schema=columns)
    with Store(tmp_path).writer(holder="test") as writer:
        writer.record(intake_of({Table.MILESTONE: frame}, "weesp.csv"), recorded_at=now())
    app = installed.opened(installed.let_in("Ad", of("GM0363", Function.FILLER)), "hand_in")
    assert "Weesp ging op in Amsterdam" in said(app)
    assert "Weesp" not in said(installed.opened(installed.let_in("Gé", of(GOUDA, Function.FILLER)), "hand_in"))


def test_a_receipt_says_from_when_it_counts_and_each_refused_row_with_what_to_do(
    installed: Installed, filler: Person, tmp_path: Path
):
    report = hand_in(tmp_path, f"{row(5)}\n{row(6, 'afgerond')}")
    app = installed.opened(filler, "receipt", bewijs=str(report))
    top, receipt = part(app, "returned"), part(app, "heads")
    assert top["title"] == "Uw opgave is binnen en telt mee"
    assert top["counts"].startswith("Telt mee vanaf")
    assert "Nederlandse tijd" in top["counts"]
    assert [count["value"] for count in receipt["counts"]] == ["1", "0", "0", "1"]
    (refused,) = receipt["rows"]
    assert (refused["mark"], refused["place"], refused["column"]) == ("Niet aangenomen", "stappen, 3", "einddatum")
    assert f"bewijs={report}" in top["returned"]


def test_the_receipt_of_another_municipality_is_not_there(installed: Installed, filler: Person, tmp_path: Path):
    hand_in(tmp_path, row())
    other = installed.let_in("Ed", of("GM0228", Function.CONTACT))
    for who, address in (
        (other, {"bewijs": "1"}),
        (other, {"bewijs": "1", "gemeente": GOUDA}),
        (filler, {"bewijs": "9"}),
    ):
        app = installed.opened(who, "receipt", **address)
        assert "is er niet, of het is van een andere gemeente" in said(app)
        assert not [one for one in drawn(app) if "returned" in one]


def test_a_report_is_taken_back_within_a_day_with_a_reason_and_the_log_tells(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    contact, report = people(Function.CONTACT), hand_in(tmp_path, row())
    app = installed.opened(contact, "receipt", bewijs=str(report))
    send = next(str(button.key) for button in app.button if str(button.key).startswith("FormSubmitter:take_back"))
    click(app, send)
    assert standing(tmp_path) == [LAST]  # without a reason nothing changes
    assert "nog niets" in said(app)
    app.text_input(key="take_back_reason").input("verkeerde kolom")
    click(app, send)
    assert standing(tmp_path) == []
    assert part(app, "returned")["title"].startswith("Deze opgave is teruggenomen")
    (line,) = [line for line in installed.office.audit.read(OWNER) if line.act is Act.REPORT_WITHDRAWN]
    assert (line.by_person, line.municipality_code, line.report) == (contact.number, GOUDA, str(report))
    done = installed.office.report_acts.of(contact.principal, GOUDA)[report]
    assert ReportAct.TAKEN_BACK in done


def test_what_cannot_be_taken_back_says_why(installed: Installed, people: Callable[..., Person], tmp_path: Path):
    contact, filler = people(Function.CONTACT), people(Function.FILLER)
    first = hand_in(tmp_path, row(), ago=timedelta(days=2))
    with Store(tmp_path).writer(holder="test") as writer:
        facts: dict[str, Any] = {"register": Register.load(), "programme": Programme.load()}
        again = csv_of(f"{STEPS}\n{row()}") + b"\n\n"
        unchanged = int(take_in(again, "nog eens.csv", writer=writer, recorded_at=now(), **facts)["sequence"])
    acts = installed.office.report_acts
    acts.note(filler.principal, GOUDA, unchanged, ReportAct.HANDED_IN, now=now(), **HOW)  # as the door does
    assert "langer dan een dag geleden" in said(installed.opened(contact, "receipt", bewijs=str(first)))
    assert "zei niets anders dan wat er al stond" in said(installed.opened(contact, "receipt", bewijs=str(unchanged)))
    assert "vaststeller of contactpersoon" in said(installed.opened(filler, "receipt", bewijs=str(first)))


def test_a_report_awaits_approval_until_somebody_else_gives_it(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    both, approver = people(Function.CONTACT), people(Function.APPROVER)
    hand_in(tmp_path, row())
    app = installed.opened(both, "hand_in")
    assert "Wilt u dat een tweede persoon" in said(app)
    app = click(app, "approval_wish")
    assert "Een tweede persoon van uw gemeente stelt deze opgave vast" in said(app)
    app = click(app, "nothing_changed")
    assert table(app, "Alle opgaven")[0][6] == "Telt mee, ter vaststelling"
    assert len(standing(tmp_path)) == 2
    own = installed.opened(both, "receipt", bewijs="2")
    assert "U diende deze opgave zelf in" in said(own)
    assert not [button for button in own.button if button.key == "approve"]
    app = click(installed.opened(approver, "receipt", bewijs="2"), "approve")
    assert not part(app, "returned")["is_waiting"]
    assert any("Vastgesteld op" in mark for mark in part(app, "returned")["marks"])
    with Store(tmp_path).reader() as reader:
        assert reader.awaiting_approval().is_empty()
    (line,) = [line for line in installed.office.audit.read(OWNER) if line.act is Act.REPORT_APPROVED]
    assert (line.by_person, line.report) == (approver.number, "2")


def test_an_adviser_sees_that_a_report_awaits_approval_and_that_the_municipality_gives_it(
    installed: Installed, tmp_path: Path
):
    report = hand_in(tmp_path, row(), awaits_approval=True, handed_in_by=None)
    app = installed.opened(installed.let_in("Ada", ADVISER), "receipt", bewijs=str(report), gemeente=GOUDA)
    assert "Vaststellen doet de gemeente zelf" in said(app)
    assert not [button for button in app.button if button.key == "approve"]
