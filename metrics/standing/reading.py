"""What the store knew on a moment, with what it is read by: the one place where it is read for figures."""

from collections.abc import Mapping
from datetime import date, datetime

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from metrics.standing.known import Known
from metrics.standing.mergers import looks_back
from store.reader import Reader


def read_known(
    reader: Reader,
    register: Register,
    programme: Programme,
    moment: datetime,
    *,
    with_history: bool = False,
    of_day: date | None = None,
) -> Known:
    """Everything that stood on a moment, which is not in the future. `with_history`: every version as well.

    `of_day`: only what holds on that day, for a figure of one day (`MetricDefinition.is_of_one_day`): some thousands of
    statements, however long the past is. Raises StoreError where the store cannot be read.
    """
    return Known(
        statements=_statements(reader, register, moment, of_day),
        of_day=of_day,
        files=reader.files(known_on=moment),
        register=register,
        programme=programme,
        known_on=moment,
        history={table: reader.history(table, known_on=moment) for table in Table} if with_history else None,
        clock_repairs=reader.info.clock_repairs,
        awaiting=frozenset(reader.awaiting_approval(known_on=moment)["sequence"].to_list()),
    )


def _statements(
    reader: Reader, register: Register, moment: datetime, of_day: date | None
) -> Mapping[Table, pl.DataFrame]:
    if of_day is None:
        return {table: reader.statements(table, known_on=moment) for table in Table}
    looks = looks_back(register, of_day)
    return {table: reader.last_statements(table, as_of=of_day, looks=looks, known_on=moment) for table in Table}
