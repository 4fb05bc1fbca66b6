"""Who reports, beside everybody; and what a report costs in minutes, by size of municipality."""

from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import size_word
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings import comparison_findings

GROUP_LABELS: Final = {"size_class": "screen.column.size_class", "province": "screen.column.province"}
TICKS: Final = 4
NARROW: Final = 430  # short labels stand beside their rows in half a page
MINUTES_STEPS: Final = (5, 10, 15, 20, 30, 60, 120, 240)


def alike(group: str, view: View) -> None:
    """The municipalities with a report beside all, by size_class or by province."""
    language = view.language
    figure = queries.ask(view, "representativeness", by=(group,))
    found = comparison_findings.alike(figure, group)
    finding = (
        _untested(figure, group, view) if found is None else replace(found, clauses=found.clauses[:1]).said(language)
    )
    rough = [clause.said(language) for clause in found.clauses[1:]] if found else []  # too long for a title
    data = beside_all(figure.rows, group, say("screen_quality.alike.alt", view.language, finding=finding), language)
    anatomy.figure(
        f"alike_{group}",
        finding=finding,
        subtitle=say(f"screen_quality.alike.subtitle_{group}", view.language),
        draw=lambda: ROWS.draw(data, key=f"alike_{group}"),
        note=" · ".join([anatomy.note(figure, language), chance_words(figure.rows, language), *rough]),
        table=beside_all_table(figure.rows, group, finding, language),
        made_by=figure,
    )


def _untested(figure: Figure, group: str, view: View) -> str:
    """Why there is nothing to compare."""
    if not figure.reporter_count:
        return say("screen_quality.alike.nobody", view.language)
    if figure.reporter_count == figure.municipality_count:
        return say("screen_quality.alike.everybody", view.language)
    return say(f"screen_quality.alike.one_{group}", view.language)


def burden(view: View) -> None:
    """How many minutes a report took, over all and by size."""
    language = view.language
    figure = queries.ask(view, "reporting_burden")
    by_size = queries.ask(view, "reporting_burden", by=("size_class",))
    found = comparison_findings.burden(figure)
    finding = say("screen_quality.burden.none", view.language) if found is None else found.said(language)
    rows = with_everybody(figure.rows, by_size.rows)
    data = minutes(rows, say("screen_quality.burden.alt", view.language, finding=finding), language)
    anatomy.figure(
        "burden",
        finding=finding,
        subtitle=say("screen_quality.burden.subtitle", view.language),
        draw=lambda: found and ROWS.draw(data, key="burden"),
        note=anatomy.note(figure, language),
        table=minutes_table(rows, finding, language),
        made_by=figure,
    )


def group_word(value: int | str | None, language: Language) -> str:
    """A size class in inhabitants, a province by its name."""
    return value if isinstance(value, str) else size_word(value, language)


def beside_all(rows: pl.DataFrame, group: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn rows: ring for all municipalities, dot for those that reported, one axis of shares."""
    shares = [value for name in ("reporter_share", "population_share") for value in rows[name].drop_nulls()]
    step = next((step for step in (0.05, 0.1, 0.2, 0.25) if max(shares, default=0.0) <= step * TICKS), 0.25)
    unknown = say("screen.state.not_reported", language)
    drawn: list[Row] = [
        {
            "label": group_word(value, language),
            "marks": _ring_and_dot(of_all, of_reporters),
            "right": [share(of_reporters, language, unknown=unknown), share(of_all, language)],
        }
        for value, of_all, of_reporters in rows.select(group, "population_share", "reporter_share").iter_rows()
    ]
    words = {name: say(f"screen_quality.alike.{name}", language) for name in ("reporters", "all")}
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
        "right": [words["reporters"], words["all"]],
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


def beside_all_table(rows: pl.DataFrame, group: str, caption: str, language: Language) -> TableData:
    """The shares of `beside_all` with the counts under them, one row per group."""
    count = partial(integer, language=language)
    shares = partial(share, language=language, digits=1, unknown=say("screen.state.unknown", language))
    numbers = partial(decimal, language=language, unknown=say("screen.state.unknown", language))
    return TableData(
        caption,
        [
            Column(say(GROUP_LABELS[group], language), [group_word(value, language) for value in rows[group]]),
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


def chance_words(rows: pl.DataFrame, language: Language) -> str:
    """What the chi-square test says, for a note."""
    chance = None if rows.is_empty() else rows["p_value"][0]
    if chance is None:
        return say("screen_quality.alike.no_test", language)
    return say(
        "screen_quality.alike.test_tiny" if chance < 0.001 else "screen_quality.alike.test",
        language,
        p=decimal(chance, language, 3),
    )


def with_everybody(overall: pl.DataFrame, by_size: pl.DataFrame) -> pl.DataFrame:
    """The quartiles of all reports first, then those of each size class; size_class is 0 for all."""
    everybody = overall.with_columns(size_class=pl.lit(0, by_size.schema["size_class"]))
    return pl.concat([everybody.select(by_size.columns), by_size.drop_nulls("size_class")])


def minutes(rows: pl.DataFrame, alt: str, language: Language) -> RowsData:
    """The data of the drawn rows: the middle half of the reports as a line, the middle one as a dot."""
    highest = max(rows["q3"].drop_nulls(), default=0)
    step = next((step for step in MINUTES_STEPS if step * TICKS >= highest), MINUTES_STEPS[-1])
    drawn: list[Row] = []
    for row in rows.iter_rows(named=True):
        is_known = row["median"] is not None
        drawn.append(
            {
                "label": _size(row["size_class"], language),
                "is_strong": row["size_class"] == 0,
                "marks": [
                    {"kind": "interval", "from": row["q1"], "to": row["q3"], "tone": "started"},
                    {"kind": "dot", "at": row["median"]},
                ]
                if is_known
                else [],
                "words": None if is_known else say("screen_quality.burden.none_stated", language),
                "right": [_number(row["median"], language), integer(row["denominator"], language)] if is_known else [],
            }
        )
    return {
        "alt": alt,
        "key": [
            ("dot", say("screen_quality.burden.key_median", language)),
            ("line_mid", say("screen_quality.burden.key_middle", language)),
        ],
        "axis": {
            "from": 0,
            "to": step * TICKS,
            "label": say("screen_quality.burden.axis", language),
            "ticks": [(step * place, integer(step * place, language)) for place in range(TICKS + 1)],
        },
        "right": [say("screen_quality.burden.median", language), say("screen_quality.burden.count", language)],
        "row": 31,
        "rows": drawn,
        "lines": [],
        "narrow_below": NARROW,
    }


def minutes_table(rows: pl.DataFrame, caption: str, language: Language) -> TableData:
    """The quartiles per size class, and how many reports they come from."""
    unknown = say("screen.state.unknown", language)
    quartiles = [
        Column(
            say(f"screen_quality.burden.{name}", language),
            rows[name].to_list(),
            partial(decimal, language=language, unknown=unknown),
            is_number=True,
        )
        for name in ("q1", "median", "q3")
    ]
    counts = Column(
        say("screen_quality.burden.count", language),
        rows["denominator"].to_list(),
        partial(integer, language=language),
        True,
    )
    sizes = [_size(size, language) for size in rows["size_class"]]
    return TableData(caption, [Column(say("screen.column.size_class", language), sizes), *quartiles, counts])


def _size(size_class: int, language: Language) -> str:
    return size_word(size_class, language) if size_class else say("screen_quality.burden.everybody", language)


def _number(value: float, language: Language) -> str:
    return decimal(value, language, 0 if value == int(value) else 1)
