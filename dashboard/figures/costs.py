"""The figures of the page of costs: the table, the norm, expected, never estimated, the spread, the model."""

from functools import partial
from typing import Literal, TypedDict

import streamlit as st

from dashboard import assumptions, components, cost_sentences, cost_tables, cost_words, parts, queries, state
from dashboard.address import View
from dashboard.charts import cost_rows
from dashboard.charts.cost_table import drawn_table
from dashboard.components.rows import RowsData
from dashboard.costs import Costs
from dashboard.words import municipalities
from domain.bilingual import Language
from language.formats import day, euro_millions_range
from language.texts import say


def table(picture: Costs, view: View) -> None:
    """The cost table, with what was spent beside it."""
    language = view.language
    finding = cost_sentences.table(picture, language)
    data = drawn_table(picture, finding, language)
    key = "subtitle" if picture.is_whole else "subtitle_filtered"
    parts.figure(
        "cost_table",
        finding=cost_words.unbroken(finding),
        subtitle=say(f"screen_costs.table.{key}", view.language, place=picture.programme.cost_total.source.place),
        draw=lambda: components.draw("cost_table", data, key="cost_table"),
        note=cost_sentences.table_note(picture, view),
        table=cost_tables.cost_table(picture, language, finding),
        rows_under=cost_tables.amounts(picture, language, finding),
        made_by=picture.realisation,
    )


class RemarkData(TypedDict):
    """What the part `remark` is drawn from: a sentence in bold, the rest, and where it stands."""

    strong: str
    text: str
    source: str


def remark(picture: Costs, view: View) -> None:
    """Where the printed table and its footnote contradict each other, if they do."""
    training = picture.programme.training
    if training.remark is None:
        return
    step = picture.programme.step(picture.programme.training_step_number)
    places = [source.place for source in (step.cost.source, training.rates_source) if source is not None]
    data: RemarkData = {
        "strong": say("screen_costs.remark.title", view.language),
        "text": training.remark.of(view.language),
        "source": say("screen_costs.remark.source", view.language, places="; ".join(places)),
    }
    components.draw("remark", data, key="remark")


def against_norm(picture: Costs, view: View) -> None:
    """Spent against the norm, per step and size."""
    language = view.language
    finding = cost_sentences.norm(picture, language)
    data = cost_rows.against_norm(picture, say("screen_costs.norm.alt", view.language, finding=finding), language)
    words = cost_sentences.under_norm(picture, language)
    parts.figure(
        "cost_norm",
        finding=cost_words.unbroken(finding),
        subtitle=say("screen_costs.norm.subtitle", view.language),
        draw=lambda: _draw_norm(data, words),
        note=say("screen_costs.norm.note", view.language, as_of=day(view.as_of, language)),
        table=cost_tables.against_norm(picture, language, finding),
        made_by=picture.norm,
    )


def _draw_norm(data: RowsData, words: list[str]) -> None:
    components.draw("rows", data, key="cost_norm")
    st.markdown("  \n".join(words))


def expected(picture: Costs, view: View) -> None:
    """The expected total beside the estimate."""
    language = view.language
    finding = cost_sentences.expected(picture, language)
    total = picture.printed
    estimate = euro_millions_range(total.low_eur, total.high_eur, language)
    data = cost_rows.expected(
        picture, say("screen_costs.expected.alt", view.language, finding=finding, estimate=estimate), language
    )
    parts.figure(
        "cost_expected",
        finding=cost_words.unbroken(finding),
        subtitle=_expected_subtitle(picture, view),
        draw=partial(_draw_rows, data, "cost_expected"),
        note=cost_sentences.behind_estimate(picture, view),
        table=cost_tables.expected(picture, language, finding),
        made_by=picture.expected_all,
    )


def _draw_rows(data: RowsData | None, key: str) -> None:
    """Draws what there is to draw; where there is nothing, the finding has said so."""
    if data is not None:
        components.draw("rows", data, key=key)


def _expected_subtitle(picture: Costs, view: View) -> str:
    if not picture.is_whole:
        return say("screen_costs.expected.subtitle_filtered", view.language)
    subtitle, year = say("screen_costs.expected.subtitle", view.language), cost_words.price_year(picture.programme)
    return (
        subtitle if year is None else say("screen_costs.expected.prices", view.language, subtitle=subtitle, year=year)
    )


def never(picture: Costs, view: View) -> None:
    """What was never estimated, with the first evidence."""
    language = view.language
    finding = cost_sentences.never(picture, language)
    data = (
        cost_rows.never(picture, say("screen_costs.never.alt", view.language, finding=finding), language)
        if picture.never
        else None
    )
    parts.figure(
        "cost_never",
        finding=cost_words.unbroken(finding),
        subtitle=say("screen_costs.never.subtitle", view.language),
        draw=partial(_draw_rows, data, "cost_never"),
        note=cost_sentences.behind_never(picture, view),
        table=cost_tables.never(picture, language, finding) if picture.never else None,
        made_by=picture.realisation,
    )


def spread(picture: Costs, view: View) -> None:
    """What others spent on one step."""
    language = view.language
    finding = cost_sentences.spread(picture, language)
    own = _own(view)
    data = cost_rows.spread(picture, say("screen_costs.spread.alt", view.language, finding=finding), own, language)
    count = picture.by_step[picture.step_number].finished_count
    note = say(
        "screen_costs.spread.note",
        view.language,
        municipalities=municipalities(count, language),
        as_of=day(view.as_of, language),
    )
    if own is not None and not cost_rows.has_own(data["rows"]):
        note = say("screen_costs.spread.own_unknown", view.language, note=note, name=own[1])
    parts.figure(
        "cost_spread",
        finding=cost_words.unbroken(finding),
        subtitle=say("screen_costs.spread.subtitle", view.language),
        draw=partial(_draw_spread, picture, data, view),
        note=note,
        table=cost_tables.spread(picture, language, finding),
        rows_under=cost_tables.amounts_of_step(picture, language, finding),
        made_by=picture.realisation,
    )


def _draw_spread(picture: Costs, data: RowsData, view: View) -> None:
    parts.step_chooser(
        picture.programme, picture.step_number, say("screen_costs.spread.choose", view.language), view.language
    )
    components.draw("rows", data, key="cost_spread")


def _own(view: View) -> tuple[str, str] | None:
    """Code and name of the own municipality, when there is one."""
    if view.municipality_code is None:
        return None
    names = queries.everyone(view).filter(municipality_code=view.municipality_code)["name"]
    return (view.municipality_code, names[0]) if len(names) else None


def model(picture: Costs, view: View) -> None:
    """The assumptions to play with, beside the original."""
    language = view.language
    finding = cost_sentences.model(picture, language)
    training = picture.programme.training
    cost = picture.programme.step(training.step_number).cost
    printed = cost_words.between(cost.national_min, cost.national_max, cost, euro_millions_range, language)
    total = euro_millions_range(picture.printed.low_eur, picture.printed.high_eur, language)
    parts.figure(
        "cost_model",
        finding=cost_words.unbroken(finding),
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
        table=cost_tables.model(picture, language, finding),
    )


def _draw_model(picture: Costs, finding: str, view: View) -> None:
    refused = cost_sentences.refusal(picture, view.language)
    if refused:
        st.info(refused)
    data = cost_rows.model(
        picture, picture.chosen, say("screen_costs.model.alt", view.language, finding=finding), view.language
    )
    beside = st.columns([640, 480], gap="large")
    with beside[0]:
        components.draw("rows", data, key="cost_model")
    with beside[1]:
        made = components.draw("assumptions", _sliders(picture, view), key="assumptions").change
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
