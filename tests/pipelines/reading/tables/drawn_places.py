"""Sheets and text files drawn from statements made by hand: blocks, moved headers, titles, separators too many.

What is drawn carries what was meant: for every statement its values and the row that it stands in.
"""

import csv
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any, Final

from hypothesis import strategies as st

from domain.statements import Table
from pipelines.format.columns import FORMATS
from tests.pipelines.made_files import xlsx

Key = tuple[Table, str, date, object]  # table, municipality, day, step or target group
Meant = dict[str, object]

WHO: Final = {"GM0363": "Amsterdam", "GM0344": "Utrecht", "GM0034": "Almere"}
DAYS: Final = {"31-12-2025": date(2025, 12, 31), "30-06-2025": date(2025, 6, 30)}
NOTES: Final = ("", "loopt", "zie brief", "een, twee; drie")
AMOUNTS: Final = {"12000,50": 12000.5, "300": 300.0, "9500,25": 9500.25, "0": 0.0, "75": 75.0}
TITLES: Final = ([["Voortgangsopgave Wams"]], [["Gemeente GM0363", "31-12-2025"]], [["uitleg"]] * 35)
BETWEEN: Final = ([[]], [[], ["Kosten 2025"]], [[], ["Voortgang"], []])
RENAMED: Final = (
    {"gerealiseerd_eur": "gerealiseerd", "status": "stand", "opgeleid": "getraind"},
    {"peildatum": "datum"}, {"gemeentecode": "code", "gemeentenaam": "gemeente"},
    {"gemeentecode": "code", "gemeentenaam": "plaats", "peildatum": "datum", "stap": "nummer", "doelgroep": "groep"},
)  # fmt: skip
BELOW: Final = ([["* voorlopig"]], [[]], [["Bron: eigen administratie"], []])


@dataclass
class Place:
    """A grid of texts, what stands in it, and how it is written."""

    rows: list[list[str]] = field(default_factory=list[list[str]])
    meant: dict[Key, tuple[int, Meant]] = field(default_factory=dict[Key, tuple[int, Meant]])
    is_sure: bool = True  # it must be read whole; else it may be refused

    def content(self, kind: str) -> bytes:
        """A workbook, or a text file with the separator that `kind` names; "raw" puts no quotes around a comma."""
        if kind == "xlsx":
            return xlsx({"Blad1": [[cell or None for cell in row] for row in self.rows]})
        if kind == "raw":
            return "".join(",".join(row) + "\n" for row in self.rows).encode()
        written = StringIO()
        csv.writer(written, delimiter=kind).writerows(self.rows)
        return written.getvalue().encode()


@st.composite
def statement(draw: st.DrawFn, table: Table) -> tuple[Key, dict[str, str], Meant]:
    """One statement: its key, its cells by column, and the values that are meant by them."""
    code, day = draw(st.sampled_from(sorted(WHO))), draw(st.sampled_from(sorted(DAYS)))
    cells = {"gemeentecode": code, "gemeentenaam": WHO[code], "peildatum": day}
    subject: object = None
    meant: Meant = {}
    if table in (Table.MILESTONE, Table.COST):
        subject = draw(st.integers(1, 11))
        note = draw(st.sampled_from(NOTES))
        cells |= {"stap": str(subject), "toelichting": note}
        meant["note"] = note or None
    if table is Table.MILESTONE:
        is_started = draw(st.booleans())
        cells["status"] = "gestart" if is_started else "niet gestart"
        cells["startdatum"] = "01-02-2025" if is_started else ""
        meant |= {"standing": "started" if is_started else "not_started"}
        meant["start_date"] = date(2025, 2, 1) if is_started else None
    elif table is Table.COST:
        budget, spent = (draw(st.sampled_from(sorted(AMOUNTS))) for _ in range(2))
        cells |= {"begroot_eur": budget, "gerealiseerd_eur": spent}
        meant |= {"budgeted_eur": AMOUNTS[budget], "realised_cost_eur": AMOUNTS[spent]}
    elif table is Table.TRAINING:
        subject = draw(st.sampled_from(["basis", "intensief"]))
        hours = draw(st.sampled_from(["1260,50", "480"]))
        cells |= {"doelgroep": str(subject), "medewerkers": "420", "opgeleid": "21", "uren": hours, "uitgestroomd": "2"}
        meant |= {"staff_in_scope_count": 420, "trained_staff_count": 21, "departed_trained_count": 2}
        meant["delivered_hours"] = 1260.5 if hours == "1260,50" else 480.0
    else:
        cells |= {"toegangsvariant": "b", "invultijd_min": "35"}
        meant |= {"access_variant": "b", "completion_minutes": 35.0}
    return (table, code, DAYS[day], subject), cells, meant


