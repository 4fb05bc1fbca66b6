"""How fresh the opgaven are, per table."""

from typing import Final

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.drawing.key import KeyEntry
from dashboard.figure import anatomy
from dashboard.figure.columns import column, column_words
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities, size_word
from dashboard.screens.quality import silence
from dashboard.screens.quality.ages import SIGNS
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, share
from language.texts import say
from metrics.readings import headlines
from metrics.standing.state import Freshness

KINDS: Final = (
    (Freshness.CURRENT, "finished"),
    (Freshness.STALE, "finished_stale"),
    (Freshness.SILENT, "not_reported"),
)


def response(people: pl.DataFrame, view: View) -> None:
    """Who reports, by size."""
    language = view.language
    figure = queries.ask(view, "response", by=("size_class",))
    found = headlines.least_response(figure)
    equal = "all_equal" if figure.reporter_count else "nobody"
    finding = say(f"screen_quality.response.finding_{equal}", view.language) if found is None else found.said(language)
    data = response_drawn(people, say("screen_quality.response.alt", view.language, finding=finding), language)
    anatomy.figure(
        "response",
        finding=finding,
        subtitle=say("screen_quality.response.subtitle", view.language),
        draw=lambda: BARS.draw(data, key="response"),
        note=say(
            "screen_quality.response.note",
            view.language,
            municipalities=municipalities(people.height, language),
            as_of=day(view.as_of, language),
        ),
        table=response_table(people, language, finding),
        rows_under=silence.to_call_table(people.sort("size_class", "name"), language),
        made_by=figure,
    )


def response_table(people: pl.DataFrame, language: Language, caption: str) -> TableData:
    """One row per size class: how many have a current report, a stale one, none."""
    states = ("current", "stale", "silent")
    counts = (
        people.group_by("size_class")
        .agg(municipality_count=pl.len(), **{one: (pl.col("freshness") == one).sum() for one in states})
        .sort("size_class", nulls_last=True)
    )
    words, sizes_label = column_words(language)["count"], say("screen.column.size_class", language)
    sizes = [size_word(size, language) for size in counts["size_class"]]  # a class has a number, which nobody knows
    labels = {one: say(f"screen.freshness.{one}", language) for one in states}
    return TableData(
        caption,
        [
            Column(sizes_label, sizes),
            *(Column(label, counts[one].to_list(), words, is_number=True) for one, label in labels.items()),
            column(counts, "municipality_count", language, "count"),
        ],
    )


def response_drawn(people: pl.DataFrame, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: current, stale and silent per size class, each bar as long as the others."""
    rows: list[Bar] = []
    for (size,), group in sorted(
        people.partition_by("size_class", as_dict=True).items(), key=lambda item: item[0][0] or 99
    ):
        counts = {kind: group.filter(pl.col("freshness") == freshness).height for freshness, kind in KINDS}
        reporters = group.height - counts["not_reported"]
        rows.append(
            {
                "label": size_word(size, language),
                # shares, so that a small class can be read as well as a large one
                "segments": [(kind, count / group.height) for kind, count in counts.items() if count],
                "strong": share(reporters / group.height, language),
                "faint": f"{integer(reporters, language)}/{integer(group.height, language)}",
            }
        )
    words = {kind: say(f"screen.freshness.{freshness}", language) for freshness, kind in KINDS}
    signs: list[KeyEntry] = [(SIGNS[kind], word) for kind, word in words.items()]
    return {"alt": alt, "key": signs, "rows": rows, "scale": 1, "short_labels": True}
