"""Around every page: title, navigation, the strip over invented figures, the language."""

from datetime import datetime
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlencode

import streamlit as st

from dashboard import components, guidance, known_then, parts, queries, search, state
from dashboard.address import View
from dashboard.pages import account, compare, costs, municipality, national, quality, steps, training
from domain.bilingual import LANGUAGES, Language
from domain.places import Places
from language.texts import say

MAIN_WIDTH = 1160
SIDEBAR_WIDTH = 216
ICON = Path(__file__).parent / "icon.svg"
_PAGES = {
    "national": national.show,
    "steps": steps.show,
    "training": training.show,
    "costs": costs.show,
    "municipality": municipality.show,
    "compare": compare.show,
    "quality": quality.show,
    "account": account.show,
}
_ADDRESSES = {
    "national": "landelijk-beeld",
    "steps": "stappen",
    "training": "opleiding",
    "costs": "kosten",
    "municipality": "mijn-gemeente",
    "compare": "vergelijken",
    "quality": "gegevenskwaliteit",
    "account": "verantwoording",
}
_GROUPS = {
    "follow": ("national", "steps", "training", "costs"),
    "compare": ("municipality", "compare"),
    "know": ("quality", "account"),
}


class Brand(TypedDict):
    """The name of the monitor and what it is."""

    title: str
    lead: str


class Link(TypedDict):
    """One page in the navigation: its key, its title, its address with the view in it."""

    page: str
    title: str
    href: str
    is_current: bool


class LinkGroup(TypedDict):
    """The pages under one word."""

    label: str
    links: list[Link]


class Navigation(TypedDict):
    """All pages; `label` is how the navigation is called to who hears it."""

    label: str
    groups: list[LinkGroup]


class Languages(TypedDict):
    """The languages, each with its own name for itself."""

    label: str
    chosen: Language
    languages: list[tuple[Language, str]]


def run(places: Places, *, now: datetime, front: str = "national") -> None:
    """One run of the app: reads the view from the address, then shows the page that is asked for.

    `front` is the page that an address without a path leads to.
    """
    register, programme = queries.register(places.reference), queries.programme(places.programme)
    view = state.begin(places, now, register, programme)
    pages = {
        key: st.Page(
            show, title=say(f"screen.page.{key}", view.language), url_path=_ADDRESSES[key], default=key == front
        )
        for key, show in _PAGES.items()
    }
    state.remember_pages(pages)
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(
        page_title=f"{page.title} · {say('screen.app.title', view.language)}",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    with st.sidebar:
        _navigation(view, page.url_path)
    with st.container(width=MAIN_WIDTH):
        parts.banner(view, page.url_path)
        known_then.banner(view)
        if page == pages[front]:
            guidance.show(view)
        page.run()


def _navigation(view: View, current: str) -> None:
    brand: Brand = {"title": say("screen.app.title", view.language), "lead": say("screen.app.lead", view.language)}
    components.draw("brand", brand, key="brand")
    search.show(view, {key: say(f"screen.page.{key}", view.language) for key in _PAGES})
    _links(view, current)
    data: Languages = {
        "label": say("screen.language.label", view.language),
        "chosen": view.language,
        "languages": [(language, say(f"screen.language.{language}", view.language)) for language in LANGUAGES],
    }
    chosen = components.draw("languages", data, key="languages").choose
    if chosen:
        state.choose("taal", chosen["value"], chosen["along"])
    guidance.switch(view)


def _links(view: View, current: str) -> None:
    query = urlencode(view.address())
    groups: list[LinkGroup] = [
        {
            "label": say(f"screen.group.{group}", view.language),
            "links": [
                {
                    "page": key,
                    "title": say(f"screen.page.{key}", view.language),
                    "href": f"./{state.page(key).url_path}?{query}",
                    "is_current": state.page(key).url_path == current,
                }
                for key in keys
            ],
        }
        for group, keys in _GROUPS.items()
    ]
    data: Navigation = {"label": say("screen.group.label", view.language), "groups": groups}
    search.go_to(components.draw("navigation", data, key="navigation").go, view)
