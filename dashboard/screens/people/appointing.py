"""The form that says as what somebody is let in: role, municipality, tasks."""

from collections.abc import Callable

import streamlit as st

from dashboard.screens.people.words import function_word, municipality_name, role_word
from dashboard.view import keeping, queries, state
from dashboard.view.keeping import Act
from domain.principal import Function, Role
from language.texts import say
from office.identity import ROLES_OF_PEOPLE, Appointment


def form(key: str, title: str, button: str, before: Appointment | None, act: Callable[[Appointment], Act]) -> None:
    """Draws it. `before`: what somebody is by now; `act`: what is done with what was filled in."""
    language, own = state.language(), state.run().visitor.principal.municipality_code
    with st.form(key, enter_to_submit=False):
        st.markdown(f"**{title}**")
        if own is None:
            first = ROLES_OF_PEOPLE.index(before.role) if before else 0
            roles = {role: role_word(role) for role in ROLES_OF_PEOPLE}
            label = say("screen_people.form.role", language)
            st.selectbox(
                label,
                list(roles),
                first,
                roles.__getitem__,
                key=f"{key}_role",
                placeholder=say("screen.choose", language),
            )
            codes = queries.municipality_codes(state.chosen_view())
            if before and before.municipality_code and before.municipality_code not in codes:
                codes = [*codes, before.municipality_code]
            code = before.municipality_code if before else None
            names = {one: municipality_name(one) for one in codes}
            st.selectbox(
                say("screen_people.form.municipality", language),
                codes,
                None if code is None else codes.index(code),
                names.__getitem__,
                key=f"{key}_municipality",
                help=say("screen_people.form.municipality_help", language),
                placeholder=say("screen.choose", language),
            )
        functions = {function: function_word(function) for function in Function}
        st.multiselect(
            say("screen_people.form.functions", language),
            list(functions),
            [function for function in functions if before and function in before.functions],
            format_func=functions.__getitem__,
            key=f"{key}_functions",
            help=say("screen_people.form.functions_help", language),
            placeholder=say("screen.choose", language),
            select_all=False,
        )
        name = (before.function_name if before else None) or ""
        st.text_input(
            say("screen_people.form.function_name", language), name, key=f"{key}_function_name", max_chars=100
        )
        st.form_submit_button(button, on_click=_submit, args=(key, act))


def _submit(key: str, act: Callable[[Appointment], Act]) -> None:
    """A contact fills in no role and no municipality: both are their own, whatever a message says."""
    language, own = state.language(), state.run().visitor.principal.municipality_code
    role = Role.MUNICIPALITY if own else Role(state.filled_in(f"{key}_role"))
    code = own or state.filled_in(f"{key}_municipality")
    functions = frozenset(Function(one) for one in state.filled_in(f"{key}_functions") or ())
    if role is Role.MUNICIPALITY and code is None:
        return keeping.refuse(say("screen_people.form.needs_municipality", language))
    if role is Role.MUNICIPALITY and not functions:
        return keeping.refuse(say("screen_people.form.needs_functions", language))
    is_of_one = role is Role.MUNICIPALITY
    named = state.filled_in(f"{key}_function_name")
    appointment = Appointment(role, code if is_of_one else None, functions if is_of_one else frozenset(), named)
    return keeping.carry_out(act(appointment))
