"""The parts that pages are made of: header, headline figures, the anatomy of a figure, empty states."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from dashboard import components, foot, printing, queries, state
from dashboard.address import FIRST_DAY, View
from dashboard.download import TableData
from dashboard.foot import Foot
from dashboard.words import municipalities, plain
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer, listing
from language.texts import say
from metrics.figures import Figure


@dataclass(frozen=True)
class Headline:
    """One headline figure. `unit` stands small behind it; `is_word` is for a word where a number is unknown."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    is_word: bool = False


class HeadlineDrawn(TypedDict):
    """A `Headline` as the part `headlines` takes it."""

    label: str
    value: str
    unit: str
    note: str
    is_word: bool


class HeadlinesData(TypedDict):
    """What the part `headlines` is drawn from."""

    figures: list[HeadlineDrawn]


class ChooserData(TypedDict):
    """What the part `chooser` is drawn from. An option: value, label, spoken label, label where there is room."""

    label: str
    options: list[list[str]]
    chosen: str


class BannerData(TypedDict):
    """What the part `banner` takes: words by their place, and the sheet and foot of a printed page."""

    language: Language
    page: str
    paper: printing.Paper
    frame: Mapping[str, str]  # the words of the frame around every page, which the frame itself says in English
    strong: str
    text: str


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
    components.draw("banner", data, key="banner")
    if view.put_aside:
        st.info(plain(_put_aside(view)))


def _banner_word(kind: str | None, part: str, language: Language) -> str:
    return "" if kind is None else say(f"screen.banner.{kind}{part}", language)


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


def page_header(title: str, lead: str) -> None:
    """The title of a page and one sentence that says what it answers."""
    with st.container(gap=None):
        st.title(plain(title), anchor=False)
        st.markdown(f":gray[{plain(lead)}]")


def headlines(figures: Sequence[Headline]) -> None:
    """Draws the row of headline figures that opens a page."""
    components.draw("headlines", headlines_drawn(figures), key="headlines")


def headlines_drawn(figures: Sequence[Headline]) -> HeadlinesData:
    """The headline figures as they are drawn."""
    return {"figures": [_headline_drawn(figure) for figure in figures]}


def _headline_drawn(figure: Headline) -> HeadlineDrawn:
    return {
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "note": figure.note,
        "is_word": figure.is_word,
    }


def figure(
    key: str,
    *,
    finding: str,
    subtitle: str,
    draw: Callable[[], object],
    note: str,
    table: TableData | None = None,
    rows_under: TableData | None = None,
    made_by: Figure | None = None,
    is_headed: bool = False,
) -> None:
    """The anatomy of a figure: finding, subtitle, what is drawn, hairline, note, table, download, how it is made.

    `draw` draws it, and what it gives back is not used. `rows_under`: what the figure was added up from, mostly a row
    per municipality. `is_headed`: what is drawn says its finding and subtitle itself.
    """
    with st.container(key=f"figure_{key}"):
        if not is_headed:
            with st.container(gap=None):
                st.header(plain(finding), anchor=False)
                st.markdown(f":gray[{plain(subtitle)}]")
        draw()
        foot.foot(Foot(key, finding, subtitle, note, table, rows_under, made_by))


def chooser(name: str, label: str, options: Sequence[Sequence[str]], chosen: str) -> None:
    """A row of buttons that puts a choice in the address under `name`.

    Options are (value, label, spoken label, and the label where there is room for a longer one).
    """
    data: ChooserData = {"label": label, "options": [list(option) for option in options], "chosen": chosen}
    components.draw(
        "chooser",
        data,
        key=f"choose_{name}",
        choose=lambda made: state.choose_beforehand(name, made["value"], made["along"]),
    )


def step_chooser(programme: Programme, chosen: int, label: str, language: Language) -> None:
    """The chooser of a step: each says its name where there is room, and where there is none the chosen one does."""
    options: list[list[str]] = []
    for step in programme.steps:
        words = {"step": step.number, "name": step.short_name.of(language)}
        named, spoken = (say(f"screen_steps.choose.{key}", language, **words) for key in ("chosen", "spoken"))
        options.append([str(step.number), str(step.number), spoken, named])
    chooser("stap", label, options, str(chosen))


def note(figure: Figure, language: Language, kind: str | None = None) -> str:
    """What stands first under most figures: of how many, how many stale, the day, the kind of figure."""
    return say(
        "screen.foot.note",
        language,
        reporters=integer(figure.reporter_count, language),
        municipalities=municipalities(figure.municipality_count, language),
        stale=integer(figure.stale_count, language),
        as_of=day(figure.as_of, language),
        kind=say(f"screen.kind.{kind or figure.kind}", language),
    )


def nothing_selected(view: View) -> None:
    """The empty state: the choice holds no municipality."""
    st.header(say("screen.state.nothing_selected_title", view.language), anchor=False)
    st.markdown(say("screen.state.nothing_selected", view.language))
    if st.button(say("screen.filter.reset", view.language), key="reset"):
        state.show(view.without_filters())


def empty_store(view: View) -> None:
    """The empty state: no report was ever taken in."""
    st.header(say("screen.state.empty_store_title", view.language), anchor=False)
    st.markdown(say("screen.state.empty_store", view.language))
