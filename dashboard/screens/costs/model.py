"""The cost table of the impact analysis with assumptions of one's own."""

from functools import partial
from typing import Final, Literal, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.screens.costs import assumptions
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.assumptions import Chosen
from dashboard.screens.costs.columns import money_column, or_word, text_column
from dashboard.screens.costs.words import MILLION, between, unbroken
from dashboard.view import state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, euro_millions_range, integer, millions_range
from language.texts import say
from metrics.costs.cost_model import Variant, cost_total


def model(picture: Costs, view: View) -> None:
    """The assumptions to play with, beside the original."""
    language = view.language
    finding = model_finding(picture, language)
    training = picture.programme.training
    cost = picture.programme.step(training.step_number).cost
    printed = between(cost.national_min, cost.national_max, cost, euro_millions_range, language)
    total = euro_millions_range(picture.printed.low_eur, picture.printed.high_eur, language)
    anatomy.figure(
        "cost_model",
        finding=unbroken(finding),
        subtitle=say(
            "screen_costs.model.subtitle", view.language, number=training.step_number, printed=printed, total=total
        ),
        draw=partial(_draw_model, picture, finding, view),
        note=say(
            "screen_costs.model.note",
            view.language,
            steps=len(picture.printed.without_highest),
            places=training.rates_source.place,
        ),
        table=model_table(picture, language, finding),
    )


def _draw_model(picture: Costs, finding: str, view: View) -> None:
    refused = refusal(picture, view.language)
    if refused:
        st.info(refused)
    data = model_drawn(
        picture, picture.chosen, say("screen_costs.model.alt", view.language, finding=finding), view.language
    )
    beside = st.columns([640, 480], gap="large")
    with beside[0]:
        ROWS.draw(data, key="cost_model")
    with beside[1]:
        made = ASSUMPTIONS.draw(_sliders(picture, view), key="assumptions").change
    if made is not None:
        state.choose(assumptions.NAME, made)


class SliderField(TypedDict):
    """One assumption: `spoken` names its group too, and a share is in percent."""

    label: str
    spoken: str
    unit: Literal["count", "share", "hours", "euro"]
    value: float
    original: float
    low: float
    high: float
    step: float


class SliderGroup(TypedDict):
    """The assumptions of one target group, or of everybody."""

    title: str
    fields: list[SliderField]


class AssumptionsWords(TypedDict):
    """The word on the button, and how the original of an assumption is told: {value} stands for it."""

    reset: str
    original: str


class AssumptionsData(TypedDict):
    """What the part `assumptions` is drawn from."""

    label: str
    language: Language
    is_original: bool
    groups: list[SliderGroup]
    words: AssumptionsWords


ASSUMPTIONS: Final = Part[AssumptionsData]("screens/costs/assumptions.js", tells=("change",))


def _sliders(picture: Costs, view: View) -> AssumptionsData:
    language, chosen = view.language, picture.chosen
    titles: dict[tuple[str, ...], str] = {
        (group.key,): group.name.of(language) for group in picture.programme.target_groups
    }
    groups: dict[str, list[SliderField]] = {}
    for field, value in zip(chosen.fields, chosen.values, strict=True):
        is_shared = not field.groups or len(field.groups) > 1
        title = say("screen_costs.model.everybody", view.language) if is_shared else titles[field.groups]
        label = say(f"screen_costs.model.{'staff' if field.name == 'staff_count' else field.name}", view.language)
        groups.setdefault(title, []).append(
            {
                "label": label, "spoken": f"{title}: {label}", "unit": field.unit, "value": value,
                "original": field.original, "low": field.low, "high": field.high, "step": field.step,
            }
        )  # fmt: skip
    return {
        "label": say("screen_costs.model.label", view.language),
        "language": language,
        "is_original": chosen.is_original,
        "groups": [{"title": title, "fields": found} for title, found in groups.items()],
        "words": {
            "reset": say("screen_costs.model.reset", view.language),
            "original": say("screen_costs.model.original", language, value="{value}"),
        },
    }


def model_finding(picture: Costs, language: Language) -> str:
    """What training comes to with the assumptions of the visitor."""
    own = picture.chosen.own
    training = picture.modelled_training(Variant.RECOMPUTED if own is None else Variant.OWN)
    key = "finding_original" if own is None else "finding"
    amounts = euro_millions_range(training.low_eur, training.high_eur, language)
    return say(f"screen_costs.model.{key}", language, low_high=amounts)


def refusal(picture: Costs, language: Language) -> str | None:
    """Why the assumptions in the address are not used."""
    refused = picture.chosen.refused
    if refused is None:
        return None
    if refused.field is None:
        return say(f"screen_costs.model.refused_{refused.reason}", language)
    field = refused.field
    return say(
        "screen_costs.model.refused_range",
        language,
        name=field_name(picture, field.name, field.groups, language),
        low=integer(field.low, language),
        high=integer(field.high, language),
    )


def field_name(picture: Costs, name: str, groups: tuple[str, ...], language: Language) -> str:
    """An assumption by its name, with that of its target group where it holds for one."""
    label = say(f"screen_costs.model.{'staff' if name == 'staff_count' else name}", language)
    names = [group.name.of(language) for group in picture.programme.target_groups if (group.key,) == groups]
    return f"{label} ({names[0]})" if names and len(picture.programme.target_groups) > 1 else label


def model_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per variant of the model."""
    variants = [variant for variant in Variant if variant is not Variant.OWN or picture.chosen.own is not None]
    rows = [picture.modelled_training(variant) for variant in variants]
    totals = [cost_total(picture.model, variant) for variant in variants]
    return TableData(
        caption,
        [
            text_column(
                "variant", [say(f"screen_costs.model.{variant.value}", language) for variant in variants], language
            ),
            money_column("training_low", [or_word(row.low_eur, "not_estimated", language) for row in rows], language),
            money_column("training_high", [or_word(row.high_eur, "not_estimated", language) for row in rows], language),
            money_column("total_low", [total.low_eur for total in totals], language),
            money_column("total_high", [total.high_eur for total in totals], language),
        ],
    )


def model_drawn(picture: Costs, chosen: Chosen, alt: str, language: Language) -> RowsData:
    """Training in each variant of the model as a box from lowest to highest; the totals beside it."""
    rows: list[Row] = []
    for variant in Variant:
        if variant is Variant.OWN and chosen.own is None:
            continue
        training = picture.modelled_training(variant)
        total = cost_total(picture.model, variant)
        low, high = training.low_eur, training.high_eur
        digits = 1 if variant is Variant.PRINTED else 2  # as it was printed, and as it comes out
        right = [
            millions_range(low, high, language, digits, unknown=say("screen_costs.word.no_total", language)),
            millions_range(total.low_eur, total.high_eur, language, digits),
        ]
        is_own = variant is Variant.OWN
        kind: MarkKind = "finished" if is_own else "outline"
        marks: list[Mark] = [] if low is None or high is None else [{"kind": kind, "from": low, "to": high}]
        rows.append(
            {
                "label": say(f"screen_costs.model.{variant.value}", language),
                "marks": marks,
                "right": right,
                "is_strong": is_own,
            }
        )
    most = max((mark.get("to", 0) for row in rows for mark in row.get("marks", ())), default=MILLION)
    axis = axis_around(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 2))
    axis["label"] = say("screen_costs.model.axis", language)
    heads = [say(f"screen_costs.model.{name}", language) for name in ("training", "total")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}
