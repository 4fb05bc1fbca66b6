"""The tables beside the figures on costs: unrounded in the download, and a word where there is no amount."""

from collections.abc import Sequence
from functools import partial

from dashboard.figure.columns import shielded
from dashboard.figure.download import Column
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.readings import Spread
from dashboard.screens.costs.words import NO_AMOUNT
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number


def step_columns(steps: Sequence[Step], language: Language) -> list[Column]:
    """The number and the name of each step."""
    return [
        Column(say("screen.column.step", language), [step.number for step in steps], str, is_number=True),
        Column(say("screen.column.step_name", language), [step.short_name.of(language) for step in steps]),
    ]


def expected_columns(picture: Costs, steps: Sequence[Step], language: Language) -> list[Column]:
    """What each step will have cost in all, with both ends of its interval, or why that is not said: too few too."""
    rows = [picture.expected_by_step[step.number] for step in steps]
    values = {
        "screen_costs.column.expected": [row.value for row in rows],
        "screen_costs.column.expected_low": [row.interval_low for row in rows],
        "screen_costs.column.expected_high": [row.interval_high for row in rows],
    }
    every = [picture.municipality_count] * len(rows)
    columns = _said_columns(
        values, [row.value_status for row in rows], [row.denominator for row in rows], every, language
    )
    return [shielded(column, [step.number in picture.held_expected for step in steps], language) for column in columns]


def quartile_columns(rows: Sequence[Spread], every: Sequence[int], language: Language) -> list[Column]:
    """The quartiles of what municipalities spent on each step, or why they are not said.

    `every`: how many municipalities each row is about.
    """
    values = {
        "screen_costs.column.q1": [row.q1 for row in rows],
        "screen_costs.column.median": [row.median for row in rows],
        "screen_costs.column.q3": [row.q3 for row in rows],
    }
    counts = [row.finished_count for row in rows]
    return _said_columns(values, [row.spread_status for row in rows], counts, every, language)


def _said_columns(
    values: dict[str, list[float | None]],
    statuses: Sequence[str],
    counts: Sequence[int],
    every: Sequence[int],
    language: Language,
) -> list[Column]:
    behind = list(zip(statuses, counts, every, strict=True))
    return [
        money_column(
            label,
            [
                or_word(of_enough(eur, count, asked, language), status, language)
                for eur, (status, count, asked) in zip(found, behind, strict=True)
            ],
            language,
        )
        for label, found in values.items()
    ]


def or_word(value: float | str | None, status: str, language: Language) -> float | str:
    """The value, or the word for why there is none."""
    return say(NO_AMOUNT[status or ValueStatus.NOT_REPORTED], language) if value is None else value


def of_enough(value: float | None, count: int, asked_count: int, language: Language) -> float | str | None:
    """A value made of so many municipalities of those asked about, or the word for too few to speak for them."""
    if value is None or bears_one_number(count, asked_count):
        return value
    return say(NO_AMOUNT[ValueStatus.TOO_FEW], language)


def spent_column(rows: Sequence[Spread], language: Language) -> Column:
    """What municipalities spent together."""
    values = [or_word(row.realised_eur, ValueStatus.NOT_REPORTED, language) for row in rows]
    return money_column("screen_costs.column.spent", values, language)


def text_column(label: str, values: Sequence[str], language: Language) -> Column:
    """A column of words. Here and below `label` is the key of a text."""
    return Column(say(label, language), values)


def money_column(label: str, values: Sequence[float | str], language: Language) -> Column:
    """A column of whole euro, or of words where there is no amount."""
    return Column(say(label, language), values, partial(whole_word, language=language), is_number=True)


def share_column(label: str, values: Sequence[float | str], language: Language) -> Column:
    """A column of shares, or of words where there is none."""
    return Column(
        say(label, language),
        values,
        lambda value: value if isinstance(value, str) else share(value, language),
        is_number=True,
    )


def count_column(label: str, values: Sequence[int], language: Language) -> Column:
    """A column of numbers of municipalities."""
    return Column(say(label, language), values, partial(integer, language=language), is_number=True)


def whole_word(value: float | str, language: Language) -> str:
    """A whole number, or the word that stands for it."""
    return value if isinstance(value, str) else integer(value, language)


def cents_word(value: float | str, language: Language) -> str:
    """An amount to the cent, or the word that stands for it."""
    return value if isinstance(value, str) else decimal(value, language, 2)
