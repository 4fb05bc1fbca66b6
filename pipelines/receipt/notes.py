"""What a receipt says of a file beside its problems: what was left out, what is in order now, what was held back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from domain.bilingual import LANGUAGES
from pipelines.checking.checking import CheckedTable
from pipelines.format.columns import FORMATS
from pipelines.format.raw import LeftOutReason, Note, RawFile
from pipelines.normalising.personal_data import holds_personal_data
from pipelines.receipt.problems import bilingual, safe_values, withheld_line

SHOWN_CLEARED: Final = 10  # of cleared quarantine rows in one note; the ledger has them all
SHOWN_ROWS: Final = 5  # numbers of left-out rows in one note


def notes_of(
    raw: RawFile, results: Sequence[CheckedTable], cleared: Sequence[str], held_back_count: int
) -> list[dict[str, str]]:
    """The notes in both languages.

    `cleared`: what the refused rows are about that are in order now, as `cleared_names` calls it.
    `held_back_count`: rows that are kept out of the archive.
    """
    notes = [_safe(note) for note in raw.notes]
    for result in results:
        notes += _left_out(result)
    if cleared:
        names = ", ".join(cleared[:SHOWN_CLEARED]) + (", …" if len(cleared) > SHOWN_CLEARED else "")
        notes.append(bilingual("receipt.note.cleared", count=len(cleared), names=names))
    if held_back_count:
        notes.append(bilingual("receipt.note.held_back", count=held_back_count))
    return notes


def _safe(note: Note) -> dict[str, str]:
    """A note that names no personal data; should a sentence still hold it, then what to do instead."""
    said = {language: replace(note, values=safe_values(note.values, language)).message(language)
            for language in LANGUAGES}  # fmt: skip
    return withheld_line() if any(map(holds_personal_data, said.values())) else dict(said)


def _left_out(result: CheckedTable) -> list[dict[str, str]]:
    """One note per reason for which rows were left out, with the first of their row numbers."""
    notes: list[dict[str, str]] = []
    for reason in get_args(LeftOutReason):
        if reason == "dragged":  # a problem of its own, with a range
            continue
        numbers = [str(row.row_number) for row in result.source.left_out if row.reason == reason]
        if numbers:
            rows = ", ".join(numbers[:SHOWN_ROWS]) + (", …" if len(numbers) > SHOWN_ROWS else "")
            table = FORMATS[result.table].dutch
            notes.append(bilingual(f"receipt.note.left_out.{reason}", count=len(numbers), rows=rows, table=table))
    return notes
