"""The two languages of the monitor."""

from typing import Final, Literal, TypeGuard

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


def is_language(written: str) -> TypeGuard[Language]:
    """Whether the monitor speaks this language."""
    return written in LANGUAGES
