"""Programs that ask over HTTP: the token of each, what it is for, when it was last used; one is given and ended here.

A token is shown once, right after it was made, and stands nowhere: not in the office, not in the log.
"""

from typing import Final

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import plain
from dashboard.screens.people.acts import end_token, give_token
from dashboard.screens.people.words import municipality_name, role_word
from dashboard.view import keeping, queries, state
from domain.principal import Role, Scope
from language.formats import listing, moment
from language.texts import say
from office.token_tables import LONGEST_LABEL
from office.tokens import ROLES, Token

NEW_TOKEN: Final = "new_token"
SCOPE_KEYS: Final = {
    Scope.FIGURES: "screen_people.programs.figures",
    Scope.REPORTS: "screen_people.programs.reports",
    Scope.HAND_IN: "screen_people.programs.hand_in",
}
DAYS: Final = {
    30: "screen_people.programs.month",
    183: "screen_people.programs.half_year",
    365: "screen_people.programs.year",
}
_FORM: Final = "program"


def who_asks_for_somebody() -> None:
    """Draws the tokens that hold, and the form that gives one."""
    language, asks = state.language(), state.run().visitor.principal
    if not state.run().visitor.may(Action.MANAGE_TOKENS, asks.municipality_code).is_allowed:
        return
    st.header(say("screen_people.programs.title", language), anchor=False)
    st.markdown(f":gray[{say('screen_people.programs.lead', language)}]")
    _show_once()
    found = keeping.office().tokens.all(asks, now=keeping.now())
    if not found:
        st.markdown(say("screen_people.programs.none", language))
    for token in found:
        _one(token)
    with st.expander(say("screen_people.programs.give", language), key="give_token_fold"):
        _form()


def _show_once() -> None:
    language, written = state.language(), state.held(NEW_TOKEN)
    if not isinstance(written, str):
        return
    state.let_go(NEW_TOKEN)
    st.markdown(f"**{say('screen_people.programs.keep_it', language)}**")
    st.code(written, language=None)


def _one(token: Token) -> None:
    language, name = state.language(), plain(token.label)
    used = say("screen_people.programs.never", language)
    if token.last_used_at is not None:
        used = say("screen_people.programs.used", language, moment=moment(token.last_used_at, language))
    words = {
        "number": token.number,
        "whose": municipality_name(token.municipality_code) or role_word(token.role),
        "what": listing([say(SCOPE_KEYS[scope], language) for scope in Scope if scope in token.scopes], language),
        "until": moment(token.expires_at, language),
        "used": used,
    }
    with st.container(border=True, key=f"token_{token.number}"):
        st.markdown(f"**{name}**  \n{plain(say('screen_people.programs.line', language, **words))}")
        keeping.button(
            say("screen_people.programs.end", language),
            f"end_token_{token.number}",
            end_token(token.number, token.label, token.municipality_code),
            question=say("screen_people.programs.end_sure", language, name=name),
            yes=say("screen_people.programs.end_yes", language),
        )


def _form() -> None:
    language, own = state.language(), state.run().visitor.principal.municipality_code
    with st.form(_FORM, enter_to_submit=False, border=False):
        st.text_input(say("screen_people.programs.label", language), key=f"{_FORM}_label", max_chars=LONGEST_LABEL)
        if own is None:
            roles = {role: role_word(role) for role in ROLES}
            st.selectbox(
                say("screen_people.form.role", language),
                list(roles),
                0,
                roles.__getitem__,
                key=f"{_FORM}_role",
                placeholder=say("screen.choose", language),
            )
            names = {code: municipality_name(code) for code in queries.municipality_codes(state.chosen_view())}
            st.selectbox(
                say("screen_people.form.municipality", language),
                list(names),
                None,
                names.__getitem__,
                key=f"{_FORM}_municipality",
                help=say("screen_people.form.municipality_help", language),
                placeholder=say("screen.choose", language),
            )
        scopes = {scope: say(key, language) for scope, key in SCOPE_KEYS.items()}
        st.multiselect(
            say("screen_people.programs.scopes", language),
            list(scopes),
            format_func=scopes.__getitem__,
            key=f"{_FORM}_scopes",
            placeholder=say("screen.choose", language),
            select_all=False,
        )
        days = {count: say(key, language) for count, key in DAYS.items()}
        st.selectbox(
            say("screen_people.programs.days", language),
            list(days),
            1,
            days.__getitem__,
            key=f"{_FORM}_days",
            placeholder=say("screen.choose", language),
        )
        st.form_submit_button(say("screen_people.programs.give_now", language), on_click=_submit)


def _submit() -> None:
    """A contact gives tokens of their own municipality, whatever a message says."""
    language, own = state.language(), state.run().visitor.principal.municipality_code
    role = Role.MUNICIPALITY if own else Role(state.filled_in(f"{_FORM}_role"))
    code = own or state.filled_in(f"{_FORM}_municipality")
    if role is Role.MUNICIPALITY and code is None:
        return keeping.refuse(say("screen_people.form.needs_municipality", language))
    scopes = frozenset(Scope(one) for one in state.filled_in(f"{_FORM}_scopes") or ())
    label, days = state.filled_in(f"{_FORM}_label") or "", int(state.filled_in(f"{_FORM}_days"))
    of = code if role is Role.MUNICIPALITY else None
    keeping.carry_out(give_token(label, role, of, scopes, days, told_as=NEW_TOKEN))
    if state.held(NEW_TOKEN) is not None:  # one press more would give a second one just like it
        state.fill_in(f"{_FORM}_label", "")
        state.fill_in(f"{_FORM}_scopes", [])
    return None
