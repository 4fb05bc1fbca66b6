"""Who reports beside everybody, by size class and by province: a ring for all, a dot for those with a report."""

from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import response_by_variant, without_variants
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import size_word
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings import comparison_findings

GROUP_KEYS: Final = {"size_class": "screen.column.size_class", "province": "screen.column.province"}
SUBTITLE_KEYS: Final = {
    "size_class": "screen_quality.alike.subtitle_size_class",
    "province": "screen_quality.alike.subtitle_province",
}
ONE_GROUP_KEYS: Final = {
    "size_class": "screen_quality.alike.one_size_class",
    "province": "screen_quality.alike.one_province",
}
"""That there is one group alone, so that nothing can be compared."""
TICKS: Final = 4
NARROW: Final = 430  # short labels stand beside their rows in half a page


def alike(group: str, view: View) -> None:
    """The municipalities with a report beside all, by size_class or by province."""
    language = view.language
    figure = queries.ask(view, "representativeness", by=(group,))
    found = comparison_findings.alike(figure, group)
    compared = None if found is None or response_by_variant(view) else found
    finding = (
        _not_compared(figure, group, view)
        if compared is None
        else replace(compared, clauses=compared.clauses[:1]).said(language)
    )
    rough = [clause.said(language) for clause in compared.clauses[1:]] if compared else []  # too long for a title
    data = alike_drawn(figure.rows, group, say("screen_quality.alike.alt", language, finding=finding), language)
    anatomy.figure(
        f"alike_{group}",
        finding=finding,
        subtitle=f"{say(SUBTITLE_KEYS[group], language)}{without_variants(view)}",
        draw=lambda: ROWS.draw(data, key=f"alike_{group}"),
        note=" · ".join([anatomy.note(figure, language), _chance(figure.rows, language), *rough]),
        table=lambda: alike_table(figure.rows, group, finding, language),
        made_by=figure,
    )


def _not_compared(figure: Figure, group: str, view: View) -> str:
    """Why there is nothing to compare."""
    if response_by_variant(view):
        return say("screen_quality.alike.by_variant", view.language)
    if not figure.reporter_count:
        return say("screen_quality.alike.nobody", view.language)
    if figure.reporter_count == figure.municipality_count:
        return say("screen_quality.alike.everybody", view.language)
    return say(ONE_GROUP_KEYS[group], view.language)


def alike_drawn(rows: pl.DataFrame, group: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn rows: ring for all municipalities, dot for those that reported, one axis of shares."""
    shares = [value for name in ("reporter_share", "population_share") for value in rows[name].drop_nulls()]
    step = next((step for step in (0.05, 0.1, 0.2, 0.25) if max(shares, default=0.0) <= step * TICKS), 0.25)
    unknown = say("screen.state.not_reported", language)
    drawn: list[Row] = [
        {
            "label": _group_word(value, language),
            "marks": _ring_and_dot(of_all, of_reporters),
            "right": [share(of_reporters, language, unknown=unknown), share(of_all, language)],
        }
        for value, of_all, of_reporters in rows.select(group, "population_share", "reporter_share").iter_rows()
    ]
    return {
        "alt": alt,
        "key": [
            ("dot", say("screen_quality.alike.key_reporters", language)),
            ("ring", say("screen_quality.alike.key_all", language)),
        ],
        "axis": {
            "from": 0,
            "to": step * TICKS,
            "ticks": [(step * place, share(step * place, language)) for place in range(TICKS + 1)],
        },
        "right": [say("screen_quality.alike.reporters", language), say("screen_quality.alike.all", language)],
        "row": 31,
        "rows": drawn,
        "lines": [],
        "narrow_below": NARROW,
    }


def _ring_and_dot(of_all: float, of_reporters: float | None) -> list[Mark]:
    """With a line between them; without reporters the ring alone."""
    ring: Mark = {"kind": "ring", "at": of_all}
    if of_reporters is None:
        return [ring]
    low, high = min(of_all, of_reporters), max(of_all, of_reporters)
    line: Mark = {"kind": "interval", "from": low, "to": high, "tone": "started"}
    return [line, ring, {"kind": "dot", "at": of_reporters}]


def alike_table(rows: pl.DataFrame, group: str, caption: str, language: Language) -> TableData:
    """The shares of `alike_drawn` with the counts under them, one row per group."""
    count = partial(integer, language=language)
    shares = partial(share, language=language, digits=1, unknown=say("screen.state.unknown", language))
    numbers = partial(decimal, language=language, unknown=say("screen.state.unknown", language))
    return TableData(
        caption,
        [
            Column(say(GROUP_KEYS[group], language), [_group_word(value, language) for value in rows[group]]),
            Column(
                say("screen_quality.alike.reporter_count", language), rows["numerator"].to_list(), count, is_number=True
            ),
            Column(
                say("screen_quality.alike.all_count", language), rows["denominator"].to_list(), count, is_number=True
            ),
            Column(
                say("screen_quality.alike.expected_count", language),
                rows["expected_count"].to_list(),
                numbers,
                is_number=True,
            ),
            Column(say("screen_quality.alike.response", language), rows["value"].to_list(), shares, is_number=True),
            Column(
                say("screen_quality.alike.reporter_share", language),
                rows["reporter_share"].to_list(),
                shares,
                is_number=True,
            ),
            Column(
                say("screen_quality.alike.all_share", language),
                rows["population_share"].to_list(),
                shares,
                is_number=True,
            ),
        ],
    )


def _chance(rows: pl.DataFrame, language: Language) -> str:
    """What the chi-square test says, for a note."""
    chance = None if rows.is_empty() else rows["p_value"][0]
    if chance is None:
        return say("screen_quality.alike.no_test", language)
    return say(
        "screen_quality.alike.test_tiny" if chance < 0.001 else "screen_quality.alike.test",
        language,
        p=decimal(chance, language, 3),
    )


def _group_word(value: int | str | None, language: Language) -> str:
    """A size class in inhabitants, a province by its name."""
    return value if isinstance(value, str) else size_word(value, language)
