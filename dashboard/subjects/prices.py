"""In which prices amounts are, wherever one stands beside another."""

import re

from domain.bilingual import Language
from domain.programme import Programme
from language.texts import say


def price_year(programme: Programme) -> str | None:
    """The year whose prices the cost table is in: the last year that the source of the programme names."""
    years = re.findall(r"\b(?:19|20)\d\d\b", programme.source.place)
    return years[-1] if years else None


def with_prices(note: str, programme: Programme, language: Language) -> str:
    """A note with the price level of what it compares: of the estimate and the norm, and of what was reported."""
    year = price_year(programme)
    told = (
        say("screen.rule.prices_unknown", language) if year is None else say("screen.rule.prices", language, year=year)
    )
    return f"{note} · {told}"
