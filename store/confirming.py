"""What a confirmation says: the same once more, as of a later reporting date.

The journal keeps it word for word, as it keeps what a file said. Whatever is corrected or withdrawn afterwards, what
was confirmed that day stays what it was, under both clocks, and every release reads it in the same way.
"""

import polars as pl

from domain.statements import ASKED_ANEW, SUBJECT, VALUES, Table
from store.beside import Beside
from store.errors import NothingToChangeError
from store.journal import Event
from store.journal_rows import RECORDED_COLUMNS
from store.reader import Reader
from store.report_meant import see_report


def event_said(reader: Reader, said: Beside) -> Event:
    """What the journal keeps of something said about a report. Raises as `see_report` and `confirmed`."""
    see_report(reader, said)
    return Event(beside=said, statements=confirmed(reader, said) if said.kind == "confirmation" else {})


def confirmed(reader: Reader, said: Beside) -> dict[Table, pl.DataFrame]:
    """Per table what stood last for each subject of the municipality, as of `said.reporting_date`: RECORDED_COLUMNS.

    Nothing of a subject that has a statement of that very date, and nothing that is asked anew of every report. Raises
    NothingToChangeError where nothing is left to confirm.
    """
    found = {table: _of_table(reader, table, said) for table in Table}
    rows = {table: of_table for table, of_table in found.items() if of_table.height}
    if not rows:
        raise NothingToChangeError("nothing_to_confirm", code=said.municipality_code, day=said.reporting_date)
    return rows


def _of_table(reader: Reader, table: Table, said: Beside) -> pl.DataFrame:
    stood = reader.statements(table, as_of=said.reporting_date, municipality_codes=[said.municipality_code])
    asked_anew = [name for name in ASKED_ANEW if name in VALUES[table]]
    carried = [name for name in VALUES[table] if name not in asked_anew]
    return (
        stood.sort("reporting_date")
        .unique(list(SUBJECT[table]), keep="last", maintain_order=True)
        .filter(
            pl.col("reporting_date") < said.reporting_date,
            pl.any_horizontal(pl.col(name).is_not_null() for name in carried),
        )
        .with_columns(
            *(pl.lit(None).alias(name) for name in asked_anew),
            reporting_date=pl.lit(said.reporting_date),
            row_number=pl.lit(None),  # no row of any file says it
        )
        .select(pl.col(name).cast(kind) for name, kind in RECORDED_COLUMNS[table].items())
        .sort(SUBJECT[table])
    )
