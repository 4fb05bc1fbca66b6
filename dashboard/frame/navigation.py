"""Left of every page: the name of the monitor, the search box, the pages, the languages."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, TypedDict
from urllib.parse import urlencode

from access.permissions import Action
from dashboard.drawing.parts import Part
from dashboard.frame import guidance, search, signed_in
from dashboard.view import state
from dashboard.view.address import View
from domain.bilingual import LANGUAGES, Language
from language.texts import say


class Brand(TypedDict):
    """The name of the monitor and what it is."""

    title: str
    lead: str


BRAND: Final = Part[Brand]("frame/brand.js")


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


NAVIGATION: Final = Part[Navigation]("frame/navigation.js", tells=("go",))


class Themes(TypedDict):
    """The choices between light and dark, each with its word, and the addresses of the pages that they hold for."""

    label: str
    themes: list[tuple[str, str]]
    pages: list[str]


class Languages(TypedDict):
    """The languages, each with its own name for itself."""

    label: str
    chosen: Language
    languages: list[tuple[Language, str]]


THEMES: Final = Part[Themes]("frame/themes.js")
THEME_KEYS: Final[dict[str, str]] = {
    "System": "screen.theme.system",
    "Light": "screen.theme.light",
    "Dark": "screen.theme.dark",
}
"""Light and dark as Streamlit calls them -> their words."""
LANGUAGES_ROW: Final = Part[Languages]("frame/languages.js", tells=("choose",))
GROUP_KEYS: Final = {
    "follow": "screen.group.follow",
    "compare": "screen.group.compare",
    "do": "screen.group.do",
    "know": "screen.group.know",
    "monitor": "screen.group.monitor",
    "manage": "screen.group.manage",
}
LANGUAGE_KEYS: Final[dict[Language, str]] = {"nl": "screen.language.nl", "en": "screen.language.en"}


def show(view: View, current: str, titles: Mapping[str, str], grouped: Sequence[tuple[str, str]]) -> None:
    """Draws it. `current`: the address of the page that is shown; `titles`: of every page by its key; `grouped`: per
    page its group and its key, in order.
    """
    brand: Brand = {"title": say("screen.app.title", view.language), "lead": say("screen.app.lead", view.language)}
    BRAND.draw(brand, key="brand")
    sees_figures = state.run().visitor.may(Action.SEE_FIGURES).is_allowed
    if sees_figures:
        search.show(view, titles)
    data: Navigation = {
        "label": say("screen.group.label", view.language),
        "groups": [
            {
                "label": say(GROUP_KEYS[group], view.language),
                "links": [_link(key, titles[key], view, current) for _, key in pages],
            }
            for group, pages in groupby(grouped, key=lambda pair: pair[0])
        ],
    }
    search.go_to(NAVIGATION.draw(data, key="navigation").go, view)
    signed_in.show(view)
    _languages(view)
    _themes(view, [link["href"] for group in data["groups"] for link in group["links"]])
    if guidance.is_for(state.run().visitor):
        guidance.switch(view)


def _link(key: str, title: str, view: View, current: str) -> Link:
    address = state.page(key).url_path
    return {
        "page": key,
        "title": title,
        "href": f"./{address}?{urlencode(view.address())}",
        "is_current": address == current,
    }


def _themes(view: View, pages: Sequence[str]) -> None:
    themes = [(theme, say(key, view.language)) for theme, key in THEME_KEYS.items()]
    THEMES.draw(
        {"label": say("screen.theme.label", view.language), "themes": themes, "pages": list(pages)}, key="themes"
    )


def _languages(view: View) -> None:
    data: Languages = {
        "label": say("screen.language.label", view.language),
        "chosen": view.language,
        "languages": [(language, say(LANGUAGE_KEYS[language], view.language)) for language in LANGUAGES],
    }
    chosen = LANGUAGES_ROW.draw(data, key="languages").choose
    if chosen:
        state.choose("taal", chosen["value"], chosen["along"])
