"""Small words that many parts share: keys, size classes, numbers of municipalities; and text that stays text."""

from datetime import date
from typing import Final

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.list import MOST_ROWS, ListWords
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.programme import Programme
from domain.statements import Standing
from domain.value_status import ValueStatus
from language.formats import day, days, integer, share, share_range
from language.rule_words import rule_word as rule_word
from language.texts import has, say
from metrics.defining.sentences import Finding
from metrics.standing.state import Freshness

MARKDOWN_SIGNS = "\\`*_{}[]()<>#+-.!|$:~^&"
STANDING_KEYS: Final[dict[str, str]] = {
    Standing.FINISHED: "screen.standing.finished",
    Standing.STARTED: "screen.standing.started",
    Standing.NOT_STARTED: "screen.standing.not_started",
    Standing.NOT_REPORTED: "screen.standing.not_reported",
    Standing.NOT_APPLICABLE: "screen.standing.not_applicable",
}
FRESHNESS_KEYS: Final[dict[str, str]] = {
    Freshness.CURRENT: "screen.freshness.current",
    Freshness.STALE: "screen.freshness.stale",
    Freshness.SILENT: "screen.freshness.silent",
}
VALUE_STATUS_KEYS: Final[dict[str, str]] = {
    ValueStatus.OBSERVED: "catalogue.value_status.observed",
    ValueStatus.NOT_REPORTED: "catalogue.value_status.not_reported",
    ValueStatus.LIMITED: "catalogue.value_status.limited",
    ValueStatus.PRO_MEMORIA: "catalogue.value_status.pro_memoria",
    ValueStatus.NOT_ESTIMATED: "catalogue.value_status.not_estimated",
    ValueStatus.NOT_APPLICABLE: "catalogue.value_status.not_applicable",
    ValueStatus.TOO_FEW: "catalogue.value_status.too_few",
    ValueStatus.RANGE: "catalogue.value_status.range",
    ValueStatus.SUPPRESSED: "catalogue.value_status.suppressed",
}
SIGN_KEYS: Final[dict[str, str]] = {
    **STANDING_KEYS,
    **{f"bar_{standing}": key for standing, key in STANDING_KEYS.items()},
    "estimate": "screen.key.estimate",
    "interval": "screen.key.interval",
    "bounds": "screen.key.bounds",
    "level": "screen.key.level",
    "level_none": "screen.key.level_none",
    "own": "screen.key.own",
    "first_target": "screen.key.first_target",
    "last_target": "screen.key.last_target",
    "slip": "screen.key.slip",
}
"""The words of those signs that mean the same wherever they stand; the others get their words from their figure."""


def key(language: Language, *signs: Sign) -> list[KeyEntry]:
    """The key above a chart: sign and word."""
    return [(sign, key_word(sign, language)) for sign in signs]


def key_word(sign: str, language: Language) -> str:
    """The word beside a sign in a key."""
    if sign in ("stale", "bar_stale"):
        return say("screen.standing.stale", language, days=STALE_AFTER_DAYS)
    return say(SIGN_KEYS[sign], language)


def can_be_stale(max_age_days: int | None) -> bool:
    """Whether a report that counts can be stale: of a chosen age none may be older than that."""
    return max_age_days is None or max_age_days > STALE_AFTER_DAYS


def signs_of_age(max_age_days: int | None, *signs: Sign) -> tuple[Sign, ...]:
    """Signs for a key, without those of stale reports where none can be."""
    return tuple(sign for sign in signs if can_be_stale(max_age_days) or sign not in ("stale", "bar_stale"))


def standing_word(standing: str, language: Language) -> str:
    """Where a municipality stands with a step."""
    return say(STANDING_KEYS[standing], language)


def silent_word(max_age_days: int | None, language: Language) -> str:
    """What it is called that nothing is known of a municipality: no report, or under a chosen age none so young."""
    if max_age_days is None:
        return standing_word(Standing.NOT_REPORTED, language)
    return say("screen.standing.not_reported_age", language, age=days(max_age_days, language))


def freshness_word(freshness: str, language: Language) -> str:
    """How fresh the newest report of a municipality is."""
    return say(FRESHNESS_KEYS[freshness], language)


def value_status_word(status: str, language: Language) -> str:
    """Why there is no value."""
    return say(VALUE_STATUS_KEYS[status], language)


def size_word(size_class: int | None, language: Language) -> str:
    """How many inhabitants a size class has."""
    return say("screen.state.unknown" if size_class is None else f"screen.size_class.{size_class}", language)


