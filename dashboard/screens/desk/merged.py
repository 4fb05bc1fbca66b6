"""What stands under a municipality that was dissolved, and what is asked of the one that took it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

import polars as pl
import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.screens.desk import call_acts
from dashboard.screens.desk.mail_text import DUTCH
from dashboard.screens.desk.words import asks
from dashboard.screens.desk.work import WORK, WorkRow, work_data
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from dashboard.view.keeping import Act, Told
from domain.bilingual import Language
from domain.principal import Principal
from domain.statements import Table
from language.formats import day, listing
from language.texts import say
from office.acts import Way
from office.desk_tables import LONGEST_NOTE
from office.follow_ups import About
from office.office import Office
from pipelines.normalising.typed_texts import checked

HEAD_KEYS: Final = (
    "screen_desk.merged.dissolved",
    "screen_desk.merged.successor",
    "screen_desk.merged.under",
    "screen_desk.merged.own",
)


@dataclass(frozen=True)
class Dissolved:
    """A municipality that is no more and of which something was said. `own_count`: what its successors said since."""

    code: str
    name: str
    dissolved_on: date
    heirs: tuple[str, ...]
    statement_count: int
    newest: date
    own_count: int

    @property
    def is_split(self) -> bool:
        """Whether several took it over: nothing moves then, and nobody in particular can be asked."""
        return len(self.heirs) != 1


def dissolved(view: View) -> list[Dissolved]:
    """Those of which statements stand, the last to be dissolved first."""
    said = [frame.select("municipality_code", "reporting_date") for frame in queries.known(view).statements.values()]
    counted_by_code = (
        pl.concat(said)
        .group_by("municipality_code")
        .agg(count=pl.len(), newest=pl.col("reporting_date").max(), days=pl.col("reporting_date"))
    )
    by_code = {row["municipality_code"]: row for row in counted_by_code.to_dicts()}
    register, found = queries.the_register(), []
    for code, row in by_code.items():
        known = register.by_code.get(code)
        if known is None or known.dissolved_on is None or known.dissolved_on > view.as_of:
            continue
        heirs = register.successors_on(code, view.as_of)
        since = [one for heir in heirs for one in by_code.get(heir, {"days": []})["days"] if one >= known.dissolved_on]
        found.append(Dissolved(code, known.name, known.dissolved_on, heirs, row["count"], row["newest"], len(since)))
    return sorted(found, key=lambda one: (one.dissolved_on, one.name), reverse=True)


def merged(view: View) -> None:
    """Draws them, each with what its successor can be asked."""
    language, found = view.language, dissolved(view)
    silent = sum(not one.own_count for one in found)
    st.header(counted("screen_desk.merged.finding", len(found), language), anchor=False)
    if not found:
        return
    st.markdown(f":gray[{counted('screen_desk.merged.lead', silent, language)}]")
    asked = {one.question for one in keeping.office().follow_ups.all(asks())}
    rows = [_row(one, asked, language) for one in found]
    heads = [say(key, language) for key in HEAD_KEYS]
    data = work_data(say("screen_desk.merged.caption", language), heads, rows, language)
    WORK.draw(data, key="merged", act=partial(_act, {one.code: one for one in found}))


def _row(one: Dissolved, asked: set[str], language: Language) -> WorkRow:
    register = queries.the_register()
    names = listing([register.by_code[code].name for code in one.heirs], language) if one.heirs else ""
    under = counted("screen_desk.merged.said", one.statement_count, language, newest=day(one.newest, language))
    is_asked = question(one) in asked if not one.is_split else False
    own = counted("screen_desk.merged.own_count", one.own_count, language)
    if one.is_split:
        own = say("screen_desk.merged.split", language)
    elif is_asked:
        own = f"{own} {say('screen_desk.refused.is_asked', language)}"
    can_ask = not one.is_split and not one.own_count and not is_asked
    return {
        "id": one.code,
        "title": one.name,
        "small": say("screen_desk.merged.since", language, day=day(one.dissolved_on, language)),
        "cells": [names or say("screen.state.none", language), under, own],
        "does": [("ask", say("screen_desk.merged.ask", language))] if can_ask else [],
        "lines": None,
        "form": None,
    }


def question(one: Dissolved) -> str:
    """What the successor is asked, in Dutch."""
    return say("screen_desk.merged.question", DUTCH, name=one.name, newest=day(one.newest, DUTCH))


def _act(found: Mapping[str, Dissolved], told: Mapping[str, Any]) -> None:
    one = found.get(str(told["id"]))
    if told["do"] == "ask" and one is not None and not one.is_split:
        keeping.carry_out(Act(Action.SETTLE_MERGERS, one.heirs[0], partial(_asked, one)))


def _asked(one: Dissolved, office: Office, asks: Principal, now: datetime) -> Told:
    text = checked(question(one), longest=LONGEST_NOTE)
    asked = office.follow_ups.ask(asks, one.heirs[0], About(Table.MILESTONE), text, way=Way.SCREEN, now=now)
    undo = Act(Action.SETTLE_MERGERS, one.heirs[0], partial(_closed, asked.number))
    name = call_acts.name_of(one.heirs[0])
    return Told(say("screen_desk.done.asked_of", state.language(), name=name), undo=undo)


def _closed(number: int, office: Office, asks: Principal, now: datetime) -> Told:
    office.follow_ups.close(asks, number, way=Way.SCREEN, now=now)
    return Told(counted("screen_desk.done.questions_closed", 1, state.language()))
