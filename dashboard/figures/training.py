"""The figures of the page of training: coverage, the funnel, the leak, the hours, and by kind of place."""

from functools import partial

import polars as pl
import streamlit as st

from dashboard import components, parts, queries, training_tables
from dashboard.address import BY_GROUPS, View
from dashboard.charts import training as rows
from dashboard.charts.funnel import funnel as funnel_chart
from dashboard.charts.leak import leak as leak_chart
from dashboard.charts.template import CONFIG
from dashboard.components.key import KeyData, KeyEntry, Sign
from dashboard.training import Coverage, GroupValue, Training, norm_word
from dashboard.words import counted, municipalities, size_word
from domain.bilingual import Language
from language.formats import decimal, month, share
from language.texts import say
from metrics import training_findings
from metrics.peers import MIN_PEERS

FEWEST_MONTHS = 2  # one month is a point and no line


def coverage(picture: Training, view: View) -> None:
    """Each target group on its whole scope: trained, unknown, not trained."""
    language = view.language
    group = picture.programme.target_groups[0]
    row = picture.coverage_rows[group.key]
    is_scenario = row.scenario_low is not None
    finding = _coverage_finding(row, group.name.of(language).lower(), language)
    kind = "scenario" if is_scenario else "observation"
    parts.figure(
        "training_coverage",
        finding=finding,
        subtitle=say(f"screen_training.coverage.subtitle_{kind}", language),
        draw=lambda: components.draw("rows", rows.coverage(picture, finding, language), key="training_coverage"),
        note=picture.note(row.stated_count, row.stale_count, language, kind),
        table=training_tables.coverage(picture, language, finding),
        rows_under=training_tables.coverage_rows(picture, language, say("screen_training.coverage.rows", language)),
        made_by=picture.coverage,
    )


def _coverage_finding(row: Coverage, group: str, language: Language) -> str:
    if row.value is None:
        return say("screen_training.coverage.finding_none", language)
    if row.scenario_low is None:
        return counted("screen_training.coverage.finding", row.stated_count, language, group=group,
                       share=share(row.value, language)[:-1], count=row.stated_count)  # fmt: skip
    low, high = (share(end, language)[:-1] for end in (row.scenario_low, row.scenario_high))
    return say(
        "screen_training.coverage.finding_one" if low == high else "screen_training.coverage.finding_bounds",
        language,
        group=group,
        low=low,
        high=high,
    )


def choose_group(picture: Training, language: Language) -> None:
    """Which target group the figures below are about."""
    if len(picture.programme.target_groups) > 1:
        options = [
            (group.key, group.name.of(language), group.explanation.of(language))
            for group in picture.programme.target_groups
        ]
        parts.chooser("doelgroep", say("screen_training.choose_group", language), options, picture.group.key)


def funnel(picture: Training, view: View) -> None:
    """Whether municipalities differ more than chance explains."""
    language, placed = view.language, picture.placed
    found = training_findings.outside(picture.funnel, picture.group.key)
    finding = say("screen_training.funnel.finding_none", language) if found is None else found.said(language)
    note = picture.note(placed.height, int(placed["stale_count"].sum()), language, "observation")
    if placed.height:
        phi = decimal(placed.item(0, "overdispersion"), language)
        note = f"{note} · {say('screen_training.funnel.spread', language, phi=phi)}"
    parts.figure(
        "training_funnel",
        finding=finding,
        subtitle=say("screen_training.funnel.subtitle", language, group=picture.group.name.of(language)),
        draw=partial(_draw_funnel, picture, view, finding),
        note=note,
        table=training_tables.funnel(picture, language, finding),
        made_by=picture.funnel,
    )


def _draw_funnel(picture: Training, view: View, finding: str) -> None:
    if picture.placed.is_empty():
        return _nobody(view.language)
    signs: list[Sign] = ["dot", "diamond", "bounds", "pale", "dotted"]
    if view.municipality_code in picture.placed["municipality"].to_list():
        signs.append("dot_own")
    words = {"dot_own": say("screen.key.own", view.language)}
    key: list[KeyEntry] = [
        (sign, words.get(sign) or say(f"screen_training.funnel.key.{sign}", view.language)) for sign in signs
    ]
    components.draw("key", KeyData(key=key), key="funnel_key")
    chart = funnel_chart(picture, view.municipality_code, st.context.theme.type, view.language)
    st.plotly_chart(chart, theme=None, config=CONFIG, alt=finding, key="training_funnel")
    return None


