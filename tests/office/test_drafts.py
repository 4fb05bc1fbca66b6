"""A draft keeps what was typed, per field, and nobody overwrites a colleague unseen; on both databases."""

from datetime import date

import pytest

from domain.principal import NOBODY, Principal, Role
from office.drafts import LONGEST_TEXT, MOST_FIELDS, Draft, Edit, Place
from office.errors import NotPossibleError, NotYoursError
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    CONTACT_OF_EDE,
    CONTACT_OF_GOUDA,
    FILLER_OF_GOUDA,
    MINUTE,
    MORNING,
    OFFICIAL,
    let_in,
)

GOUDA, DAY = "GM0513", date(2026, 9, 30)
STANDING, TARGET = Place("milestone", "6", "status"), Place("milestone", "6", "streefdatum")


@pytest.fixture
def filler(office: Office) -> Principal:
    return let_in(office, "a", FILLER_OF_GOUDA).principal


@pytest.fixture
def contact(office: Office) -> Principal:
    return let_in(office, "b", CONTACT_OF_GOUDA).principal


def texts(draft: Draft) -> dict[Place, str]:
    return {place: typed.text for place, typed in draft.fields.items()}


def test_a_colleague_goes_on_where_somebody_left(
    office: Office, opened: Opened, filler: Principal, contact: Principal
) -> None:
    office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "gestart", 0)], now=MORNING)
    found = opened().drafts.read(contact, GOUDA, DAY).fields[STANDING]
    assert (found.text, found.by_person, found.by_function) == ("gestart", filler.person, "projectleider Wams")
    assert (found.by_role, found.at) == (Role.MUNICIPALITY, MORNING)


def test_an_edit_that_rests_on_an_older_text_overwrites_nothing(
    office: Office, filler: Principal, contact: Principal
) -> None:
    seen = office.drafts.save(filler, GOUDA, DAY, [Edit(TARGET, "01-12-2026", 0)], now=MORNING).draft
    version = seen.fields[TARGET].version
    office.drafts.save(contact, GOUDA, DAY, [Edit(TARGET, "15-12-2026", version)], now=MORNING)
    stale = Edit(TARGET, "31-12-2026", version)
    saved = office.drafts.save(filler, GOUDA, DAY, [stale, Edit(STANDING, "gestart", 0)], now=MORNING + MINUTE)
    assert saved.stale == [stale]
    assert texts(saved.draft) == {TARGET: "15-12-2026", STANDING: "gestart"}
    assert saved.draft.fields[TARGET].by_person == contact.person


def test_two_colleagues_in_two_fields_do_not_stand_in_each_others_way(
    office: Office, filler: Principal, contact: Principal
) -> None:
    office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "gestart", 0)], now=MORNING)
    saved = office.drafts.save(contact, GOUDA, DAY, [Edit(TARGET, "15-12-2026", 0)], now=MORNING)
    assert not saved.stale
    assert texts(saved.draft) == {STANDING: "gestart", TARGET: "15-12-2026"}


def test_an_edit_that_comes_twice_is_done_once(office: Office, filler: Principal) -> None:
    edit = Edit(TARGET, "15-12-2026", 0)
    first = office.drafts.save(filler, GOUDA, DAY, [edit], now=MORNING)
    again = office.drafts.save(filler, GOUDA, DAY, [edit], now=MORNING + MINUTE)
    assert not again.stale
    assert again.draft == first.draft


def test_a_field_made_empty_is_not_a_field_never_touched(office: Office, filler: Principal) -> None:
    version = office.drafts.save(filler, GOUDA, DAY, [Edit(TARGET, "15-12-2026", 0)], now=MORNING).draft.version
    saved = office.drafts.save(filler, GOUDA, DAY, [Edit(TARGET, "", version)], now=MORNING)
    assert texts(saved.draft) == {TARGET: ""}


def test_a_draft_that_became_a_report_is_empty_and_has_a_new_key(office: Office, filler: Principal) -> None:
    before = office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "gestart", 0)], now=MORNING, used_seconds=40).draft
    office.drafts.handed_in(filler, before)
    after = office.drafts.read(filler, GOUDA, DAY)
    assert (after.fields, after.used_seconds) == ({}, 0)
    assert after.key != before.key
    assert after.version > before.version
    assert office.drafts.begun(filler, GOUDA) == []


def test_what_was_begun_after_handing_in_is_not_emptied_by_a_late_message(office: Office, filler: Principal) -> None:
    seen = office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "gestart", 0)], now=MORNING).draft
    office.drafts.handed_in(filler, seen)
    office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "afgerond", 0)], now=MORNING)
    office.drafts.handed_in(filler, seen)
    assert texts(office.drafts.read(filler, GOUDA, DAY)) == {STANDING: "afgerond"}
    assert office.drafts.begun(filler, GOUDA) == [DAY]


def test_what_a_colleague_typed_while_it_was_handed_in_stays_for_the_next_report(
    office: Office, filler: Principal, contact: Principal
) -> None:
    both = [Edit(STANDING, "gestart", 0), Edit(TARGET, "01-12-2026", 0)]
    seen = office.drafts.save(filler, GOUDA, DAY, both, now=MORNING).draft
    meanwhile = Edit(TARGET, "15-12-2026", seen.fields[TARGET].version)
    office.drafts.save(contact, GOUDA, DAY, [meanwhile], now=MORNING)
    office.drafts.handed_in(filler, seen)
    after = office.drafts.read(filler, GOUDA, DAY)
    assert texts(after) == {TARGET: "15-12-2026"}
    assert after.key != seen.key


def test_a_draft_is_for_who_fills_in_there_and_for_vng(office: Office, filler: Principal) -> None:
    office.drafts.save(filler, GOUDA, DAY, [Edit(STANDING, "gestart", 0)], now=MORNING)
    others = (let_in(office, "c", CONTACT_OF_EDE).principal, let_in(office, "d", OFFICIAL).principal, NOBODY)
    for other in others:
        for act in (
            lambda other=other: office.drafts.read(other, GOUDA, DAY),
            lambda other=other: office.drafts.save(other, GOUDA, DAY, [], now=MORNING),
            lambda other=other: office.drafts.handed_in(other, Draft(GOUDA, DAY)),
            lambda other=other: office.drafts.begun(other, GOUDA),
        ):
            with pytest.raises(NotYoursError):
                act()
    assert texts(office.drafts.read(Principal(Role.VNG), GOUDA, DAY)) == {STANDING: "gestart"}


def test_what_does_not_fit_is_refused_and_changes_nothing(office: Office, filler: Principal) -> None:
    too_long = [Edit(STANDING, "gestart", 0), Edit(TARGET, "x" * (LONGEST_TEXT + 1), 0)]
    too_many = [Edit(Place("answer", str(number), "rule"), "klopt", 0) for number in range(MOST_FIELDS + 1)]
    for edits in (too_long, too_many):
        with pytest.raises(NotPossibleError):
            office.drafts.save(filler, GOUDA, DAY, edits, now=MORNING)
    assert office.drafts.read(filler, GOUDA, DAY) == Draft(GOUDA, DAY)


def test_the_form_says_how_long_it_was_in_use_and_a_clock_that_jumped_is_not_believed(
    office: Office, filler: Principal
) -> None:
    for seconds in (20, 25, -5, 90_000):
        saved = office.drafts.save(filler, GOUDA, DAY, [], now=MORNING, used_seconds=seconds)
    assert saved.draft.used_seconds == 20 + 25 + 0 + 120
