"""Logboek: who did what, when, on whom; the whole for a manager, a part for others who may read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import streamlit as st

from access.permissions import Action
from access.policy import Decision
from dashboard.drawing.list import LIST, ListData
from dashboard.figure import anatomy
from dashboard.figure.words import counted
from dashboard.screens.log import lines as read_lines
from dashboard.screens.log.lines import Named
from dashboard.screens.log.taking_away import FILE
from dashboard.view import keeping, queries, state
from dashboard.view.visitor import Visitor
from domain.bilingual import Language
from domain.clocks import AMSTERDAM, dutch_day
from language.formats import day, integer, month
from language.texts import say
from office.acts import Act
from office.audit import Asked
from office.audit_line import Line

LINES_ON_A_PAGE = 50
PAGE = "log_page"


@dataclass(frozen=True)
class Chosen:
    """What was chosen to see of one month; None is all."""

    month: date
    day: date | None
    act: Act | None
    municipality_code: str | None

    def takes(self, line: Line) -> bool:
        """Whether a line of the month is one of them."""
        wanted = (self.day, self.act, self.municipality_code)
        found = (dutch_day(line.at), line.act, line.municipality_code)
        return all(one is None or one == other for one, other in zip(wanted, found, strict=True))


def may_read(visitor: Visitor) -> Decision:
    """Whether somebody reads any of the log: all of it, that of their municipality, or their own acts."""
    decision = visitor.may(Action.READ_AUDIT, visitor.principal.municipality_code)
    return decision if decision.is_allowed else visitor.may(Action.READ_OWN_ACTS)


def show() -> None:
    """Draws the page; for who may read none of the log it says why, and who may."""
    language, visitor = state.language(), state.run().visitor
    decision = may_read(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_log.refused_title", language), decision.words(language))
    anatomy.page_header(say("screen_log.title", language), _lead(visitor, language))
    months = keeping.office().audit.months()
    if not months:
        st.markdown(say("screen_log.nothing_yet", language))
        return None
    return _month(months, language)


def _lead(visitor: Visitor, language: Language) -> str:
    code = visitor.principal.municipality_code
    if code is not None:
        return say("screen_log.lead_own", language, name=queries.the_register().by_code[code].name)
    is_all = visitor.may(Action.READ_AUDIT).is_allowed
    return say("screen_log.lead_all" if is_all else "screen_log.lead_acts", language)


def _month(months: list[str], language: Language) -> None:
    """One month is read at a time: the log of years is too much for one page."""
    with st.container(horizontal=True):
        first_days = [date.fromisoformat(f"{one}-01") for one in months]
        chosen = st.selectbox(
            say("screen_log.month", language),
            first_days,
            format_func=lambda one: month(one, language),
            key="log_month",
            placeholder=say("screen.choose", language),
        )
        of_month = _read(chosen)
        picked = _filters(chosen, of_month, language)
    if not read_lines.is_sound(keeping.office()):
        st.info(say("screen_log.damaged", language))
    found = [line for line in of_month if picked.takes(line)]
    if not found:
        st.markdown(say("screen_log.none", language))
        return
    st.markdown(f":gray[{counted('screen_log.lines', len(found), language)}]")
    names = read_lines.names(keeping.office(), state.run().visitor.principal, found)
    clicks = read_lines.of_one_click(found)
    pages = -(-len(clicks) // LINES_ON_A_PAGE)
    page = _page(picked, pages)
    shown = clicks[page * LINES_ON_A_PAGE : (page + 1) * LINES_ON_A_PAGE]
    LIST.draw(_drawn(shown, names, language), key="log_lines")
    if pages > 1:
        _turning(page, pages, language)
    made = read_lines.table(found, names, language).csv() if state.is_asked("log", _key(picked)) else None
    name = f"{say('screen_log.file', language)}-{(picked.day or picked.month).isoformat()[: 10 if picked.day else 7]}"
    label = say("screen_log.download", language)
    if FILE.draw({"label": label, "text": made, "name": f"{name}.csv"}, key="log_file").ask:
        state.ask_for("log", _key(picked))
        st.rerun()


def _read(first_day: date) -> list[Line]:
    """The lines of a month that are theirs to see, the newest first. Files of before were by month in UTC."""
    since = datetime.combine(first_day, time(), tzinfo=AMSTERDAM) - timedelta(hours=2)
    until = datetime.combine((first_day + timedelta(days=32)).replace(day=1), time(), tzinfo=AMSTERDAM)
    found = keeping.office().audit.read(state.run().visitor.principal, Asked(since=since, until=until))
    return [line for line in reversed(found) if dutch_day(line.at).replace(day=1) == first_day]


def _filters(first_day: date, lines: list[Line], language: Language) -> Chosen:
    every = say("screen_log.every", language)
    days = sorted({dutch_day(line.at) for line in lines}, reverse=True)
    acts = sorted({line.act for line in lines}, key=lambda act: read_lines.act_word(act, language))
    found = {line.municipality_code for line in lines if line.municipality_code}
    names = {code: read_lines.municipality(code) for code in found}
    chosen_day = st.selectbox(
        say("screen_log.day", language),
        [None, *days],
        format_func=lambda one: every if one is None else day(one, language),
        key="log_day",
        placeholder=say("screen.choose", language),
    )
    act = st.selectbox(
        say("screen_log.act", language),
        [None, *acts],
        format_func=lambda one: every if one is None else read_lines.act_word(one, language),
        key="log_act",
        placeholder=say("screen.choose", language),
    )
    code = st.selectbox(
        say("screen_log.municipality", language),
        [None, *sorted(names, key=names.__getitem__)],
        format_func=lambda one: names.get(one or "", every),
        key="log_municipality",
        placeholder=say("screen.choose", language),
    )
    return Chosen(first_day, chosen_day, act, code)


def _page(picked: Chosen, pages: int) -> int:
    """The page that was turned to; another choice begins at the first."""
    key, page = state.held(PAGE) or (None, 0)
    return min(page, pages - 1) if key == _key(picked) else 0


def _turning(page: int, pages: int, language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, to in ((say("screen_log.newer", language), page - 1), (say("screen_log.older", language), page + 1)):
            st.button(label, key=f"log_to_{label}", disabled=not 0 <= to < pages, on_click=_turn, args=(to,))
        words = {"page": integer(page + 1, language), "pages": integer(pages, language)}
        st.markdown(say("screen_log.page", language, **words))


def _turn(to: int) -> None:
    names = ("log_month", "log_day", "log_act", "log_municipality")
    month_chosen, day_chosen, act, code = (state.filled_in(name) for name in names)
    state.hold(PAGE, (_key(Chosen(month_chosen, day_chosen, act, code)), to))


def _key(picked: Chosen) -> str:
    return f"{picked.month}/{picked.day}/{picked.act}/{picked.municipality_code}"


def _drawn(clicks: list[list[Line]], names: Named, language: Language) -> ListData:
    rows = [read_lines.together(lines, names, language) for lines in clicks]
    return {
        "caption": say("screen_log.caption", language),
        "columns": [
            {"label": say("screen_log.column.at", language)},
            {"label": say("screen_log.column.who", language)},
            {"label": say("screen_log.column.did", language)},
            {"label": say("screen_log.column.whom", language)},
            {"label": say("screen_log.column.way", language), "is_minor": True},
        ],
        "rows": [
            {"cells": row, "sort": [lines[0].at.timestamp(), *row[1:]]} for row, lines in zip(rows, clicks, strict=True)
        ],
        "first": LINES_ON_A_PAGE,
        "words": {"all": "", "fewer": ""},
        "language": language,
        "is_blocks": True,
    }
