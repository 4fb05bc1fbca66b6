"""E-mail addresses, telephone numbers and bank accounts (IBAN) in a plain text.

What a number is, is said by phonenumbers and python-stdnum; here is only where to look, and how people disguise it.
"""

import re
from typing import Final

_AT: Final = re.compile(
    r"\s{0,2}(?:@|[(\[{<]\s?(?:at|a|@|ape(?:n)?staartje)\s?[)\]}>]|(?<![a-z])[(\[{<]?ape(?:n)?staart(?:je)?[)\]}>]?)\s{0,2}"
    r"|(?:\s+|[_*\-])at(?:\s+|[_*\-])",
    re.IGNORECASE,
)
_DOT: Final = (
    r"(?:\s{0,2}(?:\.|,(?=nl|com)|[(\[{<]\s?(?:dot|punt|\.)\s?[)\]}>]|[_*\-](?:dot|punt)[_*\-])\s{0,2}"
    r"|\s+(?:dot|punt)\s+)"
)
_LABEL: Final = r"[^\W_](?:[\w\-]{0,62})"
_DOMAIN: Final = re.compile(rf"(?P<plain>{_LABEL}(?:\.{_LABEL}){{0,5}}\.(?:xn--[\w\-]+|[^\W\d_]{{2,24}}))(?![\w@])")
_DISGUISED: Final = re.compile(
    rf"(?!www\.|http){_LABEL}(?:{_DOT}{_LABEL}){{0,5}}?{_DOT}"
    r"(?:nl|com|net|org|eu|be|de|fr|info|nu|frl|uk|edu|gov|email|online|example|amsterdam)(?![\w@])",
    re.IGNORECASE,
)
_LOCAL_END: Final = re.compile(r"[\w.+%'\"!#$&*/=?^`{|}~\-]*\w[+%'\"!#$&*/=?^`{|}~\-.)]*$")
_ENGLISH_AT: Final = re.compile(r"\b(?:look|see|available|is|are|found|work|works|meeting|back|live)$", re.IGNORECASE)

_MAY_BE_PHONE: Final = re.compile(
    r"(?<![0-9])(?<![0-9][.,])(?:(?<![A-Za-z])|(?=\(?0\W{0,2}6)|(?<=tel)|(?<=mob)|(?<=nr))"
    r"(?:\+|\(?0)(?:[^A-Za-z0-9|]{0,4}[0-9]){7}",
    re.IGNORECASE,
)
_O_FOR_ZERO: Final = re.compile(r"(?<![A-Za-z0-9])[Oo](?=6\W{0,3}[0-9])")
_ODD_MARKS: Final = re.compile(r"(?<=[0-9])[^A-Za-z0-9\s.,()+\-/|€%]{1,3}(?=[0-9])")
_OF_HERE: Final = re.compile(
    r"(?:\+|00)31(?:[^A-Za-z0-9|]{0,4}[0-9]){9,10}(?![0-9])|(?<![0-9])06[ \-]{0,3}[0-9]{8}(?![0-9])|wa\.me/[0-9]{9,14}"
)
_PHONE_WORD: Final = re.compile(
    r"(?<![a-z])(?:(?P<strong>tel(?:efoon)?|mob(?:iel)?|gsm|phone|fax)"
    r"|bel(?:len|t)?|gebeld|app(?:en)?|sms(?:en)?|whatsapp|call)(?:nummer|nr)?(?![a-z])[^A-Za-z0-9|]{0,4}"
    r"(?:(?:op|naar|via|is|nr|nummer)[^A-Za-z0-9|]{1,3}){0,2}"
    r"(?P<number>[1-9](?:[ .\-/]{0,3}[0-9]){5,10})(?![0-9]|[.,][0-9]| ?[€%x]| ?(?:eur|euro|keer|min|minuten|uur|fte)\b"
    r"| ?(?:inwoners|mensen|personen|cli.nten|gesprekken|reacties|medewerkers|bezoekers|huishoudens|contacten)\b)",
    re.IGNORECASE,
)
_NO_NUMBER: Final = re.compile(  # a year, a compact date, thousands, the fourteen of a municipality, a version
    r"(?:19|20)[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])$|[0-9]{1,3}(?:\.[0-9]{3})+$"
    r"|14 ?0[0-9]{2,3}$|[0-9]\.[0-9]\.[0-9]\."
)
_LOST_ZERO: Final = re.compile(  # of a cell: spreadsheets take the first zero, or the plus, off a number
    r"[^\w€%]*(?P<number>(?:31[ \-]?)?6[0-9]{8}|31[1-9][0-9]{8}|6[ \-/.]{1,3}(?:[0-9]{8}|[0-9]{4}[ \-][0-9]{4}"
    r"|[0-9]{3} [0-9]{3} [0-9]{2})|6[ \-/]{1,3}[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}|6[0-9]{2} [0-9]{3} [0-9]{3}"
    r"|6[0-9]{2}-[0-9]{3}-[0-9]{3})[^\w€%]*"
)
_ROUND: Final = re.compile(r"0{5}$")
_CODE_FIRST: Final = re.compile(r"0(?:6[0-9]{2}[^0-9]{1,3}[0-9]{6}$|(?!6)[0-9]{3}[^0-9])")
_PHONE_LENGTH: Final = 40  # characters of a number with everything that may stand between its digits
_TOO_MANY_TO_JUDGE: Final = 500  # a note holds forty at most; judging takes 0.1 ms, and in doubt a row is refused

