"""Who is let in, as what, by whom; and who only knocked."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from domain.principal import NOBODY, OWNER, Function, Principal, Role
from office.acts import Act, Way
from office.errors import NotFoundError, NotPossibleError, NotYoursError
from office.identity import Appointment, Identity, plain_name
from office.knocks import KEPT
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_EDE,
    CONTACT_OF_GOUDA,
    DAY,
    FILLER_OF_GOUDA,
    HERE,
    MANAGER,
    MINUTE,
    MORNING,
    OFFICIAL,
    let_in,
    someone,
)

GOUDA, EDE = "tenant-gouda", "tenant-ede"


def test_somebody_who_was_let_in_is_recognised_by_issuer_tenant_and_subject_together(office: Office) -> None:
    person = let_in(office, "a", ADVISER, GOUDA)
    assert office.people.recognised(someone("a", GOUDA)) == person
    for other in (someone("a", EDE), someone("a"), someone("b", GOUDA), someone("a", GOUDA, issuer="broker")):
        assert office.people.recognised(other) is None, other
    assert let_in(office, "a", OFFICIAL, EDE).number != person.number


def test_one_person_is_let_in_once(office: Office) -> None:
    person = let_in(office, "a", ADVISER)
    with pytest.raises(NotPossibleError, match=f"number {person.number}"):
        let_in(office, "a", MANAGER)
    assert office.people.one(OWNER, person.number).appointment == ADVISER


def test_who_a_person_is_and_does_is_read_back_as_it_was_written(office: Office, opened: Opened) -> None:
    every = Appointment(Role.MUNICIPALITY, "GM0513", frozenset(Function), "  projectleider\tWams ")
    for number, appointment in enumerate((MANAGER, ADVISER, OFFICIAL, FILLER_OF_GOUDA, every)):
        let_in(office, f"s{number}", appointment)
    found = opened().people.all(OWNER)
    assert [one.appointment for one in found] == [MANAGER, ADVISER, OFFICIAL, FILLER_OF_GOUDA, every]
    assert found[-1].appointment.function_name == "projectleider Wams"
    assert found[-1].principal == Principal(Role.MUNICIPALITY, "GM0513", frozenset(Function), found[-1].number)


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER])
def test_nobody_is_let_in_as_a_reader_or_as_the_owner_of_the_machine(role: Role) -> None:
    with pytest.raises(ValueError, match="no role of a person"):
        Appointment(role)


def test_somebody_of_a_municipality_has_one_and_does_something_there() -> None:
    for wrong in ((Role.MUNICIPALITY, None, frozenset({Function.FILLER})), (Role.MUNICIPALITY, "GM0513", frozenset()),
                  (Role.VNG, "GM0513", frozenset()), (Role.VNG, None, frozenset({Function.CONTACT}))):  # fmt: skip
        with pytest.raises(ValueError, match=r"with|function"):
            Appointment(*wrong)


@pytest.mark.parametrize("subject", ["", "x" * 256, "a\x00b", "a\nb", "\ud800"])
def test_an_identity_that_no_provider_sends_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="no subject"):
        Identity("entra", None, subject)


def test_who_was_put_out_is_unknown_and_leaves_a_number_and_no_name(office: Office) -> None:
    office.knocks.note(someone("a"), display_name="A. de Vries", now=MORNING)
    person = let_in(office, "a", ADVISER)
    assert person.display_name == "A. de Vries"
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING + MINUTE)
    assert office.people.recognised(someone("a")) is None
    assert office.people.all(OWNER) == []
    (kept,) = office.people.all(OWNER, with_put_out=True)
    assert (kept.number, kept.display_name, kept.put_out_at) == (person.number, None, MORNING + MINUTE)
    for act in (office.people.put_out, lambda *who, **how: office.people.change(*who, MANAGER, **how)):
        with pytest.raises(NotPossibleError):
            act(OWNER, person.number, way=HERE, now=MORNING)


def test_who_is_let_in_again_has_the_number_they_had_and_a_newcomer_has_another(office: Office) -> None:
    person = let_in(office, "a", ADVISER)
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING)
    newcomer = let_in(office, "b", ADVISER)
    again = let_in(office, "a", OFFICIAL)
    assert (again.number, again.appointment) == (person.number, OFFICIAL)
    assert newcomer.number != person.number
    assert office.people.recognised(someone("a")) == again


def test_an_unknown_person_is_on_the_list_once_however_often_they_knock(office: Office) -> None:
    for number, name in enumerate(("", "B. Jansen", None)):
        office.knocks.note(someone("b", GOUDA), display_name=name, now=MORNING + number * MINUTE)
    office.knocks.note(someone("c"), display_name="C\u202e\x1b[31m", now=MORNING + 5 * MINUTE)
    first, second = office.knocks.all(OWNER)
    assert (first.identity, first.display_name, first.knock_count) == (someone("b", GOUDA), "B. Jansen", 3)
    assert (first.first_at, first.last_at) == (MORNING, MORNING + 2 * MINUTE)
    assert second.display_name == "C [31m"
    assert office.people.recognised(someone("b", GOUDA)) is None


def test_letting_somebody_in_takes_their_knock_off_the_list(office: Office) -> None:
    knock = office.knocks.note(someone("b"), display_name="B. Jansen", now=MORNING)
    let_in(office, "b", ADVISER)
    assert office.knocks.all(OWNER, with_turned_away=True) == []
    with pytest.raises(NotFoundError):
        office.knocks.one(OWNER, knock.number)


def test_who_was_turned_away_does_not_come_back_on_the_list_by_knocking_and_can_still_be_let_in(office: Office) -> None:
    knock = office.knocks.note(someone("b"), display_name=None, now=MORNING)
    office.knocks.turn_away(OWNER, knock.number, way=HERE, now=MORNING)
    office.knocks.note(someone("b"), display_name=None, now=MORNING + DAY)
    assert office.knocks.all(OWNER) == []
    (kept,) = office.knocks.all(OWNER, with_turned_away=True)
    assert (kept.knock_count, kept.turned_away_at) == (2, MORNING)
    assert let_in(office, "b", ADVISER).appointment == ADVISER


def test_who_was_put_out_and_knocks_is_said_to_have_been_here_before(office: Office) -> None:
    person = let_in(office, "a", ADVISER)
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING)
    assert office.knocks.note(someone("a"), display_name=None, now=MORNING).was_put_out == person.number
    assert office.knocks.note(someone("z"), display_name=None, now=MORNING).was_put_out is None


def test_who_knocked_long_ago_and_was_not_answered_is_forgotten(office: Office) -> None:
    office.knocks.note(someone("old"), display_name="O.", now=MORNING)
    office.knocks.note(someone("new"), display_name="N.", now=MORNING + KEPT)
    assert {knock.identity.subject for knock in office.knocks.all(OWNER)} == {"old", "new"}
    office.knocks.note(someone("new"), display_name="N.", now=MORNING + KEPT + MINUTE)
    assert {knock.identity.subject for knock in office.knocks.all(OWNER)} == {"new"}


def test_two_processes_that_note_one_knock_at_the_same_moment_keep_one_row(office: Office, opened: Opened) -> None:
    offices, together = (office, opened()), Barrier(4)

    def knock(number: int) -> None:
        together.wait()
        offices[number % 2].knocks.note(someone("b"), display_name="B.", now=MORNING)

    threads = [Thread(target=knock, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.knock_count for found in office.knocks.all(OWNER)] == [4]


@pytest.mark.parametrize("appointment", [ADVISER, OFFICIAL, FILLER_OF_GOUDA, None])
def test_who_is_no_manager_and_no_contact_sees_and_changes_nobody(office: Office, appointment) -> None:
    person = let_in(office, "x", MANAGER)
    knock = office.knocks.note(someone("y"), display_name=None, now=MORNING)
    asks = NOBODY if appointment is None else let_in(office, "a", appointment).principal
    how = {"way": Way.SCREEN, "now": MORNING}
    for act in (
        lambda: office.people.all(asks),
        lambda: office.people.one(asks, person.number),
        lambda: office.people.admit(asks, someone("y"), ADVISER, **how),
        lambda: office.people.change(asks, person.number, ADVISER, **how),
        lambda: office.people.put_out(asks, person.number, **how),
        lambda: office.knocks.all(asks),
        lambda: office.knocks.turn_away(asks, knock.number, **how),
    ):
        with pytest.raises(NotYoursError):
            act()
    assert office.people.one(OWNER, person.number) == person
    assert office.people.recognised(someone("y")) is None


def test_a_contact_keeps_colleagues_and_nobody_of_another_municipality(office: Office) -> None:
    contact = let_in(office, "contact", CONTACT_OF_GOUDA).principal
    colleague, other = let_in(office, "filler", FILLER_OF_GOUDA), let_in(office, "ede", CONTACT_OF_EDE)
    how = {"way": Way.SCREEN, "now": MORNING}
    assert {one.number for one in office.people.all(contact)} == {contact.person, colleague.number}
    approver = replace(FILLER_OF_GOUDA, functions=frozenset({Function.APPROVER}))
    assert office.people.change(contact, colleague.number, approver, **how).appointment == approver
    with pytest.raises(NotFoundError):
        office.people.put_out(contact, other.number, **how)
    for elsewhere in (MANAGER, ADVISER, CONTACT_OF_EDE):
        with pytest.raises(NotYoursError):
            office.people.change(contact, colleague.number, elsewhere, **how)
    assert office.people.one(OWNER, other.number) == other


def test_a_contact_lets_in_who_knocked_from_their_own_organisation_only(office: Office) -> None:
    contact = let_in(office, "contact", CONTACT_OF_GOUDA, GOUDA).principal
    without = let_in(office, "lonely", CONTACT_OF_EDE).principal
    for identity in (someone("own", GOUDA), someone("ede", EDE), someone("none"), someone("x", GOUDA, "broker")):
        office.knocks.note(identity, display_name=None, now=MORNING)
    how = {"way": Way.SCREEN, "now": MORNING}
    assert [knock.identity for knock in office.knocks.all(contact)] == [someone("own", GOUDA)]
    assert office.knocks.all(without) == []
    for identity in (someone("ede", EDE), someone("none"), someone("never knocked", GOUDA)):
        with pytest.raises(NotYoursError):
            office.people.admit(contact, identity, FILLER_OF_GOUDA, **how)
    assert office.people.admit(contact, someone("own", GOUDA), FILLER_OF_GOUDA, **how).appointment == FILLER_OF_GOUDA


def test_every_change_of_who_is_let_in_is_written_down_with_hashes_before_and_after(office: Office) -> None:
    knock = office.knocks.note(someone("b"), display_name="B. Jansen", now=MORNING)
    office.knocks.turn_away(OWNER, knock.number, way=HERE, now=MORNING)
    person = let_in(office, "b", ADVISER)
    office.people.change(OWNER, person.number, FILLER_OF_GOUDA, way=HERE, now=MORNING + MINUTE)
    office.people.put_out(OWNER, person.number, way=HERE, now=MORNING + 2 * MINUTE)
    turned, admitted, changed, out = office.audit.read(OWNER)
    acts = [line.act for line in (turned, admitted, changed, out)]
    assert acts == [Act.KNOCK_TURNED_AWAY, Act.PERSON_ADMITTED, Act.PERSON_CHANGED, Act.PERSON_PUT_OUT]
    assert (admitted.before, admitted.after) == (None, changed.before)
    assert changed.after == out.before != out.after
    assert {line.person for line in (admitted, changed, out)} == {person.number}
    assert (changed.municipality_code, changed.by_role, changed.way) == ("GM0513", "owner", HERE)


@pytest.mark.parametrize(
    ("written", "kept"),
    [(None, None), (" ", None), ("A.  de\tVries", "A. de Vries"), ("x" * 300, "x" * 120), ("\u202eabc", "abc")],
)
def test_a_name_is_kept_on_one_line_and_cannot_steer_a_screen(written: str | None, kept: str | None) -> None:
    assert plain_name(written) == kept


def test_one_manager_stays_and_the_owner_of_the_machine_may_take_the_last(office: Office) -> None:
    first = let_in(office, "a", MANAGER)
    asks = first.principal
    for act in (
        lambda: office.people.put_out(asks, first.number, way=HERE, now=MORNING),
        lambda: office.people.change(asks, first.number, ADVISER, way=HERE, now=MORNING),
    ):
        with pytest.raises(NotPossibleError):
            act()
    second = let_in(office, "b", MANAGER)
    office.people.put_out(asks, first.number, way=HERE, now=MORNING)
    with pytest.raises(NotPossibleError):
        office.people.put_out(second.principal, second.number, way=HERE, now=MORNING)
    assert office.people.put_out(OWNER, second.number, way=HERE, now=MORNING).put_out_at is not None


def test_of_two_managers_who_put_each_other_out_at_once_one_stays(office: Office, opened: Opened) -> None:
    one, other = let_in(office, "a", MANAGER), let_in(office, "b", MANAGER)
    start, refused = Barrier(2), []

    def put_out(mine: Office, asks: Principal, number: int) -> None:
        start.wait()
        try:
            mine.people.put_out(asks, number, way=HERE, now=MORNING)
        except NotPossibleError:
            refused.append(number)

    threads = [
        Thread(target=put_out, args=(office, one.principal, other.number)),
        Thread(target=put_out, args=(opened(), other.principal, one.number)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(office.people.all(OWNER)) == 1


def test_colleagues_know_by_name_who_approves_and_vng_by_their_work_alone(office: Office) -> None:
    corrie = {"display_name": "Corrie", "way": HERE, "now": MORNING}
    appointment = replace(CONTACT_OF_GOUDA, function_name="wethouder")
    contact = office.people.admit(OWNER, someone("corrie", GOUDA), appointment, **corrie)
    filler, adviser = let_in(office, "Fons", FILLER_OF_GOUDA, GOUDA), let_in(office, "Ada", ADVISER)
    gone = let_in(office, "Weg", CONTACT_OF_GOUDA, GOUDA)
    let_in(office, "Ed", CONTACT_OF_EDE, EDE)
    office.people.put_out(OWNER, gone.number, way=HERE, now=MORNING)
    (found,) = office.people.approvers(filler.principal, "GM0513")
    assert (found.number, found.name, found.function_name) == (contact.number, "Corrie", "wethouder")
    (found,) = office.people.approvers(adviser.principal, "GM0513")
    assert (found.name, found.function_name) == (None, "wethouder")
    with pytest.raises(NotYoursError):
        office.people.approvers(filler.principal, "GM0228")
