"""What was spent beside what the impact analysis reckons with, per step."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.drawing.key import Sign
from dashboard.drawing.rows import ROWS, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import plain
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import count_column, money_column, or_word, step_columns, text_column
from dashboard.screens.costs.readings import Realisation, SizeNorm
from dashboard.screens.costs.words import about, group_name, step_name, unbroken
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import day, euro, integer, listing, share, share_range
from language.texts import say


def against_norm(picture: Costs, view: View) -> None:
    """Spent against the norm, per step and size."""
    language = view.language
    finding = against_norm_finding(picture, language)
    data = against_norm_drawn(picture, say("screen_costs.norm.alt", view.language, finding=finding), language)
    words = under_norm(picture, language)
    anatomy.figure(
        "cost_norm",
        finding=unbroken(finding),
        subtitle=say("screen_costs.norm.subtitle", view.language),
        draw=lambda: _draw_norm(data, words),
        note=say("screen_costs.norm.note", view.language, as_of=day(view.as_of, language)),
        table=against_norm_table(picture, language, finding),
        made_by=picture.norm,
    )


def _draw_norm(data: RowsData, words: list[str]) -> None:
    ROWS.draw(data, key="cost_norm")
    st.markdown("  \n".join(words))


def against_norm_finding(picture: Costs, language: Language) -> str:
    """Per step with a norm, which share of it was spent."""
    if not picture.with_norm:
        return say("screen_costs.norm.finding_no_norm", language)
    said = [
        say(
            "screen_costs.word.named_share",
            language,
            name=picture.programme.step(number).short_name.of(language),
            share=share(value, language),
        )
        for number, value in shares_said(picture)
    ]
    if not said:
        return say("screen_costs.norm.finding_none", language)
    return say("screen_costs.norm.finding", language, shares=listing(said, language))


def under_norm(picture: Costs, language: Language) -> list[str]:
    """Each step with a highest amount alone, in words and without a percentage; then how the norms were made."""
    found: list[str] = []
    for step in picture.programme.steps:
        most = step.cost.municipal_upper_eur
        if not step.cost.is_only_at_most or most is None:
            continue
        said = picture.by_step[step.number]
        if said.median is None:
            amount = say("screen_costs.norm.alone_too_few", language)
        else:
            amount = say(
                "screen_costs.norm.alone_amount",
                language,
                median=about(said.median, language),
                count=integer(said.finished_count, language),
            )
        reference = say("screen_costs.norm.alone_reference", language, most=euro(most, language))
        name = step_name(step, language)
        found.append(say("screen_costs.norm.alone", language, name=name, amount=amount, reference=reference))
    told = [say(f"screen_costs.norm.{key}", language) for key in ("others", "hours")]
    return [*found, *_norms_explained(picture, language), *told]


def _norms_explained(picture: Costs, language: Language) -> list[str]:
    """How each norm was made, and how it was checked against the printed amount."""
    return [
        say(
            "screen_costs.norm.explained",
            language,
            name=step.short_name.of(language),
            explanation=plain(step.cost_norm.explanation.of(language)),
        )
        for step in picture.with_norm
        if step.cost_norm is not None
    ]


@dataclass(frozen=True)
class _AgainstNorm:
    """One row of the table; lowest and highest are one where the norm is one amount. `status`: why there is no norm."""

    step: Step
    group: str
    status: str
    spent: float | None
    norms: tuple[float | None, float | None]
    shares: tuple[float | None, float | None]
    count: int
    budget: float | None
    budget_count: int


def _share(name: str, values: Sequence[float | str], language: Language) -> Column:
    return Column(
        say(f"screen_costs.column.{name}", language),
        values,
        lambda value: value if isinstance(value, str) else share(value, language),
        is_number=True,
    )


def against_norm_table(picture: Costs, language: Language, caption: str) -> TableData:
    """Per step all municipalities and, where it has a norm, each size group: against the norm and the own budget."""
    rows: list[_AgainstNorm] = []
    everybody = say("screen_costs.word.group_all", language)
    for step in picture.programme.steps:
        said = picture.realisation_by_step[step.number]
        status = said.value_status
        is_alone = status not in (ValueStatus.OBSERVED, ValueStatus.RANGE)
        shares = (said.lower_bound, said.upper_bound) if said.value is None else (said.value, said.value)
        rows.append(_AgainstNorm(
            step=step, group=everybody, status=status if is_alone else "", spent=said.numerator,
            norms=(said.norm_low, said.norm_high), shares=shares,
            count=said.stated_count if is_alone else said.norm_count,
            budget=said.budget_value, budget_count=said.budget_count,
        ))  # fmt: skip
        for group in picture.groups.get(step.number, ()):
            name = group_name(group.from_inhabitants, group.below_inhabitants, language)
            rows.append(_AgainstNorm(
                step=step, group=name, status="not_reported", spent=group.realised_with_norm,
                norms=(group.norm_sum, group.norm_sum), shares=(group.value, group.value), count=group.norm_count,
                budget=group.budget_value, budget_count=group.budget_count,
            ))  # fmt: skip
    return TableData(caption, _norm_columns(rows, language))


def _norm_columns(rows: Sequence[_AgainstNorm], language: Language) -> list[Column]:
    def norms(end: int) -> list[float | str]:
        return [or_word(row.norms[end], row.status, language) for row in rows]

    def shares(end: int) -> list[float | str]:
        return [or_word(row.shares[end], row.status, language) for row in rows]

    return [
        *step_columns([row.step for row in rows], language),
        text_column("group", [row.group for row in rows], language),
        money_column("spent_mean", [or_word(row.spent, "not_reported", language) for row in rows], language),
        money_column("norm_low", norms(0), language),
        money_column("norm_high", norms(1), language),
        _share("norm_share_low", shares(0), language),
        _share("norm_share_high", shares(1), language),
        count_column("count", [row.count for row in rows], language),
        _share("budget_share", [or_word(row.budget, "not_reported", language) for row in rows], language),
        count_column("budget_count", [row.budget_count for row in rows], language),
    ]


def against_norm_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """Dumbbells per step and size group; where the norm is a range, the range of shares and no dot."""
    rows: list[Row] = []
    for step in picture.programme.steps:
        groups = picture.groups.get(step.number, [])
        said = picture.realisation_by_step[step.number]
        if not groups and step.number != picture.programme.training_step_number:
            continue
        rows.append({"label": step_name(step, language), "is_head": True})
        rows += [_dumbbell(group, language) for group in groups]
        if not groups:
            rows.append(_range(said, language))
    axis = axis_around(0, max([*_ends(rows), 1.1]), lambda value: share(value, language))
    axis["ticks"] = [tick for tick in axis["ticks"] if abs(tick[0] - 1) > 1e-9]
    heads = [say(f"screen_costs.norm.{name}", language) for name in ("spent", "norm", "count")]
    signs: list[tuple[Sign, str]] = [("ring", "key_norm"), ("dot", "key_spent")]
    if any(_is_range(row) for row in rows):
        signs.append(("box", "key_range"))
    return {
        "alt": alt,
        "key": [(sign, say(f"screen_costs.norm.{name}", language)) for sign, name in signs],
        "axis": axis,
        "lines": [{"at": 1, "label": say("screen_costs.norm.line", language)}],
        "right": heads,
        "row": 32,
        "bar": 14,
        "room_left": 58,
        "room_right": 44,
        "rows": rows,
    }


def _ends(rows: Sequence[Row]) -> list[float]:
    """Where marks stand, begin and end."""
    marks = [mark for row in rows for mark in row.get("marks", ())]
    ends = [end for mark in marks for end in (mark.get("at"), mark.get("from"), mark.get("to"))]
    return [end for end in ends if end is not None]


def _dumbbell(row: SizeNorm, language: Language) -> Row:
    label = group_name(row.from_inhabitants, row.below_inhabitants, language)
    unknown = say("screen.state.not_reported", language)
    count, value = row.norm_count, row.value
    if value is None or row.realised_with_norm is None:
        right = [unknown, euro(row.norm_eur, language), integer(count, language)]
        return {"label": label, "marks": [{"kind": "ring", "at": 1}], "right": right}
    mean = about(row.realised_with_norm / count, language)
    return {
        "label": label,
        "marks": [
            {"kind": "thick", "from": min(value, 1), "to": max(value, 1), "tone": "started"},
            {"kind": "ring", "at": 1},
            {"kind": "dot", "at": value, "text": share(value, language), "place": "left" if value < 1 else "right",
             "is_strong": True},
        ],
        "right": [mean, euro(row.norm_eur, language), integer(count, language)],
    }  # fmt: skip


def _range(said: Realisation, language: Language) -> Row:
    label = say("screen_costs.norm.training", language)
    unknown = say("screen.state.not_reported", language)
    count, low, high = said.norm_count, said.lower_bound, said.upper_bound
    if low is None or high is None or said.numerator is None:
        return {"label": label, "words": unknown, "right": [unknown, "", integer(count, language)]}
    norm = say("screen_costs.word.range", language)
    text = share_range(low, high, language)
    return {
        "label": label,
        "marks": [{"kind": "outline", "from": low, "to": high, "text": text,
                   "place": "left", "is_strong": True, "tone": "finished"}],
        "right": [about(said.numerator / count, language), norm, integer(count, language)],
    }  # fmt: skip


def _is_range(row: Row) -> bool:
    return any(mark["kind"] == "outline" for mark in row.get("marks", ()))


def shares_said(picture: Costs) -> Sequence[tuple[int, float]]:
    """The steps with a norm, each with the share of it that was spent, where it is known."""
    return [
        (step.number, said.value)
        for step in picture.with_norm
        if (said := picture.realisation_by_step[step.number]).value_status == ValueStatus.OBSERVED
        and said.value is not None
    ]
