"""The ways in which registers and people write the code or the name of a municipality, taken apart.

Only what is sure is taken away: a country, a province, a year, the word "gemeente". What a name means, and whether it
lies in the province that was written beside it, is for `domain.names`.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

# CBS: GM0599, 2025GM0599 (with the year of the division), 0599, 599. BGT: G0599. Spreadsheets make 599.0 of 0599.
_CODE: Final = re.compile(r"(?:(?:(?:19|20)[0-9]{2})?gm[ _.:\-]?)?([0-9]{1,4})(?:[.,]0+)?|g([0-9]{4})", re.IGNORECASE)
# TOOI: https://identifier.overheid.nl/tooi/id/gemeente/gm0599
_CODE_ADDRESS: Final = re.compile(r"(?:https?://)?[a-z0-9./\-]+/gemeente/(?:id/)?(?:gm)?([0-9]{4})/?", re.IGNORECASE)
# OWMS: http://standaarden.overheid.nl/owms/terms/Delft_(gemeente)
_NAME_ADDRESS: Final = re.compile(r"https?://standaarden\.overheid\.nl/owms/terms/([^/?#]+)", re.IGNORECASE)
_IN_NAME: Final = r"(?:(?:(?:19|20)[0-9]{2})?gm ?[0-9]{4}|g?[0-9]{4})"
_CODE_FIRST: Final = re.compile(rf"[(\[]?({_IN_NAME})[)\]]?[ ,;:|/\-–]+([^\W\d].*|'s.*)", re.IGNORECASE)
_CODE_LAST: Final = re.compile(rf"(.*[^\W\d].*?)[ ,;:|/\-–]*[ (\[]({_IN_NAME})[)\]]?", re.IGNORECASE)

_LETTERS_AS_ONE: Final = str.maketrans({"Ĳ": "IJ", "ĳ": "ij"})  # the Dutch ij as one character
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_HYPHENS: Final = str.maketrans(dict.fromkeys("-‐‑‒–—−_", " "))
_PREFIX: Final = re.compile(r"^gem(?:eente|\.) ")
_SUFFIX: Final = re.compile(r" \(gemeente\)$")
_MARKS: Final = re.compile(r"[.,;:/|()\[\]]")
_AROUND: Final = (
    re.compile(r"^(?:gemeente|gem|municipality of|municipality) "),
    re.compile(r" (?:gemeente|gem|municipality)$"),
    re.compile(r" (?:nederland|the netherlands|netherlands|nl|nld)$"),
    re.compile(r" (?:(?:tot|tm|t m|vanaf|sinds|per) )?20[0-9]{2}$"),
)

_LONGEST: Final = 120  # a name, its province and its country have half of that

_PROVINCES: Final = {
    "PV20": ("groningen", "gr", "gn"),
    "PV21": ("friesland", "fryslan", "fr", "frl"),
    "PV22": ("drenthe", "dr"),
    "PV23": ("overijssel", "ov"),
    "PV24": ("flevoland", "fl"),
    "PV25": ("gelderland", "gld", "gd", "ge"),
    "PV26": ("utrecht", "ut", "utr"),
    "PV27": ("noord holland", "nh", "n h", "north holland"),
    "PV28": ("zuid holland", "zh", "z h", "south holland"),
    "PV29": ("zeeland", "zld", "ze", "zl"),
    "PV30": ("noord brabant", "nb", "nbr", "brabant", "north brabant"),
    "PV31": ("limburg", "lb", "lim", "li"),
}
_PROVINCE_BY_WORDS: Final = {
    words: code for code, spellings in _PROVINCES.items() for words in (code.casefold(), *spellings)
}
_ANY_PROVINCE: Final = "|".join(sorted(_PROVINCE_BY_WORDS, key=len, reverse=True))
_NO_MUNICIPALITY: Final = "|".join(words for words in _PROVINCE_BY_WORDS if words not in ("groningen", "utrecht"))
_PROVINCE_LAST: Final = re.compile(rf"(.+?) (?:(?:provincie|province|prov) )?({_ANY_PROVINCE})")
_PROVINCE_FIRST: Final = re.compile(
    rf"(?:(?:provincie|province|prov) ({_ANY_PROVINCE})|({_NO_MUNICIPALITY})) (.+)"
)  # "Utrecht, Zeist" may be two municipalities


class NamedPlace(NamedTuple):
    """A name in plain words, and the code of the province that was written beside it."""

    words: str
    province_code: str | None = None


def code_as_written(written: str) -> str | None:
    """The CBS code that is written as GM0363, 2025GM0363, 0363, 363, G0363 or an address, as GM0363; else None."""
    text = " ".join(written.split())
    match = _CODE.fullmatch(text) or _CODE_ADDRESS.fullmatch(text)
    return f"GM{int(next(digits for digits in match.groups() if digits)):04d}" if match else None


def code_beside_name(written: str) -> tuple[str, str] | None:
    """The code and the name of a text that holds both: GM0503 Delft, Delft (0503)."""
    text = " ".join(written.split())
    if len(text) > _LONGEST:
        return None
    if match := _CODE_FIRST.fullmatch(text):
        return match[1], match[2]
    return (match[2], match[1]) if (match := _CODE_LAST.fullmatch(text)) else None


def folded(name: str) -> str:
    """A name without what people write in different ways: case, diacritics, hyphens, spaces, "gemeente".

    Letters of other alphabets that look like Latin ones stay what they are, so they never match.
    """
    if address := _NAME_ADDRESS.fullmatch(name.strip()):
        name = unquote(address[1])
    decomposed = unicodedata.normalize("NFD", name.translate(_LETTERS_AS_ONE))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    spaced = " ".join(bare.translate(_APOSTROPHES).translate(_HYPHENS).lower().split())
    return _SUFFIX.sub("", _PREFIX.sub("", spaced))


def plain_words(name: str) -> str:
    """A folded name without points, commas and brackets, and without a country, a year or "gemeente" around it."""
    words = " ".join(_MARKS.sub(" ", folded(name)).split())
    while (shorter := _without(words, _AROUND)) != words:
        words = shorter
    return words


def with_province(words: str) -> list[NamedPlace]:
    """The names that plain words can hold beside a province."""
    found: list[NamedPlace] = []
    if len(words) > _LONGEST:
        return found
    if last := _PROVINCE_LAST.fullmatch(words):
        found.append(NamedPlace(plain_words(last[1]), _PROVINCE_BY_WORDS[last[2]]))
    if first := _PROVINCE_FIRST.fullmatch(words):
        found.append(NamedPlace(plain_words(first[3]), _PROVINCE_BY_WORDS[first[1] or first[2]]))
    return found


def _without(words: str, patterns: Iterable[re.Pattern[str]]) -> str:
    for pattern in patterns:
        words = pattern.sub("", words)
    return words
