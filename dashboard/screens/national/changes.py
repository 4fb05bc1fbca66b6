"""What changed in the last three months."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import polars as pl

from dashboard.drawing.sentences import SENTENCES, Sentence, SentencesData
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.subjects.waits import waits_word
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import dutch_day, months_before
from language.formats import day, integer
from language.texts import has, say
from metrics.defining.sentences import Finding
from metrics.standing.state import Freshness


def what_changed(view: View) -> None:
    """What changed since the previous period, in sentences."""
    told = queries.kept(view, changes)
    anatomy.figure(
        "changes",
        finding=told.finding,
        subtitle=told.subtitle,
        draw=lambda: _draw_changes(told, view),
        note=say("screen_national.changes.note", view.language),
        rows_under=told.rows,
    )


@dataclass(frozen=True)
class Told:
    """What changed, in sentences; `rows`: what they count, a row per change. `known_before`: then as known then."""

    finding: str
    subtitle: str
    sentences: list[Sentence]
    rows: TableData | None
    known_before: date


def _draw_changes(told: Told, view: View) -> None:
    data: SentencesData = {"sentences": told.sentences, "more": say("screen_national.changes.all", view.language)}
    if SENTENCES.draw(data, key="changes").go:
        there = view.with_choice("eerder", told.known_before.isoformat(), state.run().choices)
        state.go("quality", there, figure="moments")


def changes(view: View) -> Told:
    """What changed since the previous period: then as known then, now as known now."""
    language = view.language
    known_day = dutch_day(view.known_on)
    before, known_before = _three_months_before(view.as_of), _three_months_before(known_day)
    found = queries.changes(view, since=before, known_before=known_before)
    rows = queries.changed_rows(view, since=before, known_before=known_before)
    finding = say("screen_national.changes.finding", language, day=day(before, language))
    quiet = "nothing" if (queries.population(view)["freshness"] != Freshness.SILENT).any() else "unknown"
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
        sentences=sentences or [{"text": say(f"screen_national.changes.{quiet}", language), "note": ""}],
        rows=_changed_rows(rows, view, finding) if rows.height else None,
        known_before=known_before,
    )


def _changed_rows(rows: pl.DataFrame, view: View, caption: str) -> TableData:
    """A row per change: what, of whom, at which step, from what to what."""
    language, programme = view.language, queries.the_programme()
    nothing = say("screen_national.changes.no_step", language)

    def said(kind: str, value: str | None) -> str:
        if kind == "waiting":
            return waits_word(value, programme, language)
        return say(f"screen.{'standing' if kind == 'standing' else 'freshness'}.{value}", language)

    kinds = rows["kind"].to_list()
    named = rows.join(queries.everyone(view).select("municipality_code", "name"), on="municipality_code",
                      how="left", maintain_order="left")  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen_national.changes.what", language),
                   [say(f"screen_national.changes.kind.{kind}", language) for kind in kinds]),
            Column(say("screen.column.step", language), named["step_number"].to_list(),
                   partial(integer, language=language, unknown=nothing), is_number=True),
            column(named, "name", language, label="municipality"),
            *(
                Column(say(f"screen_national.changes.{side}", language),
                       [said(kind, value) for kind, value in zip(kinds, named[side], strict=True)])
                for side in ("was", "now")
            ),
            column(named, "reporting_date", language, "day"),
            column(named, "municipality_code", language),
        ],
    )  # fmt: skip


def _remark(finding: Finding, language: Language) -> str:
    key = f"screen_national.changes.remark.{finding.topic}"
    number = finding.clauses[0].values.get("number_count")
    return counted(key, number, language) if isinstance(number, int) and has(f"{key}.many") else ""


def _three_months_before(moment: date) -> date:
    """The same place in the quarter before: a month end stays a month end."""
    after = moment + timedelta(days=1)
    return months_before(after, 3) - timedelta(days=1) if after.day == 1 else months_before(moment, 3)
