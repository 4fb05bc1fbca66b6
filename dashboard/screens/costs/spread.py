"""How far apart municipalities lie in what they spent on one step."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities
from dashboard.screens.costs import words
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    cents_word,
    count_column,
    money_column,
    or_word,
    quartile_columns,
    text_column,
)
from dashboard.screens.costs.readings import SizeSpread
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, decimal, euro_range, integer
from language.texts import say


def spread(picture: Costs, view: View) -> None:
    """What others spent on one step."""
    language = view.language
    finding = spread_finding(picture, language)
    own = _own(view)
    data = spread_drawn(picture, say("screen_costs.spread.alt", view.language, finding=finding), own, language)
    count = picture.by_step[picture.step_number].finished_count
    note = say(
        "screen_costs.spread.note",
        view.language,
        municipalities=municipalities(count, language),
        as_of=day(view.as_of, language),
    )
    if own is not None and not has_own(data["rows"]):
        note = say("screen_costs.spread.own_unknown", view.language, note=note, name=own[1])
    anatomy.figure(
        "cost_spread",
        finding=words.unbroken(finding),
        subtitle=say("screen_costs.spread.subtitle", view.language),
        draw=partial(_draw_spread, picture, data, view),
        note=note,
        table=spread_table(picture, language, finding),
        rows_under=amounts_of_step(picture, language, finding),
        made_by=picture.realisation,
    )


def _draw_spread(picture: Costs, data: RowsData, view: View) -> None:
    anatomy.step_chooser(
        picture.programme, picture.step_number, say("screen_costs.spread.choose", view.language), view.language
    )
    ROWS.draw(data, key="cost_spread")


def _own(view: View) -> tuple[str, str] | None:
    """Code and name of the own municipality, when there is one."""
    if view.municipality_code is None:
        return None
    names = queries.everyone(view).filter(municipality_code=view.municipality_code)["name"]
    return (view.municipality_code, names[0]) if len(names) else None


def spread_finding(picture: Costs, language: Language) -> str:
    """Between which amounts the middle half of the municipalities lies."""
    name = picture.programme.step(picture.step_number).short_name.of(language)
    said = picture.by_step[picture.step_number]
    if said.q1 is None or said.q3 is None:
        return say("screen_costs.spread.finding_few", language, name=name)
    low, high = words.about(said.q1, language), words.about(said.q3, language)
    count = integer(said.finished_count, language)
    return say("screen_costs.spread.finding", language, name=name, count=count, low=low, high=high)


def spread_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per size group of the chosen step."""
    rows = picture.spread_rows
    groups = [words.group_name(row.from_inhabitants, row.below_inhabitants, language) for row in rows]
    reference = picture.realisation_by_step[picture.step_number].value_status
    norms = [
        or_word(row.norm_eur, "range" if reference == ValueStatus.OBSERVED else reference, language) for row in rows
    ]
    return TableData(
        caption,
        [
            text_column("group", groups, language),
            count_column("finished", [row.finished_count for row in rows], language),
            *quartile_columns(rows, language),
            money_column("norm", norms, language),
            count_column("count", [row.stated_count for row in rows], language),
            money_column("spent", [or_word(row.realised_eur, "not_reported", language) for row in rows], language),
        ],
    )


def amounts_of_step(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per municipality that has finished the chosen step and says what it cost: what the spread is made of."""
    rows = picture.observed.filter((pl.col("step") == picture.step_number) & pl.col("is_sample")).sort("name")
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(
                say("screen.column.inhabitants", language),
                [or_word(count, "not_reported", language) for count in rows["inhabitant_count"].to_list()],
                lambda value: value if isinstance(value, str) else integer(value, language),
                is_number=True,
            ),
            Column(
                say("screen_costs.column.step_amount", language, number=picture.step_number),
                rows["realised_cost_eur"].to_list(),
                lambda value: cents_word(value, language),
                is_number=True,
            ),
        ],
    )


def spread_drawn(picture: Costs, alt: str, own: tuple[str, str] | None, language: Language) -> RowsData:
    """The middle half per size group, with its middle; the norm, and the own municipality in ochre."""
    rows: list[Row] = []
    for group in picture.spread_rows:
        is_group = not group.is_everybody or len(picture.spread_rows) == 1
        mine = own_amount(picture, own[0], group) if own is not None and is_group else None
        rows.append(_spread_row(group, mine, language))
    drawn = [mark for row in rows for mark in row.get("marks", ())]
    most = max((end for mark in drawn for end in (mark.get("at"), mark.get("to")) if end), default=1000)
    axis = axis_around(0, most, lambda value: decimal(value / 1000, language, 0 if most >= 5000 else 1))
    axis["label"] = say("screen_costs.spread.axis", language)
    signs: list[tuple[Sign, str]] = [("middle", "key_half"), ("tick", "key_median")]
    if any(group.norm_eur is not None for group in picture.spread):
        signs.append(("ring", "key_norm"))
    key: list[KeyEntry] = [(sign, say(f"screen_costs.spread.{name}", language)) for sign, name in signs]
    if own is not None and has_own(rows):
        key.append(("dot_own", own[1]))
    heads = [say(f"screen_costs.spread.{name}", language) for name in ("half", "count")]
    return {"alt": alt, "key": key, "axis": axis, "right": heads, "row": 36, "bar": 16, "rows": rows, "room_right": 24}


def _spread_row(group: SizeSpread, own_eur: float | None, language: Language) -> Row:
    label = words.group_name(group.from_inhabitants, group.below_inhabitants, language)
    half = say("screen_costs.spread.too_few", language)
    marks: list[Mark] = []
    if group.q1 is not None and group.median is not None and group.q3 is not None:
        half = euro_range(words.significant(group.q1), words.significant(group.q3), language)
        middle = words.about(group.median, language)
        marks.append({"kind": "middle", "from": group.q1, "to": group.q3})
        marks.append({"kind": "tick", "at": group.median, "place": "above", "is_strong": True, "text": middle})
    if group.norm_eur is not None:
        marks.append({"kind": "ring", "at": group.norm_eur})
    if own_eur is not None:
        written = words.about(own_eur, language)
        marks.append({"kind": "dot", "at": own_eur, "tone": "own", "text": written, "place": "below"})
    return {"label": label, "marks": marks, "right": [half, integer(group.finished_count, language)]}


def has_own(rows: Sequence[Row]) -> bool:
    """Whether the own municipality is marked in one of these rows."""
    return any(mark.get("tone") == "own" for row in rows for mark in row.get("marks", ()))


def own_amount(picture: Costs, code: str, group: SizeSpread) -> float | None:
    """What one municipality spent on the step, where it is in this size group and stated it."""
    rows = picture.observed.filter(municipality=code, step=picture.step_number)
    if rows.is_empty() or rows["realised_cost_eur"][0] is None:
        return None
    inhabitants, high = rows["inhabitant_count"][0], group.below_inhabitants
    is_here = inhabitants is not None and group.from_inhabitants <= inhabitants and (high is None or inhabitants < high)
    return rows["realised_cost_eur"][0] if is_here else None
