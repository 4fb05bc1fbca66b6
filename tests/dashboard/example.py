"""A small made-up country in a real store: one intake per municipality and round."""

import hashlib
import random
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from store.intake import Intake, QuarantinedRow
from store.store import Store

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ROUNDS = [date(2025, 3, 31), date(2025, 9, 30), date(2026, 3, 31), date(2026, 9, 30)]
CORRECTED = datetime(2026, 11, 2, 9, tzinfo=timezone.utc)  # some take back that the first step was finished
OWN = "GM0301"  # Zutphen: reports in every round
FORMULA_NOTE = '=HYPERLINK("http://voorbeeld.example")'
SCRIPT_NOTE = "<script>alert(1)</script> *geen* [koppeling](http://voorbeeld.example) =1+1"


def build(
    home: Path,
    *,
    every: int = 6,
    seed: int = 7,
    programme: Programme | None = None,
    tables: Collection[Table] = tuple(Table),
    finished: Literal["some", "none", "all"] = "some",
) -> list[str]:
    """Fills a store for one in `every` municipality of the register; returns their codes, the silent ones too.

    `tables`: what the municipalities report on; `finished`: whether some, none or all of their steps are finished.
    """
    register, programme = Register.load(), programme or Programme.load()
    chance = random.Random(seed)
    everyone = register.on(TODAY)["municipality_code"].to_list()
    codes = sorted({*everyone[::every], OWN})
    people = {code: _Municipality(code, programme, chance) for code in codes}
    with Store(home).writer(holder="example") as writer:
        for day in ROUNDS:
            for place, code in enumerate(codes):
                if people[code].is_silent(day):
                    continue
                intake = _intake(people[code], day, spoiled=day == ROUNDS[-1] and place % 9 == 0)
                intake = replace(intake, statements=_reported(intake.statements, tables, finished))
                moment = datetime(day.year, day.month, day.day, 9, tzinfo=timezone.utc) + timedelta(
                    days=5, minutes=place
                )
                writer.record(intake, recorded_at=moment, is_replay=True, is_synthetic=True)
        for place, code in enumerate(codes[3::7] if finished == "some" else []):
            if not people[code].is_silent(ROUNDS[-1]):
                moment = CORRECTED + timedelta(minutes=place)
                writer.record(_correction(people[code], ROUNDS[-1]), recorded_at=moment, is_replay=True,
                              is_synthetic=True)  # fmt: skip
    return codes


def _reported(
    statements: Mapping[Table, pl.DataFrame], tables: Collection[Table], finished: Literal["some", "none", "all"]
) -> dict[Table, pl.DataFrame]:
    kept = {table: rows for table, rows in statements.items() if table in tables}
    if finished == "some":
        return kept
    is_finished, day = finished == "all", pl.col("reporting_date")
    started = pl.min_horizontal(pl.coalesce("start_date", day), day)
    kept[Table.MILESTONE] = kept[Table.MILESTONE].with_columns(
        standing=pl.lit("finished" if is_finished else "started"),
        start_date=started,
        end_date=day if is_finished else pl.lit(None, pl.Date),
        waiting_on=pl.lit(None, pl.String),
    )
    return kept


class _Municipality:
    def __init__(self, code: str, programme: Programme, chance: random.Random) -> None:
        self.code, self.programme = code, programme
        self.first = ROUNDS[0] + timedelta(days=chance.randint(-400, 250))
        self.pace = chance.uniform(0.5, 1.6)
        self.last_round = chance.choices(ROUNDS, [0.03, 0.05, 0.15, 0.77])[0]
        self.never = chance.random() < 0.2
        self.slip = {step: chance.choice([0, 0, 60, 150]) for step in programme.step_numbers}
        self.variant = chance.choice([variant.key for variant in programme.access_variants])
        self.party = chance.choice([party.key for party in programme.waiting_parties])
        self.staff = {group.key: chance.randint(8, 240) for group in programme.target_groups}
        self.dear = {step: chance.uniform(0.6, 1.5) for step in programme.step_numbers}
        self.minutes = float(chance.randint(9, 60))

    def is_silent(self, day: date) -> bool:
        return self.code != OWN and (self.never or day > self.last_round or day < self.first)

    def steps(self, day: date) -> pl.DataFrame:
        rows = []
        for place, number in enumerate(self.programme.step_numbers):
            start = self.first + timedelta(days=int(place * 45 / self.pace))
            took = int((90 + 40 * (number % 5)) / self.pace) + (260 if number == 6 else 0)
            target = start + timedelta(days=100 + 20 * (number % 4))
            if day > ROUNDS[1]:
                target += timedelta(days=self.slip[number])
            end = start + timedelta(days=took)
            standing = "not_started" if start > day else "finished" if end <= day else "started"
            if number == self.programme.step_numbers[-1] and self.pace > 1.4:
                standing = "not_applicable"
            rows.append(
                {
                    "municipality_code": self.code, "step_number": number, "reporting_date": day, "standing": standing,
                    "start_date": start if standing in ("started", "finished") else None,
                    "own_target_date": None if standing == "not_applicable" else target,
                    "end_date": end if standing == "finished" else None,
                    "waiting_on": self.party if standing == "started" and number % 3 == 0 else None,
                    "note": {2: SCRIPT_NOTE, 3: FORMULA_NOTE}.get(number),
                }
            )  # fmt: skip
        return pl.DataFrame(rows, schema=STATEMENT_COLUMNS[Table.MILESTONE])

    def training(self, day: date) -> pl.DataFrame:
        """A third of the groups trained for each round since the start, more for the quick; some have left since."""
        share = min(max((day - self.first).days / 900 * self.pace, 0.0), 1.0)
        rows = [
            {
                "municipality_code": self.code, "target_group": group, "reporting_date": day,
                "staff_in_scope_count": staff, "trained_staff_count": int(staff * share),
                "delivered_hours": float(int(staff * share) * (6 if place == 0 else 20)),
                "departed_trained_count": int(staff * share / 12),
            }
            for place, (group, staff) in enumerate(self.staff.items())
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=STATEMENT_COLUMNS[Table.TRAINING])

    def costs(self, day: date) -> pl.DataFrame:
        """Every third step that was begun has an amount; a budget for half of them."""
        steps = self.steps(day).filter(
            pl.col("standing").is_in(["started", "finished"]) & (pl.col("step_number") % 3 > 0)
        )
        rows = [
            {
                "municipality_code": self.code, "step_number": number, "reporting_date": day,
                "budgeted_eur": 40_000.0 if number % 2 else None,
                "realised_cost_eur": round(30_000 * self.dear[number] * (1.0 if standing == "finished" else 0.4), 2),
                "note": None,
            }
            for number, standing in steps.select("step_number", "standing").iter_rows()
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=STATEMENT_COLUMNS[Table.COST])


