"""Small multiples: per group of municipalities, which share has finished each step, with what silence hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import polars as pl

from dashboard.components.key import KeyEntry
from dashboard.typed_rows import rows_of
from dashboard.words import municipalities
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import share_range
from language.texts import say


class PanelRow(TypedDict):
    """One step: the share that certainly finished it and the share that may have; None where nobody is asked."""

    number: str
    label: str
    low: float | None
    high: float | None
    text: str


class Panel(TypedDict):
    """One group."""

    title: str
    note: str
    alt: str
    rows: list[PanelRow]


class MultiplesData(TypedDict):
    """All groups, on one axis of shares with its words."""

    key: list[KeyEntry]
    axis: list[tuple[float, str]]
    panels: list[Panel]


@dataclass(frozen=True)
class _Completion:
    """A row of `step_completion`."""

    step: int
    lower_bound: float | None
    upper_bound: float | None


def multiples(
    groups: Sequence[tuple[str, int, pl.DataFrame]], programme: Programme, language: Language
) -> MultiplesData:
    """`groups`: title, number of municipalities, rows of `step_completion` by step."""
    return {
        "key": [("bar_finished", say("screen_compare.groups.finished", language)),
                ("bar_not_reported", say("screen_compare.groups.silent", language)),
                ("box", say("screen_compare.groups.not_finished", language))],
        "axis": [(0, "0"), (0.5, "50%"), (1, "100%")],
        "panels": [
            {
                "title": title,
                "note": municipalities(count, language),
                "alt": _alt(title, rows, language),
                "rows": [_row(step, programme, language) for step in rows_of(rows.sort("step"), _Completion)],
            }
            for title, count, rows in groups
        ],
    }  # fmt: skip


def _row(completion: _Completion, programme: Programme, language: Language) -> PanelRow:
    low, high = completion.lower_bound, completion.upper_bound
    return {
        "number": str(completion.step),
        "label": programme.step(completion.step).name.of(language),
        "low": low,
        "high": high,
        "text": share_range(low, high, language, unknown=say("catalogue.value_status.not_applicable", language)),
    }


def _alt(title: str, rows: pl.DataFrame, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    most_first = rows.sort("lower_bound", "step", descending=[True, False], nulls_last=True)
    most = rows_of(most_first.head(1), _Completion)[0]
    bounds = share_range(most.lower_bound, most.upper_bound, language, unknown=unknown)
    return say("screen_compare.groups.alt", language, group=title, step=most.step, bounds=bounds)
