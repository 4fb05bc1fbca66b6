"""Rows below a header that are not data: totals, footnotes, blanks.

Unknown is quarantine, not silence: a row is left out only on clear evidence, and is data in every other case.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.format.columns import FORMATS, KEY_COLUMNS, ColumnKind
from pipelines.format.raw import Cell
from pipelines.reading.tables.headers import Header

_TOTAL_WORD: Final = re.compile(
    r"(?:eind|sub|generaal\s+)?(?:totaal|totalen|total|totals|som|sum|gemiddelde?)(?![\w-])", re.IGNORECASE
)
_TOTAL: Final = re.compile(rf"(?:{_TOTAL_WORD.pattern})\s*:?(?P<rest>[^:]*):?", re.IGNORECASE)
# the words that may follow "totaal"; any other word could be part of a name, and then the row is data
_TOTAL_TAIL: Final = frozenset(
    [
        "aantal", "alle", "algemeen", "eur", "euro", "gemeente", "gemeenten", "generaal", "in", "kosten",
        "landelijk", "medewerkers", "nederland", "nl", "of", "opgave", "opleiding", "over", "per", "regio", "stap",
        "stappen", "t/m", "tot", "van", "de", "het", "all", "municipalities",
    ]
)  # fmt: skip
_FOOTNOTE_MARK: Final = re.compile(
    r"[*†‡¹²³]|\(\d\)\s|(?:bron(?:nen)?|toelichting|opmerking(?:en)?|(?:voet)?noot|let op|n\.?b\.?|source|notes?)\s*:"
    r"|n\.b\.\s|let op!",
    re.IGNORECASE,
)
_SENTENCE_WORDS: Final = 6  # "gemeente Capelle aan den IJssel" has five words; a name has no more
_AMOUNTS: Final = frozenset({ColumnKind.COUNT, ColumnKind.NUMBER})


def is_blank(cells: Sequence[Cell]) -> bool:
    """Nothing in it but white space."""
    return all(cell.is_empty for cell in cells)


def is_total(cells: Sequence[Cell], header: Header) -> bool:
    """The first thing in it is the word for a total, no other part of a key is filled in, and the rest are amounts."""
    filled = [(position, cell) for position, cell in enumerate(cells) if not cell.is_empty]
    first, label = filled[0]
    if not isinstance(label.value, str) or not _is_total_label(label.value):
        return False
    kinds = {column.dutch: column.kind for column in FORMATS[header.table].columns}
    for position, _ in filled[1:]:
        name = header.columns.get(position)
        if name is not None and (name in KEY_COLUMNS or kinds[name] not in _AMOUNTS):
            return False
    first_column = header.columns.get(first)
    return first_column is None or first_column in KEY_COLUMNS


def begins_as_total(text: str) -> bool:
    """Whether a text begins with a word for a total, whatever follows ("Totaal Amsterdam")."""
    return _TOTAL_WORD.match(text.strip()) is not None


def may_be_footnote(cells: Sequence[Cell], header: Header, *, is_text_file: bool) -> bool:
    """A line of text at the left that is marked as a note or is a whole sentence, and nothing else in the row.

    It is a footnote only when no data follows; the caller sees to that. In a text file a note with commas in it falls
    apart into several cells, but its row stays shorter than the header.
    """
    filled = [(position, cell) for position, cell in enumerate(cells) if not cell.is_empty]
    first, cell = filled[0]
    if first > min(header.columns) and first not in header.unknown:
        return False
    if not isinstance(cell.value, str):
        return False
    text = cell.value.strip()
    is_marked = _FOOTNOTE_MARK.match(text) is not None
    if len(filled) > 1:
        return is_marked and is_text_file and first == 0 and len(cells) < header.width
    return is_marked or len(text.split()) >= _SENTENCE_WORDS


def _is_total_label(text: str) -> bool:
    match = _TOTAL.fullmatch(text.strip())
    return match is not None and all(word.casefold() in _TOTAL_TAIL for word in match["rest"].split())
