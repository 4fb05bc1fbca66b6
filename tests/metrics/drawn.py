"""Tables drawn in the test that uses them: a register, mergers and statements as a reader would write them down."""

import tempfile
from collections.abc import Mapping
from datetime import date, datetime, timezone
from functools import cache
from pathlib import Path

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table, empty_statements
from metrics.standing.known import Known

AFVALPLAN = Path(__file__).resolve().parents[1] / "fixtures" / "programmes" / "afvalplan.toml"
KNOWN_ON = datetime(2026, 11, 1, tzinfo=timezone.utc)

FOUR = """
code   | province  | size_class
GM0001 | Drenthe   | 4
GM0002 | Drenthe   | 4
GM0003 | Utrecht   | 5
GM0004 | Utrecht   | 6
"""


def rows(drawing: str) -> list[dict[str, str | None]]:
    """The rows of a table drawn with | between its columns; an empty cell is None."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines() if line.strip()]
    head, *body = lines
    return [dict(zip(head, [cell or None for cell in line], strict=True)) for line in body]


@cache
def register(municipalities: str = FOUR, mergers: str = "") -> Register:
    """A register of its own: code, province, size_class and optionally from, to; mergers: on, old, new, split."""
    places = [(m["code"], m["province"], m["size_class"], m.get("from"), m.get("to")) for m in rows(municipalities)]
    changes = [(m["on"], m["old"], m["new"], m.get("split") == "yes") for m in rows(mergers)] if mergers else []
    return loaded(places, changes)


def loaded(municipalities: list[tuple[object, ...]], mergers: list[tuple[object, ...]]) -> Register:
    """The register of these rows; its files are gone once it has been read."""
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), municipalities, mergers)
        places = Register.load(Path(folder))
        assert places.version
    return places


@cache
def loaded_once(municipalities: tuple[tuple[object, ...], ...], mergers: tuple[tuple[object, ...], ...]) -> Register:
    """The same register each time these rows are asked for."""
    return loaded(list(municipalities), list(mergers))


def write_register(folder: Path, municipalities: list[tuple[object, ...]], mergers: list[tuple[object, ...]]) -> None:
    """The files of a register: (code, province, size_class, from, to) and (on, old, new, is_split)."""
    head = "code,name,province,province_code,valid_from,valid_to,pop_2024,size_class,lat,lon"
    places = [
        f"{code},{code},{province},PV00,{begins or ''},{ends or ''},30000,{size_class},52.0,5.0"
        for code, province, size_class, begins, ends in municipalities
    ]
    (folder / "municipalities.csv").write_text("\n".join([head, *places]) + "\n")
    head = (
        "effective_date,old_code,old_name,new_code,new_name,successor_is_new,is_split,is_primary_successor,"
        "area_share,status"
    )
    changes = [f"{on},{old},{old},{new},{new},False,{is_split},True,1.0,in_force" for on, old, new, is_split in mergers]
    (folder / "mergers.csv").write_text("\n".join([head, *changes]) + "\n")
    (folder / "name_aliases.csv").write_text("alias,code,official_name,kind,source,ambiguous\n")
    (folder / "hexes.csv").write_text("code,q,r\nGM0001,0,0\n")


@cache
def programme(step_count: int = 2) -> Programme:
    """The made-up programme, with its first steps only, so that a drawn table stays small."""
    whole = Programme.load(AFVALPLAN)
    return whole.model_copy(update={"steps": whole.steps[:step_count]})


SHORT = {
    "code": "municipality_code", "on": "reporting_date", "step": "step_number", "start": "start_date",
    "target": "own_target_date", "end": "end_date", "group": "target_group", "staff": "staff_in_scope_count",
    "trained": "trained_staff_count", "hours": "delivered_hours", "spent": "realised_cost_eur",
    "budget": "budgeted_eur", "variant": "access_variant",
}  # fmt: skip


def statements(table: Table, drawing: str) -> pl.DataFrame:
    """Statements of one table; columns that are not drawn are null."""
    if not drawing.strip():
        return empty_statements(table)
    cells = [{SHORT.get(name, name): cell for name, cell in row.items()} for row in rows(drawing)]
    types = {**STATEMENT_COLUMNS[table], **PROVENANCE}
    return pl.DataFrame(
        [{name: _read(row.get(name), kind) for name, kind in types.items()} for row in cells], schema=types
    )


def _read(cell: str | None, kind: pl.DataType) -> object:
    if cell is None:
        return None
    if kind == pl.Date():
        return date.fromisoformat(cell)
    if kind == pl.Int64():
        return int(cell)
    return float(cell) if kind == pl.Float64() else cell


def known(
    milestones: str = "",
    *,
    training: str = "",
    costs: str = "",
    profiles: str = "",
    places: Register | None = None,
    step_count: int = 2,
) -> Known:
    """What is known when these tables were said."""
    drawings: Mapping[Table, str] = {
        Table.MILESTONE: milestones,
        Table.TRAINING: training,
        Table.COST: costs,
        Table.PROFILE: profiles,
    }
    said = {table: statements(table, drawing) for table, drawing in drawings.items()}
    return Known(said, pl.DataFrame(), places or register(), programme(step_count), KNOWN_ON)
