"""Dates as municipalities write them. Day first, four-digit years; nothing is guessed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

WhyNoDate = Literal["message", "notation", "short_year", "out_of_range"]  # the texts of the rule; message: not existing

FIRST_YEAR: Final = 1990  # nothing in a programme of today started before; a serial or typing error did
LAST_YEAR: Final = 2100  # 31-12-9999 is how systems write "no end", not a date that someone planned

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan januari", "feb februari", "mrt maart maa", "apr april", "mei", "jun juni", "jul juli",
         "aug augustus", "sep sept september", "okt oktober", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_MIDNIGHT: Final = r"(?:[t ]+0{1,2}:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_MIDNIGHT}")
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}})\2([0-9]{{4}}){_MIDNIGHT}")
_IN_WORDS: Final = re.compile(r"([0-9]{1,2})[ -]+([a-z]+)\.?[ -]+([0-9]{4})")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}(?:([-/.])[0-9]{1,2}\1|[ -]+[a-z]+\.?[ -]+)'?[0-9]{2}")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:[.,]0+)?")

_EPOCH_1900: Final = date(1899, 12, 30)  # holds from 1 March 1900 on; before that Excel counts a day that never was
_EPOCH_1904: Final = date(1904, 1, 1)


def read_date(written: str, *, is_1904: bool = False) -> date | None:
    """The date that a text means, or None when it is not a date of the format or does not exist.

    A text of five digits is a day count of a spreadsheet (1900 system, unless the workbook says otherwise).
    """
    text = _folded(written)
    parts = _parts(text)
    if parts is not None:
        day = _existing(*parts)
        return None if day is None else _plausible(day)
    if match := _SERIAL.fullmatch(text):
        return date_of_serial(float(match[1]), is_1904=is_1904)
    return None


def why_no_date(value: object) -> WhyNoDate:
    """Why what stands in a cell was not read as a date."""
    if isinstance(value, str):
        text = _folded(value)
        parts = _parts(text)
        if parts is not None:
            return "message" if _existing(*parts) is None else "out_of_range"
        return "short_year" if _SHORT_YEAR.fullmatch(text) else "notation"
    if isinstance(value, date):
        return "notation" if isinstance(value, datetime) and value.time() != time() else "out_of_range"
    return "notation"


def _folded(written: str) -> str:
    return " ".join(written.casefold().split())


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text in one of the ways of writing that we read; they need not exist."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _IN_WORDS.fullmatch(text):
        return (int(match[3]), _MONTHS[match[2]], int(match[1])) if match[2] in _MONTHS else None
    return None


def date_of_serial(serial: float, *, is_1904: bool) -> date | None:
    """The date of a spreadsheet's day count; None for a time of day, or a year that cannot be meant."""
    if not 0 < serial < 100_000 or serial != int(serial):
        return None
    return _plausible((_EPOCH_1904 if is_1904 else _EPOCH_1900) + timedelta(days=int(serial)))


def date_of_cell(value: date | datetime) -> date | None:
    """The date of a workbook's date cell; None when it holds a time of day, or a year that cannot be meant."""
    if not isinstance(value, datetime):
        return _plausible(value)
    return _plausible(value.date()) if value.time() == time() else None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
