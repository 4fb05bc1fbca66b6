"""What a figure says of itself when it leaves the screen: a file may be read by somebody who never saw that screen.

Of whom, as of when, as known on when, what kind of figure, whether it is invented, made with which versions, and where
it can be found again. The same in a picture, a table, a workbook and on paper.
"""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Final, Literal, NamedTuple
from urllib.parse import urlencode, urlsplit

import polars as pl
import streamlit as st

from dashboard.figure.chosen_words import CHOICE_KEYS, FILTERS, OWN_CHOICES, chosen_word, moment_word
from dashboard.figure.words import municipalities
from dashboard.view import queries, state
from dashboard.view.address import CHOICE, View
from dashboard.view.beside import counts_municipalities, counts_reporters
from domain.bilingual import Language
from language.formats import day, integer
from language.texts import say
from metrics.standing.state import Freshness

Told = list[tuple[str, str]]  # a term, and what is said of it
Whom = Literal["chosen", "everyone", "own"]
"""Whose figure it is: of those that the filters choose, of all whatever they choose, or of one municipality."""


class Said(NamedTuple):
    """What a figure says on the screen."""

    finding: str
    subtitle: str
    note: str


NOT_OF_A_VIEW: Final = ("screen.kind.explanation", "screen.kind.study")
"""Kinds that are not of municipalities on a day: nothing that is chosen on the screen changes them."""


def origin(view: View, *, key: str, kind: str, whom: Whom = "chosen") -> Told:
    """All that a file says beside its finding, subtitle and note. `key`: of the figure; `kind`: a key of a text."""
    of_view = [] if kind in NOT_OF_A_VIEW else _of_view(view, _whom(view, whom), day(view.as_of, view.language))
    return [*of_view, *_always(view, kind, link(view, key))]


def origin_to_fill(view: View, kind: str) -> Told:
    """The same of a figure of which the browser changes the day: {day} and {link} are filled in there."""
    every = say("screen.origin.of_choice" if view.is_filtered else "screen.origin.of_all", view.language)
    return [
        *_of_view(view, _with_choices(every, view, (*FILTERS, "gemeente")), "{day}"),
        *_always(view, kind, "{link}"),
    ]


def _of_view(view: View, whom: str, as_of: str) -> Told:
    language = view.language
    return [
        (say("screen.origin.whom", language), whom),
        (say("screen.filter.as_of", language), as_of),
        (say("screen.filter.known", language), _known_on(view)),
    ]


def _always(view: View, kind: str, address: str) -> Told:
    language = view.language
    return [
        (say("screen.origin.kind", language), say(kind, language)),
        *((say("screen.origin.caution", language), text) for text in [invented(language)] if text),
        (say("screen.how.which", language), versions(language)),
        (say("screen.origin.found", language), address),
    ]


def told(view: View, said: Said, *, key: str, kind: str, whom: Whom = "chosen") -> Told:
    """All that a file says of its figure: what was said on the screen, then where it comes from."""
    language = view.language
    return [
        (say("screen.foot.told_finding", language), said.finding),
        (say("screen.foot.told_subtitle", language), said.subtitle),
        (say("screen.foot.told_note", language), said.note),
        *origin(view, key=key, kind=kind, whom=whom),
    ]


def in_short(view: View) -> str:
    """What every sheet of paper says at its foot: of which app and dates, and whether the figures are invented."""
    language = view.language
    dates = {"as_of": day(view.as_of, language), "known_on": _known_on(view)}
    said = say("screen_print.foot", language, app=say("screen.app.title", language), **dates)
    return " · ".join(part for part in (said, invented(language)) if part)


def invented(language: Language) -> str:
    """That the figures are invented, or replayed; empty where they are neither."""
    info = queries.store_info()
    if info.is_synthetic:
        return f"{say('screen.banner.strong', language)} {say('screen.banner.text', language)}"
    if info.is_replay:
        return f"{say('screen.banner.replay_strong', language)} {say('screen.banner.replay_text', language)}"
    return ""


def versions(language: Language) -> str:
    """Of the software, the register of municipalities and the programme: with the dates they fix a figure."""
    return _versions(queries.the_register().version, queries.the_programme().version, language)


@cache  # it reads the files of the installed package
def _versions(register: str, programme: str, language: Language) -> str:
    words = {"software": version("wams-monitor"), "register": register, "programme": programme}
    return say("screen.foot.versions", language, **words)


def link(view: View, key: str) -> str:
    """The address that opens this figure again, as it is known now."""
    here = st.context.url or f"/{state.page(state.shown_page()).url_path}"
    here += "" if urlsplit(here).path else "/"
    return f"{here}?{urlencode({**queries.exact_address(view), 'figuur': key})}"


def _whom(view: View, whom: Whom) -> str:
    """Which municipalities, how many of them said something about a step, and what else was chosen on the page."""
    language = view.language
    if whom == "own":
        is_chosen = view.municipality_code is not None
        name = chosen_word("gemeente", view) if is_chosen else ""
        said = say("screen.origin.own", language, name=name) if is_chosen else say("screen.origin.own_none", language)
        return _with_choices(said, view, ("leeftijd", *(name for name in _page_choices() if name != "gemeente")))
    is_chosen = whom == "chosen" and view.is_filtered
    people = queries.population(view) if is_chosen else queries.everyone(view)
    of, visitor = view if is_chosen else view.without_filters(), state.run().visitor
    count = queries.kept(of, _reporter_count, on=CHOICE)  # asked under each figure of a page
    is_counted, withheld = counts_reporters(of, visitor), say("screen.state.withheld_word", language)
    is_sized = counts_municipalities(of, visitor)
    said = say(
        "screen.origin.some" if is_chosen else "screen.origin.every",
        language,
        municipalities=municipalities(people.height, language) if is_sized else withheld,
        reporters=integer(count if is_counted else None, language, unknown=withheld),
    )
    return _with_choices(said, view, (*FILTERS, *_page_choices()) if whom == "chosen" else _page_choices())


def _reporter_count(view: View) -> int:
    return queries.population(view).filter(pl.col("freshness") != Freshness.SILENT).height


def _page_choices() -> tuple[str, ...]:
    return OWN_CHOICES.get(state.shown_page(), ())


def _with_choices(said: str, view: View, names: Sequence[str]) -> str:
    """Behind what is said of the municipalities, what was chosen under these names in the address."""
    names = [name for name in names if name in view.address()]
    return " · ".join(
        [said, *(f"{say(CHOICE_KEYS[name], view.language)}: {chosen_word(name, view)}" for name in names)]
    )


def _known_on(view: View) -> str:
    return moment_word(queries.exact_address(view)["bekend"], view)
