"""Small random ledgers over municipalities that merge: new reports, corrections, withdrawals, late older peildata."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
from hypothesis import strategies as st

from domain.statements import KEY, PROVENANCE, STATEMENT_COLUMNS, Table
from metrics.readings.revising.replaying import Recorded
from metrics.standing.known import Known
from tests.metrics import drawn
from tests.metrics.worlds import LAST, PLACES, START, STEPS, register

MOMENT = pl.Datetime("us", "UTC")
GROUPS = [group.key for group in drawn.programme(2).training.target_groups]


@dataclass
class Ledger:
    """Ledger lines in order: (kind, statements that it recorded), and every statement with when it was withdrawn."""

    kinds: list[str]
    said: list[dict]

    @property
    def recorded(self) -> Recorded:
        """As the store would give it."""
        history = {
            table: pl.DataFrame(
                [
                    {name: one.get(name) for name in [*STATEMENT_COLUMNS[table], *PROVENANCE, "withdrawn_at"]}
                    for one in self.said
                    if one["table"] == table
                ],
                schema={**STATEMENT_COLUMNS[table], **PROVENANCE, "withdrawn_at": MOMENT},
            )
            for table in Table
        }
        return Recorded(history, self.files, register(), drawn.programme(len(STEPS)))

    @property
    def files(self) -> pl.DataFrame:
        """One row per ledger line."""
        rows = [
            {"sequence": n, "kind": kind, "recorded_at": moment(n), "file_name": f"{n}.csv", "outcome": "accepted"}
            for n, kind in enumerate(self.kinds, 1)
        ]
        schema = {
            "sequence": pl.Int64(), "kind": pl.String(), "recorded_at": MOMENT, "file_name": pl.String(),
            "outcome": pl.String(),
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema)

    def known_on(self, known_on: datetime) -> Known:
        """What the ordinary door would see on a moment."""
        frames: dict[Table, pl.DataFrame] = {}
        for table in Table:
            best: dict[tuple, dict] = {}
            for one in self.said:
                is_withdrawn = one["withdrawn_at"] is not None and one["withdrawn_at"] <= known_on
                if one["table"] == table and one["recorded_at"] <= known_on and not is_withdrawn:
                    best[tuple(one[name] for name in KEY[table])] = one  # in ledger order: the last one wins
            schema = {**STATEMENT_COLUMNS[table], **PROVENANCE}
            rows = [{name: one.get(name) for name in schema} for one in best.values()]
            frames[table] = pl.DataFrame(rows, schema=schema)
        return Known(frames, self.files, register(), drawn.programme(len(STEPS)), known_on)


def moment(sequence: int) -> datetime:
    """When a ledger line was recorded: one a day."""
    return START + timedelta(days=sequence)


@st.composite
def _statement(draw: st.DrawFn) -> dict:
    code, _, _, begins, ends = draw(st.sampled_from(PLACES))
    earliest, latest = begins or date(2025, 1, 1), (ends - timedelta(days=1)) if ends else LAST
    table = draw(st.sampled_from([Table.MILESTONE, Table.MILESTONE, Table.TRAINING, Table.COST, Table.PROFILE]))
    scope = draw(st.integers(0, 20))
    return {
        "table": table,
        "municipality_code": code,
        "reporting_date": draw(st.sampled_from([earliest, earliest + (latest - earliest) / 2, latest])),
        "step_number": draw(st.sampled_from(STEPS)),
        "target_group": draw(st.sampled_from(GROUPS)),
        "standing": draw(st.sampled_from(["not_started", "started", "finished", "finished", "not_applicable"])),
        "staff_in_scope_count": scope,
        "trained_staff_count": draw(st.integers(0, scope)),
        "realised_cost_eur": draw(st.floats(0, 1e6, allow_subnormal=False)),
    }


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger of up to a dozen lines; a withdrawal takes back what one earlier line said."""
    kinds: list[str] = []
    said: list[dict] = []
    for sequence in range(1, draw(st.integers(1, 12)) + 1):
        if sequence > 1 and draw(st.integers(0, 3)) == 0:
            pointed = draw(st.integers(1, sequence - 1))
            for one in said:
                if one["ledger_sequence"] == pointed and one["withdrawn_at"] is None:
                    one["withdrawn_at"] = moment(sequence)
            kinds.append("withdrawal")
            continue
        rows = draw(st.lists(_statement(), max_size=6))
        unique = {(one["table"], *(one[name] for name in KEY[one["table"]])): one for one in rows}
        for one in unique.values():
            said.append({**one, "ledger_sequence": sequence, "recorded_at": moment(sequence), "withdrawn_at": None})
        kinds.append("intake")
    return Ledger(kinds, said)
