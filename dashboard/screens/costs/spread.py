"""How far apart municipalities lie in what they spent on one step, by size, with the own one among them."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import few_about, few_key, municipalities
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    cents_word,
    count_column,
    money_column,
    or_word,
    quartile_columns,
    spent_column,
    text_column,
    whole_word,
)
from dashboard.screens.costs.readings import SizeSpread
from dashboard.screens.costs.words import about, group_name, significant, unbroken
from dashboard.subjects import norms
from dashboard.subjects.prices import with_prices
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, decimal, euro_range, integer
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few


def spread(picture: Costs, view: View) -> None:
    """What others spent on one step."""
    language = view.language
    finding = spread_finding(picture, language)
    own = _own(view)
    data = spread_drawn(picture, say("screen_costs.spread.alt", language, finding=finding), own, language)
    note = with_prices(spread_note(picture, view), picture.programme, language)
    if own is not None and not _has_own(data["rows"]):
        note = say("screen_costs.spread.own_unknown", language, note=note, name=own[1])
    anatomy.figure(
        "cost_spread",
        finding=unbroken(finding),
        subtitle=say("screen_costs.spread.subtitle", language),
        draw=partial(_draw_spread, picture, data, view),
        note=note,
        table=lambda: spread_table(picture, language, finding),
        rows_under=lambda: spread_rows(picture, language, finding),
        made_by=picture.realisation,
    )


def _draw_spread(picture: Costs, data: RowsData, view: View) -> None:
    choose = say("screen_costs.spread.choose", view.language)
    anatomy.step_chooser(picture.programme, picture.step_number, choose, view.language)
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
    few = too_few(said.finished_count, picture.municipality_count)
    if few is not None:
        return few_about(few, say("screen_costs.spread.about", language, name=name), language)
    low, high = about(said.q1, language), about(said.q3, language)
    count = integer(said.finished_count, language)
    if low == high:
        return say("screen_costs.spread.finding_equal", language, name=name, count=count, amount=low)
    return say("screen_costs.spread.finding", language, name=name, count=count, low=low, high=high)


def spread_note(picture: Costs, view: View) -> str:
    """How many municipalities have finished the step and say what it cost."""
    language, step = view.language, picture.programme.step(picture.step_number)
    told = municipalities(picture.by_step[step.number].finished_count, language)
    note = say("screen_costs.spread.note", language, municipalities=told, as_of=day(view.as_of, language))
    if step.cost_norm is None:
        return note
    return say("screen_costs.spread.printed", language, note=note, printed=norms.printed_beside(step, language))


def spread_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per size group of the chosen step."""
    rows = picture.spread_rows
    groups = [group_name(row.from_inhabitants, row.below_inhabitants, language) for row in rows]
    reference = picture.realisation_by_step[picture.step_number].value_status
    why_none = ValueStatus.RANGE if reference == ValueStatus.OBSERVED else reference
    norms = [or_word(row.norm_eur, why_none, language) for row in rows]
    return TableData(
        caption,
        [
            text_column("screen_costs.column.group", groups, language),
            count_column("screen_costs.column.finished", [row.finished_count for row in rows], language),
            *quartile_columns(rows, [row.municipality_count for row in rows], language),
            money_column("screen_costs.column.norm", norms, language),
            count_column("screen_costs.column.count", [row.stated_count for row in rows], language),
            spent_column(rows, language),
        ],
    )


def spread_rows(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per municipality that has finished the chosen step and says what it cost: what the spread is made of."""
    rows = picture.observed.filter((pl.col("step") == picture.step_number) & pl.col("is_sample")).sort("name")
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(
                say("screen.column.inhabitants", language),
                [or_word(count, ValueStatus.NOT_REPORTED, language) for count in rows["inhabitant_count"].to_list()],
                partial(whole_word, language=language),
                is_number=True,
            ),
            Column(
                say("screen_costs.column.step_amount", language, number=picture.step_number),
                rows["realised_cost_eur"].to_list(),
                partial(cents_word, language=language),
                is_number=True,
            ),
        ],
    )


def spread_drawn(picture: Costs, alt: str, own: tuple[str, str] | None, language: Language) -> RowsData:
    """The middle half per size group, with its middle; the norm, and the own municipality in ochre."""
    rows: list[Row] = []
    for group in picture.spread_rows:
        is_group = not group.is_everybody or len(picture.spread_rows) == 1
        mine = _own_amount(picture, own[0], group) if own is not None and is_group else None
        rows.append(_spread_row(group, mine, language))
    drawn = [mark for row in rows for mark in row.get("marks", ())]
    most = max((end for mark in drawn for end in (mark.get("at"), mark.get("to")) if end), default=1000)
    axis = axis_around(0, most, lambda value: decimal(value / 1000, language, 0 if most >= 5000 else 1))
    axis["label"] = say("screen_costs.spread.axis", language)
    key: list[KeyEntry] = [
        ("middle", say("screen_costs.spread.key_half", language)),
        ("tick", say("screen_costs.spread.key_median", language)),
    ]
    if any(group.norm_eur is not None for group in picture.spread):
        key.append(("ring", say("screen_costs.spread.key_norm", language)))
    if any(mark["kind"] == "few" for row in rows for mark in row.get("marks", ())):
        key.append(few_key("bar_few", language))
    if own is not None and _has_own(rows):
        key.append(("dot_own", own[1]))
    heads = [say("screen_costs.spread.half", language), say("screen_costs.spread.count", language)]
    return {"alt": alt, "key": key, "axis": axis, "right": heads, "row": 36, "bar": 16, "rows": rows, "room_right": 24}


def _spread_row(group: SizeSpread, own_eur: float | None, language: Language) -> Row:
    label = group_name(group.from_inhabitants, group.below_inhabitants, language)
    half = say("screen_costs.spread.too_few", language)
    marks: list[Mark] = []
    if group.q1 is not None and group.median is not None and group.q3 is not None:
        half = euro_range(significant(group.q1), significant(group.q3), language)
        middle = about(group.median, language)
        is_few = not bears_one_number(group.finished_count, group.municipality_count)
        if is_few:  # the bar shows about where those few lie; a number would speak for the group
            half = middle = say("screen.few.word", language)
        marks.append({"kind": "few" if is_few else "middle", "from": group.q1, "to": group.q3})
        tick: Mark = {"kind": "tick", "at": group.median, "place": "above", "is_strong": not is_few, "text": middle}
        marks.append({**tick, "tone": "soft"} if is_few else tick)
    if group.norm_eur is not None:
        marks.append({"kind": "ring", "at": group.norm_eur})
    if own_eur is not None:
        written = about(own_eur, language)
        marks.append({"kind": "dot", "at": own_eur, "tone": "own", "text": written, "place": "below"})
    return {"label": label, "marks": marks, "right": [half, integer(group.finished_count, language)]}


def _has_own(rows: Sequence[Row]) -> bool:
    """Whether the own municipality is marked in one of these rows."""
    return any(mark.get("tone") == "own" for row in rows for mark in row.get("marks", ()))


def _own_amount(picture: Costs, code: str, group: SizeSpread) -> float | None:
    """What one municipality spent on the step, where it is in this size group and stated it."""
    rows = picture.observed.filter(municipality=code, step=picture.step_number)
    if rows.is_empty() or rows["realised_cost_eur"][0] is None:
        return None
    inhabitants, high = rows["inhabitant_count"][0], group.below_inhabitants
    is_here = inhabitants is not None and group.from_inhabitants <= inhabitants and (high is None or inhabitants < high)
    return rows["realised_cost_eur"][0] if is_here else None
