"""The parts that pages are made of: header, headline figures, the anatomy of a figure, empty states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard.drawing.chooser import CHOOSER, ChooserData
from dashboard.drawing.headlines import HEADLINES, HeadlineDrawn, HeadlinesData
from dashboard.figure import foot, locks
from dashboard.figure.foot import Foot, Tabled
from dashboard.figure.made_of import MADE_OF
from dashboard.figure.origin import Whom
from dashboard.figure.words import can_be_stale, counted, municipalities, plain
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.ingredients import NOBODYS, MadeOf, Reporters
from dashboard.view.open_days import newest_open
from dashboard.view.showing import why_withheld
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer
from language.texts import say
from metrics.defining.definition import Kind
from metrics.defining.figure import Figure
from metrics.released.answer import ReleasedFigure

KIND_KEYS: Final[dict[str, str]] = {
    Kind.OBSERVATION: "screen.kind.observation",
    Kind.ESTIMATE: "screen.kind.estimate",
    Kind.FORECAST: "screen.kind.forecast",
    Kind.SCENARIO: "screen.kind.scenario",
    "both": "screen.kind.both",
    "observation_not_estimate": "screen.kind.observation_not_estimate",
}
"""What kind of figure is drawn, in the note under it; the last two are of figures that differ from their metric."""

_UNKNOWN: Final = MadeOf(NOBODYS)  # a figure that is not in the table


@dataclass(frozen=True)
class Headline:
    """One headline figure. `unit` stands small behind it; `is_word` is for a word where a number is unknown.

    `told`: how it is named beside another, where that is more than its value with its unit.
    """

    label: str
    value: str
    unit: str = ""
    note: str = ""
    is_word: bool = False
    told: str = ""


def few(
    label: str, said_count: int, asked_count: int, language: Language, bounds: str = "", unit: str = ""
) -> Headline:
    """A headline where too few have reported for one number (`bears_one_number`): the bounds, else only that.

    What few have said is not unknown, and is called too few.
    """
    note = counted(
        "screen.few.bounds" if bounds else "screen.few.nothing",
        said_count,
        language,
        asked=integer(asked_count, language),
    )
    if not bounds:
        word = say("screen.few.word" if said_count else "screen.state.unknown", language)
        return Headline(label, word, "", note, is_word=True)
    return Headline(label, bounds, unit, note)


def page_header(title: str, lead: str) -> None:
    """The title of a page and one sentence that says what it answers."""
    with st.container(gap=None):
        st.title(plain(title), anchor=False)
        st.markdown(f":gray[{plain(lead)}]")


def headlines(figures: Sequence[Headline]) -> None:
    """Draws the row of headline figures that opens a page; what may not be seen of it says so instead."""
    if not withheld("headlines"):
        locks.draw_pending()
        HEADLINES.draw(headlines_drawn(figures), key="headlines")


def withheld(key: str) -> bool:
    """Whether a figure of the page that runs is withheld from who looks; it has then said so in its place, and why.

    Nothing of the figure itself is said: its title holds what it found.
    """
    view, reason = state.chosen_view(), why_not(key)
    if reason is None:
        return False
    locks.lock(key, reason, newest_open(made_of(key).parts, view, state.run().visitor))
    return True


def why_not(key: str, view: View | None = None) -> str | None:
    """The key of the reason why a figure of the page that runs, or a part of one, is withheld from who looks.

    `view`: of which view, where it is another than the one that is shown: another date.
    """
    return why_withheld(made_of(key).parts, view or state.chosen_view(), state.run().visitor)


def made_of(key: str) -> MadeOf:
    """What a figure of the page that runs is made of."""
    return MADE_OF.get(f"{state.shown_page()}/{key}", _UNKNOWN)


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
    table: Tabled | None = None,
    rows_under: Tabled | None = None,
    made_by: Figure | None = None,
    kind: str | None = None,
    whom: Whom = "chosen",
    is_headed: bool = False,
    tested: str = "",
) -> None:
    """The anatomy of a figure: finding, subtitle, what is drawn, hairline, note, table, download, how it is made.

    `draw` draws it, and what it gives back is not used. `rows_under`: what the figure was added up from, mostly a row
    per municipality; whoever may not see those gets none. `kind`: a key of the text that says what kind of figure it
    is, where that is not the kind of its metric; a figure without a metric always says it. `whom`: whose figure it is.
    `is_headed`: what is drawn says its finding and subtitle itself. `tested`: where the finding says whether chance
    explains something, the test and its outcome.
    """
    if withheld(key):
        return
    if why_withheld(made_of(key).under, state.chosen_view(), state.run().visitor) is not None:
        rows_under = None
    locks.draw_pending()
    with st.container(key=f"figure_{key}"):
        if not is_headed:
            with st.container(gap=None):
                st.header(plain(finding), anchor=False)
                st.markdown(f":gray[{plain(subtitle)}]")
        draw()
        said_kind = _kind(key, kind, made_by)
        foot.foot(Foot(key, finding, subtitle, note, said_kind, whom, table, rows_under, made_by, tested))


def _kind(key: str, kind: str | None, made_by: Figure | None) -> str:
    if kind is None and made_by is None:
        raise ValueError(f"figure {key}: say what kind of figure it is, it has no metric to say so")
    return kind or KIND_KEYS[made_by.kind if made_by else ""]


def chooser(name: str, label: str, options: Sequence[Sequence[str]], chosen: str) -> None:
    """A row of buttons that puts a choice in the address under `name`.

    Options are (value, label, spoken label, and the label where there is room for a longer one).
    """
    data: ChooserData = {"label": label, "options": [list(option) for option in options], "chosen": chosen}
    CHOOSER.draw(
        data,
        key=f"choose_{name}",
        choose=lambda made: state.choose_beforehand(name, made["value"], made["along"]),
    )


def step_chooser(programme: Programme, chosen: int, label: str, language: Language) -> None:
    """The chooser of a step: each says its name where there is room, and where there is none the chosen one does."""
    options: list[list[str]] = []
    for step in programme.steps:
        words = {"step": step.number, "name": step.short_name.of(language)}
        spoken = say("screen_steps.choose.spoken", language, **words)
        named = say("screen_steps.choose.chosen", language, **words)
        options.append([str(step.number), str(step.number), spoken, named])
    chooser("stap", label, options, str(chosen))


def note(figure: Figure | ReleasedFigure, language: Language, kind: str | None = None) -> str:
    """What stands first under most figures: of how many, how many stale, the day, the kind of figure.

    `kind`: one of KIND_KEYS, where it is not that of the metric.
    """
    withheld_word = say("screen.state.withheld_word", language)
    is_counted = isinstance(figure, ReleasedFigure) or sees_reporters()
    stale = figure.stale_count if is_counted and sees_stale(figure) else None
    said = say(
        "screen.foot.note",
        language,
        reporters=integer(figure.reporter_count if is_counted else None, language, unknown=withheld_word),
        municipalities=of_how_many(figure.municipality_count, language),
        stale=integer(stale, language, unknown=withheld_word),
        as_of=day(figure.as_of, language),
        kind=say(KIND_KEYS[kind or figure.kind], language),
    )
    if not figure.awaiting_count or not is_counted:
        return said
    return " · ".join([said, counted("screen.foot.awaiting", figure.awaiting_count, language)])


def sees_reporters() -> bool:
    """Whether who looks may know how many of the municipalities chosen reported, as the headline of it decides."""
    return why_withheld((Reporters(),), state.chosen_view(), state.run().visitor) is None


def sees_stale(figure: Figure | ReleasedFigure) -> bool:
    """Whether who looks may know how many of those reported long ago; that none did of a younger age is no secret."""
    if isinstance(figure, ReleasedFigure) or not can_be_stale(figure.max_age_days):
        return True
    return why_withheld((Reporters(are_stale=True),), state.chosen_view(), state.run().visitor) is None


def of_how_many(count: int | None, language: Language) -> str:
    """Of how many municipalities a figure is, as behind "n = 19 van"; None is withheld.

    After a choice by access those of unknown access are among them: any of them may have the access that was chosen.
    """
    if count is None:
        return say("screen.state.withheld_word", language)
    view = state.chosen_view()
    unknown = queries.unknown_variant_count(view)
    if not unknown or count != queries.population(view).height:
        return municipalities(count, language)
    every = municipalities(count + unknown, language)
    return counted("screen.foot.unknown_variant", unknown, language, every=every)


def nothing_selected(view: View) -> None:
    """The empty state: the choice holds no municipality."""
    st.header(say("screen.state.nothing_selected_title", view.language), anchor=False)
    st.markdown(say("screen.state.nothing_selected", view.language))
    if st.button(say("screen.filter.reset", view.language), key="reset"):
        state.show(view.without_choices())


def empty_store(view: View) -> None:
    """The empty state: no report was ever taken in."""
    st.header(say("screen.state.empty_store_title", view.language), anchor=False)
    st.markdown(say("screen.state.empty_store", view.language))
