"""The pages of the app, and which of them runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from dashboard.frame import banner, failing, guidance, known_then, navigation
from dashboard.screens.account.page import show as account
from dashboard.screens.compare.page import show as compare
from dashboard.screens.costs.page import show as costs
from dashboard.screens.municipality.page import show as municipality
from dashboard.screens.national.page import show as national
from dashboard.screens.quality.page import show as quality
from dashboard.screens.steps.page import show as steps
from dashboard.screens.training.page import show as training
from dashboard.view import cached, state
from domain.places import Places
from language.texts import say

MAIN_WIDTH = 1160
SIDEBAR_WIDTH = 216
ICON = Path(__file__).parent / "icon.svg"


@dataclass(frozen=True)
class Screen:
    """One page: its key (its title is `screen.page.<key>`), its address, its group in the navigation, what shows it."""

    key: str
    address: str
    group: str
    show: Callable[[], None]


SCREENS = (
    Screen("national", "landelijk-beeld", "follow", national),
    Screen("steps", "stappen", "follow", steps),
    Screen("training", "opleiding", "follow", training),
    Screen("costs", "kosten", "follow", costs),
    Screen("municipality", "mijn-gemeente", "compare", municipality),
    Screen("compare", "vergelijken", "compare", compare),
    Screen("quality", "gegevenskwaliteit", "know", quality),
    Screen("account", "verantwoording", "know", account),
)


def run(places: Places, *, now: datetime, front: str = "national") -> None:
    """One run of the app: reads the view from the address, then shows the page that is asked for.

    `front` is the page that an address without a path leads to.
    """
    register, programme = cached.register(places.reference), cached.programme(places.programme)
    view = state.begin(places, now, register, programme)
    titles = {screen.key: say(f"screen.page.{screen.key}", view.language) for screen in SCREENS}
    pages = {
        screen.key: st.Page(screen.show, title=titles[screen.key], url_path=screen.address, default=screen.key == front)
        for screen in SCREENS
    }
    page = st.navigation(list(pages.values()), position="hidden")
    state.remember_pages(pages, page)
    st.set_page_config(
        page_title=f"{page.title} · {say('screen.app.title', view.language)}",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    with st.sidebar:
        navigation.show(view, page.url_path, titles, [(screen.group, screen.key) for screen in SCREENS])
    with st.container(width=MAIN_WIDTH), failing.told_in_words(page.title):
        banner.banner(view, page.url_path)
        failing.banner(view)
        known_then.banner(view)
        if page == pages[front]:
            guidance.show(view)
        page.run()
