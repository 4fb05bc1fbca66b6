"""The pages of the app, and which of them runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import Page

from access.permissions import Action
from access.policy import Decision
from dashboard.figure import locks
from dashboard.frame import banner, failing, guidance, known_then, looking_as, navigation, opening, turns
from dashboard.screens.account.page import show as account
from dashboard.screens.compare.page import show as compare
from dashboard.screens.costs.page import show as costs
from dashboard.screens.desk.page import may_keep as may_keep_desk
from dashboard.screens.desk.page import show as desk
from dashboard.screens.entrance.page import show as entrance
from dashboard.screens.entrance.whom import show as whom
from dashboard.screens.entrance.withheld import show as withheld
from dashboard.screens.hand_in.page import may_report
from dashboard.screens.hand_in.page import show as hand_in
from dashboard.screens.hand_in.receipt_page import show as receipt
from dashboard.screens.log.page import may_read
from dashboard.screens.log.page import show as log
from dashboard.screens.municipality.page import show as municipality
from dashboard.screens.national.page import show as national
from dashboard.screens.people.page import may_keep
from dashboard.screens.people.page import show as people
from dashboard.screens.quality.page import show as quality
from dashboard.screens.steps.page import show as steps
from dashboard.screens.training.page import show as training
from dashboard.subjects import approvals
from dashboard.view import cached, state
from dashboard.view.visitor import OF_THIS_MACHINE, Visitor
from domain.places import Places
from domain.principal import Role
from language.texts import say
from office.office import Office

MAIN_WIDTH = 1160
SIDEBAR_WIDTH = 216
ICON = Path(__file__).parent / "icon.svg"


@dataclass(frozen=True)
class Screen:
    """One page: its key, its address, its group in the navigation, what shows it; its title is a text `screen.page`.

    `group` "" keeps it out of the navigation: a page that other pages lead to. `title_key`: where the title is another.
    """

    key: str
    address: str
    group: str
    show: Callable[[], None]
    title_key: str = ""


OPEN: Final = ("whom",)  # what whoever may see no figures sees too
SCREENS: Final = (
    Screen("national", "landelijk-beeld", "follow", national),
    Screen("steps", "stappen", "follow", steps),
    Screen("training", "opleiding", "follow", training),
    Screen("costs", "kosten", "follow", costs),
    Screen("municipality", "mijn-gemeente", "compare", municipality),
    Screen("compare", "vergelijken", "compare", compare),
    Screen("hand_in", "opgave-doen", "do", hand_in),
    Screen("receipt", "ontvangstbewijs", "", receipt),
    Screen("desk", "beheer", "do", desk),
    Screen("quality", "gegevenskwaliteit", "know", quality),
    Screen("account", "verantwoording", "know", account),
    Screen("people", "mensen", "manage", people),
    Screen("log", "logboek", "manage", log),
    Screen("whom", "kijk-als-iemand", "", whom),
)


MANAGED: Final[Mapping[str, Callable[[Visitor], Decision]]] = {
    "hand_in": may_report,
    "receipt": may_report,
    "desk": may_keep_desk,
    "people": may_keep,
    "log": may_read,
}
"""The pages that are somebody's work -> whether somebody may see them; the page itself says why not."""


def front_of(visitor: Visitor) -> str:
    """The page that an address without a path leads to: of who works at a municipality that municipality, of a manager
    the people.
    """
    fronts = {Role.MUNICIPALITY: "municipality", Role.MANAGER: "people"}
    return fronts.get(visitor.principal.role, SCREENS[0].key)


def screens_for(visitor: Visitor) -> tuple[Screen, ...]:
    """Every page under its own address; where who looks may not see it, what says so stands in its place.

    So whoever follows a link before signing in comes to the entrance, and after it to the page.
    """
    sees_figures = visitor.may(Action.SEE_FIGURES).is_allowed
    shown = [_as_seen(screen, visitor, sees_figures=sees_figures) for screen in SCREENS]
    if sees_figures:
        return tuple(screen for screen in shown if visitor.principal.is_local or screen.key != "whom")
    if visitor.is_nobody:
        shown[0] = replace(shown[0], title_key="entrance", group="monitor")
    return tuple(shown)


def _as_seen(screen: Screen, visitor: Visitor, *, sees_figures: bool) -> Screen:
    if screen.key in MANAGED and not (visitor.is_nobody and not sees_figures):
        return screen if MANAGED[screen.key](visitor).is_allowed else replace(screen, group="")
    if sees_figures or screen.key in OPEN:
        return screen
    return replace(screen, group="", show=entrance if visitor.is_nobody else withheld)


def _pages(shown: Sequence[Screen], front: str, titles: Mapping[str, str]) -> dict[str, Page]:
    """The pages by key. That in front stands under its own address too: a link to it may come from somebody with
    another front page.
    """
    pages = {screen.key: st.Page(screen.show, title=titles[screen.key], url_path=screen.address) for screen in shown}
    screen = next(screen for screen in shown if screen.key == front)
    first = st.Page(screen.show, title=titles[front], url_path="begin", default=True)
    return {**pages, front: first, state.BY_ADDRESS: pages[front]}


def of_this_machine() -> Visitor:
    """Who looks where nobody signs in."""
    return OF_THIS_MACHINE


@turns.turn()
def run(
    places: Places,
    *,
    now: datetime,
    find: Callable[[], Visitor] = of_this_machine,
    front: str | None = None,
    office: Callable[[], Office] | None = None,
) -> None:
    """One run of the app: reads the view from the address, then shows the page that is asked for.

    `find` says who looks, each time anew. `front` is the page that an address without a path leads to: that of their
    own municipality for who works at one. `office` opens what people are kept in.
    """
    register, programme = cached.register(places.reference), cached.programme(places.programme)
    view = state.begin(places, now, register, programme, find, office)
    visitor = state.run().visitor
    front = front or front_of(visitor)
    shown = screens_for(visitor)
    titles = {screen.key: say(f"screen.page.{screen.title_key or screen.key}", view.language) for screen in shown}
    pages = _pages(shown, front, titles)
    page = st.navigation(list(pages.values()), position="hidden")
    state.remember_pages(pages, page, front)
    view = opening.settled(view, state.shown_page())
    st.set_page_config(
        page_title=f"{page.title} · {say('screen.app.title', view.language)}",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    with st.sidebar:
        grouped = [(screen.group, screen.key) for screen in shown if screen.group]
        navigation.show(view, page.url_path, titles, grouped)
    with st.container(width=MAIN_WIDTH), failing.told_in_words(page.title):
        banner.banner(view, page.url_path)
        if visitor.principal.is_local:
            looking_as.strip(view)
        failing.banner(view)
        known_then.banner(view)
        if state.shown_page() == front_of(visitor):
            approvals.remind(view)
        if state.shown_page() == front_of(visitor) and guidance.is_for(visitor):
            guidance.show(view)
        page.run()
        locks.draw_pending()
