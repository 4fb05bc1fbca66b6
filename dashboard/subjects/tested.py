"""How it was tested whether groups differ more than chance explains, and with what outcome, under "Hoe gemaakt?"."""

from domain.bilingual import Language
from language.formats import decimal
from language.texts import say
from metrics.readings.comparison_findings import RARE, SMALLEST_CHANCE
from metrics.standing.peers import MIN_PEERS


def ranks_tested(about: str, chance: float | None, language: Language) -> str:
    """That the ranks of groups were tested, of what, and the outcome; "" where nothing could be tested."""
    if chance is None:
        return ""
    outcome = outcome_word(chance, language)
    return say("screen.tested.ranks", language, about=about, fewest=MIN_PEERS, outcome=outcome)


def chance_word(chance: float | None, language: Language) -> str:
    """The outcome of a test in a few words, for a title that says that nothing was shown; that none could be made."""
    if chance is None:
        return say("screen.tested.not_possible", language)
    p = decimal(max(chance, SMALLEST_CHANCE), language, 3)
    key = "screen.tested.less" if chance < SMALLEST_CHANCE else "screen.tested.chance"
    return say("screen.tested.short", language, chance=say(key, language, p=p))


def outcome_word(chance: float, language: Language) -> str:
    """The chance of such a difference, and whether that is rare enough to call it more than chance."""
    p = decimal(max(chance, SMALLEST_CHANCE), language, 3)
    key = "screen.tested.less" if chance < SMALLEST_CHANCE else "screen.tested.chance"
    verdict = say("screen.tested.rare" if chance < RARE else "screen.tested.common", language)
    return say("screen.tested.outcome", language, chance=say(key, language, p=p), verdict=verdict)
