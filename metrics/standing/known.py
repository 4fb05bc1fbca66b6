"""What was known at one moment: the statements and the facts that every figure is made from."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, SUBJECT, Table
from metrics.standing.mergers import held_statements
from metrics.standing.roll_up import (
    roll_up_newest,
    roll_up_parts,
    roll_up_profile,
    roll_up_steps,
    roll_up_sums,
    said_in_full,
)

Made = TypeVar("Made")

MOST_KEPT = 12  # frames per state of knowledge: a page asks all its figures as of two or three sets of dates

MOST_AGES_KEPT = 48  # with a chosen age a line over three years asks each month end apart


@dataclass(frozen=True, eq=False)
class Known:
    """The statements that stood at `known_on`, with the register and the programme they are read by.

    `statements` holds one row per key (Reader.statements without an as_of: all reporting dates), `files` one row per
    ledger line. `history` (Reader.history: every version) only the figures need that look back at what was revised.
    `clock_repairs` is how often moments of the ledger were put right. `awaiting`: the ledger sequences of the reports
    that await an approval. `of_day`: only what holds on that day is here (`read_known`). What does not depend on the
    as_of date is worked out once and kept.
    """

    statements: Mapping[Table, pl.DataFrame]
    files: pl.DataFrame
    register: Register
    programme: Programme
    known_on: datetime
    history: Mapping[Table, pl.DataFrame] | None = None
    clock_repairs: int = 0
    awaiting: frozenset[int] = frozenset()
    of_day: date | None = None
    answered: Callable[[str, Any], object] | None = field(default=None, init=False)
    """What was answered beforehand, by metric and request. A part of what is known has none: it was not asked."""

    def with_answers(self, answered: Callable[[str, Any], object]) -> "Known":
        """The same with what was answered of exactly this beforehand: `metrics.figures` looks there first."""
        known = replace(self)
        object.__setattr__(known, "answered", answered)
        return known

    def says_the_same(self, other: "Known") -> bool:
        """Whether every figure of the other is the same: of the same moment, and from the same statements."""
        mine, theirs = (
            (one.known_on, one.register, one.programme, one.clock_repairs, one.awaiting, one.of_day)
            for one in (self, other)
        )
        return (
            mine == theirs
            and self.files.equals(other.files)
            and _are_equal(self.statements, other.statements)
            and _are_equal(self.history or {}, other.history or {})
        )

    @cached_property
    def held_milestones(self) -> pl.DataFrame:
        """Milestone statements and roll-ups with the days they are in force; see `held_statements`."""
        parties = tuple(party.key for party in self.programme.waiting_parties)
        said = self._said(Table.MILESTONE)
        return held_statements(said, SUBJECT[Table.MILESTONE], self.register, lambda part: roll_up_steps(part, parties))

    @cached_property
    def held_training(self) -> pl.DataFrame:
        """Training statements and roll-ups with the days they are in force."""
        return self._held_sums(Table.TRAINING)

    @cached_property
    def held_costs(self) -> pl.DataFrame:
        """Cost statements and roll-ups with the days they are in force."""
        return self._held_sums(Table.COST)

    @cached_property
    def held_cost_parts(self) -> pl.DataFrame:
        """What stands behind `held_costs`: `parts`, a list of what each part of a sum said itself (euro)."""
        said = self._said(Table.COST)
        parts = pl.struct("reporting_date", "realised_cost_eur", "budgeted_eur", part_code="municipality_code")
        listed = said.select(*SUBJECT[Table.COST], "reporting_date", parts=pl.concat_list(parts))
        return held_statements(listed, SUBJECT[Table.COST], self.register, roll_up_parts)

    @cached_property
    def held_profiles(self) -> pl.DataFrame:
        """Profile statements and roll-ups with the days they are in force."""
        said = self._said(Table.PROFILE)
        return held_statements(said, SUBJECT[Table.PROFILE], self.register, roll_up_profile)

    @cached_property
    def held_reports(self) -> pl.DataFrame:
        """The newest milestone reporting date of each municipality, with the days on which it is the newest."""
        reports = self.statements[Table.MILESTONE].select("municipality_code", "reporting_date").unique()
        return held_statements(reports, ("municipality_code",), self.register, roll_up_newest)

    def no_older_than(self, max_age_days: int | None, as_of: date) -> "Known":
        """What is known when a statement more than so many days old on a date is as if it were not there; kept.

        None: all of it. The municipalities stay the same: who has no statement left is silent.
        """
        return self if max_age_days is None else self._since(as_of - timedelta(days=max_age_days))

    @cached_property
    def _since(self) -> Callable[[date], "Known"]:
        def since(first: date) -> Known:
            younger = pl.col("reporting_date") >= first
            return replace(
                self,
                statements={table: frame.filter(younger) for table, frame in self.statements.items()},
                history=self.history and {table: frame.filter(younger) for table, frame in self.history.items()},
            )

        return lru_cache(maxsize=MOST_AGES_KEPT)(since)

    def once(self, work: Callable[..., Made], *asked: Hashable) -> Made:
        """What `work(known, *asked)` gives, kept for the last few questions: the figures of a page ask the same."""
        return cast(Made, self._kept(work, asked))

    @cached_property
    def _kept(self) -> Callable[[Callable[..., object], tuple[Hashable, ...]], object]:
        def kept(work: Callable[..., object], asked: tuple[Hashable, ...]) -> object:
            return work(self, *asked)

        return lru_cache(maxsize=MOST_KEPT)(kept)

    def first_reporting_date(self, *tables: Table) -> date | None:
        """The earliest reporting date in these tables, or None where they are empty."""
        firsts = [self.statements[table]["reporting_date"].min() for table in tables]
        return min((first for first in firsts if isinstance(first, date)), default=None)

    def _held_sums(self, table: Table) -> pl.DataFrame:
        statements = said_in_full(self._said(table), table)
        return held_statements(statements, SUBJECT[table], self.register, lambda said: roll_up_sums(said, table))

    def _said(self, table: Table) -> pl.DataFrame:
        return self.statements[table].select(name for name in STATEMENT_COLUMNS[table] if name != "note")


def _are_equal(mine: Mapping[Table, pl.DataFrame], theirs: Mapping[Table, pl.DataFrame]) -> bool:
    return mine.keys() == theirs.keys() and all(frame.equals(theirs[table]) for table, frame in mine.items())
