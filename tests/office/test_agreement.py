"""What a municipality said of being seen by name, and who noted it."""

import pytest

from domain.principal import NOBODY, OWNER, Role
from domain.statements import Table
from office.acts import Act, Way
from office.agreement import Said
from office.errors import NotYoursError
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import ADVISER, CONTACT_OF_GOUDA, HERE, MINUTE, MORNING, OFFICIAL, let_in


def test_who_said_nothing_of_a_table_said_neither_yes_nor_no(office: Office) -> None:
    office.agreement.note(OWNER, "GM0513", Table.MILESTONE, says_yes=False, way=HERE, now=MORNING)
    said = office.agreement.said(NOBODY)
    assert {key: one.says_yes for key, one in said.items()} == {("GM0513", Table.MILESTONE): False}


def test_the_last_that_was_said_counts_and_the_first_stays_to_be_seen(office: Office, opened: Opened) -> None:
    adviser = let_in(office, "a", ADVISER).principal
    for number, (table, yes) in enumerate([(Table.COST, True), (Table.MILESTONE, True), (Table.COST, False)]):
        at = MORNING + number * MINUTE
        office.agreement.note(adviser, "GM0513", table, says_yes=yes, way=Way.SCREEN, now=at)
    office.agreement.note(OWNER, "GM0228", Table.COST, says_yes=True, way=HERE, now=MORNING)
    noted = {"noted_by": adviser.person, "noted_role": Role.VNG}
    last = Said("GM0513", Table.COST, says_yes=False, **noted, noted_at=MORNING + 2 * MINUTE)
    here = opened()
    assert here.agreement.said(NOBODY)["GM0513", Table.COST] == last
    assert here.agreement.said(NOBODY)["GM0228", Table.COST].says_yes
    assert [(said.table, said.says_yes) for said in here.agreement.history(OWNER, "GM0513")] == [
        (Table.COST, True), (Table.MILESTONE, True), (Table.COST, False),
    ]  # fmt: skip


def test_who_says_yes_is_known_anew_once_another_process_notes_something(office: Office, opened: Opened) -> None:
    there = opened()
    how = {"way": Way.SCREEN, "now": MORNING}
    for code, table, yes in [("GM0513", Table.MILESTONE, True), ("GM0228", Table.COST, True)]:
        office.agreement.note(OWNER, code, table, says_yes=yes, **how)
    assert there.agreement.yes_to(NOBODY, Table.MILESTONE) == {"GM0513"}
    assert there.agreement.yes_to(NOBODY, Table.TRAINING) == frozenset()
    office.agreement.note(OWNER, "GM0513", Table.MILESTONE, says_yes=False, **how)
    office.agreement.note(OWNER, "GM0228", Table.MILESTONE, says_yes=True, **how)
    assert there.agreement.yes_to(NOBODY, Table.MILESTONE) == {"GM0228"}


def test_a_municipality_speaks_for_itself_and_for_no_other(office: Office) -> None:
    gouda, official = let_in(office, "g", CONTACT_OF_GOUDA).principal, let_in(office, "o", OFFICIAL).principal
    how = {"says_yes": True, "way": Way.SCREEN, "now": MORNING}
    office.agreement.note(gouda, "GM0513", Table.TRAINING, **how)
    for asks, code in ((gouda, "GM0228"), (official, "GM0513"), (NOBODY, "GM0513")):
        with pytest.raises(NotYoursError):
            office.agreement.note(asks, code, Table.TRAINING, **how)
        with pytest.raises(NotYoursError):
            office.agreement.history(asks, code)
    assert list(office.agreement.said(OWNER)) == [("GM0513", Table.TRAINING)]


def test_that_something_was_said_is_written_down_with_what_was_said_before(office: Office) -> None:
    for yes in (True, False, True):
        office.agreement.note(OWNER, "GM0513", Table.COST, says_yes=yes, way=HERE, now=MORNING)
    first, second, third = office.audit.read(OWNER)
    assert {line.act for line in (first, second, third)} == {Act.AGREEMENT_NOTED}
    assert (first.before, second.before, third.before) == (None, first.after, second.after)
    assert first.after == third.after != second.after
