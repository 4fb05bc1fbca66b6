"""The atlas on the national page: it draws its whole figure itself, so that its words follow its month and step."""

from typing import TypedDict
from urllib.parse import urlencode

import streamlit as st

from dashboard.figure.foot import file_stem, how_made, which
from dashboard.figure.origin import origin_to_fill
from dashboard.figure.words import can_be_stale, counted, silent_word
from dashboard.screens.national import months
from dashboard.screens.national.asked import National
from dashboard.screens.national.atlas.boundaries import outlines
from dashboard.screens.national.atlas.data import Account, Chosen, atlas_data, with_account, with_own
from dashboard.screens.national.atlas.part import ATLAS, AtlasData
from dashboard.screens.national.atlas.words import KIND, atlas_words
from dashboard.view import queries, state
from dashboard.view.address import ALL_STEPS, View
from domain.bilingual import Language
from domain.statements import Standing
from language.texts import say
from metrics.standing.peers import peers_of


class Boundaries(TypedDict):
    """The real outlines, see `Outlines`."""

    grid: tuple[int, int]
    rings: dict[str, str]


class ShownAtlas(AtlasData):
    """All that is drawn; without boundaries hexagons alone."""

    boundaries: Boundaries | None


def atlas(data: AtlasData, view: View) -> None:
    """Draws it. Opening a municipality or the whole page at its month leads on with what the atlas shows by then."""
    found = outlines()
    boundaries: Boundaries | None = None if found is None else {"grid": found.grid, "rings": found.rings}
    shown: ShownAtlas = {**data, "boundaries": boundaries}
    with st.container(key="figure_map", gap=None):
        done = ATLAS.draw(shown, key="atlas")
    if done.open:
        there = state.with_along(view, done.open["along"])
        state.go("municipality", there.with_choice("gemeente", done.open["code"], state.run().choices))
    if done.page:
        state.show(state.with_along(view, done.page["along"]))


def without_variants(data: AtlasData) -> AtlasData:
    """The same without the access variants, for who may not see those of every municipality by name."""
    people = data["municipalities"]
    lit = [
        group for group in data["highlights"] if not any(value.startswith("variant:") for value, _ in group["options"])
    ]
    return {**data, "municipalities": {**people, "variants": [None for _ in people["codes"]]}, "highlights": lit}


def atlas_seen(data: AtlasData, picture: National, view: View) -> AtlasData:
    """What `atlas_drawn` gives with all that hangs on who looks: the own municipality, and links to this very page."""
    code = view.municipality_code
    if code is not None:
        people = queries.everyone(view)
        peers = peers_of(people, code) if code in people["municipality_code"] else None
        data = with_own(data, code, peers, view.language)
    return with_account(data, _account(picture, view))


def atlas_drawn(picture: National, view: View) -> AtlasData:
    """The data of the drawn part, of no municipality in particular; see `atlas_seen`."""
    chosen = Chosen(
        as_of=view.as_of,
        step_number=picture.step_number,
        followed_step=picture.followed_step,
        filters=view.filters(),
    )
    data = atlas_data(
        months.packed_months(view), queries.everyone(view),
        months.shares(picture.every_month, picture.completion, view.as_of), chosen, queries.the_register(),
        picture.programme, inside=months.inside(view), language=view.language,
    )  # fmt: skip
    data = data if view.max_age_days is None else with_age(data, view.max_age_days, view.language)
    return with_unplaced(data, queries.unknown_variant_count(view), view.language)


def with_unplaced(data: AtlasData, count: int, language: Language) -> AtlasData:
    """After a choice by access model also of how many nobody knows whether they belong to it: in the finding, the note
    and the key, since the map draws them as those outside the choice.
    """
    if not count:
        return data
    unplaced = counted("screen_atlas.unplaced", count, language)
    outside = say("screen_atlas.outside_or_unplaced", language)
    every, step = (
        [(sign, outside if sign == "outside" else word) for sign, word in data["key"][name]] for name in ("all", "step")
    )
    placed = say("screen_atlas.placed", language, municipalities="{municipalities}")
    note = str(data["words"]["note"]).replace("{municipalities}", placed)
    words = {**data["words"], "unplaced": unplaced, "note": f"{note} · {unplaced}"}
    return {**data, "key": {"all": every, "step": step}, "words": words}


def with_age(data: AtlasData, max_age_days: int, language: Language) -> AtlasData:
    """Under a chosen age whoever gave nothing younger did report, and so is not called without a report."""
    no_report = silent_word(max_age_days, language)
    every, step = (
        [
            (sign, no_report if sign == Standing.NOT_REPORTED else word)
            for sign, word in data["key"][name]
            if sign != "stale" or can_be_stale(max_age_days)
        ]
        for name in ("all", "step")
    )
    return {**data, "key": {"all": every, "step": step}, "words": atlas_words(language, max_age_days)}


def _account(picture: National, view: View) -> Account:
    figure = picture.all_steps if picture.step_number == ALL_STEPS else picture.completion
    return Account(
        how=[*how_made(figure, view.language), which(view.language)],
        address=urlencode({**view.address(), "cijfer": figure.key}),
        link=urlencode(queries.exact_address(view)),
        origin=origin_to_fill(view, KIND),
        file=file_stem("map", view.language),
    )
