"""Training in the cost model of the impact analysis, with assumptions of one's own on sliders beside it."""

from functools import partial
from typing import Final, Literal, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.screens.costs import assumptions, outside
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.assumptions import Field
from dashboard.screens.costs.columns import money_column, or_word, text_column
from dashboard.screens.costs.words import MILLION, between, unbroken
from dashboard.view import state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import decimal, euro_millions_range, integer, millions_range
from language.texts import say
from metrics.costs.cost_model import Variant, cost_total


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


NAMES_OF_FIELDS: Final = {
    "staff_count": "screen_costs.model.staff",
    "scope_share": "screen_costs.model.scope_share",
    "hours_min": "screen_costs.model.hours_min",
    "hours_max": "screen_costs.model.hours_max",
    "rate_min_eur": "screen_costs.model.rate_min_eur",
    "rate_max_eur": "screen_costs.model.rate_max_eur",
}
NAMES_OF_VARIANTS: Final = {
    Variant.PRINTED: "screen_costs.model.printed",
    Variant.RECOMPUTED: "screen_costs.model.recomputed",
    Variant.FOOTNOTE: "screen_costs.model.footnote",
    Variant.OWN: "screen_costs.model.own",
}
ASSUMPTIONS: Final = Part[AssumptionsData]("screens/costs/assumptions.js", tells=("change",))


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
            "screen_costs.model.subtitle", language, number=training.step_number, printed=printed, total=total
        ),
        draw=partial(_draw_model, picture, finding, language),
        note=outside.beside(
            say("screen_costs.model.note", language, places=training.rates_source.place), picture, language
        ),
        table=lambda: model_table(picture, language, finding),
        kind="screen.kind.scenario",
        whom="everyone",
    )


def _draw_model(picture: Costs, finding: str, language: Language) -> None:
    refused = refusal(picture, language)
    if refused:
        st.info(refused)
    left, right = st.columns([640, 480], gap="large")
    with left:
        ROWS.draw(model_drawn(picture, say("screen_costs.model.alt", language, finding=finding), language),
                  key="cost_model")  # fmt: skip
    with right:
        made = ASSUMPTIONS.draw(_sliders(picture, language), key="assumptions").change
    if made is not None:
        state.choose(assumptions.NAME, made)


def model_finding(picture: Costs, language: Language) -> str:
    """What training comes to with the assumptions of the visitor."""
    own = picture.chosen.own
    training = picture.modelled_training(Variant.RECOMPUTED if own is None else Variant.OWN)
    key = "screen_costs.model.finding_original" if own is None else "screen_costs.model.finding"
    return say(key, language, low_high=euro_millions_range(training.low_eur, training.high_eur, language))


def refusal(picture: Costs, language: Language) -> str | None:
    """Why the assumptions in the address are not used."""
    refused = picture.chosen.refused
    if refused is None:
        return None
    if refused.field is not None:
        name, low, high = _field_name(picture, refused.field, language), refused.field.low, refused.field.high
        words = {"name": name, "low": integer(low, language), "high": integer(high, language)}
        return say("screen_costs.model.refused_range", language, **words)
    is_order = refused.reason == "order"
    return say("screen_costs.model.refused_order" if is_order else "screen_costs.model.refused_shape", language)


def _field_name(picture: Costs, field: Field, language: Language) -> str:
    """An assumption by its name, with that of its target group where it holds for one."""
    label, every = say(NAMES_OF_FIELDS[field.name], language), picture.programme.target_groups
    names = [group.name.of(language) for group in every if (group.key,) == field.groups]
    return f"{label} ({names[0]})" if names and len(every) > 1 else label


def _variants(picture: Costs) -> list[Variant]:
    """The variants of the model; that of the visitor only where there is one."""
    return [variant for variant in Variant if variant is not Variant.OWN or picture.chosen.own is not None]


def model_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per variant of the model."""
    variants = _variants(picture)
    rows = [picture.modelled_training(variant) for variant in variants]
    totals = [cost_total(picture.model, variant) for variant in variants]
    none = ValueStatus.NOT_ESTIMATED
    lowest = [or_word(row.low_eur, none, language) for row in rows]
    highest = [or_word(row.high_eur, none, language) for row in rows]
    return TableData(
        caption,
        [
            text_column(
                "screen_costs.column.variant",
                [say(NAMES_OF_VARIANTS[variant], language) for variant in variants],
                language,
            ),
            money_column("screen_costs.column.training_low", lowest, language),
            money_column("screen_costs.column.training_high", highest, language),
            money_column("screen_costs.column.total_low", [total.low_eur for total in totals], language),
            money_column("screen_costs.column.total_high", [total.high_eur for total in totals], language),
        ],
    )


def model_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """Training in each variant of the model as a box from lowest to highest; the totals beside it."""
    rows: list[Row] = []
    for variant in _variants(picture):
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
                "label": say(NAMES_OF_VARIANTS[variant], language),
                "marks": marks,
                "right": right,
                "is_strong": is_own,
            }
        )
    most = max((mark.get("to", 0) for row in rows for mark in row.get("marks", ())), default=MILLION)
    axis = axis_around(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 2))
    axis["label"] = say("screen_costs.model.axis", language)
    heads = [say("screen_costs.model.training", language), say("screen_costs.model.total", language)]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}


def _sliders(picture: Costs, language: Language) -> AssumptionsData:
    chosen = picture.chosen
    titles: dict[tuple[str, ...], str] = {
        (group.key,): group.name.of(language) for group in picture.programme.target_groups
    }
    groups: dict[str, list[SliderField]] = {}
    for field, value in zip(chosen.fields, chosen.values, strict=True):
        is_shared = not field.groups or len(field.groups) > 1
        title = say("screen_costs.model.everybody", language) if is_shared else titles[field.groups]
        label = say(NAMES_OF_FIELDS[field.name], language)
        groups.setdefault(title, []).append(
            {
                "label": label, "spoken": f"{title}: {label}", "unit": field.unit, "value": value,
                "original": field.original, "low": field.low, "high": field.high, "step": field.step,
            }
        )  # fmt: skip
    return {
        "label": say("screen_costs.model.label", language),
        "language": language,
        "is_original": chosen.is_original,
        "groups": [{"title": title, "fields": found} for title, found in groups.items()],
        "words": {
            "reset": say("screen_costs.model.reset", language),
            "original": say("screen_costs.model.original", language, value="{value}"),
        },
    }
