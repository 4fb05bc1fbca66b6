"""How people write a date and a number, and what a workbook makes of it."""

from collections.abc import Callable
from datetime import date
from random import Random

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

DAY_FIRST: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
)


def month_first(day: date) -> str:
    """As a program with American settings writes it."""
    return f"{day:%m/%d/%Y}"


def _decimals(value: float) -> str:
    """The digits behind the separator that the value needs: none, two, or three."""
    if value == int(value):
        return ""
    return f"{value:.2f}".partition(".")[2] if round(value, 2) == value else f"{value:.3f}".partition(".")[2]


def _written(value: float, thousands: str, decimal: str) -> str:
    digits = f"{int(value):,}".replace(",", thousands)
    return f"{digits}{decimal}{rest}" if (rest := _decimals(value)) else digits


NUMBERS: tuple[Callable[[float], str], ...] = (
    lambda value: _written(value, "", "."),
    lambda value: _written(value, "", ","),
    lambda value: _written(value, ".", ","),
    lambda value: _written(value, ",", "."),
    lambda value: f"€ {_written(value, '.', ',')}",
    lambda value: f"{_written(value, '.', ',')},-" if value == int(value) else _written(value, ".", ","),
    lambda value: f"{_written(value, ',', '.')}.00" if value == int(value) else _written(value, ",", "."),
    lambda value: f"{_written(value, '', ',')},00" if value == int(value) else _written(value, "", ","),
)


def number_writer(values: list[float], random: Random) -> Callable[[float], str]:
    """How a column of numbers is written: by one hand, or by two.

    Three decimals are written by one hand only: 12.375 among amounts like 1.234,50 is thousands to any reader.
    """
    has_three_decimals = any(len(_decimals(value)) > 2 for value in values)
    hands = random.sample(NUMBERS, 1 if has_three_decimals or random.random() < 0.6 else 2)
    return lambda value: random.choice(hands)(value)


def date_writer(random: Random, *, is_month_first: bool) -> Callable[[date], str]:
    """How a column of dates is written."""
    return month_first if is_month_first else random.choice(DAY_FIRST)
