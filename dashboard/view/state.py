"""The only room that touches the session: which view is on the screen, and how a choice changes it.

The view stands in the address and nowhere else; the session only holds what one run needs.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.view.address import Choices, View
from dashboard.view.choices import choices_of
from dashboard.view.visitor import Visitor
from domain.bilingual import Language
from domain.municipalities import Register
from domain.places import Places
from domain.programme import Programme
from office.office import Office

T = TypeVar("T")
BY_ADDRESS = "front_by_its_address"
MOVED = "state_moved_by_what_was_known"


@dataclass(frozen=True)
class Run:
    """What every page of this run works with. `find`: who looks at this moment, by the session on the server.

    `office` opens what people are kept in; None where the app runs without one. `instead_of`: see `open_on`. `once`:
    what was worked out once in it, by name.
    """

    places: Places
    now: datetime
    choices: Choices
    view: View
    visitor: Visitor
    find: Callable[[], Visitor]
    office: Callable[[], Office] | None = None
    instead_of: date | None = None
    once: dict[str, Any] = field(default_factory=dict, compare=False)


_HERE: Final[ContextVar[Run | None]] = ContextVar("run", default=None)
"""The run of this thread. The session holds it too, for parts that run by themselves in a thread of their own; asked
there, as it is some hundreds of times in a page, it took a tenth of a visit.
"""


def begin(
    places: Places,
    now: datetime,
    register: Register,
    programme: Programme,
    find: Callable[[], Visitor],
    office: Callable[[], Office] | None = None,
) -> View:
    """Reads the view from the address, for this run; without a municipality in it, that of who looks."""
    visitor = find()
    _forget_another(visitor)
    choices = choices_of(now, register, programme)
    view = View.read(dict(st.query_params), choices)
    if view.municipality_code is None:
        view = replace(view, municipality_code=visitor.principal.municipality_code)
    _put(Run(places, now, choices, view, visitor, find, office))
    return view


def open_on(day: date) -> View:
    """From here on this run is of another day than the usual one, where none was chosen; see `opened_instead_of`."""
    before = run()
    _put(replace(before, view=replace(before.view, as_of=day), instead_of=before.view.as_of))
    return chosen_view()


def opened_instead_of() -> date | None:
    """The usual day, where nobody chose one and the page opened on another; None where it opened as usual."""
    return run().instead_of


def is_day_chosen() -> bool:
    """Whether the day of the state, or what was known when, stands in the address."""
    return any(st.query_params.get(name) for name in ("stand", "bekend"))


def see_shown() -> None:
    """Another version is read than this run shows: runs anew; raises what kept this run from the newest, if any."""
    shown = run().once.get("shown")
    if shown is not None and shown.trouble is not None:
        raise shown.trouble
    st.rerun(scope="app")


def see_visitor() -> None:
    """Runs the whole page anew when who looked when it was drawn does not any more: for a part that runs by itself.

    While the whole page runs it has just been asked who looks.
    """
    context = get_script_run_ctx()
    if context is not None and not context.fragment_ids_this_run:
        return
    if run().find().principal != run().visitor.principal:
        st.rerun(scope="app")


def _forget_another(visitor: Visitor) -> None:
    """A tab that is left open can be taken up by somebody else: what the one before did in it is gone then."""
    before = st.session_state.get("run")
    if before is not None and before.visitor.principal != visitor.principal:
        st.session_state.clear()


def run() -> Run:
    """What every page of this run works with, as `begin` put it down."""
    here = _HERE.get()
    if here is None:
        here = st.session_state["run"]
        _HERE.set(here)
    return here


def _put(one: Run) -> None:
    _HERE.set(one)
    st.session_state["run"] = one


def once(name: str, make: Callable[[], T]) -> T:
    """What is worked out once in a run, and is the same for every part of the page."""
    kept = run().once
    if name not in kept:
        kept[name] = make()
    return kept[name]


def chosen_view() -> View:
    """The view on the screen."""
    return run().view


@contextmanager
def looking_at(view: View) -> Generator[None]:
    """Within it another view is on the screen: for what is said beside this one, and is judged as if it were asked."""
    before = run()
    _put(replace(before, view=view))
    try:
        yield
    finally:
        _put(before)


def language() -> Language:
    """The language on the screen."""
    return chosen_view().language


def language_asked() -> Language:
    """The language in the address, also where a run came no further than that."""
    return "en" if st.query_params.get("taal") == "en" else "nl"


def notice() -> str:
    """Why somebody is not signed in, as a key: what the session says, else what the address was given by the door."""
    return run().visitor.notice or str(st.query_params.get("melding", ""))


def remember_pages(pages: Mapping[str, Page], shown: Page, front: str) -> None:
    """Keeps the pages of this run, so that a part can lead to one of them; `shown` is the one that runs.

    Under BY_ADDRESS the front page stands once more, under its own address.
    """
    st.session_state["pages"] = dict(pages)
    found = next(key for key, page in pages.items() if page == shown)
    st.session_state["shown_page"] = front if found == BY_ADDRESS else found
    st.session_state["front_page"] = front


def front_page() -> str:
    """The key of the page that an address without a path leads to."""
    return st.session_state["front_page"]


def path_asked() -> str:
    """The path of the page that runs, without a slash before it; "" for the front page."""
    return st.session_state["pages"][shown_page()].url_path


def page(key: str) -> Page:
    """A page by its key."""
    return st.session_state["pages"][key]


def choose(name: str, value: str, along: Mapping[str, str] | None = None) -> None:
    """One choice made on the screen: the address changes and the page runs again.

    `along`: what the atlas shows by now, which the server has not heard of yet.
    """
    show(_after(name, value, along))


def choose_beforehand(name: str, value: str, along: Mapping[str, str] | None = None) -> None:
    """One choice made on the screen, from a listener: called before the page runs, so the page need not run twice."""
    st.query_params.from_dict(_after(name, value, along).address())


def _after(name: str, value: str, along: Mapping[str, str] | None) -> View:
    current = with_along(chosen_view(), along)
    if name == "reset":
        return current.without_choices()
    chosen = current.with_choice(name, value, run().choices)
    if name == "bekend" and chosen.as_of != current.as_of:
        # what was known then says nothing of later days: the state went back to the last month end of that time
        hold(MOVED, (chosen.known, current.as_of, chosen.as_of))
    return chosen


def moved_from() -> date | None:
    """The date that the state was of before a choice of what was known put it back; None where none did, or it was
    chosen anew since.
    """
    known, before, after = held(MOVED) or (None, None, None)
    view = chosen_view()
    return before if known is not None and (view.known, view.as_of) == (known, after) else None


def with_along(view: View, along: Mapping[str, str] | None) -> View:
    """A view with the month and the step that the atlas shows by now."""
    for name in ("stand", "stap"):
        if along and name in along:
            view = view.with_choice(name, along[name], run().choices)
    return view


def show(view: View) -> None:
    """Puts a view in the address and runs the page again with it."""
    st.query_params.from_dict(view.address())
    st.rerun()


def go(key: str, view: View, *, figure: str | None = None) -> None:
    """Leads to another page, with this view; `figure` is the one that comes into sight there."""
    st.switch_page(page(key), query_params={**view.address(), **({"figuur": figure} if figure else {})})


def shown_page() -> str:
    """The key of the page that runs."""
    return st.session_state["shown_page"]


def told(key: str, trigger: str) -> object:
    """What a drawn part (by its key) tells back in this run by one of its triggers; None where nothing happened."""
    return st.session_state[key][trigger]


def is_asked(key: str, part: str) -> bool:
    """Whether the visitor asked for a part of the foot of a figure: a table, rows, a file."""
    return f"{key}/{part}" in st.session_state.get("asked", ())


def ask_for(key: str, part: str) -> None:
    """Keeps that a part was asked for, for the rest of the session."""
    st.session_state["asked"] = {*st.session_state.get("asked", ()), f"{key}/{part}"}


def hold(name: str, value: Any) -> None:
    """Keeps something of a page that is no view, such as a question that waits for an answer, until it is let go."""
    st.session_state[f"held_{name}"] = value


def held(name: str) -> Any:
    """What is held under a name; None where nothing is. Any: whoever held it knows what it is."""
    return st.session_state.get(f"held_{name}")


def let_go(name: str) -> None:
    """Holds it no more."""
    take_up(name)


def take_up(name: str) -> Any:
    """What is held under a name, once; None where nothing is."""
    return st.session_state.pop(f"held_{name}", None)


def fill_in(widget: str, value: Any) -> None:
    """Gives a field of the page a value, from a callback. Any: fields hold texts, lists and choices."""
    st.session_state[widget] = value


def filled_in(widget: str) -> Any:
    """What a field of the page holds; None where it was never drawn."""
    return st.session_state.get(widget)
