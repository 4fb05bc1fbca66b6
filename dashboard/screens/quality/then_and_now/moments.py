"""Every headline figure as it was known then and as it is known now, and what made the difference."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.frame.filters import FILTERS, FiltersData
from dashboard.screens.quality.then_and_now import told, two_moments
from dashboard.screens.quality.then_and_now.two_moments import Compared, moment_words
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer
from language.texts import say
from metrics.readings.revising.headline_totals import Headline
from metrics.readings.revising.replaying import Change


def moments(compared: Compared, view: View) -> None:
    """Every headline figure then and now, and what made the difference."""
    language, programme = view.language, queries.the_programme()
    anatomy.figure(
        "moments",
        finding=moments_finding(compared, language),
        subtitle=say("screen_quality.moments.subtitle", language, **moment_words(compared, language)),
        draw=lambda: _draw_moments(compared, view),
        note=_note(compared, view),
        table=lambda: moments_table(compared, programme, language),
        kind="screen.kind.observation",
    )


def moments_finding(compared: Compared, language: Language) -> str:
    """How many of the figures that were told then we know differently by now, and how many are of too few for that."""
    words = moment_words(compared, language)
    if all(row.before is None for row in compared.rows.values()):
        return say("screen_quality.moments.finding_unknown", language, **words)
    told_then = len(two_moments.comparable(compared))
    if not told_then:
        return say("screen_quality.moments.finding_few", language, **words)
    count, rest = len(two_moments.changed(compared)), len(compared.rows) - told_then
    found = counted(
        "screen_quality.moments.finding",
        count,
        language,
        then=compared.then_word,
        figures=integer(told_then, language),
        count=integer(count, language),
    )
    return f"{found}{counted('screen_quality.moments.not_compared', rest, language) if rest else ''}"


def _note(compared: Compared, view: View) -> str:
    key = "screen_quality.moments.note_filtered" if view.is_filtered else "screen_quality.moments.note"
    return say(key, view.language, **moment_words(compared, view.language))


def _draw_moments(compared: Compared, view: View) -> None:
    language, programme = view.language, queries.the_programme()
    if compared.is_other:
        st.info(say("screen_quality.moments.not_earlier", language, then=compared.then_word))
    fields: FiltersData = {
        "items": [*two_moments.controls(compared, programme, view)],
        "label": say("screen_quality.moments.label", language),
        "reset": None,
    }
    change = FILTERS.draw(fields, key="moments").change
    if change and change["name"] == "cijfer":
        state.show(two_moments.with_figure(view, change["value"]))
    elif change:
        state.choose(change["name"], change["value"])
    opened = LIST.draw(moments_drawn(compared, programme, language), key="moments_list").open
    if opened:
        state.show(two_moments.with_figure(view, opened))


def moments_drawn(compared: Compared, programme: Programme, language: Language) -> ListData:
    """The data of the drawn list: one row per headline figure; a click on its name looks at it closely."""
    columns: list[ListColumn] = [
        {"label": say("screen_quality.moments.figure", language), "is_link": True},
        {"label": say("screen_quality.moments.then", language, then=compared.then_word), "is_number": True},
        {"label": say("screen_quality.moments.n_then", language), "is_number": True, "is_minor": True},
        {"label": two_moments.later_label(compared, language), "is_number": True},
        {"label": say("screen_quality.moments.n_now", language), "is_number": True, "is_minor": True},
        {"label": say("screen_quality.moments.difference", language), "is_number": True},
        *({"label": say(told.CHANGE_KEYS[change], language), "is_number": True, "is_minor": True} for change in Change),
        {
            "label": say("screen_quality.moments.today", language, as_of=day(compared.today_as_of, language)),
            "is_number": True,
            "is_minor": True,
        },
    ]
    rows: list[ListRow] = [
        {
            "open": two_moments.address_of(figure),
            "is_chosen": figure == compared.chosen,
            "cells": [
                two_moments.name(figure, programme, language),
                told.value(figure.key, row.before, language),
                integer(row.before_count, language),
                told.value(figure.key, row.after, language),
                integer(row.after_count, language),
                told.change(figure.key, row.difference, language),
                *(told.change(figure.key, size, language) for size in row.causes.values()),
                told.value(figure.key, compared.values_today[figure], language),
            ],
            "sort": [
                place, row.before, row.before_count, row.after, row.after_count, row.difference,
                *row.causes.values(), compared.values_today[figure],
            ],
        }
        for place, (figure, row) in enumerate(compared.rows.items())
    ]  # fmt: skip
    return {"columns": columns, "rows": rows, "first": len(rows), "words": {"all": "", "fewer": ""},
            "language": language, "caption": say("screen_quality.moments.caption", language)}  # fmt: skip


def moments_table(compared: Compared, programme: Programme, language: Language) -> TableData:
    """The headline figures to take away, unrounded; a column says in what each row is counted."""
    figures, rows = list(compared.rows), list(compared.rows.values())
    amounts = [
        (say("screen_quality.moments.then", language, then=compared.then_word), [row.before for row in rows]),
        (two_moments.later_label(compared, language), [row.after for row in rows]),
    ]
    changes = [
        (say("screen_quality.moments.difference", language), [row.difference for row in rows]),
        *((say(told.CHANGE_KEYS[change], language), [row.causes[change] for row in rows]) for change in Change),
    ]
    today = say("screen_quality.moments.today", language, as_of=day(compared.today_as_of, language))
    unit = partial(_in_its_unit, figures=figures, language=language)
    names = [two_moments.name(figure, programme, language) for figure in figures]
    return TableData(
        say("screen_quality.moments.caption", language),
        [
            Column(say("screen_quality.moments.figure", language), names),
            Column(
                say("screen_quality.moments.unit", language),
                [told.counted_in(figure.key, language) for figure in figures],
            ),
            *(unit(label, values, told.value) for label, values in amounts),
            *(unit(label, values, told.signed_in_unit) for label, values in changes),
            unit(today, [compared.values_today[figure] for figure in figures], told.value),
            _count(say("screen_quality.moments.n_then", language), [row.before_count for row in rows], language),
            _count(say("screen_quality.moments.n_now", language), [row.after_count for row in rows], language),
        ],
    )


def _in_its_unit(
    label: str,
    values: Sequence[float | None],
    write: Callable[[str, float | None, Language], str],
    *,
    figures: Sequence[Headline],
    language: Language,
) -> Column:
    """A column of which each row reads in the unit of its figure; a file has the number in full."""
    words = [write(figure.key, value, language) for figure, value in zip(figures, values, strict=True)]
    unknown = say("screen.state.unknown", language)
    return Column(label, values, lambda value: unknown if value is None else str(value), is_number=True, words=words)


def _count(label: str, counts: list[int], language: Language) -> Column:
    return Column(label, counts, partial(integer, language=language), is_number=True)
