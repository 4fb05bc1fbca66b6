"""The tables beside the figures of Vergelijken."""

from functools import partial

import polars as pl

from dashboard import peers
from dashboard.compare import Matrix
from dashboard.download import Column, TableData
from dashboard.peers import Measure
from dashboard.reuse import variant_word
from dashboard.words import yes_word
from domain.bilingual import Language
from language.formats import day, integer
from language.texts import say
from metrics.benchmark import Benchmark


def matrix(found: Matrix, language: Language, caption: str) -> TableData:
    """One row per municipality, a column per step."""
    people, programme = found.people, found.programme
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    stale = say("screen.standing.stale_short", language).lower()
    codes = people["municipality_code"].to_list()

    def standing(mark: tuple[str, bool]) -> str:
        word = say(f"screen.standing.{mark[0]}", language)
        return f"{word} ({stale})" if mark[1] else word

    steps = [
        Column(f"{step.number} {step.short_name.of(language)}", [found.marks[code][step.number] for code in codes],
               standing)
        for step in programme.steps
    ]  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), codes),
            Column(say("screen.column.municipality", language), people["name"].to_list()),
            Column(say("screen.column.province", language), people["province"].to_list()),
            Column(say("screen.column.inhabitants", language), people["inhabitant_count"].to_list(),
                   partial(integer, language=language, unknown=unknown), is_number=True),
            Column(say("screen_compare.grid.access", language), people["access_variant"].to_list(),
                   partial(variant_word, language=language)),
            Column(say("screen.column.finished_steps", language), people["finished_count"].to_list(),
                   partial(integer, language=language, unknown=silent), is_number=True),
            Column(say("screen_compare.grid.own_start", language), people["own_start_date"].to_list(),
                   partial(day, language=language, unknown=unknown)),
            Column(say("screen_compare.grid.age", language), people["age_days"].to_list(),
                   partial(integer, language=language, unknown=silent), is_number=True),
            *steps,
        ],
    )  # fmt: skip


def one_figure(values: pl.DataFrame, measure: Measure, found: Benchmark, language: Language, caption: str) -> TableData:
    """One row per peer that has a value, and the municipality itself; by name."""
    codes = [*found.peers.codes, found.municipality_code]
    rows = values.filter(pl.col("municipality_code").is_in(codes)).sort(pl.col("name").str.strip_chars_start("'"))
    unknown = say("screen.state.unknown", language)
    written = [
        peers.written(measure, value, language, status)
        for value, status in rows.select("value", "value_status").iter_rows()
    ]
    is_own = [code == found.municipality_code for code in rows["municipality_code"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), rows["municipality_code"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.province", language), rows["province"].to_list()),
            Column(say("screen.column.inhabitants", language), rows["inhabitant_count"].to_list(),
                   partial(integer, language=language, unknown=unknown), is_number=True),
            Column(peers.label(measure, language), written),
            Column(say("screen.column.own", language), is_own, partial(yes_word, language=language)),
        ],
    )  # fmt: skip
