"""The four tables of statements, their columns and keys.

A *statement* is what one municipality says about one thing on one reporting date (peildatum).
*Subject* = municipality, table, step or target group. *Key* = subject + reporting date.
"""

from enum import StrEnum
from typing import Final

import polars as pl


class Table(StrEnum):
    """A table of statements."""

    MILESTONE = "milestone"
    TRAINING = "training"
    COST = "cost"
    PROFILE = "profile"


class Standing(StrEnum):
    """Where a municipality stands on a step. All but `NOT_REPORTED` can be stated."""

    NOT_REPORTED = "not_reported"
    NOT_STARTED = "not_started"
    STARTED = "started"
    FINISHED = "finished"
    NOT_APPLICABLE = "not_applicable"


STATED_STANDINGS: Final = (Standing.NOT_STARTED, Standing.STARTED, Standing.FINISHED, Standing.NOT_APPLICABLE)

SUBJECT: Final[dict[Table, tuple[str, ...]]] = {
    Table.MILESTONE: ("municipality_code", "step_number"),
    Table.TRAINING: ("municipality_code", "target_group"),
    Table.COST: ("municipality_code", "step_number"),
    Table.PROFILE: ("municipality_code",),
}
KEY: Final[dict[Table, tuple[str, ...]]] = {table: (*subject, "reporting_date") for table, subject in SUBJECT.items()}

REQUIRED_VALUES: Final[dict[Table, dict[str, pl.DataType]]] = {
    Table.MILESTONE: {"standing": pl.String()},
    Table.TRAINING: {"staff_in_scope_count": pl.Int64(), "trained_staff_count": pl.Int64()},
    Table.COST: {"realised_cost_eur": pl.Float64()},
    Table.PROFILE: {},
}
OPTIONAL_VALUES: Final[dict[Table, dict[str, pl.DataType]]] = {
    Table.MILESTONE: {
        "start_date": pl.Date(),
        "own_target_date": pl.Date(),
        "end_date": pl.Date(),
        "waiting_on": pl.String(),  # parties of the programme in its order, joined by "+"
        "note": pl.String(),
    },
    Table.TRAINING: {"delivered_hours": pl.Float64(), "departed_trained_count": pl.Int64()},
    Table.COST: {"budgeted_eur": pl.Float64(), "note": pl.String()},
    Table.PROFILE: {"access_variant": pl.String(), "completion_minutes": pl.Float64()},
}
ASKED_ANEW: Final = ("completion_minutes",)
"""What belongs to one report and is never taken over from the one before."""
VALUES: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {**REQUIRED_VALUES[table], **OPTIONAL_VALUES[table]} for table in Table
}

_KEY_TYPES: Final[dict[str, pl.DataType]] = {
    "municipality_code": pl.String(),
    "step_number": pl.Int64(),
    "target_group": pl.String(),
    "reporting_date": pl.Date(),
}
STATEMENT_COLUMNS: Final[dict[Table, dict[str, pl.DataType]]] = {
    table: {**{column: _KEY_TYPES[column] for column in KEY[table]}, **VALUES[table]} for table in Table
}
"""What a statement says: key columns, then value columns, with their types."""

PROVENANCE: Final[dict[str, pl.DataType]] = {
    "flags": pl.String(),  # warnings that only the file could show (ambiguous_…), joined by "+"; null when none
    "row_number": pl.Int64(),  # the row that a spreadsheet program shows
    "ledger_sequence": pl.Int64(),
    "recorded_at": pl.Datetime("us", "UTC"),
}
"""Where a statement came from; added to every statement when it is recorded (flags and row_number by the intake)."""


def empty_statements(table: Table) -> pl.DataFrame:
    """No statements of this table, with all columns and provenance."""
    return pl.DataFrame(schema={**STATEMENT_COLUMNS[table], **PROVENANCE})


def has_repeated_keys(statements: pl.DataFrame, key: list[str]) -> bool:
    """Whether two rows have one key.

    Rows with other hashes have other keys: with as many hashes as rows the keys themselves are not looked at, which is
    a quarter of the time of a national file.
    """
    keys = statements.select(key)
    return keys.hash_rows().n_unique() < keys.height and keys.is_duplicated().any()
