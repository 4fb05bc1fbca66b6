"""The headline figures of two moments as a list to choose from and as tables."""

from typing import Any

from dashboard import told, two_moments
from dashboard.download import Column, TableData
from dashboard.two_moments import Compared
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, decimal
from language.texts import say
from metrics.replaying import Change


def drawn(compared: Compared, programme: Programme, language: Language) -> dict[str, Any]:
    """The data of the drawn list: one row per headline figure; a click on its name looks at it closely."""
    columns = [
        {"label": _word("moments.figure", language), "is_link": True},
        {"label": _word("moments.then", language, then=compared.then_word), "is_number": True},
        {"label": two_moments.later_label(compared, language), "is_number": True},
        {"label": _word("moments.difference", language), "is_number": True},
        *({"label": _word(f"effect.{change}", language), "is_number": True, "is_minor": True} for change in Change),
        {"label": _word("moments.today", language, as_of=day(compared.today_as_of, language)), "is_number": True,
         "is_minor": True},
    ]  # fmt: skip
    rows = [
        {
            "open": two_moments.address_of(one),
            "is_chosen": one == compared.chosen,
            "cells": [
                two_moments.name(one, programme, language),
                told.value(one.key, row["before"], language),
                told.value(one.key, row["after"], language),
                told.change(one.key, row["difference"], language),
                *(told.change(one.key, size, language) for size in two_moments.causes(row).values()),
                told.value(one.key, row["today"], language),
            ],
            "sort": [
                place, row["before"], row["after"], row["difference"], *two_moments.causes(row).values(), row["today"],
            ],
        }
        for place, (one, row) in enumerate(compared.rows.items())
    ]  # fmt: skip
    return {"columns": columns, "rows": rows, "first": len(rows), "words": {"all": "", "fewer": ""},
            "language": language, "caption": _word("moments.caption", language)}  # fmt: skip


def table(compared: Compared, programme: Programme, language: Language) -> TableData:
    """The same to take away, unrounded; a column says in what each row is counted."""
    figures = list(compared.rows)
    columns = [
        Column(_word("moments.figure", language), [two_moments.name(one, programme, language) for one in figures]),
        Column(_word("moments.unit", language), [_unit(one.key, language) for one in figures]),
    ]
    heads = {
        "before": _word("moments.then", language, then=compared.then_word),
        "after": two_moments.later_label(compared, language),
        "difference": _word("moments.difference", language),
        **{str(change): _word(f"effect.{change}", language) for change in Change},
        "today": _word("moments.today", language, as_of=day(compared.today_as_of, language)),
    }
    for name, label in heads.items():
        columns.append(Column(label, [compared.rows[one][name] for one in figures], _unrounded(language), True))
    return TableData(_word("moments.caption", language), columns)


def bridge_table(compared: Compared, language: Language) -> TableData:
    """The bridge of one figure: where it stood, what each kind of change did, where it stands."""
    row, key = compared.row, compared.chosen.key
    causes = two_moments.causes(row)
    labels = [
        _word("effect.then", language, then=compared.then_word),
        *(_word(f"effect.{change}", language) for change in causes),
        two_moments.later_label(compared, language),
    ]
    values = [row["before"], *causes.values(), row["after"]]
    words = [
        told.value(key, row["before"], language),
        *(told.change(key, size, language) for size in causes.values()),
        told.value(key, row["after"], language),
    ]
    return TableData(
        _word("effect.caption", language),
        [
            Column(_word("effect.part", language), labels),
            Column(_word("moments.unit", language), [_unit(key, language)] * len(labels)),
            Column(_word("effect.written", language), words, is_number=True),
            Column(_word("effect.unrounded", language), values, _unrounded(language), is_number=True),
        ],
    )


def _unit(key: str, language: Language) -> str:
    return _word(f"told.in_{'share' if key in told.SHARES else key}", language)


def _unrounded(language: Language) -> Any:
    unknown = say("screen.state.unknown", language)
    return lambda value: decimal(value, language, 4, unknown=unknown)


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_quality.{key}", language, **values)
