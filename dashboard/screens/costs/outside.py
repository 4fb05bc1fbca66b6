"""What the printed total leaves out, and which steps make its highest amount higher than its lowest."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.words import NO_ROW, cell, kind_of_value
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import euro_millions, integer, listing
from language.texts import say

MOST_NAMED = 2  # more steps of one kind are counted in a headline; the remark under the table names them all


class Item(NamedTuple):
    """One line of a remark, and where it stands in the source; "" where it follows from the table itself."""

    text: str
    source: str


def not_in_it(picture: Costs, language: Language) -> str:
    """All that the total leaves out, in one sentence that fits under a headline."""
    short = [_short(kind, steps, language) for kind, steps in _by_kind(picture)]
    short += [left_out.short_name.of(language) for left_out in picture.programme.cost_total.outside]
    if not short:
        return say("screen_costs.outside.nothing", language)
    return say("screen_costs.outside.short", language, things=listing(short, language))


def beside(note: str, picture: Costs, language: Language) -> str:
    """A note under a figure that shows the total, with all that the total leaves out."""
    return say("screen_costs.outside.beside", language, note=note, outside=not_in_it(picture, language))


def left_out(picture: Costs, language: Language) -> list[Item]:
    """One line per kind of value without an amount, then what the source itself says that it did not count."""
    place = picture.programme.cost_total.source.place
    lines = {
        ValueStatus.PRO_MEMORIA: "screen_costs.outside.pro_memoria",
        ValueStatus.LIMITED: "screen_costs.outside.limited",
        NO_ROW: "screen_costs.outside.no_row",
    }
    found = [
        Item(
            say(lines.get(kind, "screen_costs.outside.not_estimated"), language, steps=_named(steps, language)),
            "; ".join(step.cost.source.place for step in steps if step.cost.source) or place,
        )
        for kind, steps in _by_kind(picture)
    ]
    for thing in picture.programme.cost_total.outside:
        found.append(Item(thing.of(language), thing.source.place if thing.source else ""))
    return found


def difference(picture: Costs, language: Language) -> list[Item]:
    """One line per step of which the highest amount is another than the lowest: they add up to the difference."""
    found: list[Item] = []
    for step in picture.programme.steps:
        low, high = step.cost.national_min_eur, step.cost.national_max_eur
        if high is None or high == low:
            continue
        more = euro_millions(high - (low or 0), language)
        words = {"step": _named([step], language), "more": more, "high": euro_millions(high, language)}
        if low is None:
            lowest = str(cell(step.cost.national_min, step.cost, language))
            said = say("screen_costs.outside.difference_word", language, low=lowest, **words)
        else:
            said = say("screen_costs.outside.difference_step", language, low=euro_millions(low, language), **words)
        found.append(Item(said, step.cost.source.place if step.cost.source else ""))
    return found


def _by_kind(picture: Costs) -> list[tuple[str, list[Step]]]:
    """The steps without an amount by the word that stands there, the one that could not be estimated first."""
    found: dict[str, list[Step]] = {}
    for step in picture.never:
        found.setdefault(kind_of_value(step.cost), []).append(step)
    return sorted(found.items(), key=lambda kind: kind[0] != ValueStatus.PRO_MEMORIA)


def _short(kind: str, steps: Sequence[Step], language: Language) -> str:
    if len(steps) <= MOST_NAMED:
        return _named(steps, language)
    key = "screen_costs.outside.count_limited" if kind == ValueStatus.LIMITED else "screen_costs.outside.count"
    return say(key, language, count=integer(len(steps), language))


def _named(steps: Sequence[Step], language: Language) -> str:
    named = [
        say("screen_costs.word.named", language, name=step.short_name.of(language), number=step.number)
        for step in steps
    ]
    return listing(named, language)
