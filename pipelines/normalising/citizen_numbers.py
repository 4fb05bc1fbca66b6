"""A citizen service number (BSN) in a plain text; the check of eleven is python-stdnum's.

9% of random nine-digit numbers pass that check, and so do the numbers of organisations (RSIN). So a number counts as a
BSN when the words around it say so, however it is grouped, or when it stands alone: nine digits that are no amount, no
part of something longer and not said to be of an organisation.
"""

import re
from collections.abc import Iterator
from typing import Final

BSN_WORD: Final = re.compile(
    r"bsn|(?<![a-z])b(?:[^a-z0-9]{0,2})s(?:[^a-z0-9]{0,2})n(?![a-z])|burger.{0,2}service|(?<![a-z])sofi(?!a|e)"
    r"|persoonsnummer|citizen.{0,2}service",
    re.IGNORECASE,
)
ORGANISATION_WORD: Final = re.compile(
    r"(?<![a-z])(?:r\.?s\.?i\.?n|k\.?v\.?k|kamer van koophandel|o\.?i\.?n|btw|b\.t\.w|vat|vestigings?(?:nummer|nr)"
    r"|fi.?nummer|fiscaal (?:nummer|nr)|loonheffingen(?:nummer)?|handelsregister|agb|dossier kvk)"
    r"(?=[^a-z]|n(?:umme)?r|-?code|-?id)",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"(?:€|\beur\b|\beuro\b) ?[0-9][0-9.,]*(?:,-)?"
    r"|\b[0-9](?:[0-9.,]*[0-9])? ?(?:€|euro?\b|k\b|mln\b|mio\b|miljoen\b|%)",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"[0-9]+")
_JOINED: Final = re.compile(
    r"[^A-Za-z0-9€|]{0,4}|\W{0,3}(?:(?:en|dan|daarna|gevolgd|door|plus|and|then|streepje|streep|punt|spatie|slash|min)"
    r"\W{1,3}){1,4}",
    re.IGNORECASE,
)
_NUMBER_WORDS: Final = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_SPELLED_OUT: Final = re.compile(rf"(?:(?:{'|'.join(_NUMBER_WORDS)})[\s,.\-]*){{8,9}}", re.IGNORECASE)
_NUMBER_WORD: Final = re.compile("|".join(_NUMBER_WORDS), re.IGNORECASE)
_LIKE_DIGITS: Final = re.compile(r"(?<![A-Za-z0-9])[0-9OoQIl|](?:[.\-/ ]{0,2}[0-9OoQIl|]){7,9}(?![A-Za-z0-9])")
_AS_DIGITS: Final = str.maketrans("OoQIl|", "000111")
_COMPACT_DATE: Final = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)

