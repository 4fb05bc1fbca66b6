"""Dates as municipalities write them. Day first, four-digit years; nothing is guessed.

A time behind a date is left off: the day is sure. Not so with a time zone (2025-12-30T23:00:00Z is 31 December here).
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal

WhyNoDate = Literal["message", "month_seems_first", "notation", "short_year", "out_of_range", "time_zone"]
Shape = Literal["2025-12-31", "31-12-2025", "31/12/2025"]

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
_TIME: Final = (
    r"(?:(?:t|,? (?:om )?)(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]+)?)?(?: ?(?:uur|u|am|pm))?)?"
)
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_TIME}")
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_IN_WORDS: Final = re.compile(rf"([0-9]{{1,2}})[ -]+([a-z]+)\.?[ -]+([0-9]{{4}}){_TIME}")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}(?:([-/.])[0-9]{1,2}\1|[ -]+[a-z]+\.?[ -]+)'?[0-9]{2}")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:[.,]([0-9]+))?")
_ZONE: Final = re.compile(r".*[0-9][t ].*[:.][0-9]{2}(?:[:.][0-9.,]+)? ?(?:z|utc|gmt|[+-][0-9]{1,2}(?::?[0-9]{2})?)")

_EPOCH_1900: Final = date(1899, 12, 30)  # holds from 1 March 1900 on; before that Excel counts a day that never was
_EPOCH_1904: Final = date(1904, 1, 1)
_HALF_A_SECOND: Final = timedelta(seconds=0.5)  # a midnight that was calculated may fall just before it
_DAYS_PER_SECOND: Final = 1 / 86_400


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
        return date_of_serial(float(f"{match[1]}.{match[2] or 0}"), is_1904=is_1904)
    return None


def why_no_date(value: object) -> WhyNoDate:
    """Why what stands in a cell was not read as a date; "message": it does not exist."""
    if isinstance(value, str):
        text = _folded(value)
        parts = _parts(text)
        if parts is not None and _existing(*parts) is None:
            return "message" if order_in(value) is None else "month_seems_first"
        if parts is not None:
            return "out_of_range"
        if _SHORT_YEAR.fullmatch(text):
            return "short_year"
        return "time_zone" if _ZONE.fullmatch(text) else "notation"
    return "out_of_range" if isinstance(value, date) else "notation"


def order_in(written: str) -> tuple[Shape, bool | None] | None:
    """How a date in digits is built, and whether month and day stand in our order; None when both orders exist.

    None altogether for a text that is no date in digits, or exists in neither order.
    """
    found = _shape(_folded(written))
    if found is None:
        return None
    shape, (year, month, day) = found
    is_ours, is_other = _existing(year, month, day) is not None, _existing(year, day, month) is not None
    if not is_ours and not is_other:
        return None
    return shape, (is_ours if is_ours != is_other else None)


def is_same_in_both(written: str) -> bool:
    """Whether a date in digits is the same day whichever of day and month stands first, as 05/05/2025."""
    found = _shape(_folded(written))
    return found is not None and found[1][1] == found[1][2]


def _shape(text: str) -> tuple[Shape, tuple[int, int, int]] | None:
    """How a date in digits is built, with its year, month and day in our order."""
    if match := _DAY_FIRST.fullmatch(text):
        numbers = int(match[4]), int(match[3]), int(match[1])
        return ("31-12-2025" if match[2] == "-" else "31/12/2025"), numbers
    if match := _YEAR_FIRST.fullmatch(text):
        return "2025-12-31", (int(match[1]), int(match[2]), int(match[3]))
    return None


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
    """The date of a spreadsheet's day count, without its time of day; None for a year that cannot be meant."""
    if not 1 <= serial < 100_000:
        return None
    whole_days = int(serial + _DAYS_PER_SECOND / 2)
    return _plausible((_EPOCH_1904 if is_1904 else _EPOCH_1900) + timedelta(days=whole_days))


def date_of_cell(value: date | datetime) -> date | None:
    """The date of a workbook's date cell, without its time of day; None for a year that cannot be meant."""
    if not isinstance(value, datetime):
        return _plausible(value)
    return None if value.year == datetime.max.year else _plausible((value + _HALF_A_SECOND).date())


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
