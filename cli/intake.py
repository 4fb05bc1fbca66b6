"""`wams ingest`: takes in report files and prints the receipt."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from cli.outcome import CLOCK_IS_RIGHT, Ending, echo, end_wrong_use, now, one_line, print_json
from cli.surroundings import Surroundings, surroundings
from domain.bilingual import Language

if TYPE_CHECKING:
    from store.errors import StoreError

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
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the receipt as JSON alone")] = False,
) -> None:
    """Take in report files; exit 1 when anything was quarantined or rejected, or the clock is behind."""
    missing = [one_line(file) for file in files if not _is_file(file)]
    if missing:
        end_wrong_use(f"no such file: {', '.join(missing)}; nothing was taken in")
    moment = now()
    given = _given_moment(recorded_at, moment) if recorded_at else None
    here = surroundings()
    unread: list[OSError] = []
    if dry_run:
        receipts, failure = _check(files, here, given or moment, unread), None
    else:
        receipts, failure = _take_in(files, here, given, unread, clock_is_right=clock_is_right)
    if as_json:
        print_json({"recorded_at": given or moment, "files": receipts})
    else:
        for receipt in receipts:
            print_receipt(receipt, here.language)
    _say_unread(unread, here.language)
    if failure is not None:
        _end_failed(failure, len(receipts), len(files), here.language)
    if unread and not receipts:
        raise typer.Exit(Ending.NOT_DONE)
    if unread or any(is_refused(receipt) or receipt.get("clock_is_behind") for receipt in receipts):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def is_refused(receipt: dict[str, Any]) -> bool:
    """Whether anything of a file was quarantined or the whole of it rejected."""
    return receipt["outcome"] in ("partly", "rejected")


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a folder that may not be looked into; it is told when the file is read
        return True


def _say_unread(unread: list[OSError], language: Language) -> None:
    from language.texts import say

    for error in unread:
        file, reason = one_line(error.filename), error.strerror or type(error).__name__
        echo(say("cli.ingest.unreadable", language, file=file, reason=reason), err=True)


def _contents(files: list[Path], unread: list[OSError]) -> Iterator[tuple[Path, bytes]]:
    """Each file that can be read; what one cannot is noted, and the others still get their receipts."""
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            unread.append(error)
        else:
            yield file, content


def _given_moment(written: str, moment: datetime) -> datetime:
    from domain.clocks import known_on_moment

    try:
        return known_on_moment(written, now=moment)
    except ValueError as error:
        end_wrong_use(f"--recorded-at: {error}")


def _take_in(
    files: list[Path], here: Surroundings, given: datetime | None, unread: list[OSError], *, clock_is_right: bool
) -> tuple[list[dict[str, Any]], "StoreError | None"]:
    """The receipts of what was acknowledged, also when the store gave way in the middle, and what it said then."""
    from pipelines.intake import take_in
    from store.errors import StoreUnpublishedError, StoreUnwritableError

    receipts: list[dict[str, Any]] = []
    try:
        with here.store.writer(holder="wams ingest", clock_is_right=clock_is_right) as writer:
            for file, content in _contents(files, unread):
                receipt = take_in(
                    content,
                    file.name,
                    writer=writer,
                    register=here.register,
                    programme=here.programme,
                    recorded_at=given or now(),
                    is_replay=given is not None,
                )
                receipts.append(receipt)
    except (StoreUnpublishedError, StoreUnwritableError) as failure:
        return receipts, failure
    return receipts, None


def _end_failed(failure: "StoreError", taken_in: int, asked: int, language: Language) -> NoReturn:
    """3 when nothing was changed; 1 when the receipts above stand and the rest does not."""
    from language.texts import say

    echo(failure.message[language], err=True)
    if not taken_in:
        raise typer.Exit(Ending.NOT_DONE)
    if taken_in < asked:
        echo(say("cli.receipt.rest", language, taken_in=taken_in, asked=asked), err=True)
    raise typer.Exit(Ending.DONE_BUT_REFUSED)


def _check(files: list[Path], here: Surroundings, moment: datetime, unread: list[OSError]) -> list[dict[str, Any]]:
    from pipelines.intake import check

    with here.store.reader() as reader:
        return [
            check(
                content,
                file.name,
                reader=reader,
                register=here.register,
                programme=here.programme,
                recorded_at=moment,
            )
            for file, content in _contents(files, unread)
        ]


def print_receipt(receipt: dict[str, Any], language: Language) -> None:
    """One line for the file, one per table, one per problem."""
    from language.texts import say

    outcome = say(f"cli.outcome.{receipt['outcome']}", language)
    echo(f"{receipt['file']}: {outcome}")
    for table, counts in receipt["tables"].items():
        echo("  " + say("cli.receipt.table", language, table=table, **counts))
    for note in receipt.get("notes", []):
        echo(f"  {note[language]}")
    for problem in receipt["problems"]:
        mark = say(f"cli.severity.{problem['severity']}", language)
        echo(f"  {mark} [{problem['rule']}] {problem['message'][language]}")
