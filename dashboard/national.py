"""What the national page shows: its figures asked once, its headline figures, what changed since the last period."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial

import polars as pl

from dashboard import findings, months, parts, queries
from dashboard.address import ALL_STEPS, View
from dashboard.charts.steps import counts_by_step
from dashboard.components.sentences import Sentence
from dashboard.download import Column, TableData
from dashboard.parts import Headline
from dashboard.tables import column
from dashboard.typed_rows import FigureRow
from dashboard.waiting_tables import waits_word
from dashboard.words import counted, municipalities
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS, dutch_day, months_before
from domain.programme import Programme
from domain.statements import Standing
from language.formats import day, decimal, integer, month, share, share_range
from language.texts import has, say
from metrics.figures import Figure
from metrics.request import Freshness
from metrics.sentences import Finding
from metrics.state import standing_counts


@dataclass(frozen=True)
class National:
    """The figures of the page. `step_number` is the step of the atlas, ALL_STEPS for all of them.

    `every_month`: `progress_over_time` of every step, up to the last whole month, for the atlas.
    """

    programme: Programme
    people: pl.DataFrame
    standings: pl.DataFrame
    completion: Figure
    all_steps: Figure
    completed: Figure
    every_month: Figure
    step_number: int
    is_step_chosen: bool
    followed_step: int

    @cached_property
    def standing_counts(self) -> pl.DataFrame:
        """How many municipalities stand where, per step."""
        return standing_counts(self.standings)

    @cached_property
    def counts(self) -> dict[int, dict[str, tuple[int, int]]]:
        """How many stand where, as step -> standing -> (municipalities, of which stale)."""
        return counts_by_step(self.standing_counts)

    @cached_property
    def completion_by_step(self) -> dict[int, FigureRow]:
        """The rows of `step_completion` by step."""
        return {row["step"]: row for row in self.completion.rows.iter_rows(named=True)}

    @cached_property
    def progress(self) -> Figure:
        """`progress_over_time` of the followed step up to the as_of date."""
        rows = queries.with_month_ends(self.every_month.rows)
        until = rows.filter(pl.col("step") == self.followed_step, pl.col("month_end") <= self.completion.as_of)
        return replace(
            self.every_month,
            as_of=self.completion.as_of,
            municipality_count=self.completion.municipality_count,
            reporter_count=self.completion.reporter_count,
            stale_count=self.completion.stale_count,
            rows=until.drop("month_end"),
        )

    @cached_property
    def months(self) -> pl.DataFrame:
        """`progress_over_time` of the followed step. One row per month end; adds month_end."""
        return queries.with_month_ends(self.progress.rows)

    def progress_note(self, language: Language) -> str:
        """How many stated the step in the first and in the last month."""
        if self.months.is_empty():
            return parts.note(self.progress, language)
        first, last = self.months.row(0, named=True), self.months.row(-1, named=True)
        return say(
            "screen_national.progress.note", language,
            first=integer(first["denominator"], language), first_month=month(first["month_end"], language),
            last=integer(last["denominator"], language), last_month=month(last["month_end"], language),
        )  # fmt: skip


def national(view: View) -> National:
    """Asks every figure of the page."""
    programme = queries.the_programme()
    standings = queries.standings(view)
    busiest = findings.busiest_step(standings)
    chosen = busiest if view.step_number is None else view.step_number
    followed = busiest if chosen == ALL_STEPS else chosen
    return National(
        programme=programme,
        people=queries.population(view),
        standings=standings,
        completion=queries.ask(view, "step_completion", by=("step",)),
        all_steps=queries.ask(view, "all_steps_done"),
        completed=queries.ask(view, "completed_steps"),
        every_month=months.progress(view),
        step_number=chosen,
        is_step_chosen=view.step_number not in (None, ALL_STEPS),
        followed_step=followed,
    )


def headlines(picture: National, view: View) -> list[Headline]:
    """Reporters, the middle municipality, the step on the map, and all steps."""
    return [
        _reporters(picture.completion, view.language),
        _middle(picture, view.language),
        _step(picture, view.language),
        _all_steps(picture.all_steps, view.language),
    ]


def _reporters(figure: Figure, language: Language) -> Headline:
    every, reporters = figure.municipality_count, figure.reporter_count
    note = say("screen_national.headline.reporters_note_silent", language)
    if reporters:
        note = counted(
            "screen_national.headline.reporters_note",
            figure.stale_count,
            language,
            share=share(reporters / every, language),
            stale=integer(figure.stale_count, language),
            days=STALE_AFTER_DAYS,
        )
    return Headline(
        say("screen_national.headline.reporters", language),
        integer(reporters, language),
        say("screen_national.headline.of", language, count=integer(every, language)),
        note,
    )


def _middle(picture: National, language: Language) -> Headline:
    median = picture.completed.rows["median"][0]
    label = say("screen_national.headline.median", language)
    if median is None:
        return Headline(label, say("screen.state.unknown", language), is_word=True)
    reporters = picture.completed.reporter_count
    note = counted("screen_national.headline.median_note", reporters, language, count=integer(reporters, language))
    total = say("screen_national.headline.of", language, count=len(picture.programme.steps))
    return Headline(label, decimal(median, language, 0 if median == int(median) else 1), total, note)


def _step(picture: National, language: Language) -> Headline:
    step = picture.programme.step(picture.followed_step)
    said = picture.completion_by_step[step.number]
    label = say("screen_national.headline.step", language, name=step.short_name.of(language), number=step.number)
    unknown = say("screen.state.unknown", language)
    bounds = share_range(said["lower_bound"], said["upper_bound"], language, unknown=unknown)
    at_work = picture.standings.filter(step_number=step.number, standing=Standing.STARTED).height
    # another date or filter may bring another step, so that two of these figures are not of the same one
    why = say("screen_national.headline.step_note_busiest", language) if at_work and not picture.is_step_chosen else ""
    if said["estimate"] is None:
        note = say("screen_national.headline.step_note_bounds", language, bounds=bounds, why=why)
        return Headline(label, share(said["value"], language, unknown=unknown), "", note, said["value"] is None)
    interval = share_range(said["interval_low"], said["interval_high"], language, unknown=unknown)
    note = say("screen_national.headline.step_note", language, interval=interval, bounds=bounds, why=why)
    return Headline(label, share(said["estimate"], language), "", note)


def _all_steps(figure: Figure, language: Language) -> Headline:
    row = figure.rows.row(0, named=True)
    label = say("screen_national.headline.all_steps", language)
    note = counted(
        "screen_national.headline.all_steps_note",
        row["upper_bound"],
        language,
        low=integer(row["lower_bound"], language),
        high=integer(row["upper_bound"], language),
    )
    if row["value"] is None:
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    count, word = municipalities(int(row["value"]), language).split(" ", 1)
    return Headline(label, count, word, note)


@dataclass(frozen=True)
class Told:
    """What changed, in sentences; `rows`: what they count, a row per change. `known_before`: then as known then."""

    finding: str
    subtitle: str
    sentences: list[Sentence]
    rows: TableData | None
    known_before: date


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
