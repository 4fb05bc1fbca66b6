"""What was refused of one municipality, rows and whole files: what waits, what was put right, what to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import one_municipality, queries, refused, rejected
from dashboard.address import View
from dashboard.download import Column, TableData
from dashboard.one_municipality import One
from dashboard.refused import OPEN, Refused, short
from dashboard.rejected import RejectedFile
from dashboard.words import counted, list_words, rule_word
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say

FIRST_SHOWN = 4


@dataclass(frozen=True)
class OwnRefusals:
    """Of one municipality and of those it was formed from."""

    name: str
    rows: list[Refused]
    files: list[RejectedFile]

    @property
    def is_empty(self) -> bool:
        """Nothing was ever refused."""
        return not self.rows and not self.files


@dataclass(frozen=True)
class _Line:
    where: str
    says: str
    rule: str
    message: str
    state: str
    received: date


def own_refusals(one: One, view: View) -> OwnRefusals:
    """Every refused row and file that tells that it is of this municipality."""
    codes = {one.code, *one_municipality.parts_of(one.code, view.as_of)}
    files = rejected.rejected_files(queries.rejected_files(view), queries.the_register(), view.language)
    return OwnRefusals(
        one.name, refused.of_municipality(view, codes), [file for file in files if file.whose.code in codes]
    )


def finding(found: OwnRefusals, language: Language) -> str:
    """How many rows wait, how many were put right, and how many files were refused as a whole."""
    if found.is_empty:
        return _word("nothing", language, name=found.name)
    open_rows = len({row.quarantine_id for row in found.rows if row.status == OPEN})
    closed_rows = len({row.quarantine_id for row in found.rows if row.status != OPEN})
    waits = _counted("waits", open_rows, found, language)
    told = [waits if open_rows else _word("none_waits", language, name=found.name)]
    beside = {"closed": closed_rows, "files": len(found.files)}
    told += [_counted(key, count, found, language) for key, count in beside.items() if count]
    return "; ".join(told)


def _lines(found: OwnRefusals, language: Language) -> list[_Line]:
    whole = say("screen_quality.refused.whole", language)
    rows = [
        _Line(one.where, f"{one.column}: {one.value}", one.rule, one.message, _state(one, language),
              dutch_day(one.received))
        for one in found.rows
    ]  # fmt: skip
    files = [_Line(one.file, whole, one.rule, one.message, whole, one.received) for one in found.files]
    waiting = sum(one.status == OPEN for one in found.rows)
    return [*rows[:waiting], *files, *rows[waiting:]]


def _state(one: Refused, language: Language) -> str:
    closed = "" if one.closed_at is None else day(dutch_day(one.closed_at), language)
    return say(f"screen_quality.refused.{one.status}", language, day=closed)


def drawn(found: OwnRefusals, language: Language) -> dict[str, Any]:
    """The data of the drawn list; blocks on a phone."""
    columns = [
        {"label": say(f"screen_quality.refused.{name}", language)}
        for name in ("file", "value", "rule", "message", "state")
    ]
    cells = [
        [one.where, short(one.says), rule_word(one.rule, language), one.message, one.state]
        for one in _lines(found, language)
    ]
    rows = [{"cells": row, "sort": row} for row in cells]
    words, caption = list_words(len(rows), language), _word("caption", language, name=found.name)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "is_blocks": True, "caption": caption}  # fmt: skip


def table(found: OwnRefusals, language: Language) -> TableData:
    """The same to take away, with the day it was received and the key of the rule."""
    lines = _lines(found, language)

    def column(name: str, values: list[Any]) -> Column:
        return Column(say(f"screen_quality.refused.{name}", language), values)

    return TableData(
        _word("caption", language, name=found.name),
        [
            Column(say("screen_quality.refused.received", language), [one.received for one in lines],
                   lambda value: day(value, language)),
            column("file", [one.where for one in lines]),
            column("value", [one.says for one in lines]),
            column("rule", [rule_word(one.rule, language) for one in lines]),
            column("message", [one.message for one in lines]),
            column("state", [one.state for one in lines]),
            column("rule_key", [one.rule for one in lines]),
        ],
    )  # fmt: skip


def _counted(key: str, count: int, found: OwnRefusals, language: Language) -> str:
    return counted(
        f"screen_municipality.refused.{key}", count, language, name=found.name, count=integer(count, language)
    )


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_municipality.refused.{key}", language, **values)
