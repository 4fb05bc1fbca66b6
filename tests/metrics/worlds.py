"""Small random worlds with mergers, corrections and withdrawals, for the oracle and for the metrics."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import polars as pl
from hypothesis import strategies as st

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.statements import STATEMENT_COLUMNS, Table, empty_statements
from metrics.standing.known import Known
from tests import oracle
from tests.metrics import drawn

FIRST, SECOND = date(2025, 4, 1), date(2025, 7, 1)
PLACES = [
    # code, province, size class, from, to
    ("GM0001", "Drenthe", 4, None, FIRST),  # into the surviving GM0002
    ("GM0002", "Drenthe", 4, None, SECOND),  # into the new GM0008
    ("GM0003", "Utrecht", 4, None, SECOND),  # the same
    ("GM0004", "Utrecht", 5, None, SECOND),  # into GM0005, which also took GM0006
    ("GM0005", "Utrecht", 6, None, None),
    ("GM0006", "Drenthe", 2, None, FIRST),
    ("GM0007", "Zeeland", 3, None, FIRST),  # split over GM0009 and GM0010
    ("GM0008", "Drenthe", 5, SECOND, None),
    ("GM0009", "Zeeland", 8, None, None),
    ("GM0010", "Zeeland", 4, None, None),
    ("GM0011", "Drenthe", 4, None, None),
    ("GM0012", "Utrecht", 5, None, None),
]
CHANGES = [
    (FIRST, "GM0001", "GM0002", False),
    (FIRST, "GM0006", "GM0005", False),
    (FIRST, "GM0007", "GM0009", True),
    (FIRST, "GM0007", "GM0010", True),
    (SECOND, "GM0002", "GM0008", False),
    (SECOND, "GM0003", "GM0008", False),
    (SECOND, "GM0004", "GM0005", False),
]
MUNICIPALITIES = [
    dict(zip(("code", "province", "size_class", "valid_from", "valid_to"), place, strict=True)) for place in PLACES
]
MERGERS = [dict(zip(("effective_date", "old_code", "new_code", "is_split"), one, strict=True)) for one in CHANGES]
STEPS = (1, 2)
START = datetime(2025, 1, 1, tzinfo=timezone.utc)
LAST = date(2025, 12, 31)


@dataclass
class Drawn:
    """One world and the two dates at which it is asked."""

    world: oracle.World
    as_of: date
    known_on: datetime

    @property
    def known(self) -> Known:
        """What the store would give for this known_on."""
        return known_in(self.world, self.known_on, places=register(), programme_steps=len(STEPS))


def register() -> Register:
    """The register of these worlds."""
    return drawn.loaded_once(tuple(PLACES), tuple(CHANGES))


def known_in(world: oracle.World, known_on: datetime, *, places: Register, programme_steps: int) -> Known:
    """The standing statements of a world as frames."""
    said = oracle.milestones_known(world, known_on)
    others = oracle.standing_versions(world.others, ("table", "municipality_code", "reporting_date"), known_on)
    frames = {table: empty_statements(table) for table in Table}
    frames[Table.MILESTONE] = _frame(Table.MILESTONE, said)
    frames[Table.PROFILE] = _frame(Table.PROFILE, others)
    return Known(frames, pl.DataFrame(), places, drawn.programme(programme_steps), known_on)


def _frame(table: Table, said: list[dict]) -> pl.DataFrame:
    schema = empty_statements(table).schema
    names = [*STATEMENT_COLUMNS[table], "ledger_sequence", "recorded_at"]
    return pl.DataFrame([{name: one.get(name) for name in names} for one in said], schema=schema)


@st.composite
def _statement(draw: st.DrawFn, table: str = "milestone") -> dict:
    code, _, _, begins, ends = draw(st.sampled_from(PLACES))
    earliest, latest = begins or date(2025, 1, 1), (ends - timedelta(days=1)) if ends else LAST
    day = draw(st.one_of(st.dates(earliest, latest), st.sampled_from([earliest, latest])))
    recorded = draw(st.integers(0, 400))
    withdrawn = draw(st.one_of(st.none(), st.none(), st.integers(0, 100)))
    standing = draw(st.sampled_from(["not_started", "started", "finished", "finished", "not_applicable"]))
    return {
        "table": table,
        "municipality_code": code,
        "reporting_date": day,
        "step_number": draw(st.sampled_from(STEPS)) if table == "milestone" else None,
        "standing": standing,
        "access_variant": draw(st.sampled_from([None, "haal", "breng"])) if table == "profile" else None,
        "end_date": day if standing == "finished" else None,
        "recorded_at": START + timedelta(days=recorded),
        "withdrawn_at": None if withdrawn is None else START + timedelta(days=recorded + withdrawn),
    }


@st.composite
def worlds(draw: st.DrawFn) -> Drawn:
    """A world with up to forty statements, numbered in the order in which they were recorded."""
    milestones = draw(st.lists(_statement(), max_size=40))
    others = draw(st.lists(_statement("profile"), max_size=10))
    for sequence, one in enumerate(sorted([*milestones, *others], key=lambda s: s["recorded_at"])):
        one["ledger_sequence"] = sequence
    known_on = START + timedelta(days=draw(st.integers(0, 450)))
    as_of = draw(st.one_of(st.dates(date(2025, 1, 1), date(2026, 2, 1)), st.sampled_from([FIRST, SECOND])))
    stale_after = draw(st.sampled_from([30, 180]))
    return Drawn(
        oracle.World(MUNICIPALITIES, MERGERS, STEPS, milestones, others, stale_after),
        min(as_of, dutch_day(known_on)),  # of a later day nothing is known yet, and none can be asked
        known_on,
    )
