"""Small multiples: per group of municipalities, which share has finished each step, with what silence hides."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.words import municipalities
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import share_range
from language.texts import say


def multiples(
    groups: Sequence[tuple[str, int, pl.DataFrame]], programme: Programme, language: Language
) -> dict[str, Any]:
    """`groups`: title, number of municipalities, rows of `step_completion` by step."""
    return {
        "key": [["bar_finished", say("screen_compare.groups.finished", language)],
                ["bar_not_reported", say("screen_compare.groups.silent", language)],
                ["box", say("screen_compare.groups.not_finished", language)]],
        "axis": [[0, "0"], [0.5, "50%"], [1, "100%"]],
        "panels": [
            {
                "title": title,
                "note": municipalities(count, language),
                "alt": _alt(title, rows, language),
                "rows": [_row(row, programme, language) for row in rows.sort("step").iter_rows(named=True)],
            }
            for title, count, rows in groups
        ],
    }  # fmt: skip


def _row(row: dict[str, Any], programme: Programme, language: Language) -> dict[str, Any]:
    low, high = row["lower_bound"], row["upper_bound"]
    return {
        "number": str(row["step"]),
        "label": programme.step(row["step"]).name.of(language),
        "low": low,
        "high": high,
        "text": share_range(low, high, language, unknown=say("catalogue.value_status.not_applicable", language)),
    }


def _alt(title: str, rows: pl.DataFrame, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    most = rows.sort("lower_bound", "step", descending=[True, False], nulls_last=True).row(0, named=True)
    bounds = share_range(most["lower_bound"], most["upper_bound"], language, unknown=unknown)
    return say("screen_compare.groups.alt", language, group=title, step=most["step"], bounds=bounds)
