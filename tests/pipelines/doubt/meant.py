"""What somebody means: rows of the four tables as values, before anybody writes them down."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from domain.statements import Table

TODAY = date(2026, 3, 1)
CODES = ("GM0363", "GM0344", "GM0518", "GM0599", "GM0014", "GM0193")
REPORTING_DATES = (date(2025, 6, 30), date(2025, 9, 8), date(2025, 12, 31), date(2026, 1, 11), date(2026, 2, 28))
NOTES = ("loopt", "één punt open", "klaar; zie verslag", "wacht, en kijkt", 'de "pilot" loopt', "regel een\nregel twee")


class Unreadable:
    """What is meant cannot be told from what is written, so any value that is stored is wrong."""

    def __repr__(self) -> str:
        return "unreadable"


UNREADABLE = Unreadable()


@dataclass
class Meant:
    """One row of a table: what is meant, by Dutch column (None: nothing)."""

    table: Table
    values: dict[str, Any]


def rows_of(table: Table, random: Random) -> list[Meant]:
    """One to six rows with keys of their own."""
    said: dict[tuple[Any, ...], Meant] = {}
    for _ in range(random.randint(1, 6)):
        key = {"gemeentecode": random.choice(CODES), "peildatum": random.choice(REPORTING_DATES)}
        if table in (Table.MILESTONE, Table.COST):
            key["stap"] = random.randint(1, 11)
        elif table is Table.TRAINING:
            key["doelgroep"] = random.choice(("basis", "intensief"))
        said[tuple(key.values())] = Meant(table, key | _VALUES[table](random, key["peildatum"]))
    return list(said.values())


def _milestone(random: Random, reported: date) -> dict[str, Any]:
    status = random.choice(("niet gestart", "gestart", "afgerond"))
    start = reported - timedelta(days=random.randint(30, 400)) if status != "niet gestart" else None
    end = start + timedelta(days=random.randint(0, 30)) if start and status == "afgerond" else None
    target = reported + timedelta(days=random.randint(1, 700)) if random.random() < 0.5 else None
    note = random.choice(NOTES) if random.random() < 0.4 else None
    return {"status": status, "startdatum": start, "streefdatum": target, "einddatum": end, "toelichting": note}


def _training(random: Random, _: date) -> dict[str, Any]:
    staff = random.choice((12, 240, 1250, 3400))
    hours = _amount(random) if random.random() < 0.7 else None
    left = random.randint(0, 9) if random.random() < 0.5 else None
    return {"medewerkers": staff, "opgeleid": random.randint(0, staff), "uren": hours, "uitgestroomd": left}


def _cost(random: Random, _: date) -> dict[str, Any]:
    budget = _amount(random) if random.random() < 0.7 else None
    note = random.choice(NOTES) if random.random() < 0.2 else None
    return {"begroot_eur": budget, "gerealiseerd_eur": _amount(random), "toelichting": note}


def _profile(random: Random, _: date) -> dict[str, Any]:
    minutes = random.choice((None, 15, 42.5))
    return {"toegangsvariant": random.choice("abcde"), "invultijd_min": minutes}


_VALUES = {Table.MILESTONE: _milestone, Table.TRAINING: _training, Table.COST: _cost, Table.PROFILE: _profile}


def _amount(random: Random) -> float:
    """Euro or hours: whole ones, thousands, cents, and now and then three decimals."""
    thousands = random.randint(1, 90) * 250.0
    return random.choice(
        (thousands, thousands, random.randint(0, 999) / 1, random.randint(100, 9_999_999) / 100, 12.375, 0.125)
    )
