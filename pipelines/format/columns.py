"""The reporting format as data: the four tables, their Dutch columns and what each holds."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from domain.statements import Table

MUNICIPALITY_COLUMNS: Final = ("gemeentecode", "gemeentenaam")  # one of the two must be there
REPORTING_DATE_COLUMN: Final = "peildatum"


class ColumnKind(StrEnum):
    """What a column holds, and so how its cells are read."""

    CODE = "code"
    NAME = "name"
    DATE = "date"
    STEP = "step"
    CHOICE = "choice"
    PARTIES = "parties"
    COUNT = "count"  # a whole number
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """A column of a table: its Dutch name on paper, the English name in a statement."""

    dutch: str
    english: str
    kind: ColumnKind
    is_required: bool = False


_CODE = Column("gemeentecode", "municipality_code", ColumnKind.CODE)
_NAME = Column("gemeentenaam", "municipality_code", ColumnKind.NAME)
_REPORTING_DATE = Column("peildatum", "reporting_date", ColumnKind.DATE, is_required=True)
_MUNICIPALITY = (_CODE, _NAME, _REPORTING_DATE)
KEY_COLUMNS: Final = ("gemeentecode", "gemeentenaam", "peildatum", "stap", "doelgroep")
MAX_NOTE_LENGTH: Final = 500


@dataclass(frozen=True)
class TableFormat:
    """A table of the format. Besides its required columns it needs one of the two that name the municipality."""

    table: Table
    dutch: str
    columns: tuple[Column, ...]

    @property
    def by_dutch(self) -> Mapping[str, Column]:
        """Column by its canonical Dutch name."""
        return {column.dutch: column for column in self.columns}

    @property
    def required(self) -> tuple[str, ...]:
        """Dutch names of the columns without which the table says nothing (the municipality apart)."""
        return tuple(column.dutch for column in self.columns if column.is_required)


_STEP = Column("stap", "step_number", ColumnKind.STEP, is_required=True)
_NOTE = Column("toelichting", "note", ColumnKind.TEXT)
FORMATS: Final[Mapping[Table, TableFormat]] = {
    Table.MILESTONE: TableFormat(
        Table.MILESTONE,
        "stappen",
        (
            *_MUNICIPALITY,
            _STEP,
            Column("status", "standing", ColumnKind.CHOICE, is_required=True),
            Column("startdatum", "start_date", ColumnKind.DATE),
            Column("streefdatum", "own_target_date", ColumnKind.DATE),
            Column("einddatum", "end_date", ColumnKind.DATE),
            Column("wacht_op", "waiting_on", ColumnKind.PARTIES),
            _NOTE,
        ),
    ),
    Table.TRAINING: TableFormat(
        Table.TRAINING,
        "opleiding",
        (
            *_MUNICIPALITY,
            Column("doelgroep", "target_group", ColumnKind.CHOICE, is_required=True),
            Column("medewerkers", "staff_in_scope_count", ColumnKind.COUNT, is_required=True),
            Column("opgeleid", "trained_staff_count", ColumnKind.COUNT, is_required=True),
            Column("uren", "delivered_hours", ColumnKind.NUMBER),
            Column("uitgestroomd", "departed_trained_count", ColumnKind.COUNT),
        ),
    ),
    Table.COST: TableFormat(
        Table.COST,
        "kosten",
        (
            *_MUNICIPALITY,
            _STEP,
            Column("begroot_eur", "budgeted_eur", ColumnKind.NUMBER),
            Column("gerealiseerd_eur", "realised_cost_eur", ColumnKind.NUMBER, is_required=True),
            _NOTE,
        ),
    ),
    Table.PROFILE: TableFormat(
        Table.PROFILE,
        "gemeente",
        (
            *_MUNICIPALITY,
            Column("toegangsvariant", "access_variant", ColumnKind.CHOICE),
            Column("invultijd_min", "completion_minutes", ColumnKind.NUMBER),
        ),
    ),
}


@lru_cache(maxsize=10_000)
def plain_name(written: str) -> str:
    """A column or sheet name without case, spaces, underscores, hyphens, dots at the end and diacritics."""
    decomposed = unicodedata.normalize("NFKD", written.casefold())
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[\s_\-\u2010-\u2015\u2212\u00ad\u200b\ufeff]+", "", letters)


_BY_PLAIN_NAME: Final = {
    table: {plain_name(column.dutch): column.dutch for column in table_format.columns}
    for table, table_format in FORMATS.items()
}


def canonical_column(table: Table, written: str) -> str | None:
    """The canonical Dutch name of a header in this table, or None for an unknown column."""
    return _BY_PLAIN_NAME[table].get(plain_name(written))
