"""Who handed in, approved, took back: by function, for who may see it; and who wants a second person to look."""

from pathlib import Path
from typing import Any

import pytest

from domain.principal import NOBODY, OWNER, Principal, Role
from office.acts import Act, Way
from office.copying import restore
from office.errors import NotYoursError
from office.identity import Appointment
from office.office import Office
from office.report_acts import ReportAct
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_EDE,
    CONTACT_OF_GOUDA,
    FILLER_OF_GOUDA,
    MINUTE,
    MORNING,
    OFFICIAL,
    let_in,
)

GOUDA = "GM0513"
HOW: dict[str, Any] = {"way": Way.SCREEN, "now": MORNING}


def _handed_in(office: Office) -> Principal:
    filler = let_in(office, "f", FILLER_OF_GOUDA).principal
    office.report_acts.note(filler, GOUDA, 12, ReportAct.HANDED_IN, **HOW)
    return filler


def test_who_handed_in_is_told_by_function_to_colleagues_and_to_an_adviser(office: Office, opened: Opened) -> None:
    filler, adviser = _handed_in(office), let_in(office, "a", ADVISER).principal
    contact = let_in(office, "c", CONTACT_OF_GOUDA).principal
    for asks in (contact, adviser):
        done = opened().report_acts.of(asks, GOUDA)[12][ReportAct.HANDED_IN]
        assert (done.by_function, done.by_person, done.by_role, done.at) == (
            "projectleider Wams", filler.person, Role.MUNICIPALITY, MORNING,
        )  # fmt: skip


def test_what_is_done_once_stays_as_it_was_done_first(office: Office) -> None:
    filler, contact = _handed_in(office), let_in(office, "c", CONTACT_OF_GOUDA).principal
    office.report_acts.note(contact, GOUDA, 12, ReportAct.HANDED_IN, way=Way.SCREEN, now=MORNING + MINUTE)
    office.report_acts.note(contact, GOUDA, 12, ReportAct.APPROVED, way=Way.SCREEN, now=MORNING + MINUTE)
    done = office.report_acts.of(filler, GOUDA)[12]
    assert {act: one.by_person for act, one in done.items()} == {
        ReportAct.HANDED_IN: filler.person, ReportAct.APPROVED: contact.person,
    }  # fmt: skip


def test_what_was_done_with_a_report_is_told_to_nobody_else_and_kept_for_nobody_else(office: Office) -> None:
    _handed_in(office)
    others = [let_in(office, "e", CONTACT_OF_EDE).principal, let_in(office, "o", OFFICIAL).principal, NOBODY]
    for asks in others:
        with pytest.raises(NotYoursError):
            office.report_acts.of(asks, GOUDA)
        with pytest.raises(NotYoursError):
            office.report_acts.note(asks, GOUDA, 13, ReportAct.HANDED_IN, **HOW)


def test_whoever_approves_chooses_that_a_second_person_looks_and_the_audit_log_tells(office: Office) -> None:
    contact, filler = let_in(office, "c", CONTACT_OF_GOUDA).principal, let_in(office, "f", FILLER_OF_GOUDA).principal
    assert not office.approval_wishes.asks(filler, GOUDA)
    office.approval_wishes.choose(contact, GOUDA, asks_approval=True, **HOW)
    assert office.approval_wishes.asks(filler, GOUDA)
    office.approval_wishes.choose(contact, GOUDA, asks_approval=False, way=Way.SCREEN, now=MORNING + MINUTE)
    assert not office.approval_wishes.asks(filler, GOUDA)
    lines = [line for line in office.audit.read(OWNER) if line.act is Act.APPROVAL_WISHED]
    assert [(line.by_person, line.municipality_code) for line in lines] == [(contact.person, GOUDA)] * 2
    assert lines[0].after == lines[1].before


@pytest.mark.parametrize("whom", [FILLER_OF_GOUDA, CONTACT_OF_EDE, ADVISER, OFFICIAL], ids=str)
def test_nobody_else_chooses_whether_a_second_person_looks(office: Office, whom: Appointment) -> None:
    asks = let_in(office, "x", whom).principal
    with pytest.raises(NotYoursError):
        office.approval_wishes.choose(asks, GOUDA, asks_approval=True, **HOW)
    assert not office.approval_wishes.asks(asks, GOUDA)


def test_a_copy_of_the_office_brings_both_back(office: Office, opened: Opened, home: Path, tmp_path: Path) -> None:
    filler, copy = _handed_in(office), tmp_path / "copy.db"
    office.approval_wishes.choose(OWNER, GOUDA, asks_approval=True, **HOW)
    office.copy(OWNER, copy, **HOW)
    office.approval_wishes.choose(OWNER, GOUDA, asks_approval=False, **HOW)
    restore(office.settings, home, copy, OWNER, **HOW)
    again = opened()
    assert again.approval_wishes.asks(filler, GOUDA)
    assert again.report_acts.of(filler, GOUDA).keys() == {12}
