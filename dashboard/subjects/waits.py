"""How long a step has been going on and what it waits on, as several screens say it."""

from datetime import date
from functools import partial
from typing import Final

import polars as pl

from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, party_names
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Programme
from domain.statements import Table
from language.formats import day, decimal, listing
from language.texts import say
from metrics.readings.reopened import opened_again

MONTH_DAYS: Final = 365.25 / 12
YEAR_DAYS: Final = 365


def opened_again_in(view: View) -> pl.DataFrame:
    """Who had called a step finished and is at it again, by what stood on the date; of the age that was chosen."""
    said = queries.young_enough(view)[Table.MILESTONE]
    return opened_again(said.filter(pl.col("reporting_date") <= view.as_of))


def opened_again_note(opened_on: pl.Series, language: Language) -> str | None:
    """Of how many the time counts from the report that opened the step again; None of nobody."""
    count = int(opened_on.count())
    return counted("screen_steps.busy.opened_again", count, language) if count else None


def months_word(days: float, language: Language) -> str:
    """Days in months: 14,2 maanden."""
    return months_said(days / MONTH_DAYS, language)


def months_said(count: float, language: Language) -> str:
    """14,2 maanden."""
    return say("screen_steps.durations.months", language, months=decimal(count, language))


def counts_on_until(as_of: date, last_report: date | None, language: Language) -> str:
    """That a clock runs on up to the as-of date, past the last report; that it runs up to it where they are one day."""
    until = day(as_of, language)
    if last_report is None or last_report >= as_of:
        return say("screen.rule.counts_until", language, as_of=until)
    return say("screen.rule.counts_on", language, as_of=until, last=day(last_report, language))


def names_table(rows: pl.DataFrame, as_of: date, programme: Programme, language: Language, caption: str) -> TableData:
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
            months_column(rows["busy_days"], as_of, language),
            column(rows, "reporting_date", language, "day"),
            column(rows, "is_stale", language, "yes"),
            column(rows, "start_date", language, "day"),
            *opened_columns(rows, language),
            column(rows, "province", language),
            column(rows, "municipality_code", language),
        ],
    )


def opened_columns(rows: pl.DataFrame, language: Language) -> list[Column]:
    """When a step that is open again was called finished, and since which report it no longer is; a dash of others."""
    heads = {"finished_on": "screen_steps.busy.finished_on", "opened_on": "screen_steps.busy.opened_on"}
    return [
        Column(say(head, language), rows[name].to_list(), lambda value: "–" if value is None else day(value, language))
        for name, head in heads.items()
    ]


def months_column(days: pl.Series, as_of: date, language: Language) -> Column:
    """How long somebody is at it, in months with one decimal; the head says up to when it counts on."""
    found = [None if count is None else round(count / MONTH_DAYS, 1) for count in days]
    written = partial(decimal, language=language, unknown=say("screen.state.unknown", language))
    return Column(busy_head(as_of, language), found, written, is_number=True)


def busy_head(as_of: date, language: Language) -> str:
    """The head over how long somebody is at it: in months, and up to when that counts on."""
    return say("screen_steps.busy.months", language, as_of=day(as_of, language))


def busy_word(busy_days: float | None, language: Language, *, is_stale: bool, opened_on: date | None = None) -> str:
    """How long one municipality is at it, in months with one decimal, or why that is not known.

    `opened_on`: the report since which it is at it again, after it had called the step finished.
    """
    if is_stale:
        return say("screen_steps.busy.stale", language)
    if busy_days is None:
        return say("screen_steps.busy.no_start", language)
    months = decimal(busy_days / MONTH_DAYS, language)
    if opened_on is None:
        return months
    return say("screen_steps.busy.again", language, months=months, day=day(opened_on, language))


def waits_word(keys: str | None, programme: Programme, language: Language) -> str:
    """Whom one municipality waits on: Leverancier en partners; or that nobody is named."""
    if not keys:
        return say("screen_steps.waiting.nobody", language)
    return listing(party_names(keys, programme, language), language)


def step_word(number: int, programme: Programme, language: Language) -> str:
    """A step by its number and short name: 6 Aanpassen ICT."""
    name = programme.step(number).short_name.of(language)
    return say("screen_steps.choose.chosen", language, step=number, name=name)
