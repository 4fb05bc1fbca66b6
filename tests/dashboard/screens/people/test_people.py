"""Mensen: who is let in, changed, put out and signed out by whom; each act is looked up in the office."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.principal import OWNER, Function, Role
from language.texts import say
from office.acts import Act, Way
from office.audit import Asked
from office.identity import Person
from tests.dashboard.conftest import drawn
from tests.dashboard.somebody import (
    ADVISER,
    EDE,
    GOUDA,
    MANAGER,
    TENANT_OF_EDE,
    TENANT_OF_GOUDA,
    Installed,
    click,
    now,
    of,
    said,
)
from tests.dashboard.somebody import installed as installed


@pytest.fixture
def manager(installed: Installed) -> Person:
    return installed.let_in("Mia", MANAGER)


@pytest.fixture
def contact(installed: Installed) -> Person:
    return installed.let_in("Cor", of(GOUDA, Function.CONTACT), TENANT_OF_GOUDA)


def _chosen(app: AppTest, person: Person) -> AppTest:
    return app.selectbox(key="person").select(str(person.number)).run()


def _form(person: Person) -> str:
    return f"changing_{person.number}_{person.changed_at.timestamp()}"


def _submit(app: AppTest, form: str) -> AppTest:
    click(app, next(button.key for button in app.button if str(button.key).startswith(f"FormSubmitter:{form}-")))
    return app


def _listed(app: AppTest) -> list[str]:
    table = next((part for part in drawn(app) if part.get("caption") == say("screen_people.in.caption", "nl")), None)
    return [] if table is None else [row["cells"][1] for row in table["rows"]]


def test_a_manager_lets_somebody_in_with_role_municipality_and_task_and_takes_it_back(
    installed: Installed, manager: Person
):
    number = installed.knocked("Gast", TENANT_OF_GOUDA)
    app = click(installed.opened(manager, "people"), f"admit_{number}")
    app.selectbox(key=f"admitting_{number}_municipality").select(GOUDA)
    app.multiselect(key=f"admitting_{number}_functions").set_value([Function.FILLER])
    _submit(app, f"admitting_{number}")
    person = installed.office.people.all(OWNER)[-1]
    assert (person.display_name, person.appointment) == ("Gast", of(GOUDA, Function.FILLER))
    assert installed.office.knocks.all(OWNER) == []
    assert "Gast" in _listed(app)
    click(app, "undo")
    assert [one.display_name for one in installed.office.people.all(OWNER)] == ["Mia"]


def test_somebody_of_a_municipality_without_a_task_is_not_let_in_and_the_page_says_why(
    installed: Installed, manager: Person
):
    number = installed.knocked("Gast")
    app = click(installed.opened(manager, "people"), f"admit_{number}")
    app.selectbox(key=f"admitting_{number}_municipality").select(GOUDA)
    _submit(app, f"admitting_{number}")
    assert say("screen_people.form.needs_functions", "nl") in said(app)
    assert len(installed.office.people.all(OWNER)) == 1


def test_turning_away_asks_first_and_who_was_turned_away_can_still_be_let_in(installed: Installed, manager: Person):
    number = installed.knocked("Gast")
    app = click(installed.opened(manager, "people"), f"turn_away_{number}")
    assert installed.office.knocks.all(OWNER)  # nothing was done yet
    click(app, f"turn_away_{number}_no")
    assert installed.office.knocks.all(OWNER)
    click(app, f"turn_away_{number}")
    click(app, f"turn_away_{number}_yes")
    assert installed.office.knocks.all(OWNER) == []
    app.checkbox(key="with_turned_away").check().run()
    assert app.button(key=f"admit_{number}")


def test_a_change_ends_the_sessions_and_can_be_taken_back(installed: Installed, manager: Person):
    adviser = installed.let_in("Ada", ADVISER)
    session = installed.office.sessions.open(adviser.number, way=Way.SCREEN, now=now())
    app = _chosen(installed.opened(manager, "people"), adviser)
    app.selectbox(key=f"{_form(adviser)}_role").select(Role.MINISTRY)
    _submit(app, _form(adviser))
    assert installed.office.people.one(OWNER, adviser.number).appointment.role is Role.MINISTRY
    assert not hasattr(installed.office.sessions.find(session, now=now()), "principal")
    click(app, "undo")
    assert installed.office.people.one(OWNER, adviser.number).appointment == ADVISER


def test_putting_out_asks_first_and_a_manager_can_take_it_back_with_number_and_name(
    installed: Installed, manager: Person
):
    adviser = installed.let_in("Ada", ADVISER)
    app = _chosen(installed.opened(manager, "people"), adviser)
    click(app, f"put_out_{adviser.number}")
    assert "Ada" in _listed(app)
    click(app, f"put_out_{adviser.number}_yes")
    assert "Ada" not in _listed(app)
    click(app, "undo")
    again = installed.office.people.one(OWNER, adviser.number)
    assert (again.display_name, again.put_out_at) == ("Ada", None)


def test_a_manager_cannot_lock_out_the_last_manager(installed: Installed, manager: Person):
    app = _chosen(installed.opened(manager, "people"), manager)
    click(app, f"put_out_{manager.number}")
    click(app, f"put_out_{manager.number}_yes")
    assert say("office.last_manager", "nl") in said(app)
    app.selectbox(key=f"{_form(manager)}_role").select(Role.VNG)
    _submit(app, _form(manager))
    assert say("office.last_manager", "nl") in said(app)
    assert installed.office.people.one(OWNER, manager.number).appointment == MANAGER


def test_one_session_is_ended_and_then_all_of_a_person_and_then_all(installed: Installed, manager: Person):
    adviser = installed.let_in("Ada", ADVISER)
    for _ in range(3):
        installed.office.sessions.open(adviser.number, way=Way.SCREEN, now=now())
    first = installed.office.sessions.all(OWNER, now=now())[0]
    app = click(installed.opened(manager, "people"), f"end_{first.number}")
    click(app, f"end_{first.number}_yes")
    theirs = [one for one in installed.office.sessions.all(OWNER, now=now()) if one.principal.person == adviser.number]
    assert len(theirs) == 2
    _chosen(app, adviser)
    click(app, f"end_person_{adviser.number}")
    click(app, f"end_person_{adviser.number}_yes")
    assert [one.principal.person for one in installed.office.sessions.all(OWNER, now=now())] == [manager.number]
    click(app, "end_all")
    click(app, "end_all_yes")
    assert installed.office.sessions.all(OWNER, now=now()) == []
    assert say("screen_entrance.notice.over", "nl") in str(drawn(app))  # their own tab is out too, and says so


def test_a_contact_sees_and_lets_in_colleagues_of_the_own_municipality_alone(installed: Installed, contact: Person):
    installed.let_in("Ed", of(EDE, Function.FILLER), TENANT_OF_EDE)
    installed.let_in("Ada", ADVISER)
    own, other = installed.knocked("Eigen", TENANT_OF_GOUDA), installed.knocked("Ander", TENANT_OF_EDE)
    app = installed.opened(contact, "people")
    assert _listed(app) == ["Cor"]
    keys = {str(button.key) for button in app.button}
    assert f"admit_{own}" in keys
    assert f"admit_{other}" not in keys
    click(app, f"admit_{own}")
    assert not [field for field in app.selectbox if str(field.key).startswith("admitting")]  # no role, no municipality
    app.multiselect(key=f"admitting_{own}_functions").set_value([Function.APPROVER])
    _submit(app, f"admitting_{own}")
    assert installed.office.people.all(OWNER)[-1].appointment == of(GOUDA, Function.APPROVER)


def test_a_contact_who_puts_a_colleague_out_is_asked_first_and_cannot_take_it_back(
    installed: Installed, contact: Person
):
    colleague = installed.let_in("Fia", of(GOUDA, Function.FILLER), TENANT_OF_GOUDA)
    app = _chosen(installed.opened(contact, "people"), colleague)
    click(app, f"put_out_{colleague.number}")
    click(app, f"put_out_{colleague.number}_yes")
    assert installed.office.people.one(OWNER, colleague.number).put_out_at is not None
    assert "undo" not in {button.key for button in app.button}


def test_a_tab_left_open_does_nothing_after_its_session_was_ended(installed: Installed, manager: Person):
    adviser = installed.let_in("Ada", ADVISER)
    app = _chosen(installed.opened(manager, "people"), adviser)
    click(app, f"put_out_{adviser.number}")
    installed.office.sessions.revoke_person(OWNER, manager.number, way=Way.COMMAND_LINE, now=now())
    click(app, f"put_out_{adviser.number}_yes")
    assert installed.office.people.one(OWNER, adviser.number).put_out_at is None
    assert say("screen_entrance.notice.over", "nl") in str(drawn(app))
    assert not app.selectbox


def test_what_somebody_may_do_by_now_counts_and_not_what_the_tab_was_drawn_for(installed: Installed, contact: Person):
    colleague = installed.let_in("Fia", of(GOUDA, Function.FILLER), TENANT_OF_GOUDA)
    app = _chosen(installed.opened(contact, "people"), colleague)
    click(app, f"put_out_{colleague.number}")
    lesser = of(GOUDA, Function.FILLER)
    installed.office.people.change(OWNER, contact.number, lesser, way=Way.COMMAND_LINE, now=now())
    click(app, f"put_out_{colleague.number}_yes")
    assert installed.office.people.one(OWNER, colleague.number).put_out_at is None


@pytest.mark.parametrize("appointment", [ADVISER, of(GOUDA, Function.FILLER), of(GOUDA, Function.APPROVER)], ids=str)
def test_who_keeps_no_people_is_told_why_and_sees_nobody(installed: Installed, manager: Person, appointment):
    person = installed.let_in("Ada", appointment)
    app = installed.opened(person, "people")
    assert say("screen_people.refused_title", "nl") in said(app)
    assert "Mia" not in said(app) + str(drawn(app))
    assert not app.button


def test_every_act_stands_in_the_log_as_of_who_did_it(installed: Installed, manager: Person):
    adviser = installed.let_in("Ada", ADVISER)
    app = _chosen(installed.opened(manager, "people"), adviser)
    click(app, f"put_out_{adviser.number}")
    click(app, f"put_out_{adviser.number}_yes")
    (line,) = installed.office.audit.read(OWNER, Asked(act=Act.PERSON_PUT_OUT))
    assert (line.by_person, line.person, line.way) == (manager.number, adviser.number, Way.SCREEN)


def test_the_people_are_what_a_manager_sees_first_and_what_no_figure_stands_beside(
    installed: Installed, manager: Person
):
    app = installed.opened(manager, "people", taal="en")
    assert app.title[0].value == say("screen_people.title", "en")
    links = next(part for part in _sidebar(app) if "groups" in part)["groups"]
    assert [(group["label"], [link["page"] for link in group["links"]]) for group in links] == [
        (say("screen.group.manage", "en"), ["people", "log"])
    ]


def _sidebar(app: AppTest) -> list[dict]:
    from tests.dashboard.conftest import _parts

    return [part for element in app.sidebar.children.values() for part in _parts(element)]
