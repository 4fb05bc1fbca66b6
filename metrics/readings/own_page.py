"""What a municipality's own page says on top, and what a report would make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from domain.statements import KEY, STATEMENT_COLUMNS, Standing, Table
from metrics.standing.known import Known
from metrics.standing.state import cost_state, standings, training_state


@dataclass(frozen=True)
class StepState:
    """Where it stands on one step, with the dates that it gave."""

    standing: str
    start_date: date | None
    own_target_date: date | None
    end_date: date | None


@dataclass(frozen=True)
class OwnPage:
    """The figures of one municipality on one date.

    `steps` by number; `trained` by target group: trained and staff, None where it said neither; `spent_eur`: over all
    steps together, None where it said none.
    """

    steps: Mapping[int, StepState]
    trained: Mapping[str, tuple[int, int] | None]
    spent_eur: float | None

    @property
    def finished_count(self) -> int:
        """How many steps are said to be finished."""
        return sum(step.standing == Standing.FINISHED for step in self.steps.values())


def own_page(known: Known, code: str, as_of: date) -> OwnPage:
    """What is known of it on a date; no step at all where it does not exist then."""
    is_own = pl.col("municipality_code") == code
    columns = ("step_number", "standing", "start_date", "own_target_date", "end_date")
    stood = standings(known, as_of).filter(is_own).select(columns)
    said = (
        training_state(known, as_of)
        .filter(is_own)
        .select("target_group", "trained_staff_count", "staff_in_scope_count")
    )
    trained = {group: None if staff is None else (count, staff) for group, count, staff in said.iter_rows()}
    spent = cost_state(known, as_of).filter(is_own)["realised_cost_eur"].drop_nulls()
    return OwnPage(
        {number: StepState(*rest) for number, *rest in stood.iter_rows()},
        {group.key: trained.get(group.key) for group in known.programme.target_groups},
        float(spent.sum()) if spent.len() else None,
    )


def with_report(known: Known, said: Mapping[Table, pl.DataFrame]) -> Known:
    """What would be known if these statements were taken in: each stands instead of what had its key."""
    statements = {table: _with(frame, said[table], table) if table in said else frame
                  for table, frame in known.statements.items()}  # fmt: skip
    return replace(known, statements=statements)


def _with(stood: pl.DataFrame, said: pl.DataFrame, table: Table) -> pl.DataFrame:
    columns = list(STATEMENT_COLUMNS[table])
    new = said.select(columns)
    rest = stood.select(columns).join(new, on=KEY[table], how="anti")
    return pl.concat([rest, new]).sort(KEY[table])
