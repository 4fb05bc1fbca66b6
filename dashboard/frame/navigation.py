"""Left of every page: the name of the monitor, the search box, the pages, the languages."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, TypedDict
from urllib.parse import urlencode

from dashboard.drawing.parts import Part
from dashboard.frame import guidance, search
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


class Languages(TypedDict):
    """The languages, each with its own name for itself."""

    label: str
    chosen: Language
    languages: list[tuple[Language, str]]


LANGUAGES_ROW: Final = Part[Languages]("frame/languages.js", tells=("choose",))
PAGE_KEYS: Final = {
    "national": "screen.page.national",
    "steps": "screen.page.steps",
    "training": "screen.page.training",
    "costs": "screen.page.costs",
    "municipality": "screen.page.municipality",
    "compare": "screen.page.compare",
    "quality": "screen.page.quality",
    "account": "screen.page.account",
}
"""The title of every page."""
GROUP_KEYS: Final = {"follow": "screen.group.follow", "compare": "screen.group.compare", "know": "screen.group.know"}
LANGUAGE_KEYS: Final[dict[Language, str]] = {"nl": "screen.language.nl", "en": "screen.language.en"}


def show(view: View, current: str, titles: Mapping[str, str], grouped: Sequence[tuple[str, str]]) -> None:
    """Draws it. `current`: the address of the page that is shown; `titles`: of every page by its key; `grouped`: per
    page its group and its key, in order.
    """
    brand: Brand = {"title": say("screen.app.title", view.language), "lead": say("screen.app.lead", view.language)}
    BRAND.draw(brand, key="brand")
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
    _languages(view)
    guidance.switch(view)


def _link(key: str, title: str, view: View, current: str) -> Link:
    address = state.page(key).url_path
    return {
        "page": key,
        "title": title,
        "href": f"./{address}?{urlencode(view.address())}",
        "is_current": address == current,
    }


def _languages(view: View) -> None:
    data: Languages = {
        "label": say("screen.language.label", view.language),
        "chosen": view.language,
        "languages": [(language, say(LANGUAGE_KEYS[language], view.language)) for language in LANGUAGES],
    }
    chosen = LANGUAGES_ROW.draw(data, key="languages").choose
    if chosen:
        state.choose("taal", chosen["value"], chosen["along"])
