"""What a report costs those who make it: minutes, over all reports and by size of municipality."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import of_enough, shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import NOTHING, Withheld, withheld_rows
from dashboard.figure.words import size_word
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, half, integer
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings import comparison_findings

TICKS: Final = 4
NARROW: Final = 430  # short labels stand beside their rows in half a page
QUARTILE_KEYS: Final = {
    "q1": "screen_quality.burden.q1",
    "median": "screen_quality.burden.median",
    "q3": "screen_quality.burden.q3",
}
MINUTES_STEPS: Final = (5, 10, 15, 20, 30, 60, 120, 240)


def burden(view: View) -> None:
    """How many minutes a report took, over all and by size."""
    if anatomy.withheld("burden"):
        return
    language, visitor = view.language, state.run().visitor
    figure = showing.as_seen(view, "reporting_burden", visitor)
    by_size = showing.as_seen(view, "reporting_burden", visitor, by=("size_class",))
    whole, held = anatomy.why_not("headlines/minutes"), withheld_rows("burden", "reporting_burden")
    if whole is not None:
        held = Withheld({**held.reasons, (0,): whole})
    found = comparison_findings.burden(figure)
    finding = say("screen_quality.burden.none", language) if found is None else found.said(language)
    if whole is not None:
        finding = say("screen_quality.burden.finding_held", language)
    sizes = dict(queries.population(view).group_by("size_class").len().iter_rows())
    rows = burden_asked(figure.rows, by_size.rows, {**sizes, 0: figure.municipality_count})
    data = burden_drawn(rows, say("screen_quality.burden.alt", language, finding=finding), language, held)
    anatomy.figure(
        "burden",
        finding=finding,
        subtitle=say("screen_quality.burden.subtitle", language),
        draw=lambda: (found or held) and ROWS.draw(data, key="burden"),
        note=held.note(anatomy.note(figure, language), language),
        table=lambda: burden_table(rows, finding, language, held),
        made_by=figure,
    )


def burden_asked(overall: pl.DataFrame, by_size: pl.DataFrame, asked: Mapping[int, int]) -> pl.DataFrame:
    """The quartiles of all reports first, then those of each size class; size_class is 0 for all.

    `asked`: how many municipalities each is about. Adds said_count, how many of them said it (null where that is
    withheld), and is_few: too few to speak for the others too, as in every headline.
    """
    everybody = overall.with_columns(size_class=pl.lit(0, by_size.schema["size_class"]))
    rows = pl.concat([everybody.select(by_size.columns), by_size.drop_nulls("size_class")])
    every = [asked[size] for size in rows["size_class"]]
    rows = rows.with_columns(every_count=pl.Series(every, dtype=pl.Int64)).with_columns(
        said_count=pl.col("every_count") - pl.col("unknown_count")
    )
    counts = rows.select("said_count", "every_count").iter_rows()
    is_few = [said is not None and not bears_one_number(said, every) for said, every in counts]
    return rows.with_columns(is_few=pl.Series(is_few, dtype=pl.Boolean))


def burden_drawn(rows: pl.DataFrame, alt: str, language: Language, held: Withheld = NOTHING) -> RowsData:
    """The data of the drawn rows: the middle half of the reports as a line, the middle one as a dot."""
    highest = max(rows["q3"].drop_nulls(), default=0)
    step = next((step for step in MINUTES_STEPS if step * TICKS >= highest), MINUTES_STEPS[-1])
    drawn: list[Row] = []
    for row in rows.iter_rows(named=True):
        median, count, size = row["median"], row["denominator"], row["size_class"]
        label: Row = {"label": _size(size, language), "is_strong": size == 0}
        if size in held:
            drawn.append({**label, "withheld": held.told(size, language), "marks": [], "right": ["", ""]})
        elif median is None:
            drawn.append(
                {**label, "words": say("screen_quality.burden.none_stated", language), "marks": [], "right": []}
            )
        elif row["is_few"]:
            told = {"count": integer(row["said_count"], language), "every": integer(row["every_count"], language)}
            drawn.append(
                {**label, "words": say("screen_quality.burden.few", language, **told), "marks": [], "right": []}
            )
        else:
            marks: list[Mark] = [
                {"kind": "interval", "from": row["q1"], "to": row["q3"], "tone": "started"},
                {"kind": "dot", "at": median},
            ]
            drawn.append({**label, "marks": marks, "right": [half(median, language), integer(count, language)]})
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


def burden_table(rows: pl.DataFrame, caption: str, language: Language, held: Withheld = NOTHING) -> TableData:
    """The quartiles per size class, and how many reports they come from; of so few as bear no number, that."""
    unknown = say("screen.state.unknown", language)
    written = partial(decimal, language=language, unknown=unknown)
    quartiles = [
        of_enough(Column(say(key, language), rows[name].to_list(), written, True), rows["is_few"].to_list(), language)
        for name, key in QUARTILE_KEYS.items()
    ]
    counts = Column(
        say("screen_quality.burden.count", language),
        rows["denominator"].to_list(),
        partial(integer, language=language, unknown=unknown),
        True,
    )
    sizes = [_size(size, language) for size in rows["size_class"]]
    is_held = [size in held for size in rows["size_class"]]
    numbers = [shielded(one, is_held, language) for one in (*quartiles, counts)]
    return TableData(caption, [Column(say("screen.column.size_class", language), sizes), *numbers])


def _size(size_class: int, language: Language) -> str:
    return size_word(size_class, language) if size_class else say("screen_quality.burden.everybody", language)
