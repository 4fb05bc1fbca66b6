"""A whole report in words: all four tables of one municipality, and the workbook that says the same."""

from datetime import date
from typing import Final

from domain.statements import Table
from pipelines.format.columns import FORMATS
from tests.pipelines.made_files import xlsx

CODE: Final = "GM0301"
_STEPS: Final = (
    ("1", "afgerond", "05-05-2025", "", "12-06-2025", ""),
    ("2", "afgerond", "02-06-2025", "01-09-2025", "09-09-2025", ""),
    ("3", "afgerond", "11-08-2025", "31-12-2025", "14-01-2026", ""),
    ("4", "afgerond", "01-09-2025", "01-03-2026", "06-03-2026", ""),
    ("5", "afgerond", "01-10-2025", "01-06-2026", "21-06-2026", ""),
    ("6", "gestart", "01-12-2025", "15-12-2026", "", "leverancier"),
    ("7", "afgerond", "20-10-2025", "01-07-2026", "30-06-2026", ""),
    ("8", "gestart", "02-03-2026", "20-12-2026", "", ""),
    ("9", "gestart", "12-01-2026", "14-12-2026", "", "partners"),
    ("10", "niet gestart", "", "15-01-2027", "", ""),
    ("11", "gestart", "", "", "", ""),
)
ROWS: Final[dict[Table, list[dict[str, str]]]] = {
    Table.MILESTONE: [
        dict(zip(("stap", "status", "startdatum", "streefdatum", "einddatum", "wacht_op"), row, strict=True))
        for row in _STEPS
    ],
    Table.TRAINING: [
        {"doelgroep": "basis", "medewerkers": "50", "opgeleid": "29", "uren": "210", "uitgestroomd": "2"},
        {"doelgroep": "intensief", "medewerkers": "20", "opgeleid": "8", "uren": "120,5", "uitgestroomd": "0"},
    ],
    Table.COST: [
        {"stap": str(step), "begroot_eur": str(1_000 * step), "gerealiseerd_eur": f"{90 * step},50"}
        for step in range(1, 12)
    ],
    Table.PROFILE: [{"toegangsvariant": "b", "invultijd_min": "14"}],
}
"""What is typed, in the order of the form."""


def _sheets(day: date) -> dict[str, list[list[str | None]]]:
    """Per sheet the names of its columns and the lines below them."""
    sheets: dict[str, list[list[str | None]]] = {}
    for table, rows in ROWS.items():
        names = list(rows[0])
        lines = [[CODE, day.isoformat(), *(row[name] or None for name in names)] for row in rows]
        sheets[FORMATS[table].dutch] = [["gemeentecode", "peildatum", *names], *lines]
    return sheets


def workbook(day: date) -> bytes:
    """The same words in the cells of a workbook, about this day."""
    return xlsx(_sheets(day))


def keys_of_workbook(day: date) -> int:
    """How many keys it takes when nothing is filled in beforehand, the names of the columns alone.

    Every cell is typed out, a choice and a date too, and takes a key more to the next; each sheet takes one to open.
    """
    return sum(1 + sum(len(cell or "") + 1 for line in lines for cell in line) for _, *lines in _sheets(day).values())
