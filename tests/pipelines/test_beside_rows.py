"""What is said about a report beside its rows, and taking it back: who may, until when, and which texts are kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from access.agreement import Agreement
from access.policy import RefusedError
from domain.principal import NOBODY, OWNER, Function, Principal, Role
from domain.statements import Table
from pipelines.beside_rows import NotSaidError, say_beside, take_back
from pipelines.entered import Entered, take_in_entered
from store.beside import Beside
from store.errors import NothingToChangeError
from tests.pipelines.desk import TODAY, Desk
from tests.pipelines.test_entered import DAY, ROWS
from tests.store.kept import held_under

CODE, LATER = "GM0363", TODAY + timedelta(minutes=30)
FILLER = Principal(Role.MUNICIPALITY, CODE, frozenset({Function.FILLER}), person=7)
APPROVER = Principal(Role.MUNICIPALITY, CODE, frozenset({Function.APPROVER}), person=8)
CONTACT = Principal(Role.MUNICIPALITY, CODE, frozenset({Function.CONTACT}), person=9)
NEIGHBOUR = Principal(Role.MUNICIPALITY, "GM0228", frozenset({Function.CONTACT}), person=10)
ADVISER, OFFICIAL = Principal(Role.VNG, person=11), Principal(Role.MINISTRY, person=12)
ANSWER = Beside(
    "answer", 1, CODE, DAY, Role.READER, table=Table.COST, rule="cost_far_above_band", subject="1", text="klopt"
)
WHOLE = Beside("completeness", 1, CODE, DAY, Role.READER, table=Table.COST)
APPROVED = Beside("approval", 1, CODE, DAY, Role.READER)
UNCHANGED = Beside("confirmation", 1, CODE, TODAY.date(), Role.READER)


@pytest.fixture
def handed_in(desk: Desk) -> Desk:
    """One report, which asks for an approval, by the filler; of its three steps one was refused."""
    take_in_entered(
        Entered(CODE, DAY, ROWS, "een"), writer=desk.writer, register=desk.register, programme=desk.programme,
        recorded_at=TODAY, awaits_approval=True, handed_in_by=7,
    )  # fmt: skip
    return desk


def speak(desk: Desk, said: Beside, principal: Principal, *, at: datetime = LATER) -> Any:
    return say_beside(said, principal=principal, agreement=Agreement(), writer=desk.writer, recorded_at=at)


def retract(
    desk: Desk, principal: Principal, *, sequence: int = 1, at: datetime = LATER, reason: str = "dubbel"
) -> Any:
    how: dict[str, Any] = {"principal": principal, "writer": desk.writer, "recorded_at": at}
    return take_back(sequence, municipality_code=CODE, reason=reason, agreement=Agreement(), **how)


def kept(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.writer.reader.beside().select("kind", "said_by", "said_role", "text").rows()


def test_who_says_it_stands_there_by_number_and_role_whatever_was_filled_in(handed_in: Desk) -> None:
    speak(handed_in, ANSWER, FILLER)
    speak(handed_in, WHOLE, ADVISER)
    speak(handed_in, APPROVED, APPROVER)
    assert kept(handed_in) == [
        ("answer", 7, "municipality", "klopt"), ("completeness", 11, "vng", None),
        ("approval", 8, "municipality", None),
    ]  # fmt: skip


@pytest.mark.parametrize("said", [ANSWER, WHOLE, UNCHANGED], ids=lambda said: said.kind)
@pytest.mark.parametrize("principal", [APPROVER, NEIGHBOUR, OFFICIAL, NOBODY], ids=lambda one: str(one.person))
def test_whoever_may_not_hand_in_says_nothing_of_a_report(handed_in: Desk, said: Beside, principal: Principal) -> None:
    with pytest.raises(RefusedError):
        speak(handed_in, said, principal)
    assert kept(handed_in) == []


@pytest.mark.parametrize("principal", [FILLER, NEIGHBOUR, ADVISER, OFFICIAL, NOBODY], ids=lambda one: str(one.person))
def test_only_an_approver_or_contact_of_the_municipality_approves(handed_in: Desk, principal: Principal) -> None:
    with pytest.raises(RefusedError):
        speak(handed_in, APPROVED, principal)
    assert handed_in.writer.reader.awaiting_approval().height == 1


def test_nobody_approves_what_they_handed_in_themselves(handed_in: Desk) -> None:
    both = Principal(Role.MUNICIPALITY, CODE, frozenset({Function.CONTACT}), person=7)
    with pytest.raises(NotSaidError, match="handed in this report yourself"):
        speak(handed_in, APPROVED, both)
    assert handed_in.writer.reader.awaiting_approval().height == 1
    speak(handed_in, APPROVED, CONTACT)
    assert handed_in.writer.reader.awaiting_approval().is_empty()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("bel piet.jansen@gemeente.example", "personal_data"),
        ("klopt\u200b niet", "invisible_characters"),
        ("a" * 501, "text_too_long"),
    ],
)
def test_a_text_that_no_file_could_bring_is_kept_neither_as_an_answer_nor_as_a_reason(
    handed_in: Desk, text: str, rule: str
) -> None:
    with pytest.raises(NotSaidError) as of_answer:
        speak(handed_in, replace(ANSWER, text=text), FILLER)
    with pytest.raises(NotSaidError) as of_reason:
        retract(handed_in, APPROVER, reason=text)
    assert of_answer.value.rule == of_reason.value.rule == rule
    assert of_answer.value.message.keys() == {"nl", "en"}
    assert kept(handed_in) == []
    stored = held_under(handed_in.writer.home.directory)
    assert b"piet.jansen" not in stored


def test_taking_back_without_a_reason_changes_nothing(handed_in: Desk) -> None:
    with pytest.raises(NotSaidError, match="nothing here yet"):
        retract(handed_in, APPROVER, reason=" \n")
    assert handed_in.said(Table.PROFILE, "access_variant") == [("b",)]


def test_a_confirmation_of_a_day_that_is_yet_to_come_is_refused_and_says_which(handed_in: Desk) -> None:
    tomorrow = TODAY.date() + timedelta(days=1)
    with pytest.raises(NotSaidError) as refused:
        speak(handed_in, replace(UNCHANGED, reporting_date=tomorrow), FILLER)
    assert "2 mrt 2026" in refused.value.message["nl"]
    speak(handed_in, UNCHANGED, FILLER)
    newest = handed_in.writer.reader.statements(Table.MILESTONE)["reporting_date"].max()
    assert newest == TODAY.date()


def test_a_report_is_taken_back_within_a_day_with_its_refused_rows_and_with_the_reason(handed_in: Desk) -> None:
    assert [rules for (rules,) in handed_in.refused("rules")] == [["end_missing"]]
    retract(handed_in, APPROVER, at=TODAY + timedelta(days=1), reason="  verkeerde maand ")
    assert all(handed_in.said(table, "municipality_code") == [] for table in Table)
    assert handed_in.refused("rules") == []
    assert handed_in.writer.reader.files().select("kind", "reason").rows()[-1] == ("withdrawal", "verkeerde maand")
    with pytest.raises(NothingToChangeError):
        retract(handed_in, APPROVER, at=TODAY + timedelta(days=1))


def test_after_a_day_it_stands_and_only_the_command_line_withdraws_it(handed_in: Desk) -> None:
    late = TODAY + timedelta(days=1, seconds=1)
    for principal in (APPROVER, ADVISER):
        with pytest.raises(NotSaidError, match="until a day after"):
            retract(handed_in, principal, at=late)
    assert handed_in.said(Table.PROFILE, "access_variant") == [("b",)]
    retract(handed_in, OWNER, at=late)
    assert handed_in.said(Table.PROFILE, "access_variant") == []


@pytest.mark.parametrize("principal", [FILLER, NEIGHBOUR, OFFICIAL, NOBODY], ids=lambda one: str(one.person))
def test_whoever_may_not_take_back_changes_nothing(handed_in: Desk, principal: Principal) -> None:
    with pytest.raises(RefusedError):
        retract(handed_in, principal)
    assert handed_in.said(Table.PROFILE, "access_variant") == [("b",)]


def test_a_file_of_several_municipalities_is_not_taken_back_by_one_of_them(handed_in: Desk) -> None:
    drawn = """
    gemeentecode | peildatum  | stap | gerealiseerd_eur
    GM0363       | 2025-12-31 | 2    | 10
    GM0228       | 2025-12-31 | 2    | 20
    """
    sequence = handed_in.hand_in(drawn, at=LATER)["sequence"]
    with pytest.raises(NothingToChangeError, match="is no report of"):
        retract(handed_in, APPROVER, sequence=sequence, at=LATER + timedelta(minutes=1))
    assert len(handed_in.said(Table.COST, "municipality_code")) == 3
