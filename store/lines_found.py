"""Ledger lines, wherever they still are: in the ledger itself, in the journal files, in the generations."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timezone

import duckdb

from store.canonical import canonical_json
from store.contents import Content
from store.damage import changed_in_line
from store.errors import NewerFormatError, StoreNewerError
from store.generation import LEDGER_LINE_COLUMNS, open_for_reading, stored_counts
from store.home import Home
from store.journal import Event, line_named_in, read_event
from store.ledger import FIRST_PREVIOUS_HASH, LedgerLine, read_line
from store.packed import is_packed


def lines_in_ledger(home: Home) -> list[LedgerLine]:
    """The sound lines of the ledger, and those of which one byte was changed, as they were; in order of the file.

    Raises StoreNewerError, and StoreDamagedError when it cannot be read.
    """
    found: list[LedgerLine] = []
    for chunk in (home.read(home.ledger.path) or b"").split(b"\n"):
        with suppress(ValueError):
            try:
                found.append(read_line(chunk))
            except NewerFormatError as error:
                raise StoreNewerError("newer_format", file=home.ledger.path.name, what=error) from error
            except ValueError:
                found.append(_put_right(chunk))
    return found


def lines_in_journal(home: Home) -> list[LedgerLine]:
    """The lines that the journal files name; files of release 0.1.0 name none. Raises StoreDamagedError."""
    found: list[LedgerLine] = []
    for path in home.journal_files():
        with suppress(ValueError):
            line = line_named_in(home.read(path) or b"")
            if line is not None and path == home.journal_file(line):
                found.append(line)
    return found


def lines_in_generations(home: Home) -> list[LedgerLine]:
    """Lines of release 0.1.0, made again from what a generation tells of them and proven by their hash."""
    journal = list(_events(home))
    for number in reversed(home.generation_numbers()):
        with suppress(duckdb.Error, OSError), open_for_reading(home.generation_file(number)) as connection:
            columns = ", ".join(LEDGER_LINE_COLUMNS)  # names of ours
            rows = connection.execute(f"select {columns} from ledger_line order by sequence").fetchall()  # nosec B608 # ours
            return list(_proven(home, [dict(zip(LEDGER_LINE_COLUMNS, row, strict=True)) for row in rows], journal))
    return []


def _put_right(chunk: bytes) -> LedgerLine:
    change = changed_in_line(chunk)
    if change is None:
        raise ValueError("more than one byte was changed")
    offset, was = change
    return read_line(chunk[:offset] + bytes([was]) + chunk[offset + 1 :])


def _events(home: Home) -> Iterator[tuple[Content, Event]]:
    for path in home.journal_files():
        with suppress(ValueError):
            data = home.read(path) or b""
            if not is_packed(data):  # a packed one names its line itself
                yield Content.of(data), read_event(data)


def _proven(home: Home, rows: list[dict[str, object]], journal: list[tuple[Content, Event]]) -> Iterator[LedgerLine]:
    by_content: dict[tuple[object, object], list[tuple[Content, Event]]] = {}
    for content, event in journal:
        receipt = None if event.receipt is None else canonical_json(event.receipt)
        by_content.setdefault((receipt, event.reason), []).append((content, event))
    previous = FIRST_PREVIOUS_HASH
    for row in rows:
        archive = _archive(home, row["archive_sha256"])
        for content, event in by_content.get((row["receipt"], row["reason"]), ()):
            line = _line(row, content, event, archive, previous)
            if line.hash == row["hash"]:
                yield line
        previous = str(row["hash"])


def _line(row: dict[str, object], content: Content, event: Event, archive: Content | None, previous: str) -> LedgerLine:
    named = ("sequence", "kind", "file_name", "received_sha256", "received_on_behalf", "outcome", "archive_kind",
             "is_replay", "is_synthetic")  # fmt: skip
    moment = row["recorded_at"]
    if not isinstance(moment, datetime):
        raise TypeError(f"a line was recorded at no moment: {moment!r}")
    draft = LedgerLine(
        **{name: row[name] for name in named},  # pyright: ignore[reportArgumentType]  proven by the hash
        recorded_at=moment.replace(tzinfo=timezone.utc),
        journal=content,
        archive=archive,
        counts=stored_counts(event),
        previous_hash=previous,
    )
    return draft.sealed()


def _archive(home: Home, sha256: object) -> Content | None:
    if not isinstance(sha256, str):
        return None
    data = home.read(home.archived_file(sha256))
    return None if data is None else Content.of(data)
