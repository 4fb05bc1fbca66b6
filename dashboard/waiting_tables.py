"""Who waits on whom: the names behind the counts, and the counts of all steps."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from dashboard.all_steps import AllSteps
from dashboard.components.list import ListColumn, ListData, ListRow
from dashboard.download import Column, TableData
from dashboard.one_step import MONTH_DAYS
from dashboard.tables import column
from dashboard.typed_rows import rows_of
from dashboard.words import list_words, party_names
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, decimal, integer, listing, share
from language.texts import say


def names(rows: pl.DataFrame, programme: Programme, language: Language, caption: str) -> TableData:
    """A row per municipality, step and party (null: it names nobody), in the order given.

    Who is waited on stands first, so that it is in sight where the table is wider than its place.
    """
    nobody = say("screen_steps.waiting.nobody", language)
    waited = [party_names(party, programme, language)[0] if party else nobody for party in rows["party"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.waiting_on", language), waited),
            column(rows, "name", language, label="municipality"),
            column(rows, "step_number", language, "count", "step"),
            months_column(rows["busy_days"], language),
            column(rows, "reporting_date", language, "day"),
            column(rows, "is_stale", language, "yes"),
            column(rows, "start_date", language, "day"),
            column(rows, "province", language),
            column(rows, "municipality_code", language),
        ],
    )


def months_column(days: pl.Series, language: Language) -> Column:
    """How long somebody is at it, in months with one decimal."""
    found = [None if count is None else round(count / MONTH_DAYS, 1) for count in days]
    written = partial(decimal, language=language, unknown=say("screen.state.unknown", language))
    return Column(say("screen_steps.busy.months", language), found, written, is_number=True)


def busy_word(busy_days: float | None, language: Language, *, is_stale: bool) -> str:
    """How long one municipality is at it, in months with one decimal, or why that is not known."""
    if is_stale:
        return say("screen_steps.busy.stale", language)
    if busy_days is None:
        return say("screen_steps.busy.no_start", language)
    return decimal(busy_days / MONTH_DAYS, language)


def waits_word(keys: str | None, programme: Programme, language: Language) -> str:
    """Whom one municipality waits on: Leverancier en partners; or that nobody is named."""
    if not keys:
        return say("screen_steps.waiting.nobody", language)
    return listing(party_names(keys, programme, language), language)


def step_word(number: int, programme: Programme, language: Language) -> str:
    """A step by its number and short name: 6 Aanpassen ICT."""
    name = programme.step(number).short_name.of(language)
    return say("screen_steps.choose.chosen", language, step=number, name=name)


@dataclass(frozen=True)
class _Waiting:
    """What the list says of one municipality at one step; the columns of `AllSteps.named`."""

    municipality_code: str
    name: str
    step_number: int
    busy_days: float | None
    is_stale: bool
    waiting_on: str
    reporting_date: date


def names_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """The data of the drawn list of who waits on the chosen party; each leads to its own page."""
    rows: list[ListRow] = [
        {
            "open": row.municipality_code,
            "cells": [row.name, step_word(row.step_number, found.programme, language),
                      busy_word(row.busy_days, language, is_stale=row.is_stale),
                      waits_word(row.waiting_on, found.programme, language), day(row.reporting_date, language)],
            "sort": [row.name, row.step_number, row.busy_days, row.waiting_on, row.reporting_date.isoformat()],
        }
        for row in rows_of(found.named, _Waiting)
    ]  # fmt: skip
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.step", language)},
        {"label": say("screen_steps.busy.months", language), "is_number": True},
        {"label": say("screen.column.waiting_on", language), "is_minor": True},
        {"label": say("screen.column.reporting_date", language), "is_minor": True},
    ]
    return _drawn(caption, columns, rows, 15, language)


def counts(found: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step and one for all steps: how many wait on each party."""
    steps = found.programme.step_numbers
    parties = [(party.key, party.name.of(language)) for party in found.programme.waiting_parties]
    every = say("screen_steps.waiting.all_steps", language)
    at_work = dict(found.by_step.select("step_number", "started_count").iter_rows())
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language),
                   [*(step_word(step, found.programme, language) for step in steps), every]),
            _numbers(say("screen_steps.all_busy.started", language),
                     [*(at_work.get(step, 0) for step in steps), found.rows.height], language),
            *(
                _numbers(name, [*(found.counts.get((step, key), 0) for step in steps), found.total(key)], language)
                for key, name in parties
            ),
        ],
    )  # fmt: skip


