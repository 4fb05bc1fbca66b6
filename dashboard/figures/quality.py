"""The figures on data quality."""

import polars as pl
import streamlit as st

from dashboard import components, parts, quality, queries, rejected, state, tables
from dashboard.address import View
from dashboard.charts import freshness as chart
from dashboard.charts.template import CONFIG
from dashboard.quality import Refused
from dashboard.words import counted, municipalities
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say
from metrics import headlines
from metrics.figures import Figure


def response(people: pl.DataFrame, view: View) -> None:
    """Who reports, by size."""
    language = view.language
    figure = queries.ask(view, "response", by=("size_class",))
    found = headlines.least_response(figure)
    finding = _word("response.finding_all_equal", view) if found is None else found.said(language)
    data = chart.response(people, _word("response.alt", view, finding=finding), language)
    parts.figure(
        "response",
        finding=finding,
        subtitle=_word("response.subtitle", view),
        draw=lambda: components.draw("bars", data, key="response"),
        note=_word(
            "response.note",
            view,
            municipalities=municipalities(people.height, language),
            as_of=day(view.as_of, language),
        ),
        table=tables.response(people, language, finding),
        made_by=figure,
    )


def ages(people: pl.DataFrame, figure: Figure, view: View) -> None:
    """How old the reports are."""
    language = view.language
    found = headlines.age(figure)
    finding = _word("freshness.none", view) if found is None else found.said(language)
    counts = chart.ages(people, people["age_days"])
    drawn = chart.histogram(counts, st.context.theme.type, language) if counts else None
    parts.figure(
        "freshness",
        finding=finding,
        subtitle=_word("freshness.subtitle", view),
        draw=lambda: drawn and st.plotly_chart(
            drawn, theme=None, config=CONFIG, alt=_word("freshness.alt", view, finding=finding), key="ages"
        ),
        note=parts.note(figure, language),
        table=quality.call_table(people.sort("age_days", nulls_last=True), language),
        made_by=figure,
    )  # fmt: skip


def to_call(people: pl.DataFrame, view: View) -> None:
    """The silent and the stale, as a list to act on."""
    language = view.language
    rows = quality.to_call(people)
    parts.figure(
        "silence",
        finding=quality.call_finding(rows, language),
        subtitle=_word("silence.subtitle", view),
        draw=lambda: _draw_call_list(rows, view),
        note=say("screen.foot.list_note", language, count=integer(rows.height, language),
                 municipalities=municipalities(people.height, language), as_of=day(view.as_of, language)),
        table=quality.call_table(rows, language),
    )  # fmt: skip


def _draw_call_list(rows: pl.DataFrame, view: View) -> None:
    if rows.is_empty():
        return
    opened = components.draw("list", quality.call_list(rows, view.language), key="call_list").open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def refused_rows(refused: list[Refused], view: View) -> None:
    """The rows that were refused and wait."""
    rows = len({one.quarantine_id for one in refused})
    key = "finding_none" if not rows else "finding_one" if rows == 1 else "finding"
    parts.figure(
        "refused",
        finding=_word(f"refused.{key}", view, rows=integer(rows, view.language)),
        subtitle=_word("refused.subtitle", view),
        draw=lambda: refused and components.draw("list", quality.refused_list(refused, view.language), key="refused"),
        note=_word("refused.note", view, known_on=day(dutch_day(view.known_on), view.language)),
        table=quality.refused_table(refused, view.language) if refused else None,
    )


def rejected_files(view: View) -> None:
    """The files that could not be taken in at all; whatever the filters say, because nobody knows whose they are."""
    found = rejected.rejected_files(queries.rejected_files(view), view.language)
    key = "finding_none" if not found else "finding_one" if len(found) == 1 else "finding"
    parts.figure(
        "rejected",
        finding=_word(f"rejected.{key}", view, files=integer(len(found), view.language)),
        subtitle=_word("rejected.subtitle", view),
        draw=lambda: found and components.draw("list", rejected.drawn_list(found, view.language), key="rejected"),
        note=_word("rejected.note", view, known_on=day(dutch_day(view.known_on), view.language)),
        table=rejected.table(found, view.language) if found else None,
    )


def warnings(view: View) -> None:
    """How many municipalities have which warning."""
    language = view.language
    figure = queries.ask(view, "consistency", by=("rule",))
    rows = figure.rows.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    finding = _word("warnings.finding_none", view)
    if rows.height:
        rule = say(f"screen_rule.warning.{rows['rule'][0]}", language)
        count = rows["numerator"][0]
        finding = counted("screen_quality.warnings.finding", count, language, rule=rule, count=integer(count, language))
    data = quality.warnings_bars(rows, _word("warnings.alt", view, finding=finding), language)
    parts.figure(
        "warnings",
        finding=finding,
        subtitle=_word("warnings.subtitle", view),
        draw=lambda: rows.height and components.draw("bars", data, key="warnings"),
        note=parts.note(figure, language),
        table=quality.warnings_table(rows, language) if rows.height else None,
        made_by=figure,
    )


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_quality.{key}", view.language, **values)
