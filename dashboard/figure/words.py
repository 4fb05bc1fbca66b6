"""Small words that many parts share: keys, size classes, numbers of municipalities; and text that stays text."""

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.list import ListWords
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.programme import Programme
from language.formats import integer
from language.texts import has, say

MARKDOWN_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^&"


def key(language: Language, *signs: Sign) -> list[KeyEntry]:
    """The key above a chart: sign and word."""
    return [(sign, key_word(sign, language)) for sign in signs]


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


def counted(key: str, number: float, language: Language, **values: object) -> str:
    """A text that differs with a number: `key`.none (where there is one), `key`.one or `key`.many.

    The text may name the number itself as {count}, written as a whole number.
    """
    variant = "one" if number == 1 else "none" if number == 0 and has(f"{key}.none") else "many"
    return say(f"{key}.{variant}", language, **{"count": integer(number, language), **values})


def municipalities(count: int, language: Language) -> str:
    """A number of municipalities with its word: 1 gemeente, 271 gemeenten."""
    word = say(f"screen.word.{'municipality' if count == 1 else 'municipalities'}", language)
    return f"{integer(count, language)} {word}"


def list_words(count: int, language: Language) -> ListWords:
    """With a drawn list: how to see all of its rows, and fewer; and what to do where it is wider than its room."""
    return {
        "all": say("screen_quality.silence.all", language, count=integer(count, language)),
        "fewer": say("screen_quality.silence.fewer", language),
        "sideways": say("screen.foot.sideways", language),
    }


def step_unit(count: float, language: Language) -> str:
    """The word behind a number of steps: stap, stappen."""
    return say(f"screen.word.{'step' if count == 1 else 'steps'}", language)


def yes_word(value: bool | None, language: Language) -> str:
    """Ja, nee, or the word for unknown."""
    return say("screen.state.unknown" if value is None else f"screen.column.{'yes' if value else 'no'}", language)


def party_names(keys: str, programme: Programme, language: Language) -> list[str]:
    """The parties that a step waits on, from their keys joined by +."""
    names = {party.key: party.name.of(language) for party in programme.waiting_parties}
    found = [names.get(key, key) for key in keys.split("+")]
    return [name if name.isupper() else name.lower() for name in found]


def rule_word(rule: str, language: Language) -> str:
    """A rule of the intake in a few words."""
    found = f"screen_rule.rule.{rule}"
    return say(found if has(found) else "screen_rule.rule.other", language)


def plain(text: str) -> str:
    """A text from data for a part that reads Markdown, so that none of it is read as markup."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)


def silent_too(count: int, language: Language) -> str:
    """How many are silent, as the end of a sentence."""
    return counted("screen_compare.matrix.silent", count, language, count=count)
