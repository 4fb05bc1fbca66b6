"""What was spent beside what the impact analysis reckons with, per step."""

from collections.abc import Sequence
from math import ceil
from typing import Final

import streamlit as st

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Axis, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import counted, few_about, few_key, plain
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.norm_table import against_norm_table
from dashboard.screens.costs.readings import Realisation, SizeNorm
from dashboard.screens.costs.words import about, group_name, step_name, unbroken
from dashboard.subjects import norms
from dashboard.subjects.prices import with_prices
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, euro, integer, listing, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few

MOST_STRETCHES: Final = 4  # between two ticks of the axis
NEAR: Final = 0.06  # of the norm: closer than this, a dot would hide the ring of the norm


def against_norm(picture: Costs, view: View) -> None:
    """Spent against the norm, per step and size."""
    language = view.language
    finding = against_norm_finding(picture, language)
    data = against_norm_drawn(picture, say("screen_costs.norm.alt", language, finding=finding), language)
    words = under_norm(picture, language)
    anatomy.figure(
        "cost_norm",
        finding=unbroken(finding),
        subtitle=say("screen_costs.norm.subtitle", language),
        draw=lambda: _draw_norm(data, words),
        note=_note(picture, view),
        table=lambda: against_norm_table(picture, language, finding),
        made_by=picture.norm,
        kind="screen.kind.beside_model",
    )


def _note(picture: Costs, view: View) -> str:
    language = view.language
    note = say("screen_costs.norm.note", language, as_of=day(view.as_of, language))
    if not picture.sees_sizes:
        note = say("screen_costs.norm.note_held", language, note=note)
        shown = {step.number for step in picture.with_norm} | {picture.programme.training_step_number}
        note = held_note(note, sum(number in picture.held for number in shown), language)
    return with_prices(note, picture.programme, language)


def _draw_norm(data: RowsData, words: list[str]) -> None:
    ROWS.draw(data, key="cost_norm")
    st.markdown("  \n".join(words))


def against_norm_finding(picture: Costs, language: Language) -> str:
    """Per step with a norm, which share of it was spent."""
    if not picture.with_norm:
        return say("screen_costs.norm.finding_no_norm", language)
    said: list[str] = []
    every, most_stated = picture.municipality_count, 0
    for step in picture.with_norm:
        if step.number in picture.held:
            continue
        row = picture.realisation_by_step[step.number]
        most_stated = max(most_stated, row.norm_count)
        has_share = row.value_status == ValueStatus.OBSERVED and row.value is not None
        if has_share and bears_one_number(row.norm_count, every):
            name, part = step.short_name.of(language), share(row.value, language)
            said.append(say("screen_costs.word.named_share", language, name=name, share=part))
    few = too_few(most_stated, every)
    if not said and most_stated and few is not None:
        about = say("screen_costs.norm.about", language)
        if any(step.number in picture.held for step in picture.with_norm):
            about = say("screen_costs.word.shown", language, about=about)
        return few_about(few, about, language)
    if not said and any(step.number in picture.held for step in picture.with_norm):
        return say("screen_costs.norm.finding_held", language)
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
        spread = picture.by_step[step.number]
        if not picture.sees_spread:
            amount = say("screen_costs.norm.alone_held", language)
        elif spread.median is not None and not bears_one_number(spread.finished_count, picture.municipality_count):
            amount = counted("screen_costs.norm.alone_few", spread.finished_count, language)
        elif spread.median is None:
            amount = say("screen_costs.norm.alone_too_few", language)
        else:
            median, count = about(spread.median, language), integer(spread.finished_count, language)
            amount = say("screen_costs.norm.alone_amount", language, median=median, count=count)
        reference = say("screen_costs.norm.alone_reference", language, most=euro(most, language))
        name = step_name(step, language)
        found.append(say("screen_costs.norm.alone", language, name=name, amount=amount, reference=reference))
    others, hours = say("screen_costs.norm.others", language), say("screen_costs.norm.hours", language)
    return [*found, *_norms_explained(picture, language), others, hours]


def _norms_explained(picture: Costs, language: Language) -> list[str]:
    """How each norm was made, and how it was checked against the printed amount."""
    programme = picture.programme
    explained = [(step, step.cost_norm.explanation.of(language)) for step in programme.steps if step.cost_norm]
    training = programme.step(programme.training_step_number)
    explained.append((training, norms.training_reckoned(programme, language)))
    return [
        say(
            "screen_costs.norm.explained",
            language,
            name=step.short_name.of(language),
            explanation=plain(explanation),
        )
        for step, explanation in explained
    ]