def _correction(municipality: _Municipality, day: date) -> Intake:
    """The first step is running again at a date that was reported before."""
    rows = municipality.steps(day).head(1).with_columns(standing=pl.lit("started"), end_date=pl.lit(None, pl.Date))
    name = f"verbetering-{municipality.code}-{day}.csv"
    sha = hashlib.sha256(name.encode()).hexdigest()
    return Intake(
        file_name=name,
        received_sha256=sha,
        outcome="accepted",
        statements={Table.MILESTONE: _with_rows(rows)},
        quarantined=[],
        cleared=[],
        receipt={"file": name, "sha256": sha, "outcome": "accepted", "tables": {"stappen": {"read": 1, "accepted": 1}}},
    )


def _intake(municipality: _Municipality, day: date, *, spoiled: bool) -> Intake:
    milestones = municipality.steps(day)
    profile = pl.DataFrame(
        [
            {
                "municipality_code": municipality.code,
                "reporting_date": day,
                "access_variant": municipality.variant,
                "completion_minutes": municipality.minutes,
            }
        ],
        schema=STATEMENT_COLUMNS[Table.PROFILE],
    )
    name = f"opgave-{municipality.code}-{day}.csv"
    sha = hashlib.sha256(name.encode()).hexdigest()
    statements = {
        Table.MILESTONE: _with_rows(milestones),
        Table.TRAINING: _with_rows(municipality.training(day)),
        Table.COST: _with_rows(municipality.costs(day)),
        Table.PROFILE: _with_rows(profile),
    }
    return Intake(
        file_name=name,
        received_sha256=sha,
        outcome="partly" if spoiled else "accepted",
        statements=statements,
        quarantined=[_refused(municipality.code, day, name)] if spoiled else [],
        cleared=[],
        receipt={"file": name, "sha256": sha, "outcome": "partly" if spoiled else "accepted",
                 "tables": _counts(statements, spoiled=spoiled)},
    )  # fmt: skip


def _counts(statements: dict[Table, pl.DataFrame], *, spoiled: bool) -> dict[str, dict[str, int]]:
    """What the receipt says of each table: rows accepted, and the one that was refused."""
    refused = {Table.MILESTONE: int(spoiled)}
    return {
        table.value: {
            "read": frame.height + refused.get(table, 0),
            "accepted": frame.height,
            "quarantined": refused.get(table, 0),
        }
        for table, frame in statements.items()
    }


def intake_of(tables: dict[Table, pl.DataFrame], name: str) -> Intake:
    """One file with these statements, accepted as a whole."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    statements = {table: _with_rows(rows) for table, rows in tables.items()}
    receipt = {"file": name, "sha256": sha, "outcome": "accepted"}
    return Intake(file_name=name, received_sha256=sha, outcome="accepted", statements=statements, quarantined=[],
                  cleared=[], receipt=receipt)  # fmt: skip


def _with_rows(statements: pl.DataFrame) -> pl.DataFrame:
    return statements.with_columns(flags=pl.lit(None, pl.String), row_number=pl.arange(2, statements.height + 2))


def _refused(code: str, day: date, name: str) -> QuarantinedRow:
    problem = {
        "severity": "error", "rule": "bad_date", "table": "stappen", "row": 14, "column": "einddatum",
        "value": "31-02-2026",
        "message": {
            "nl": f"{name}, rij 14, einddatum: '31-02-2026' bestaat niet. Schrijf een bestaande datum.",
            "en": f"{name}, row 14, einddatum: '31-02-2026' does not exist. Write an existing date.",
        },
    }  # fmt: skip
    cells: dict[str, str | None] = {"gemeentecode": code, "stap": "3", "status": "afgerond", "einddatum": "31-02-2026"}
    key = {"municipality_code": code, "reporting_date": day, "step_number": 3}
    return QuarantinedRow(Table.MILESTONE, None, 14, cells, [problem], key)


def reported(home: Path) -> set[str]:
    """The municipalities that ever reported."""
    with Store(home).reader() as reader:
        return set(reader.statements(Table.MILESTONE)["municipality_code"])
