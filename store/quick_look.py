"""What a writer sees of the truth before it adds to it: whether the lines follow each other and the files are there.

Names and sizes only: a byte that was changed in a line or in a file is for `wams verify` to find, which reads it all.
"""

import os
import re
from pathlib import Path
from typing import Final

from store.errors import StoreDamagedError
from store.home import Home
from store.ledger import FIRST_PREVIOUS_HASH, JOURNAL_SUFFIXES

_PREVIOUS: Final = re.compile(rb'"previous_hash":"([0-9a-f]{64})"')
_CHAINED: Final = re.compile(rb'"redacted":\{"by":\d+,"hash":"([0-9a-f]{64})"\}')
_OWN: Final = re.compile(rb'"hash":"([0-9a-f]{64})"\}$')
_PACKED: Final = b'"canonical_sha256":"'  # in no text of a line: there a quotation mark has a backslash before it
_CONTENT: Final = re.compile(
    rb'"(archive|journal)":\{"byte_moment":\d+,"byte_sum":\d+,"sha256":"([0-9a-f]{64})","size":(\d+)\}'
)


def see_whole(home: Home) -> None:
    """Sees that no line was taken out, put in or moved, and that every file is there in its size.

    Raises StoreDamagedError. Changes nothing.
    """
    sizes = {"journal": _sizes(home.journal), "archive": _sizes(home.archive)}
    previous, offset = FIRST_PREVIOUS_HASH.encode(), 0
    for number, line in enumerate((home.read(home.ledger.path) or b"").split(b"\n")[:-1], start=1):
        before, after = _PREVIOUS.search(line), _CHAINED.search(line) or _OWN.search(line)
        if before is None or after is None:
            raise StoreDamagedError("ledger_damaged", file=home.ledger.path.name, line=number, offset=offset)
        if before[1] != previous:
            raise StoreDamagedError("ledger_broken_chain", file=home.ledger.path.name, line=number, offset=offset)
        for folder, sha256, size in _CONTENT.findall(line):
            name = sha256.decode() + (JOURNAL_SUFFIXES[_PACKED in line] if folder == b"journal" else "")
            _see_file(f"{folder.decode()}/{name}", sizes[folder.decode()].get(name), int(size), number)
        previous, offset = after[1], offset + len(line) + 1


def _sizes(folder: Path) -> dict[str, int]:
    if not folder.is_dir():
        return {}
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}


def _see_file(file: str, found: int | None, expected: int, line: int) -> None:
    if found is None:
        raise StoreDamagedError("file_missing", file=file, line=line)
    if found != expected:
        key = "size_longer" if found > expected else "size_changed"
        raise StoreDamagedError(key, file=file, size=found, expected=expected)
