"""In which tenth of its peers a municipality lies, in words: what the bands of a fan and a strip show."""

from collections.abc import Sequence

from domain.bilingual import Language
from language.texts import say

TENTHS = 10


def tenths_of(value: float, deciles: Sequence[float]) -> tuple[int, int]:
    """The first and the last tenth (1 to 10, from low to high) that hold a value; several where deciles tie with it.

    `deciles`: p10 to p90.
    """
    first = sum(decile < value for decile in deciles) + 1
    last = sum(decile <= value for decile in deciles) + 1
    return (first, last) if first < last else (first, first)


def tenth_word(value: float | None, deciles: Sequence[float] | None, peer_count: int, language: Language) -> str:
    """Which tenth that is; the word for unknown without a value, and why where there are too few peers.

    Fewer than ten do not fill ten tenths.
    """
    if value is None:
        return say("screen.state.unknown", language)
    if deciles is None or peer_count < TENTHS:
        return say("catalogue.value_status.too_few", language)
    first, last = tenths_of(value, deciles)
    key = "screen_peers.tenth.one" if first == last else "screen_peers.tenth.several"
    return say(key, language, first=first, last=last, all=TENTHS)


def short_tenth_word(value: float, deciles: Sequence[float], language: Language) -> str:
    """The same in a drawing, beside the label: tiende 4."""
    first, last = tenths_of(value, deciles)
    key = "screen_peers.tenth.short" if first == last else "screen_peers.tenth.short_several"
    return say(key, language, first=first, last=last)
