"""What three municipalities say of themselves that nobody else could have said, and how each may be written.

A text that holds one of these came from that municipality, or from a sum of so few that it is as good as said.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final

from language.formats import day
from tests.dashboard import example, planted
from tests.dashboard.planted import Said

ZUTPHEN, SCHAGEN, UTRECHT = "GM0301", "GM0441", "GM0344"
"""Where two colleagues work, where one works, and where nobody does."""
SAID: Final = {
    ZUTPHEN: Said(
        ZUTPHEN, cost=7_154_231.0, budget=8_265_342.0, staff=61_299, trained=51_747, hours=413_219.5, minutes=71_777.0,
        left=15_689, note="Notitie van Zutphen alleen", file="zutphen-4721.csv", cell="cel van Zutphen 4722",
        target=date(2031, 2, 11),
    ),
    SCHAGEN: Said(
        SCHAGEN, cost=6_354_127.0, budget=9_165_273.0, staff=72_394, trained=52_851, hours=523_818.5, minutes=82_679.0,
        left=23_987, note="Notitie van Schagen alleen", file="schagen-4731.csv", cell="cel van Schagen 4732",
        target=date(2031, 4, 23),
    ),
    UTRECHT: Said(
        UTRECHT, cost=5_753_419.0, budget=7_965_184.0, staff=83_497, trained=53_955, hours=634_417.5, minutes=93_579.0,
        left=34_769, note="Notitie van Utrecht alleen", file="utrecht-4741.csv", cell="cel van Utrecht 4742",
        target=date(2031, 7, 19),
    ),
}  # fmt: skip
AMOUNTS: Final = ("cost", "budget", "staff", "trained", "hours", "minutes", "left")
REPORTS: Final = ("note", "file", "cell")
STANDING: Final = "target"
FEW: Final = "few"
"""Of no one municipality: what two or three of them spent together, on a step on which nobody else spent anything."""


def build(home: Path) -> None:
    """The country of the example, with one more report of each of the three."""
    example.build(home)
    planted.plant(home, *SAID.values())


def found_in(text: str) -> set[tuple[str, str]]:
    """What of it stands in a text: the municipality (FEW for a sum of few), and what it said."""
    return {key for key, pattern in PATTERNS.items() if pattern.search(text)}


def _number(value: float) -> str:
    """With or without points, in either notation; no part of a longer number, a hash or a name."""
    whole, fraction = f"{value:,.1f}".split(".")
    return r"(?<![\w.,])" + whole.replace(",", "[.,]?") + ("" if fraction == "0" else f"[.,]{fraction}") + r"(?!\w)"


def _sum_of_money(value: float) -> str:
    millions = f"{value / 1e6:.2f}"
    return f"{_number(value)}|{millions.replace('.', ',')} mln|{re.escape(millions)} million"


def _day(value: date) -> str:
    written = (value.isoformat(), f"{value:%d-%m-%Y}", day(value, "nl"), day(value, "en"))
    return "|".join(map(re.escape, written))


def _patterns() -> Iterator[tuple[tuple[str, str], str]]:
    for code, said in SAID.items():
        for name in AMOUNTS:
            value = getattr(said, name)
            yield (code, name), _sum_of_money(value) if name in ("cost", "budget") else _number(value)
        for name in REPORTS:
            yield (code, name), re.escape(getattr(said, name))
        assert said.target is not None
        yield (code, STANDING), _day(said.target)
    for name in ("cost", "budget"):
        few = [few for count in (2, 3) for few in combinations(SAID.values(), count)]
        yield (FEW, name), "|".join(_sum_of_money(sum(getattr(one, name) for one in some)) for some in few)


PATTERNS: Final = {key: re.compile(pattern) for key, pattern in _patterns()}
