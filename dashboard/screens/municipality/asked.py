"""What the page Mijn gemeente asks: the municipality with its steps, its peers and its history."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from dashboard.figure import anatomy
from dashboard.subjects import peers
from dashboard.subjects.peers import Facts
from dashboard.view import queries, store_rows
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.programme import Programme
from domain.statements import Standing, Table
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.progress.observations import UNFINISHED
from metrics.readings.reopened import opened_again
from metrics.standing.known import Known
from metrics.standing.peers import PeerGroup, Peers, peers_of
from metrics.standing.state import Freshness
from metrics.training.training import training


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
    stale_count: int | None


@dataclass(frozen=True, eq=False)
class OneMunicipality:
    """One municipality of the register on the as_of date. `steps` has a row per step, in the order of the programme.

    `coverage`: its row of `training_coverage` by target group; `trained_on`: the reporting date under it; `history`:
    what it ever stated of its steps. Of these nothing for who may not see them. `group`: whom it asks to be compared
    with. `last_report`: its newest reporting date however old, also where `max_age_days` is chosen.
    """

    code: str
    name: str
    facts: Facts
    programme: Programme
    steps: pl.DataFrame
    said: pl.DataFrame
    history: pl.DataFrame
    sees_history: bool
    country: pl.DataFrame
    country_standings: pl.DataFrame
    coverage: Mapping[str, Trained]
    trained_on: Mapping[str, date]
    group: PeerGroup
    as_of: date
    last_report: date | None
    max_age_days: int | None

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
    def opened_again(self) -> dict[int, tuple[date, date]]:
        """Per step that is open again: the last report that called it finished, the first that no longer did."""
        own = opened_again(self.said.filter(pl.col("municipality_code") == self.code))
        unfinished = self.steps.filter(pl.col("standing").is_in(UNFINISHED))["step_number"]
        found = own.filter(pl.col("step_number").is_in(unfinished.to_list()))
        return {number: (finished, opened) for _, number, finished, opened in found.iter_rows()}

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
    statements = queries.young_enough(view)[Table.MILESTONE]
    codes = [code, *parts_of(code, view.as_of)]
    coverage = [] if anatomy.why_not("timeline/trained") is not None else _coverage(view, code)
    sees_history = anatomy.why_not("timeline/reports") is None
    history = store_rows.history(view, Table.MILESTONE, code).filter(pl.col("reporting_date") <= view.as_of)
    return OneMunicipality(
        code=code,
        name=queries.the_register().by_code[code].name,
        facts=peers.facts_of(country, code),
        programme=queries.the_programme(),
        steps=standings.filter(pl.col("municipality_code") == code).sort("step_number"),
        said=statements.filter(pl.col("municipality_code").is_in(codes), pl.col("reporting_date") <= view.as_of),
        history=history if sees_history else history.clear(),
        sees_history=sees_history,
        country=country,
        country_standings=standings,
        coverage={trained.target_group: trained for trained in coverage},
        trained_on=queries.derived(view.without_filters(), _trained_on, code=code) if coverage else {},
        group=peers.peer_group(view),
        as_of=view.as_of,
        last_report=peers.facts_of(queries.everyone(replace(view, max_age_days=None)), code).newest_reporting_date,
        max_age_days=view.max_age_days,
    )


def _coverage(view: View, code: str) -> list[Trained]:
    return rows_of(queries.ask(view.without_filters(), "training_coverage", municipality=code).rows, Trained)


def _trained_on(known: Known, request: Request, *, code: str) -> dict[str, date]:
    rows = training(Question(known, replace(request, municipality=code), ())).drop_nulls("reporting_date")
    return dict(rows.select("target_group", "reporting_date").iter_rows())


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
