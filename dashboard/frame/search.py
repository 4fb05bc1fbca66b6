"""The search box: finds a municipality (also under another name), a step, a figure or a page, and leads there."""

import re
from collections.abc import Mapping
from typing import Final, Literal, NotRequired, TypeAlias, TypedDict

from dashboard.drawing.parts import Part
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.memory import Memory
from domain.bilingual import Language
from language.texts import say
from metrics.catalogue import CATALOGUE


class Place(TypedDict):
    """A page by its key, maybe a figure on it and a choice (`name` in the address, `value`) that it shows.

    `along`: what the atlas shows by now; the browser adds it when it leads there.
    """

    page: str
    figure: NotRequired[str]
    name: NotRequired[str]
    value: NotRequired[str]
    along: NotRequired[Mapping[str, str]]


ItemKind: TypeAlias = Literal["municipality", "province", "step", "figure", "page"]
Item: TypeAlias = tuple[str, str, ItemKind, Place]  # text, hint, kind, where it leads


class SearchData(TypedDict):
    """The words of the box, those of the kinds, and what can be found."""

    words: dict[str, str]
    kinds: dict[ItemKind, str]
    items: list[Item]


SEARCH: Final = Part[SearchData]("frame/search.js", tells=("go",))
_ITEMS: Final = Memory(8)
OTHER_WORDS: Final[dict[str, Place]] = {
    "silence": {"page": "quality", "figure": "silence"},
    "arrivals": {"page": "quality", "figure": "arrivals"},
    "refused": {"page": "quality", "figure": "refused"},
    "suspicious": {"page": "quality", "figure": "warnings"},
    "reorganised": {"page": "quality", "figure": "reorganised"},
    "reopened": {"page": "steps", "figure": "reopened"},
    "all_done": {"page": "national", "figure": "all_done"},
    "moments": {"page": "quality", "figure": "moments"},
    "changes": {"page": "national", "figure": "changes"},
    "waits": {"page": "steps", "figure": "waits"},
    "all_busy": {"page": "steps", "figure": "all_busy"},
    "outlook": {"page": "steps", "figure": "outlook"},
    "cost_spread": {"page": "costs", "figure": "cost_spread"},
    "cost_norm": {"page": "costs", "figure": "cost_norm"},
    "per_inhabitant": {"page": "costs", "figure": "cost_norm"},  # no such figure; the nearest one
    "training": {"page": "training"},
    "municipality": {"page": "municipality"},
    "account": {"page": "account"},
    "withheld": {"page": "account"},
    "bounds": {"page": "account", "name": "cijfer", "value": "step_completion"},
}
"""Where the words of `screen_guidance.search.words` lead."""
LETTERS = re.compile(r"[^\w]+")  # spellings that differ in a dot or a hyphen alone are one


def show(view: View, pages: Mapping[str, str]) -> None:
    """Draws the box; `pages`: title by key. A choice leads to the page that holds it, with the rest of the view."""
    data: SearchData = {
        "words": {
            "label": say("screen_guidance.search.label", view.language),
            "placeholder": say("screen_guidance.search.placeholder", view.language),
            "none": say("screen_guidance.search.none", view.language),
            "near": say("screen_guidance.search.near", view.language),
            "count": say("screen_guidance.search.count", view.language),
            "list": say("screen_guidance.search.list", view.language),
        },
        "kinds": {
            "municipality": say("screen_guidance.search.kind.municipality", view.language),
            "province": say("screen_guidance.search.kind.province", view.language),
            "step": say("screen_guidance.search.kind.step", view.language),
            "figure": say("screen_guidance.search.kind.figure", view.language),
            "page": say("screen_guidance.search.kind.page", view.language),
        },
        "items": [*_pages(pages), *_found(view.language)],
    }
    go_to(SEARCH.draw(data, key="search").go, view)


def go_to(place: Place | None, view: View) -> None:
    """Leads to a place, with the rest of the view; None leads nowhere."""
    if place:
        view = state.with_along(view, place.get("along"))
        there = view
        if "name" in place and "value" in place:
            there = view.with_choice(place["name"], place["value"], state.run().choices)
        state.go(place["page"], there, figure=place.get("figure"))


def _pages(pages: Mapping[str, str]) -> list[Item]:
    return [(title, "", "page", {"page": key}) for key, title in pages.items()]


def _found(language: Language) -> list[Item]:
    versions = queries.the_register().version, queries.the_programme().version
    return _ITEMS.get((*versions, language), lambda: _items(language))


def _items(language: Language) -> list[Item]:
    """What can be found, in the order of the list: text, hint, kind, place."""
    return [
        *_municipalities(language), *_provinces(), *_steps(language), *_spending(language), *_waiting(language),
        *_figures(language), *_other_words(language),
    ]  # fmt: skip


def _municipalities(language: Language) -> list[Item]:
    register = queries.the_register()
    found: dict[tuple[str, str], Item] = {}

    def add(text: str, hint: str, code: str) -> None:
        place: Place = {"page": "municipality", "name": "gemeente", "value": code}
        found.setdefault((LETTERS.sub("", text.casefold()), code), (text, hint, "municipality", place))

    for code, known in register.by_code.items():
        until = known.dissolved_on
        gone = say("screen_guidance.search.dissolved", language, year=until.year) if until else ""
        add(known.name, f"{known.province}{gone}", code)
    for alias, code, is_ambiguous in register.aliases.select("alias", "municipality_code", "is_ambiguous").iter_rows():
        if not is_ambiguous and code in register.by_code:
            add(alias, register.by_code[code].name, code)
    return sorted(found.values(), key=lambda item: item[0].lstrip("'").casefold())


def _provinces() -> list[Item]:
    names: list[str] = queries.the_register().municipalities["province"].unique().sort().to_list()
    return [(name, "", "province", {"page": "national", "name": "provincie", "value": name}) for name in names]


def _steps(language: Language) -> list[Item]:
    found: list[Item] = []
    for step in queries.the_programme().steps:
        place: Place = {"page": "steps", "name": "stap", "value": str(step.number)}
        text = say("screen_guidance.search.step", language, number=step.number, name=step.name.of(language))
        found.append((text, "", "step", place))
        for name in dict.fromkeys([step.short_name.of(language), *step.aliases]):
            if name.casefold() not in text.casefold():
                found.append((name, text, "step", place))
    return found


def _spending(language: Language) -> list[Item]:
    """What was spent on each step."""
    found: list[Item] = []
    for step in queries.the_programme().steps:
        place: Place = {"page": "costs", "figure": "cost_spread", "name": "stap", "value": str(step.number)}
        text = say("screen_guidance.search.spent", language, name=step.short_name.of(language))
        found.append((text, "", "figure", place))
    return found


def _waiting(language: Language) -> list[Item]:
    """Who waits on each party."""
    return [
        (say("screen_guidance.search.party", language, name=party.name.of(language)), "", "figure",
         {"page": "steps", "figure": "waits", "name": "wacht", "value": party.key})
        for party in queries.the_programme().waiting_parties
    ]  # fmt: skip


def _other_words(language: Language) -> list[Item]:
    """What somebody may type for what a screen calls otherwise."""
    return [
        (word, say(f"screen_guidance.search.lead.{key}", language), "figure", place)
        for key, place in OTHER_WORDS.items()
        for word in say(f"screen_guidance.search.words.{key}", language).split("; ")
    ]


def _figures(language: Language) -> list[Item]:
    return [
        (say(f"metric.{key}.label", language), "", "figure", {"page": "account", "name": "cijfer", "value": key})
        for key in CATALOGUE
    ]
