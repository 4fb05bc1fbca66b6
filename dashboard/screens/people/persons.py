"""Who may come in: a list, and what can be done to one of them."""

from collections import Counter
from functools import partial

import streamlit as st

from dashboard.drawing.list import LIST, ListData
from dashboard.figure.words import counted, list_words, plain
from dashboard.screens.people import acts, appointing
from dashboard.screens.people.words import does, municipality_name, name_of, role_word
from dashboard.view import keeping, state
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say
from office.errors import NotYoursError
from office.identity import Person

SHOWN_AT_ONCE = 25
PERSON = "person"


def who_may_come_in() -> None:
    """Draws the list, and whoever was chosen from it."""
    language, asks = state.language(), state.run().visitor.principal
    people = keeping.office().people.all(asks)
    st.header(say("screen_people.in.title", language), anchor=False)
    if not people:
        st.markdown(say("screen_people.in.none", language))
        return
    st.markdown(f":gray[{counted('screen_people.in.lead', len(people), language)}]")
    by_number = {str(person.number): person for person in people}
    if state.filled_in(PERSON) not in by_number:
        state.fill_in(PERSON, None)  # somebody else put them out
    LIST.draw(_drawn(people), key="people_list", open=partial(state.fill_in, PERSON))
    names: dict[str, str] = {number: name_of(person) for number, person in by_number.items()}

    chosen = st.selectbox(
        say("screen_people.in.choose", language),
        list(names),
        format_func=lambda number: str(names.get(number, number)),
        key=PERSON,
        index=None,
        placeholder=say("screen_people.in.choose_none", language),
    )
    if chosen is not None:
        with st.container(border=True, key="person_chosen"):
            _one(by_number[chosen])


def _one(person: Person) -> None:
    language, name = state.language(), plain(name_of(person))
    title = say("screen_people.form.change", language, name=name)
    state_of_them = f"{person.number}_{person.changed_at.timestamp()}"  # another form once it was changed
    change = partial(acts.change, person)
    now = say("screen_people.form.change_now", language)
    appointing.form(f"changing_{state_of_them}", title, now, person.appointment, change)
    st.markdown(f":gray[{say('screen_people.form.ends_sessions', language, name=name)}]")
    with st.container(horizontal=True):
        keeping.button(
            say("screen_people.open.end_person", language),
            f"end_person_{person.number}",
            acts.end_of_person(person),
            question=say("screen_people.open.end_person_sure", language, name=name),
            yes=say("screen_people.open.end_all_yes", language),
        )
        keeping.button(
            say("screen_people.in.put_out", language),
            f"put_out_{person.number}",
            acts.put_out(person),
            question=say("screen_people.in.put_out_sure", language, name=name),
            yes=say("screen_people.in.put_out_yes", language),
        )


def _drawn(people: list[Person]) -> ListData:
    language, open_now = state.language(), _open_sessions()
    return {
        "caption": say("screen_people.in.caption", language),
        "columns": [
            {"label": say("screen_people.in.number", language), "is_number": True},
            {"label": say("screen_people.in.name", language), "is_link": True},
            {"label": say("screen_people.in.role", language)},
            {"label": say("screen_people.in.municipality", language)},
            {"label": say("screen_people.in.does", language), "is_minor": True},
            {"label": say("screen_people.in.since", language), "is_spare": True},
            {"label": say("screen_people.in.sessions", language), "is_number": True},
        ],
        "rows": [
            {
                "cells": [
                    str(person.number),
                    person.display_name or say("screen_people.no_name", language),
                    role_word(person.appointment.role),
                    municipality_name(person.appointment.municipality_code),
                    does(person.appointment),
                    day(dutch_day(person.admitted_at), language),
                    integer(open_now[person.number], language),
                ],
                "sort": [
                    person.number,
                    person.display_name,
                    role_word(person.appointment.role),
                    municipality_name(person.appointment.municipality_code) or None,
                    does(person.appointment) or None,
                    person.admitted_at.isoformat(),
                    open_now[person.number],
                ],
                "open": str(person.number),
            }
            for person in people
        ],
        "first": SHOWN_AT_ONCE,
        "words": list_words(len(people), language),
        "language": language,
        "is_blocks": True,
    }


def _open_sessions() -> Counter[int | None]:
    """How many sessions each person has open; of a contact in local mode nobody's can be told."""
    try:
        every = keeping.office().sessions.all(state.run().visitor.principal, now=keeping.now())
    except NotYoursError:
        return Counter()
    return Counter(session.principal.person for session in every)
