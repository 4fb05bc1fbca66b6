"""The rules for rows, declared once: what each is about, where it is looked for, how bad it is.

The texts are `rule.<code>.message` and `.remedy` (a broken rule: the row is quarantined) and `warning.<code>.…` (the
row is accepted and flagged). Rules on one cell are found while reading it; `FRAME_CHECKS` are looked for in typed
frames.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from domain.statements import Standing, Table
from pipelines.format.columns import FORMATS, ColumnKind

MAX_EUR: Final = 1_000_000_000  # the whole programme was estimated at 45 to 58 million
MAX_HOURS_PER_INHABITANT: Final = 10  # the norm for all staff comes to less than 0.1
MAX_COMPLETION_MINUTES: Final = 30 * 24 * 60  # a month, day and night


class Severity(StrEnum):
    """What a rule does to a row."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Rule:
    """A rule for rows. `columns`: per table the Dutch columns in which it is looked for; none means the row itself."""

    code: str
    severity: Severity
    columns: Mapping[Table, tuple[str, ...]]

    @property
    def text_file(self) -> str:
        """The file in language/texts/ that has its texts."""
        return "rule" if self.severity is Severity.ERROR else "warning"

    def text_key(self, part: str = "message") -> str:
        """The key of one of its texts."""
        return f"{self.text_file}.{self.code}.{part}"


@dataclass(frozen=True)
class FrameCheck:
    """A rule looked for in a typed frame. `holds` is true or null for the rows that keep it.

    Besides the columns of a statement the frame has today (the Dutch day of recording), first_reporting_date (null
    where the programme names none) and inhabitant_count.
    `limit` is the column or number that a message names beside the value, `part` the text of the rule that names it.
    """

    rule: str
    table: Table
    column: str
    holds: pl.Expr
    limit: str | float | None = None
    part: str = "message"


def _date_checks(table: Table) -> list[FrameCheck]:
    dates = {"peildatum": "reporting_date"}
    if table is Table.MILESTONE:
        dates |= {"startdatum": "start_date", "einddatum": "end_date"}
    today = pl.col("today")
    checks = [FrameCheck("future_date", table, dutch, pl.col(name) <= today) for dutch, name in dates.items()]
    first = pl.col("first_reporting_date")
    checks += [
        FrameCheck("implausible_date", table, "peildatum", pl.col("reporting_date") >= first, "first_reporting_date")
    ]
    return checks + [
        FrameCheck("date_after_peildatum", table, dutch, pl.col(name) <= pl.col("reporting_date"), "reporting_date")
        for dutch, name in dates.items()
        if dutch != "peildatum"
    ]


def _number_checks(
    table: Table, limits: Mapping[str, tuple[str, float | pl.Expr, str | float, str]]
) -> list[FrameCheck]:
    """Per Dutch column: its name, what it may be at most, what that is called in the frame, the text that says it."""
    return [
        check
        for dutch, (name, limit, named, part) in limits.items()
        for check in (
            FrameCheck("negative_number", table, dutch, pl.col(name) >= 0),
            FrameCheck("absurd_number", table, dutch, pl.col(name) <= limit, named, part),
        )
    ]


_INHABITANTS: Final = pl.col("inhabitant_count")
_STAFF: Final = pl.col("staff_in_scope_count")
_END, _STANDING = pl.col("end_date"), pl.col("standing")

FRAME_CHECKS: Final[tuple[FrameCheck, ...]] = (
    *_date_checks(Table.MILESTONE),
    FrameCheck("end_before_start", Table.MILESTONE, "einddatum", pl.col("start_date") <= _END, "start_date"),
    FrameCheck("end_missing", Table.MILESTONE, "einddatum", (_STANDING != Standing.FINISHED) | _END.is_not_null()),
    FrameCheck("end_unexpected", Table.MILESTONE, "einddatum", (_STANDING == Standing.FINISHED) | _END.is_null()),
    *_date_checks(Table.TRAINING),
    *_number_checks(
        Table.TRAINING,
        {
            "medewerkers": ("staff_in_scope_count", _INHABITANTS, "inhabitant_count", "inhabitants"),
            "opgeleid": ("trained_staff_count", _INHABITANTS, "inhabitant_count", "inhabitants"),
            "uren": ("delivered_hours", _INHABITANTS * MAX_HOURS_PER_INHABITANT, "most_hours", "hours"),
            "uitgestroomd": ("departed_trained_count", _INHABITANTS, "inhabitant_count", "inhabitants"),
        },
    ),
    FrameCheck(
        "trained_exceeds_staff", Table.TRAINING, "opgeleid",
        (_STAFF < 0) | (pl.col("trained_staff_count") <= _STAFF), "staff_in_scope_count",  # < 0 is a rule of its own
    ),
    *_date_checks(Table.COST),
    *_number_checks(
        Table.COST,
        {
            "begroot_eur": ("budgeted_eur", MAX_EUR, MAX_EUR, "message"),
            "gerealiseerd_eur": ("realised_cost_eur", MAX_EUR, MAX_EUR, "message"),
        },
    ),
    *_date_checks(Table.PROFILE),
    *_number_checks(
        Table.PROFILE,
        {"invultijd_min": ("completion_minutes", MAX_COMPLETION_MINUTES, MAX_COMPLETION_MINUTES, "minutes")},
    ),
)  # fmt: skip


