"""`wams ingest`: takes in report files and prints the receipt."""

import stat
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from cli.outcome import CLOCK_IS_RIGHT, Ending, echo, end_wrong_use, now, one_line, print_json
from cli.served import SERVER, Served
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
    # readable=False: who may not read one of many files still gets a receipt of every one, instead of wrong use
    files: Annotated[list[Path], typer.Argument(help="CSV, XLSX, ODS or XLS files", readable=False)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check only; the store stays as it is")] = False,
    recorded_at: Annotated[str | None, typer.Option("--recorded-at", help=RECORDED_AT_HELP)] = None,
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    server: Annotated[str | None, SERVER] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the receipt as JSON alone")] = False,
) -> None:
    """Take in report files; exit 1 when anything was quarantined or rejected, or the clock is not right."""
    unfit = [said for file in files if (said := _no_file(file)) is not None]
    if unfit:
        end_wrong_use(f"{'; '.join(unfit)}; nothing was taken in")
    moment = now()
    given = _given_moment(recorded_at, moment) if recorded_at else None
    here = surroundings()
    if server is not None:
        _see_possible(here, recorded_at=recorded_at, clock_is_right=clock_is_right)
        receipts, failure = _handed_in(files, Served.at(server, here.language), moment, dry_run=dry_run), None
    elif dry_run:
        receipts, failure = _check(files, here, given or moment), None
    else:
        receipts, failure = _take_in(files, here, given, clock_is_right=clock_is_right)
    if as_json:
        print_json({"recorded_at": given or moment, "files": receipts})
    else:
        for receipt in receipts:
            print_receipt(receipt, here.language)
    if failure is not None:
        _end_failed(failure, len(receipts), len(files), here.language)
    if any(is_refused(receipt) or receipt.get("clock_is_behind") for receipt in receipts):
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


def _no_file(path: Path) -> str | None:
    """What is wrong with a path that is no file with bytes in it; None for a file."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return None  # it gets a receipt that says so
    except OSError:
        return f"no such file: {one_line(path)}"
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return f"{one_line(path)} is a folder: name the files in it"
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"{one_line(path)} is {kind} and no file: save what comes out of it as a file first"


def _content(file: Path, moment: datetime) -> tuple[bytes, dict[str, Any] | None]:
    """The bytes of a file, or the receipt of one that cannot be read or is too large; its size is asked first."""
    from pipelines.format.raw import COMMAND_LINE_LIMITS, FileRejected
    from pipelines.reading.file_bytes import bytes_within
    from pipelines.receipt.unread import unread_receipt

    try:
        return bytes_within(file, COMMAND_LINE_LIMITS), None
    except FileRejected as rejection:
        return b"", unread_receipt(rejection, file.name, moment)


def _see_possible(here: Surroundings, *, recorded_at: str | None, clock_is_right: bool) -> None:
    """A server has a clock of its own; ends with 2 where another one is asked for."""
    from language.texts import say

    for option, is_asked in (("--recorded-at", recorded_at is not None), ("--clock-is-right", clock_is_right)):
        if is_asked:
            end_wrong_use(say("cli_server.not_there", here.language, option=option))


def _handed_in(files: list[Path], served: Served, moment: datetime, *, dry_run: bool) -> list[dict[str, Any]]:
    """The receipts that a served monitor gave; each file is acknowledged by itself."""
    receipts: list[dict[str, Any]] = []
    for file in files:
        content, refused = _content(file, moment)
        receipts.append(refused or served.hand_in(content, file.name, dry_run=dry_run))
    return receipts


def _take_in(
    files: list[Path], here: Surroundings, given: datetime | None, *, clock_is_right: bool
) -> tuple[list[dict[str, Any]], "StoreError | None"]:
    """The receipts of what was acknowledged, also when the store gave way in the middle, and what it said then."""
    from pipelines.intake import take_in
    from store.errors import StoreUnpublishedError, StoreUnwritableError

    receipts: list[dict[str, Any]] = []
    try:
        with here.store.writer(holder="wams ingest", clock_is_right=clock_is_right) as writer:
            for file in files:
                content, refused = _content(file, given or now())
                if refused is not None:
                    receipts.append(refused)
                    continue
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


def _check(files: list[Path], here: Surroundings, moment: datetime) -> list[dict[str, Any]]:
    from pipelines.intake import check

    receipts: list[dict[str, Any]] = []
    here.store.see_writable()
    with here.store.reader() as reader:
        for file in files:
            content, refused = _content(file, moment)
            receipts.append(
                refused
                or check(
                    content,
                    file.name,
                    reader=reader,
                    register=here.register,
                    programme=here.programme,
                    recorded_at=moment,
                )
            )
    return receipts


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
