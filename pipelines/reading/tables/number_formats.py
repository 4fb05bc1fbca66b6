"""What a spreadsheet program shows of a number, where its format makes that another unit than the cell holds.

0.79 in the format 0% is shown as 79%, 12500 in #,##0, as 13. Formats that only round, place separators or say "euro" or
"uur" show the number itself; dates are told apart by who reads the values.
"""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import Final

PERCENTAGES: Final = {9: "0%", 10: "0.00%"}  # formats that every program knows by number
_MAX_CODE_LENGTH: Final = 255  # of a format in Excel
_DIGITS: Final = 2_000  # of any number in any format of that length

_TOKEN: Final = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
        | (?P<general>General|Standaard) | (?P<power>[eE][+-]0*) | (?P<digits>[0#?][0#?,]*) | (?P<point>\.[0#?]*)
        | (?P<scale>,+) | (?P<percent>%) | (?P<date>[ymdhsYMDHS]+) | (?P<text>@) | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED: Final = re.compile(r"[hms]+|u+", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"\$([^-]*)")  # of "[$USD-409]" the sign; "[$-413]" names a language and no sign
# words beside a number that say no other unit than the columns have
_OWN_WORDS: Final = frozenset(
    ["", "eur", "euro", "euro's", "uur", "uren", "u", "medewerkers", "mw", "personen", "pers", "mensen", "stap"]
)
_NUMBER: Final = re.compile(r"[.,]?\d(?:[\d.,\s'’]*\d)?(?:[eE][+-]?\d+)?")
_MARKS: Final = re.compile(r"[€\s\-–—+.,:;()/'*]+")


def is_other_unit(beside: str) -> bool:
    """Whether what stands beside the digits of a shown number says another unit ("%", "$", "mln", "dagen")."""
    return any(word.casefold() not in _OWN_WORDS for word in _MARKS.split(beside))


@dataclass(frozen=True)
class NumberFormat:
    """A format as the file has it: up to four sections, for numbers above, below and at zero, and for text."""

    code: str

    @cached_property
    def _sections(self) -> "list[_Section]":
        sections, piece = [], ""
        for match in _TOKEN.finditer(self.code[:_MAX_CODE_LENGTH]):
            if match[0] == ";":
                sections.append(_Section(piece))
                piece = ""
            else:
                piece += match[0]
        return [*sections, _Section(piece)]

    @property
    def may_show_other_unit(self) -> bool:
        """Whether any section does."""
        return any(section.is_other_unit for section in self._sections)

    def shown(self, number: float) -> str | None:
        """What is shown of a value, in Dutch notation; None when it is the value itself, rounded at most."""
        section, is_own = self._section(number)
        if not section.is_other_unit or not math.isfinite(number):
            return None
        written = section.written(abs(number))
        return f"-{written}" if number < 0 and not is_own else written

    def _section(self, number: float) -> "tuple[_Section, bool]":
        """The section for a number, and whether it says itself that the number is below zero."""
        sections = self._sections
        for section in sections:
            if section.condition is not None and section.holds_for(number):
                return section, number < 0
        if any(section.condition is not None for section in sections):
            return next((section for section in sections if section.condition is None), sections[-1]), False
        if number < 0 and len(sections) > 1:
            return sections[1], True
        return sections[2 if number == 0 and len(sections) > 2 else 0], False


class _Section:
    """One section of a format, taken apart."""

    def __init__(self, code: str) -> None:
        self.condition: tuple[str, float] | None = None
        self.pieces: list[str] = []  # as shown, with None of the number itself
        self.beside = ""
        self.decimals: tuple[int, int] = (0, 0)  # those that are always shown, and those at most
        self.percent_count = self.scale = 0
        self.is_date = self.has_thousands = self.is_general = False
        self.number_place: int | None = None
        for match in _TOKEN.finditer(code):
            self._take(match.lastgroup or "", match[0], match)

    @property
    def is_other_unit(self) -> bool:
        """Whether what is shown is in another unit than what the cell holds."""
        if self.is_date:
            return False
        return bool(self.percent_count or self.scale) or is_other_unit(self.beside)

    def holds_for(self, number: float) -> bool:
        """Whether the condition of the section holds."""
        sign, bound = self.condition or ("=", number)
        return {
            "<": number < bound, ">": number > bound, "=": number == bound,
            "<=": number <= bound, ">=": number >= bound, "<>": number != bound,
        }[sign]  # fmt: skip

    def written(self, number: float) -> str:
        """A number that is not below zero, with what stands beside it."""
        pieces = list(self.pieces)
        if self.number_place is not None:
            pieces.insert(self.number_place, self._digits(number))
        return " ".join("".join(pieces).split())

    def _digits(self, number: float) -> str:
        least, most = (0, 10) if self.is_general else self.decimals
        with localcontext(prec=_DIGITS):
            scaled = Decimal(repr(number)).scaleb(2 * self.percent_count - 3 * self.scale)
            rounded = scaled.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
        whole, _, decimals = f"{rounded:,f}".partition(".")
        decimals = decimals[:least] + decimals[least:].rstrip("0")
        whole = whole.replace(",", "." if self.has_thousands else "")
        return f"{whole},{decimals}" if decimals else whole

    def _take(self, kind: str, written: str, match: re.Match[str]) -> None:
        if kind in ("quoted", "escaped", "sign"):
            self._literal(match["escaped"] or written.strip('"'))
        elif kind == "space":
            self.pieces.append(" ")
        elif kind == "bracket":
            self._bracket(match["bracket"])
        elif kind in ("digits", "general", "point"):
            self._number(kind, written)
        elif kind == "scale":
            self.scale += len(written)
        elif kind == "percent":
            self.percent_count += 1
            self._literal("%")
        elif kind == "date":
            self.is_date = True

    def _literal(self, text: str) -> None:
        self.pieces.append(text)
        self.beside += text if text.isalnum() or len(text) > 1 else f" {text} "

    def _number(self, kind: str, written: str) -> None:
        if self.number_place is None:
            self.number_place = len(self.pieces)
        self.is_general = self.is_general or kind == "general"
        if kind == "point":
            places = written[1:]
            self.decimals = (len(places.rstrip("#?")), len(places))
        elif kind == "digits":
            before_scale = written.rstrip(",")
            self.scale = len(written) - len(before_scale)  # commas that digits follow only separate
            self.has_thousands = self.has_thousands or "," in before_scale

    def _bracket(self, inside: str) -> None:
        condition = _CONDITION.fullmatch(inside)
        currency = _CURRENCY.match(inside)
        if condition is not None:
            self.condition = (condition[1], float(condition[2]))
        elif currency is not None:
            self._literal(currency[1])
        elif _ELAPSED.fullmatch(inside):
            self.is_date = True


def shows_another(text: str, value: float) -> bool:
    """Whether a text that is shown for a number says another unit or another number, in either notation."""
    if is_other_unit(_NUMBER.sub(" ", text)):
        return True
    found = _NUMBER.findall(text)
    if len(found) != 1 or "e" in found[0].casefold():  # a fraction, a power of ten: nothing follows from those
        return False
    return not any(_rounds_to(found[0], value, point) for point in ".,")


def _rounds_to(written: str, value: float, point: str) -> bool:
    whole, _, decimals = re.sub(r"[^\d.,]", "", written).rpartition(point) if point in written else (written, "", "")
    if not decimals.isdigit() and decimals:
        return False
    digits = re.sub(r"\D", "", whole)
    return abs(float(f"{digits or 0}.{decimals or 0}") - abs(value)) <= 0.5001 * 10 ** -len(decimals)
