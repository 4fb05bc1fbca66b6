"""Who may read the files of a store: their owner only."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from store.durable import DIRECTORY_MODE, FILE_MODE
from store.errors import StoreUnwritableError
from store.home import Home

_OTHERS = 0o077


def loose(home: Home) -> list[Path]:
    """The files and folders of the store that others may read, the folders first. What cannot be seen is left out."""
    found: list[Path] = []
    with suppress(OSError):
        found.extend(path for path in _owned(home) if _mode(path) & _OTHERS)
    return sorted(found)


def tighten(home: Home) -> list[Path]:
    """Makes them readable by their owner only; returns which they were. Raises StoreUnwritableError."""
    found = loose(home)
    for path in found:
        try:
            path.chmod(DIRECTORY_MODE if path.is_dir() else FILE_MODE)
        except OSError as error:
            raise StoreUnwritableError("unwritable", path=path, reason=error) from error
    return found


def _owned(home: Home) -> Iterator[Path]:
    """What the store and the office made: folders with all in them, and files in the home; others may lie there too."""
    for directory in (*home.directories, home.audit):
        if directory.is_dir():
            yield directory
            if directory != home.directory:
                yield from directory.rglob("*")
    yield from (
        path for path in (home.ledger.path, home.pointer, home.head, home.lock, home.received_again) if path.exists()
    )
    yield from home.directory.glob(f"{home.ledger.path.name}.*")
    yield from home.office_files


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
