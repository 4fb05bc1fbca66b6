"""The headlines of Kosten: spent on what was estimated, the estimate, spent on what was not, the expected total."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline, few
from dashboard.figure.withheld_rows import withheld_headline
from dashboard.figure.words import counted
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.expected import held_in_tests
from dashboard.screens.costs.outside import not_in_it
from dashboard.screens.costs.words import MILLION, money, money_range, money_spent, unbroken
from dashboard.subjects.prices import price_year
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import euro_millions_range, integer, listing
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.spending import Spent, spent_on


def headlines(picture: Costs, language: Language) -> list[Headline]:
    """The four figures at the top of the page."""
    return [
        _spent(
            "screen_costs.headline.spent_note",
            say("screen_costs.headline.spent", language),
            picture.within,
            picture,
            language,
            picture.within_steps,
        ),
        _estimate(picture, language),
        _never(picture, language),
        _expected(picture, language),
    ]


def _spent(
    note_key: str, label: str, spent: Spent, picture: Costs, language: Language, steps: Sequence[Step]
) -> Headline:
    every = picture.municipality_count
    if picture.is_held(steps):
        return _withheld(label, _which_held(picture, steps, language), language)
    if spent.eur is None:
        word = say("screen.state.not_reported", language)
        return Headline(label, word, "", say("screen_costs.headline.spent_none", language), is_word=True)
    if not picture.sees_counts and len(steps) > 1:  # how many stated one of them is no sum that may be shown
        amount = _amount(money_spent(spent.eur, language), spent.eur)
        return Headline(label, *amount, say("screen_costs.headline.uncounted", language))
    if not bears_one_number(spent.municipality_count, every):
        least = say("screen_costs.word.at_least", language, amount=money_spent(spent.eur, language))
        return replace(few(label, spent.municipality_count, every, language, least), is_word=True)
    return Headline(
        label,
        *_amount(money_spent(spent.eur, language), spent.eur),
        counted(note_key, spent.municipality_count, language, every=integer(every, language)),
        told=say("screen_costs.word.at_least", language, amount=money_spent(spent.eur, language)),
    )


def _which_held(picture: Costs, steps: Sequence[Step], language: Language) -> str:
    """Which of the steps of a sum are withheld, as in the table below it: of which groups the sum would tell."""
    held = [step for step in steps if step.number in picture.held]
    names = [
        say("screen_costs.word.named", language, name=step.short_name.of(language), number=step.number) for step in held
    ]
    return counted("screen_costs.headline.held", len(held), language, steps=listing(names, language))


def _estimate(picture: Costs, language: Language) -> Headline:
    total = picture.printed
    amount, unit = _unit_apart(euro_millions_range(total.low_eur, total.high_eur, language))
    note = not_in_it(picture, language)
    year = price_year(picture.programme)
    if year is not None:
        note = say("screen_costs.headline.prices", language, note=note, year=year)
    return Headline(say("screen_costs.headline.estimate", language), amount, unit, note)


def _never(picture: Costs, language: Language) -> Headline:
    step = picture.left_out
    if step is None:
        label = say("screen_costs.headline.never_other", language)
        key = "screen_costs.headline.never_other_note"
        return _spent(key, label, picture.outside, picture, language, picture.never)
    label = say("screen_costs.headline.never", language, name=step.short_name.of(language), number=step.number)
    spent = spent_on(picture.observed, [step.number])
    return _spent("screen_costs.headline.never_note", label, spent, picture, language, [step])


def _withheld(label: str, note: str, language: Language) -> Headline:
    return Headline(label, say("screen.state.withheld_word", language), "", note, is_word=True)


def _expected(picture: Costs, language: Language) -> Headline:
    row = picture.expected_whole
    label = say("screen_costs.headline.expected", language)
    if (reason := anatomy.why_not("headlines/expected")) is not None:
        return withheld_headline(label, reason, language)
    said_count, every = picture.everything.municipality_count, picture.municipality_count
    if row.value is not None and not bears_one_number(said_count, every):
        return few(label, said_count, every, language)
    if row.value is not None and row.interval_low is not None and row.interval_high is not None:
        interval = money_range(row.interval_low, row.interval_high, language)
        note = say(
            "screen_costs.headline.expected_note", language, interval=interval, held=held_in_tests(language)
        ).strip()
        return Headline(label, *_amount(money(row.value, language), row.value), note)
    if row.value_status in (ValueStatus.TOO_FEW, ValueStatus.NOT_REPORTED):
        word, note = say("screen_costs.word.too_few", language), say("screen_costs.headline.expected_too_few", language)
    else:
        word, note = say("screen.state.unknown", language), say("screen_costs.headline.expected_no_sample", language)
    return Headline(label, word, "", note, is_word=True)


def _amount(written: str, value: float) -> tuple[str, str]:
    """An amount as written, and the unit that stands small behind it: none below a million."""
    return _unit_apart(written) if abs(value) >= MILLION else (unbroken(written), "")


def _unit_apart(written: str) -> tuple[str, str]:
    """An amount in millions, with its unit apart."""
    amount, unit = written.rsplit(" ", 1)
    return unbroken(amount), unit
