"""The files of journal and archive, read as the ledger says that they are."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from store.contents import Content
from store.durable import read_whole
from store.errors import NewerFormatError, StoreDamagedError, StoreNewerError
from store.home import Home
from store.journal import Event, read_event, read_parts
from store.ledger import LedgerLine


def journal_event(home: Home, line: LedgerLine) -> Event:
    """The content of a ledger line. Raises StoreDamagedError when it is gone or not what the line says."""
    path = home.journal_file(line)
    data = _content(home, path, line.journal)
    with _damage_told(home, path):
        return read_event(data, line.canonical_sha256)


def journal_parts(home: Home, line: LedgerLine) -> tuple[Event, Iterator[bytes]]:
    """The same without its rows and refusals, and their lines, a bounded number of bytes at a time. Raises as
    `journal_event`, at the latest after the last line."""
    path = home.journal_file(line)
    data = _content(home, path, line.journal)
    with _damage_told(home, path):
        event, pieces = read_parts(data, line.canonical_sha256)

    def told() -> Iterator[bytes]:
        with _damage_told(home, path):
            yield from pieces

    return event, told()


def see_lines(home: Home, line: LedgerLine) -> None:
    """Sees that the lines in a journal file are those that the ledger says, unpacked. Raises as `journal_event`."""
    _, pieces = journal_parts(home, line)
    for _ in pieces:
        pass


def archived_content(home: Home, line: LedgerLine) -> bytes | None:
    """What was kept of the file of a line, None when nothing was. Raises StoreDamagedError."""
    return _content(home, home.archived_file(line.archive.sha256), line.archive) if line.archive else None


@contextmanager
def _damage_told(home: Home, path: Path) -> Generator[None]:
    try:
        yield
    except NewerFormatError as error:
        raise StoreNewerError("newer_format", file=home.relative(path), what=error) from error
    except ValueError as error:
        raise StoreDamagedError("journal_unreadable", file=home.relative(path), reason=error) from error


def _content(home: Home, path: Path, content: Content) -> bytes:
    try:
        data = read_whole(path)
    except OSError as error:
        raise StoreDamagedError("journal_unreadable", file=home.relative(path), reason=error) from error
    if not content.fits(data):
        raise StoreDamagedError("journal_unreadable", file=home.relative(path), reason="SHA-256")
    return data
