"""What is made of a row of names: the tables that are read by it, and what to say where columns are missing.

More than one table may stand under one row of names: amounts beside the steps (the key is shared), or two whole tables
side by side. Columns that another table of the format knows are never unknown columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS, MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN, canonical_column, plain_name
from pipelines.format.raw import FileRejected
from pipelines.reading.tables.headers import SHARED, WHOLE_ROW, Header, Names, Span, headers_in
from pipelines.reading.tables.near_names import renamed

_NOTE: Final = "toelichting"
_NUMBERED_STEP: Final = re.compile(r"(?:stap|step)[\s_.-]*[0-9]{1,2}(?![0-9])", re.IGNORECASE)
# words in names that are not ours, which tell what table was meant when a column is missing
_HINTS: Final = {
    Table.MILESTONE: re.compile(r"status|voortgang|progress|start|begin|streef|eind|gereed|wacht"),
    Table.TRAINING: re.compile(r"medewerker|opgeleid|getraind|opleiding|training|cursus|staff|trained|uren|hours"),
    Table.COST: re.compile(r"kosten|bedrag|eur|begroot|begroting|budget|realis|uitga|uitgegeven|besteed|cost|spent"),
    Table.PROFILE: re.compile(r"variant|invultijd|minuten|minutes"),
}
_SHEET_NAMES: Final = {
    **{plain_name(form.dutch): table for table, form in FORMATS.items()},
    "stap": Table.MILESTONE, "steps": Table.MILESTONE, "voortgang": Table.MILESTONE, "mijlpalen": Table.MILESTONE,
    "opleidingen": Table.TRAINING, "training": Table.TRAINING, "trainingen": Table.TRAINING,
    "costs": Table.COST, "uitgaven": Table.COST, "budget": Table.COST,
    "profiel": Table.PROFILE, "municipality": Table.PROFILE, "gemeenteprofiel": Table.PROFILE,
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """The tables in one stretch of a row of names.

    `read`: complete, in the order of the format; the first one has the note and the unknown columns.
    `lacking`: other tables of which columns are there, but not all that are needed. `nearly`: where none is complete,
    what there is.
    """

    read: tuple[Header, ...]
    lacking: tuple[Header, ...] = ()
    nearly: tuple[Header, ...] = ()


def choices(names: Names) -> list[Choice]:
    """What stands under a row of names, from left to right; more than one where whole tables stand side by side."""
    whole = _choice(names, WHOLE_ROW)
    if not any(header.duplicates for header in whole.read):
        return [whole]
    apart = [_choice(names, span) for span in _spans_between_gaps(names)]
    if len(apart) > 1 and all(map(_is_sure, apart)):
        return apart
    touching = [_choice(names, span) for span in _spans_from_repeats(names)]
    # a column left of the second key may be of either table: each part must hold the columns of one table alone
    if len(touching) > 1 and all(_is_sure(part) and len(part.read) == 1 for part in touching):
        return touching
    return [whole]


def _is_sure(part: Choice) -> bool:
    return bool(part.read) and not part.lacking and not part.read[0].duplicates


def table_of_sheet(name: str | None) -> Table | None:
    """The table that a sheet is named after, in our words or others ("Kosten 2026", "costs (2)")."""
    return None if name is None else _SHEET_NAMES.get(re.sub(r"[\d()]+", "", plain_name(name)))


def missing_columns(nearly: Sequence[Header], *, sheet: str | None, rows: tuple[int, int] | None) -> FileRejected:
    """The complaint about a row of names without all that a table needs: of the table that fits best.

    It says which name there probably is one that is missing, and that each step has a row where each has a column.
    """
    of_steps = [text for text in nearly[0].unknown.values() if _NUMBERED_STEP.match(text)]
    if len(of_steps) > 1:
        return FileRejected("missing_columns", "wide", sheet=sheet, rows=rows, present=", ".join(of_steps))
    named = table_of_sheet(sheet)
    scored = sorted(nearly, key=lambda header: _fit(header, named), reverse=True)
    best, *others = scored
    also = [header for header in others if _fit(header, named) == _fit(best, named)][:1]
    where = "columns" if sheet is None else "sheet"
    said: dict[str, str | int] = {"table": FORMATS[best.table].dutch, "columns": ", ".join(best.missing)}
    meant = said_renamed(best)
    if meant:
        return FileRejected("missing_columns", f"{where}_meant", sheet=sheet, rows=rows, **said, meant=meant)
    for header in also:
        where = "either" if sheet is None else "either_sheet"
        said |= {"other_table": FORMATS[header.table].dutch, "other_columns": ", ".join(header.missing)}
    return FileRejected("missing_columns", where, sheet=sheet, rows=rows, **said)


def said_renamed(header: Header) -> str:
    """The names that are near to a missing column, each with that column: "aantal uren → uren"; empty where none is."""
    wanted = [name for missing in header.missing for name in missing.split("/")]
    return ", ".join(f"{written} → {column}" for written, column in renamed(header.unknown.values(), wanted).items())


def refuse_duplicates(header: Header, *, sheet: str | None) -> None:
    """Raises FileRejected when a column is there twice."""
    if header.duplicates:
        columns = ", ".join(dict.fromkeys(header.duplicates))
        reason, table = "columns" if sheet is None else "sheet", FORMATS[header.table].dutch
        raise FileRejected("duplicate_columns", reason, sheet=sheet, table=table, columns=columns)


def _fit(header: Header, named: Table | None) -> tuple[bool, int, int]:
    hints = sum(_HINTS[header.table].search(plain_name(text)) is not None for text in header.unknown.values())
    return (header.table is named, 2 * len(header.own) + hints, -len(header.missing))


def _choice(names: Names, span: Span) -> Choice:
    found = headers_in(names, span)
    complete = [header for header in found if header.is_complete]
    if not complete:
        return Choice((), nearly=tuple(found))
    first, *others = complete
    taken = {position for header in others for position in header.columns} - set(first.columns)
    left = {position: text for position, text in first.unknown.items() if position not in taken}
    read = [replace(first, unknown=left, others=frozenset(taken)), *map(_without_note, others)]
    lacking = tuple(header for header in found if not header.is_complete and header.own)
    return Choice(tuple(read), lacking)


def _without_note(header: Header) -> Header:
    """A note is that of the first table: amounts stand beside the steps, and the note is about the step."""
    columns = {position: name for position, name in header.columns.items() if name != _NOTE}
    written = {name: text for name, text in header.written.items() if name != _NOTE}
    return replace(header, columns=columns, written=written, unknown={})


def _spans_between_gaps(names: Names) -> list[Span]:
    """From one column without a name to the next; a stretch of which we know no name belongs to the one before it."""
    starts: list[int] = []
    for position in sorted(names.texts):
        is_after_gap = position - 1 not in names.texts
        if is_after_gap and any(_is_known(names.texts.get(at, "")) for at in _run(names, position)):
            starts.append(position)
    return _spans(starts)


def _spans_from_repeats(names: Names) -> list[Span]:
    """A new table begins where who or when is named for the second time."""
    starts, seen = [0], set[str]()
    for position in sorted(names.texts):
        name = canonical_column(Table.MILESTONE, names.texts[position])
        if name in seen and name in (*MUNICIPALITY_COLUMNS, REPORTING_DATE_COLUMN):
            starts.append(position)
            seen.clear()
        if name is not None:
            seen.add(name)
    return _spans(starts)


def _run(names: Names, start: int) -> range:
    end = start
    while end in names.texts:
        end += 1
    return range(start, end)


def _is_known(text: str) -> bool:
    return any(canonical_column(table, text) is not None for table in Table) or plain_name(text) in SHARED


def _spans(starts: Sequence[int]) -> list[Span]:
    edges = [0, *starts[1:], WHOLE_ROW[1]]
    return list(pairwise(edges)) if starts else []
