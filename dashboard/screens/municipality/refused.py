"""What was refused of one municipality, rows and whole files: what waits, what was put right, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, list_words, rule_word
from dashboard.screens.municipality import asked
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.subjects import refused, rejected
from dashboard.subjects.refused import OPEN, Refused, short
from dashboard.subjects.rejected import RejectedFile
from dashboard.view import queries, store_rows
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say

FIRST_SHOWN = 4
REPLACED: Final = "replaced"  # refused again later about the same thing: that waits, and is counted
STATE_KEYS: Final[Mapping[str, str]] = {
    OPEN: "screen_quality.refused.open",
    REPLACED: "screen_quality.refused.replaced",
    "cleared": "screen_quality.refused.cleared",
    "dismissed": "screen_quality.refused.dismissed",
}


@dataclass(frozen=True)
class OwnRefusals:
    """Of one municipality and of those it was formed from."""

    name: str
    rows: list[Refused]
    files: list[RejectedFile]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever refused."""
        return not self.rows and not self.files


@dataclass(frozen=True)
class _Line:
    """One problem of a refused row, or a refused file, as the list and the table have it."""

    where: str
    says: str
    rule: str
    message: str
    state: str
    received: date


def what_was_refused(municipality: OneMunicipality, view: View) -> None:
    """Its refused rows and files, what waits and what was put right."""
    language, found = view.language, own_refusals(municipality, view)
    key = "screen_municipality.refused.subtitle_nothing" if found.is_empty else "screen_municipality.refused.subtitle"
    anatomy.figure(
        "own_refused",
        finding=refused_finding(found, language),
        subtitle=say(key, language, name=municipality.name),
        draw=lambda: (
            None if found.is_empty
            else LIST.draw(refused_drawn(found, language), key="own_refused")
        ),
        note=say("screen_municipality.refused.note", language, known_on=day(dutch_day(view.known_on), language)),
        table=None if found.is_empty else (lambda: refused_table(found, language)),
        kind="screen.kind.observation",
        whom="own",
    )  # fmt: skip


def own_refusals(municipality: OneMunicipality, view: View) -> OwnRefusals:
    """Every refused row and file that tells that it is of this municipality."""
    codes = {municipality.code, *asked.parts_of(municipality.code, view.as_of)}
    files = rejected.rejected_files(store_rows.rejected_files(view), queries.the_register(), view.language)
    return OwnRefusals(
        municipality.name, refused.of_municipality(view, codes), [file for file in files if file.whose.code in codes]
    )


def refused_finding(found: OwnRefusals, language: Language) -> str:
    """How many rows wait, how many were put right, and how many files were refused as a whole."""
    if found.is_empty:
        return say("screen_municipality.refused.nothing", language, name=found.name)
    open_rows = len({row.quarantine_id for row in found.rows if row.status == OPEN})
    closed_rows = len({row.quarantine_id for row in found.rows if row.status not in (OPEN, REPLACED)})
    told: list[str] = []
    if open_rows:
        told.append(counted("screen_municipality.refused.waits", open_rows, language, name=found.name))
    else:
        told.append(say("screen_municipality.refused.none_waits", language, name=found.name))
    if closed_rows:
        told.append(counted("screen_municipality.refused.closed", closed_rows, language, name=found.name))
    if found.files:
        told.append(counted("screen_municipality.refused.files", len(found.files), language, name=found.name))
    return "; ".join(told)


def refused_table(found: OwnRefusals, language: Language) -> TableData:
    """What was refused, to take away: with the day it was received and the key of the rule."""
    lines = _lines(found, language)
    return TableData(
        say("screen_municipality.refused.caption", language, name=found.name),
        [
            Column(say("screen_quality.refused.received", language), [line.received for line in lines],
                   lambda value: day(value, language)),
            Column(say("screen_quality.refused.file", language), [line.where for line in lines]),
            Column(say("screen_quality.refused.value", language), [line.says for line in lines]),
            Column(say("screen_quality.refused.rule", language), [rule_word(line.rule, language) for line in lines]),
            Column(say("screen_quality.refused.message", language), [line.message for line in lines]),
            Column(say("screen_quality.refused.state", language), [line.state for line in lines]),
            Column(say("screen_quality.refused.rule_key", language), [line.rule for line in lines]),
        ],
    )  # fmt: skip


def _lines(found: OwnRefusals, language: Language) -> list[_Line]:
    whole = say("screen_quality.refused.whole", language)
    rows = [
        _Line(row.where, f"{row.column}: {row.value}", row.rule, row.message, _state(row, language),
              dutch_day(row.received))
        for row in found.rows
    ]  # fmt: skip
    files = [_Line(row.file, whole, row.rule, row.message, whole, row.received) for row in found.files]
    waiting = sum(row.status == OPEN for row in found.rows)
    return [*rows[:waiting], *files, *rows[waiting:]]


def _state(row: Refused, language: Language) -> str:
    closed = "" if row.closed_at is None else day(dutch_day(row.closed_at), language)
    return say(STATE_KEYS[row.status], language, day=closed)


def refused_drawn(found: OwnRefusals, language: Language) -> ListData:
    """The data of the drawn list; blocks on a phone."""
    columns: list[ListColumn] = [
        {"label": say("screen_quality.refused.file", language)},
        {"label": say("screen_quality.refused.value", language)},
        {"label": say("screen_quality.refused.rule", language)},
        {"label": say("screen_quality.refused.message", language)},
        {"label": say("screen_quality.refused.state", language)},
    ]
    cells = [
        [line.where, short(line.says), rule_word(line.rule, language), line.message, line.state]
        for line in _lines(found, language)
    ]
    rows: list[ListRow] = [{"cells": row, "sort": row} for row in cells]
    words = list_words(len(rows), language)
    caption = say("screen_municipality.refused.caption", language, name=found.name)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "is_blocks": True, "caption": caption}  # fmt: skip
