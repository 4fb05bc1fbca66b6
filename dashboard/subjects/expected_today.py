"""Where the country stands on the day itself, beside what was reported: each kind of claim under its own word."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.words import plain
from dashboard.view.address import View
from dashboard.view.typed_rows import FigureRow
from language.formats import day, months, share, share_range
from language.texts import say
from metrics.defining.figure import Figure
from metrics.forecast.tipping import CHOICES


def of_step(today: Figure, number: int) -> FigureRow | None:
    """The row of `nowcast` of a step; None where nothing is expected of it, or it is withheld from who looks."""
    rows: list[FigureRow] = list(today.rows.iter_rows(named=True))
    return next((row for row in rows if row["step"] == number and row["value"] is not None), None)


def said_today(today: FigureRow | None, reported: float | None, estimate: float | None, view: View) -> str:
    """Reported, estimated (None: left out) and expected on the day itself, side by side; empty without the last.

    `reported` is of all municipalities, so that the silent are not taken to be finished.
    """
    if today is None or reported is None:
        return ""
    language = view.language
    words = {
        "reported": share(reported, language),
        "day": day(view.as_of, language),
        "expected": share(today["value"], language),
        "interval": share_range(today["interval_low"], today["interval_high"], language),
        "slower": f", {slower_word(view)}" if view.silent_months_slower else "",
    }
    if estimate is None:
        return say("screen.expected.today", language, **words)
    return say("screen.expected.today_estimated", language, **words, estimate=share(estimate, language))


def slower_word(view: View) -> str:
    """What is assumed of those that never reported, inside a sentence; empty where nothing is."""
    if not view.silent_months_slower:
        return ""
    return say("screen.expected.slower", view.language, months=months(view.silent_months_slower, view.language))


def choose_slower(view: View) -> None:
    """The choice of what is assumed of those that never reported, and that nobody knows it.

    An address may ask for another number of months than those that are offered; then that one is offered too.
    """
    language, chosen = view.language, view.silent_months_slower
    options = [
        [str(count), str(count), say("screen.expected.slower", language, months=months(count, language))]
        for count in sorted({*CHOICES, chosen})
    ]
    with st.container(gap=None):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(plain(say("screen.expected.choose_before", language)), width="content")
            anatomy.chooser("traag", say("screen.expected.choose", language), options, str(chosen))
        st.markdown(f":gray[{plain(say('screen.expected.choose_after', language))}]")
