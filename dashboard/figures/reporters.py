"""The figures on the reporters: whether they look like everybody, and what a report costs them."""

from dataclasses import replace

import streamlit as st

from dashboard import components, parts, queries, reporters
from dashboard.address import View
from dashboard.charts import response
from dashboard.charts.template import CONFIG
from language.texts import say
from metrics import comparison_findings
from metrics.figures import Figure


def alike(group: str, view: View) -> None:
    """The municipalities with a report beside all, by size_class or by province."""
    language = view.language
    figure = queries.ask(view, "representativeness", by=(group,))
    found = comparison_findings.alike(figure, group)
    finding = (
        _untested(figure, group, view) if found is None else replace(found, clauses=found.clauses[:1]).said(language)
    )
    rough = [clause.said(language) for clause in found.clauses[1:]] if found else []  # too long for a title
    data = reporters.beside_all(
        figure.rows, group, say("screen_quality.alike.alt", view.language, finding=finding), language
    )
    parts.figure(
        f"alike_{group}",
        finding=finding,
        subtitle=say(f"screen_quality.alike.subtitle_{group}", view.language),
        draw=lambda: components.draw("rows", data, key=f"alike_{group}"),
        note=" · ".join([parts.note(figure, language), reporters.chance_words(figure.rows, language), *rough]),
        table=reporters.beside_all_table(figure.rows, group, finding, language),
        made_by=figure,
    )


def _untested(figure: Figure, group: str, view: View) -> str:
    """Why there is nothing to compare."""
    if not figure.reporter_count:
        return say("screen_quality.alike.nobody", view.language)
    if figure.reporter_count == figure.municipality_count:
        return say("screen_quality.alike.everybody", view.language)
    return say(f"screen_quality.alike.one_{group}", view.language)


def burden(view: View) -> None:
    """How many minutes a report took, over all and by size."""
    language = view.language
    figure = queries.ask(view, "reporting_burden")
    by_size = queries.ask(view, "reporting_burden", by=("size_class",))
    found = comparison_findings.burden(figure)
    finding = say("screen_quality.burden.none", view.language) if found is None else found.said(language)
    rows = reporters.with_everybody(figure.rows, by_size.rows)
    data = reporters.minutes(rows, say("screen_quality.burden.alt", view.language, finding=finding), language)
    parts.figure(
        "burden",
        finding=finding,
        subtitle=say("screen_quality.burden.subtitle", view.language),
        draw=lambda: found and components.draw("rows", data, key="burden"),
        note=parts.note(figure, language),
        table=reporters.minutes_table(rows, finding, language),
        made_by=figure,
    )


def over_time(view: View) -> None:
    """How many reported in each quarter."""
    language = view.language
    figure = queries.ask(view, "response", by=("quarter",))
    rows = figure.rows.drop_nulls("value").sort("quarter")
    finding = reporters.over_time_finding(rows, language)
    drawn = response.over_time(rows, st.context.theme.type, language) if rows.height > 1 else None
    parts.figure(
        "over_time",
        finding=finding,
        subtitle=say("screen_quality.over_time.subtitle", view.language),
        draw=lambda: drawn and st.plotly_chart(
            drawn, theme=None, config=CONFIG, alt=say("screen_quality.over_time.alt", view.language, finding=finding), key="over_time"
        ),
        note=parts.note(figure, language),
        table=reporters.over_time_table(rows, finding, language) if rows.height else None,
        made_by=figure,
    )  # fmt: skip