def leak(picture: Training, view: View) -> None:
    """What is lost when people leave, per month."""
    language, months = view.language, picture.leak_months
    finding = _leak_finding(picture, language)
    stated = months[-1].stated_count if months else 0
    chart = leak_chart(months, st.context.theme.type, language) if len(months) >= FEWEST_MONTHS else None
    parts.figure(
        "training_leak",
        finding=finding,
        subtitle=say("screen_training.leak.subtitle", language, group=picture.group.name.of(language)),
        draw=lambda: (
            st.plotly_chart(chart, theme=None, config=CONFIG, alt=finding, key="training_leak")
            if chart
            else _nobody(language, "leak.too_short")
        ),
        note=picture.note(stated, picture.leak_row.stale_count, language, "observation_and_scenario"),
        table=training_tables.leak(picture, language, finding),
        rows_under=training_tables.leak_rows(picture, language, say("screen_training.leak.rows", language)),
        made_by=picture.leak,
    )


def _leak_finding(picture: Training, language: Language) -> str:
    last = picture.leak_months[-1] if picture.leak_months else None
    if last is None or last.lost_share is None:
        return say("screen_training.leak.finding_none", language)
    when = month(last.month_end, language)
    if not last.departed_count:
        return say("screen_training.leak.finding_nobody", language, month=when)
    covered, kept = (share(part, language, 1) for part in (last.coverage_share, last.none_left_share))
    told = municipalities(last.stated_count, language)
    return say("screen_training.leak.finding", language, covered=covered, kept=kept, municipalities=told, month=when)


def hours(picture: Training, view: View) -> None:
    """The hours given per employee, against what the impact analysis assumes."""
    language = view.language
    row = picture.hour_rows[picture.group.key]
    group = picture.group.name.of(language).lower()
    finding = say("screen_training.hours.finding_none", language)
    if row.median is not None:
        finding = say("screen_training.hours.finding", language, hours=decimal(row.median, language), group=group,
                        norm=norm_word(row, language))  # fmt: skip
    stale = picture.hours.rows.filter(picture.hours.rows["target_group"] == picture.group.key).item(0, "stale_count")
    parts.figure(
        "training_hours",
        finding=finding,
        subtitle=say("screen_training.hours.subtitle", language),
        draw=lambda: components.draw("rows", rows.hours(picture, finding, language), key="training_hours"),
        note=picture.note(row.stated_count, stale, language, "observation"),
        table=training_tables.hours(picture, language, finding),
        rows_under=training_tables.hours_rows(picture, language, say("screen_training.hours.rows", language)),
        made_by=picture.hours,
    )


def by_kind(picture: Training, view: View) -> None:
    """The share trained by size, access model or province."""
    language = view.language
    kinds = _kind_words(picture, language)
    found = picture.by_group.rows.filter(picture.by_group.rows["target_group"] == picture.group.key)
    # a group of a few describes those few: it stands in the drawing, not in the sentence
    shares = found.filter(pl.col("stated_count") >= MIN_PEERS)["value"].drop_nulls().to_list()
    by = say(f"screen_training.kinds.by.{picture.grouped_by}", language).lower()
    finding = say("screen_training.kinds.finding_none", language)
    if shares:
        low, high = (share(end, language) for end in (min(shares), max(shares)))
        key = "kinds.finding_same" if low == high else "kinds.finding"
        finding = say(f"screen_training.{key}", language, by=by, low=low, high=high)
    row = picture.coverage_rows[picture.group.key]
    parts.figure(
        "training_kinds",
        finding=finding,
        subtitle=say("screen_training.kinds.subtitle", language, group=picture.group.name.of(language)),
        draw=partial(_draw_kinds, picture, kinds, finding, language),
        note=picture.note(row.stated_count, row.stale_count, language, "observation"),
        table=training_tables.by_kind(picture, kinds, language, finding),
        made_by=picture.by_group,
    )


def _draw_kinds(picture: Training, kinds: dict[GroupValue, str], finding: str, language: Language) -> None:
    options = [(name, say(f"screen_training.kinds.by.{group}", language)) for name, group in BY_GROUPS.items()]
    chosen = next(name for name, group in BY_GROUPS.items() if group == picture.grouped_by)
    parts.chooser("naar", say("screen_training.kinds.choose", language), options, chosen)
    components.draw("rows", rows.by_kind(picture, kinds, finding, language), key="training_kinds")


def _kind_words(picture: Training, language: Language) -> dict[GroupValue, str]:
    """What each group is called on the screen."""
    values = picture.by_group.rows[picture.grouped_by].unique().to_list()
    if picture.grouped_by == "size_class":
        return {value: size_word(value, language) for value in values}
    variants = {variant.key: variant.name.of(language) for variant in queries.the_programme().access_variants}
    silent = say("screen.state.not_reported", language)
    return {value: silent if value is None else variants.get(value, str(value)) for value in values}


def _nobody(language: Language, key: str = "nobody_stated") -> None:
    st.markdown(say(f"screen_training.{key}", language))
