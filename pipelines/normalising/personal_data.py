"""Personal data in a text: a BSN, an e-mail address, a phone number, an IBAN.

9% of random nine-digit numbers pass the check of a BSN. So a number counts as one when the words around it say so, or
when it stands alone: nine digits in a row that are no amount and no part of something longer. In a number column a bare
number is never one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Format characters (zero-width, bidi) and control characters, without tab and line ends.
INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)

_WORTH_A_LOOK: Final = re.compile(r"[@＠]|\d(?:\D{0,4}\d){7}")  # any script's digits: those are made plain below
_EMAIL: Final = re.compile(r"[\w.+%'-]{1,64} ?@ ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_BSN_WORD: Final = re.compile(r"\bb\.?s\.?n\b|\bbsn|burger ?service|\bsofi|persoonsnummer", re.IGNORECASE)
_BSN_IN_CONTEXT: Final = re.compile(r"(?<![0-9])[0-9](?:[ .\-]?[0-9]){7,8}(?![0-9])")
_BSN_ALONE: Final = re.compile(r"(?<![\w€+])(?<![0-9][.,\-/])[0-9]{9}(?!\w|[.,][0-9]|[\-/][0-9])")
_BSN_IN_GROUPS: Final = re.compile(r"\s*(?:[0-9]{3}[ \-][0-9]{3}[ \-][0-9]{3}|[0-9]{4}[ .\-][0-9]{2}[ .\-][0-9]{3})\s*")
_BEFORE_AMOUNT: Final = re.compile(r"(?:€|\beur|\beuro)\s*$", re.IGNORECASE)
_AFTER_AMOUNT: Final = re.compile(r"\s{0,2}(?:€|eur\b|euro\b)", re.IGNORECASE)
_DATE: Final = re.compile(
    r"(?<![0-9+])(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])"
)
_PHONE: Final = re.compile(
    r"(?<!\w)(?<![0-9][.,])(?:"
    r"(?:\+|00)[1-9][0-9]{0,2}[ .\-]*(?:\(0\))?(?:[ .\-]*[0-9]){8,11}"  # +31 6 …, 0031 (0)20 …
    r"|\(?0[1-9][0-9]{0,2}\)?(?:[ .\-/]{0,3}[0-9]){6,8}"  # 06-…, 020 …, (0570) …; the digits are counted below
    r")(?!\w|[.,][0-9])"
)
_IBAN: Final = re.compile(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:[ .\-]?[a-z0-9]){11,30}", re.IGNORECASE)
_IBAN_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
    "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "UA": 29, "VG": 24, "XK": 20,
}  # fmt: skip
"""Letters and digits per country. GM is not among them: a municipality code begins no IBAN."""
_DUTCH_PHONE_DIGITS: Final = 10


def holds_personal_data(text: str, *, is_number_column: bool = False) -> bool:
    """Whether a text holds personal data. In a number column, digits alone are an amount and not a BSN."""
    return _WORTH_A_LOOK.search(text) is not None and _is_found_in(text, is_number_column)


def holds_beside_header(header: str, text: str) -> bool:
    """Whether a cell under an unknown column holds personal data; the header tells what its numbers are ("BSN")."""
    return holds_personal_data(text if holds_personal_data(header) else f"{header}: {text}")


@lru_cache(maxsize=20_000)
def _is_found_in(text: str, is_number_column: bool) -> bool:
    plain = text if text.isascii() and text.isprintable() else _plain(text)
    if ("@" in plain and _EMAIL.search(plain)) or _holds_iban(plain):
        return True
    if _BSN_WORD.search(plain) and _holds_bsn_in_context(plain):
        return True
    undated = _DATE.sub("|", plain)
    return _holds_phone(undated) or (not is_number_column and _holds_bsn_alone(undated))


def _plain(text: str) -> str:
    """The text without invisible characters, with one kind of digits, spaces and hyphens."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return re.sub("[\u2010\u2011\u2013]", "-", re.sub(r"[^\S\n]", " ", plain))


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the check of a BSN (eight: a leading zero was lost)."""
    numbers = [int(digit) for digit in digits.zfill(9)]
    weighted = sum(weight * number for weight, number in zip(range(9, 1, -1), numbers, strict=False)) - numbers[8]
    return len(numbers) == 9 and any(numbers) and weighted % 11 == 0


def is_iban(code: str) -> bool:
    """Whether letters and digits without spaces are an IBAN: the length of the country, and remainder 1 of 97."""
    code = code.upper()
    if not (code.isascii() and code.isalnum()) or len(code) != _IBAN_LENGTHS.get(code[:2]):
        return False
    return int("".join(str(int(character, 36)) for character in code[4:] + code[:4])) % 97 == 1


def _holds_bsn_in_context(text: str) -> bool:
    return any(is_bsn(re.sub(r"[^0-9]", "", match[0])) for match in _BSN_IN_CONTEXT.finditer(text))


def _holds_bsn_alone(text: str) -> bool:
    if _BSN_IN_GROUPS.fullmatch(text) and is_bsn(re.sub(r"[^0-9]", "", text)):
        return True
    return any(is_bsn(match[0]) and not _is_amount(text, match) for match in _BSN_ALONE.finditer(text))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    just_before = text[max(match.start() - len("euro  "), 0) : match.start()]
    return bool(_BEFORE_AMOUNT.search(just_before) or _AFTER_AMOUNT.match(text, match.end()))


def _holds_phone(text: str) -> bool:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"[^0-9]", "", match[0])
        is_abroad_or_full = match[0].startswith(("+", "00"))
        if is_abroad_or_full or len(digits) == _DUTCH_PHONE_DIGITS:
            return True
    return False


def _holds_iban(text: str) -> bool:
    for match in _IBAN.finditer(text):
        code = re.sub(r"[^A-Za-z0-9]", "", match[0]).upper()
        if is_iban(code[: _IBAN_LENGTHS.get(code[:2], 0)]):
            return True
    return False
