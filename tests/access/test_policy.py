"""Who may see and do what, written out by hand from the table that was agreed: role x action x whose."""

import pytest

from access.agreement import Agreement
from access.permissions import Action
from access.policy import Decision, decide, seen_by_name, sees_every_group
from domain.bilingual import LANGUAGES
from domain.principal import NOBODY, OWNER, Function, Principal, Role, Scope
from domain.programme import Programme
from domain.statements import Table
from language.texts import all_keys

OWN, OTHER = "GM0363", "GM0344"


def of_municipality(*functions: Function) -> Principal:
    return Principal(Role.MUNICIPALITY, OWN, frozenset(functions), person=1)


WHO = {
    "reader": NOBODY,
    "looks": of_municipality(),
    "filler": of_municipality(Function.FILLER),
    "approver": of_municipality(Function.APPROVER),
    "contact": of_municipality(Function.CONTACT),
    "ministry": Principal(Role.MINISTRY, person=2),
    "vng": Principal(Role.VNG, person=3),
    "manager": Principal(Role.MANAGER, person=4),
    "owner": OWNER,
}
# y yes, s yes but suppressed, b on behalf, . no; three signs: of its own, of another, of nobody in particular.
# Nobody said yes to anything here, and readers see figures. Only a municipality has something of its own.
EXPECTED = """
action          | reader | looks | filler | approver | contact | ministry | vng | manager | owner
see_figures     | sss    | sss   | sss    | sss      | sss     | sss      | yyy | ...     | yyy
see_standing    | ...    | yy.   | yy.    | yy.      | yy.     | ...      | yyy | ...     | yyy
see_training    | ...    | y..   | y..    | y..      | y..     | ...      | yyy | ...     | yyy
see_costs       | ...    | y..   | y..    | y..      | y..     | ...      | yyy | ...     | yyy
see_profile     | ...    | y..   | y..    | y..      | y..     | ...      | yyy | ...     | yyy
see_reports     | ...    | y..   | y..    | y..      | y..     | ...      | yyy | ...     | yyy
draft           | ...    | ...   | y..    | ...      | y..     | ...      | bb. | ...     | yyy
hand_in         | ...    | ...   | y..    | ...      | y..     | ...      | bb. | ...     | yyy
approve         | ...    | ...   | ...    | y..      | y..     | ...      | ... | ...     | yyy
take_back       | ...    | ...   | ...    | y..      | y..     | ...      | bb. | ...     | yyy
resolve_rows    | ...    | ...   | y..    | ...      | y..     | ...      | yyy | ...     | yyy
correct         | ...    | ...   | y..    | ...      | y..     | ...      | yyy | ...     | yyy
settle_mergers  | ...    | ...   | ...    | ...      | ...     | ...      | yyy | ...     | yyy
run_rounds      | ...    | ...   | ...    | ...      | ...     | ...      | yyy | ...     | yyy
keep_calls      | ...    | ...   | ...    | ...      | ...     | ...      | yyy | ...     | yyy
see_expected_months | ... | ...  | ...    | ...      | ...     | ...      | yyy | ...     | yyy
manage_people   | ...    | ...   | ...    | ...      | y..     | ...      | ... | yyy     | yyy
manage_roles    | ...    | ...   | ...    | ...      | ...     | ...      | ... | yyy     | yyy
manage_tokens   | ...    | ...   | ...    | ...      | y..     | ...      | ... | yyy     | yyy
manage_settings | ...    | ...   | ...    | ...      | ...     | ...      | ... | yyy     | yyy
read_audit      | ...    | y..   | y..    | y..      | y..     | ...      | ... | yyy     | yyy
read_own_acts   | ...    | yyy   | yyy    | yyy      | yyy     | ...      | yyy | yyy     | yyy
read_who_did    | ...    | y..   | y..    | y..      | y..     | ...      | yy. | yyy     | yyy
"""
SIGN = {"y": (True, False, False), "s": (True, True, False), "b": (True, False, True), ".": (False, False, False)}


def _cases() -> list[tuple[str, Action, str | None, str]]:
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in EXPECTED.strip().splitlines())
    return [
        (who, Action(line[0]), code, sign)
        for line in lines
        for who, signs in zip(head[1:], line[1:], strict=True)
        for code, sign in zip((OWN, OTHER, None), signs, strict=True)
    ]


AGREED = Agreement.of(Programme.load(), readers_see_figures=True)


@pytest.mark.parametrize(("who", "action", "code", "sign"), _cases())
def test_every_role_may_what_was_agreed_and_nothing_else(who: str, action: Action, code: str | None, sign: str) -> None:
    decision = decide(WHO[who], action, code, AGREED)
    assert (decision.is_allowed, decision.is_suppressed, decision.is_on_behalf) == SIGN[sign]
    assert (decision.reason is None) == decision.is_allowed


def test_the_table_above_speaks_of_every_role_and_every_action() -> None:
    cases = _cases()
    assert {case[1] for case in cases} == set(Action)
    assert {WHO[case[0]].role for case in cases} == set(Role)


def test_an_action_that_nobody_knows_is_refused_for_every_role() -> None:
    for who in WHO.values():
        decision = decide(who, "delete_everything", OWN, AGREED)  # pyright: ignore[reportArgumentType]
        assert decision == Decision(is_allowed=False, reason="access.refused.unknown")


