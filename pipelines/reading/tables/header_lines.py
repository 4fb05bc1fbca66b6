"""Names of columns that take two rows: spread over both, or explained in the second.

Only what is sure is read so. In every other case the second row is data, and is refused as data with its reasons.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.format.columns import REPORTING_DATE_COLUMN, plain_name
from pipelines.format.raw import EMPTY_CELL, Cell
from pipelines.reading.tables.data_cells import is_code, is_date, is_only_words
from pipelines.reading.tables.headers import FEWEST_NAMES, GridRow, Header, Names, NameScan, headers_in, names_of

# what people write below a name to say how its column is filled in
_EXPLAINS: Final = re.compile(
    r"verplicht|optioneel|facultatief|invullen|invul|kies|keuze|bijv|voorbeeld|datum|dd|jjjj|yyyy|aantal|getal|tekst"
    r"|euro?\b|€|eenheid|code|naam|t/m|required|optional|number|text|date|choose",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\d+(?:[.,]\d+)?|stap \d+", re.IGNORECASE)


def names_over_two_rows(scan: NameScan, first: GridRow, second: GridRow) -> Names | None:
    """The names that two rows have together ("begroot" above "eur"), where only together they make a table."""
    if _has_too_few_parts(scan, first[1], second[1]) or not (is_only_words(first[1]) and is_only_words(second[1])):
        return None
    if any(_is_complete(names_of(*row)) for row in (first, second)):
        return None
    upper, lower = names_of(*first).texts, names_of(*second).texts
    texts: dict[int, str] = {}
    group = ""
    for position in range(max([*upper, *lower]) + 1):
        group = upper.get(position, group)
        name = _together(scan, upper.get(position, ""), lower.get(position, ""), group)
        if name is None:
            return None
        if name:
            texts[position] = name
    names = Names(first[0], texts, max(len(first[1]), len(second[1])), second[0])
    return names if _is_complete(names) else None


def _has_too_few_parts(scan: NameScan, *rows: Sequence[Cell]) -> bool:
    """Whether there is too little of names in two rows to make a table: so in nearly all that are looked at."""
    return sum(scan.is_part_of_name(cell.written) for cells in rows for cell in cells if cell.written) < FEWEST_NAMES


def with_explanation(names: Names, header: Header, below: GridRow) -> Names:
    """The names, with the row below them where that row says how the columns are filled in."""
    return replace(names, second_row_number=below[0]) if _explains(header, below[1]) else names


def _explains(header: Header, cells: Sequence[Cell]) -> bool:
    filled = {position: cell for position, cell in enumerate(cells) if not cell.is_empty}
    if len(filled) < 2 or not all(isinstance(cell.value, str) for cell in filled.values()):
        return False
    if any(is_date(cell) or is_code(cell) or _BARE.fullmatch(cell.written.strip()) for cell in filled.values()):
        return False
    when = filled.get(header.position(REPORTING_DATE_COLUMN) or 0, EMPTY_CELL)
    explained = sum(_EXPLAINS.search(cell.written) is not None for cell in filled.values())
    return explained >= 2 and (when.is_empty or _EXPLAINS.search(when.written) is not None)


def _together(scan: NameScan, upper: str, lower: str, group: str) -> str | None:
    """The name that two cells make; None where each is a name of its own and they differ."""
    candidates = [text for text in (upper, lower) if text and scan.is_name(text)]
    if len({plain_name(text) for text in candidates}) > 1:
        return None
    joined = [text for text in (f"{upper} {lower}".strip(), f"{group} {lower}".strip()) if scan.is_name(text)]
    return next(iter([*candidates, *joined]), f"{upper} {lower}".strip())


def _is_complete(names: Names) -> bool:
    return any(header.is_complete for header in headers_in(names))
