"""Who reports: current, stale and silent per size class, each bar as long as the others."""

from typing import Final

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.drawing.key import KeyEntry, Sign
from dashboard.figure import anatomy
from dashboard.figure.columns import column, column_words
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import freshness_word, municipalities, size_word
from dashboard.screens.quality import silence
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, share
from language.texts import say
from metrics.readings import headlines
from metrics.standing.state import Freshness

SEGMENTS: Final[dict[Freshness, tuple[str, Sign]]] = {
    Freshness.CURRENT: ("finished", "bar_finished"),
    Freshness.STALE: ("finished_stale", "bar_stale"),
    Freshness.SILENT: ("not_reported", "bar_not_reported"),
}
"""How a freshness is drawn: the stretch of a bar, and its sign in the key."""


def response(people: pl.DataFrame, view: View) -> None:
    """Who reports, by size."""
    language = view.language
    figure = queries.ask(view, "response", by=("size_class",))
    found = headlines.least_response(figure)
    if found is not None:
        finding = found.said(language)
    elif figure.reporter_count:
        finding = say("screen_quality.response.finding_all_equal", language)
    else:
        finding = say("screen_quality.response.finding_nobody", language)
    data = response_drawn(people, say("screen_quality.response.alt", language, finding=finding), language)
    anatomy.figure(
        "response",
        finding=finding,
        subtitle=say("screen_quality.response.subtitle", language),
        draw=lambda: BARS.draw(data, key="response"),
        note=say(
            "screen_quality.response.note",
            language,
            municipalities=municipalities(people.height, language),
            as_of=day(view.as_of, language),
        ),
        table=response_table(people, language, finding),
        rows_under=silence.to_call_table(people.sort("size_class", "name"), language),
        made_by=figure,
    )


def response_drawn(people: pl.DataFrame, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: current, stale and silent per size class, each bar as long as the others."""
    rows: list[Bar] = []
    for (size,), group in sorted(
        people.partition_by("size_class", as_dict=True).items(), key=lambda item: item[0][0] or 99
    ):
        counts = {freshness: group.filter(pl.col("freshness") == freshness).height for freshness in SEGMENTS}
        reporters = group.height - counts[Freshness.SILENT]
        rows.append(
            {
                "label": size_word(size, language),
                # shares, so that a small class can be read as well as a large one
                "segments": [
                    (SEGMENTS[freshness][0], count / group.height) for freshness, count in counts.items() if count
                ],
                "strong": share(reporters / group.height, language),
                "faint": f"{integer(reporters, language)}/{integer(group.height, language)}",
            }
        )
    signs: list[KeyEntry] = [(sign, freshness_word(freshness, language)) for freshness, (_, sign) in SEGMENTS.items()]
    return {"alt": alt, "key": signs, "rows": rows, "scale": 1, "short_labels": True}


def response_table(people: pl.DataFrame, language: Language, caption: str) -> TableData:
    """One row per size class: how many have a current report, a stale one, none."""
    counts = (
        people.group_by("size_class")
        .agg(municipality_count=pl.len(), **{state: (pl.col("freshness") == state).sum() for state in Freshness})
        .sort("size_class", nulls_last=True)
    )
    words, sizes_label = column_words(language)["count"], say("screen.column.size_class", language)
    sizes = [size_word(size, language) for size in counts["size_class"]]  # a class has a number, which nobody knows
    return TableData(
        caption,
        [
            Column(sizes_label, sizes),
            *(Column(freshness_word(state, language), counts[state].to_list(), words, is_number=True)
              for state in Freshness),
            column(counts, "municipality_count", language, "count"),
        ],
    )  # fmt: skip
