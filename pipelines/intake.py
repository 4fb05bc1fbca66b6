"""Taking in one received file: read, normalise, check, record, and say in a receipt what became of every row."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.checking.checking import CheckedTable, checked
from pipelines.checking.row_warnings import warnings_by_row
from pipelines.format.columns import FORMATS
from pipelines.format.prefilled import mark_of, prefilled
from pipelines.format.raw import COMMAND_LINE_LIMITS, FileRejected, Limits, RawFile
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.normalise import NormalisedTable, normalised
from pipelines.reading.received_file import read_file
from pipelines.receipt.accounting import assert_nothing_lost
from pipelines.receipt.archiving import archived_cells
from pipelines.receipt.notes import notes_of
from pipelines.receipt.problems import bilingual, file_problem, name_as_meant, safe_file_name
from pipelines.receipt.ranges import dragged_problems, problems_by_row
from pipelines.receipt.received_before import duplicate_notes
from pipelines.receipt.refused_rows import cleared_by, cleared_names, quarantined_rows
from pipelines.receipt.strangers import not_written_for, not_yours
from store.clock import behind_message
from store.intake import Intake, Outcome
from store.received_again import ReceivedAgain, add_received_again

if TYPE_CHECKING:
    from store.reader import Reader
    from store.writer import Writer


@dataclass(frozen=True)
class Context:
    """What a file is checked against."""

    reader: "Reader"
    register: Register
    programme: Programme
    today: date

    @property
    def words(self) -> Vocabulary:
        """The words of the programme."""
        return _vocabulary(self.programme)


def take_in(
    content: bytes,
    file_name: str,
    *,
    writer: "Writer",
    register: Register,
    programme: Programme,
    recorded_at: datetime,
    is_replay: bool = False,
    is_synthetic: bool = False,
    limits: Limits = COMMAND_LINE_LIMITS,
    writes_for: Collection[str] | None = None,
    on_behalf: str | None = None,
    awaits_approval: bool = False,
    handed_in_by: int | None = None,
) -> dict[str, Any]:
    """Take in a file and return its receipt, with recorded_at and sequence (null for a duplicate: nothing changed,
    and beside the ledger is noted that it came).

    "Today" in the rules is the Dutch day of `recorded_at`. `writes_for`: the municipalities that the sender may write
    for, None where it is anybody's; `on_behalf`: who handed it in for a municipality; `awaits_approval` and
    `handed_in_by`: as `recorded`. Raises what the store raises; then nothing was kept.
    """
    context = Context(writer.reader, register, programme, dutch_day(recorded_at))
    intake = understood(content, file_name, context, limits=limits, writes_for=writes_for)
    return recorded(
        intake,
        writer=writer,
        recorded_at=recorded_at,
        on_behalf=on_behalf,
        awaits_approval=awaits_approval,
        handed_in_by=handed_in_by,
        is_replay=is_replay,
        is_synthetic=is_synthetic,
    )


def recorded(
    intake: Intake,
    *,
    writer: "Writer",
    recorded_at: datetime,
    on_behalf: str | None = None,
    awaits_approval: bool = False,
    handed_in_by: int | None = None,
    is_replay: bool = False,
    is_synthetic: bool = False,
) -> dict[str, Any]:
    """Makes what was understood durable, and returns its receipt; of a duplicate only that it came once more.

    `awaits_approval`: it counts from now on, and is marked as not approved until an approval is recorded, by somebody
    else than `handed_in_by`, the number under which the office knows who handed it in.
    """
    # a replay brings its own moments: those of a file that was received twice may lie far back
    behind = None if is_replay else behind_message(recorded_at, writer.last_recorded_at)
    if intake.outcome == "duplicate":
        first = writer.reader.find_file(intake.received_sha256)
        if first is not None:
            add_received_again(writer.home, ReceivedAgain(recorded_at, intake.received_sha256, first["sequence"]))
        return acknowledged(intake, recorded_at, None, behind)
    asked = {"awaits_approval": True, "handed_in_by": handed_in_by} if awaits_approval else {}
    asked = {} if intake.outcome == "rejected" else asked
    intake = replace(intake, received_on_behalf=on_behalf, receipt={**intake.receipt, **asked})
    line = writer.record(intake, recorded_at=recorded_at, is_replay=is_replay, is_synthetic=is_synthetic)
    return acknowledged(intake, line.recorded_at, line.sequence, behind)


def check(
    content: bytes,
    file_name: str,
    *,
    reader: "Reader",
    register: Register,
    programme: Programme,
    recorded_at: datetime,
    limits: Limits = COMMAND_LINE_LIMITS,
    writes_for: Collection[str] | None = None,
) -> dict[str, Any]:
    """The receipt that taking in this file at `recorded_at` would give. Nothing is kept."""
    context = Context(reader, register, programme, dutch_day(recorded_at))
    behind = behind_message(recorded_at, reader.info.last_recorded_at)
    intake = understood(content, file_name, context, limits=limits, writes_for=writes_for)
    return acknowledged(intake, recorded_at, None, behind)


def understood(
    content: bytes, file_name: str, context: Context, *, limits: Limits, writes_for: Collection[str] | None = None
) -> Intake:
    """A received file as the store takes it in. `writes_for`: as `take_in`."""
    file_name = name_as_meant(file_name)
    name = safe_file_name(file_name)
    sha256 = hashlib.sha256(content).hexdigest()
    earlier = context.reader.find_file(sha256)
    if earlier is not None:
        return without_rows(name, sha256, "duplicate", notes=duplicate_notes(earlier, context.reader))
    try:
        raw = read_file(content, name, limits=limits)
    except FileRejected as rejection:
        problems = [file_problem(complaint, name) for complaint in (rejection, *rejection.others)]
        return without_rows(name, sha256, "rejected", problems=problems)
    return intake_of(raw, name, sha256, context, writes_for=writes_for)


def intake_of(
    raw: RawFile,
    file_name: str,
    sha256: str,
    context: Context,
    *,
    cleared: tuple[str, ...] = (),
    notes: tuple[dict[str, str], ...] = (),
    writes_for: Collection[str] | None = None,
) -> Intake:
    """The tables of a file, checked against what stands in the store. `cleared` are closed when no row is refused."""
    tables = normalised(raw.tables, context.words, context.register, today=context.today)
    strangers = not_written_for(tables, writes_for)
    if strangers:
        return without_rows(file_name, sha256, "rejected", problems=[not_yours(strangers, context.register, file_name)])
    form = _form(raw, tables)
    if form == "untouched":
        unchanged = file_problem(FileRejected("nothing_changed", "unchanged"), file_name)
        return without_rows(file_name, sha256, "rejected", problems=[unchanged])
    if form == "confirmed_but_changed":
        notes = (*notes, bilingual("receipt.note.confirmed_but_changed"))
    refused = [file_problem(complaint, file_name) for complaint in raw.refused]
    held = {table.raw.table: _held(table, context.reader) for table in tables}
    results = [_checked(table, held[table.raw.table], context) for table in tables]
    if not any(result.counts["read"] for result in results):
        problems = [file_problem(FileRejected("no_table", "untouched"), file_name), *refused]
        problems += [problem for result in results for problem in dragged_problems(result.source, file_name)]
        return without_rows(file_name, sha256, "rejected", problems=problems, results=results)
    warned = warnings_by_row(
        results, held, context.reader,
        programme=context.programme, register=context.register, today=context.today,
    )  # fmt: skip
    errors = {result.table: problems_by_row(result.findings, result.source, file_name) for result in results}
    warnings = {result.table: problems_by_row(warned[result.table], result.source, file_name) for result in results}
    outcome: Outcome = "partly" if refused or any(errors.values()) else "accepted"
    also_cleared = () if outcome == "partly" else cleared
    now_in_order = tuple(sorted({*also_cleared, *cleared_by(results, context.reader)}))
    archive = archived_cells(raw, tables)
    assert_nothing_lost(results, raw)
    return Intake(
        file_name=file_name,
        received_sha256=sha256,
        outcome=outcome,
        statements={result.table: new for result in results if (new := result.new_statements).height},
        quarantined=[row for result in results for row in quarantined_rows(result, errors[result.table])],
        cleared=list(now_in_order),
        receipt={
            "file": file_name,
            "sha256": sha256,
            "outcome": outcome,
            "tables": {FORMATS[result.table].dutch: result.counts for result in results},
            "problems": refused + _in_file_order(results, errors, warnings, file_name),
            "notes": [
                *notes,
                *notes_of(raw, results, cleared_names(now_in_order, context.reader), archive.held_back_count),
            ],
        },
        archive=archive.content,
        archive_kind="cells",
    )


def _form(raw: RawFile, tables: list[NormalisedTable]) -> Literal["untouched", "confirmed_but_changed"] | None:
    """What is to be said of a form that we had filled in; None of any other file, and of a form that was changed.

    A form in which something could not be read, or stands beside the columns, was changed.
    """
    form = prefilled(raw)
    if form.mark is None:
        return None
    has_more = raw.refused or any(table.findings or any(row.extra_cells for row in table.rows) for table in tables)
    is_same = not has_more and form.mark == mark_of({table.raw.table: table.frame.to_dicts() for table in tables})
    if is_same:
        return None if form.is_confirmed else "untouched"
    return "confirmed_but_changed" if form.is_confirmed else None


def _checked(table: NormalisedTable, held: pl.DataFrame, context: Context) -> CheckedTable:
    first_day = context.programme.first_reporting_date
    return checked(table, held, context.register, today=context.today, first_reporting_date=first_day)


def acknowledged(
    intake: Intake, recorded_at: datetime, sequence: int | None, behind: dict[Language, str] | None = None
) -> dict[str, Any]:
    """The receipt with the moment and the place in the ledger; null when nothing was recorded.

    `behind` is what there is to say of a clock that stands before the last line; the receipt then has clock_is_behind.
    """
    moment = recorded_at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    clock = {} if behind is None else {"notes": [*intake.receipt["notes"], behind], "clock_is_behind": True}
    return {**intake.receipt, **clock, "recorded_at": moment, "sequence": sequence}


_VOCABULARIES: dict[str, Vocabulary] = {}  # by version of the programme: making one takes longer than using it


def _vocabulary(programme: Programme) -> Vocabulary:
    if programme.version not in _VOCABULARIES:
        _VOCABULARIES[programme.version] = Vocabulary(programme)
    return _VOCABULARIES[programme.version]


def without_rows(
    file_name: str,
    sha256: str,
    outcome: Outcome,
    *,
    problems: list[dict[str, Any]] | None = None,
    notes: list[dict[str, str]] | None = None,
    results: Iterable[CheckedTable] = (),
) -> Intake:
    """What is recorded, or said, where no row was taken in."""
    receipt = {
        "file": file_name, "sha256": sha256, "outcome": outcome,
        "tables": {FORMATS[result.table].dutch: result.counts for result in results},
        "problems": problems or [], "notes": notes or [],
    }  # fmt: skip
    return Intake(file_name, sha256, outcome, statements={}, quarantined=[], cleared=[], receipt=receipt)


def _held(table: NormalisedTable, reader: "Reader") -> pl.DataFrame:
    codes = table.frame["municipality_code"].drop_nulls().unique().sort().to_list()
    return reader.statements(table.raw.table, municipality_codes=codes)


def _in_file_order(
    results: list[CheckedTable],
    errors: Mapping[Table, dict[int, list[dict[str, Any]]]],
    warnings: Mapping[Table, dict[int, list[dict[str, Any]]]],
    file_name: str,
) -> list[dict[str, Any]]:
    """Every problem once, table by table, by the row where it begins."""
    ordered: list[dict[str, Any]] = []
    for result in results:
        by_row = [*errors[result.table].values(), *warnings[result.table].values()]
        once = {id(problem): problem for problems in by_row for problem in problems}  # rows share those of a range
        found = [*once.values(), *dragged_problems(result.source, file_name)]
        ordered += sorted(found, key=lambda problem: problem["row"])
    return ordered
