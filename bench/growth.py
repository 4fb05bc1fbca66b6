"""How the store bears growth: the same country reported once, ten times, a hundred times as often.

Bytes a row in the journal, and what `wams verify`, `wams rebuild` and one figure take, each in a process of its own.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from bench.measurements import Measurement
from bench.spending import WAMS, Cost, cost
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATED_STANDINGS, Table
from store.intake import Intake
from store.journal_rows import RECORDED_COLUMNS
from store.store import Store

LAST_DAY: Final = date(2026, 9, 30)
ROUNDS: Final = 2  # of some 7,500 statements each: 15,000 at once, 1.5 million at a hundred times
DAYS_BETWEEN: Final = 7  # so that a hundred times as many rounds are four years, and not sixty
MOST_BYTES_A_ROW: Final = 40.0
MOST_SECONDS: Final = 10.0
MOST_MEGABYTES: Final = 500.0
MOST_GROWTH: Final = 2.0  # times the smallest store, however large
FEWEST: Final = "the smallest store"
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "verify": ("verify",),
    "rebuild": ("rebuild",),
    "figure": ("metric", "step_completion", "--as-of", LAST_DAY.isoformat(), "--format", "csv"),
    "first": ("metrics", "--json"),  # what a command costs that reads no statement: to be taken off
}


@dataclass(frozen=True)
class Growth:
    """A store `times` as large. `costs` per command of COMMANDS; `journal_bytes` is what the folder holds."""

    times: int
    statement_count: int
    journal_bytes: int
    costs: dict[str, Cost]

    @property
    def bytes_per_row(self) -> float:
        """Of the journal, per statement."""
        return self.journal_bytes / self.statement_count


def measurements(sizes: Sequence[int]) -> list[Measurement]:
    """Of stores so many times as large, the smallest first; the figure beside that of the smallest."""
    grown_stores = [measured(times) for times in sizes]
    found: list[Measurement] = []
    for one in grown_stores:
        name = f"{one.statement_count:,} statements"
        found.append(Measurement(f"{name}, journal", "bytes a row", one.bytes_per_row, MOST_BYTES_A_ROW))
        for command in ("verify", "rebuild"):
            spent = one.costs[command]
            found += [
                Measurement(f"{name}, wams {command}", "s of processor", spent.processor_seconds, MOST_SECONDS),
                Measurement(f"{name}, wams {command}, memory", "MB", spent.peak_mb, MOST_MEGABYTES),
            ]
        figure = one.costs["figure"]
        found.append(Measurement(f"{name}, one figure, memory", "MB", figure.peak_mb, MOST_MEGABYTES))
        if one is not grown_stores[0]:
            first = grown_stores[0].costs["figure"].processor_seconds
            found.append(
                Measurement(
                    f"{name}, one figure", "s of processor", figure.processor_seconds, MOST_GROWTH, FEWEST, first
                )
            )
    return found


def measured(times: int) -> Growth:
    """Makes a store so many times as large as the smallest, in a folder that goes again, and asks it all commands."""
    with tempfile.TemporaryDirectory(prefix="wams-growth-") as directory:
        home = Path(directory) / "home"
        count = grown(home, times)
        size = sum(path.stat().st_size for path in (home / "journal").iterdir())
        costs = {name: cost([WAMS, *words], WAMS_HOME=str(home)) for name, words in COMMANDS.items()}
    return Growth(times, count, size, costs)


def grown(home: Path, times: int, *, known_from: datetime = datetime(2026, 10, 1, tzinfo=timezone.utc)) -> int:
    """Fills a new store with `times` * ROUNDS rounds of the whole country; returns how many statements there are.

    The same for the same number. One file per round, a minute apart, from `known_from` on.
    """
    codes = Register.load().on(LAST_DAY)["municipality_code"].to_list()
    steps = Programme.load().step_numbers
    count = 0
    with Store(home).writer(holder="bench growth") as writer:
        for number, day in enumerate(reporting_days(times * ROUNDS)):
            statements = _round(number, day, codes, steps)
            count += sum(frame.height for frame in statements.values())
            moment = known_from + timedelta(minutes=number)
            writer.record(_intake(number, statements), recorded_at=moment, is_replay=True, is_synthetic=True)
    return count


def reporting_days(rounds: int) -> Iterator[date]:
    """The last so many reporting dates, the oldest first."""
    return (LAST_DAY - timedelta(days=DAYS_BETWEEN * (rounds - 1 - number)) for number in range(rounds))


def _round(number: int, day: date, codes: list[str], steps: tuple[int, ...]) -> dict[Table, pl.DataFrame]:
    """What every municipality says of every step and its costs on one day; made of the number of the round alone."""
    drawn = np.random.default_rng(number)
    rows = len(codes) * len(steps)
    standings = [str(standing) for standing in STATED_STANDINGS]
    said = pl.DataFrame(
        {
            "municipality_code": np.repeat(codes, len(steps)),
            "step_number": np.tile(steps, len(codes)),
            "standing": [standings[place] for place in drawn.integers(0, len(standings), rows)],
            "started_days_ago": drawn.integers(200, 900, rows),
            "realised_cost_eur": drawn.integers(0, 40_000, rows) / 2,
            "row_number": np.arange(2, rows + 2),
        }
    ).with_columns(
        reporting_date=pl.lit(day),
        start_date=pl.lit(day) - pl.duration(days="started_days_ago"),
        end_date=pl.when(pl.col("standing") == "finished").then(pl.lit(day - timedelta(days=30))),
    )
    return {table: _of_table(said, table) for table in (Table.MILESTONE, Table.COST)}


def _of_table(said: pl.DataFrame, table: Table) -> pl.DataFrame:
    columns = RECORDED_COLUMNS[table]
    return said.select(
        (pl.col(name) if name in said.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in columns.items()
    )


def _intake(number: int, statements: dict[Table, pl.DataFrame]) -> Intake:
    name = f"ronde-{number}.csv"
    receipt = {"file": name, "outcome": "accepted", "tables": {}, "problems": [], "notes": []}
    return Intake(name, f"{number:064x}", "accepted", statements, [], [], receipt)
