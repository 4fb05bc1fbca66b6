"""What is asked now: the round that is open, what was said last per table and when, and what is not said yet."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl
import streamlit as st

from dashboard.drawing.list import LIST, ListData
from dashboard.figure.words import list_words, plain
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.subjects.approvals import who_approves
from dashboard.view import keeping, queries, store_rows
from domain.programme import Programme
from domain.statements import SUBJECT, Table
from language.formats import day, integer, listing, moment
from language.texts import say
from pipelines.format.waiting import subject_of

TABLE_KEYS: Final = {
    Table.MILESTONE: "screen_hand_in.table.milestone",
    Table.TRAINING: "screen_hand_in.table.training",
    Table.COST: "screen_hand_in.table.cost",
    Table.PROFILE: "screen_hand_in.table.profile",
}
HEAD_KEYS: Final = (
    "screen_hand_in.now.part",
    "screen_hand_in.now.last",
    "screen_hand_in.now.received",
    "screen_hand_in.now.said",
    "screen_hand_in.now.missing",
)


class OfTable(NamedTuple):
    """What was said last in a table: `last` per subject; of all `subjects` which were `refused` and wait, which were
    never said (`missing`), and which only about a day before the newest one (`older`): each is in one of these at most.
    """

    last: pl.DataFrame
    subjects: list[str]
    missing: list[str]
    older: list[str]
    refused: list[str]

    @property
    def said_count(self) -> int:
        """Of how many something was said about the newest day that was taken in."""
        return len(self.subjects) - len({*self.missing, *self.older, *self.refused})


def asked_now(asked: Asked) -> None:
    """Draws it."""
    language, said = asked.language, {table: of_table(asked, table) for table in Table}
    st.header(_round(asked), anchor=False)
    st.markdown(f":gray[{say('screen_hand_in.now.lead', language)}]")
    if keeping.office().asks_approval(asks(), asked.code, asked.today):
        st.markdown(f"{say('screen_hand_in.now.approval', language)} {who_approves(asked.code, language)}")
    rows = [_row(asked, table, one) for table, one in said.items()]
    data: ListData = {
        "columns": [{"label": say(key, language)} for key in HEAD_KEYS],
        "rows": [{"cells": cells, "sort": [*cells]} for cells in rows],
        "first": len(rows),
        "words": list_words(len(rows), language),
        "language": language,
        "caption": say("screen_hand_in.now.caption", language, name=asked.name),
        "is_blocks": True,
    }
    LIST.draw(data, key="asked_now")


def of_table(asked: Asked, table: Table) -> OfTable:
    """What this municipality said last of each subject of a table, up to the day that it reports about."""
    own = pl.col("municipality_code") == asked.code
    said = queries.known(asked.view).statements[table].filter(own, pl.col("reporting_date") <= asked.reporting_date)
    last = said.sort("reporting_date").unique(list(SUBJECT[table]), keep="last", maintain_order=True)
    every, newest = _subjects(queries.the_programme(), table), newest_day(last)
    days = {subject_of(table, row): row["reporting_date"] for row in last.to_dicts()}
    waiting = _refused(asked, table, last)
    refused = [one for one in every if one in waiting]
    missing = [one for one in every if one not in days and one not in refused]
    older = [one for one in every if one in days and days[one] != newest and one not in refused]
    return OfTable(last, every, missing, older, refused)


def _refused(asked: Asked, table: Table, last: pl.DataFrame) -> set[str]:
    """The subjects of which a row waits that was refused, about the newest day or a later one.

    Not where the same was said and taken in after it, about its day or a later one: then that counts, and is told.
    """
    own, newest = (pl.col("municipality_code") == asked.code) & (pl.col("table") == str(table)), newest_day(last)
    rows = store_rows.quarantine(asked.view).filter(own, pl.col("reporting_date") <= asked.reporting_date).to_dicts()
    taken_in = {subject_of(table, row): (row["reporting_date"], row["recorded_at"]) for row in last.to_dicts()}

    def is_said_since(row: Mapping[str, Any]) -> bool:
        said = taken_in.get(subject_of(table, row))
        return said is not None and said[0] >= row["reporting_date"] and said[1] > row["recorded_at"]

    late = [row for row in rows if newest is None or row["reporting_date"] >= newest]
    return {subject_of(table, row) for row in late if not is_said_since(row)}


def newest_day(last: pl.DataFrame) -> date | None:
    """The newest day that anything was said of; None where nothing was."""
    found = last["reporting_date"].max()
    return found if isinstance(found, date) else None


def _subjects(programme: Programme, table: Table) -> list[str]:
    match SUBJECT[table][1:]:
        case ("step_number",):
            return [str(number) for number in programme.step_numbers]
        case ("target_group",):
            return [group.key for group in programme.target_groups]
        case _:
            return [""]


def _row(asked: Asked, table: Table, one: OfTable) -> list[str]:
    language, unknown = asked.language, say("screen_hand_in.now.never", asked.language)
    newest = one.last.sort("recorded_at").tail(1).to_dicts()
    said = {
        "said": integer(one.said_count, language),
        "all": integer(len(one.subjects), language),
    }
    return [
        say(TABLE_KEYS[table], language),
        day(newest_day(one.last), language, unknown=unknown),
        moment(newest[0]["recorded_at"], language) if newest else "–",
        say("screen_hand_in.now.of", language, **said),
        _missing(one, table, asked) or say("screen_hand_in.now.none", language),
    ]


def _missing(one: OfTable, table: Table, asked: Asked) -> str:
    """What is not said about the newest day: never yet, or before it, or refused; "" where nothing is."""
    if one.missing == one.subjects:
        return say("screen_hand_in.now.all", asked.language)
    marked = ((one.missing, ""), (one.older, "screen_hand_in.now.older"), (one.refused, "screen_hand_in.now.refused"))
    told = [(_named(subjects, table, asked), key) for subjects, key in marked if subjects]
    return "; ".join(say(key, asked.language, what=what).strip() if key else what for what, key in told)


def _named(subjects: list[str], table: Table, asked: Asked) -> str:
    named = listing(subjects, asked.language)
    if "step_number" not in SUBJECT[table]:
        return named
    return say("screen_hand_in.now.steps", asked.language, steps=named)


def _round(asked: Asked) -> str:
    """The newest round that is open; where none is, that reporting is always welcome."""
    language = asked.language
    found = [one for one in keeping.office().rounds.all(asks()) if one.is_open(asked.today)]
    if not found:
        return say("screen_hand_in.now.no_round", language)
    newest = found[-1]
    days = {"opens": day(newest.opens_on, language), "read": day(newest.read_on, language)}
    return plain(say("screen_hand_in.now.round", language, name=newest.name, **days))
