"""`wams returned`: a report given back as a workbook, the refused cells marked and commented."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.outcome import echo, end_not_done, end_wrong_use
from cli.surroundings import surroundings

SHORTEST_HASH: Final = 8  # signs of a hash that tell one report; a ledger has no number as long as that


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams returned 17 --out opgave-terug.xlsx",
        help="Give a report back as a workbook, with what was refused at its own cells.",
    )(returned)


def returned(
    report: Annotated[
        str,
        typer.Argument(metavar="NUMBER|SHA256", help="place in the ledger or hash, as on the receipt"),
    ],
    *,
    out: Annotated[Path, typer.Option(help="the workbook to write")],
) -> None:
    """Write what was handed in, with at each refused or odd cell what was said of it and what to do."""
    from language.texts import say
    from pipelines.returned import returned_workbook

    here = surroundings()
    with here.made_store.reader() as reader:
        found = [one for one in reader.files().rows(named=True) if one["kind"] == "intake" and _is_meant(one, report)]
        if len(found) != 1:
            end_wrong_use(say("cli.returned.none", here.language, asked=report))
        receipt = reader.receipt(found[0]["sequence"])
    archived = here.store.home.archived_file(found[0]["archive_sha256"])
    try:
        content = returned_workbook(archived.read_bytes(), receipt, here.language)
        out.write_bytes(content)
    except OSError as error:
        end_not_done(f"{error.filename}: {error.strerror}; nothing was written")
    echo(say("cli.returned.written", here.language, out=out, count=len(receipt["problems"])))


def _is_meant(line: dict[str, Any], asked: str) -> bool:
    if asked.isdecimal() and len(asked) < SHORTEST_HASH:
        return line["sequence"] == int(asked)
    return len(asked) >= SHORTEST_HASH and line["received_sha256"].startswith(asked.casefold())
