"""What a receipt says of a file that was received before."""

from typing import TYPE_CHECKING, Any

import polars as pl

from domain.bilingual import LANGUAGES
from domain.statements import KEY, Table
from language.formats import moment
from language.texts import say
from pipelines.receipt.problems import bilingual

if TYPE_CHECKING:
    from store.reader import Reader


def duplicate_notes(earlier: dict[str, Any], reader: "Reader") -> list[dict[str, str]]:
    """When the bytes first came in, and whether what they said was corrected, withdrawn or refused since."""
    sequence = earlier["sequence"]
    first = {
        language: say(
            "receipt.note.duplicate", language, moment=moment(earlier["recorded_at"], language), sequence=sequence
        )
        for language in LANGUAGES
    }
    notes: list[dict[str, str]] = [{str(language): text for language, text in first.items()}]
    superseded = sum(_superseded_count(table, sequence, reader) for table in Table)
    if superseded:
        notes.append(bilingual("receipt.note.duplicate_superseded", count=superseded))
    still_open = reader.quarantine(only_open=True).filter(pl.col("ledger_sequence") == sequence).height
    if still_open:
        notes.append(bilingual("receipt.note.duplicate_open_rows", count=still_open))
    return notes


def _superseded_count(table: Table, sequence: int, reader: "Reader") -> int:
    """How many statements of one ledger line no longer stand: withdrawn, or followed by a later one of their key."""
    history = reader.history(table)
    said = history.filter(pl.col("ledger_sequence") == sequence)
    later = history.filter((pl.col("ledger_sequence") > sequence) & pl.col("withdrawn_at").is_null())
    standing = said.filter(pl.col("withdrawn_at").is_null()).join(later, on=list(KEY[table]), how="anti")
    return said.height - standing.height