def counts_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """Those counts as a list to act on; on a narrow screen the chosen party alone."""
    table = counts(found, language, caption)
    numbers = [*found.programme.step_numbers, None]  # the row of all steps stays last and leads nowhere
    rows: list[ListRow] = [
        {"open": None if number is None else str(number), "cells": cells, "is_chosen": number is None,
         "sort": [number, *(None if number is None else column.values[place] for column in table.columns[1:])]}
        for place, (number, cells) in enumerate(zip(numbers, table.words(), strict=True))
    ]  # fmt: skip
    chosen = {party.name.of(language): party.key == found.party for party in found.programme.waiting_parties}
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place,
         "is_minor": place == 1 or (found.party is not None and place > 1 and not chosen.get(head.label, False))}
        for place, head in enumerate(table.columns)
    ]  # fmt: skip
    return _drawn(caption, columns, rows, len(rows), language)


def busy(found: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step that somebody is working on, the longest at work first; months with one decimal."""
    rows = found.by_step
    few = say("screen_steps.all_busy.few", language)
    months = [None if days is None else days / MONTH_DAYS for days in rows["median_days"]]
    medians = [found.durations[step].median.days if step in found.durations else None for step in rows["step_number"]]
    halves = [None if days is None else days / MONTH_DAYS for days in medians]
    waiting = [waits / count for waits, count in rows.select("waiting_count", "started_count").iter_rows()]
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language),
                   [step_word(step, found.programme, language) for step in rows["step_number"]]),
            Column(say("screen_steps.all_busy.median", language), months,
                   partial(decimal, language=language, unknown=few), is_number=True),
            Column(say("screen_steps.all_busy.half_after", language), halves,
                   partial(decimal, language=language, unknown=say("screen_steps.all_busy.no_half", language)),
                   is_number=True),
            _numbers(say("screen_steps.all_busy.known", language), rows["known_count"].to_list(), language),
            _numbers(say("screen_steps.all_busy.started", language), rows["started_count"].to_list(), language),
            _numbers(say("screen_steps.all_busy.waiting", language), rows["waiting_count"].to_list(), language),
            Column(say("screen_steps.all_busy.waiting_share", language), waiting, partial(share, language=language),
                   is_number=True),
        ],
    )  # fmt: skip


def busy_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """The rows of `busy` as a list to act on; each row leads to its step."""
    table, steps = busy(found, language, caption), found.by_step["step_number"].to_list()
    minor = {say(f"screen_steps.all_busy.{name}", language) for name in ("known", "started", "waiting")}
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place, "is_minor": head.label in minor}
        for place, head in enumerate(table.columns)
    ]
    rows: list[ListRow] = [
        {"open": str(number), "cells": cells, "sort": [number, *(column.values[place] for column in table.columns[1:])]}
        for place, (number, cells) in enumerate(zip(steps, table.words(), strict=True))
    ]
    return _drawn(caption, columns, rows, len(rows), language)


def _drawn(caption: str, columns: list[ListColumn], rows: list[ListRow], first: int, language: Language) -> ListData:
    return {"caption": caption, "language": language, "columns": columns, "rows": rows, "first": first,
            "words": list_words(len(rows), language)}  # fmt: skip


def _numbers(label: str, values: list[int], language: Language) -> Column:
    return Column(label, values, partial(integer, language=language), is_number=True)
