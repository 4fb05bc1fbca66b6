"""What the page of one municipality shows: its own figures, its peers, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from dashboard import queries
from dashboard.address import View
from dashboard.parts import Headline
from dashboard.words import counted, size_word, step_unit
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.programme import Programme
from domain.statements import Standing, Table
from language.formats import day, decimal, integer
from language.texts import say
from metrics.peers import MIN_PEERS, Peers, middle, peers_of
from metrics.request import Freshness

DAYS_PER_MONTH = 30.44  # months here are a measure of time gone by, not calendar months


@dataclass(frozen=True, eq=False)
class One:
    """One municipality of the register on the as_of date. `steps` has a row per step, in the order of the programme."""

    code: str
    name: str
    facts: Mapping[str, Any]
    programme: Programme
    steps: pl.DataFrame
    said: pl.DataFrame
    history: pl.DataFrame
    country: pl.DataFrame
    country_standings: pl.DataFrame
    as_of: date

    @property
    def is_silent(self) -> bool:
        """No statement on any step, of its own or of the municipalities it was formed from."""
        return self.facts["freshness"] == Freshness.SILENT

    @cached_property
    def count(self) -> dict[str, int]:
        """Steps per standing."""
        return {standing.value: self.steps.filter(pl.col("standing") == standing).height for standing in Standing}

    @cached_property
    def own_start(self) -> date | None:
        """The earliest start date it gave for any step, in any statement up to the as_of date."""
        found = self.said["start_date"].min()
        return found if isinstance(found, date) else None

    @cached_property
    def targets(self) -> dict[int, tuple[date, date]]:
        """Per step the first and the last own target date stated, in order of reporting date."""
        own = self.said.filter(pl.col("municipality_code") == self.code).sort("reporting_date")
        stated = own.drop_nulls("own_target_date").group_by("step_number", maintain_order=True)
        both = stated.agg(first=pl.col("own_target_date").first(), last=pl.col("own_target_date").last())
        return {number: (first, last) for number, first, last in both.iter_rows()}

    @cached_property
    def peers(self) -> Peers:
        """Reporting municipalities like it."""
        return peers_of(self.country, self.code)

    @cached_property
    def peer_standings(self) -> pl.DataFrame:
        """Municipality × step of the peers."""
        return self.country_standings.filter(pl.col("municipality_code").is_in(self.peers.codes))

    @cached_property
    def peer_finished(self) -> pl.Series:
        """How many steps each peer has finished."""
        is_finished = pl.col("standing") == Standing.FINISHED
        return self.peer_standings.group_by("municipality_code").agg(count=is_finished.sum()).sort(
            "municipality_code"
        )["count"]  # fmt: skip

    @cached_property
    def peer_middle(self) -> float | None:
        """How many steps the middle peer has finished."""
        return middle(self.peer_finished)


def one_municipality(view: View, code: str) -> One:
    """Everything the page needs. `code` stands in the register on the as_of date."""
    country, standings = queries.everyone(view), queries.all_standings(view)
    statements = queries.known(view).statements[Table.MILESTONE]
    codes = [code, *parts_of(code, view.as_of)]
    return One(
        code=code,
        name=queries.the_register().by_code[code].name,
        facts=country.filter(pl.col("municipality_code") == code).row(0, named=True),
        programme=queries.the_programme(),
        steps=standings.filter(pl.col("municipality_code") == code).sort("step_number"),
        said=statements.filter(pl.col("municipality_code").is_in(codes), pl.col("reporting_date") <= view.as_of),
        history=queries.history(view, Table.MILESTONE, code).filter(pl.col("reporting_date") <= view.as_of),
        country=country,
        country_standings=standings,
        as_of=view.as_of,
    )


def parts_of(code: str, as_of: date) -> list[str]:
    """The municipalities that went up in this one by the as_of date, whole ones only."""
    merged = queries.the_register().reorganisations.filter(
        pl.col("new_code") == code, pl.col("effective_date") <= as_of, ~pl.col("is_split"), pl.col("old_code") != code
    )
    return merged["old_code"].to_list()


def headlines(one: One, view: View) -> list[Headline]:
    """Steps finished, time since the own start, shift of the own targets, age of the report."""
    return [
        _finished(one, view.language),
        _since_start(one, view.language),
        _slip(view, one, view.language),
        _age(one, view.language),
    ]


def _label(key: str, language: Language, **values: object) -> str:
    return say(f"screen_municipality.headline.{key}", language, **values)


def _finished(one: One, language: Language) -> Headline:
    if one.is_silent:
        return _unknown("finished", "screen.state.not_reported", "", language)
    applicable = one.steps.height - one.count["not_applicable"]
    silent = one.count["not_reported"]
    unknown = _label("finished_unknown", language, count=integer(silent, language)) if silent else ""
    note = _label(
        "finished_note",
        language,
        started=integer(one.count["started"], language),
        not_started=integer(one.count["not_started"], language),
        unknown=unknown,
    )
    finished = integer(one.count["finished"], language)
    return Headline(_label("finished", language), finished, _label("of", language, count=applicable), note)


def _since_start(one: One, language: Language) -> Headline:
    if one.own_start is None:
        return _unknown("since_start", "screen.state.unknown", _label("no_start", language), language)
    months = int((one.as_of - one.own_start).days / DAYS_PER_MONTH)
    unit = _label("month" if months == 1 else "months", language)
    note = _label("since_start_note", language, day=day(one.own_start, language))
    return Headline(_label("since_start", language), integer(months, language), unit, note)


def _slip(view: View, one: One, language: Language) -> Headline:
    rows = queries.ask(view.without_filters(), "plan_slip_days", municipality=one.code).rows
    shift = rows["median"][0] if rows.height else None
    if shift is None:
        return _unknown("slip", "screen.state.unknown", _label("no_slip", language), language)
    steps = rows["denominator"][0]
    note = counted("screen_municipality.headline.slip_note", steps, language, count=integer(steps, language))
    digits = 0 if shift == int(shift) else 1
    return Headline(
        _label("slip", language),
        decimal(shift, language, digits),
        _label("day" if shift == 1 else "days", language),
        note,
    )


def _age(one: One, language: Language) -> Headline:
    newest = one.facts["newest_reporting_date"]
    if newest is None:
        return _unknown("age", "screen.state.not_reported", "", language)
    age, until = (one.as_of - newest).days, newest + timedelta(days=STALE_AFTER_DAYS)
    is_stale = one.facts["freshness"] == Freshness.STALE
    shown = until + timedelta(days=1) if is_stale else until
    note = _label(
        "age_stale" if is_stale else "age_current", language, day=day(newest, language), until=day(shown, language)
    )
    unit = _label("day" if age == 1 else "days", language)
    return Headline(_label("age", language), integer(age, language), unit, note)


def _unknown(label: str, word: str, note: str, language: Language) -> Headline:
    return Headline(_label(label, language), say(word, language), "", note, is_word=True)


def timeline_finding(one: One, language: Language) -> str:
    """How many steps it has finished, and how many are running."""
    if one.is_silent:
        return say("screen_municipality.timeline.finding_silent", language, name=one.name)
    total, finished, started = (
        one.steps.height - one.count["not_applicable"],
        one.count["finished"],
        one.count["started"],
    )
    done = counted(
        "screen_municipality.timeline.finding", finished, language, name=one.name, finished=finished, total=total
    )
    running = counted("screen_municipality.timeline.running", started, language, started=started)
    return f"{done}; {running}"


def peer_finding(one: One, language: Language) -> str:
    """How its number of finished steps lies beside that of the middle peer."""
    if one.peer_middle is None:
        return say("screen_municipality.peers.none", language)
    count = len(one.peers.codes)
    group = "middle_one" if count == 1 else "middle_many"
    peers = say(f"screen_municipality.peers.{group}", language, count=integer(count, language))
    if one.is_silent:
        unit = step_unit(one.peer_middle, language)
        middle = _steps(one.peer_middle, language)
        return say("screen_municipality.peers.unknown", language, name=one.name, peers=peers, middle=middle, unit=unit)
    difference = one.count["finished"] - one.peer_middle
    word = "same" if difference == 0 else "more" if difference > 0 else "fewer"
    return say(
        f"screen_municipality.peers.{word}",
        language,
        name=one.name,
        difference=_steps(abs(difference), language),
        unit=step_unit(abs(difference), language),
        peers=peers,
    )


def _steps(count: float, language: Language) -> str:
    return decimal(count, language, 0 if count == int(count) else 1)


def peer_step_finding(one: One, language: Language) -> str:
    """Of a step that is running here: how many peers have finished it. The one most peers have finished is told."""
    running = one.steps.filter(pl.col("standing") == Standing.STARTED)["step_number"].to_list()
    finished = finished_by_step(one.peer_standings)
    count = len(one.peers.codes)
    if not count:
        return say("screen_municipality.peers.none", language)
    if not running or count == 1:
        return counted("screen_municipality.peer_steps.finding_done", count, language, count=integer(count, language))
    number = max(running, key=lambda step: (finished.get(step, 0), -step))
    return counted(
        "screen_municipality.peer_steps.finding",
        finished.get(number, 0),
        language,
        name=one.name,
        step=one.programme.step(number).short_name.of(language),
        finished=integer(finished.get(number, 0), language),
        count=integer(count, language),
    )


def finished_by_step(standings: pl.DataFrame) -> dict[int, int]:
    """How many municipalities have finished each step."""
    is_finished = pl.col("standing") == Standing.FINISHED
    return dict(standings.group_by("step_number").agg(count=is_finished.sum()).iter_rows())


def peer_group_words(one: One, language: Language) -> str:
    """How the peers were chosen."""
    if one.peers.group == "size_class":
        size = size_word(one.facts["size_class"], language)
        return say("screen_municipality.peers.group_size_class", language, size=size)
    return say("screen_municipality.peers.group_nearest", language, fewest=MIN_PEERS, count=len(one.peers.codes))
