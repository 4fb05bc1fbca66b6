"""Numbers as municipalities write them: 1234.5 · 1.234,5 · 1234,5 · € 1.234.

Three digits behind the only point or comma are a thousand or decimals. The rest of the column decides, and where it
does not, or the answer is decimals, the number is flagged. Euros and people have no thousandths: there `12.500` and
`12,500` are 12500, unless the column shows that it does have them (`1234,567`). Hours may have them.
"""

import math
import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

Doubt = Literal["message", "with_decimals", "beside_texts"]  # the texts of the warning

_AROUND: Final = re.compile(
    r"(?P<minus>[-−]?) ?(?:(?:€|eur|euro) ?)?(?P<inner_minus>[-−]?)"
    r"(?P<digits>[0-9.,]+?)(?P<no_cents>,--?)?(?: ?(?:€|eur|euro))?"
)
_PLAIN: Final = re.compile(r"[0-9]+")
_DUTCH: Final = re.compile(
    r"(?P<groups>[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,})|[0-9]+,(?P<decimals>[0-9]+)"
)
_ENGLISH: Final = re.compile(
    r"(?P<groups>[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,})|[0-9]+\.(?P<decimals>[0-9]+)"
)
_LONE: Final = re.compile(r"(?P<whole>[0-9]+)(?P<mark>[.,])(?P<last_three>[0-9]{3})")
_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}")
_PERCENTAGE: Final = re.compile(r"[%‰٪]|(?<![a-z])(?:procent|percent|percentage|perc|pct)(?![a-z])", re.IGNORECASE)
_TOO_MANY_DIGITS: Final = 15  # more, and a double no longer holds every one of them
_MOST: Final = 10.0**_TOO_MANY_DIGITS  # what is larger is absurd either way, and this still fits in every column
_NOISE: Final = 1e-9  # a spreadsheet that counts to 57 in parts may end at 56.99999999999999


class Notation(NamedTuple):
    """How the numbers of a column are written, by those of its values that can be read in one way only.

    `marks`: what stands before their decimals, a comma, a point or both. `has_groups`: the other mark sets thousands
    apart. `has_thousandths`: a value has three decimals or more, and no group of thousands can be meant.
    """

    marks: frozenset[str] = frozenset()
    has_groups: bool = False
    has_thousandths: bool = False

    @property
    def decimal(self) -> str | None:
        """The mark before decimals; None when the column shows both or neither."""
        return next(iter(self.marks)) if len(self.marks) == 1 else None


UNCLEAR: Final = Notation()


class WrittenNumber(NamedTuple):
    """A number that was read. `doubt`: which other meaning it may have had, None when there is no other."""

    value: float
    doubt: Doubt | None = None


def notation_of(column: Iterable[str]) -> Notation:
    """How a column is written, judged by those of its values that can be read in one way only."""
    marks: set[str] = set()
    has_groups = has_thousandths = False
    for text in column:
        split = _split(text)
        if split is None or _is_lone_group(split[1]):
            continue
        for mark, pattern in ((",", _DUTCH), (".", _ENGLISH)):
            if match := pattern.fullmatch(split[1]):
                marks.add(mark)
                has_groups |= match["groups"] is not None
                has_thousandths |= len(match["decimals"] or "") >= len("000")
    return Notation(frozenset(marks), has_groups, has_thousandths)


def read_number(written: str, notation: Notation, *, may_have_thousandths: bool = False) -> WrittenNumber | None:
    """The number that a text means in a column of this notation, or None when it is not a number of the format.

    `may_have_thousandths`: whether what the column counts is ever written with three decimals, as hours are.
    """
    split = _split(written)
    if split is None:
        return None
    sign, digits = split
    if _PLAIN.fullmatch(digits):
        return WrittenNumber(sign * _float(digits))
    if lone := _LONE.fullmatch(digits):
        return _of_lone_mark(sign, lone, notation, may_have_thousandths=may_have_thousandths)
    if _DUTCH.fullmatch(digits):
        return WrittenNumber(sign * _float(digits.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(digits):
        return WrittenNumber(sign * _float(digits.replace(",", "")))
    return None


def number_of_cell(value: float, texts: Notation = UNCLEAR) -> WrittenNumber | None:
    """The number of a workbook's number cell; None when it is not finite.

    A program of another language makes 12.375 of a text that meant 12375, and leaves what it cannot read as text. So
    a number below 1000 with three decimals is flagged, and any fraction beside such `texts`.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return None
    number = float(max(-_MOST, min(value, _MOST)))
    if 1 <= abs(number) < 1000 and not number.is_integer() and round(number, 3) == number:
        if round(number, 2) != number:
            return WrittenNumber(number, "with_decimals")
        return WrittenNumber(number, "beside_texts" if texts.marks else None)
    return WrittenNumber(number)


def whole_number(number: float) -> int | None:
    """The whole number that is meant, without the noise of a spreadsheet's arithmetic; None for a real fraction."""
    nearest = round(number)
    return nearest if abs(number - nearest) <= _NOISE * max(1.0, abs(number)) else None


def is_percentage(written: str) -> bool:
    """Whether a text is a percentage: 79% · 79 procent."""
    return _PERCENTAGE.search(written) is not None


def _of_lone_mark(sign: int, lone: re.Match[str], notation: Notation, *, may_have_thousandths: bool) -> WrittenNumber:
    mark, decimals = lone["mark"], sign * _float(f"{lone['whole']}.{lone['last_three']}")
    if not _GROUP.fullmatch(lone["whole"]):  # 0,125 and 1234,567 are no thousands
        return WrittenNumber(decimals, "with_decimals" if decimals else None)
    stands_for_decimals = mark == (notation.decimal or ("," if may_have_thousandths else None))
    if stands_for_decimals and (may_have_thousandths or notation.has_thousandths):
        return WrittenNumber(decimals, "with_decimals")
    sets_thousands_apart = notation.decimal not in (None, mark) and (notation.has_groups or not may_have_thousandths)
    thousands = sign * _float(lone["whole"] + lone["last_three"])
    return WrittenNumber(thousands, None if sets_thousands_apart else "message")


def _is_lone_group(digits: str) -> bool:
    lone = _LONE.fullmatch(digits)
    return lone is not None and _GROUP.fullmatch(lone["whole"]) is not None


def _split(written: str) -> tuple[int, str] | None:
    match = _AROUND.fullmatch(" ".join(written.casefold().split()))
    if match is None or (match["minus"] and match["inner_minus"]):
        return None
    digits = match["digits"] + (",0" if match["no_cents"] else "")  # "€ 31.250,-"
    return (-1 if match["minus"] or match["inner_minus"] else 1), digits


def _float(digits: str) -> float:
    whole = digits.partition(".")[0]
    return float(digits) if len(whole) <= _TOO_MANY_DIGITS else _MOST
