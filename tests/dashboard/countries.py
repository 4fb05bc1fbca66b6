"""A small province that stands for a country: who of it reports, and what; all silent, all heard, or in between."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import PAGES

Standings = Literal["mixed", "not_started", "started", "finished"]
PROVINCE = "Zeeland"
EVERYBODY = 13
OWN, OWN_NAME = "GM0654", "Borsele"
DAY = date(2026, 9, 30)
ELSEWHERE = "GM0301"  # so that the store is not empty
SCREENS = [page for page in PAGES if page != "account"]


@dataclass(frozen=True)
class Country:
    """Who of the province says something, of what part of the steps, and where they stand."""

    said_count: int
    part_said: float
    standings: Standings
    seed: int = 1

    def codes(self) -> list[str]:
        """The municipalities of the province."""
        return Register.load().on(example.TODAY).filter(province=PROVINCE)["municipality_code"].sort().to_list()

    def build(self, home: Path) -> None:
        """Fills a store: one file per municipality that says something, and one from elsewhere."""
        chance = random.Random(self.seed)
        speakers = chance.sample(self.codes(), self.said_count)
        with Store(home).writer(holder="country") as writer:
            for place, code in enumerate([*speakers, ELSEWHERE]):
                moment = datetime(2026, 10, 5, 9, tzinfo=timezone.utc) + timedelta(minutes=place)
                intake = example.intake_of({Table.MILESTONE: self._steps(code, chance)}, f"{code}.csv")
                writer.record(intake, recorded_at=moment, is_replay=True, is_synthetic=True)

    def _steps(self, code: str, chance: random.Random) -> pl.DataFrame:
        numbers = Programme.load().step_numbers
        told = [number for number in numbers if chance.random() < self.part_said] or [numbers[0]]
        rows: list[dict[str, Any]] = []
        for number in told:
            standing = self.standings
            if standing == "mixed":
                standing = chance.choice(["not_started", "started", "finished", "not_applicable"])
            begun = standing in ("started", "finished")
            rows.append({
                "municipality_code": code, "step_number": number, "reporting_date": DAY, "standing": standing,
                "start_date": DAY - timedelta(days=chance.randint(30, 700)) if begun else None,
                "end_date": DAY - timedelta(days=20) if standing == "finished" else None,
            })  # fmt: skip
        return pl.DataFrame(rows, schema=STATEMENT_COLUMNS[Table.MILESTONE])