def test_a_role_that_nobody_knows_is_refused_everything() -> None:
    stranger = Principal(Role.VNG)
    object.__setattr__(stranger, "role", "auditor")
    assert {decide(stranger, action, OWN, AGREED).reason for action in Action} == {"access.refused.unknown"}


def test_without_the_setting_readers_see_no_figure_and_nobody_by_name() -> None:
    closed = Agreement.of(Programme.load(), yes_to_everybody=[OTHER])
    for action, code in ((Action.SEE_FIGURES, None), (Action.SEE_STANDING, OTHER)):
        assert decide(NOBODY, action, code, closed).reason == "access.refused.figures_sign_in"


def test_a_municipality_is_shown_by_name_to_whom_it_said_yes_and_to_no_other() -> None:
    said = Agreement.of(
        Programme.load(), yes_to_ministry=["GM0001"], yes_to_everybody=["GM0002"], readers_see_figures=True
    )
    for who, seen in (("ministry", {"GM0001", "GM0002"}), ("reader", {"GM0002"})):
        codes = ("GM0001", "GM0002", "GM0003")
        assert {code for code in codes if seen_by_name(WHO[who], Table.MILESTONE, code, said)} == seen


@pytest.mark.parametrize("table", [Table.TRAINING, Table.COST, Table.PROFILE])
def test_a_yes_shows_the_steps_and_never_staff_money_or_minutes(table: Table) -> None:
    said = Agreement.of(Programme.load(), yes_to_everybody=[OTHER], readers_see_figures=True)
    assert not any(seen_by_name(WHO[who], table, OTHER, said) for who in ("reader", "ministry", "contact"))
    assert seen_by_name(WHO["looks"], table, OWN, said)
    assert seen_by_name(WHO["vng"], table, OTHER, said)


def test_a_municipality_sees_the_steps_of_all_that_take_part_and_its_own_always() -> None:
    some = Agreement.of(Programme.load(), taking_part=["GM0001"])
    seen = {code: seen_by_name(WHO["looks"], Table.MILESTONE, code, some) for code in ("GM0001", OTHER, OWN)}
    assert seen == {"GM0001": True, OTHER: False, OWN: True}


def test_a_municipality_is_told_who_sees_it_by_name() -> None:
    said = Agreement.of(Programme.load(), yes_to_ministry=[OWN])
    assert said.audiences_of(Table.MILESTONE, OWN) == (Role.MUNICIPALITY, Role.MINISTRY, Role.VNG)
    assert said.audiences_of(Table.MILESTONE, OTHER) == (Role.MUNICIPALITY, Role.VNG)
    assert said.audiences_of(Table.COST, OWN) == (Role.VNG,)


def test_whoever_looks_as_somebody_in_local_mode_may_what_that_role_may_and_no_more() -> None:
    for signed_in in WHO.values():
        local = Principal(signed_in.role, signed_in.municipality_code, signed_in.functions, is_local=True)
        for action in Action:
            for code in (OWN, OTHER, None):
                assert decide(local, action, code, AGREED) == decide(signed_in, action, code, AGREED)


def test_an_agreement_that_says_nothing_shows_nobody_by_name() -> None:
    nothing = Agreement()
    assert not any(seen_by_name(WHO[who], Table.MILESTONE, OTHER, nothing) for who in ("reader", "looks", "ministry"))


def test_only_vng_and_the_owner_of_the_store_see_every_group() -> None:
    assert {name for name, who in WHO.items() if sees_every_group(who, AGREED)} == {"vng", "owner"}


def test_every_reason_has_its_words_and_every_text_of_a_refusal_is_a_reason() -> None:
    decisions = [decide(WHO[who], action, code, AGREED) for who, action, code, _ in _cases()]
    closed = decide(NOBODY, Action.SEE_FIGURES, None, Agreement())
    unknown = decide(NOBODY, "fly", None, AGREED)  # pyright: ignore[reportArgumentType]
    beside = decide(Principal(Role.VNG, token=1, scopes=frozenset()), Action.SEE_FIGURES, None, AGREED)
    refused = [one for one in (*decisions, closed, unknown, beside) if not one.is_allowed]
    assert {one.reason for one in refused} == set(all_keys("access.refused"))
    assert all(len(one.words(language)) > 40 for one in refused for language in LANGUAGES)


OF_A_SCOPE = {
    Scope.FIGURES: {"see_figures", "see_standing", "see_training", "see_costs", "see_profile"},
    Scope.REPORTS: {"see_reports"},
    Scope.HAND_IN: {"hand_in"},
}


@pytest.mark.parametrize("scope", Scope)
def test_with_a_token_one_may_of_what_its_role_may_what_it_is_for_and_nothing_else(scope: Scope) -> None:
    functions = frozenset({Function.FILLER})
    person = Principal(Role.MUNICIPALITY, OWN, functions)
    program = Principal(Role.MUNICIPALITY, OWN, functions, token=1, scopes=frozenset({scope}))
    for code in (OWN, OTHER, None):
        for action in Action:
            expected = decide(person, action, code, AGREED) if action in OF_A_SCOPE[scope] else None
            found = decide(program, action, code, AGREED)
            assert found == (expected or Decision(False, "access.refused.not_in_scope")), (action, code)


def test_a_token_that_is_for_nothing_may_nothing() -> None:
    program = Principal(Role.VNG, token=1, scopes=frozenset())
    assert not any(decide(program, action, OWN, AGREED).is_allowed for action in Action)
