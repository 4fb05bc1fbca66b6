"""Is nothing changed? Only the answer makes what was said before hold for a later day as well."""

from datetime import date

import polars as pl
import streamlit as st

from access.permissions import Action
from dashboard.figure.words import plain
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.asked_now import newest_day, of_table
from dashboard.screens.hand_in.confirmed import confirmed
from dashboard.view import keeping, queries
from domain.statements import Table
from language.formats import day, listing
from language.texts import say
from metrics.standing.mergers import successors


def is_nothing_changed(asked: Asked) -> None:
    """Asks it, where something was said before and no draft was begun; with a way to say so at once."""
    _of_parts(asked)
    last, language = last_day(asked), asked.language
    if last is None or last >= asked.reporting_date or asked.reporting_date in asked.drafts:
        return
    if not asked.may(Action.HAND_IN).is_allowed:
        return
    told = {"last": day(last, language), "day": day(asked.reporting_date, language)}
    st.header(say("screen_hand_in.unchanged.title", language, **told), anchor=False)
    st.markdown(say("screen_hand_in.unchanged.text", language, **told))
    confirmed(asked)
    st.button(
        say("screen_hand_in.unchanged.button", language),
        key="nothing_changed",
        on_click=keeping.carry_out,
        args=(acts.nothing_changed(asked),),
    )


def last_day(asked: Asked) -> date | None:
    """The newest day that this municipality said anything of, up to the day that it reports about."""
    days = [newest_day(of_table(asked, table).last) for table in Table]
    return max((one for one in days if one is not None), default=None)


def _of_parts(asked: Asked) -> None:
    """Of a municipality that others were dissolved into: why nobody can confirm what stands under their codes."""
    names = [queries.the_register().by_code[code].name for code in parts(asked)]
    if names:
        told = {"parts": listing(names, asked.language), "name": asked.name}
        st.markdown(plain(say("screen_hand_in.unchanged.parts", asked.language, **told)))


def parts(asked: Asked) -> list[str]:
    """The codes of the municipalities that became part of this one and under which something stands, by name."""
    became = successors(queries.the_register(), asked.today)
    own = became.filter(pl.col("successor_code") == asked.code, pl.col("municipality_code") != asked.code)
    gone = set(own["municipality_code"])
    said = {
        code
        for table in Table
        for code in queries.known(asked.view).statements[table]["municipality_code"].unique()
        if code in gone
    }
    return sorted(said, key=lambda code: queries.the_register().by_code[code].name)
