"""The groups beside each other, as they are drawn: a panel per group, a row per step, one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.parts import Part
from dashboard.figure.words import municipalities
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import listing, share, share_range
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


MULTIPLES: Final = Part[MultiplesData]("screens/compare/multiples.js")


@dataclass(frozen=True)
class _Completion:
    """A row of `step_completion`."""

    step: int
    lower_bound: float | None
    upper_bound: float | None
    is_held: bool


def groups_drawn(
    panels: Sequence[tuple[str, int | None, pl.DataFrame]], programme: Programme, language: Language
) -> MultiplesData:
    """`panels`: of each group its title, number of municipalities (None: not told), rows as `Groups.rows`."""
    return {
        "key": [("bar_finished", say("screen_compare.groups.finished", language)),
                ("bar_not_reported", say("screen_compare.groups.silent", language)),
                ("box", say("screen_compare.groups.not_finished", language))],
        "axis": [(0, "0"), (0.5, "50%"), (1, "100%")],
        "panels": [
            {
                "title": title,
                "note": "" if count is None else municipalities(count, language),
                "alt": _alt(title, rows, language),
                "rows": [_row(step, programme, language) for step in rows_of(rows.sort("step"), _Completion)],
            }
            for title, count, rows in panels
        ],
    }  # fmt: skip


def _row(completion: _Completion, programme: Programme, language: Language) -> PanelRow:
    low, high = completion.lower_bound, completion.upper_bound
    unknown = "screen.state.withheld_word" if completion.is_held else "catalogue.value_status.not_applicable"
    return {
        "number": str(completion.step),
        "label": programme.step(completion.step).name.of(language),
        "low": low,
        "high": high,
        "text": share_range(low, high, language, unknown=say(unknown, language)),
    }


def _alt(title: str, rows: pl.DataFrame, language: Language) -> str:
    unknown, rows = say("screen.state.unknown", language), rows.filter(~pl.col("is_held"))
    if rows.is_empty():
        return say("screen_compare.groups.alt_held", language, group=title)
    most_first = rows.sort("lower_bound", "step", descending=[True, False], nulls_last=True)
    most = rows_of(most_first.head(1), _Completion)[0]
    bounds = share_range(most.lower_bound, most.upper_bound, language, unknown=unknown)
    if most_first.select("lower_bound", "upper_bound").n_unique() == 1:
        return say("screen_compare.groups.alt_equal", language, group=title, bounds=bounds)
    if not most.lower_bound:
        return say("screen_compare.groups.alt_none", language, group=title)
    level = most_first.filter(pl.col("lower_bound") == most.lower_bound)
    if level.height > 1:
        steps = listing([str(step) for step in level["step"]], language)
        least = share(most.lower_bound, language, rounding="down")
        return say("screen_compare.groups.alt_tie", language, group=title, steps=steps, share=least)
    return say("screen_compare.groups.alt", language, group=title, step=most.step, bounds=bounds)