@st.composite
def block(draw: st.DrawFn, table: Table, names: list[str], said: set[Key]) -> Place:
    """One table with its names: on top, or (not the first row) sorted into its rows."""
    place = Place()
    drawn = [draw(statement(table)) for _ in range(draw(st.integers(1, 4)))]
    drawn = [one for one in drawn if one[0] not in said and not said.add(one[0])]
    header_place = draw(st.sampled_from([0, 0, 0, len(drawn) // 2, len(drawn)]))
    for number, (key, cells, meant) in enumerate(drawn):
        if number == header_place:
            place.rows.append(list(names))
        place.rows.append([cells[name] for name in names])
        place.meant[key] = (len(place.rows), meant)
    if header_place >= len(drawn):
        place.rows.append(list(names))
    place.is_sure = header_place == 0 or not drawn
    return place


def _names(draw: st.DrawFn, table: Table) -> list[str]:
    known = {column.dutch for column in FORMATS[table].columns} - {"streefdatum", "einddatum", "wacht_op"}
    return draw(st.permutations(sorted(known)))


@st.composite
def under_one_another(draw: st.DrawFn) -> Place:
    """Blocks under one another, with titles, blank rows, totals and footnotes between; one table may come twice."""
    whole = Place()
    said: set[Key] = set()
    for table in draw(st.lists(st.sampled_from(Table), min_size=1, max_size=4)):
        if draw(st.booleans()):
            whole.rows += [list(row) for row in draw(st.sampled_from(BETWEEN if whole.rows else TITLES))]
        one = draw(block(table, _names(draw, table), said))
        if draw(st.integers(0, 5)) == 0:
            _rename(one, draw(st.sampled_from(RENAMED)))
        whole.is_sure = whole.is_sure and one.is_sure
        whole.meant |= {key: (row + len(whole.rows), meant) for key, (row, meant) in one.meant.items()}
        whole.rows += one.rows
        if draw(st.booleans()):
            whole.rows += [list(row) for row in draw(st.sampled_from(BELOW))]
    return whole


@st.composite
def beside_one_another(draw: st.DrawFn) -> Place:
    """Two blocks beside one another, with or without an empty column between, the second one lower or not."""
    said: set[Key] = set()
    left, right = (draw(block(table, _names(draw, table), said)) for table in draw(st.permutations(list(Table)))[:2])
    lower, gap = draw(st.integers(0, 2)), draw(st.integers(0, 1))
    right.rows = [[]] * lower + right.rows
    right.meant = {key: (row + lower, meant) for key, (row, meant) in right.meant.items()}
    width = len(max(left.rows, key=len)) + gap
    height = max(len(left.rows), len(right.rows))
    rows = [
        [*_wide(one, width), *_wide(other, len(max(right.rows, key=len)))]
        for one, other in zip(_tall(left.rows, height), _tall(right.rows, height), strict=True)
    ]
    return Place(rows, left.meant | right.meant, is_sure=left.is_sure and right.is_sure and gap == 1 and lower == 0)


@st.composite
def places(draw: st.DrawFn) -> tuple[Place, str]:
    """A place and how it is written; a text file may have separators too many, or a comma without quotes."""
    place = draw(st.one_of(under_one_another(), under_one_another(), beside_one_another()))
    kind = draw(st.sampled_from(["xlsx", ";", ",", "\t", "raw"]))
    if kind != "xlsx":
        width = len(max(place.rows, key=len)) + draw(st.integers(0, 2))
        if draw(st.booleans()):  # as a spreadsheet program writes them: all rows alike
            place.rows = [row + [""] * (width - len(row)) for row in place.rows]
        if draw(st.integers(0, 3)) == 0:
            place.rows[draw(st.integers(0, len(place.rows) - 1))] += ["", ""]
            place.is_sure = False
    if kind == "raw":
        place.is_sure = False
    return place, kind


def _rename(place: Place, names: dict[str, str]) -> None:
    """Other words for names of columns, which no one can read for sure."""
    for row in place.rows:
        row[:] = [names.get(cell, cell) for cell in row]
    place.is_sure = False


def _wide(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _tall(rows: list[list[str]], height: int) -> list[list[str]]:
    return rows + [[]] * (height - len(rows))


def key_of(table: Table, row: dict[str, Any]) -> Key:
    """The key of a stored statement."""
    return (table, row["municipality_code"], row["reporting_date"], row.get("step_number", row.get("target_group")))
