"""Which municipalities take part, and from which day to which: a merger ends some lives and begins another."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from domain.municipalities import Register

FALLBACK_INHABITANTS = 25_000  # of a municipality whose population is in no file


@dataclass(frozen=True, slots=True)
class Life:
    """One municipality under one code, from a day (inclusive) to a day (exclusive); None where it goes on.

    `parts` are the lives that it continues after a merger, by index in the list of lives.
    """

    code: str
    name: str
    province: str
    inhabitant_count: int
    valid_from: date | None
    valid_to: date | None
    longitude: float
    parts: tuple[int, ...] = ()

    def reports_on(self, day: date) -> bool:
        """Whether it existed on that reporting date."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def size(self) -> float:
        """Log10 of inhabitants over 50,000: 0 is a middling municipality, 1 a city of half a million."""
        return float(np.log10(self.inhabitant_count / 50_000))


def lives_of(
    register: Register, *, municipality_count: int, first_day: date, until: date, rng: np.random.Generator
) -> list[Life]:
    """The lives of `municipality_count` municipalities of `until`, with all that merged into them since `first_day`.

    Sorted by code of the municipality on `until`, the parts before their successor. Municipalities with a merger in
    the period are always taken in, so that a small country has them too.
    """
    standing = {row["municipality_code"]: row for row in register.on(until).iter_rows(named=True)}
    mergers = register.reorganisations.filter(
        (pl.col("effective_date") > first_day) & (pl.col("effective_date") <= until) & ~pl.col("is_split")
    )
    merged = sorted({code for code in mergers["new_code"].to_list() if code in standing})
    others = [code for code in sorted(standing) if code not in merged]
    wanted = max(0, min(municipality_count - len(merged), len(others)))
    drawn = [others[i] for i in sorted(rng.choice(len(others), size=wanted, replace=False).tolist())]
    lives: list[Life] = []
    for code in sorted([*merged, *drawn]):
        _add_lives(lives, register, standing[code], mergers.filter(pl.col("new_code") == code))
    return lives


def _add_lives(lives: list[Life], register: Register, row: dict[str, object], mergers: pl.DataFrame) -> None:
    code = str(row["municipality_code"])
    municipality = register.by_code[code]
    longitude = _number(row["longitude"])
    if mergers.is_empty():
        count = int(_number(row["inhabitant_count"])) or FALLBACK_INHABITANTS
        lives.append(Life(code, municipality.name, municipality.province, count, None, None, longitude))
        return
    effective: date = mergers["effective_date"].min()  # pyright: ignore[reportAssignmentType] # never null
    founded = municipality.founded_on
    stood_before = {code} if founded is None or founded < effective else set[str]()
    old_codes = sorted(stood_before | set(mergers["old_code"].to_list()))
    before = {str(old["municipality_code"]): old for old in register.on(_day_before(effective)).iter_rows(named=True)}
    parts: list[int] = []
    for old_code in old_codes:
        old = register.by_code[old_code]
        known = before.get(old_code, {})
        count = int(_number(known.get("inhabitant_count"))) or FALLBACK_INHABITANTS
        parts.append(len(lives))
        lives.append(Life(old_code, old.name, old.province, count, None, effective, longitude))
    total = sum(lives[index].inhabitant_count for index in parts)
    lives.append(Life(code, municipality.name, municipality.province, total, effective, None, longitude, tuple(parts)))


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
