"""Whose sessions somebody sees and ends; and in which mode a session is worth something."""

import pytest
from sqlalchemy import text

from domain.principal import NOBODY, OWNER, Function, Principal, Role
from office.acts import Way
from office.errors import NotPossibleError, NotYoursError
from office.office import Office
from office.sessions import Ended, Session
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    CONTACT_OF_EDE,
    CONTACT_OF_GOUDA,
    FILLER_OF_GOUDA,
    MANAGER,
    MORNING,
    let_in,
)
from tests.office.test_sessions import signed_in


def test_a_person_sees_their_own_sessions_a_contact_those_of_colleagues_a_manager_all(office: Office) -> None:
    cast = {"filler": FILLER_OF_GOUDA, "contact": CONTACT_OF_GOUDA, "ede": CONTACT_OF_EDE, "manager": MANAGER}
    people = {name: let_in(office, name, appointment) for name, appointment in cast.items()}
    for person in people.values():
        office.sessions.open(person.number, way=Way.SCREEN, now=MORNING)
    numbers = {person.number: name for name, person in people.items()}
    seen = {
        name: {numbers[one.principal.person or 0] for one in office.sessions.all(person.principal, now=MORNING)}
        for name, person in people.items()
    }
    gouda = {"filler", "contact"}
    assert seen == {"filler": {"filler"}, "contact": gouda, "ede": {"ede"}, "manager": set(cast)}
    with pytest.raises(NotYoursError):
        office.sessions.all(NOBODY, now=MORNING)
    assert office.sessions.revoke_all(people["ede"].principal, way=Way.SCREEN, now=MORNING) == 1


def test_a_list_of_sessions_holds_nothing_that_signs_anybody_in_or_out(office: Office) -> None:
    signed_in(office, provider_session="sid-1", id_token="head.body.seal")
    (found,) = office.sessions.all(OWNER, now=MORNING)
    assert (found.provider_session, found.id_token) == (None, None)


def test_a_session_of_a_provider_that_left_the_settings_is_refused(office: Office, opened: Opened) -> None:
    person, opaque = signed_in(office)
    other = office.settings.issuers[0].model_copy(update={"key": "other"})
    changed = opened(office.settings.model_copy(update={"issuers": (other,)}))
    assert changed.sessions.find(opaque, now=MORNING) is Ended.REVOKED
    with pytest.raises(NotPossibleError):
        changed.sessions.open(person, way=Way.SCREEN, now=MORNING)


def test_in_local_mode_a_visitor_looks_as_whom_they_choose(office: Office, opened: Opened) -> None:
    local = opened(office.settings.model_copy(update={"issuers": ()}))
    chosen = Principal(Role.MUNICIPALITY, "GM0513", frozenset({Function.FILLER, Function.APPROVER}), is_local=True)
    opaque = local.sessions.open_local(chosen, way=Way.SCREEN, now=MORNING)
    found = local.sessions.find(opaque, now=MORNING)
    assert isinstance(found, Session)
    assert found.principal == chosen


def test_a_local_session_is_worth_nothing_once_people_can_sign_in_and_the_other_way_round(
    office: Office, opened: Opened
) -> None:
    local = opened(office.settings.model_copy(update={"issuers": ()}))
    chosen = local.sessions.open_local(Principal(Role.MANAGER, is_local=True), way=Way.SCREEN, now=MORNING)
    _, opaque = signed_in(office)
    assert office.sessions.find(chosen, now=MORNING) is Ended.REVOKED
    assert local.sessions.find(opaque, now=MORNING) is Ended.REVOKED
    with pytest.raises(NotPossibleError):
        office.sessions.open_local(Principal(Role.MANAGER, is_local=True), way=Way.SCREEN, now=MORNING)
    with pytest.raises(NotPossibleError):
        local.sessions.open_local(Principal(Role.MANAGER), way=Way.SCREEN, now=MORNING)


def test_a_row_that_is_of_a_person_and_local_at_once_is_refused_by_the_database(office: Office) -> None:
    signed_in(office)
    with pytest.raises(Exception, match="of_a_person_or_local"), office.database.engine.begin() as connection:
        connection.execute(text("UPDATE sessions SET local_role = 'manager'"))
