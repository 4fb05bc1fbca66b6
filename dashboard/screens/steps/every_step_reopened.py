"""Weer open: every step that was called finished and later no longer: which, whose, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.list import LIST, ListData, ListRow
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, held_note, withheld_rows
from dashboard.figure.words import counted, least, list_words, not_known, standing_word
from dashboard.screens.steps.words import go_to_municipality, number_column
from dashboard.subjects.waits import step_word
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, days, integer
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings.reopened import reopened

FIRST_SHOWN: Final = 8


@dataclass(frozen=True)
class Reopened:
    """A row of `metrics.readings.reopened.reopened`, with the name of the municipality."""

    municipality_code: str
    name: str
    step_number: int
    finished_on: date
    opened_on: date
    standing: str
    reporting_date: date


def all_reopened(view: View) -> None:
    """Which steps were opened again, over all steps: a list of who and when."""
    if anatomy.withheld("reopened"):
        return None
    if anatomy.why_not("reopened/names") is not None:
        return _reopened_counts(view)
    language, programme = view.language, queries.the_programme()
    figure = queries.ask(view, "reopened_steps")
    names = queries.everyone(view).select("municipality_code", "name")
    joined = queries.derived(view, reopened).join(names, on="municipality_code", how="left", maintain_order="left")
    rows = rows_of(joined, Reopened)
    finding = reopened_finding(figure, language, view.max_age_days)
    data = reopened_drawn(rows, programme, language, finding)
    anatomy.figure(
        "reopened",
        finding=finding,
        subtitle=say("screen_steps.reopened.subtitle", language),
        draw=lambda: rows and go_to_municipality(LIST.draw(data, key="reopened").open, view),
        note=_note(figure, view),
        table=(lambda: reopened_table(rows, programme, language, finding)) if rows else None,
        made_by=figure,
    )


@dataclass(frozen=True)
class Counted:
    """How often one step was opened again, of how many that ever called it finished; None where that is withheld."""

    step: int
    numerator: float | None
    denominator: float | None


def _reopened_counts(view: View) -> None:
    """The same in counts per step, for who may see no municipality by name."""
    language, programme, visitor = view.language, queries.the_programme(), state.run().visitor
    figure, held = queries.ask(view, "reopened_steps"), withheld_rows("reopened", "reopened_steps")
    rows = rows_of(showing.as_seen(view, "reopened_steps", visitor, by=("step",)).rows, Counted)
    finding = say("screen_steps.reopened.finding_held", language)
    if anatomy.why_not("reopened/everywhere") is None:
        finding = reopened_finding(figure, language, view.max_age_days)
    data = counts_drawn(rows, held, programme, language, finding)
    anatomy.figure(
        "reopened",
        finding=finding,
        subtitle=say("screen_steps.reopened.subtitle_counts", language),
        draw=lambda: ROWS.draw(data, key="reopened"),
        note=held_note(_note(figure, view), held.count, language),
        table=lambda: counts_table(rows, held, programme, language, finding),
        made_by=figure,
    )


def counts_drawn(
    rows: Sequence[Counted], held: Withheld, programme: Programme, language: Language, finding: str
) -> RowsData:
    """A bar per step: how many municipalities opened it again; at right how many ever called it finished."""
    most = max((int(row.numerator or 0) for row in rows if row.step not in held), default=0)
    ticks = whole_ticks(0, max(most, 1), 4)
    drawn: list[Row] = []
    for row in rows:
        label = step_word(row.step, programme, language)
        if row.step in held:
            drawn.append({"label": label, "marks": [], "withheld": held.told(row.step, language), "right": [""]})
            continue
        count, finished = integer(row.numerator, language), integer(row.denominator, language)
        mark: Mark = {"kind": "started", "from": 0, "to": int(row.numerator or 0), "text": count, "place": "right"}
        if row.denominator:
            drawn.append({"label": label, "marks": [mark], "right": [finished]})
        else:  # what nobody ever called finished could not be opened again
            drawn.append({"label": label, "words": say("screen.state.unknown", language), "right": [finished]})
    key: list[KeyEntry] = [("lock", say("screen.withheld_row.key", language))] if held else []
    return {
        "alt": say("screen_steps.reopened.alt_counts", language, finding=finding),
        "key": key,
        "axis": {"from": 0, "to": ticks[-1], "ticks": [(tick, integer(tick, language)) for tick in ticks]},
        "right": [say("screen_steps.reopened.ever_finished", language)],
        "row": 30,
        "bar": 16,
        "rows": drawn,
    }


def counts_table(
    rows: Sequence[Counted], held: Withheld, programme: Programme, language: Language, caption: str
) -> TableData:
    """One row per step: how often it was opened again, and how many ever called it finished."""
    is_held = [row.step in held for row in rows]
    numbers = [
        number_column(say("screen_steps.reopened.count", language),
                      [row.numerator if row.denominator else None for row in rows], language),
        number_column(say("screen_steps.reopened.ever_finished", language),
                      [row.denominator for row in rows], language),
    ]  # fmt: skip
    names = Column(say("screen.column.step", language), [step_word(row.step, programme, language) for row in rows])
    return TableData(caption, [names, *(shielded(column, is_held, language) for column in numbers)])


def _note(figure: Figure, view: View) -> str:
    said = anatomy.note(figure, view.language)
    if view.max_age_days is None:
        return said
    age = days(view.max_age_days, view.language)
    return f"{said} · {say('screen_steps.reopened.note_age', view.language, age=age)}"


def reopened_finding(figure: Figure, language: Language, max_age_days: int | None = None) -> str:
    """How many steps of municipalities were opened again, of those that were ever called finished; or that none were.

    At least so many, while of some steps nothing was said.

    Where no step was ever called finished there is nothing that could have been opened again. With a chosen age of
    reports only younger ones were looked at, and it says so: what was called finished before is not in them.
    """
    count, finished = (int(figure.rows[name].fill_null(0).sum()) for name in ("numerator", "denominator"))
    if max_age_days is None:
        if not finished:
            return say("screen_steps.reopened.finding_unknown", language)
        unknown = int(figure.rows["unknown_count"].fill_null(0).sum())
        rest = not_known("screen.known.not_of_step", unknown, language)
        many = least(count, unknown, language, is_first=True)
        return counted("screen_steps.reopened.finding", count, language, least=many, rest=rest)
    age = days(max_age_days, language)
    if not finished:
        return say("screen_steps.reopened.finding_age_unknown", language, age=age)
    return counted("screen_steps.reopened.finding_age", count, language, age=age)


def reopened_drawn(rows: Sequence[Reopened], programme: Programme, language: Language, caption: str) -> ListData:
    """The data of the drawn list, the last opened first; a name leads to that municipality."""
    drawn: list[ListRow] = [
        {
            "open": row.municipality_code,
            "cells": [
                row.name, step_word(row.step_number, programme, language), day(row.finished_on, language),
                day(row.opened_on, language), standing_word(row.standing, language),
            ],
            "sort": [
                row.name.lstrip("'"), row.step_number, row.finished_on.toordinal(), row.opened_on.toordinal(),
                row.standing,
            ],
        }
        for row in rows
    ]  # fmt: skip
    return {
        "caption": caption,
        "language": language,
        "columns": [
            {"label": say("screen.column.municipality", language), "is_link": True},
            {"label": say("screen.column.step", language)},
            {"label": say("screen_steps.reopened.finished_on", language)},
            {"label": say("screen_steps.reopened.opened_on", language)},
            {"label": say("screen_steps.reopened.now", language), "is_spare": True},
        ],
        "rows": drawn,
        "first": FIRST_SHOWN,
        "words": list_words(len(drawn), language),
    }


def reopened_table(rows: Sequence[Reopened], programme: Programme, language: Language, caption: str) -> TableData:
    """One row per step of a municipality that was opened again."""
    write_day = partial(day, language=language)
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), [row.municipality_code for row in rows]),
            Column(say("screen.column.municipality", language), [row.name for row in rows]),
            Column(say("screen.column.step", language),
                   [step_word(row.step_number, programme, language) for row in rows]),
            Column(say("screen_steps.reopened.finished_on", language), [row.finished_on for row in rows], write_day),
            Column(say("screen_steps.reopened.opened_on", language), [row.opened_on for row in rows], write_day),
            Column(say("screen_steps.reopened.now", language),
                   [standing_word(row.standing, language) for row in rows]),
            Column(say("screen_steps.reopened.now_on", language), [row.reporting_date for row in rows], write_day),
        ],
    )  # fmt: skip
