"""Normalised -> checked: which rows are accepted, unchanged, corrections or quarantined, and what is said of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, Final

import polars as pl

from domain.municipalities import Register
from domain.statements import ASKED_ANEW, KEY, STATEMENT_COLUMNS, VALUES, Table, has_repeated_keys
from language.texts import has
from pipelines.checking.dragged_keys import dragged_keys
from pipelines.checking.frame_rules import broken_rules
from pipelines.checking.rules import MAX_HOURS_PER_INHABITANT, RULES, FrameCheck
from pipelines.format.columns import FORMATS
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL
from pipelines.normalising.normalise import NormalisedTable

_HELD: Final = "_held"
_SHOWN_ROWS: Final = 20  # numbers of rows in one message; each of the rows has it


class Verdict(StrEnum):
    """What happens to a row."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    CORRECTION = "corrections"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class CheckedTable:
    """A table with a verdict per row (`verdicts`: a `Verdict` as text). `frame` is that of the normalised table, with
    what was carried over from the store; `findings` are the broken rules, of quarantined rows only; `settled` the
    unchanged rows that say without doubt what stands in the store with the remark that it could be read in two ways."""

    source: NormalisedTable
    frame: pl.DataFrame
    findings: dict[int, list[Finding]]
    verdicts: pl.Series
    settled: frozenset[int] = frozenset()

    @property
    def table(self) -> Table:
        """Which of the four tables the rows are of."""
        return self.source.raw.table

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the receipt."""
        found = dict(self.verdicts.value_counts().iter_rows())
        return {
            "read": len(self.verdicts),
            **{str(verdict): found.get(verdict, 0) for verdict in Verdict},
            "left_out": len(self.source.left_out),
        }

    @cached_property
    def new(self) -> pl.DataFrame:
        """The rows of the frame that are to be recorded, with their row_index: accepted and corrections."""
        return self.rows(Verdict.ACCEPTED, Verdict.CORRECTION)

    def rows(self, *verdicts: Verdict) -> pl.DataFrame:
        """The rows of the frame with one of these verdicts, with their row_index."""
        numbered = self._numbered
        chosen = self.verdicts.is_in([str(verdict) for verdict in verdicts])
        return numbered if chosen.all() else numbered.filter(chosen)

    @property
    def _numbered(self) -> pl.DataFrame:
        return self.frame.with_columns(row_index=pl.int_range(pl.len(), dtype=pl.Int64))

    @property
    def new_statements(self) -> pl.DataFrame:
        """What is to be recorded: STATEMENT_COLUMNS, flags and row_number of accepted rows and corrections.

        And of unchanged rows that settle a doubt: the same once more, without the remark.
        """
        flags = {
            index: "+".join(sorted({finding.rule for finding in found}))
            for index, found in self.source.ambiguous.items()
        }
        flagged = pl.col("row_index").replace_strict(flags, default=None, return_dtype=pl.String)
        flagged = flagged if flags else pl.lit(None, pl.String)
        new = (
            self.new
            if not self.settled
            else self._numbered.filter(pl.col("row_index").is_in([*self.new["row_index"], *self.settled]))
        )
        return new.select(*STATEMENT_COLUMNS[self.table], flagged.alias("flags"), "row_number")


def checked(
    source: NormalisedTable,
    held: pl.DataFrame,
    register: Register,
    *,
    today: date,
    first_reporting_date: date | None = None,
) -> CheckedTable:
    """The table with a verdict per row. `held` are the standing statements of this table in the store, one per key.

    `first_reporting_date`: nobody can have reported on a day before it.
    """
    table = source.raw.table
    frame = _beside_held(source, held)
    findings = {index: list(found) for index, found in source.findings.items()}
    for index, dragged in dragged_keys(source).items():
        _add_dragged(findings, index, dragged)
    in_context = _in_context(frame, table, register, today).with_columns(
        first_reporting_date=pl.lit(first_reporting_date, dtype=pl.Date)
    )
    for index, check, row in broken_rules(table, in_context):
        _add_broken(findings, source, index, check, row, register)
    repeated = _look_for_repeated_keys(source, frame, findings)
    verdicts = _verdicts(frame, table, broken=findings, repeated=repeated)
    was_doubted = frame["flags" + _HELD].is_not_null() & (verdicts == Verdict.UNCHANGED.value)
    settled = frozenset(was_doubted.arg_true()) - {*findings, *repeated, *source.ambiguous}
    return CheckedTable(source, frame.select(*STATEMENT_COLUMNS[table], "row_number"), findings, verdicts, settled)


def _verdicts(frame: pl.DataFrame, table: Table, *, broken: Iterable[int], repeated: Iterable[int]) -> pl.Series:
    """The verdict on each row; `broken` and `repeated` are row indices, and what is broken is refused in any case."""
    is_same = pl.all_horizontal(
        pl.col("is_held"), *[pl.col(name).eq_missing(pl.col(name + _HELD)) for name in VALUES[table]]
    )
    by_what_is_held = (
        pl.when(is_same).then(pl.lit(Verdict.UNCHANGED.value))
        .when("is_held").then(pl.lit(Verdict.CORRECTION.value))
        .otherwise(pl.lit(Verdict.ACCEPTED.value))
    )  # fmt: skip
    verdicts = frame.select(by_what_is_held).to_series()
    for indices, verdict in ((list(repeated), Verdict.UNCHANGED), (list(broken), Verdict.QUARANTINED)):
        if indices:
            verdicts = verdicts.scatter(indices, verdict.value)
    return verdicts


def _beside_held(source: NormalisedTable, held: pl.DataFrame) -> pl.DataFrame:
    """The frame with is_held and, per value column, what the store holds of the same key (`…_held`).

    Optional columns that the file does not have get the value that is held. So does an empty cell of what is asked
    anew: we left that empty in the form ourselves, and who leaves it so takes back nothing that was said of that day.
    """
    key = list(KEY[source.raw.table])
    values = VALUES[source.raw.table]
    asked_anew = [name for name in ASKED_ANEW if name in values and name not in source.absent]
    theirs = held.select(*key, pl.col(*values, "flags").name.suffix(_HELD), is_held=pl.lit(value=True))
    if theirs.is_empty():  # a first report: a join would copy all of it
        nothing = [pl.lit(None, dtype).alias(name) for name, dtype in theirs.schema.items() if name not in key]
        joined = source.frame.with_columns(nothing)
    else:
        joined = source.frame.join(theirs, on=key, how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("is_held").fill_null(value=False),
        *[pl.col(name + _HELD).alias(name) for name in source.absent],
        *[pl.coalesce(name, name + _HELD).alias(name) for name in asked_anew],
    )


def _in_context(frame: pl.DataFrame, table: Table, register: Register, today: date) -> pl.DataFrame:
    counts = pl.lit(None, pl.Int64)
    if table is Table.TRAINING:
        counts = _inhabitants_of(frame, register, today)
    return frame.with_columns(
        counts.alias("inhabitant_count"),
        row_index=pl.int_range(pl.len(), dtype=pl.Int64),
        today=pl.lit(today),
    ).with_columns(most_hours=pl.col("inhabitant_count") * MAX_HOURS_PER_INHABITANT)


def _inhabitants_of(frame: pl.DataFrame, register: Register, today: date) -> pl.Series:
    """Per row the size of its municipality in the year of its day; looked up once for each of both."""
    of_rows = frame.select("municipality_code", year=pl.col("reporting_date").fill_null(today).dt.year())
    asked = of_rows.unique()
    counts = [None if code is None else _inhabitant_count(register, code, year) for code, year in asked.iter_rows()]
    answers = asked.with_columns(pl.Series("count", counts, dtype=pl.Int64))
    return of_rows.join(answers, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")["count"]


def _inhabitant_count(register: Register, code: str, year: int) -> int | None:
    """Of the newest year not after `year`, else of the oldest."""
    by_year = _inhabitant_counts(register).get(code, {})
    past = [known for known in by_year if known <= year]
    return by_year[max(past) if past else min(by_year)] if by_year else None


@lru_cache(maxsize=4)
def _inhabitant_counts(register: Register) -> dict[str, dict[int, int]]:
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for code, year, count in register.populations.iter_rows():
        counts[code][year] = count
    return dict(counts)


def _add_dragged(findings: dict[int, list[Finding]], index: int, dragged: Finding) -> None:
    found = findings.setdefault(index, [])
    if not any(finding.column == dragged.column or finding.rule == "ragged_row" for finding in found):
        found.append(dragged)


def _add_broken(
    findings: dict[int, list[Finding]],
    source: NormalisedTable,
    index: int,
    check: FrameCheck,
    row: dict[str, Any],
    register: Register,
) -> None:
    """Adds a broken rule, unless the cell that it is about (or the whole row) could not be read in the first place."""
    earlier = source.findings.get(index, [])
    if any(finding.column == check.column or finding.rule == "ragged_row" for finding in earlier):
        return
    named: dict[str, object] = {}
    if check.limit is not None:
        limit = row[check.limit] if isinstance(check.limit, str) else check.limit
        named = {"day": limit, "limit": limit, "staff": limit}
    if row["municipality_code"] is not None:
        named["name"] = register.by_code[row["municipality_code"]].name
    cell = source.rows[index].cells.get(check.column, EMPTY_CELL)
    value = row[FORMATS[source.raw.table].by_dutch[check.column].english]
    is_carried_over = check.column not in source.raw.headers and value is not None
    if is_carried_over or isinstance(value, date):
        named["value"] = value  # a date is said as we read it, in the language of the message
    written = str(value) if is_carried_over else cell.written or None
    part, remedy = check.part, "remedy"
    if is_carried_over and has(RULES[check.rule].text_key("carried_over")):
        part, remedy = "carried_over", "remedy_carried_over"
    findings.setdefault(index, []).append(Finding(check.rule, check.column, written, named, part, remedy))


def _look_for_repeated_keys(
    source: NormalisedTable, frame: pl.DataFrame, findings: dict[int, list[Finding]]
) -> set[int]:
    """The rows that repeat an earlier one. Rows of one key that differ are added to the findings, all of them."""
    key = list(KEY[source.raw.table])
    if not has_repeated_keys(frame, key):
        return set()
    keys = frame.select(key)
    suspects = keys.select(pl.all_horizontal(pl.all().is_not_null()) & pl.struct(pl.all()).is_duplicated()).to_series()
    by_key: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    said: dict[int, tuple[object, ...]] = {}
    for index, *row in frame.select(*key, *VALUES[source.raw.table]).with_row_index().filter(suspects).iter_rows():
        if not any(finding.rule == "ragged_row" for finding in findings.get(index, [])):
            by_key[tuple(row[: len(key)])].append(index)
            said[index] = (*row[len(key) :], *_unread(source, index))
    repeated: set[int] = set()
    for indices in by_key.values():
        if len({said[index] for index in indices}) == 1:
            repeated.update(indices[1:])
            continue
        rows = ", ".join(str(source.rows[index].row_number) for index in indices[:_SHOWN_ROWS])
        rows += ", …" if len(indices) > _SHOWN_ROWS else ""
        for index in indices:
            findings.setdefault(index, []).append(Finding("conflicting_rows", named={"rows": rows}))
    return repeated


def _unread(source: NormalisedTable, index: int) -> list[tuple[str, str]]:
    """What is written in the cells of a row that could not be read."""
    columns = {finding.column for finding in source.findings.get(index, []) if finding.column}
    return sorted((column, source.rows[index].cells.get(column, EMPTY_CELL).written) for column in columns)
