"""`wams migrate`: what may not stand in a store any more is taken out of it, by an event that says of which lines.

Earlier releases kept received files as they came, and did not know all spellings of personal data. What is found is
counted and told by its place in the ledger, never repeated. Nothing is found twice: a second migration does nothing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from pipelines.format.raw import FileRejected
from pipelines.intake import Context
from pipelines.migrating.archives import cells_of_container, rows_looked_at_again
from pipelines.migrating.events import CleanedEvent
from pipelines.receipt.problems import safe_file_name
from store.ledger import ON_LINES, LedgerLine
from store.redaction import Replacement

if TYPE_CHECKING:
    from store.writer import Writer

REASON: Final = "wams migrate"
KINDS: Final = ("containers", "unreadable_containers", "archived_rows", "notes", "cells", "receipts", "reasons",
                "file_names", "unnamed_archives")  # fmt: skip
_BATCH_BYTES: Final = 100_000_000  # of new archives in memory; each batch is an event of its own


@dataclass
class Removed:
    """What was taken out: per kind how much, and of which ledger lines. `sequences` are the events that did it."""

    counts: Counter[str] = field(default_factory=Counter[str])
    lines: dict[str, list[int]] = field(default_factory=dict[str, "list[int]"])
    sequences: list[int] = field(default_factory=list[int])

    def add(self, kind: str, count: int, sequence: int) -> None:
        """So much of a kind, in one line."""
        if count:
            self.counts[kind] += count
            self.lines.setdefault(kind, []).append(sequence)

    def add_unnamed(self, count: int) -> None:
        """So many archives that belong to no line."""
        self.counts["unnamed_archives"] = count

    def as_json(self) -> dict[str, Any]:
        """Every kind with its count and lines, and the events."""
        removed = {kind: {"count": self.counts[kind], "lines": self.lines.get(kind, [])} for kind in KINDS}
        return {"removed": removed, "events": self.sequences}


def migrate(
    writer: "Writer", *, register: Register, programme: Programme, recorded_at: datetime, is_dry_run: bool = False
) -> Removed:
    """Take out what may not stand in the store; with `is_dry_run` only say what that is.

    Raises what the store raises; then nothing of the batch at hand was changed.
    """
    removed = Removed()
    batch: list[Replacement] = []
    for replacement in _replacements(writer, register, programme, removed):
        if is_dry_run:
            continue
        batch.append(replacement)
        if sum(len(one.archive) for one in batch if isinstance(one.archive, bytes)) >= _BATCH_BYTES:
            _redact(writer, batch, recorded_at, removed)
    if batch:
        _redact(writer, batch, recorded_at, removed)
    removed.add_unnamed(writer.unnamed_archives(remove=not is_dry_run))
    return removed


def _redact(writer: "Writer", batch: list[Replacement], recorded_at: datetime, removed: Removed) -> None:
    recorded = writer.redact(batch, recorded_at=recorded_at, reason=REASON)
    removed.sequences.append(recorded.sequence)
    batch.clear()


def _replacements(
    writer: "Writer", register: Register, programme: Programme, removed: Removed
) -> Iterator[Replacement]:
    """What comes in the place of each line that holds what it may not."""
    recorded = [line for line, _ in writer.recorded()]
    names = {name: safe_file_name(name) for line in recorded if (name := line.file_name)}
    names = {name: safe for name, safe in names.items() if safe != name}
    for line, event in writer.recorded():
        if line.kind in ON_LINES:
            continue
        context = Context(writer.reader, register, programme, dutch_day(line.recorded_at))
        archive = _archive(writer.archived(line), line, context, removed)
        cleaned = CleanedEvent(event, names)
        for kind, count in cleaned.removed.items():
            removed.add(kind, count, line.sequence)
        file_name = names.get(line.file_name or "")
        if file_name is not None and not cleaned.removed["file_names"]:
            removed.add("file_names", 1, line.sequence)
        if archive is not None or cleaned.is_changed or file_name is not None:
            yield Replacement(
                line.sequence,
                event=cleaned.event if cleaned.is_changed else None,
                archive="kept" if archive is None else archive.archive,
                archive_kind=None if archive is None else archive.archive_kind,
                file_name=file_name,
            )


def _archive(content: bytes | None, line: LedgerLine, context: Context, removed: Removed) -> Replacement | None:
    """What is to be kept in the place of an archive, as a replacement of the line; None when it may stay."""
    if content is None:
        return None
    if line.archive_kind in ("cells", "redacted"):
        again = rows_looked_at_again(content)
        removed.add("archived_rows", again.held_back_count, line.sequence)
        unchanged = again.content == content
        return None if unchanged else Replacement(line.sequence, archive=again.content, archive_kind=line.archive_kind)
    removed.add("containers", 1, line.sequence)
    try:
        cells = cells_of_container(content, line.file_name or "", context.words, context.register, today=context.today)
    except FileRejected:
        removed.add("unreadable_containers", 1, line.sequence)
        return Replacement(line.sequence, archive="dropped")
    removed.add("archived_rows", cells.held_back_count, line.sequence)
    return Replacement(line.sequence, archive=cells.content, archive_kind="cells")
