"""`wams ingest`: takes in report files and prints the receipt."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.outcome import Ending, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.bilingual import Language

RECORDED_AT_HELP = "moment of intake, in a replay store only: 2026-03-01T09:30:00Z"


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams ingest opgave.xlsx stappen.csv --json",
        help="Take in report files; print what was accepted, corrected and refused.",
    )(ingest)


def ingest(
    files: Annotated[list[Path], typer.Argument(help="CSV, XLSX, ODS or XLS files")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check only; the store stays as it is")] = False,
    recorded_at: Annotated[str | None, typer.Option("--recorded-at", help=RECORDED_AT_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the receipt as JSON alone")] = False,
) -> None:
    """Take in report files; exit 1 when anything was quarantined or rejected."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        end_wrong_use(f"no such file: {', '.join(missing)}; nothing was taken in")
    moment = now()
    given = _given_moment(recorded_at, moment) if recorded_at else None
    here = surroundings()
    receipts = _check(files, here, given or moment) if dry_run else _take_in(files, here, given)
    if as_json:
        print_json({"recorded_at": given or moment, "files": receipts})
    else:
        for receipt in receipts:
            print_receipt(receipt, here.language)
    if any(is_refused(receipt) for receipt in receipts):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def is_refused(receipt: dict[str, Any]) -> bool:
    """Whether anything of a file was quarantined or the whole of it rejected."""
    return receipt["outcome"] in ("partly", "rejected")


def _given_moment(written: str, moment: datetime) -> datetime:
    from domain.clocks import known_on_moment

    try:
        return known_on_moment(written, now=moment)
    except ValueError as error:
        end_wrong_use(f"--recorded-at: {error}")


def _take_in(files: list[Path], here: Surroundings, given: datetime | None) -> list[dict[str, Any]]:
    from pipelines.intake import take_in

    with here.store.writer(holder="wams ingest") as writer:
        return [
            take_in(
                file.read_bytes(),
                file.name,
                writer=writer,
                register=here.register,
                programme=here.programme,
                recorded_at=given or now(),
                is_replay=given is not None,
            )
            for file in files
        ]


def _check(files: list[Path], here: Surroundings, moment: datetime) -> list[dict[str, Any]]:
    from pipelines.intake import check

    with here.store.reader() as reader:
        return [
            check(
                file.read_bytes(),
                file.name,
                reader=reader,
                register=here.register,
                programme=here.programme,
                recorded_at=moment,
            )
            for file in files
        ]


def print_receipt(receipt: dict[str, Any], language: Language) -> None:
    """One line for the file, one per table, one per problem."""
    from language.texts import say

    outcome = say(f"cli.outcome.{receipt['outcome']}", language)
    typer.echo(f"{receipt['file']}: {outcome}")
    for table, counts in receipt["tables"].items():
        typer.echo("  " + say("cli.receipt.table", language, table=table, **counts))
    for note in receipt.get("notes", []):
        typer.echo(f"  {note[language]}")
    for problem in receipt["problems"]:
        mark = say(f"cli.severity.{problem['severity']}", language)
        typer.echo(f"  {mark} [{problem['rule']}] {problem['message'][language]}")
