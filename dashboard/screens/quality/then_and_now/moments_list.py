"""The headline figures of two moments as a list to choose from and as tables."""

from collections.abc import Callable
from functools import partial

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure.download import Column, TableData
from dashboard.screens.quality.then_and_now import told, two_moments
from dashboard.screens.quality.then_and_now.two_moments import Compared
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, decimal
from language.texts import say
from metrics.readings.revising.replaying import Change


def drawn(compared: Compared, programme: Programme, language: Language) -> ListData:
    """The data of the drawn list: one row per headline figure; a click on its name looks at it closely."""
    columns: list[ListColumn] = [
        {"label": say("screen_quality.moments.figure", language), "is_link": True},
        {"label": say("screen_quality.moments.then", language, then=compared.then_word), "is_number": True},
        {"label": two_moments.later_label(compared, language), "is_number": True},
        {"label": say("screen_quality.moments.difference", language), "is_number": True},
        *(
            {"label": say(f"screen_quality.effect.{change}", language), "is_number": True, "is_minor": True}
            for change in Change
        ),
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
                told.value(figure.key, row.after, language),
                told.change(figure.key, row.difference, language),
                *(told.change(figure.key, size, language) for size in row.causes.values()),
                told.value(figure.key, compared.values_today[figure], language),
            ],
            "sort": [
                place, row.before, row.after, row.difference, *row.causes.values(), compared.values_today[figure],
            ],
        }
        for place, (figure, row) in enumerate(compared.rows.items())
    ]  # fmt: skip
    return {"columns": columns, "rows": rows, "first": len(rows), "words": {"all": "", "fewer": ""},
            "language": language, "caption": say("screen_quality.moments.caption", language)}  # fmt: skip


def table(compared: Compared, programme: Programme, language: Language) -> TableData:
    """The headline figures to take away, unrounded; a column says in what each row is counted."""
    figures, rows = list(compared.rows), list(compared.rows.values())
    numbers = [
        (say("screen_quality.moments.then", language, then=compared.then_word), [row.before for row in rows]),
        (two_moments.later_label(compared, language), [row.after for row in rows]),
        (say("screen_quality.moments.difference", language), [row.difference for row in rows]),
        *(
            (say(f"screen_quality.effect.{change}", language), [row.causes[change] for row in rows])
            for change in Change
        ),
        (
            say("screen_quality.moments.today", language, as_of=day(compared.today_as_of, language)),
            [compared.values_today[figure] for figure in figures],
        ),
    ]
    names = [two_moments.name(figure, programme, language) for figure in figures]
    return TableData(
        say("screen_quality.moments.caption", language),
        [
            Column(say("screen_quality.moments.figure", language), names),
            Column(say("screen_quality.moments.unit", language), [_unit(figure.key, language) for figure in figures]),
            *(Column(label, values, _unrounded(language), is_number=True) for label, values in numbers),
        ],
    )


def bridge_table(compared: Compared, language: Language) -> TableData:
    """The bridge of one figure: where it stood, what each kind of change did, where it stands."""
    row, key = compared.row, compared.chosen.key
    labels = [
        say("screen_quality.effect.then", language, then=compared.then_word),
        *(say(f"screen_quality.effect.{change}", language) for change in row.causes),
        two_moments.later_label(compared, language),
    ]
    values = [row.before, *row.causes.values(), row.after]
    words = [
        told.value(key, row.before, language),
        *(told.change(key, size, language) for size in row.causes.values()),
        told.value(key, row.after, language),
    ]
    return TableData(
        say("screen_quality.effect.caption", language),
        [
            Column(say("screen_quality.effect.part", language), labels),
            Column(say("screen_quality.moments.unit", language), [_unit(key, language)] * len(labels)),
            Column(say("screen_quality.effect.written", language), words, is_number=True),
            Column(say("screen_quality.effect.unrounded", language), values, _unrounded(language), is_number=True),
        ],
    )


def _unit(key: str, language: Language) -> str:
    return say(f"screen_quality.told.in_{'share' if key in told.SHARES else key}", language)


def _unrounded(language: Language) -> Callable[[float | None], str]:
    return partial(decimal, language=language, digits=4, unknown=say("screen.state.unknown", language))
