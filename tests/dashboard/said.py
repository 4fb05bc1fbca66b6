"""What the municipalities of the example said, in plain Python: read from the store, added up by hand."""

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from domain.municipalities import Register
from domain.statements import SUBJECT, Table
from store.store import Store

AS_OF = date(2026, 10, 31)  # the last month end before the day of the example
Row = dict[str, Any]


def last_said(home: Path, table: Table, as_of: date = AS_OF) -> dict[tuple[Any, ...], Row]:
    """The newest statement on each subject (municipality and step, or target group) up to a date."""
    with Store(home).reader() as reader:
        rows = reader.statements(table).to_dicts()
    found: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda row: row["reporting_date"]):
        if row["reporting_date"] <= as_of:
            found[tuple(row[name] for name in SUBJECT[table])] = row
    return found


def facts(as_of: date = AS_OF) -> dict[str, Row]:
    """The municipalities of the register by code."""
    return {row["municipality_code"]: row for row in Register.load().on(as_of).to_dicts()}


def variants(home: Path) -> dict[str, str | None]:
    """The access variant that each municipality last gave."""
    return {code: row["access_variant"] for (code,), row in last_said(home, Table.PROFILE).items()}


def reporters(home: Path) -> set[str]:
    """Who said anything about a step."""
    return {code for code, _ in last_said(home, Table.MILESTONE)}


def same_size(own: str, codes: set[str]) -> list[str]:
    """Those in the size class of one municipality, without itself."""
    known = facts()
    return sorted(code for code in codes if code != own and known[code]["size_class"] == known[own]["size_class"])


def alike(home: Path, own: str) -> dict[str, list[str]]:
    """Reporters that are like one municipality, by the word of the group in the address."""
    others, known, variant = reporters(home) - {own}, facts(), variants(home)

    def distance(code: str) -> tuple[int, str]:
        return abs(known[code]["inhabitant_count"] - known[own]["inhabitant_count"]), code

    found = {
        "grootte": same_size(own, others),
        "toegang": sorted(code for code in others if variant.get(code) == variant[own]),
        "provincie": sorted(code for code in others if known[code]["province"] == known[own]["province"]),
        "naaste": sorted(others, key=distance)[:20],
    }
    return {**found, "grootte-toegang": sorted({*found["grootte"]} & {*found["toegang"]})}


def finished_lately(
    home: Path, own: str, step: int, days: int = 183, peers: Collection[str] | None = None
) -> list[str]:
    """Peers (else those of the same size) that finished a step in the last half year, nearest in inhabitants first."""
    known = facts()
    said = last_said(home, Table.MILESTONE)
    found = [
        code
        for code in (same_size(own, reporters(home)) if peers is None else peers)
        if (row := said[code, step])["standing"] == "finished"
        and row["end_date"] is not None
        and AS_OF - timedelta(days=days) < row["end_date"] <= AS_OF
    ]
    inhabitants = known[own]["inhabitant_count"]
    return sorted(found, key=lambda code: (abs(known[code]["inhabitant_count"] - inhabitants), code))


def month_later(start: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    place = start.year * 12 + start.month - 1 + months
    first = date(place // 12, place % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(first.replace(day=min(start.day, last.day)), last)