def _of_kind(*kinds: ColumnKind, only: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> dict[Table, tuple[str, ...]]:
    found = {
        table: tuple(
            column.dutch
            for column in table_format.columns
            if column.kind in kinds and (not only or column.dutch in only) and column.dutch not in but
        )
        for table, table_format in FORMATS.items()
    }
    return {table: columns for table, columns in found.items() if columns}


def _required() -> dict[Table, tuple[str, ...]]:
    return {table: ("gemeentecode", *table_format.required) for table, table_format in FORMATS.items()}


def _checked(rule: str) -> dict[Table, tuple[str, ...]]:
    found = {
        table: tuple(check.column for check in FRAME_CHECKS if (check.rule, check.table) == (rule, table))
        for table in Table
    }
    return {table: columns for table, columns in found.items() if columns}


EVERYWHERE: Final = {table: tuple(column.dutch for column in FORMATS[table].columns) for table in Table}
_ROWS: Final[dict[Table, tuple[str, ...]]] = dict.fromkeys(Table, ())
_MUNICIPALITY: Final = _of_kind(ColumnKind.CODE, ColumnKind.NAME)
_NUMBERS: Final = _of_kind(ColumnKind.COUNT, ColumnKind.NUMBER)

_ERRORS: Final[dict[str, Mapping[Table, tuple[str, ...]]]] = {
    "unknown_municipality": _MUNICIPALITY,
    "code_name_mismatch": _MUNICIPALITY,
    "dissolved_municipality": _MUNICIPALITY,
    "unknown_step": _of_kind(ColumnKind.STEP),
    "unknown_status": _of_kind(ColumnKind.CHOICE, only=("status",)),
    "unknown_value": _of_kind(ColumnKind.CHOICE, ColumnKind.PARTIES, but=("status",)),
    "bad_date": _of_kind(ColumnKind.DATE),
    "future_date": _checked("future_date"),
    "date_after_peildatum": _checked("date_after_peildatum"),
    "end_before_start": _checked("end_before_start"),
    "end_missing": _checked("end_missing"),
    "end_unexpected": _checked("end_unexpected"),
    "bad_number": _NUMBERS,
    "negative_number": _checked("negative_number"),
    "absurd_number": _checked("absurd_number"),
    "trained_exceeds_staff": _checked("trained_exceeds_staff"),
    "missing_value": _required(),
    "ragged_row": _ROWS,
    "conflicting_rows": _ROWS,
    "text_too_long": _of_kind(ColumnKind.TEXT),
    "personal_data": EVERYWHERE,
    "formula": EVERYWHERE,
    "cell_error": EVERYWHERE,
    "invisible_characters": EVERYWHERE,
    "implausible_date": _checked("implausible_date"),
}
_WARNINGS: Final[dict[str, Mapping[Table, tuple[str, ...]]]] = {
    "odd_date": _of_kind(ColumnKind.DATE),
    "step_reopened": {Table.MILESTONE: ("status",)},
    "cost_decreased": {Table.COST: ("gerealiseerd_eur",)},
    "trained_decreased": {Table.TRAINING: ("opgeleid",)},
    "step8_done_untrained": {Table.MILESTONE: ("status",)},
    "target_passed": {Table.MILESTONE: ("streefdatum",)},
    "cost_far_above_band": {Table.COST: ("gerealiseerd_eur",)},
    "ambiguous_number": _NUMBERS,
    "ambiguous_date": _of_kind(ColumnKind.DATE),
    "start_missing": {Table.MILESTONE: ("startdatum",)},
    "start_without_begin": {Table.MILESTONE: ("status", "startdatum")},
    "merged_later": _ROWS,
    "garbled_letters": _of_kind(ColumnKind.TEXT),
    "left_out": _ROWS,
}

RULES: Final[dict[str, Rule]] = {
    **{code: Rule(code, Severity.ERROR, columns) for code, columns in _ERRORS.items()},
    **{code: Rule(code, Severity.WARNING, columns) for code, columns in _WARNINGS.items()},
}
