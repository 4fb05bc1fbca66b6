"""`wams returned`: a report given back as a workbook, the refused cells marked and commented."""

from pathlib import Path
from typing import Annotated

import typer

from cli.outcome import echo, end_not_done, end_wrong_use
from cli.surroundings import surroundings


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams returned 17 --out opgave-terug.xlsx",
        help="Give a report back as a workbook, with what was refused at its own cells.",
    )(returned)


def returned(
    report: Annotated[int, typer.Argument(metavar="NUMBER", help="its place in the ledger, as the receipt has it")],
    *,
    out: Annotated[Path, typer.Option(help="the workbook to write")],
) -> None:
    """Write what was handed in, with at each refused or odd cell what was said of it and what to do."""
    from language.texts import say
    from pipelines.returned import returned_workbook

    here = surroundings()
    with here.made_store.reader() as reader:
        found = reader.files().filter(sequence=report, kind="intake").rows(named=True)
        if not found:
            end_wrong_use(say("cli.returned.none", here.language, sequence=report))
        receipt = reader.receipt(report)
    archived = here.store.home.archived_file(found[0]["archive_sha256"])
    try:
        content = returned_workbook(archived.read_bytes(), receipt, here.language)
        out.write_bytes(content)
    except OSError as error:
        end_not_done(f"{error.filename}: {error.strerror}; nothing was written")
    echo(say("cli.returned.written", here.language, out=out, count=len(receipt["problems"])))