_IBAN: Final = re.compile(  # as lookahead: what looks like the beginning of one may hide the next
    r"(?:(?<![A-Za-z0-9])(?=[A-Za-z]{2}\W{0,3}[0-9]\W{0,3}[0-9])|(?<=[A-Za-z])(?=[A-Za-z]{2}[0-9]{2}))"
    r"(?=([A-Za-z]{2}\W{0,3}[0-9]\W{0,3}[0-9](?:[\W_]{0,3}[A-Za-z0-9]){11,30}))"
)
_ACCOUNT: Final = re.compile(  # "rekening" is a bill as well, so then the check of old accounts has to be passed
    r"(?<![a-z])(?:(?P<said>(?:bank|giro|spaar|betaal)rek(?:ening)?|rek(?:ening)?\W{0,2}n(?:umme)?r|giro"
    r"|account\W?(?:nr|number))|rek(?:ening)?|bank)(?:\W{0,2}n(?:umme)?r)?(?![a-z])[^A-Za-z0-9|€]{0,4}"
    r"(?:(?:is|op|van|bij)[^A-Za-z0-9|€]{1,3}){0,2}"
    r"(?P<number>[0-9](?:[ .\-]{0,2}[0-9]){5,9})(?![0-9]|[.,\-][0-9]| ?[€%]| ?euro?\b)",
    re.IGNORECASE,
)
_COMPACT_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|(?:19|20)[0-9]{2}(?![0-9]).*")
_HOST_WITHOUT_DOT: Final = re.compile(
    r"(?<![\w.@/\\+\-])(?=[\w.+\-]*[^\W\d_])\w[\w.+\-]{0,62}@"
    r"(?!(?:latest|main|master|next|head|dev|beta)\b)[^\W\d_][\w\-]{2,62}"
    r"(?![\w@/\\(])",
    re.IGNORECASE,
)
_IBAN_LENGTHS: Final = range(15, 35)  # which of these a country has, is in the registry of python-stdnum


def holds_mail(text: str) -> bool:
    """Whether an e-mail address stands in a text, also with "(at)", "apenstaartje", "punt"."""
    for at in _AT.finditer(text):
        before, after = text[max(at.start() - 64, 0) : at.start()], text[at.end() : at.end() + 260]
        if not _LOCAL_END.search(before):
            continue
        if at[0].strip() == "@" and _DOMAIN.match(after):
            return True
        is_weak = at[0].strip(" _*-").casefold() == "at"
        if _DISGUISED.match(after) and not (is_weak and _ENGLISH_AT.search(before)):
            return True
    return _HOST_WITHOUT_DOT.search(text) is not None


