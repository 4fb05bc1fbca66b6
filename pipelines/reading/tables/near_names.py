"""Columns under another name than that of the format: the sender is asked what is meant, and nothing is guessed.

A name is near when it is written almost alike, holds the words of the name among others, or is a word that people
use for it (`data/reporting_format/column_names.toml`).
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from domain.places import PROJECT_DIRECTORY
from domain.statements import Table
from pipelines.format.columns import FORMATS, KEY_COLUMNS, ColumnKind
from pipelines.format.raw import FileRejected, RawTable

NAMES_FILE: Final = PROJECT_DIRECTORY / "data" / "reporting_format" / "column_names.toml"
_UNITS: Final = frozenset({"eur", "min"})  # in our names; people write the unit elsewhere or not at all
_ALIKE: Final = 88  # of 100: one letter wrong in a name of nine; startdatum and einddatum stay apart
_FEWEST_LETTERS: Final = 5  # a shorter name has too many neighbours
_LONGEST_NAME: Final = 60  # a text that is longer is no name


def meant_column(written: str, wanted: Iterable[str]) -> str | None:
    """Which of the wanted columns a name is near to, the nearest first; None where it is near to none."""
    if len(written) > _LONGEST_NAME:
        return None
    scores = {column: _nearness(written, column) for column in wanted}
    best = max(scores, key=lambda column: scores[column], default=None)
    return best if best is not None and scores[best] else None


def renamed(names: Iterable[str], wanted: Sequence[str]) -> dict[str, str]:
    """Names and the columns that they are near to, each column once."""
    found: dict[str, str] = {}
    for name in names:
        column = meant_column(name, [column for column in wanted if column not in found.values()])
        if column is not None:
            found[name] = column
    return found


def under_another_name(part: RawTable, present: Collection[str], tables: Iterable[Table]) -> list[FileRejected]:
    """Columns with something in them that are not read, and are near to one that these tables have not.

    A column of remarks is near to many that a sender keeps for itself: it stays an unknown column, which a note names.

    `present`: the columns of the format that stand in the row of names, which nobody means twice.
    """
    absent = {
        column.dutch: table for table in tables for column in FORMATS[table].columns
        if column.dutch not in present and column.dutch not in KEY_COLUMNS and column.kind is not ColumnKind.TEXT
    }  # fmt: skip
    near = {name: column for name in part.unknown_columns if (column := meant_column(name, absent)) is not None}
    if not near:
        return []
    filled = set[str]().union(*(near.keys() & row.extra_cells.keys() for row in part.rows if row.extra_cells))
    return [
        FileRejected(
            "missing_columns", "other_name", sheet=part.sheet, row=part.header_row_number,
            table=FORMATS[absent[column]].dutch, written=name, column=column,
        )
        for name, column in near.items() if name in filled
    ]  # fmt: skip


@lru_cache(maxsize=10_000)
def _nearness(written: str, column: str) -> float:
    """How near a name is to a column, over 100 where it holds its words; 0 is not near."""
    words = _words(written)
    letters = "".join(words)
    best = 0.0
    for name in _names()[column]:
        plain = "".join(name)
        if letters == plain:
            return 300.0
        if any(words[at : at + len(name)] == name for at in range(len(words))):
            best = max(best, 200.0 + len(plain))
        elif len(plain) >= _FEWEST_LETTERS:
            from rapidfuzz import fuzz  # not on top: most files have the names of the format

            best = max(best, fuzz.ratio(letters, plain, score_cutoff=_ALIKE))
    return best


@cache
def _names() -> Mapping[str, list[list[str]]]:
    """The names of each column in words: ours, ours without a unit, and those of other people."""
    others: dict[str, list[str]] = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))
    names: dict[str, list[list[str]]] = {}
    for form in FORMATS.values():
        for column in form.columns:
            ours = _words(column.dutch)
            bare = [word for word in ours if word not in _UNITS]
            names[column.dutch] = [ours, bare, *map(_words, others.get(column.dutch, ()))]
    return names


def _words(written: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", written.casefold())
