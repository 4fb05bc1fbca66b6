"""What the part about rounds asks: a round, the one before it, and how many reported in both by the same week."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from dashboard.subjects.put_right import lines_put_right
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.clocks import dutch_day
from domain.statements import Table
from metrics.standing.peers import MIN_PEERS
from metrics.trust import round_response
from office.rounds import Round
from store.store import Store


@dataclass(frozen=True)
class InRound:
    """One round up to a day. `first`: as `round_response.first_reports`; `weeks`: as `by_week`."""

    round: Round
    until: date
    first: pl.DataFrame
    weeks: pl.DataFrame

    def reporter_count(self, table: Table | None, week: int) -> int:
        """How many had reported in a table (None: in any) by the end of a week."""
        end = self.round.opens_on + timedelta(days=round_response.WEEK_DAYS * week)
        found = self.first.filter(pl.col("first_on") < end)
        if table is not None:
            found = found.filter(pl.col("table") == table.value)
        return found["municipality_code"].n_unique()


@dataclass(frozen=True)
class RoundSeen:
    """A round beside the one before it, None for the first. `people`: all municipalities with their newest report."""

    now: InRound
    before: InRound | None
    people: pl.DataFrame
    awaiting_count: int
    whole_count: int
    minutes: Sequence[float]  # of each report that says how long it took

    @property
    def week(self) -> int:
        """The week of the round that is under way, or that was the last."""
        return round_response.weeks_between(self.now.round.opens_on, self.now.until)


def seen(rounds: Sequence[Round], number: int, view: View) -> RoundSeen:
    """Everything about one of the rounds."""
    place = next(place for place, one in enumerate(rounds) if one.number == number)
    chosen, previous = rounds[place], rounds[place - 1] if place else None
    people = queries.everyone(replace(view, max_age_days=None))
    until = _until(chosen, rounds[place + 1].opens_on if place + 1 < len(rounds) else None)
    with Store(state.run().places.home).reader() as reader:
        awaiting, beside = reader.awaiting_approval(), reader.beside()
    is_in = round_response.RECORDED_ON.is_between(chosen.opens_on, until)
    codes = awaiting.filter(is_in).explode("municipality_codes")["municipality_codes"].n_unique()
    whole = beside.filter(is_in & (pl.col("kind") == "completeness"))["municipality_code"].n_unique()
    return RoundSeen(
        _in_round(chosen, until, people.height, view),
        None if previous is None else _in_round(previous, _until(previous, chosen.opens_on), people.height, view),
        people,
        codes,
        whole,
        _minutes(chosen, until, view),
    )


def _until(one: Round, next_opens_on: date | None) -> date:
    """The last day that counts: today, the day before the next round, or the day on which it was closed."""
    days = [state.run().choices.today]
    if next_opens_on is not None:
        days.append(next_opens_on - timedelta(days=1))
    if one.snapshot is not None:
        days.append(dutch_day(one.snapshot.known_on))
    return max(one.opens_on, min(days))


def _in_round(one: Round, until: date, population_count: int, view: View) -> InRound:
    history, register = _handed_in(view), queries.the_register()
    first = round_response.first_reports(history, register, opens_on=one.opens_on, until=until)
    weeks = round_response.by_week(first, opens_on=one.opens_on, until=until, population_count=population_count)
    return InRound(one, until, first, weeks)


def _handed_in(view: View) -> dict[Table, pl.DataFrame]:
    """Every version that was handed in: a row that was put right afterwards is no report of its municipality."""
    ours = pl.col("ledger_sequence").is_in(list(lines_put_right(view)))
    return {table: versions.filter(~ours) for table, versions in queries.recorded(view).history.items()}


def _minutes(one: Round, until: date, view: View) -> list[float]:
    """How many minutes each report of the round took that says so."""
    profiles = _handed_in(view)[Table.PROFILE]
    is_in = round_response.RECORDED_ON.is_between(one.opens_on, until) & pl.col("withdrawn_at").is_null()
    return profiles.filter(is_in)["completion_minutes"].drop_nulls().to_list()


def middle_and_quarter(minutes: Sequence[float]) -> tuple[float, float] | None:
    """How long the middle report took, and what a quarter took longer than; None of too few: a quarter is nobody."""
    if len(minutes) < MIN_PEERS:
        return None
    given = pl.Series(minutes, dtype=pl.Float64)
    return given.quantile(0.5) or 0.0, given.quantile(0.75) or 0.0
