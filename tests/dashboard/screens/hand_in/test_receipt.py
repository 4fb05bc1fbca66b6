"""The receipt of a report, without a browser: from when it counts, who approves it, and taking it back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.clocks import dutch_day, last_month_end
from domain.municipalities import Register
from domain.principal import OWNER, Function
from domain.programme import Programme
from office.acts import Act
from office.drafts import Edit, Place
from office.identity import Person
from office.report_acts import ReportAct
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.hand_in.reporting import (
    HOW,
    LAST,
    STEPS,
    hand_in,
    part,
    row,
    standing,
    table,
)
from tests.dashboard.screens.hand_in.reporting import filler as filler
from tests.dashboard.screens.hand_in.reporting import people as people
from tests.dashboard.screens.hand_in.reporting import store_is_there as store_is_there
from tests.dashboard.somebody import ADVISER, GOUDA, Installed, click, now, of, said
from tests.dashboard.somebody import installed as installed
from tests.pipelines.desk import csv_of


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
    assert (refused["mark"], refused["place"], refused["column"]) == ("Niet aangenomen", "stappen, rij 3", "einddatum")
    assert refused["what"].startswith("De status is afgerond")  # where it stands is said beside it
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
    top, receipt = part(app, "returned"), part(app, "heads")
    assert top["title"].startswith("Deze opgave is teruggenomen")
    assert "De reden: “verkeerde kolom”" in top["marks"]
    assert (receipt["title"], receipt["lead"][:26]) == ("Zo kwam deze opgave binnen", "Zij is teruggenomen: niets")
    assert "Deze opgave veranderde 1 stap, tot zij werd teruggenomen" in said(app)
    (line,) = [line for line in installed.office.audit.read(OWNER) if line.act is Act.REPORT_WITHDRAWN]
    assert (line.by_person, line.municipality_code, line.report) == (contact.number, GOUDA, str(report))
    done = installed.office.report_acts.of(contact.principal, GOUDA)[report]
    assert ReportAct.TAKEN_BACK in done


def test_what_was_taken_back_stands_in_the_draft_of_its_day_and_what_a_colleague_typed_there_stays(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    contact, colleague, drafts = people(Function.CONTACT), people(Function.FILLER), installed.office.drafts
    report, status, start = hand_in(tmp_path, row()), *(Place("milestone", "6", n) for n in ("status", "startdatum"))
    drafts.save(colleague.principal, GOUDA, LAST, [Edit(start, "03-02-2025", 0)], now=now())
    app = installed.opened(contact, "receipt", bewijs=str(report))
    app.text_input(key="take_back_reason").input("verkeerde kolom")
    click(app, next(str(one.key) for one in app.button if str(one.key).startswith("FormSubmitter:take_back")))
    fields = drafts.read(contact.principal, GOUDA, LAST).fields
    assert {place: typed.text for place, typed in fields.items()} == {status: "gestart", start: "03-02-2025"}
    assert "staat weer klaar als concept over" in said(app)
    assert "bleven zoals zij waren" in said(app)
    click(app, f"go_on_{LAST}")
    assert app.query_params["peildatum"] == LAST.isoformat()


def test_at_the_receipt_of_a_workbook_it_is_said_that_a_table_is_whole_and_why_what_stands_out_is_right_and_by_whom(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    filler, contact = people(Function.FILLER), people(Function.CONTACT)
    report = hand_in(tmp_path, row(start=""))  # begun, without the day: that stands out
    app = installed.opened(filler, "receipt", bewijs=str(report))
    send = next(str(one.key) for one in app.button if str(one.key).startswith("FormSubmitter:beside"))
    app.checkbox(key=f"whole_{report}_milestone").check()
    app.text_input(key=f"right_{report}_0").input("bel 06-12345678")
    assert "telefoonnummer" in said(click(app, send))
    with Store(tmp_path).reader() as reader:
        assert reader.beside().is_empty()
    app.text_input(key=f"right_{report}_0").input("dat weet niemand meer")
    click(app, send)
    with Store(tmp_path).reader() as reader:
        told = reader.beside().select("kind", "table", "rule", "subject", "text", "said_by").rows()
    assert told == [
        ("completeness", "milestone", None, None, None, filler.number),
        ("answer", "milestone", "start_missing", "6", "dat weet niemand meer", filler.number),
    ]
    assert "Dit is alles" in said(app) or "alles wat" in said(app)
    assert not [one for one in app.button if str(one.key).startswith("FormSubmitter:beside")]
    assert "Antwoord van u, bij stappen 6: dat weet niemand meer" in said(app).replace("Stappen", "stappen")
    of_another = said(installed.opened(contact, "receipt", bewijs=str(report)))
    assert "Antwoord van iemand van de gemeente, bij" in of_another


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
    assert "Vaststellen kan: approver." in said(app)  # by name, and not who looks
    assert table(app, "Wie ziet wat")[0][0] == "Hoe ver de stappen zijn"
    app = click(app, "approval_wish")
    assert "Een tweede persoon van uw gemeente stelt deze opgave vast" in said(app)
    app = click(app, "nothing_changed")
    assert table(app, "Alle opgaven")[0][6] == "Telt mee, ter vaststelling"
    assert len(standing(tmp_path)) == 2
    own = installed.opened(both, "receipt", bewijs="2")
    assert "U diende deze opgave zelf in" in said(own)
    assert not [button for button in own.button if button.key == "approve"]
    assert "wacht tot u haar vaststelt" not in said(installed.opened(both, "municipality"))
    assert "Eén opgave wacht tot u haar vaststelt. De oudste wacht sinds" in said(
        installed.opened(approver, "municipality")
    )
    app = click(installed.opened(approver, "receipt", bewijs="2"), "approve")
    assert not part(app, "returned")["is_waiting"]
    assert any("Vastgesteld op" in mark for mark in part(app, "returned")["marks"])
    with Store(tmp_path).reader() as reader:
        assert reader.awaiting_approval().is_empty()
    (line,) = [line for line in installed.office.audit.read(OWNER) if line.act is Act.REPORT_APPROVED]
    assert (line.by_person, line.report) == (approver.number, "2")


def test_who_approves_sees_every_value_of_the_report_beside_what_stood(
    installed: Installed, people: Callable[..., Person], tmp_path: Path
):
    hand_in(tmp_path, f"{row(5)}\n{row(6)}", ago=timedelta(minutes=9))
    later = row(5, "afgerond", end="02-02-2025").replace(LAST.isoformat(), last_month_end(dutch_day(now())).isoformat())
    report = hand_in(tmp_path, later, awaits_approval=True, handed_in_by=None)
    approver = people(Function.APPROVER)
    top = said(installed.opened(approver, "hand_in"))
    assert "Eén opgave wacht tot u haar vaststelt" in top
    app = installed.opened(approver, "receipt", bewijs=str(report))
    assert "U kunt deze opgave vaststellen" in said(app)
    assert "In deze opgave staat op 2 plekken iets anders dan wat er al stond" in said(app)
    assert [(line[0], *line[2:]) for line in table(app, "Wat in deze opgave staat")] == [
        ("stap 5", "stand", "Begonnen", "Klaar"),
        ("stap 5", "einddatum", "geen", "2 feb 2025"),
        ("stap 5", "startdatum", "hetzelfde", "1 feb 2025"),
    ]
    assert [button for button in app.button if button.key == "approve"]


def test_an_adviser_sees_that_a_report_awaits_approval_and_that_the_municipality_gives_it(
    installed: Installed, tmp_path: Path
):
    report = hand_in(tmp_path, row(), awaits_approval=True, handed_in_by=None)
    app = installed.opened(installed.let_in("Ada", ADVISER), "receipt", bewijs=str(report), gemeente=GOUDA)
    assert "Vaststellen doet de gemeente zelf" in said(app)
    assert not [button for button in app.button if button.key == "approve"]


def test_the_municipality_puts_its_own_refused_rows_right_where_that_is_sure_and_undoes_it(
    installed: Installed, filler: Person, people: Callable[..., Person], tmp_path: Path
):
    other = f"GM0228 | {LAST.isoformat()} | 3a | gestart | 01-02-2025 |"
    unsure = row(7, "afgerond")  # without an end date: nobody else knows it
    hand_in(tmp_path, "\n".join([row(5).replace("| 5 |", "| 5a |"), unsure, other]))
    app = installed.opened(filler, "hand_in")
    assert "2 regels van u zijn niet aangenomen" in said(app)
    assert [line[:4] for line in table(app, "niet zijn aangenomen")] == [
        ["stappen, rij 2", "stap", "5a", "5"], ["stappen, rij 3", "einddatum", "", "dat weet u het best"],
    ]  # fmt: skip
    app = click(app, "put_right")
    assert standing(tmp_path, "step_number") == [5]
    assert "1 regel is rechtgezet en telt mee" in said(app)
    app = click(app, "undo")
    assert standing(tmp_path, "step_number") == []
    with Store(tmp_path).reader() as reader:
        assert reader.quarantine().height == 3
    acts = [line.act for line in installed.office.audit.read(OWNER) if line.municipality_code == GOUDA and line.report]
    assert acts == [Act.ROW_RESOLVED, Act.ROW_REOPENED]
    why = installed.opened(people(Function.APPROVER), "hand_in")
    assert not [button for button in why.button if button.key == "put_right"]


def test_a_receipt_says_how_many_finished_a_step_in_the_country_with_the_report_and_without_it(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, row(5), ago=timedelta(minutes=9))
    report = hand_in(tmp_path, row(5, "afgerond", end=LAST.strftime("%d-%m-%Y")))
    adviser = installed.let_in("Ada", ADVISER)
    told = said(installed.opened(adviser, "receipt", bewijs=str(report), gemeente=GOUDA))
    assert "stap 5 is bij 1 gemeente klaar, met deze opgave erbij; zonder haar bij 0" in told
    hand_in(tmp_path, row(5, start="02-02-2025"), ago=timedelta(minutes=1))  # the other stands no more
    assert "Landelijk, stand" not in said(installed.opened(adviser, "receipt", bewijs=str(report), gemeente=GOUDA))


def test_a_receipt_says_what_the_report_changed_also_after_a_later_one(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, f"{row(5)}\n{row(6)}", ago=timedelta(minutes=9))
    report = hand_in(tmp_path, f"{row(5, 'afgerond', end=LAST.strftime('%d-%m-%Y'))}\n{row(6)}\n{row(8)}")
    hand_in(tmp_path, row(5, "niet gestart", start=""), ago=timedelta(minutes=1))
    changes = part(installed.opened(filler, "receipt", bewijs=str(report)), "changes")["changes"]
    assert [(one["name"].partition(" ")[0], one["before"], one["after"]) for one in changes] == [
        ("5", "started", "finished"), ("8", "not_reported", "started"),
    ]  # fmt: skip
    same = installed.opened(filler, "receipt", bewijs="3")
    assert [one["before"] for one in part(same, "changes")["changes"]] == ["finished"]
