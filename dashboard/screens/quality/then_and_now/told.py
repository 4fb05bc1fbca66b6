"""How headline figures and changes in them are written: shares, counts, means and euro each in their own way."""

from collections.abc import Iterable
from math import isclose
from typing import Final

from dashboard.figure.words import municipality_unit
from domain.bilingual import Language
from language.formats import decimal, euro, euro_change, euro_millions, integer, percentage_points, share, signed
from language.texts import say
from metrics.readings.revising.replaying import Change

SHARES: Final = ("step_completion", "training_coverage")
DIGITS: Final = {"all_steps_done": 0, "mean_completed_steps": 2}
MILLION: Final = 1_000_000
UNIT_KEYS: Final = {
    "step_completion": "screen_quality.told.unit_share",
    "training_coverage": "screen_quality.told.unit_share",
    "all_steps_done": "screen_quality.told.unit_all_steps_done",
    "mean_completed_steps": "screen_quality.told.unit_mean_completed_steps",
    "realised_cost": "screen_quality.told.unit_realised_cost",
}
COUNTED_IN_KEYS: Final = {
    "step_completion": "screen_quality.told.in_share",
    "training_coverage": "screen_quality.told.in_share",
    "all_steps_done": "screen_quality.told.in_all_steps_done",
    "mean_completed_steps": "screen_quality.told.in_mean_completed_steps",
    "realised_cost": "screen_quality.told.in_realised_cost",
}
CHANGE_KEYS: Final = {
    Change.NEW_REPORT: "screen_quality.effect.new_report",
    Change.CORRECTION: "screen_quality.effect.correction",
    Change.WITHDRAWAL: "screen_quality.effect.withdrawal",
}
"""What made a figure differ: the reports that came later, the corrections, the withdrawals."""


def value(key: str, number: float | None, language: Language) -> str:
    """A headline figure: 30,4% · 12 · 5,78 · € 10,7 mln; a word where it is not known."""
    unknown = say("screen.state.unknown", language)
    if number is None:
        return unknown
    if key in SHARES:
        return share(number, language, 1)
    if key == "realised_cost":
        return (euro_millions if abs(number) >= MILLION else euro)(number, language)
    return decimal(number, language, DIGITS[key])


def change(key: str, number: float | None, language: Language) -> str:
    """A change in it, always with its sign, without the word procentpunt: +0,9 · −3 · € +7.329."""
    unknown = say("screen.state.unknown", language)
    if number is None:
        return unknown
    if key in SHARES:
        return signed(number * 100, language, 1)
    if key == "realised_cost":
        return euro_change(number, language)
    return signed(number, language, DIGITS[key])


def signed_in_unit(key: str, number: float | None, language: Language) -> str:
    """A change with its sign and its unit: +0,9 procentpunt · −3 · € +7.329."""
    is_share = key in SHARES and number is not None
    return percentage_points(number, language) if is_share else change(key, number, language)


def size(key: str, number: float, language: Language) -> str:
    """How large a change is, with its unit and without its sign: 1,1 procentpunt · 3 gemeenten · € 7.329."""
    number = abs(number)
    if key in SHARES:
        return percentage_points(number, language).removeprefix("+")
    if key == "realised_cost":
        return value(key, number, language)
    if key == "all_steps_done":
        return f"{integer(number, language)} {municipality_unit(number, language)}"
    return say("screen_quality.told.steps", language, count=decimal(number, language, DIGITS[key]))


def is_tiny(key: str, number: float) -> bool:
    """Whether a change is not zero and yet reads as zero."""
    return number != 0 and change(key, number, "en").strip("€+−0.,") == ""


def adds_up(key: str, before: float, causes: Iterable[float], after: float) -> bool:
    """Whether what is written adds up: then and what each cause did to now, and the causes to the difference."""
    written = [_written(key, cause) for cause in causes]
    by_causes = isclose(sum(written), _written(key, after - before), abs_tol=1e-9)
    return by_causes and isclose(_written(key, before) + sum(written), _written(key, after), abs_tol=1e-9)


def _written(key: str, number: float) -> float:
    """A number as it is rounded on the screen."""
    if key in SHARES:
        return round(number * 100, 1)
    if key == "realised_cost":
        return round(number, -5 if abs(number) >= MILLION else 0)
    return round(number, DIGITS[key])


def unit(key: str, language: Language) -> str:
    """What a change is counted in, for the head of a column."""
    return say(UNIT_KEYS[key], language)


def counted_in(key: str, language: Language) -> str:
    """What a headline figure is counted in where it stands unrounded."""
    return say(COUNTED_IN_KEYS[key], language)


def exact(key: str, number: float | None, language: Language) -> str:
    """A headline figure or a change in it in full, as its unit asks: 32 · 5,7816 · 30,4348% · € 1.250,50."""
    if number is None:
        return say("screen.state.unknown", language)
    if key == "realised_cost":
        return euro(number, language, digits=2)
    written = number * 100 if key in SHARES else number
    digits = 0 if written == int(written) else 4  # a whole number reads as one
    return decimal(written, language, digits) + ("%" if key in SHARES else "")
