"""The figures on who reports: response, age, who to call, what stands out."""

import polars as pl
import streamlit as st

from dashboard import components, parts, queries, silence, state, tables, warned
from dashboard.address import View
from dashboard.charts import freshness as chart
from dashboard.charts.template import CONFIG
from dashboard.words import counted, municipalities
from language.formats import day, integer
from language.texts import say
from metrics import headlines
from metrics.figures import Figure


def response(people: pl.DataFrame, view: View) -> None:
    """Who reports, by size."""
    language = view.language
    figure = queries.ask(view, "response", by=("size_class",))
    found = headlines.least_response(figure)
    equal = "all_equal" if figure.reporter_count else "nobody"
    finding = say(f"screen_quality.response.finding_{equal}", view.language) if found is None else found.said(language)
    data = chart.response(people, say("screen_quality.response.alt", view.language, finding=finding), language)
    parts.figure(
        "response",
        finding=finding,
        subtitle=say("screen_quality.response.subtitle", view.language),
        draw=lambda: components.draw("bars", data, key="response"),
        note=say(
            "screen_quality.response.note",
            view.language,
            municipalities=municipalities(people.height, language),
            as_of=day(view.as_of, language),
        ),
        table=tables.response(people, language, finding),
        rows_under=silence.table(people.sort("size_class", "name"), language),
        made_by=figure,
    )


def ages(people: pl.DataFrame, figure: Figure, view: View) -> None:
    """How old the reports are."""
    language = view.language
    found = headlines.age(figure)
    finding = say("screen_quality.freshness.none", view.language) if found is None else found.said(language)
    counts = chart.ages(people, people["age_days"])
    drawn = chart.histogram(counts, st.context.theme.type, language) if counts else None
    parts.figure(
        "freshness",
        finding=finding,
        subtitle=say("screen_quality.freshness.subtitle", view.language),
        draw=lambda: drawn and st.plotly_chart(
            drawn, theme=None, config=CONFIG, alt=say("screen_quality.freshness.alt", view.language, finding=finding), key="ages"
        ),
        note=parts.note(figure, language),
        table=silence.table(people.sort("age_days", nulls_last=True), language),
        made_by=figure,
    )  # fmt: skip


def to_call(people: pl.DataFrame, view: View) -> None:
    """The silent and the stale, as a list to act on."""
    language = view.language
    rows = silence.to_call(people)
    parts.figure(
        "silence",
        finding=silence.finding(rows, language),
        subtitle=say("screen_quality.silence.subtitle", view.language),
        draw=lambda: _draw_call_list(rows, view),
        note=say("screen.foot.list_note", language, count=integer(rows.height, language),
                 municipalities=municipalities(people.height, language), as_of=day(view.as_of, language)),
        table=silence.table(rows, language),
    )  # fmt: skip


def _draw_call_list(rows: pl.DataFrame, view: View) -> None:
    if rows.is_empty():
        return
    opened = components.draw("list", silence.drawn(rows, view.language), key="call_list").open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def warnings(people: pl.DataFrame, view: View) -> None:
    """How many municipalities have which warning, and under it which they are."""
    language = view.language
    figure = queries.ask(view, "consistency", by=("rule",))
    rows = figure.rows.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    finding = say("screen_quality.warnings.finding_none", view.language)
    if rows.height:
        rule = say(f"screen_rule.warning.{rows['rule'][0]}", language)
        count = rows["numerator"][0]
        finding = counted("screen_quality.warnings.finding", count, language, rule=rule, count=integer(count, language))
    data = warned.bars(rows, say("screen_quality.warnings.alt", view.language, finding=finding), language)
    by_municipality = queries.ask(view, "consistency", by=("rule", "municipality")).rows
    parts.figure(
        "warnings",
        finding=finding,
        subtitle=say("screen_quality.warnings.subtitle", view.language),
        draw=lambda: rows.height and components.draw("bars", data, key="warnings"),
        note=parts.note(figure, language),
        table=warned.table(rows, language) if rows.height else None,
        rows_under=warned.rows_under(by_municipality, people, language) if rows.height else None,
        made_by=figure,
    )