_IN_ONE_GO: Final = re.compile(  # nine digits with the same kind of small marks between them, and no tenth
    r"(?<![0-9])(?<![0-9][ .\-/_\n])[0-9](?:(?: - |[ .\-/_\n])?[0-9]){8}(?![ .\-/_\n]?[0-9])"
)
_ALONE: Final = re.compile(
    r"(?<![0-9€+])(?<![0-9][.,\-/])(?P<glued>[A-Za-z]{0,12}[_\-.]?)(?P<digits>[0-9]{9})"
    r"(?![0-9]| ?[A-Za-z]{1,2}[0-9]|[.,][0-9]|-[0-9]|/(?![0-9]{1,2}(?![0-9/\-]))[0-9])"
)
_GROUPED: Final = re.compile(
    r"(?<![\w€+\\*])(?<![0-9][.,\-/ ])(?:[0-9]{3}(?P<mark>[ \n\-_\\*])[0-9]{3}(?P=mark)[0-9]{3}"
    r"|\([0-9]{3}\) ?[0-9]{3} ?\([0-9]{3}\)"
    r"|(?!(?:19|20)[0-9]{2})[0-9]{4}(?P<point>[ .\-/_])[0-9]{2}(?P=point)[0-9]{3})(?!\w|[.,\-/\\* ][0-9])"
)
_NOTHING_ELSE: Final = re.compile(r"[^A-Za-z0-9€%]*([0-9]+(?:[^A-Za-z0-9€%]{1,3}[0-9]+)+)[^A-Za-z0-9€%]*")
_COUNTED_ON: Final = re.compile(r"([0-9]{3}([ \-./]?)[0-9]{3}\2[0-9]{3})[ \-/][0-9]{1,2}")  # the second of one person
_DECIMALS: Final = re.compile(r"[0-9.,]+[.,][0-9]{1,2}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_REFERENCES: Final = frozenset(
    ["zk", "z", "zaak", "p", "prj", "proj", "project", "projectnr", "projectnummer", "inc", "ref", "kvk", "rsin", "oin",
     "btw", "nl", "po", "gm", "art", "artikel", "factuur", "fact", "order", "inkoop", "int", "uit", "doc", "d"]
)  # fmt: skip
_BEFORE_AMOUNT: Final = re.compile(r"(?:€|\beur|\beuro)\s*$", re.IGNORECASE)
_AFTER_AMOUNT: Final = re.compile(r"\s{0,2}(?:€|eur\b|euro\b)", re.IGNORECASE)
_RIGHT_BEHIND_WORD: Final = re.compile(
    r"[^0-9A-Za-z]{0,6}(?:is|van|nr|nummer|no)?[^0-9A-Za-z€]{0,4}([0-9]{8,9})(?![0-9])", re.IGNORECASE
)
_REACH: Final = 30  # characters between a word and the number that it speaks of


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the check of a BSN (eight: a leading zero was lost)."""
    from stdnum.nl import bsn  # not on top: most texts have no number, and most commands no text

    return len(digits) in (8, 9) and bsn.is_valid(digits)


def holds_bsn_beside_word(text: str) -> bool:
    """Whether a text that says BSN (or sofi, burgerservicenummer) holds one; `text` has no dates any more."""
    if BSN_WORD.search(text) is None:
        return False
    texts = {text, _LIKE_DIGITS.sub(lambda found: found[0].translate(_AS_DIGITS), text), _without_number_words(text)}
    return any(is_bsn(number) for each in texts for number in _numbers_beside_words(each))


def holds_bsn_like_date(text: str) -> bool:
    """Whether a text that says BSN holds one of which some groups look like a date ("930.5.1.2066")."""
    return BSN_WORD.search(text) is not None and any(
        is_bsn_of_nine(re.sub(r"[^0-9]", "", match[0])) and not _is_something_else(text, match.start(), match.end())
        for match in _IN_ONE_GO.finditer(text)
    )


def holds_bsn_alone(text: str) -> bool:
    """Whether a BSN stands in a text that does not say so; `text` has no dates any more."""
    whole = _NOTHING_ELSE.fullmatch(text)
    if whole is not None and not _DECIMALS.fullmatch(whole[1]):
        counted_on = _COUNTED_ON.fullmatch(whole[1])
        groups = _GROUP.findall(whole[1] if counted_on is None else counted_on[1])
        if not _YEAR.fullmatch(groups[0]) and not _YEAR.fullmatch(groups[-1]) and is_bsn_of_nine("".join(groups)):
            return True
    if any(_is_alone(text, match) for match in _ALONE.finditer(text)):
        return True
    return any(
        is_bsn_of_nine("".join(_GROUP.findall(match[0]))) and not _is_something_else(text, match.start(), match.end())
        for match in _GROUPED.finditer(text)
    )


def is_bsn_of_nine(digits: str) -> bool:
    """Whether these are nine digits that pass: eight are a BSN in context only."""
    return len(digits) == 9 and is_bsn(digits)


def _is_alone(text: str, match: re.Match[str]) -> bool:
    if not is_bsn(match["digits"]) or match["glued"].rstrip("_-.").casefold() in _REFERENCES:
        return False
    return not _is_something_else(text, match.start("digits"), match.end())


def _is_something_else(text: str, start: int, end: int) -> bool:
    """An amount, or a number that is said to be of an organisation."""
    before = text[max(start - _REACH, 0) : start]
    if _BEFORE_AMOUNT.search(before) or _AFTER_AMOUNT.match(text, end):
        return True
    return ORGANISATION_WORD.search(re.split(r"[0-9|]", before)[-1]) is not None


def _without_number_words(text: str) -> str:
    """The text with eight or more numbers in words ("een twee drie …") as digits."""
    return _SPELLED_OUT.sub(lambda found: "".join(map(_digit, _NUMBER_WORD.findall(found[0]))), text)


def _digit(word: str) -> str:
    return str(_NUMBER_WORDS.index(word.casefold()))


def _numbers_beside_words(text: str) -> Iterator[str]:
    """Every number of eight or nine digits that may be meant, also in groups; amounts only right behind the word."""
    yield from _in_runs(text, _runs(_AMOUNT.sub(lambda found: "|" * len(found[0]), text)))
    for word in BSN_WORD.finditer(text):
        if found := _RIGHT_BEHIND_WORD.match(text, word.end()):
            yield found[1]


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Groups of digits, together as far as only marks or filling words stand between them."""
    runs: list[list[re.Match[str]]] = []
    for group in _GROUP.finditer(text):
        if runs and _JOINED.fullmatch(text[runs[-1][-1].end() : group.start()]):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _in_runs(text: str, runs: list[list[re.Match[str]]]) -> Iterator[str]:
    """A group by itself; more groups together when they are the whole run or the first number behind the word."""
    for run in runs:
        for number, group in enumerate(run):
            before = text[max(group.start() - _REACH, 0) : group.start()]
            since_number = re.split(r"[0-9]", before)[-1]
            is_said = BSN_WORD.search(since_number) is not None
            if not is_said and ORGANISATION_WORD.search(since_number):
                break
            yield from _from_group(run[number:], is_whole=number == 0, is_said=is_said)


def _from_group(groups: list[re.Match[str]], *, is_whole: bool, is_said: bool) -> Iterator[str]:
    digits = ""
    for place, group in enumerate(groups):
        digits += group[0]
        if len(digits) > 12:
            return
        is_all = is_whole and place == len(groups) - 1
        if place and not (is_said or is_all):
            continue
        number = digits.lstrip("0").zfill(9) if len(digits) > 9 else digits
        if len(number) == 9 or (len(number) == 8 and (is_said or not place) and not _COMPACT_DATE.fullmatch(number)):
            yield number
