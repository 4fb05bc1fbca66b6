"""What the store knew on a moment, with what it is read by: the one place where it is read for figures."""

from datetime import datetime

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from metrics.standing.known import Known
from store.reader import Reader


def read_known(
    reader: Reader, register: Register, programme: Programme, moment: datetime, *, with_history: bool = False
) -> Known:
    """Everything that stood on a moment, which is not in the future. `with_history`: every version as well.

    Raises StoreError where the store cannot be read.
    """
    return Known(
        statements={table: reader.statements(table, known_on=moment) for table in Table},
        files=reader.files(known_on=moment),
        register=register,
        programme=programme,
        known_on=moment,
        history={table: reader.history(table, known_on=moment) for table in Table} if with_history else None,
        clock_repairs=reader.info.clock_repairs,
        awaiting=frozenset(reader.awaiting_approval(known_on=moment)["sequence"].to_list()),
    )
