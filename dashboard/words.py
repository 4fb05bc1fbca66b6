"""Small words that many parts share: keys, size classes, numbers of municipalities; and text that stays text."""

from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.texts import has, say

MARKDOWN_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^&"


def key(language: Language, *signs: str) -> list[list[str]]:
    """The key above a chart: sign and word."""
    return [[sign, key_word(sign, language)] for sign in signs]


def key_word(sign: str, language: Language) -> str:
    """The word beside a sign in a key."""
    standing = sign.removeprefix("bar_")
    if standing == "stale":
        return say("screen.standing.stale", language, days=STALE_AFTER_DAYS)
    found = f"screen.standing.{standing}"
    return say(found if has(found) else f"screen.key.{sign}", language)


def size_word(size_class: int | None, language: Language) -> str:
    """How many inhabitants a size class has."""
    return say("screen.state.unknown" if size_class is None else f"screen.size_class.{size_class}", language)


def plain(text: str) -> str:
    """A text from data for a part that reads Markdown, so that none of it is read as markup."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)
