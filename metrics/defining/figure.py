"""A figure: the answer to one question, with what must be said beside it."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from metrics.defining.definition import Kind, Unit


@dataclass(frozen=True, eq=False)
class Figure:
    """An answer, with everything that says how sure it is.

    Counts are of municipalities after `where`: all of them, those with a milestone statement, and of those the stale.
    `rows` holds the group columns, then those of VALUE_COLUMNS that the metric has. Nothing is rounded; a group value
    of null means not reported (access_variant). `clock_repairs`: how often moments of the ledger, which decide what was
    known on which moment, were put right afterwards. `awaiting_count`: of how many of those municipalities something
    that counts here stands in a report that they still have to approve. `max_age_days`: older statements were left
    out; None: none were. `silent_months_slower`: an expectation assumes that those that never reported are so
    many months slower than others like them.
    """

    key: str
    unit: Unit
    kind: Kind
    as_of: date
    known_on: datetime
    municipality_count: int
    reporter_count: int
    stale_count: int
    register_version: str
    programme_version: str
    rows: pl.DataFrame
    clock_repairs: int = 0
    max_age_days: int | None = None
    awaiting_count: int = 0
    silent_months_slower: int = 0