def holds_phone(text: str) -> bool:
    """Whether a telephone number stands in a text that has no dates any more."""
    text = _ODD_MARKS.sub("-", _O_FOR_ZERO.sub("0", text.replace("\n", " ")))
    if _OF_HERE.search(text):
        return True
    may_be = [text[match.start() : match.start() + _PHONE_LENGTH] for match in _MAY_BE_PHONE.finditer(text)]
    if len(may_be) > _TOO_MANY_TO_JUDGE or any(map(_is_phone, may_be)):
        return True
    return any(_is_phone_behind_word(match) for match in _PHONE_WORD.finditer(text))


def holds_phone_alone(text: str) -> bool:
    """Whether a text is nothing but a telephone number that lost its first zero or its plus."""
    found = _LOST_ZERO.fullmatch(text)
    digits = "" if found is None else _digits_in(found["number"])
    return digits != "" and not _ROUND.search(digits) and _is_dutch_number(digits)


def holds_iban(text: str) -> bool:
    """Whether a bank account stands in a text, with whatever between its letters and digits."""
    return any(_begins_with_iban(re.sub(r"[\W_]", "", match[1]).upper()) for match in _IBAN.finditer(text))


def holds_account(text: str) -> bool:
    """Whether an account number of before the IBAN stands behind a word for account."""
    return any(_is_account(match) for match in _ACCOUNT.finditer(text))


def is_iban(code: str) -> bool:
    """Whether letters and digits are an IBAN: the form of its country, and remainder 1 of 97."""
    from stdnum import iban  # not on top: hardly any text needs it

    return iban.is_valid(code, check_country=False)


def _begins_with_iban(code: str) -> bool:
    from stdnum.iso7064 import mod_97_10  # the cheap half of the check first: where the code ends is not known

    ends = (length for length in _IBAN_LENGTHS if length <= len(code))
    return any(mod_97_10.is_valid(code[4:end] + code[:4]) and is_iban(code[:end]) for end in ends)


def _is_phone(text: str) -> bool:
    """Whether a valid number stands at the beginning; free and paid service numbers are of nobody."""
    from phonenumbers import (  # not on top: hardly any text needs it
        NumberParseException,
        PhoneNumberFormat,
        PhoneNumberMatcher,
        PhoneNumberType,
        format_number,
        number_type,
    )

    try:
        found = next(iter(PhoneNumberMatcher(text, "NL")), None)
    except NumberParseException:
        return False
    if found is None or found.start > 1 or number_type(found.number) in (
        PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE
    ):  # fmt: skip
        return False
    code = _CODE_FIRST.match(found.raw_string)  # "0363-123456" is a file of Amsterdam before it is a number in Almere
    area = format_number(found.number, PhoneNumberFormat.NATIONAL).partition(" ")[0]
    return code is None or len(area) > 3


def _is_phone_behind_word(match: re.Match[str]) -> bool:
    """A number without its first zero, or without area code where the word leaves no doubt."""
    digits = _digits_in(match["number"])
    if len(digits) == 9 or (len(digits) == 11 and digits.startswith("31")):
        return _is_dutch_number(digits)
    shortest = 6 if match["strong"] else 7
    return shortest <= len(digits) <= 8 and _NO_NUMBER.match(match["number"]) is None


def _is_dutch_number(digits: str) -> bool:
    """Whether the last nine digits are a valid number in this country."""
    from phonenumbers import is_valid_number, parse  # not on top: hardly any text needs it

    return is_valid_number(parse(f"+31{digits[-9:]}", "NL"))


def _digits_in(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)


def _is_account(match: re.Match[str]) -> bool:
    digits = _digits_in(match["number"])
    if _THOUSANDS.fullmatch(match["number"]) or _COMPACT_DATE.fullmatch(digits):
        return False
    return match["said"] is not None or (len(digits) in (9, 10) and _passes_check_of_old_accounts(digits))


def _passes_check_of_old_accounts(digits: str) -> bool:
    """The weighted sum of ten digits is divisible by eleven; nine digits had a zero before them."""
    return sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), digits.zfill(10), strict=True)) % 11 == 0
