"""The strip above a page: invented figures, what was set aside in the address, the ways past it."""

from collections.abc import Mapping
from typing import Final, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure.words import plain
from dashboard.frame import printing
from dashboard.view import queries
from dashboard.view.address import FIRST_DAY, View
from domain.bilingual import Language
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


def _banner_word(kind: str | None, part: str, language: Language) -> str:
    return "" if kind is None else say(f"screen.banner.{kind}{part}", language)


def banner(view: View, page: str) -> None:
    """Over every page: that the figures are invented, when they are; and the language of the document."""
    info = queries.store_info()
    kind = "" if info.is_synthetic else "replay_" if info.is_replay else None
    paper = printing.on_paper(view)
    frame = {part: say(f"screen.frame.{part}", view.language) for part in ("skip", "close", "open", "menu", "sidebar")}
    data: BannerData = {
        "language": view.language,
        "page": page,
        "paper": paper,
        "frame": frame,
        "strong": _banner_word(kind, "strong", view.language),
        "text": _banner_word(kind, "text", view.language),
    }
    BANNER.draw(data, key="banner")
    if view.put_aside:
        st.info(plain(_put_aside(view)))


def _put_aside(view: View) -> str:
    """What in the address is not used, and why."""
    unknown = [one.name for one in view.put_aside if one.reason == "unknown"]
    told = [say("screen.filter.put_aside", view.language, names=listing(unknown, view.language))] if unknown else []
    first = day(FIRST_DAY, view.language)
    told += [
        say(f"screen.filter.put_aside_{one.reason}", view.language, name=one.name, first=first)
        for one in view.put_aside
        if one.reason != "unknown"
    ]
    return " ".join([*told, say("screen.filter.put_aside_instead", view.language)])
