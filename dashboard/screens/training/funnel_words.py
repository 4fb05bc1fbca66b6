"""The funnel in plain words: what chance alone would give, how wide the limits became, where one municipality lies."""

from typing import Final

from dashboard.figure.words import counted, plain
from dashboard.screens.training.asked import Training
from domain.bilingual import Language
from language.formats import decimal, integer, share, share_range
from language.texts import say
from metrics.readings.funnel_reading import FunnelReading, funnel_reading
from metrics.training.funnel import Position

VERDICTS: Final[dict[str, str]] = {
    Position.WITHIN: "screen_training.funnel.within",
    Position.OUTSIDE_95: "screen_training.funnel.outside",
    Position.OUTSIDE_998: "screen_training.funnel.outside_998",
}
"""Where a municipality lies in the funnel -> the words for it."""
SOME_WIDER: Final = 1.05  # under it the widening reads 1,0: the limits are those of chance alone


def under_funnel(picture: Training, own_code: str | None, language: Language) -> list[str]:
    """The own municipality with its verdict first, then what the limits mean; for markdown."""
    reading = funnel_reading(picture.funnel, picture.group.key)
    if reading is None:
        return []
    own = [] if own_code is None else own_verdict(picture, own_code, language)
    meant = by_chance(reading, language), widened(reading, language)
    return [*(f"**{plain(told)}**" for told in own), *(f":gray[{plain(told)}]" for told in meant)]


def by_chance(reading: FunnelReading, language: Language) -> str:
    """How many lie outside the limits of chance alone, and how many chance alone would put there."""
    expected = round(reading.by_chance)
    chance = say("screen_training.funnel.chance_none", language) if expected == 0 else integer(expected, language)
    return counted(
        "screen_training.funnel.plain", reading.outside_plain_count, language,
        measured=integer(reading.measured_count, language), chance=chance,
    )  # fmt: skip


def widened(reading: FunnelReading, language: Language) -> str:
    """Whether the limits were widened, by how much, and how many lie outside them."""
    phi, times = decimal(reading.phi, language), decimal(reading.widening, language)
    key = "screen_training.funnel.widened" if reading.widening >= SOME_WIDER else "screen_training.funnel.not_widened"
    outside, far = integer(reading.outside_count, language), integer(reading.outside_998_count, language)
    return say(key, language, phi=phi, times=times, outside=outside, far=far)


def own_verdict(picture: Training, own_code: str, language: Language) -> list[str]:
    """Where the own municipality lies, or why it is not in the figure; nothing where it is not among the chosen."""
    names = picture.people.filter(municipality_code=own_code)["name"].to_list()
    rows = picture.placed.filter(municipality=own_code)
    if rows.is_empty():
        return [say("screen_training.funnel.own_unknown", language, name=name) for name in names]
    own = rows.row(0, named=True)
    plain = "own_plain_within" if own["position"] == Position.WITHIN else "own_plain_outside"
    said = say(
        "screen_training.funnel.own", language, name=own["name"],
        trained=integer(own["numerator"], language), staff=integer(own["denominator"], language),
        share=share(own["value"], language), verdict=say(VERDICTS[own["position_corrected"]], language),
        limits=share_range(own["corrected_low_95"], own["corrected_high_95"], language),
    )  # fmt: skip
    chance = share_range(own["limit_low_95"], own["limit_high_95"], language)
    return [f"{said} {say(_PLAIN[plain], language, limits=chance)}"]


_PLAIN: Final = {
    "own_plain_within": "screen_training.funnel.own_plain_within",
    "own_plain_outside": "screen_training.funnel.own_plain_outside",
}
