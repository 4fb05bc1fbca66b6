"""The strip above a page: invented figures, what was set aside in the address, the ways past it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure.words import age_said, counted, plain
from dashboard.frame import opening, printing
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import FIRST_DAY
from language.formats import day, listing
from language.texts import say


class BannerData(TypedDict):
    """What the part `banner` takes: words by their place, and the sheet and foot of a printed page."""

    language: Language
    page: str
    paper: printing.Paper
    frame: Mapping[str, str]  # the words of the frame around every page, which the frame itself says in English
    strong: str
    text: str


BANNER: Final = Part[BannerData]("frame/banner.js")
DAY_PUT_ASIDE_KEYS: Final = {
    "future": "screen.filter.put_aside_future",
    "before": "screen.filter.put_aside_before",
    "not_known_then": "screen.filter.put_aside_not_known_then",
}


def banner(view: View, page: str) -> None:
    """Over every page: that the figures are invented, when they are; the language of the document; what does not count.

    That is a part of the address that is not used, reports older than was chosen, who may belong to the chosen access
    model, a municipality that is not there.
    """
    strong, text = _invented(view.language)
    data: BannerData = {
        "language": view.language,
        "page": page,
        "paper": printing.on_paper(view),
        "frame": {
            "skip": say("screen.frame.skip", view.language),
            "close": say("screen.frame.close", view.language),
            "open": say("screen.frame.open", view.language),
            "sidebar": say("screen.frame.sidebar", view.language),
        },
        "strong": strong,
        "text": text,
    }
    BANNER.draw(data, key="banner")
    if view.put_aside:
        st.info(plain(_put_aside(view)))
    before = state.moved_from()
    if before is not None:
        st.info(_moved(view, before))
    opened = opening.told(view)
    if opened:
        st.info(opened)
    if view.max_age_days is not None:
        st.info(age_said(view.max_age_days, view.as_of, view.language))
    unknown_count = queries.unknown_variant_count(view)
    if unknown_count:
        st.info(counted("screen.filter.variant_note", unknown_count, view.language))
    gone = _gone(view)
    if gone and page != "municipality":  # that page says it itself, with the way to its successor
        st.info(plain(gone))


def _moved(view: View, before: date) -> str:
    """That the state went back with the day on which it was known."""
    days = {"known": dutch_day(view.known_on), "before": before, "after": view.as_of}
    written = {name: day(one, view.language) for name, one in days.items()}
    return say("screen.filter.moved", view.language, **written)


def _gone(view: View) -> str:
    """What became of the municipality in the address, where it is not there any more on the as_of date."""
    register = queries.the_register()
    chosen = register.by_code.get(view.municipality_code or "")
    if chosen is None or chosen.dissolved_on is None or chosen.dissolved_on > view.as_of:
        return ""
    names = [register.by_code[code].name for code in register.successors_on(chosen.code, view.as_of)]
    kind = "gone" if not names else "into" if len(names) == 1 else "split"
    heirs = listing(names, view.language)
    return say(
        f"screen_municipality.merged.{kind}", view.language,
        name=chosen.name, day=day(chosen.dissolved_on, view.language), successor=heirs, successors=heirs,
    )  # fmt: skip


def _invented(language: Language) -> tuple[str, str]:
    """That the figures are invented, in a word and a sentence; nothing where they are not."""
    info = queries.store_info()
    if info.is_synthetic:
        return say("screen.banner.strong", language), say("screen.banner.text", language)
    if info.is_replay:
        return say("screen.banner.replay_strong", language), say("screen.banner.replay_text", language)
    return "", ""


def _put_aside(view: View) -> str:
    """What in the address is not used, and why."""
    unknown = [part.name for part in view.put_aside if part.reason == "unknown"]
    told = [say("screen.filter.put_aside", view.language, names=listing(unknown, view.language))] if unknown else []
    first, known = day(FIRST_DAY, view.language), day(dutch_day(view.known_on), view.language)
    told += [
        say(DAY_PUT_ASIDE_KEYS[part.reason], view.language, name=part.name, first=first, known=known)
        for part in view.put_aside
        if part.reason != "unknown"
    ]
    return " ".join([*told, say("screen.filter.put_aside_instead", view.language)])
