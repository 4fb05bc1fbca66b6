"""Hours of training for each member of staff: the middle half of the municipalities beside the hours assumed."""

from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Axis, Mark, Row, RowsData
from dashboard.drawing.ticks import step_among
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import few_about, few_key
from dashboard.screens.training.asked import Hours, Training
from dashboard.screens.training.columns import labelled_column, municipality_columns, of_enough, target_group_column
from dashboard.screens.training.words import hours_word, norm_word, note_of
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, integer
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few

HOUR_TICKS: Final = (4, 8, 16, 24, 40)  # hours between two ticks on the axis
MOST_TICKS: Final = 5


def hours(picture: Training, view: View) -> None:
    """The hours given per employee, against what the impact analysis assumes."""
    language, held = view.language, picture.held_hours
    if anatomy.withheld("training_hours"):
        return
    row = picture.hour_rows[picture.group.key]
    finding = hours_finding(picture, language)
    stale = picture.of_group(picture.hours.rows).item(0, "stale_count")
    anatomy.figure(
        "training_hours",
        finding=finding,
        subtitle=say("screen_training.hours.subtitle", language),
        draw=lambda: ROWS.draw(hours_drawn(picture, finding, language), key="training_hours"),
        note=held_note(_note(picture, row.stated_count, stale, language), held.count, language),
        table=lambda: hours_table(picture, language, finding),
        rows_under=lambda: hours_rows(picture, language, say("screen_training.hours.rows", language)),
        made_by=picture.hours,
    )


def _note(picture: Training, stated_count: int, stale_count: int, language: Language) -> str:
    if picture.group.key in picture.held_hours:
        return say("screen_training.kind.observation", language)
    return note_of(picture, stated_count, stale_count, "screen_training.kind.observation", language)


def hours_finding(picture: Training, language: Language) -> str:
    """The hours per employee in the middle municipality, beside those assumed."""
    if picture.group.key in picture.held_hours:
        return say("screen_training.hours.finding_held", language, group=picture.group.name.of(language).lower())
    row, group = picture.hour_rows[picture.group.key], picture.group.name.of(language).lower()
    if row.median is None:
        return say("screen_training.hours.finding_none", language)
    few = too_few(row.stated_count, picture.hours.municipality_count)
    if few is not None:
        return few_about(few, say("screen_training.hours.about", language, group=group), language)
    told, norm = decimal(row.median, language), norm_word(row, language)
    count = integer(row.stated_count, language)
    return say("screen_training.hours.finding", language, count=count, hours=told, group=group, norm=norm)


def hours_table(picture: Training, language: Language, caption: str) -> TableData:
    """One row per target group: hours per employee, and all hours against the norm for all staff."""
    found = picture.hours_per_employee.join(
        picture.hours.rows.select("target_group", "numerator", "norm_low", "norm_high"), on="target_group", how="left",
        maintain_order="left",
    )  # fmt: skip
    is_held = [key in picture.held_hours for key in found["target_group"]]
    every, per_head = picture.hours.municipality_count, ("q1", "median", "q3")
    stated = [
        *(of_enough(_hours_column(found, name, language, 1), found, every, language) for name in per_head),
        _hours_column(found, "numerator", language, 0, "screen_training.column.delivered_hours"),
        *(_hours_column(found, name, language, 0) for name in ("norm_low", "norm_high")),
    ]
    return TableData(
        caption,
        [
            target_group_column(picture, found, language),
            shielded(labelled_column(found, "stated_count", language, "count"), is_held, language),
            *(_hours_column(found, name, language, 1) for name in ("hours_min", "hours_max")),
            *(shielded(one, is_held, language) for one in stated),
        ],
    )


def hours_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality and target group with hours: those, and the hours assumed for its staff in scope."""
    rows = picture.named(picture.hours_by_municipality.rows.filter(pl.col("numerator").is_not_null()))
    return TableData(
        caption,
        [
            *municipality_columns(rows, language),
            target_group_column(picture, rows, language),
            _hours_column(rows, "numerator", language, 1, "screen_training.column.delivered_hours"),
            *(_hours_column(rows, name, language, 1) for name in ("norm_low", "norm_high")),
        ],
    )


def _hours_column(rows: pl.DataFrame, name: str, language: Language, digits: int, label: str | None = None) -> Column:
    """A column of hours; `label` is the key of its head where that is not named as the column is."""
    written = partial(decimal, language=language, digits=digits, unknown=say("screen.state.unknown", language))
    head = say(label or f"screen_training.column.{name}", language)
    return Column(head, rows[name].to_list(), written, is_number=True)


def hours_drawn(picture: Training, alt: str, language: Language) -> RowsData:
    """The norm as a dashed box, the middle half of the municipalities as a bar, the middle one as a dot."""
    found = [(group, picture.hour_rows[group.key]) for group in picture.programme.target_groups]
    held = picture.held_hours
    most = max(max(row.hours_max, 0.0 if group.key in held else row.q3 or 0.0) for group, row in found)
    step = step_among(HOUR_TICKS, most, MOST_TICKS)
    ticks = [float(tick) for tick in range(0, int(most) + step, step)]
    every = picture.hours.municipality_count
    few = {group.key: not bears_one_number(row.stated_count, every) for group, row in found}
    rows: list[Row] = [
        {"label": group.name.of(language), "marks": [], "withheld": held.told(group.key, language)}
        if group.key in held
        else {"label": group.name.of(language), "marks": _hour_marks(row, language, is_few=few[group.key])}
        for group, row in found
    ]
    key: list[KeyEntry] = [
        ("dashed", say("screen_training.key.norm", language)),
        ("line", say("screen_training.key.middle_half", language)),
        ("dot", say("screen_training.key.middle", language)),
    ]
    if any(few[group.key] and row.median is not None and group.key not in held for group, row in found):
        key.append(few_key("dot_few", language))
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    axis: Axis = {
        "from": 0, "to": max(most, ticks[-1]), "ticks": [(tick, hours_word(tick, language)) for tick in ticks],
    }  # fmt: skip
    return {"alt": alt, "key": key, "axis": axis, "row": 46, "bar": 22, "room_right": 14, "rows": rows}


def _hour_marks(row: Hours, language: Language, *, is_few: bool) -> list[Mark]:
    norm = norm_word(row, language)
    if row.median is None or row.q1 is None or row.q3 is None:
        words = say("screen_training.hours.norm_only", language, norm=norm)
        return [_norm_mark(row, words)]
    words = say("screen_training.hours.words", language, hours=decimal(row.median, language), norm=norm)
    if is_few:
        few = say("screen_training.of_few", language, count=integer(row.stated_count, language))
        words = say("screen_training.hours.few", language, few=few, norm=norm)
        return [_norm_mark(row, words), {"kind": "few", "from": row.q1, "to": row.q3, "height": 8},
                {"kind": "dot", "at": row.median, "is_open": True}]  # fmt: skip
    return [
        _norm_mark(row, words),
        {"kind": "thick", "from": row.q1, "to": row.q3},
        {"kind": "dot", "at": row.median},
    ]


def _norm_mark(row: Hours, words: str) -> Mark:
    return {"kind": "dashed", "from": row.hours_min, "to": row.hours_max, "text": words, "place": "below"}
