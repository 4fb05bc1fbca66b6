"""Who reports: per size class how many have a young report, an older one, none; each bar as long as the others."""

from typing import Final

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.drawing.key import KeyEntry, Sign
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import of_known_variant, without_variants
from dashboard.figure.columns import column, column_words
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, municipalities, size_word
from dashboard.screens.quality import response_counts, silence
from dashboard.screens.quality.asked import age_limit, age_word
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, days, integer, share
from language.texts import say
from metrics.standing.state import Freshness

SEGMENTS: Final[dict[Freshness, tuple[str, Sign]]] = {
    Freshness.CURRENT: ("finished", "bar_finished"),
    Freshness.STALE: ("finished_stale", "bar_stale"),
    Freshness.SILENT: ("not_reported", "bar_not_reported"),
}
"""How a freshness is drawn: the stretch of a bar, and its sign in the key."""


def response(people: pl.DataFrame, view: View) -> None:
    """Who reports, by size."""
    language, limit = view.language, age_limit(view)
    if anatomy.withheld("response"):
        return None
    if anatomy.why_not("response/ages") is not None:
        return response_counts.response(view)
    finding = of_known_variant(response_finding(people, view), view)
    alt = say("screen_quality.response.alt", language, finding=finding)
    data = response_drawn(people, limit, alt, language)
    anatomy.figure(
        "response",
        finding=finding,
        subtitle=f"{say('screen_quality.response.subtitle', language)}{without_variants(view)}",
        draw=lambda: BARS.draw(data, key="response"),
        note=say(
            "screen_quality.response.note",
            language,
            municipalities=municipalities(people.height, language),
            as_of=day(view.as_of, language),
        ),
        table=lambda: response_table(people, limit, language, finding),
        rows_under=lambda: silence.to_call_table(people.sort("size_class", "name"), limit, language),
        made_by=queries.ask(view, "freshness", by=("size_class",)),
    )


def response_finding(people: pl.DataFrame, view: View) -> str:
    """How many have a report no older than the age chosen. Extremes of small groups are for the bars, no title."""
    language, limit = view.language, age_limit(view)
    if people["freshness"].eq(Freshness.SILENT).all():
        as_of = day(view.as_of, language)
        return counted("screen_quality.response.finding_nobody", people.height, language, as_of=as_of)
    young = people.filter(pl.col("freshness") == Freshness.CURRENT).height
    if young == people.height:
        return say("screen_quality.response.finding_all", language, age=days(limit, language))
    told = {"share": share(young / people.height, language), "age": days(limit, language)}
    return say("screen_quality.response.finding", language, **told)


def response_drawn(people: pl.DataFrame, limit: int, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: young, older and none per size class, each bar as long as the others."""
    rows: list[Bar] = []
    for (size,), group in sorted(
        people.partition_by("size_class", as_dict=True).items(), key=lambda item: item[0][0] or 99
    ):
        counts = {freshness: group.filter(pl.col("freshness") == freshness).height for freshness in SEGMENTS}
        young = counts[Freshness.CURRENT]
        rows.append(
            {
                "label": size_word(size, language),
                # shares, so that a small class can be read as well as a large one
                "segments": [
                    (SEGMENTS[freshness][0], count / group.height) for freshness, count in counts.items() if count
                ],
                "strong": share(young / group.height, language),
                "faint": f"{integer(young, language)}/{integer(group.height, language)}",
            }
        )
    signs: list[KeyEntry] = [(sign, age_word(freshness, limit, language)) for freshness, (_, sign) in SEGMENTS.items()]
    return {"alt": alt, "key": signs, "rows": rows, "scale": 1, "short_labels": True}


def response_table(people: pl.DataFrame, limit: int, language: Language, caption: str) -> TableData:
    """One row per size class: how many have a young report, an older one, none."""
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
            *(Column(age_word(state, limit, language), counts[state].to_list(), words, is_number=True)
              for state in Freshness),
            column(counts, "municipality_count", language, "count"),
        ],
    )  # fmt: skip
