"""The reuse finder: who finished a step not long ago and is alike, so that somebody can ring them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import polars as pl
import streamlit as st

from dashboard.drawing.list import ListColumn, ListData, ListRow, ListWords, Sortable
from dashboard.figure.download import Column, TableData
from dashboard.figure.leading_list import draw_leading_list
from dashboard.subjects import peers
from dashboard.subjects.peers import Facts
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.beside import WITHHELD_VARIANT, with_seen_variants
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import day, integer
from language.texts import say
from metrics.defining.figure import Figure
from metrics.defining.request import Group, Request
from metrics.figures import figure as ask_catalogue
from metrics.peers.reuse import RECENT_DAYS
from metrics.readings.comparison_findings import reuse
from metrics.standing.known import Known
from metrics.standing.peers import PeerGroup, Peers, peers_of

MOST_PER_STEP = 3


def draw_finishers(rows: pl.DataFrame, view: View, key: str, otherwise: str, *, has_step: bool) -> None:
    """Draws the list of who has just finished; a name leads to that municipality.

    `otherwise`: the key of the text that says why there is none.
    """
    if rows.is_empty():
        st.markdown(say(otherwise, view.language))
        return
    draw_leading_list(drawn_list(rows, view.language, has_step=has_step), key, view)


def reuse_subtitle(view: View, whom: Peers, facts: Facts) -> str:
    """Since when, and among which peers."""
    group = peers.group_words(whom, facts, view.language)
    return say("screen_peers.reuse.subtitle", view.language, since=since(view, RECENT_DAYS), group=group)


def reuse_note(view: View, peer_count: int) -> str:
    """Of how many peers, and on which date."""
    return say(
        "screen_peers.reuse.note",
        view.language,
        peers=integer(peer_count, view.language),
        as_of=day(view.as_of, view.language),
    )


@dataclass(frozen=True)
class Finisher:
    """A peer (its code) that finished a step lately: a row of `finishers`."""

    step: int
    peer: str
    name: str
    inhabitant_count: int | None
    access_variant: str | None
    end_date: date


def finder(view: View, code: str) -> Figure:
    """`reuse_finder` of one municipality, for every step, among the peers that the view asks for."""
    return queries.derived(view.without_filters(), _finder, code=code, group=peers.peer_group(view))


def _finder(known: Known, request: Request, *, code: str, group: PeerGroup) -> Figure:
    asked = replace(request, municipality=code, where={Group.PEER_GROUP.value: group})
    return ask_catalogue("reuse_finder", known, asked)


def whom(view: View, code: str) -> Peers:
    """The peers among whom a municipality looks for who finished lately."""
    return peers_of(queries.everyone(view), code, group=peers.peer_group(view))


def finishers(figure: Figure, view: View, steps: list[int]) -> pl.DataFrame:
    """One row per step and peer, nearest in inhabitants first; with name, inhabitant_count, access_variant, end_date.

    `steps` gives the order.
    """
    place = pl.DataFrame({"step": steps, "place": range(len(steps))}, schema={"step": pl.Int64, "place": pl.Int64})
    every = with_seen_variants(queries.everyone(view), view, state.run().visitor)
    facts = every.select("municipality_code", "name", "inhabitant_count", "access_variant")
    return (
        figure.rows.join(place, on="step", maintain_order="left")
        .join(facts, left_on="peer", right_on="municipality_code", how="left", maintain_order="left")
        .with_columns(end_date=pl.lit(figure.as_of) - pl.duration(days=pl.col("value").cast(pl.Int64)))
        .sort("place", maintain_order=True)
    )


def nearest_of_each_step(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    """The nearest few per step."""
    return rows.group_by("step", maintain_order=True).head(most)


def finding(figure: Figure, view: View, code: str, step_number: int) -> str:
    """How many peers finished the step lately, and which is nearest."""
    names = dict(queries.everyone(view).select("municipality_code", "name").iter_rows())
    return reuse(figure, code, step_number, names).said(view.language)


def drawn_list(rows: pl.DataFrame, language: Language, *, has_step: bool, first: int = 12) -> ListData:
    """The data of the drawn list; a name leads to that municipality."""
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.inhabitants", language), "is_number": True},
        {"label": say("screen_peers.reuse.variant", language), "is_minor": True},
        {"label": say("screen.column.end_date", language), "is_number": True},  # in one piece
    ]
    if has_step:
        columns.insert(0, {"label": say("screen.column.step", language)})
    words: ListWords = {
        "all": say("screen_peers.reuse.all", language, count=integer(rows.height, language)),
        "fewer": say("screen_peers.reuse.fewer", language),
    }
    return {
        "columns": columns,
        "rows": [_row(finisher, language, has_step=has_step) for finisher in rows_of(rows, Finisher)],
        "first": first,
        "words": words,
        "language": language,
        "caption": say("screen_peers.reuse.caption", language),
    }


def _row(finisher: Finisher, language: Language, *, has_step: bool) -> ListRow:
    unknown = say("screen.state.unknown", language)
    cells = [
        finisher.name, integer(finisher.inhabitant_count, language, unknown=unknown),
        variant_word(finisher.access_variant, language), day(finisher.end_date, language),
    ]  # fmt: skip
    sort: list[Sortable] = [
        finisher.name.lstrip("'"), finisher.inhabitant_count, finisher.access_variant, finisher.end_date.toordinal(),
    ]  # fmt: skip
    if has_step:
        step = queries.the_programme().step(finisher.step)
        cells.insert(0, f"{step.number} {step.short_name.of(language)}")
        sort.insert(0, step.number)
    return {"open": finisher.peer, "cells": cells, "sort": sort}


def variant_word(key: str | None, language: Language) -> str:
    """The access variant: its letter and its name; or that it is withheld."""
    if key == WITHHELD_VARIANT:
        return say("screen.state.withheld_word", language)
    for variant in queries.the_programme().access_variants:
        if variant.key == key:
            return f"{variant.key} · {variant.name.of(language)}"
    return say("screen.state.not_reported", language)


def table(rows: pl.DataFrame, language: Language, caption: str) -> TableData:
    """The whole list to take away."""
    programme = queries.the_programme()
    unknown = say("screen.state.unknown", language)
    names = [programme.step(number).name.of(language) for number in rows["step"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), rows["step"].to_list(), str, is_number=True),
            Column(say("screen.column.step_name", language), names),
            Column(say("screen.column.municipality_code", language), rows["peer"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.inhabitants", language), rows["inhabitant_count"].to_list(),
                   partial(integer, language=language, unknown=unknown), is_number=True),
            Column(say("screen_peers.reuse.variant", language), rows["access_variant"].to_list(),
                   partial(variant_word, language=language)),
            Column(say("screen.column.end_date", language), rows["end_date"].to_list(),
                   lambda value: day(value, language)),
        ],
    )  # fmt: skip


def since(view: View, recent_days: int) -> str:
    """The first day that counts as lately."""
    return day(view.as_of - timedelta(days=recent_days - 1), view.language)


def facts(view: View, code: str) -> Facts:
    """The row of one municipality in the register of the as_of date."""
    return peers.facts_of(queries.everyone(view), code)
