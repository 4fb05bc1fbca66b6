"""What the page of one municipality shows: its own figures, its peers, its history."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from dashboard import peers, queries
from dashboard.address import View
from dashboard.peers import Facts
from dashboard.typed_rows import rows_of
from dashboard.words import counted
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.programme import Programme
from domain.statements import Standing, Table
from language.formats import day, days, decimal, integer, listing
from language.texts import say
from metrics.peers import PeerGroup, Peers, peers_of
from metrics.request import Freshness

# months gone by, in whole ones; not `MONTH_DAYS` (365.25 / 12), by which 624 days would read as 21 months instead of 20
DAYS_PER_MONTH = 30.44


@dataclass(frozen=True)
class Trained:
    """Who is trained of one target group: its row of `training_coverage`. `value`: a share, None with the reason why.

    `at_least_count`: how many of the counts under it are of a part of a merged municipality only.
    """

    target_group: str
    value: float | None
    value_status: str | None
    numerator: float | None
    denominator: float | None
    at_least_count: int | None


@dataclass(frozen=True, eq=False)
class OneMunicipality:
    """One municipality of the register on the as_of date. `steps` has a row per step, in the order of the programme.

    `coverage`: its row of `training_coverage` by target group. `group`: whom it asks to be compared with.
    """

    code: str
    name: str
    facts: Facts
    programme: Programme
    steps: pl.DataFrame
    said: pl.DataFrame
    history: pl.DataFrame
    country: pl.DataFrame
    country_standings: pl.DataFrame
    coverage: Mapping[str, Trained]
    group: PeerGroup
    as_of: date

    @property
    def is_silent(self) -> bool:
        """Whether it has no statement on any step, of its own or of the municipalities it was formed from."""
        return self.facts.freshness == Freshness.SILENT

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
        return peers_of(self.country, self.code, group=self.group)

    @cached_property
    def peer_standings(self) -> pl.DataFrame:
        """Municipality × step of the peers."""
        return self.country_standings.filter(pl.col("municipality_code").is_in(self.peers.codes))


def one_municipality(view: View, code: str) -> OneMunicipality:
    """Everything the page needs. `code` stands in the register on the as_of date."""
    country, standings = queries.everyone(view), queries.all_standings(view)
    statements = queries.known(view).statements[Table.MILESTONE]
    codes = [code, *parts_of(code, view.as_of)]
    coverage = queries.ask(view.without_filters(), "training_coverage", municipality=code).rows
    return OneMunicipality(
        code=code,
        name=queries.the_register().by_code[code].name,
        facts=peers.facts_of(country, code),
        programme=queries.the_programme(),
        steps=standings.filter(pl.col("municipality_code") == code).sort("step_number"),
        said=statements.filter(pl.col("municipality_code").is_in(codes), pl.col("reporting_date") <= view.as_of),
        history=queries.history(view, Table.MILESTONE, code).filter(pl.col("reporting_date") <= view.as_of),
        country=country,
        country_standings=standings,
        coverage={trained.target_group: trained for trained in rows_of(coverage, Trained)},
        group=peers.peer_group(view),
        as_of=view.as_of,
    )


def parts_of(code: str, as_of: date) -> list[str]:
    """The municipalities that went up in this one by the as_of date, whole ones only."""
    merged = queries.the_register().reorganisations.filter(
        pl.col("new_code") == code, pl.col("effective_date") <= as_of, ~pl.col("is_split"), pl.col("old_code") != code
    )
    return merged["old_code"].to_list()


def whole_months(start: date, until: date) -> int:
    """Months gone by as the fan counts them: a month ends on the same day of the next, or on its last."""
    months = (until.year - start.year) * 12 + until.month - start.month
    last_day = monthrange(until.year, until.month)[1]
    return months - (until.day < min(start.day, last_day))


def timeline_finding(municipality: OneMunicipality, language: Language) -> str:
    """How many steps it has finished, and how many are running."""
    if municipality.is_silent:
        return say("screen_municipality.timeline.finding_silent", language, name=municipality.name)
    total, finished, started = (
        municipality.steps.height - municipality.count["not_applicable"],
        municipality.count["finished"],
        municipality.count["started"],
    )
    done = counted(
        "screen_municipality.timeline.finding",
        finished,
        language,
        name=municipality.name,
        finished=finished,
        total=total,
    )
    running = counted("screen_municipality.timeline.running", started, language, started=started)
    return f"{done}; {running}"


def slip_words(municipality: OneMunicipality, view: View) -> str:
    """How far its own target dates moved, in days; empty where no step has had two."""
    language = view.language
    rows = queries.ask(view.without_filters(), "plan_slip_days", municipality=municipality.code).rows
    shift = rows["median"][0] if rows.height else None
    if shift is None:
        return say("screen_municipality.timeline.no_slip", language)
    steps = rows["denominator"][0]
    moved = days(shift, language) if shift == int(shift) else f"{decimal(shift, language)} {days(2, language)[2:]}"
    return counted("screen_municipality.timeline.slip", steps, language, count=integer(steps, language), shift=moved)


def stale_words(municipality: OneMunicipality, language: Language) -> str:
    """Which steps are stale, each with the day of its own last report, which may be older than that of the others."""
    stale = municipality.steps.filter("is_stale").sort("step_number")
    steps = [
        say("screen_municipality.timeline.stale_step", language, step=step, day=day(reported, language))
        for step, reported in stale.select("step_number", "reporting_date").iter_rows()
    ]
    if not steps:
        return ""
    words = {"steps": listing(steps, language), "limit": integer(STALE_AFTER_DAYS, language)}
    return counted("screen_municipality.timeline.stale", len(steps), language, **words)


def peer_step_finding(municipality: OneMunicipality, language: Language) -> str:
    """Of a step that is running here: how many peers have finished it. The one most peers have finished is told."""
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED)["step_number"].to_list()
    finished = finished_by_step(municipality.peer_standings)
    count = len(municipality.peers.codes)
    if not count:
        return say("screen_municipality.peers.none", language)
    if not running or count == 1:
        return counted("screen_municipality.peer_steps.finding_done", count, language, count=integer(count, language))
    number = max(running, key=lambda step: (finished.get(step, 0), -step))
    return counted(
        "screen_municipality.peer_steps.finding",
        finished.get(number, 0),
        language,
        name=municipality.name,
        step=municipality.programme.step(number).short_name.of(language),
        finished=integer(finished.get(number, 0), language),
        count=integer(count, language),
    )


def finished_by_step(standings: pl.DataFrame) -> dict[int, int]:
    """How many municipalities have finished each step."""
    is_finished = pl.col("standing") == Standing.FINISHED
    return dict(standings.group_by("step_number").agg(count=is_finished.sum()).iter_rows())
