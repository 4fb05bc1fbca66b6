"""`wams resolve`: which municipality is meant on a date."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.outcome import Ending, asked_day, echo, end_wrong_use, now, print_json
from cli.surroundings import surroundings

if TYPE_CHECKING:
    from domain.names import Names, Resolution

CSV_COLUMNS = ("as_written", "code_as_written", "file_year")


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog='Example: wams resolve "Den Haag" 363 Weesp --on 2022-01-01',
        help="Say which municipality a name or code means on a date.",
    )(resolve)


def resolve(
    written: Annotated[list[str] | None, typer.Argument(metavar="NAME_OR_CODE...")] = None,
    *,
    on: Annotated[str | None, typer.Option(help="the date, 2026-03-01; default today")] = None,
    csv_in: Annotated[
        Path | None, typer.Option("--csv", help="a CSV with as_written, code_as_written, file_year")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="with --csv: where the outcomes go")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Say which municipality is meant; exit 1 when one or more did not resolve."""
    from domain.clocks import dutch_day
    from domain.names import Names

    day = asked_day(on, "--on") if on else dutch_day(now())
    names = Names(surroundings().register)
    if csv_in is not None:
        if out is None or written:
            end_wrong_use("--csv goes with --out, and without names: wams resolve --csv IN.csv --out OUT.csv")
        return _resolve_file(csv_in, out, names, day)
    if not written:
        end_wrong_use("say which names or codes: wams resolve 'Den Haag' 363, or --csv IN.csv --out OUT.csv")
    found = [(text, names.resolve(text, None, day)) for text in written]
    if as_json:
        print_json([{"as_written": text, **_as_record(resolution)} for text, resolution in found])
    else:
        for text, resolution in found:
            others = "; ".join(f"{other.code} {other.name}" for other in resolution.candidates)
            echo("\t".join([text, resolution.outcome, resolution.code or "", resolution.name or "", others]))
    if any(resolution.outcome != "resolved" for _, resolution in found):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def _as_record(resolution: "Resolution") -> dict[str, Any]:
    return {
        "outcome": resolution.outcome,
        "code": resolution.code,
        "name": resolution.name,
        "candidates": [{"code": other.code, "name": other.name} for other in resolution.candidates],
    }


def _resolve_file(csv_in: Path, out: Path, names: "Names", day: date) -> None:
    if not csv_in.is_file():
        end_wrong_use(f"no such file: {csv_in}")
    rows = list(_resolved_rows(csv_in, names, day))
    with out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, fieldnames=[*CSV_COLUMNS, "outcome", "code", "name"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    unresolved = sum(row["outcome"] != "resolved" for row in rows)
    echo(f"{len(rows)} rows read, {len(rows) - unresolved} resolved, {unresolved} not; written to {out}")
    if unresolved:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def _resolved_rows(csv_in: Path, names: "Names", day: date) -> Iterator[dict[str, str]]:
    with csv_in.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        absent = [column for column in CSV_COLUMNS[:1] if column not in (reader.fieldnames or ())]
        if absent:
            end_wrong_use(f"{csv_in}: column {absent[0]} is missing; needed are {', '.join(CSV_COLUMNS)}")
        for number, row in enumerate(reader, start=2):
            year = (row.get("file_year") or "").strip()
            if year and not (year.isdigit() and len(year) == 4):
                echo(f"{csv_in}, row {number}, file_year: {year!r} is no year; write 2024 or leave it empty", err=True)
                yield {**row, "outcome": "reject", "code": "", "name": ""}
                continue
            on = date(int(year), 12, 31) if year else day
            name, code = (row.get("as_written") or "").strip(), (row.get("code_as_written") or "").strip()
            resolution = names.resolve(name or None, code or None, on)
            yield {**row, "outcome": resolution.outcome, "code": resolution.code or "", "name": resolution.name or ""}