def counted(key: str, number: float, language: Language, **values: object) -> str:
    """A text that differs with a number: `key`.none (where there is one), `key`.one or `key`.many.

    The text may name the number itself as {count}, written as a whole number.
    """
    variant = "one" if number == 1 else "none" if number == 0 and has(f"{key}.none") else "many"
    return say(f"{key}.{variant}", language, **{"count": integer(number, language), **values})


def least(count: int, unknown_count: int, language: Language, *, is_first: bool = False) -> str:
    """A number in words: at least so many while of some it is not known. `is_first`: it begins the sentence."""
    number = integer(count, language)
    if not unknown_count:
        return number
    return say("screen.known.least_first" if is_first else "screen.known.least", language, count=number)


def not_known(key: str, count: int, language: Language) -> str:
    """Of how many it is not known, as the end of a sentence; "" where all is."""
    return counted(key, count, language) if count else ""


def few_key(sign: Sign, language: Language) -> KeyEntry:
    """The sign in a key of what too few have said to speak for their group."""
    return sign, say("screen.few.key", language)


def few_about(few: Finding, about: str, language: Language) -> str:
    """That too few have reported, of the figure that is about this: otherwise such titles of one page are all alike."""
    said = few.said(language)
    return say("screen.few.about", language, about=about, said=said[:1].lower() + said[1:])


def none_of(key: str, said_count: int, language: Language, *, unknown_count: int, **values: object) -> str:
    """That none of those who said anything did something, and of how many nothing is known: none said is not none.

    `key`.one of one municipality, .said of more, and .all where nobody is unknown. The text may name both counts, as
    {said} and {unknown}. Where nobody said anything there are too few to speak of.
    """
    variant = "one" if said_count == 1 else "said" if unknown_count else "all"
    counts = {"said": integer(said_count, language), "unknown": integer(unknown_count, language)}
    return say(f"{key}.{variant}", language, **{**counts, **values})


def municipalities(count: int, language: Language) -> str:
    """A number of municipalities with its word: 1 gemeente, 271 gemeenten."""
    return f"{integer(count, language)} {municipality_unit(count, language)}"


def municipality_unit(count: float, language: Language) -> str:
    """The word behind a number of municipalities: gemeente, gemeenten."""
    return say("screen.word.municipality" if count == 1 else "screen.word.municipalities", language)


def age_said(max_age_days: int, as_of: date, language: Language) -> str:
    """That only statements of at most this age count, and what that makes of who said nothing younger."""
    told = {"age": days(max_age_days, language), "as_of": day(as_of, language)}
    return say("screen.filter.age_note", language, **told)


def list_words(count: int, language: Language) -> ListWords:
    """With a drawn list: how to see all of its rows, and fewer; and what to do where it is wider than its room."""
    words: ListWords = {
        "all": say("screen_quality.silence.all", language, count=integer(count, language)),
        "fewer": say("screen_quality.silence.fewer", language),
        "sideways": say("screen.foot.sideways", language),
    }
    if count > MOST_ROWS:
        shown, every = integer(MOST_ROWS, language), integer(count, language)
        words["left_out"] = say("screen.foot.left_out", language, shown=shown, count=every)
    return words


def step_unit(count: float, language: Language) -> str:
    """The word behind a number of steps: stap, stappen."""
    return say("screen.word.step" if count == 1 else "screen.word.steps", language)


def yes_word(value: bool | None, language: Language) -> str:
    """Ja, nee, or the word for unknown."""
    if value is None:
        return say("screen.state.unknown", language)
    return say("screen.column.yes" if value else "screen.column.no", language)


def party_names(keys: str, programme: Programme, language: Language) -> list[str]:
    """The parties that a step waits on, from their keys joined by +."""
    names = {party.key: party.name.of(language) for party in programme.waiting_parties}
    found = [names.get(key, key) for key in keys.split("+")]
    return [name if name.isupper() else name.lower() for name in found]


def plain(text: str) -> str:
    """A text from data for a part that reads Markdown, so that none of it is read as markup."""
    return "".join(f"\\{sign}" if sign in MARKDOWN_SIGNS else sign for sign in text)


def silent_too(count: int, language: Language, max_age_days: int | None = None) -> str:
    """How many are silent, as the end of a sentence; with a chosen age: how many have no report that is so young."""
    if max_age_days is not None:
        return counted("screen_compare.matrix.silent_age", count, language, age=days(max_age_days, language))
    return counted("screen_compare.matrix.silent", count, language, count=count)


def share_in_interval(of: tuple[float, float, float], language: Language) -> str:
    """A share with the ends of its interval: 64% (59–70%)."""
    value, low, high = of
    return f"{share(value, language)} ({share_range(low, high, language)})"
