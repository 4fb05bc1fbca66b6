"""The only formatter of numbers and dates, for screen, command line, exports and reports.

Dutch: 1.234,5 · 58% · 46–67% · € 10,7 mln · € 31.250 · 31 dec 2025. English: 1,234.5 · 58% · €10.7 million · €31,250.
The minus is "−", halves are rounded away from zero, and a value that is None becomes the word that the caller gives
for it: `unknown` is required as soon as a value is None. NaN and infinity are refused: unknown is None.

What is said to be at least something is rounded down, and at most up: a bound that was rounded inwards would promise
more than is known. So are both ends of a range of shares. Two ends that are one number are a count, and rounded as one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import floor, log10
from typing import Final, Literal, TypeAlias

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from domain.bilingual import Language
from domain.clocks import AMSTERDAM

MINUS: Final = "−"
_LIST_LOCALE: Final[dict[Language, str]] = {"nl": "nl", "en": "en_GB"}  # en has a comma before "and"
_MILLION: Final = 1_000_000
Rounding: TypeAlias = Literal["nearest", "down", "up"]
_WAYS: Final[dict[Rounding, str]] = {"nearest": ROUND_HALF_UP, "down": ROUND_FLOOR, "up": ROUND_CEILING}
_NOISE: Final = 9  # decimals past which a binary fraction says nothing: 0.29 + 0.29 is not a little more than 0.58
_MILLION_DIGITS: Final = 6  # at most: as many as an amount needs so as not to read as nothing


def integer(value: float | None, language: Language, *, unknown: str | None = None) -> str:
    """A whole number: 1.234 / 1,234."""
    return decimal(value, language, digits=0, unknown=unknown)


def decimal(value: float | None, language: Language, digits: int = 1, *, unknown: str | None = None) -> str:
    """A number with this many decimals, zeros included: 1.234,5 / 1,234.5."""
    if value is None:
        return _word_for_unknown(unknown)
    return _written(_rounded(value, digits), language)


def half(value: float, language: Language) -> str:
    """The middle of whole numbers: 64, or 64,5 where it lies between two of them."""
    return decimal(value, language, 0 if value == int(value) else 1)


def signed(value: float | None, language: Language, digits: int = 1, *, unknown: str | None = None) -> str:
    """A change, always with its sign: +1,2 / −0,4; no change is 0,0."""
    if value is None:
        return _word_for_unknown(unknown)
    rounded = _rounded(value, digits)
    return ("+" if rounded > 0 else "") + _written(rounded, language)


SHARE_DIGITS = 2  # a finer share than 0,01% is beyond what any figure here can say


def share(
    value: float | None, language: Language, digits: int = 0, *, unknown: str | None = None,
    rounding: Rounding = "nearest",
) -> str:  # fmt: skip
    """A share 0–1 as a percentage without a space: 58%. Not all never reads 100%, and not none never 0%."""
    if value is None:
        return _word_for_unknown(unknown)
    rounded = _rounded(value, digits, times=100, rounding=rounding)
    if 0 < value < 1 and digits < SHARE_DIGITS and rounded in (0, 100):
        return share(value, language, digits + 1, rounding=rounding)
    return _written(rounded, language) + "%"


def share_ends(low: float, high: float, language: Language, digits: int = 0) -> tuple[str, str]:
    """Two bounds 0–1, the lower rounded down and the upper up: 27% and 44%; 33% twice where they are one number."""
    if abs(high - low) < 10**-_NOISE:
        return share(low, language, digits), share(low, language, digits)
    return share(low, language, digits, rounding="down"), share(high, language, digits, rounding="up")


def share_range(
    low: float | None, high: float | None, language: Language, digits: int = 0, *, unknown: str | None = None
) -> str:
    """Two shares 0–1 as a range, rounded outwards as `share_ends`: 46–67%; 46% where they are one number."""
    if low is None or high is None:
        return _word_for_unknown(unknown)
    first, last = share_ends(low, high, language, digits)
    return _range(first[:-1], last[:-1]) + "%"


def percentage_points(
    difference: float | None, language: Language, digits: int = 1, *, unknown: str | None = None
) -> str:
    """A difference between two shares 0–1: +3,0 procentpunt / +3.0 percentage points."""
    if difference is None:
        return _word_for_unknown(unknown)
    points = _rounded(difference, digits, times=100)
    unit = "procentpunt" if language == "nl" else "percentage points"
    return f"{signed(float(points), language, digits)} {unit}"


def euro(
    value: float | None,
    language: Language,
    *,
    digits: int = 0,
    unknown: str | None = None,
    rounding: Rounding = "nearest",
) -> str:
    """An amount in euro: € 31.250 / €31,250."""
    if value is None:
        return _word_for_unknown(unknown)
    return _with_euro(_written(_rounded(value, digits, rounding=rounding), language), language)


def euro_range(low: float | None, high: float | None, language: Language, *, unknown: str | None = None) -> str:
    """Two amounts in euro: € 49.000–197.000 / €49,000–197,000."""
    if low is None or high is None:
        return _word_for_unknown(unknown)
    return _with_euro(_range(integer(low, language), integer(high, language)), language)


def euro_millions(
    value: float | None,
    language: Language,
    digits: int = 1,
    *,
    unknown: str | None = None,
    rounding: Rounding = "nearest",
) -> str:
    """An amount in euro, in millions: € 10,7 mln / €10.7 million."""
    if value is None:
        return _word_for_unknown(unknown)
    return _with_euro(_in_millions(value, language, digits, rounding), language) + _millions_word(language)


def euro_millions_range(
    low: float | None, high: float | None, language: Language, digits: int = 1, *, unknown: str | None = None
) -> str:
    """Two amounts in euro, in millions: € 45,1–58,1 mln / €45.1–58.1 million."""
    if low is None or high is None:
        return _word_for_unknown(unknown)
    written = _range(_in_millions(low, language, digits), _in_millions(high, language, digits))
    return _with_euro(written, language) + _millions_word(language)


def millions(
    value: float | None, language: Language, digits: int | None = None, *, unknown: str | None = None,
    rounding: Rounding = "nearest",
) -> str:  # fmt: skip
    """An amount in millions without its sign, for a column that says so: 24,7; below a million in two figures: 0,18.

    `digits`: as many, whatever the amount, where it is written as a source prints it.
    """
    if value is None:
        return _word_for_unknown(unknown)
    return _in_millions(value, language, million_digits(value) if digits is None else digits, rounding)


def million_digits(value: float) -> int:
    """How many decimals an amount takes that is written in millions: one, and below a million those of two figures.

    With one decimal 186.300 would read as 0,2, or rounded down as 0,1: half of it would be gone.
    """
    if not value or abs(value) >= _MILLION:
        return 1
    return min(1 - floor(log10(abs(value) / _MILLION)), _MILLION_DIGITS)


def millions_range(
    low: float | None, high: float | None, language: Language, digits: int | None = None, *, unknown: str | None = None
) -> str:
    """Two amounts in millions without their sign, as `millions`: 45,1–58,1."""
    if low is None or high is None:
        return _word_for_unknown(unknown)
    return _range(millions(low, language, digits), millions(high, language, digits))


def thousands_range(low: float | None, high: float | None, language: Language, *, unknown: str | None = None) -> str:
    """Two amounts in thousands without their sign: 49–197; 98,5 where a half is meant."""
    if low is None or high is None:
        return _word_for_unknown(unknown)
    return _range(_in_thousands(low, language), _in_thousands(high, language))


def euro_change(value: float | None, language: Language, *, unknown: str | None = None) -> str:
    """A change in euro, always with its sign, in millions from a million on: € +7.329 / +€7,329; no change is € 0."""
    if value is None:
        return _word_for_unknown(unknown)
    written = (euro_millions if abs(value) >= _MILLION else euro)(value, language)
    if value < 0 or _rounded(value, 0) == 0:
        return written
    return f"+{written}" if language == "en" else written.replace("€ ", "€ +")


def day(value: date | None, language: Language, *, unknown: str | None = None) -> str:
    """A calendar day: 31 dec 2025 / 31 Dec 2025."""
    return _word_for_unknown(unknown) if value is None else _date(value, "d MMM y", language)


def month(value: date | None, language: Language, *, unknown: str | None = None) -> str:
    """The month of a day: sep 2026 / Sep 2026."""
    return _word_for_unknown(unknown) if value is None else _date(value, "MMM y", language)


def moment(value: datetime | None, language: Language, *, unknown: str | None = None) -> str:
    """A moment in Dutch time: 1 mrt 2026 10:30 / 1 Mar 2026 10:30. Raises ValueError for one without a zone."""
    if value is None:
        return _word_for_unknown(unknown)
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone, so it is no moment")
    return _undotted(format_datetime(value.astimezone(AMSTERDAM), "d MMM y HH:mm", locale=language))


def months(count: float | None, language: Language, *, unknown: str | None = None) -> str:
    """A number of months: 17 maanden / 17 months."""
    return _counted(count, language, ("maand", "maanden") if language == "nl" else ("month", "months"), unknown)


def days(count: float | None, language: Language, *, unknown: str | None = None) -> str:
    """A number of days: 180 dagen / 180 days."""
    return _counted(count, language, ("dag", "dagen") if language == "nl" else ("day", "days"), unknown)


def minutes(count: float | None, language: Language, *, unknown: str | None = None) -> str:
    """A number of minutes: 14 minuten / 14 minutes."""
    return _counted(count, language, ("minuut", "minuten") if language == "nl" else ("minute", "minutes"), unknown)


def listing(items: Sequence[str], language: Language) -> str:
    """Words in a row: rijk, vng en partners / rijk, vng and partners."""
    return format_list(list(items), locale=_LIST_LOCALE[language])


def _word_for_unknown(word: str | None) -> str:
    if word is None:
        raise ValueError("the value is None: say with `unknown` which word stands for it")
    return word


def _rounded(value: float, digits: int, times: int = 1, rounding: Rounding = "nearest") -> Decimal:
    exact = Decimal(str(value)) * times  # by way of str: 0.585 is meant, not 0.58499999…
    if not exact.is_finite():
        raise ValueError(f"{value!r} cannot be shown; unknown is None")
    if rounding != "nearest":
        exact = exact.quantize(Decimal(1).scaleb(-max(digits, _NOISE - 2)), rounding=ROUND_HALF_UP)
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=_WAYS[rounding])
    return rounded if rounded else abs(rounded)  # no "−0"


def _written(rounded: Decimal, language: Language) -> str:
    return _formatted(rounded, -int(rounded.as_tuple().exponent), language)


@lru_cache(maxsize=4096)  # a list of reports writes the same few dates over and over
def _date(value: date, pattern: str, language: Language) -> str:
    return _undotted(format_date(value, pattern, language))


@lru_cache(maxsize=4096)  # a page writes the same shares over and over
def _formatted(rounded: Decimal, digits: int, language: Language) -> str:
    """`digits` is given apart: 20 and 20.0 are one number, and would share a place in the cache."""
    pattern = "#,##0" + ("." + "0" * digits if digits > 0 else "")
    return format_decimal(rounded, format=pattern, locale=language).replace("-", MINUS)


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _with_euro(written: str, language: Language) -> str:
    if language == "nl":
        return f"€ {written}"
    return f"{MINUS}€{written[1:]}" if written.startswith(MINUS) else f"€{written}"


def _in_millions(value: float, language: Language, digits: int, rounding: Rounding = "nearest") -> str:
    return _written(_rounded(float(Decimal(str(value)) / _MILLION), digits, rounding=rounding), language)


def _in_thousands(value: float, language: Language) -> str:
    exact = Decimal(str(value)) / 1000
    return _written(_rounded(float(exact), 0 if exact == exact.to_integral_value() else 1), language)


def _millions_word(language: Language) -> str:
    return " mln" if language == "nl" else " million"


def _counted(count: float | None, language: Language, words: tuple[str, str], unknown: str | None) -> str:
    if count is None:
        return _word_for_unknown(unknown)
    written = half(count, language)
    return f"{written} {words[0] if written == '1' else words[1]}"


def _undotted(written: str) -> str:
    return written.replace(".", "")  # some versions of the locale data write "dec."
