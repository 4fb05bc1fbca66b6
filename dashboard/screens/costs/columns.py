"""The tables beside the figures on costs: unrounded in the download, and a word where there is no amount."""

from collections.abc import Sequence

from dashboard.figure.download import Column
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.readings import Spread
from domain.bilingual import Language
from domain.programme import Step
from language.formats import decimal, integer
from language.texts import say


def step_columns(steps: Sequence[Step], language: Language) -> list[Column]:
    """The number and the name of each step."""
    return [
        Column(say("screen.column.step", language), [step.number for step in steps], str, is_number=True),
        Column(say("screen.column.step_name", language), [step.short_name.of(language) for step in steps]),
    ]


def expected_columns(picture: Costs, steps: Sequence[Step], language: Language) -> list[Column]:
    """What each step will have cost in all, with both ends of its interval, or why that is not said."""
    rows = [picture.expected_by_step[step.number] for step in steps]
    values = {
        "expected": [row.value for row in rows],
        "expected_low": [row.interval_low for row in rows],
        "expected_high": [row.interval_high for row in rows],
    }
    statuses = [row.value_status for row in rows]
    return [money_column(name, _or_words(found, statuses, language), language) for name, found in values.items()]


def quartile_columns(rows: Sequence[Spread], language: Language) -> list[Column]:
    """The quartiles of what municipalities spent on each step, or why they are not said."""
    values = {
        "q1": [row.q1 for row in rows],
        "median": [row.median for row in rows],
        "q3": [row.q3 for row in rows],
    }
    statuses = [row.spread_status for row in rows]
    return [money_column(name, _or_words(found, statuses, language), language) for name, found in values.items()]


def _or_words(values: Sequence[float | None], statuses: Sequence[str], language: Language) -> list[float | str]:
    return [or_word(value, status, language) for value, status in zip(values, statuses, strict=True)]


def or_word(value: float | None, status: str, language: Language) -> float | str:
    """The value, or the word for why there is none."""
    return say(f"screen_costs.word.{status or 'not_reported'}", language) if value is None else value


def text_column(name: str, values: Sequence[str], language: Language) -> Column:
    """A column of words."""
    return Column(say(f"screen_costs.column.{name}", language), values)


def money_column(name: str, values: Sequence[float | str], language: Language) -> Column:
    """A column of whole euro, or of words where there is no amount."""
    return Column(
        say(f"screen_costs.column.{name}", language),
        values,
        lambda value: value if isinstance(value, str) else integer(value, language),
        is_number=True,
    )


def count_column(name: str, values: Sequence[int], language: Language) -> Column:
    """A column of numbers of municipalities."""
    return Column(
        say(f"screen_costs.column.{name}", language), values, lambda value: integer(value, language), is_number=True
    )


def cents_word(value: float | str, language: Language) -> str:
    """An amount to the cent, or the word that stands for it."""
    return value if isinstance(value, str) else decimal(value, language, 2)
