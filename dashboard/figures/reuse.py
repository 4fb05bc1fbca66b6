"""The figures of the reuse finder: who finished a step recently and can be asked about it."""

from collections.abc import Callable
from functools import partial

import polars as pl
import streamlit as st

from dashboard import compare, components, parts, peers, reuse, state
from dashboard.address import View
from dashboard.one_municipality import OneMunicipality
from dashboard.peers import Facts
from domain.statements import Standing
from language.formats import day, integer
from language.texts import say
from metrics.figures import Figure
from metrics.peers import Peers
from metrics.reuse import RECENT_DAYS

MOST_PER_STEP = 3


def for_running_steps(municipality: OneMunicipality, view: View) -> None:
    """Of each step that is running here: who finished it recently, nearest first."""
    language = view.language
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED)["step_number"].to_list()
    figure = reuse.finder(view, municipality.code)
    rows = reuse.finishers(figure, view, running)
    if running:
        counts = {number: rows.filter(pl.col("step") == number).height for number in running}
        most = max(running, key=lambda number: (counts[number], -number))
        finding = reuse.finding(figure, view, municipality.code, most)
    else:
        finding = say(
            "screen_peers.reuse.silent_running" if municipality.is_silent else "screen_peers.reuse.none_running",
            view.language,
            name=municipality.name,
        )
    nearest = reuse.nearest_of_each_step(rows, MOST_PER_STEP)
    note = _note(view, len(municipality.peers.codes))
    if rows.height > nearest.height:
        note = f"{note} · {say('screen_peers.reuse.note_nearest', view.language, count=MOST_PER_STEP)}"
    parts.figure(
        "reuse",
        finding=finding,
        subtitle=_subtitle(view, municipality.peers, municipality.facts),
        draw=partial(_draw, nearest, view, "reuse", "nobody" if running else "none_running_text", has_step=True),
        note=note,
        table=reuse.table(rows, language, finding) if rows.height else None,
        made_by=figure,
    )


def of_a_step(figure: Figure, view: View, code: str, step_number: int, choose: Callable[[], None]) -> None:
    """Of one step: everybody alike who finished it recently, nearest first. `choose` draws the choice of the step."""
    rows = reuse.finishers(figure, view, [step_number])
    finding = reuse.finding(figure, view, code, step_number)
    whom = reuse.whom(view, code)

    def draw() -> None:
        choose()
        _draw(rows, view, "reuse", "nobody", has_step=False)

    parts.figure(
        "reuse",
        finding=finding,
        subtitle=_subtitle(view, whom, compare.facts(view, code)),
        draw=draw,
        note=_note(view, len(whom.codes)),
        table=reuse.table(rows, view.language, finding) if rows.height else None,
        made_by=figure,
    )


def _draw(rows: pl.DataFrame, view: View, key: str, otherwise: str, *, has_step: bool) -> None:
    if rows.is_empty():
        st.markdown(say(f"screen_peers.reuse.{otherwise}", view.language))
        return
    opened = components.draw("list", reuse.drawn_list(rows, view.language, has_step=has_step), key=key).open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def _subtitle(view: View, whom: Peers, facts: Facts) -> str:
    group = peers.group_words(whom, facts, view.language)
    return say("screen_peers.reuse.subtitle", view.language, since=reuse.since(view, RECENT_DAYS), group=group)


def _note(view: View, peer_count: int) -> str:
    return say(
        "screen_peers.reuse.note",
        view.language,
        peers=integer(peer_count, view.language),
        as_of=day(view.as_of, view.language),
    )
