"""Numbers as spreadsheets and programs write them: 1,23456782E+08 and 123456782.0 are 123456782."""

import re
from decimal import Decimal
from typing import Final

_LONGEST: Final = 11  # digits of a number that can be of a person: 31612345678
_SHORTEST: Final = 7  # digits that are written; "1,23E+08" is a rounded amount
_EXPONENT: Final = re.compile(
    r"(?<![\w.,+])(?P<whole>[0-9]{1,11})(?:[.,](?P<rest>[0-9]{1,10}))?[eE](?P<power>[+\-]?[0-9]{1,3})(?!\w|[.,][0-9])"
)
_ZERO_DECIMALS: Final = re.compile(r"(?<![\w.,])(?P<digits>[0-9]{8,11})[.,]0{1,2}(?!\w|[.,][0-9])")
_GROUPED_ALONE: Final = re.compile(
    r"\s*(?P<groups>[0-9]{3}(?P<mark>[.,])[0-9]{3}(?P=mark)[0-9]{3})(?!(?P=mark))[.,]0{1,2}\s*"
)
_OF_AMOUNTS: Final = re.compile(
    r"(?<![a-z])(?:kost(?:en|te?)?|begro(?:ot|ting)|budget|bedrag|totaal|raming|geraamd|besteed|gerealiseerd|uitgaven"
    r"|lasten|baten|subsidie|krediet|tarief|prijs|eur(?:o|os)?|cost|amount|total|price)"
    r"\W{0,3}(?:[a-z0-9]+\W{1,2}){0,3}$",
    re.IGNORECASE,
)
_REACH: Final = 60  # characters between a word and the amount that it speaks of


def without_decimals(text: str) -> str:
    """The text with such numbers as digits alone; an amount of euros with two decimals stays as it is."""
    if not any(mark in text for mark in ".,eE"):
        return text
    alone = _GROUPED_ALONE.fullmatch(text)
    if alone is not None:
        return alone["groups"].replace(alone["mark"], "")
    return _ZERO_DECIMALS.sub(_rounded, _EXPONENT.sub(_written_out, text))


def _rounded(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - _REACH, 0) : found.start()]
    return found[0] if _OF_AMOUNTS.search(before) else found["digits"]


def _written_out(found: re.Match[str]) -> str:
    written = f"{found['whole']}{found['rest'] or ''}".lstrip("0")
    number = Decimal(f"{found['whole']}.{found['rest'] or 0}e{found['power']}")
    if len(written) < _SHORTEST or number != number.to_integral_value():
        return found[0]
    digits = f"{number:.0f}"
    return digits if len(digits) <= _LONGEST else found[0]
