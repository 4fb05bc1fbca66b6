"""Letters that are others than meant: look-alikes of ours in a name, and letters of a text saved in another encoding.

The look-alikes are made visible, so that one sees why a name is not known. Of the others only what no Dutch text has is
looked for: "privÃ©" was UTF-8, "priv‚" a DOS code page, "privŽ" an old Macintosh.
"""

import re
import unicodedata
from typing import Final

_MARKS: Final = ("L", "N")  # Unicode categories: letters and numbers
_GARBLED: Final = re.compile(r"\S*(?:Ã[^\x00-\x7f]|Â[\xa0-\xbf]|â€|â‚¬|�|[a-z][‚ƒˆ‰Š‡ŽŸ]|[a-z][‹”•][a-z])\S*")


def with_strange_letters_shown(text: str) -> str:
    """The text with the code point in place of each letter that is not Latin and each digit that is not 0-9."""
    return "".join(f"[U+{ord(character):04X}]" if _is_strange(character) else character for character in text)


def _is_strange(character: str) -> bool:
    if character.isascii() or unicodedata.category(character)[0] not in _MARKS:
        return False
    return not unicodedata.name(character, "").startswith("LATIN ")


def garbled_word_in(text: str) -> str | None:
    """The first word whose letters seem to have been saved in another encoding than they were read in."""
    match = None if text.isascii() else _GARBLED.search(text)
    return None if match is None else match[0].strip()
