"""How far each step is: a bar per step, over all municipalities."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from dashboard.drawing.bars import BARS, BarsData
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import stale_withheld_note
from dashboard.figure.columns import BOUNDS, SHARES, STALE_BOUND, as_one, column, column_words, of_enough, shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.stacked import ORDER, stacked_steps
from dashboard.figure.words import counted, standing_word
from dashboard.screens.national.asked import National, national
from dashboard.subjects.expected_today import slower_word
from dashboard.view import queries
from dashboard.view.address import CHOICE, View
from domain.bilingual import Language
from domain.programme import Programme
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings import headlines

EXPECTED: Final = ("expected", "expected_low", "expected_high")
"""What `nowcast` says of each step, beside the estimate and never in its place."""
SHOWN_TOGETHER: Final = (
    ("screen.column.estimate_interval", "estimate", ("interval_low", "interval_high")),
    ("screen.column.bounds", "", ("lower_bound", "upper_bound")),
    ("screen.column.expected_interval", "expected", ("expected_low", "expected_high")),
)
"""The key of a label -> the share in the middle ("" of none) and both its ends, which share a column on the screen."""


def steps(picture: National, view: View) -> None:
    """The steps as stacked shares, with the estimate and its bounds."""
    language = view.language
    if anatomy.withheld("steps"):
        return
    is_whole = picture.sees_stale and not picture.held
    finding, data, table = _of_all(view) if is_whole else bars_and_table(picture, view)
    bounds_note = say("screen_national.steps.bounds_note", language)
    note = f"{anatomy.note(picture.completion, language, _kind(picture))} · {bounds_note}"
    if not picture.sees_stale:
        note = stale_withheld_note(note, view.max_age_days, language)
    if view.silent_months_slower:
        note = f"{note} · {say('screen_national.steps.assuming', language, slower=slower_word(view))}"
    anatomy.figure(
        "steps",
        finding=finding,
        subtitle=say("screen_national.steps.subtitle", language),
        draw=lambda: BARS.draw(data, key="bars"),
        note=picture.held.note(note, language),
        table=table,
        made_by=picture.completion,
        kind=anatomy.KIND_KEYS[_kind(picture)],
    )


def _kind(picture: National) -> str:
    """Counts, and beside them an estimate where one is shown: not of few, and of a small group it may be withheld."""
    rows = picture.completion.rows
    said = rows.filter(pl.col("estimate").is_not_null()).select("denominator", "unknown_count").iter_rows()
    is_shown = any(bears_one_number(known or 0, (known or 0) + (unknown or 0)) for known, unknown in said)
    return "both" if is_shown or rows.is_empty() else "observation_not_estimate"


def _of_all(view: View) -> tuple[str, BarsData, TableData]:
    return queries.kept(view, _finding_bars_table, on=(*CHOICE, "silent_months_slower", "language"))


def _finding_bars_table(view: View) -> tuple[str, BarsData, TableData]:
    return bars_and_table(national(view), view)


def bars_and_table(picture: National, view: View) -> tuple[str, BarsData, TableData]:
    """The finding, the bars, and the table beside them, with the steps that are withheld in their place."""
    language, held = view.language, picture.held
    finding = steps_finding(picture.standing_counts, picture.programme, language)
    if held:
        finding = say("screen_national.steps.finding_held", language)
    unplaced = queries.unknown_variant_count(view)
    if unplaced:
        finding = f"{finding}; {counted('screen_atlas.unplaced', unplaced, language)}"
    told = {number: held.told(number, language) for number in picture.programme.step_numbers if number in held}
    alt = say("screen_national.steps.alt", language, count=len(picture.programme.steps), finding=finding)
    data = stacked_steps(
        picture.counts, picture.completion_by_step, picture.programme,
        municipality_count=picture.completion.municipality_count, max_age_days=view.max_age_days, alt=alt,
        language=language, held=told,
        sees_stale=picture.sees_stale, unknown_variant_count=unplaced,
    )  # fmt: skip
    return finding, data, steps_table(picture, language, finding, unplaced)


def steps_finding(counts: pl.DataFrame, programme: Programme, language: Language) -> str:
    """Which step most municipalities are working on."""
    found = headlines.most_in_progress(counts, programme)
    return say("screen_national.steps.finding_none", language) if found is None else found.said(language)


def steps_table(picture: National, language: Language, caption: str, unplaced: int = 0) -> TableData:
    """One row per step: how many stand where, the share finished with its bounds, and what is expected on the day.

    Of few the bounds alone. `unplaced`: of how many nobody knows whether they belong to a choice by access.
    """
    completion, counts, programme = picture.completion.rows, picture.standing_counts, picture.programme
    wide = counts.pivot("standing", index="step_number", values="municipality_count").sort("step_number")
    today = picture.today.rows.select(
        step_number="step", expected="value", expected_low="interval_low", expected_high="interval_high"
    )
    rows = wide.join(completion, left_on="step_number", right_on="step", how="left", maintain_order="left").join(
        today, on="step_number", how="left", maintain_order="left"
    )
    names = [programme.step(number).name.of(language) for number in rows["step_number"]]
    asked = counts.group_by("step_number").agg(pl.col("municipality_count").sum())["municipality_count"].to_list()
    every = max(asked, default=0)
    is_few = [unknown is not None and not bears_one_number(every - unknown, every) for unknown in rows["unknown_count"]]
    count = column_words(language)["count"]
    standing_columns = [
        Column(standing_word(standing, language), rows[standing].to_list(), count, is_number=True) for standing in ORDER
    ]
    names_of_shares = [name for name in (*SHARES, *EXPECTED) if picture.sees_stale or name != STALE_BOUND]
    is_held = [number in picture.held for number in rows["step_number"]]
    shares = {name: column(rows, name, language, "share") for name in names_of_shares}
    shares = {name: one if name in BOUNDS else of_enough(one, is_few, language) for name, one in shares.items()}
    shares = {name: shielded(one, is_held, language) for name, one in shares.items()}
    first = [
        column(rows, "step_number", language, "count", "step"),
        Column(say("screen.column.step_name", language), names),
        *(shielded(one, is_held, language) for one in standing_columns),
    ]
    if unplaced:
        label = say("screen.column.unknown_variant", language)
        first.append(Column(label, [unplaced] * rows.height, count, is_number=True))
    return TableData(caption, [*first, *shares.values()], shown=[*first, *_shares_shown(shares, language)])


def _shares_shown(shares: Mapping[str, Column], language: Language) -> list[Column]:
    """The same shares side by side on a screen: each with its interval in one column, as the bounds."""
    said = [
        as_one(say(label, language), *(shares[name] for name in ends), value=shares[value] if value else None)
        for label, value, ends in SHOWN_TOGETHER
    ]
    stale = [shares[STALE_BOUND]] if STALE_BOUND in shares else []
    return [said[0], said[1], *stale, said[2]]
