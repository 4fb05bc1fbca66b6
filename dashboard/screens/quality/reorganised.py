"""Mergers and splits: a list since the register begins, with what each did to the register and to what was said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.figure.words import counted, list_words
from dashboard.view import queries
from dashboard.view.address import CHOICE, View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.municipalities import FIRST_DAY
from language.formats import day, integer, listing
from language.texts import say
from metrics.readings.reorganised import reorganised

FIRST_SHOWN: Final = 8
NO_BREAK: Final = "\u00a0"


@dataclass(frozen=True)
class Reorganisation:
    """A row of `metrics.readings.reorganised.reorganised`."""

    effective_date: date
    is_split: bool
    old_codes: Sequence[str]
    new_codes: Sequence[str]
    count_before: int
    count_after: int
    part_count_with_report: int
    from_parts_count: int | None
    own_count: int | None

    def old_names(self, language: Language) -> str:
        """The municipalities that ceased to exist."""
        return _names(self.old_codes, language)

    def new_names(self, language: Language) -> str:
        """The municipalities that they became part of."""
        return _names(self.new_codes, language)

    def in_register(self, language: Language) -> str:
        """How many municipalities there were before and after the changes of that day."""
        counts = {"before": integer(self.count_before, language), "after": integer(self.count_after, language)}
        return say("screen_quality.reorganised.register", language, **counts)

    def in_reports(self, language: Language) -> str:
        """What became of what its parts had said about the steps."""
        if not self.part_count_with_report:
            return say("screen_quality.reorganised.nothing_said", language)
        if self.is_split:
            return say("screen_quality.reorganised.stays", language)
        if self.own_count is None or self.from_parts_count is None:
            return say("screen_quality.reorganised.moved_on", language)
        if not self.own_count and not self.from_parts_count:
            return say("screen_quality.reorganised.no_standing", language)
        counts = {
            name: counted("screen_quality.reorganised.steps", count, language)
            for name, count in (("parts", self.from_parts_count), ("own", self.own_count))
        }
        key = "screen_quality.reorganised.own_only" if not self.from_parts_count else "screen_quality.reorganised.moved"
        return say(key, language, **counts)


def mergers_and_splits(view: View) -> None:
    """Every merger and split up to the date; with a filter those that concern the municipalities chosen."""
    language = view.language
    words = {"first": day(FIRST_DAY, language), "as_of": day(view.as_of, language)}
    finding, data, table = queries.kept(view, _told, on=(*CHOICE, "language"))
    note = say("screen_quality.reorganised.note", language, **words)
    if anatomy.why_not("reorganised/said") is not None:
        note = say("screen_quality.reorganised.note_held", language, note=note)
        data, table = without_said(data), table and replace(table, columns=table.columns[:-1])
    anatomy.figure(
        "reorganised",
        finding=finding,
        subtitle=say("screen_quality.reorganised.subtitle", language),
        draw=lambda: draw_leading_list(data, "reorganised", view),
        note=note,
        table=table,
        kind="screen.kind.observation",
    )


def without_said(data: ListData) -> ListData:
    """The list without what became of what its parts had said: the rest is the public register."""
    rows: list[ListRow] = [{**row, "cells": row["cells"][:-1], "sort": row["sort"][:-1]} for row in data["rows"]]
    return {**data, "columns": data["columns"][:-1], "rows": rows}


def _told(view: View) -> tuple[str, ListData, TableData | None]:
    """The finding, what is drawn, and the same to take away; None where there is nothing."""
    language, chosen = view.language, set(queries.population(view)["municipality_code"])
    found = [row for row in rows_of(queries.derived(view.without_filters(), reorganised), Reorganisation)
             if not view.is_filtered or _concerns(row, chosen, view.as_of)]  # fmt: skip
    words = {"first": day(FIRST_DAY, language), "as_of": day(view.as_of, language)}
    finding = counted("screen_quality.reorganised.finding", len(found), language, **words)
    data = reorganised_drawn(found, finding, language)
    return finding, data, reorganised_table(found, finding, language) if found else None


def reorganised_drawn(found: Sequence[Reorganisation], caption: str, language: Language) -> ListData:
    """The data of the drawn list, the last first; blocks on a phone."""
    columns: list[ListColumn] = [
        {"label": say("screen_quality.reorganised.day", language)},
        {"label": say("screen_quality.reorganised.old", language)},
        {"label": say("screen_quality.reorganised.new", language), "is_link": True},
        {"label": say("screen_quality.reorganised.kind", language)},
        {"label": say("screen_quality.reorganised.in_register", language)},
        {"label": say("screen_quality.reorganised.in_reports", language)},
    ]
    rows: list[ListRow] = [
        {
            "open": row.new_codes[0] if len(row.new_codes) == 1 else None,
            "cells": [
                day(row.effective_date, language).replace(" ", NO_BREAK), row.old_names(language),
                row.new_names(language), _kind(row, language), row.in_register(language), row.in_reports(language),
            ],
            "sort": [
                row.effective_date.toordinal(), row.old_names(language), row.new_names(language), int(row.is_split),
                row.count_after, row.from_parts_count,
            ],
        }
        for row in found
    ]  # fmt: skip
    words = list_words(len(rows), language)
    return {"columns": columns, "rows": rows, "first": FIRST_SHOWN, "words": words, "language": language,
            "is_blocks": True, "caption": caption}  # fmt: skip


def reorganised_table(found: Sequence[Reorganisation], caption: str, language: Language) -> TableData:
    """The same to take away, with the codes."""
    return TableData(
        caption,
        [
            Column(say("screen_quality.reorganised.day", language), [row.effective_date for row in found],
                   partial(day, language=language)),
            Column(say("screen_quality.reorganised.old", language), [row.old_names(language) for row in found]),
            Column(say("screen_quality.reorganised.old_codes", language), [", ".join(row.old_codes) for row in found]),
            Column(say("screen_quality.reorganised.new", language), [row.new_names(language) for row in found]),
            Column(say("screen_quality.reorganised.new_codes", language), [", ".join(row.new_codes) for row in found]),
            Column(say("screen_quality.reorganised.kind", language), [_kind(row, language) for row in found]),
            Column(say("screen_quality.reorganised.in_register", language),
                   [row.in_register(language) for row in found]),
            Column(say("screen_quality.reorganised.in_reports", language), [row.in_reports(language) for row in found]),
        ],
    )  # fmt: skip


def _kind(row: Reorganisation, language: Language) -> str:
    return say("screen_quality.reorganised.split" if row.is_split else "screen_quality.reorganised.merger", language)


def _names(codes: Sequence[str], language: Language) -> str:
    register = queries.the_register()
    return listing([register.by_code[code].name for code in codes], language)


def _concerns(row: Reorganisation, chosen: set[str], as_of: date) -> bool:
    register = queries.the_register()
    return any(now in chosen for code in row.new_codes for now in register.successors_on(code, as_of))
