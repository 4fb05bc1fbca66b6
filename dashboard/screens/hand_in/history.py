"""Everything that was handed in for a municipality: when, by whom, which way, and what became of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.figure.words import counted, list_words
from dashboard.screens.hand_in.asked import Asked, asks
from dashboard.subjects.own_reports import Report, reports
from dashboard.view import state
from domain.bilingual import Language
from domain.principal import Role
from language.formats import day, integer, listing, moment
from language.texts import say
from office.report_acts import Done, ReportAct

FIRST_ROWS: Final = 8
BECAME_KEYS: Final = {
    "rejected": "screen_hand_in.became.rejected",
    "taken_back": "screen_hand_in.became.taken_back",
    "awaiting": "screen_hand_in.became.awaiting",
    "approved": "screen_hand_in.became.approved",
    "partly": "screen_hand_in.became.partly",
    "accepted": "screen_hand_in.became.accepted",
}
NOT_COUNTED_KEYS: Final = {
    "rejected": "screen_hand_in.history.rejected",
    "taken_back": "screen_hand_in.history.taken_back",
    "put_right": "screen_hand_in.history.put_right",
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


def history(asked: Asked) -> None:
    """Draws them; a click leads to the receipt."""
    language, found = asked.language, reports(asked.view, asked.code)
    counting = sum(one.counts for one in found)
    st.header(counted("screen_hand_in.history.finding", counting, language, name=asked.name), anchor=False)
    lead = " ".join([say("screen_hand_in.history.lead", language), *not_counted(found, language)])
    st.markdown(f":gray[{lead}]")
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


def not_counted(found: Sequence[Report], language: Language) -> list[str]:
    """What stands in the list and is no report that counts: a sentence per kind, none where there is none."""
    kinds = Counter("put_right" if one.is_put_right else one.became for one in found if not one.counts)
    return [counted(key, kinds[kind], language) for kind, key in NOT_COUNTED_KEYS.items() if kinds[kind]]


def _way(one: Report) -> str:
    """The key of the way by which it came."""
    if one.is_put_right:
        return "screen_hand_in.way.put_right"
    if one.is_shared:
        return "screen_hand_in.way.shared"
    return "screen_hand_in.way.form" if one.line["file_name"] == "formulier" else "screen_hand_in.way.workbook"


def row_counts(one: Report) -> tuple[int, int]:
    """How many rows were taken in and refused: of a file with others in it, those of this municipality alone."""
    if one.is_shared:
        return one.said_count, one.refused_count
    taken = sum(one.line[name] or 0 for name in ("accepted_count", "correction_count", "unchanged_count"))
    return taken, one.line["quarantined_count"] or 0


def _row(one: Report, asked: Asked) -> ListRow:
    language, (taken, refused) = asked.language, row_counts(one)
    days = listing([day(found, language) for found in one.days[-2:]], language)
    cells = [
        moment(one.received_at, language),
        days or say("screen_hand_in.history.no_day", language),
        by_word(one.done.get(ReportAct.HANDED_IN), language),
        say(_way(one), language),
        integer(taken, language),
        integer(refused, language),
        say(BECAME_KEYS[one.became], language),
    ]
    return {
        "cells": cells,
        "sort": [one.received_at.isoformat(), str(one.days[-1:]), cells[2], cells[3], taken, refused, cells[6]],
        "open": None if one.is_shared else str(one.sequence),
    }


def by_word(done: Done | None, language: Language) -> str:
    """Who did something with a report: by what they are called at work, else by for whom they work."""
    if done is None:
        return say("screen_hand_in.by.unknown", language)
    return _by(done.by_person, done.by_role, done.by_function, language)


def said_by_word(found: Report, person: int | None, role: Role, language: Language) -> str:
    """Who said something beside a report: as what they are called at work where they did something with it too."""
    known = next((done for done in found.done.values() if person is not None and done.by_person == person), None)
    return _by(person, role, None if known is None else known.by_function, language)


def _by(person: int | None, role: Role, function: str | None, language: Language) -> str:
    if person is not None and person == asks().person:
        return say("screen_hand_in.by.you", language)
    if function is not None and role is not Role.VNG:
        return function
    return say(ROLE_KEYS.get(role, "screen_hand_in.by.unknown"), language)
