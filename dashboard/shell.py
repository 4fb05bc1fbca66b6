"""Around every page: title, navigation, the strip over invented figures, the language."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from dashboard import components, parts, queries, state
from dashboard.address import View
from dashboard.pages import account, compare, costs, municipality, national, quality, steps, training
from domain.bilingual import LANGUAGES
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
        _navigation(view)
    with st.container(width=MAIN_WIDTH):
        parts.banner(view, page.url_path)
        page.run()


def _navigation(view: View) -> None:
    components.draw(
        "brand", {part: say(f"screen.app.{part}", view.language) for part in ("title", "lead")}, key="brand"
    )
    for group, keys in _GROUPS.items():
        with st.container(gap=None):
            st.markdown(f":gray[:small[{say(f'screen.group.{group}', view.language)}]]")
            for key in keys:
                title = say(f"screen.page.{key}", view.language)
                st.page_link(state.page(key), label=title, query_params=view.address(), width="stretch")
    languages = [[language, say(f"screen.language.{language}", view.language)] for language in LANGUAGES]
    data = {"label": say("screen.language.label", view.language), "chosen": view.language, "languages": languages}
    chosen = components.draw("languages", data, key="languages").choose
    if chosen:
        state.choose("taal", chosen["value"], chosen["along"])
