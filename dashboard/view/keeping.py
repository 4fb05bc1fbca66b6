"""What a page changes in the office: who looks at that moment is asked for anew, then the policy, and then it is done.

Every act runs before the page does, as a callback, and what came of it is told at the top of the page that follows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timezone

import streamlit as st

from access.permissions import Action
from access.policy import RefusedError
from dashboard.view import state
from domain.principal import Principal
from language.texts import say
from office.errors import OfficeError
from office.office import Office
from pipelines.beside_rows import NotSaidError
from pipelines.normalising.typed_texts import TypedTextError
from store.errors import StoreError

_TOLD, _SURE = "told", "sure"


@dataclass(frozen=True)
class Act:
    """Something that is to be done: what the policy calls it, to whom of which municipality, and how.

    `do` takes the office, who asks and the moment, and gives what is told of it, in words.
    """

    action: Action
    of: str | None
    do: "Callable[[Office, Principal, datetime], Told]"


@dataclass(frozen=True)
class Leads:
    """Where more of what came of an act stands: the word of the way, the page, and one choice in its address."""

    label: str
    page: str
    choice: str
    value: str


@dataclass(frozen=True)
class Told:
    """What came of an act, and what takes it back or leads on, where something does."""

    text: str
    undo: Act | None = None
    is_refusal: bool = False
    leads: Leads | None = None


def office() -> Office:
    """The office of this installation, opened where it was not yet. Raises RuntimeError where the app has none."""
    given = state.run().office
    if given is None:
        raise RuntimeError("this app was started without an office")
    return given()


def now() -> datetime:
    """This moment: a callback runs in the page of before, which may have been left open over lunch."""
    return datetime.now(timezone.utc)


def carry_out(act: Act) -> None:
    """Does it, or says why not. Who is not who they were when the page was drawn does nothing: the page shows that."""
    state.let_go(_SURE)
    visitor, language = state.run().find(), state.language()
    if visitor.principal != state.run().visitor.principal:
        return None
    decision = visitor.may(act.action, act.of)
    if not decision.is_allowed:
        return state.hold(_TOLD, Told(decision.words(language), is_refusal=True))
    try:
        told = act.do(office(), visitor.principal, now())
    except RefusedError as refused:
        told = Told(refused.words(language), is_refusal=True)
    except (OfficeError, StoreError, TypedTextError, NotSaidError) as error:
        told = Told(error.message[language], is_refusal=True)
    return state.hold(_TOLD, told)


def told() -> Told | None:
    """What came of the last act, once; dashboard/drawing/telling.py draws it."""
    found = state.held(_TOLD)
    if not isinstance(found, Told):
        return None
    state.let_go(_TOLD)
    return found


def refuse(text: str) -> None:
    """Tells that something was not done, before it was even tried."""
    state.hold(_TOLD, Told(text, is_refusal=True))


def button(label: str, key: str, act: Act, *, question: str, yes: str) -> None:
    """A button for what cannot be taken back: it asks in words first."""
    if state.held(_SURE) != key:
        st.button(label, key=key, on_click=state.hold, args=(_SURE, key))
        return
    st.markdown(f"**{question}**")
    with st.container(horizontal=True):
        st.button(yes, key=f"{key}_yes", type="primary", on_click=carry_out, args=(act,))
        no = say("screen_people.no", state.language())
        st.button(no, key=f"{key}_no", on_click=state.let_go, args=(_SURE,))


def without_undo(act: Act) -> Act:
    """What was taken back is told, without a way to take that back again."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        return replace(act.do(office, asks, now), undo=None)

    return replace(act, do=do)
