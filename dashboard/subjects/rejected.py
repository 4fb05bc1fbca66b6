"""The files that were rejected whole: which, whose, when, why, and what the sender can do."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import list_words, rule_word
from dashboard.subjects.refused import whose_columns
from dashboard.subjects.whose import Whose, of_file
from dashboard.view.store_rows import Rejection
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
    received_at: datetime
    rule: str
    message: str

    @property
    def received(self) -> date:
        """The day on which it came in."""
        return dutch_day(self.received_at)


def rejected_files(rejections: list[Rejection], register: Register, language: Language) -> list[RejectedFile]:
    """Each with the message without the file name, which stands beside it."""
    return [
        RejectedFile(
            rejection.file,
            of_file(rejection.file, register),
            rejection.received_at,
            problem["rule"],
            problem["message"][language].removeprefix(rejection.file).lstrip(",: "),
        )
        for rejection in rejections
        for problem in rejection.problems[:1]
    ]


def drawn_list(found: list[RejectedFile], since: Column, language: Language) -> ListData:
    """The data of the drawn list; blocks on a phone."""
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen_quality.rejected.file", language)},
        {"label": say("screen_quality.rejected.received", language)},
        {"label": say("screen_quality.rejected.message", language)},
        {"label": since.label},
    ]
    rows: list[ListRow] = [
        {
            "open": file.whose.code,
            "cells": [file.whose.word(language), file.file, day(file.received, language), file.message,
                      since.word(reported)],
            "sort": [file.whose.word(language), file.file, file.received.toordinal(), file.message,
                     since.word(reported)],
        }
        for file, reported in zip(found, since.values, strict=True)
    ]  # fmt: skip
    words = list_words(len(rows), language)
    return {
        "columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
        "is_blocks": True, "caption": say("screen_quality.rejected.caption", language),
    }  # fmt: skip


def table(found: list[RejectedFile], since: Column, language: Language) -> TableData:
    """The files to take away, each with its rule."""
    return TableData(
        say("screen_quality.rejected.caption", language),
        [
            Column(
                say("screen_quality.rejected.received", language),
                [file.received for file in found],
                lambda value: day(value, language),
            ),
            *whose_columns([file.whose for file in found], language),
            since,
            Column(say("screen_quality.rejected.file", language), [file.file for file in found]),
            Column(say("screen_quality.rejected.rule", language), [rule_word(file.rule, language) for file in found]),
            Column(say("screen_quality.rejected.message", language), [file.message for file in found]),
            Column(say("screen_quality.rejected.rule_key", language), [file.rule for file in found]),
        ],
    )
