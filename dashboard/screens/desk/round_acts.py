"""Opening a round, closing one with a snapshot, and taking either back where it was a mistake."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import plain
from dashboard.view import keeping, state
from dashboard.view.keeping import Act, Told
from domain.bilingual import Language
from domain.clocks import dutch_day, month_ends
from domain.principal import Principal
from language.formats import day, moment
from language.texts import say
from office.acts import Way
from office.office import Office
from office.round_tables import LONGEST_ROUND
from office.rounds import REOPENED_WITHIN, Round, Snapshot

USUAL_WEEKS: Final = 8  # between opening and reading, as the form proposes


def open_form(language: Language) -> None:
    """The form that announces a round, for now or for later."""
    today = state.run().choices.today
    with (
        st.expander(say("screen_desk.rounds.open_title", language), key="open_round_fold"),
        st.form("open_round", enter_to_submit=False, border=False),
    ):
        st.text_input(say("screen_desk.rounds.name", language), key="round_name", max_chars=LONGEST_ROUND)
        st.date_input(say("screen_desk.rounds.opens_on", language), today, key="round_opens", format="DD-MM-YYYY")
        read_on = today + timedelta(weeks=USUAL_WEEKS)
        st.date_input(say("screen_desk.rounds.read_on", language), read_on, key="round_read", format="DD-MM-YYYY")
        st.checkbox(say("screen_desk.rounds.asks_approval", language), key="round_approval")
        st.form_submit_button(say("screen_desk.rounds.open", language), on_click=_open)


def _open() -> None:
    opens, read = state.filled_in("round_opens"), state.filled_in("round_read")
    if not isinstance(opens, date) or not isinstance(read, date):
        return keeping.refuse(say("screen_desk.calls.no_day", state.language()))
    name, approval = str(state.filled_in("round_name") or ""), bool(state.filled_in("round_approval"))
    return keeping.carry_out(Act(Action.RUN_ROUNDS, None, partial(_opened, name, opens, read, approval)))


def _opened(
    name: str, opens_on: date, read_on: date, asks_approval: bool, office: Office, asks: Principal, now: datetime
) -> Told:
    days = {"opens_on": opens_on, "read_on": read_on}
    one = office.rounds.open(asks, name, **days, asks_approval=asks_approval, way=Way.SCREEN, now=now)
    state.fill_in("round_name", "")
    words = {"name": plain(one.name), "day": day(opens_on, state.language())}
    is_later = opens_on > dutch_day(now)
    key = "screen_desk.done.round_opened" if is_later else "screen_desk.done.round_open_now"
    return Told(say(key, state.language(), **words), undo=_taking_back(one))


def take_back_form(one: Round, language: Language) -> None:
    """The button that takes back a round that is not closed: it asks first, and what it does can be undone."""
    keeping.button(
        say("screen_desk.rounds.back", language),
        f"take_back_round_{one.number}",
        _taking_back(one),
        question=say("screen_desk.rounds.back_sure", language, name=plain(one.name)),
        yes=say("screen_desk.rounds.back_yes", language),
    )


def _taking_back(one: Round) -> Act:
    return Act(Action.RUN_ROUNDS, None, partial(_taken_back, one))


def _taken_back(one: Round, office: Office, asks: Principal, now: datetime) -> Told:
    gone = office.rounds.take_back(asks, one.number, way=Way.SCREEN, now=now)
    again = partial(_opened, gone.name, gone.opens_on, gone.read_on, gone.asks_approval)
    told = say("screen_desk.done.round_taken_back", state.language(), name=plain(gone.name))
    return Told(told, undo=Act(Action.RUN_ROUNDS, None, again))


def close_form(one: Round, language: Language) -> None:
    """What closing does, of which day the figures are to speak, and the button that asks once more."""
    today = state.run().choices.today
    ends = [end for end in month_ends(one.opens_on, today) if one.opens_on <= end <= today]
    days = list(dict.fromkeys([*reversed(ends), today]))
    st.header(say("screen_desk.rounds.close_title", language), anchor=False)
    st.markdown(f":gray[{say('screen_desk.rounds.close_lead', language)}]")
    st.markdown(say("screen_desk.rounds.close_does", language))
    chosen = st.selectbox(
        say("screen_desk.rounds.close_as_of", language),
        days,
        format_func=lambda found: day(found, language),
        key=f"close_as_of_{one.number}",
        placeholder=say("screen.choose", language),
    )
    words = {"name": plain(one.name), "day": day(chosen, language)}
    keeping.button(
        say("screen_desk.rounds.close_look", language),
        f"close_round_{one.number}",
        Act(Action.RUN_ROUNDS, None, partial(_closed, one, chosen)),
        question=say("screen_desk.rounds.close_sure", language, **words),
        yes=say("screen_desk.rounds.close_yes", language),
    )


def _closed(one: Round, as_of: date, office: Office, asks: Principal, now: datetime) -> Told:
    closed = office.rounds.close(asks, one.number, Snapshot(as_of, now), way=Way.SCREEN, now=now)
    words = {"name": plain(closed.name), "day": day(as_of, state.language())}
    told = say("screen_desk.done.round_closed", state.language(), **words)
    return Told(told, undo=Act(Action.RUN_ROUNDS, None, partial(_reopened, closed)))


def reopen_form(one: Round, language: Language) -> None:
    """Within a day after it was closed: the button that opens it again; nothing later, for letters may name it."""
    closed = one.snapshot
    if closed is None or state.run().now - closed.known_on > REOPENED_WITHIN:
        return
    keeping.button(
        say("screen_desk.rounds.reopen", language, moment=moment(closed.known_on + REOPENED_WITHIN, language)),
        f"reopen_round_{one.number}",
        Act(Action.RUN_ROUNDS, None, partial(_reopened, one)),
        question=say("screen_desk.rounds.reopen_sure", language, name=plain(one.name)),
        yes=say("screen_desk.rounds.reopen_yes", language),
    )


def _reopened(one: Round, office: Office, asks: Principal, now: datetime) -> Told:
    office.rounds.reopen(asks, one.number, way=Way.SCREEN, now=now)
    return Told(say("screen_desk.done.round_reopened", state.language(), name=plain(one.name)))
