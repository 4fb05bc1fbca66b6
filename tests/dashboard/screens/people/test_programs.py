"""Programs on Mensen: a token is given, shown once, and ended; a contact gives those of their municipality alone."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.principal import OWNER, Function, Role, Scope
from language.texts import say
from office.identity import Person
from office.tokens import Invalid, Token
from tests.dashboard.somebody import (
    ADVISER,
    GOUDA,
    MANAGER,
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


def _given(app: AppTest, label: str, *scopes: Scope) -> AppTest:
    app.text_input(key="program_label").set_value(label)
    app.multiselect(key="program_scopes").set_value(list(scopes))
    return click(app, next(one.key for one in app.button if str(one.key).startswith("FormSubmitter:program-")))


def _tokens(installed: Installed) -> list[Token]:
    return installed.office.tokens.all(OWNER, now=now())


def test_a_token_is_shown_once_and_works_and_is_nowhere_afterwards(installed: Installed, manager: Person):
    app = installed.opened(manager, "people")
    app.selectbox(key="program_municipality").select(GOUDA)
    _given(app, "Zaaksysteem", Scope.HAND_IN, Scope.REPORTS)
    (written,) = [one.value for one in app.code]
    found = installed.office.tokens.find(written, now=now())
    assert isinstance(found, Token)
    assert (found.label, found.role, found.municipality_code) == ("Zaaksysteem", Role.MUNICIPALITY, GOUDA)
    assert found.scopes == {Scope.HAND_IN, Scope.REPORTS}
    app.run()
    assert not app.code
    assert "Zaaksysteem" in said(app)
    assert (app.text_input(key="program_label").value, app.multiselect(key="program_scopes").value) == ("", [])
    assert say("screen_people.programs.never", "nl") not in said(app)  # it was used, by this test


def test_a_contact_gives_tokens_of_their_own_municipality_and_sees_no_others(
    installed: Installed, contact: Person, manager: Person
):
    app = installed.opened(manager, "people")
    app.selectbox(key="program_role").select(Role.VNG)
    _given(app, "Landelijk", Scope.FIGURES)
    app = installed.opened(contact, "people")
    assert "Landelijk" not in said(app)
    assert "program_role" not in {one.key for one in app.selectbox}
    _given(app, "Power BI", Scope.FIGURES)
    assert [(one.role, one.municipality_code) for one in _tokens(installed)] == [
        (Role.VNG, None),
        (Role.MUNICIPALITY, GOUDA),
    ]


def test_ending_a_token_asks_first_and_then_it_holds_no_more(installed: Installed, manager: Person):
    app = installed.opened(manager, "people")
    app.selectbox(key="program_role").select(Role.MINISTRY)
    _given(app, "Power BI", Scope.FIGURES)
    written, (token,) = app.code[0].value, _tokens(installed)
    click(app, f"end_token_{token.number}")
    assert _tokens(installed)
    click(app, f"end_token_{token.number}_yes")
    assert _tokens(installed) == []
    assert installed.office.tokens.find(written, now=now()) is Invalid.REVOKED


@pytest.mark.parametrize(
    ("label", "scopes", "key"),
    [("", [Scope.FIGURES], "office.token_name"), ("Power BI", [], "office.token_scopes")],
)
def test_what_no_token_can_be_is_said_and_nothing_is_made(
    installed: Installed, contact: Person, label: str, scopes: list[Scope], key: str
):
    app = _given(installed.opened(contact, "people"), label, *scopes)
    assert say(key, "nl", most=120)[:40] in said(app)
    assert _tokens(installed) == []


def test_who_keeps_no_people_sees_no_programs(installed: Installed):
    adviser = installed.let_in("Ada", ADVISER)
    assert say("screen_people.programs.title", "nl") not in said(installed.opened(adviser, "people"))
