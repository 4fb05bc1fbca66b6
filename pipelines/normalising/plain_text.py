"""A text as it looks to a reader: what makes equal characters unequal is taken away before anything is looked for."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

# Format characters (zero-width, bidi) and control characters, without tab and line ends.
INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)

_CONTROLS: Final = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_IS_ENCODED: Final = re.compile(r"%[0-9A-Fa-f]{2}|&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|commat|period);")
_SAID_OTHERWISE: Final = {"。": ".", "．": ".", "｡": ".", "·": ".", "•": ".", "∙": ".", "⁄": "/", "∕": "/", "−": "-"}
_BLANKS: Final = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
_TAGS: Final = 0xE0000  # invisible copies of ASCII stand from here on


def spellings(text: str) -> tuple[str, ...]:
    """The text in plain characters and, where it is encoded (%40, &#64;), once more without that."""
    plain = plain_text(text)
    if _IS_ENCODED.search(plain) is None:
        return (plain,)
    return (plain, plain_text(html.unescape(unquote(plain, errors="replace"))))


def plain_text(text: str) -> str:
    """The text in ASCII digits and signs, without accents and without what is invisible."""
    if text.isascii():
        return text if text.isprintable() else _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    decomposed = unicodedata.normalize("NFKD", _LINE_ENDS.sub("\n", text))
    return _CONTROLS.sub("", _NOT_ASCII.sub(lambda found: _plain_character(found[0]), decomposed))


@lru_cache(maxsize=10_000)
def _plain_character(character: str) -> str:
    """One character that is not ASCII: a digit of any script as 0-9, a dash as -, a mark on a letter as nothing."""
    if character in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[character]
    if _TAGS < ord(character) < _TAGS + 0x7F:
        return chr(ord(character) - _TAGS)
    kind = unicodedata.category(character)
    if kind[0] == "Z" or character in _BLANKS:
        return " "
    if kind == "Pd":
        return "-"
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return ""
    value = unicodedata.numeric(character, None)
    return str(int(value)) if value is not None and value in range(10) else character
