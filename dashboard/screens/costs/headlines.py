"""The headlines of Kosten."""

from dashboard.figure.anatomy import Headline
from dashboard.figure.words import counted
from dashboard.screens.costs import words
from dashboard.screens.costs.asked import Costs
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import euro_millions_range, integer
from language.texts import say
from metrics.readings.spending import Spent, spent_on


def headlines(picture: Costs, language: Language) -> list[Headline]:
    """Spent on what was estimated, the estimate, spent on what was not, and the expected total."""
    return [
        _spent(picture.within, language),
        _estimate(picture, language),
        _never(picture, language),
        _expected(picture, language),
    ]


def _spent(spent: Spent, language: Language) -> Headline:
    label = say("screen_costs.headline.spent", language)
    if spent.eur is None:
        word = say("screen.state.not_reported", language)
        return Headline(label, word, "", say("screen_costs.headline.spent_none", language), is_word=True)
    note = _counted("headline.spent_note", spent, language)
    return Headline(label, *words.figure(spent.eur, language), note)


def _estimate(picture: Costs, language: Language) -> Headline:
    total = picture.printed
    amount, unit = words.apart(euro_millions_range(total.low_eur, total.high_eur, language))
    if total.is_maximum:
        note = say("screen_costs.headline.estimate_note_whole", language)
    elif picture.left_out:
        name = words.named(picture.left_out, language)
        note = say("screen_costs.headline.estimate_note", language, steps=name)
    else:
        note = say("screen_costs.headline.estimate_note_other", language, count=len(total.without_highest))
    year = words.price_year(picture.programme)
    if year is not None:
        note = say("screen_costs.headline.prices", language, note=note, year=year)
    if not picture.is_whole:
        note = say("screen_costs.headline.estimate_filtered", language, note=note)
    return Headline(say("screen_costs.headline.estimate", language), amount, unit, note)


def _never(picture: Costs, language: Language) -> Headline:
    step = picture.left_out
    if step is None:
        key, label, spent = "never_other", say("screen_costs.headline.never_other", language), picture.outside
    else:
        key, spent = "never", spent_on(picture.observed, [step.number])
        name = step.short_name.of(language)
        label = say("screen_costs.headline.never", language, name=name, number=step.number)
    if spent.eur is None:
        word = say("screen.state.not_reported", language)
        return Headline(label, word, "", say("screen_costs.headline.spent_none", language), is_word=True)
    return Headline(label, *words.figure(spent.eur, language), _counted(f"headline.{key}_note", spent, language))


def _expected(picture: Costs, language: Language) -> Headline:
    row = picture.expected_whole
    label = say("screen_costs.headline.expected", language)
    if row.value is None or row.interval_low is None or row.interval_high is None:
        is_few = row.value_status in (ValueStatus.TOO_FEW, ValueStatus.NOT_REPORTED)
        note = say(f"screen_costs.headline.expected_{'too_few' if is_few else 'no_sample'}", language)
        word = say("screen_costs.word.too_few" if is_few else "screen.state.unknown", language)
        return Headline(label, word, "", note, is_word=True)
    interval = words.money_range(row.interval_low, row.interval_high, language)
    note = say("screen_costs.headline.expected_note", language, interval=interval)
    return Headline(label, *words.figure(row.value, language), note)


def _counted(key: str, spent: Spent, language: Language) -> str:
    count = spent.municipality_count
    return counted(f"screen_costs.{key}", count, language, count=integer(count, language))
