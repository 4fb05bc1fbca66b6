"""Numbers as municipalities write them: 1234.5 · 1.234,5 · 1234,5 · € 1.234.

A lone `1.234` can be a thousand or one and a bit. The rest of its column decides; where that cannot tell it is read as
1234 and flagged. A lone `1,234` is one and a bit, as Dutch is written, unless its column is written the English way.
"""

import math
import re
from collections.abc import Iterable
from enum import Enum
from typing import Final, NamedTuple

_AROUND: Final = re.compile(
    r"(?P<minus>[-−]?) ?(?:(?:€|eur|euro) ?)?(?P<inner_minus>[-−]?)"
    r"(?P<digits>[0-9.,]+?)(?P<no_cents>,--?)?(?: ?(?:€|eur|euro))?"
)
_PLAIN: Final = re.compile(r"[0-9]+")
_DUTCH: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]+")
_ENGLISH: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]+\.[0-9]+")
_LONE_POINT: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_LONE_COMMA: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_TOO_MANY_DIGITS: Final = 15  # more, and a double no longer holds every one of them
_MOST: Final = 10.0**_TOO_MANY_DIGITS  # what is larger is absurd either way, and this still fits in every column


class Notation(Enum):
    """How the numbers of a column are written."""

    DUTCH = "1.234,5"
    ENGLISH = "1,234.5"
    UNCLEAR = "both, or neither"


class WrittenNumber(NamedTuple):
    """A number that was read. `is_ambiguous` when its column could not tell what its point or comma means."""

    value: float
    is_ambiguous: bool = False


def notation_of(column: Iterable[str]) -> Notation:
    """How a column is written, judged by those of its values that can be read in one way only."""
    found = {notation for text in column if (notation := _notation(text)) is not None}
    return found.pop() if len(found) == 1 else Notation.UNCLEAR


def read_number(written: str, notation: Notation) -> WrittenNumber | None:
    """The number that a text means in a column of this notation, or None when it is not a number of the format."""
    split = _split(written)
    if split is None:
        return None
    sign, digits = split
    if _PLAIN.fullmatch(digits):
        return WrittenNumber(sign * _float(digits))
    if _LONE_POINT.fullmatch(digits):
        as_dutch = notation is not Notation.ENGLISH
        value = _float(digits.replace(".", "")) if as_dutch else _float(digits)
        return WrittenNumber(sign * value, is_ambiguous=notation is Notation.UNCLEAR)
    if _LONE_COMMA.fullmatch(digits):
        as_english = notation is Notation.ENGLISH
        value = _float(digits.replace(",", "" if as_english else "."))
        return WrittenNumber(sign * value, is_ambiguous=notation is Notation.UNCLEAR)
    if _DUTCH.fullmatch(digits):
        return WrittenNumber(sign * _float(digits.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(digits):
        return WrittenNumber(sign * _float(digits.replace(",", "")))
    return None


def number_of_cell(value: float) -> WrittenNumber | None:
    """The number of a workbook's number cell: never ambiguous; None when it is not finite."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return WrittenNumber(float(max(-_MOST, min(value, _MOST))))


def _split(written: str) -> tuple[int, str] | None:
    match = _AROUND.fullmatch(" ".join(written.casefold().split()))
    if match is None or (match["minus"] and match["inner_minus"]):
        return None
    digits = match["digits"] + (",0" if match["no_cents"] else "")  # "€ 31.250,-"
    return (-1 if match["minus"] or match["inner_minus"] else 1), digits


def _notation(written: str) -> Notation | None:
    split = _split(written)
    if split is None or _LONE_POINT.fullmatch(split[1]) or _LONE_COMMA.fullmatch(split[1]):
        return None
    if _DUTCH.fullmatch(split[1]):
        return Notation.DUTCH
    return Notation.ENGLISH if _ENGLISH.fullmatch(split[1]) else None


def _float(digits: str) -> float:
    whole = digits.partition(".")[0]
    return float(digits) if len(whole) <= _TOO_MANY_DIGITS else _MOST
