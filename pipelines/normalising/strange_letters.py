"""Letters and digits that look like ours and are others: made visible, so that one sees why a name is not known."""

import unicodedata
from typing import Final

_MARKS: Final = ("L", "N")  # Unicode categories: letters and numbers


def with_strange_letters_shown(text: str) -> str:
    """The text with the code point in place of each letter that is not Latin and each digit that is not 0-9."""
    return "".join(f"[U+{ord(character):04X}]" if _is_strange(character) else character for character in text)


def _is_strange(character: str) -> bool:
    if character.isascii() or unicodedata.category(character)[0] not in _MARKS:
        return False
    return not unicodedata.name(character, "").startswith("LATIN ")
