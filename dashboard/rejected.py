"""The files that were rejected whole: which, whose, when, why, and what the sender can do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import whose
from dashboard.download import Column, TableData
from dashboard.refused import whose_columns
from dashboard.whose import Whose
from dashboard.words import list_words, rule_word
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import Register
from language.formats import day
from language.texts import say

FIRST_SHOWN = 6


@dataclass(frozen=True)
class RejectedFile:
    """One file and the first rule it breaks."""

    file: str
    whose: Whose
    received: date
    rule: str
    message: str


def rejected_files(receipts: list[dict[str, Any]], register: Register, language: Language) -> list[RejectedFile]:
    """From the receipts of rejected files; the message without the file name, which stands beside it."""
    return [
        RejectedFile(
            receipt["file"],
            whose.of_file(receipt["file"], register),
            dutch_day(receipt["received_at"]),
            problem["rule"],
            problem["message"][language].removeprefix(receipt["file"]).lstrip(",: "),
        )
        for receipt in receipts
        for problem in receipt["problems"][:1]
    ]


def drawn_list(found: list[RejectedFile], language: Language) -> dict[str, Any]:
    """The data of the drawn list; blocks on a phone."""
    columns: list[dict[str, Any]] = [{"label": say("screen.column.municipality", language), "is_link": True}]
    columns += [{"label": _word(name, language)} for name in ("file", "received", "message")]
    rows = [
        {
            "open": one.whose.code,
            "cells": [one.whose.word(language), one.file, day(one.received, language), one.message],
            "sort": [one.whose.word(language), one.file, one.received.toordinal(), one.message],
        }
        for one in found
    ]
    words = list_words(len(rows), language)
    return {
        "columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
        "is_blocks": True, "caption": _word("caption", language),
    }  # fmt: skip


def table(found: list[RejectedFile], language: Language) -> TableData:
    """The same files to take away, with their rule."""
    return TableData(
        _word("caption", language),
        [
            Column(_word("received", language), [one.received for one in found], lambda value: day(value, language)),
            *whose_columns([one.whose for one in found], language),
            Column(_word("file", language), [one.file for one in found]),
            Column(_word("rule", language), [rule_word(one.rule, language) for one in found]),
            Column(_word("message", language), [one.message for one in found]),
            Column(_word("rule_key", language), [one.rule for one in found]),
        ],
    )


def _word(key: str, language: Language) -> str:
    return say(f"screen_quality.rejected.{key}", language)
