"""Files of journal and archive that no line of the ledger names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from store.durable import TEMPORARY_SUFFIX, make_directory, read_whole
from store.errors import StoreUnwritableError
from store.head import Head
from store.home import Home
from store.journal import line_named_in
from store.ledger import LedgerLine

SET_ASIDE: Final = "set-aside"


@dataclass(frozen=True)
class Orphans:
    """`leftovers` were written for a line that was never acknowledged; of `unknown` ones that cannot be told."""

    leftovers: tuple[Path, ...]
    unknown: tuple[Path, ...]


def named_files(home: Home, lines: Iterable[LedgerLine]) -> set[Path]:
    """Every file that these lines name."""
    named: set[Path] = set()
    for line in lines:
        named.add(home.journal_file(line))
        if line.archive:
            named.add(home.archived_file(line.archive.sha256))
    return named


def orphans(home: Home, lines: list[LedgerLine], head: Head | None) -> Orphans:
    """The files that no line names, given the whole and sound ledger and the copy of its head.

    A leftover names a line after the last one of a ledger that, as the copy says, never had more. Raises OSError.
    """
    named = named_files(home, lines)
    last = lines[-1].sequence if lines else 0
    is_whole = head is not None and head.lines <= last
    leftovers, unknown, of_leftovers = list[Path](), list[Path](), set[Path]()
    for path in _unnamed(home.journal, named):
        line = _line_of(path)
        number = 0 if line is None else line.redacted.by if line.redacted else line.sequence
        if is_whole and line is not None and number > last:
            leftovers.append(path)
            of_leftovers |= named_files(home, [line])
        else:
            unknown.append(path)
    for path in _unnamed(home.archive, named):
        (leftovers if path in of_leftovers else unknown).append(path)
    return Orphans(tuple(leftovers), tuple(unknown))


def remove_leftovers(home: Home, lines: list[LedgerLine], head: Head | None) -> None:
    """Removes what a killed writer left that was never acknowledged. Only for who holds the writer's lock."""
    for path in reversed(orphans(home, lines, head).leftovers):  # the journal file tells of the others: it goes last
        path.unlink(missing_ok=True)


def set_aside(home: Home, paths: Iterable[Path]) -> None:
    """Moves files that belong to no line out of the way, under their own names. Raises StoreUnwritableError."""
    for path in paths:
        target = home.directory / SET_ASIDE / home.relative(path)
        make_directory(target.parent.parent)
        make_directory(target.parent)
        try:
            path.rename(target)
        except OSError as error:
            raise StoreUnwritableError("unwritable", path=path, reason=error) from error


def _unnamed(directory: Path, named: set[Path]) -> list[Path]:
    found = sorted(directory.iterdir()) if directory.is_dir() else []
    is_temporary = (path.name.startswith(".") and TEMPORARY_SUFFIX in path.name for path in found)
    return [path for path, temporary in zip(found, is_temporary, strict=True) if path not in named and not temporary]


def _line_of(path: Path) -> LedgerLine | None:
    try:
        data = read_whole(path)
        line = line_named_in(data)
    except (OSError, ValueError):
        return None
    return line if line is not None and path.name == line.journal_name else None
