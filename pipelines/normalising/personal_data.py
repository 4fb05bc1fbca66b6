"""Personal data in a text: a BSN, an e-mail address, a phone number, an IBAN, and the spellings that hide them."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipelines.normalising.addresses import holds_account, holds_iban, holds_mail, holds_phone, holds_phone_alone
from pipelines.normalising.citizen_numbers import (
    BSN_WORD,
    ORGANISATION_WORD,
    holds_bsn_alone,
    holds_bsn_beside_word,
    holds_bsn_like_date,
)
from pipelines.normalising.plain_text import INVISIBLE, spellings
from pipelines.normalising.spreadsheet_numbers import without_decimals

__all__ = ["INVISIBLE", "PersonalData", "holds_beside_header", "holds_personal_data", "is_of_organisations",
           "personal_data_beside", "personal_data_in", "says_bsn"]  # fmt: skip

_WORTH_A_LOOK: Final = re.compile(
    r"[@%&\xa0-\U0010ffff]|[(\[{<]\s?a\s?[)\]}>]|\d(?:\D{0,6}\d){6}|[\s_*\-(\[{<]at[\s_*\-)\]}>]|staart"
    r"|(?<![a-z])(?:tel|fax|mob|gsm|phone|rek|giro)|bsn|\bb\W?s\W?n\b|burger.?service|\bsofi",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?<![0-9+])(?:(?:0?[1-9]|[12][0-9]|3[01])[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01]))(?![0-9])"
)


class PersonalData(StrEnum):
    """What was found. The values are the parts of the text of the rule."""

    MAIL = "mail"
    IBAN = "iban"
    BSN = "bsn"
    PHONE = "phone"
    BSN_OR_RSIN = "bsn_or_rsin"
    """Nine digits that pass the check of both, and nothing that says which of the two."""


def personal_data_in(text: str, *, is_number_column: bool = False) -> PersonalData | None:
    """The first kind of personal data in a text. In a column of amounts, digits alone are an amount and not a BSN."""
    return _found_in(text, is_number_column) if _WORTH_A_LOOK.search(text) is not None else None


def holds_personal_data(text: str, *, is_number_column: bool = False) -> bool:
    """Whether a text holds personal data."""
    return personal_data_in(text, is_number_column=is_number_column) is not None


def personal_data_beside(header: str, text: str) -> PersonalData | None:
    """What a cell under an unknown column holds; the header tells what its numbers are ("BSN", "RSIN")."""
    if is_of_organisations(header):
        return personal_data_in(text, is_number_column=True)
    by_itself = personal_data_in(text)
    return by_itself if by_itself or holds_personal_data(header) else personal_data_in(f"{header}: {text}")


def holds_beside_header(header: str, text: str) -> bool:
    """Whether a cell under an unknown column holds personal data."""
    return personal_data_beside(header, text) is not None


def is_of_organisations(header: str) -> bool:
    """Whether a column is one of numbers of organisations (rsin, kvk, oin, vestigingsnummer, btw-nummer)."""
    spelled = re.sub(r"[_\s]+", " ", header)
    return ORGANISATION_WORD.search(f"{spelled} ") is not None and BSN_WORD.search(spelled) is None


def says_bsn(text: str) -> bool:
    """Whether a text names the citizen service number ("BSN", "sofinummer")."""
    return BSN_WORD.search(text) is not None


@lru_cache(maxsize=20_000)
def _found_in(text: str, is_number_column: bool) -> PersonalData | None:
    found = (_found_in_plain(spelling, is_number_column=is_number_column) for spelling in spellings(text))
    return next((kind for kind in found if kind is not None), None)


def _found_in_plain(plain: str, *, is_number_column: bool) -> PersonalData | None:
    if _WORTH_A_LOOK.search(plain) is None:
        return None
    if holds_mail(plain):
        return PersonalData.MAIL
    if holds_iban(plain):
        return PersonalData.IBAN
    plain = without_decimals(plain)
    undated = _DATE.sub("|", plain)
    if holds_bsn_beside_word(undated) or (undated != plain and holds_bsn_like_date(plain)):
        return PersonalData.BSN
    if holds_account(undated):
        return PersonalData.IBAN
    if holds_phone(undated):
        return PersonalData.PHONE
    if is_number_column:
        return None
    if holds_bsn_alone(undated):
        return PersonalData.BSN_OR_RSIN
    return PersonalData.PHONE if holds_phone_alone(undated) else None
