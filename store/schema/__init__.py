"""Numbered migrations of a generation, run in order on an empty one.

A generation is made from the journal, so an older one is never altered: it is made again under the new schema.
"""

from functools import cache
from pathlib import Path
from typing import Final

_DIRECTORY: Final = Path(__file__).resolve().parent


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and SQL of every migration, in order. Raises ValueError when a number is missing or used twice."""
    found = tuple(
        (int(path.name.partition("_")[0]), path.read_text(encoding="utf-8"))
        for path in sorted(_DIRECTORY.glob("*.sql"))
    )
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise ValueError("the migrations in store/schema are not numbered 1, 2, 3, ...")
    return found


def schema_version() -> int:
    """The number of the last migration."""
    return migrations()[-1][0]
