"""Opgave doen, without a browser: what is asked, that nothing changed, questions, history, approval, taking back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from domain.clocks import dutch_day, last_month_end
from domain.principal import OWNER, Function
from domain.statements import STATEMENT_COLUMNS, Table
from domain.typed_texts import Checked
from office.acts import Act
from office.follow_ups import About, FollowUpState
from office.identity import Person
from store.store import Store
from tests.dashboard.example import intake_of
from tests.dashboard.screens.hand_in.reporting import (
    HOW,
    LAST,
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


def test_what_was_said_last_stands_per_table_and_of_a_refused_or_older_row_it_is_not_said_that_it_is_in(
    installed: Installed, filler: Person, tmp_path: Path
):
    before = row(10).replace(LAST.isoformat(), last_month_end(LAST).isoformat())
    hand_in(tmp_path, "\n".join([*(row(step) for step in range(1, 10)), before, row(11, "afgerond")]))
    opens = dutch_day(now()) - timedelta(days=3)
    installed.office.rounds.open(OWNER, "Najaar", opens_on=opens, read_on=opens + timedelta(days=30), now=now(), **HOW)
    app = installed.opened(filler, "hand_in")
    steps = table(app, "het laatst opgaf")[0]
    assert (steps[0], steps[3], steps[4]) == (
        "Stappen", "9 van 11", "stap 10 (eerder wel); stap 11 (niet aangenomen)",
    )  # fmt: skip
    assert "Najaar staat open sinds" in said(app)
    assert "te laat" not in said(app)


def test_a_row_that_was_refused_hides_nothing_that_was_said_and_taken_in_after_it(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, row(11, "afgerond"), ago=timedelta(minutes=20))
    every = [*(row(step) for step in range(1, 11)), row(11, "afgerond", end="01-03-2025")]
    hand_in(tmp_path, "\n".join(every))
    steps = table(installed.opened(filler, "hand_in"), "het laatst opgaf")[0]
    assert (steps[0], steps[3], steps[4]) == ("Stappen", "11 van 11", "niets")


def test_only_the_answer_that_nothing_changed_makes_what_was_said_hold_on_a_later_day(
    installed: Installed, filler: Person, tmp_path: Path
):
    hand_in(tmp_path, row())
    app = installed.opened(filler, "hand_in")
    assert "Is er niets veranderd sinds" in said(app)
    assert standing(tmp_path) == [LAST]
    ((about, stands, _),) = table(app, "Wat u bevestigt")  # seen before it is said
    assert (about, stands) == ("Stappen, 6 ICT", "Begonnen · start 01-02-2025")
    app = click(app, "nothing_changed")
    (link,) = app.get("page_link")
    assert link.proto.label == "Bekijk het ontvangstbewijs"
    assert standing(tmp_path) == [LAST, last_month_end(dutch_day(now()))]
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
    day = last_month_end(last_month_end(dutch_day(now())))
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
