"""One way of spoiling a row per rule, or several; each gives what stands in the cells, or None where it cannot be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table
from pipelines.simulator.files.sheets import CellError, Formula
from pipelines.simulator.mess.personal_data import personal_note
from pipelines.simulator.reports.notes import LONG_SENTENCE
from pipelines.simulator.reports.parcels import Parcel
from pipelines.simulator.reports.said import SaidRow, Spoil
from pipelines.simulator.reports.style import code_written

_MAY_BE_NEGATIVE: Final = ("opgeleid", "uren", "uitgestroomd", "begroot_eur", "gerealiseerd_eur", "invultijd_min")
_NUMBERS: Final = ("medewerkers", *_MAY_BE_NEGATIVE)
_COUNTS: Final = ("medewerkers", "opgeleid", "uitgestroomd")
_INVISIBLE: Final = ("\u200b", "\u202e", "\u2066")  # zero width space, right-to-left override, isolate


@dataclass
class Place:
    """Where a row stands: its file, table and columns, and the facts that a spoiler needs."""

    parcel: Parcel
    table: Table
    columns: tuple[str, ...]
    register: Register
    programme: Programme
    rng: np.random.Generator

    def one_of(self, *options: str) -> str:
        """One of the options, drawn by the generator of the country."""
        return options[int(self.rng.integers(len(options)))]

    def one_column(self, *columns: str) -> str | None:
        """One of these columns that is in this table, or None."""
        there = [column for column in columns if column in self.columns]
        return self.one_of(*there) if there else None

    @property
    def arrival_day(self) -> date:
        """The day on which the file arrives, which is today to the rules."""
        return date.fromordinal(self.parcel.arrives[0])

    @cached_property
    def dissolved(self) -> list[tuple[str, date, tuple[str, ...]]]:
        """Dissolved municipalities: code, first day without it, successors."""
        return [
            (code, municipality.dissolved_on, self.register.direct_successors(code))
            for code, municipality in self.register.by_code.items()
            if municipality.dissolved_on is not None
        ]


def _unknown_municipality(row: SaidRow, place: Place) -> Spoil | None:
    if "gemeentecode" in place.columns:
        code = f"GM{place.rng.integers(9000, 9999)}"
        if code in place.register.by_code:
            return None
        cells: dict[str, object] = {"gemeentecode": code_written(code, place.parcel.style)}
        if "gemeentenaam" in place.columns:
            cells["gemeentenaam"] = None
        return Spoil("", "gemeentecode", cells)
    name = place.register.by_code[row.code].name
    if len(name) < 7:
        return None
    at = int(place.rng.integers(2, len(name) - 2))
    return Spoil("", "gemeentenaam", {"gemeentenaam": name[:at] + "q" + name[at:]})


def _code_name_mismatch(row: SaidRow, place: Place) -> Spoil | None:
    if not {"gemeentecode", "gemeentenaam"} <= set(place.columns):
        return None
    others = [m.name for code, m in place.register.by_code.items() if code != row.code and m.exists_on(row.day)]
    return Spoil("", "gemeentenaam", {"gemeentenaam": place.one_of(*others)})


def _dissolved_municipality(row: SaidRow, place: Place) -> Spoil | None:
    if "gemeentecode" not in place.columns:
        return None
    gone = [(code, successors) for code, day, successors in place.dissolved if day <= row.day and len(successors) == 1]
    own = [code for code, successors in gone if successors == (row.code,)]
    taken = {
        other.spoil.cells.get("gemeentecode") for rows in place.parcel.tables.values() for other in rows if other.spoil
    }
    codes = [code_written(code, place.parcel.style) for code in own or [code for code, _ in gone]]
    free = [code for code in codes if code not in taken]
    if not free:
        return None
    cells: dict[str, object] = {"gemeentecode": place.one_of(*free)}
    if "gemeentenaam" in place.columns:
        cells["gemeentenaam"] = None
    return Spoil("", "gemeentecode", cells)


def _unknown_step(_: SaidRow, place: Place) -> Spoil | None:
    if "stap" not in place.columns:
        return None
    beyond = len(place.programme.steps) + 1
    return Spoil("", "stap", {"stap": place.one_of("0", str(beyond), f"{beyond - 1}b", "stap x", f"stap {beyond + 1}")})


def _unknown_status(row: SaidRow, place: Place) -> Spoil | None:
    if place.table is not Table.MILESTONE or row.values["end_date"] is not None:
        return None
    return Spoil("", "status", {"status": place.one_of("groen", "75%", "zie bijlage", "volgt", "in overleg")})


def _unknown_value(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("doelgroep", "wacht_op", "toegangsvariant")
    if column is None:
        return None
    words = {
        "doelgroep": ("middel", "iedereen", "wijkteam"),
        "wacht_op": ("de wethouder", "Brussel", "raad"),
        "toegangsvariant": ("z", "onbekend", "a/b"),
    }
    return Spoil("", column, {column: place.one_of(*words[column])})


def _bad_date(row: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("peildatum", "startdatum", "streefdatum", "einddatum")
    if column is None or (column == "einddatum" and row.values["end_date"] is None):
        column = "peildatum"
    year = row.day.year
    written = place.one_of(f"30-02-{year}", f"{year}-13-01", f"31-12-{year % 100}", "binnenkort", f"Q3 {year}")
    return Spoil("", column, {column: written})


def _future_date(row: SaidRow, place: Place) -> Spoil | None:
    # the reporting date alone: a start or end after today would also be after the reporting date
    later = place.arrival_day + timedelta(days=int(place.rng.integers(3, 400)))
    return Spoil("", "peildatum", {"peildatum": later})


def _date_after_peildatum(row: SaidRow, place: Place) -> Spoil | None:
    room = (place.arrival_day - row.day).days
    if place.table is not Table.MILESTONE or room < 1:
        return None
    later = row.day + timedelta(days=int(place.rng.integers(1, room + 1)))
    if row.values["standing"] == Standing.FINISHED:
        return Spoil("", "einddatum", {"einddatum": later})
    if row.values["standing"] == Standing.STARTED and "startdatum" in place.columns:
        return Spoil("", "startdatum", {"startdatum": later})
    return None


def _end_before_start(row: SaidRow, place: Place) -> Spoil | None:
    if place.table is not Table.MILESTONE or row.values["end_date"] is None or "startdatum" not in place.columns:
        return None
    start = row.values["start_date"]
    if not isinstance(start, date):
        return None
    return Spoil("", "einddatum", {"einddatum": start - timedelta(days=int(place.rng.integers(1, 90)))})


def _end_missing(row: SaidRow, place: Place) -> Spoil | None:
    if place.table is not Table.MILESTONE or row.values["standing"] != Standing.FINISHED:
        return None
    return Spoil("", "einddatum", {"einddatum": None})


def _end_unexpected(row: SaidRow, place: Place) -> Spoil | None:
    if place.table is not Table.MILESTONE or row.values["standing"] != Standing.STARTED:
        return None
    start = row.values["start_date"]
    earliest = start if isinstance(start, date) else row.day - timedelta(days=60)
    end = earliest + timedelta(days=int(place.rng.integers(0, max(1, (row.day - earliest).days) + 1)))
    return Spoil("", "einddatum", {"einddatum": min(end, row.day)})


def _bad_number(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column(*_NUMBERS)
    if column is None:
        return None
    half = "12.5" if place.parcel.style.numbers == "point" else "12,5"
    words = ("ca. 20", "twaalf", "n.n.b.", "NaN", "inf", *(("1e5", half) if column in _COUNTS else ()))
    return Spoil("", column, {column: place.one_of(*words)})


def _negative_number(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column(*_MAY_BE_NEGATIVE)
    return Spoil("", column, {column: -int(place.rng.integers(1, 60))}) if column else None


def _absurd_number(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("medewerkers", "begroot_eur", "gerealiseerd_eur")
    if column is None:
        return None
    return Spoil("", column, {column: 99_999_999 if column == "medewerkers" else 2_500_000_000})


def _trained_exceeds_staff(row: SaidRow, place: Place) -> Spoil | None:
    if place.table is not Table.TRAINING:
        return None
    staff = int(str(row.values["staff_in_scope_count"]))
    return Spoil("", "opgeleid", {"opgeleid": staff + int(place.rng.integers(1, 9))})


def _missing_value(row: SaidRow, place: Place) -> Spoil | None:
    must = {
        Table.MILESTONE: ("stap", "status"), Table.TRAINING: ("doelgroep", "medewerkers", "opgeleid"),
        Table.COST: ("stap", "gerealiseerd_eur"), Table.PROFILE: (),
    }[place.table]  # fmt: skip
    column = place.one_of("municipality", "peildatum", *must)
    if column == "municipality":
        names = [name for name in ("gemeentecode", "gemeentenaam") if name in place.columns]
        return Spoil("", names[0], {name: None for name in names})  # noqa: C420 - typed as object
    if column == "status" and not (row.values["standing"] == Standing.STARTED and row.values["start_date"]):
        return None  # with nothing else filled in it would be a prefilled row, with an end date end_unexpected
    if column == "status" and "startdatum" not in place.columns:
        return None
    if column == "gerealiseerd_eur" and (row.values["budgeted_eur"] is None or "begroot_eur" not in place.columns):
        return None
    return Spoil("", column, {column: None})


def _ragged_row(_: SaidRow, place: Place) -> Spoil | None:
    if place.parcel.is_workbook:
        return None
    if place.rng.random() < 0.3:
        return Spoil("", None, cell_count=len(place.columns) - 1)
    return Spoil("", None, extra_cells=(place.one_of("zie bijlage", "klopt dit?", "x"),))


def _text_too_long(_: SaidRow, place: Place) -> Spoil | None:
    if "toelichting" not in place.columns:
        return None
    return Spoil("", "toelichting", {"toelichting": (LONG_SENTENCE * int(place.rng.integers(7, 14))).strip()})


def _personal_data(_: SaidRow, place: Place) -> Spoil | None:
    if "toelichting" not in place.columns:
        return None
    return Spoil("", "toelichting", {"toelichting": personal_note(place.rng)})


def _formula(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("einddatum", *_NUMBERS)
    if column is None or not place.parcel.is_workbook:
        return None
    return Spoil("", column, {column: Formula("=SUM(Z1:Z9)")})


def _cell_error(_: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("startdatum", "streefdatum", *_NUMBERS)
    return Spoil("", column, {column: CellError(place.one_of("#REF!", "#N/A"))}) if column else None


def _invisible_characters(row: SaidRow, place: Place) -> Spoil | None:
    column = place.one_column("status", "gemeentenaam", "toelichting")
    if column is None or (place.parcel.style.encoding == "cp1252" and not place.parcel.is_workbook):
        return None
    if column == "status" and row.values["end_date"] is not None:
        return None  # a status that cannot be read leaves the end date unexplained
    mark = place.one_of(*_INVISIBLE)
    words = {"status": "gestart", "toelichting": "In overleg met de regio"}
    text = words.get(column, place.register.by_code[row.code].name)
    at = int(place.rng.integers(1, len(text)))
    return Spoil("", column, {column: text[:at] + mark + text[at:]})


SPOILERS: Final[dict[str, Callable[[SaidRow, Place], Spoil | None]]] = {
    "unknown_municipality": _unknown_municipality,
    "code_name_mismatch": _code_name_mismatch,
    "dissolved_municipality": _dissolved_municipality,
    "unknown_step": _unknown_step,
    "unknown_status": _unknown_status,
    "unknown_value": _unknown_value,
    "bad_date": _bad_date,
    "future_date": _future_date,
    "date_after_peildatum": _date_after_peildatum,
    "end_before_start": _end_before_start,
    "end_missing": _end_missing,
    "bad_number": _bad_number,
    "negative_number": _negative_number,
    "absurd_number": _absurd_number,
    "trained_exceeds_staff": _trained_exceeds_staff,
    "missing_value": _missing_value,
    "end_unexpected": _end_unexpected,
    "ragged_row": _ragged_row,
    "text_too_long": _text_too_long,
    "personal_data": _personal_data,
    "formula": _formula,
    "cell_error": _cell_error,
    "invisible_characters": _invisible_characters,
}
