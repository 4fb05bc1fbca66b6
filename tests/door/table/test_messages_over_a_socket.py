"""Whatever message somebody sends over their socket: nothing comes back and nothing is done that is not theirs."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from domain.principal import OWNER
from office.acts import Way
from office.identity import Person
from tests.door.signing_in import Browser as Visit
from tests.door.signing_in import Installation, now
from tests.door.table import canaries
from tests.door.table.agreed import (
    ADVISER,
    APPROVER,
    CONTACT,
    FILLER,
    MANAGER,
    NOBODY,
    OFFICIAL,
    PEOPLE,
    REACHES,
    SOMEBODY_ELSE,
    UNKNOWN,
    WALK,
    leaked,
    named_to,
    title,
)  # fmt: skip
from tests.door.table.over_socket import Part, Tab, pressed, said, tab

WITH_AMOUNTS = ("opleiding", "kosten", "mijn-gemeente", "gegevenskwaliteit")
AT_SCHAGEN = {"gemeente": canaries.SCHAGEN}
SOON = 0.3  # seconds, for what need not be answered


def _some(often: tuple[str, ...], rarely: tuple[str, ...]) -> list[Any]:
    """Whom every run looks at, and whom only the long one does. Any: as pytest takes it."""
    return [*often, *(pytest.param(who, marks=pytest.mark.long) for who in rarely)]


@pytest.fixture
def adviser(installation: Installation, visits: Mapping[str, Visit]) -> Iterator[Tab]:
    """A tab of who sees everything, open at a page with the amounts of one municipality."""
    with tab(installation, visits[ADVISER]) as found:
        shown = said(found.ask("mijn-gemeente", address=AT_SCHAGEN))
        assert canaries.found_in(shown) >= {(canaries.SCHAGEN, "cost"), (canaries.SCHAGEN, "minutes")}
        yield found


def _see_nothing_leaked(who: str, messages: list[ForwardMsg]) -> set[tuple[str, str]]:
    text = said(messages)
    found = canaries.found_in(text)
    assert leaked(who, found) == set()
    assert named_to(who, text) == set()
    return found


@pytest.mark.parametrize("who", _some((CONTACT, ADVISER, OFFICIAL, NOBODY), (APPROVER, UNKNOWN, MANAGER)))
def test_nothing_comes_over_the_socket_of_somebody_that_they_may_not_see(
    installation: Installation, visits: Mapping[str, Visit], who: str
):
    with tab(installation, visits[who]) as own:
        for page, code in WALK:
            messages = own.ask(page, address={"gemeente": code})
            _see_nothing_leaked(who, messages)
            assert title(who, page) in said(messages)
    assert canaries.found_in(said(own.heard)) >= REACHES[who]


@pytest.mark.parametrize("who", _some((OFFICIAL, NOBODY), (FILLER, MANAGER)))
def test_what_somebody_else_could_ask_for_under_a_figure_is_not_made_for_whoever_asks_in_their_words(
    installation: Installation, visits: Mapping[str, Visit], adviser: Tab, who: str
):
    feet = [part for page in WITH_AMOUNTS for part in _feet(adviser, page)]
    assert len(feet) > 20
    own_page = {foot.key: foot for foot in _feet(adviser, "mijn-gemeente")}
    with tab(installation, visits[who]) as own:
        for page in WITH_AMOUNTS:
            own.ask(page, [foot.tells("ask", "xlsx") for foot in feet], address=AT_SCHAGEN)
            own.ask(page, address=AT_SCHAGEN)
        for foot in (own_page["foot_own_costs"], own_page["foot_history"]):  # of no tab but that of the adviser
            own.ask("mijn-gemeente", [foot.tells("ask", "under")], fragment=foot.fragment, patience=SOON)
        _see_nothing_leaked(who, own.heard)


def _feet(own: Tab, page: str) -> list[Part]:
    own.ask(page, address=AT_SCHAGEN)
    return [part for key, part in own.parts.items() if key.startswith("foot_")]


def test_what_is_forged_there_does_work_for_who_may(
    installation: Installation, visits: Mapping[str, Visit], adviser: Tab
):
    cost = adviser.parts["foot_own_costs"]
    with tab(installation, visits[ADVISER]) as other:
        other.ask("mijn-gemeente", address=AT_SCHAGEN)
        foot = other.parts["foot_own_costs"]
        assert foot.id == cost.id  # the same for everybody: nothing about it is secret
        made = other.ask("mijn-gemeente", [foot.tells("ask", "xlsx")], fragment=foot.fragment)
    assert (canaries.SCHAGEN, "cost") in canaries.found_in(said(made))


@pytest.mark.parametrize("who", _some((OFFICIAL,), (FILLER, MANAGER, NOBODY)))
@pytest.mark.parametrize("is_open", [True, False], ids=["still open", "just closed"])
def test_who_claims_the_session_of_somebody_elses_tab_gets_nothing_of_it(
    installation: Installation, visits: Mapping[str, Visit], who: str, is_open: bool
):
    with tab(installation, visits[ADVISER]) as theirs:
        theirs.ask("mijn-gemeente", address=AT_SCHAGEN)
        if is_open:
            _claim(installation, visits[who], who, theirs)
    if not is_open:
        _claim(installation, visits[who], who, theirs)


def _claim(installation: Installation, visit: Visit, who: str, theirs: Tab) -> None:
    foot = theirs.parts["foot_own_costs"]
    with tab(installation, visit, resumes=theirs.session) as own:
        own.ask("mijn-gemeente", [foot.tells("ask", "xlsx")], fragment=foot.fragment, address=AT_SCHAGEN)
        own.ask("mijn-gemeente", address=AT_SCHAGEN)
        assert own.session == theirs.session  # the claim was believed: what holds is who asks, at every run
        _see_nothing_leaked(who, own.heard)


@pytest.mark.parametrize("who", _some((NOBODY,), (OFFICIAL,)))
def test_no_other_kind_of_message_brings_anything(
    installation: Installation, visits: Mapping[str, Visit], adviser: Tab, who: str
):
    kinds = [BackMsg() for _ in range(4)]
    kinds[0].file_urls_request.request_id = "1"
    kinds[0].file_urls_request.file_names.append("opgave.xlsx")
    kinds[0].file_urls_request.session_id = adviser.session
    kinds[1].backend_operation_request.session_id = adviser.session
    kinds[1].backend_operation_request.request_id = "2"
    kinds[1].backend_operation_request.deferred_file.file_id = adviser.parts["foot_own_costs"].id
    kinds[2].clear_cache = True
    kinds[3].load_git_info = True
    with tab(installation, visits[who]) as own:
        own.ask("mijn-gemeente", address=AT_SCHAGEN)
        for kind in kinds:
            _see_nothing_leaked(who, own.send(kind, patience=SOON))
        assert title(who, "mijn-gemeente") in said(own.ask("mijn-gemeente", address=AT_SCHAGEN))


def _person(installation: Installation, name: str) -> Person:
    with installation.office() as office:
        return next(one for one in office.people.all(OWNER) if one.display_name == name)


def _is_put_out(installation: Installation, person: Person) -> bool:
    with installation.office() as office:
        return office.people.one(OWNER, person.number).put_out_at is not None


def _about_to_put_out(own: Tab, person: Person) -> str:
    """As a manager who was asked whether they are sure; the id of the button that says yes."""
    own.ask(PEOPLE)
    own.ask(PEOPLE, [own.parts["people_list"].tells("open", str(person.number))])
    own.ask(PEOPLE, [pressed(own.widgets[f"put_out_{person.number}"])])
    return own.widgets[f"put_out_{person.number}_yes"]


def test_the_button_of_a_manager_does_nothing_for_anybody_else_and_nothing_any_more_once_they_are_out(
    installation: Installation, visits: Mapping[str, Visit]
):
    person = _person(installation, SOMEBODY_ELSE)
    with tab(installation, visits[MANAGER]) as manager, tab(installation, visits[MANAGER]) as left_open:
        yes = _about_to_put_out(manager, person)
        assert yes == _about_to_put_out(left_open, person)
        for who in (FILLER, APPROVER, CONTACT, OFFICIAL, ADVISER, UNKNOWN, NOBODY):
            with tab(installation, visits[who]) as own:
                own.ask(PEOPLE)
                own.ask(PEOPLE, [pressed(yes)])
            with tab(installation, visits[who], resumes=left_open.session) as own:
                own.ask(PEOPLE, [pressed(yes)])
                assert named_to(who, said(own.heard)) == set()
            assert not _is_put_out(installation, person), who
        with installation.office() as office:
            number = _person(installation, MANAGER).number
            office.sessions.revoke_person(OWNER, number, way=Way.COMMAND_LINE, now=now())
        manager.ask(PEOPLE, [pressed(yes)])
        assert not _is_put_out(installation, person)
    visits[MANAGER].sign_in(MANAGER)
    with tab(installation, visits[MANAGER]) as manager:
        manager.ask(PEOPLE, [pressed(_about_to_put_out(manager, person))])
    assert _is_put_out(installation, person)