def against_norm_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """Dumbbells per step and size group; where the norm is a range, the range of shares and no dot."""
    rows: list[Row] = []
    for step in picture.programme.steps:
        groups = picture.groups.get(step.number, [])
        said = picture.realisation_by_step[step.number]
        if not groups and step.number != picture.programme.training_step_number:
            continue
        sub = norms.printed_beside(step, language)
        rows.append({"label": step_name(step, language), "sub": sub, "is_head": True})
        if step.number in picture.held:
            name = say("screen_costs.word.group_all", language)
            told = picture.held.told(step.number, language)
            rows.append({"label": name, "marks": [], "withheld": told, "right": ["", "", ""]})
            continue
        rows += [_dumbbell(group, language) for group in groups]
        if not groups:
            rows.append(_range(said, picture.municipality_count, language))
    axis = _share_axis(max(_ends(rows), default=1.0), language)
    heads = [
        say("screen_costs.norm.spent", language),
        say("screen_costs.norm.norm", language),
        say("screen_costs.norm.count", language),
    ]
    key: list[KeyEntry] = [
        ("ring", say("screen_costs.norm.key_norm", language)),
        ("dot", say("screen_costs.norm.key_spent", language)),
    ]
    if any(mark["kind"] == "outline" for row in rows for mark in row.get("marks", ())):
        key.append(("box", say("screen_costs.norm.key_range", language)))
    few = {
        mark["kind"] for row in rows for mark in row.get("marks", ()) if mark.get("is_open") or mark["kind"] == "few"
    }
    if few & {"dot", "few"}:  # one entry: what is pale says so itself
        key.append(few_key("dot_few" if "dot" in few else "bar_few", language))
    return {
        "alt": alt,
        "key": key,
        "axis": axis,
        "lines": [{"at": 1, "label": say("screen_costs.norm.line", language)}],
        "right": heads,
        "row": 32,
        "bar": 14,
        "room_left": 58,
        "room_right": 44,
        "rows": rows,
    }


def _share_axis(most: float, language: Language) -> Axis:
    """From nothing to past the norm, with its 100%; few enough ticks that each keeps its words."""
    step = next((one for one in (0.5, 1, 2, 5) if most / one <= MOST_STRETCHES), ceil(most / MOST_STRETCHES))
    count = max(ceil(most / step), ceil(1.1 / step))
    return {"from": 0, "to": count * step,
            "ticks": [(place * step, share(place * step, language)) for place in range(count + 1)]}  # fmt: skip


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
    ring: Mark = {"kind": "ring", "at": 1}
    is_near = abs(value - 1) < NEAR
    is_few = not bears_one_number(count, row.municipality_count)
    dot: Mark = {"kind": "dot", "at": value, "text": share(value, language), "place": "left" if value < 1 else "right"}
    if is_few:  # it shows about where those few lie; a number would speak for the group
        dot["is_open"], dot["text"] = True, say("screen.few.word", language)
        mean = say("screen.few.word", language)
    return {
        "label": label,
        "marks": [
            {"kind": "interval" if is_few else "thick", "from": min(value, 1), "to": max(value, 1),
             "tone": "soft" if is_few else "started"},
            # where the two stand on each other the ring goes around the dot, so that both are seen
            *([] if is_near else [ring]),
            {**dot, "is_strong": not is_few},
            *([{**ring, "is_open": True}] if is_near else []),
        ],
        "right": [mean, euro(row.norm_eur, language), integer(count, language)],
    }  # fmt: skip


def _range(said: Realisation, asked_count: int, language: Language) -> Row:
    label = say("screen_costs.norm.training", language)
    unknown = say("screen.state.not_reported", language)
    count, low, high = said.norm_count, said.lower_bound, said.upper_bound
    if low is None or high is None or said.numerator is None:
        return {"label": label, "words": unknown, "right": [unknown, "", integer(count, language)]}
    norm = say("screen_costs.word.range", language)
    if not bears_one_number(count, asked_count):  # the bar shows about where those few lie, and no number does
        few = say("screen.few.word", language)
        mark: Mark = {"kind": "few", "from": low, "to": high, "text": few, "place": "left"}
        return {"label": label, "marks": [mark], "right": [few, norm, integer(count, language)]}
    text = share_range(low, high, language)
    return {
        "label": label,
        "marks": [{"kind": "outline", "from": low, "to": high, "text": text,
                   "place": "left", "is_strong": True, "tone": "finished"}],
        "right": [about(said.numerator / count, language), norm, integer(count, language)],
    }  # fmt: skip
