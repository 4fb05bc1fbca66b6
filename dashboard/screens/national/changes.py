"""What changed in the last three months: sentences, and the municipalities behind them to take away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.sentences import SENTENCES, Sentence, SentencesData
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, freshness_word, standing_word
from dashboard.screens.national.changed_counts import changed_counts, three_months_before
from dashboard.subjects.waits import waits_word
from dashboard.view import queries, state
from dashboard.view.address import CHOICE, View
from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import FIRST_DAY
from language.formats import day, integer
from language.texts import say
from metrics.defining.sentences import Finding
from metrics.standing.state import Freshness

REMARKS: Final[Mapping[str, str]] = {"turned_stale": "screen_national.changes.remark.turned_stale"}  # by topic
KIND_KEYS: Final[Mapping[str, str]] = {
    "standing": "screen_national.changes.kind.standing",
    "reopened": "screen_national.changes.kind.reopened",
    "waiting": "screen_national.changes.kind.waiting",
    "report": "screen_national.changes.kind.report",
}


@dataclass(frozen=True)
class Told:
    """What changed, in sentences; `rows`: what they count, a row per change. `known_before`: then as known then."""

    finding: str
    subtitle: str
    sentences: list[Sentence]
    rows: TableData | None
    known_before: date


def what_changed(view: View) -> None:
    """What changed since the previous period, in sentences."""
    if anatomy.withheld("changes"):
        return None
    if anatomy.why_not("changes/then") is not None:
        return changed_counts(view)
    told = queries.kept(view, changes_told, on=(*CHOICE, "language"))
    anatomy.figure(
        "changes",
        finding=told.finding,
        subtitle=told.subtitle,
        draw=lambda: _draw_changes(told, view),
        note=say("screen_national.changes.note", view.language),
        rows_under=told.rows,
        kind="screen.kind.observation",
    )


def changes_told(view: View) -> Told:
    """What changed since the previous period: then as known then, now as known now."""
    language = view.language
    known_day = dutch_day(view.known_on)
    before, known_before = (max(three_months_before(day), FIRST_DAY) for day in (view.as_of, known_day))
    found = queries.changes(view, since=before, known_before=known_before)
    rows = queries.changed_rows(view, since=before, known_before=known_before)
    finding = say("screen_national.changes.finding", language, day=day(before, language))
    is_heard = (queries.population(view)["freshness"] != Freshness.SILENT).any()
    quiet = say("screen_national.changes.nothing" if is_heard else "screen_national.changes.unknown", language)
    sentences: list[Sentence] = [
        {"text": f"{finding.said(language)}.", "note": _remark(finding, language)} for finding in found
    ]
    return Told(
        finding=finding,
        subtitle=say(
            "screen_national.changes.subtitle",
            language,
            as_of=day(view.as_of, language),
            before=day(before, language),
            known_on=day(known_day, language),
            known_before=day(known_before, language),
        ),
        sentences=sentences or [{"text": quiet, "note": ""}],
        rows=changes_table(rows, view, finding) if rows.height else None,
        known_before=known_before,
    )


def _remark(finding: Finding, language: Language) -> str:
    key, number = REMARKS.get(finding.topic), finding.clauses[0].values.get("number_count")
    return counted(key, number, language) if key and isinstance(number, int) else ""


def changes_table(rows: pl.DataFrame, view: View, caption: str) -> TableData:
    """A row per change: what, of whom, at which step, from what to what."""
    language, programme = view.language, queries.the_programme()
    nothing = say("screen_national.changes.no_step", language)
    kinds = rows["kind"].to_list()

    def said(kind: str, value: str | None) -> str:
        if kind == "waiting" or value is None:  # only of what is waited on there may be nothing
            return waits_word(value, programme, language)
        return standing_word(value, language) if kind in ("standing", "reopened") else freshness_word(value, language)

    def side(label: str, values: pl.Series) -> Column:
        return Column(label, [said(kind, value) for kind, value in zip(kinds, values, strict=True)])

    named = rows.join(queries.everyone(view).select("municipality_code", "name"), on="municipality_code",
                      how="left", maintain_order="left")  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen_national.changes.what", language),
                   [say(KIND_KEYS[kind], language) for kind in kinds]),
            Column(say("screen.column.step", language), named["step_number"].to_list(),
                   partial(integer, language=language, unknown=nothing), is_number=True),
            column(named, "name", language, label="municipality"),
            side(say("screen_national.changes.was", language), named["was"]),
            side(say("screen_national.changes.now", language), named["now"]),
            column(named, "reporting_date", language, "day"),
            column(named, "municipality_code", language),
        ],
    )  # fmt: skip


def _draw_changes(told: Told, view: View) -> None:
    language = view.language
    days = {"day": day(told.known_before, language), "now": day(dutch_day(view.known_on), language)}
    more = say("screen_national.changes.all_then" if view.known else "screen_national.changes.all", language, **days)
    data: SentencesData = {"sentences": told.sentences, "more": more}
    if SENTENCES.draw(data, key="changes").go:
        there = view.with_choice("eerder", told.known_before.isoformat(), state.run().choices)
        state.go("quality", there, figure="moments")
