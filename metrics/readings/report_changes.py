"""What a report says otherwise than its municipality said before: of the same day, or the last time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from domain.statements import ASKED_ANEW, SUBJECT, VALUES, Table

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One value that a report says otherwise. `subject`: the number of the step, the target group, "" for the
    municipality; `column`: as in `domain.statements`; `is_correction`: that the other value was of the same day.
    """

    table: Table
    subject: str
    column: str
    before: object
    after: object
    is_correction: bool


@dataclass(frozen=True)
class ReportChanges:
    """The values that are said otherwise, and of the rows that are new how many say one (`otherwise_count`), how many
    say the same as the last time (`same_count`) and how many are about something of which nothing was ever said.
    """

    said: tuple[Said, ...]
    otherwise_count: int
    same_count: int
    first_count: int


NOTHING_COMPARED: Final = ReportChanges((), 0, 0, 0)


def report_changes(before: Mapping[Table, pl.DataFrame], report: Mapping[Table, pl.DataFrame]) -> ReportChanges:
    """Compares statements of a report (STATEMENT_COLUMNS) with what stood before it came in, of the same municipality.

    A row about a day of which something stood is compared with that; else with what was said last about a day before.
    """
    said: list[Said] = []
    counts = {"otherwise": 0, "same": 0, "first": 0}
    for table in Table:
        rows = report[table].to_dicts() if table in report else []
        earlier = before[table].sort("reporting_date").to_dicts() if rows else []
        for row in rows:
            then = _before(table, row, earlier)
            found = [] if then is None else _otherwise(table, then, row)
            said += found
            if then is None or then["reporting_date"] != row["reporting_date"]:
                counts["first" if then is None else "otherwise" if found else "same"] += 1
    return ReportChanges(tuple(said), counts["otherwise"], counts["same"], counts["first"])


def _before(table: Table, row: Row, earlier: list[dict[str, Any]]) -> Row | None:
    """What stood last of the same subject, up to the same day."""
    of = SUBJECT[table]
    found = [
        one
        for one in earlier
        if one["reporting_date"] <= row["reporting_date"] and all(one[name] == row[name] for name in of)
    ]
    return found[-1] if found else None


def _otherwise(table: Table, before: Row, after: Row) -> list[Said]:
    is_correction = before["reporting_date"] == after["reporting_date"]
    names = [name for name in VALUES[table] if is_correction or name not in _OF_ONE_REPORT]
    subject = "".join(str(after[name]) for name in SUBJECT[table][1:])
    return [
        Said(table, subject, name, before[name], after[name], is_correction)
        for name in names
        if before[name] != after[name]
    ]


_OF_ONE_REPORT: Final = frozenset(ASKED_ANEW)  # another report took another time: nothing is said otherwise by that
