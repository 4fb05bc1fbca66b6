"""The truth folder: what really happened, what was said in every row, and what was spoiled how."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from domain.clocks import month_ends
from pipelines.simulator.files.books import Books
from pipelines.simulator.reports.explanation import EXPLANATION
from pipelines.simulator.reports.said import Circumstances

COUNTS = ("read", "accepted", "unchanged", "corrections", "quarantined", "left_out")


def write_truth(
    directory: Path, country: Sequence[Circumstances], books: Books, *, first_day: date, until: date
) -> None:
    """Writes every file of the truth folder; `pipelines.simulator.reports.explanation` says what each holds."""
    directory.mkdir(parents=True)
    (directory / "README.txt").write_text(EXPLANATION, encoding="utf-8")
    _municipalities(directory / "municipalities.csv", country)
    _steps(directory / "steps.csv", country)
    days = month_ends(first_day, until)
    _training(directory / "training.csv", country, days)
    _costs(directory / "costs.csv", country, days)
    _statements(directory / "statements.jsonl", books)
    _spoiled(directory, books)
    _files(directory / "files.csv", books)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A CSV in UTF-8 with commas; None is empty, dates are ISO."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _municipalities(path: Path, country: Sequence[Circumstances]) -> None:
    header = (
        "municipality_code", "valid_from", "valid_to", "name", "province", "inhabitant_count", "own_start",
        "access_variant", "region", "rhythm_months", "response_share", "reporting_from", "reporting_to",
    )  # fmt: skip
    rows: list[Sequence[Any]] = []
    for here in country:
        life, habits = here.life, here.habits
        rows.append((
            life.code, life.valid_from, life.valid_to, life.name, life.province, life.inhabitant_count,
            date.fromordinal(here.path.own_start), here.path.variant, habits.region, habits.rhythm_months,
            round(habits.response_share, 4), habits.reporting_from, habits.reporting_to,
        ))  # fmt: skip
    write_rows(path, header, rows)


def _steps(path: Path, country: Sequence[Circumstances]) -> None:
    header = (
        "municipality_code", "valid_from", "valid_to", "step_number", "is_applicable", "real_start", "real_end",
        "reopened_on", "ended_again_on", "own_targets",
    )  # fmt: skip
    rows: list[Sequence[Any]] = []
    for here in country:
        for step in here.path.steps.values():
            targets = ";".join(f"{_day(since)}>{_day(target)}" for since, target in step.targets)
            happened = (step.start, step.end, step.reopened, step.ended_again) if step.is_applicable else [None] * 4
            rows.append((
                here.life.code, here.life.valid_from, here.life.valid_to, step.number, int(step.is_applicable),
                *[None if day is None else _day(day) for day in happened], targets,
            ))  # fmt: skip
    write_rows(path, header, rows)


def _training(path: Path, country: Sequence[Circumstances], days: list[date]) -> None:
    header = (
        "municipality_code", "month_end", "target_group", "staff_in_scope_count", "trained_staff_count",
        "delivered_hours", "departed_trained_count",
    )  # fmt: skip
    rows = (
        (here.life.code, day, group.key, *group.on(day.toordinal()))
        for here in country
        for day in days
        if here.life.reports_on(day)
        for group in here.groups
    )
    write_rows(path, header, rows)


def _costs(path: Path, country: Sequence[Circumstances], days: list[date]) -> None:
    rows = (
        (here.life.code, day, cost.step_number, cost.budget_eur, round(spent, 2))
        for here in country
        for day in days
        if here.life.reports_on(day)
        for cost in here.costs.values()
        if (spent := cost.on(day.toordinal())) is not None
    )
    write_rows(path, ("municipality_code", "month_end", "step_number", "budgeted_eur", "realised_cost_eur"), rows)


def _statements(path: Path, books: Books) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
    path.write_text("".join(f"{encode(statement)}\n" for statement in books.statements), encoding="utf-8")


def _spoiled(directory: Path, books: Books) -> None:
    header = (
        "file", "table", "row_number", "rule", "column", "municipality_code", "reporting_date", "step_number",
        "target_group",
    )  # fmt: skip
    write_rows(directory / "spoiled.csv", header, ([row.get(name) for name in header] for row in books.spoiled))
    refused = [sent for sent in books.files if sent.outcome == "rejected"]
    write_rows(
        directory / "spoiled_files.csv",
        ("file", "rule", "how"),
        ((sent.name, sent.parcel.file_rule or "no_table", sent.parcel.spoiling or "untouched") for sent in refused),
    )


def _files(path: Path, books: Books) -> None:
    rows: list[Sequence[Any]] = []
    for sent in books.files:
        start = (sent.name, sent.sha256, sent.outcome, sent.parcel.kind, int(sent.parcel.is_workbook))
        if not sent.counts:
            rows.append((*start, None, *[None] * len(COUNTS)))
        rows.extend((*start, table.value, *[counts[name] for name in COUNTS]) for table, counts in sent.counts.items())
    write_rows(path, ("file", "sha256", "outcome", "kind", "is_workbook", "table", *COUNTS), rows)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
