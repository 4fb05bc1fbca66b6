"""Everything that was handed in for a municipality: when, by whom, which way, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl
import streamlit as st

from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure.words import counted, list_words
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.screens.hand_in.whose_report import is_of
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import Role
from domain.statements import Table
from language.formats import day, integer, listing, moment
from language.texts import say
from office.report_acts import Done, ReportAct

FIRST_ROWS: Final = 8
KINDS: Final = ("intake", "rejection")
BECAME_KEYS: Final = {
    "rejected": "screen_hand_in.became.rejected",
    "taken_back": "screen_hand_in.became.taken_back",
    "awaiting": "screen_hand_in.became.awaiting",
    "approved": "screen_hand_in.became.approved",
    "partly": "screen_hand_in.became.partly",
    "accepted": "screen_hand_in.became.accepted",
}
ROLE_KEYS: Final = {
    Role.VNG: "screen_hand_in.by.vng",
    Role.OWNER: "screen_hand_in.by.owner",
    Role.MUNICIPALITY: "screen_hand_in.by.municipality",
}
HEAD_KEYS: Final = (
    "screen_hand_in.history.received",
    "screen_hand_in.history.about",
    "screen_hand_in.history.by",
    "screen_hand_in.history.way",
    "screen_hand_in.history.rows",
    "screen_hand_in.history.refused",
    "screen_hand_in.history.became",
)


@dataclass(frozen=True)
class Report:
    """One report: its line of the ledger, the days that its statements are about, whether any of them stands, and what
    people did with it.
    """

    line: Mapping[str, Any]
    days: tuple[date, ...]
    has_statements: bool
    is_withdrawn: bool
    awaits: bool
    done: Mapping[ReportAct, Done]

    @property
    def sequence(self) -> int:
        """Its place in the ledger."""
        return self.line["sequence"]

    @property
    def received_at(self) -> datetime:
        """When it came in, and counts from."""
        return self.line["recorded_at"]

    @property
    def became(self) -> str:
        """What became of it: a key of BECAME_KEYS."""
        if self.line["outcome"] == "rejected":
            return "rejected"
        if self.is_withdrawn:
            return "taken_back"
        if self.awaits:
            return "awaiting"
        return "approved" if ReportAct.APPROVED in self.done else str(self.line["outcome"])


def reports(view: View, code: str) -> list[Report]:
    """Every report in which this municipality speaks, the newest first."""
    known, done = queries.known(view), keeping.office().report_acts.of(asks(), code)
    said = pl.concat(
        queries.history(view, table, code).select("ledger_sequence", "reporting_date", "withdrawn_at")
        for table in Table
    ).partition_by("ledger_sequence", as_dict=True, include_key=False)
    lines = known.files.filter(pl.col("kind").is_in(KINDS)).sort("sequence", descending=True).to_dicts()
    found: list[Report] = []
    for line in lines:
        if code in (line["municipality_codes"] or ()) or is_of(line, code, done):
            rows, acts = said.get((line["sequence"],)), done.get(line["sequence"], {})
            days = () if rows is None else tuple(sorted(set(rows["reporting_date"])))
            is_gone = ReportAct.TAKEN_BACK in acts or (rows is not None and not rows["withdrawn_at"].null_count())
            awaits = line["sequence"] in known.awaiting
            found.append(Report(line, days, rows is not None, is_gone, awaits, acts))
    return found


def history(asked: Asked) -> None:
    """Draws them; a click leads to the receipt."""
    language, found = asked.language, reports(asked.view, asked.code)
    st.header(counted("screen_hand_in.history.finding", len(found), language, name=asked.name), anchor=False)
    st.markdown(f":gray[{say('screen_hand_in.history.lead', language)}]")
    if not found:
        return
    data: ListData = {
        "columns": [
            {"label": say(key, language), "is_link": place == 0, "is_number": place in (4, 5)}
            for place, key in enumerate(HEAD_KEYS)
        ],
        "rows": [_row(one, asked) for one in found],
        "first": FIRST_ROWS,
        "words": list_words(len(found), language),
        "language": language,
        "caption": say("screen_hand_in.history.caption", language, name=asked.name),
        "is_blocks": True,
    }
    opened = LIST.draw(data, key="history").open
    if opened is not None:
        state.go("receipt", asked.view.with_choice("bewijs", opened, state.run().choices))


def _row(one: Report, asked: Asked) -> ListRow:
    language, line = asked.language, one.line
    taken = sum(line[name] or 0 for name in ("accepted_count", "correction_count", "unchanged_count"))
    refused = line["quarantined_count"] or 0
    days = listing([day(found, language) for found in one.days[-2:]], language)
    cells = [
        moment(one.received_at, language),
        days or say("screen_hand_in.history.no_day", language),
        by_word(one.done.get(ReportAct.HANDED_IN), language),
        say("screen_hand_in.way.form" if line["file_name"] == "formulier" else "screen_hand_in.way.workbook", language),
        integer(taken, language),
        integer(refused, language),
        say(BECAME_KEYS[one.became], language),
    ]
    is_theirs = line["municipality_codes"] in ([asked.code], [], None)
    return {
        "cells": cells,
        "sort": [one.received_at.isoformat(), str(one.days[-1:]), cells[2], cells[3], taken, refused, cells[6]],
        "open": str(one.sequence) if is_theirs else None,
    }


def by_word(done: Done | None, language: Language) -> str:
    """Who did something with a report: by what they are called at work, else by for whom they work."""
    if done is None:
        return say("screen_hand_in.by.unknown", language)
    if done.by_person is not None and done.by_person == asks().person:
        return say("screen_hand_in.by.you", language)
    if done.by_function is not None and done.by_role is not Role.VNG:
        return done.by_function
    return say(ROLE_KEYS.get(done.by_role, "screen_hand_in.by.unknown"), language)
