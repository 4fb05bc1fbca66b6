"""Who has just finished the steps that the municipality is working on."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.words import counted
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.words import ran_on
from dashboard.subjects import reuse
from dashboard.subjects.reuse import MOST_PER_STEP, draw_finishers, reuse_note, reuse_subtitle
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import listing
from language.texts import say

FIRST_STEPS: Final = 2  # where a municipality begins


def steps_to_show(municipality: OneMunicipality, running: list[int]) -> list[int]:
    """The steps that run; of one that never reported those where one begins, since nobody knows which run."""
    if not municipality.is_silent:
        return running
    return list(municipality.programme.step_numbers[:FIRST_STEPS])


def without_finisher(shown: Sequence[int], found: Collection[int], language: Language) -> str:
    """Of which steps that the list is about nobody finished one lately; a space before it; "" where it holds them all.

    Where it holds none at all the list says so itself.
    """
    missing = [str(step) for step in shown if step not in found]
    if not missing or not found:
        return ""
    return f" {counted('screen_peers.reuse.missing', len(missing), language, steps=listing(missing, language))}"


def for_running_steps(municipality: OneMunicipality, view: View) -> None:
    """Of each step that is running here: who finished it recently, nearest first."""
    language = view.language
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED)["step_number"].to_list()
    figure = reuse.finder(view, municipality.code)
    shown = steps_to_show(municipality, running)
    rows = reuse.finishers(figure, view, shown)
    otherwise = "screen_peers.reuse.nobody" if shown else "screen_peers.reuse.none_running_text"
    if running:
        counts = {number: rows.filter(pl.col("step") == number).height for number in running}
        most = max(running, key=lambda number: (counts[number], -number))
        finding = reuse.finding(figure, view, municipality.code, most)
    else:
        key = "screen_peers.reuse.none_running"
        then = ran_on(municipality, language)
        if municipality.is_silent:
            key = "screen_peers.reuse.silent_running"
        elif municipality.count["not_reported"]:
            key = "screen_peers.reuse.none_said_running"
        elif then:
            key = "screen_peers.reuse.none_ran"
        finding = say(key, language, name=municipality.name, day=then)
    subtitle = reuse_subtitle(view, municipality.peers, municipality.facts)
    if shown != running:
        starts = listing([str(step) for step in shown], language)
        subtitle = f"{subtitle} {say('screen_peers.reuse.starts', language, steps=starts)}"
    subtitle = f"{subtitle}{without_finisher(shown, set(rows['step']), language)}"
    nearest = reuse.nearest_of_each_step(rows, MOST_PER_STEP)
    note = reuse_note(view, len(municipality.peers.codes))
    if rows.height > nearest.height:
        note = f"{note} · {say('screen_peers.reuse.note_nearest', language, count=MOST_PER_STEP)}"
    anatomy.figure(
        "reuse",
        finding=finding,
        subtitle=subtitle,
        draw=partial(draw_finishers, nearest, view, "reuse", otherwise, has_step=True),
        note=note,
        table=(lambda: reuse.table(rows, language, finding)) if rows.height else None,
        made_by=figure,
        whom="own",
    )
