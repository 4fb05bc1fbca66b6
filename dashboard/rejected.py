"""The files that were rejected whole: which, when, why, and what the sender can do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.download import Column, TableData
from dashboard.words import list_words, rule_word
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day
from language.texts import say

FIRST_SHOWN = 6


@dataclass(frozen=True)
class RejectedFile:
    """One file and the first rule it breaks."""

    file: str
    received: date
    rule: str
    message: str


def rejected_files(receipts: list[dict[str, Any]], language: Language) -> list[RejectedFile]:
    """From the receipts of rejected files; the message without the file name, which stands beside it."""
    return [
        RejectedFile(
            receipt["file"],
            dutch_day(receipt["received_at"]),
            problem["rule"],
            problem["message"][language].removeprefix(receipt["file"]).lstrip(",: "),
        )
        for receipt in receipts
        for problem in receipt["problems"][:1]
    ]


def drawn_list(found: list[RejectedFile], language: Language) -> dict[str, Any]:
    """The data of the drawn list; blocks on a phone."""
    columns = [{"label": _word(name, language)} for name in ("file", "received", "message")]
    rows = [
        {
            "cells": [one.file, day(one.received, language), one.message],
            "sort": [one.file, one.received.toordinal(), one.message],
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
            Column(_word("file", language), [one.file for one in found]),
            Column(_word("rule", language), [rule_word(one.rule, language) for one in found]),
            Column(_word("message", language), [one.message for one in found]),
            Column(_word("rule_key", language), [one.rule for one in found]),
        ],
    )


def _word(key: str, language: Language) -> str:
    return say(f"screen_quality.rejected.{key}", language)
