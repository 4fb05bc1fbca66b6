"""`wams status`, `wams verify`, `wams rebuild`: what is in the store, whether it is whole, and made again."""

from typing import Annotated

import typer

from cli.outcome import Ending, now, print_json
from cli.surroundings import surroundings

JSON_OPTION = typer.Option("--json", help="print JSON alone")


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(epilog="Example: wams status --json", help="Say what is in the store and how old it is.")(status)
    app.command(epilog="Example: wams verify", help="Check the ledger, every file and the current generation.")(verify)
    app.command(epilog="Example: wams rebuild", help="Make the store again from the journal alone.")(rebuild)


def status(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Say what is in the store."""
    from language.formats import integer, moment
    from language.texts import say

    here = surroundings()
    with here.store.reader() as reader:
        info = reader.info
        open_rows = reader.quarantine().height
    statements = {str(table): count for table, count in info.statement_counts.items()}
    record = {
        "home": str(here.places.home),
        "generation": info.generation,
        "ledger_lines": info.last_sequence,
        "last_recorded_at": info.last_recorded_at,
        "age_days": (now() - info.last_recorded_at).days if info.last_recorded_at else None,
        "is_replay": info.is_replay,
        "is_synthetic": info.is_synthetic,
        "statements": statements,
        "open_quarantine_rows": open_rows,
        "register_version": here.register.version,
        "programme_version": here.programme.version,
    }
    if as_json:
        return print_json(record)
    if info.last_recorded_at is None:
        return typer.echo(say("cli.status.empty", here.language, home=here.places.home))
    counts = ", ".join(f"{table} {integer(n, here.language)}" for table, n in statements.items())
    typer.echo(
        say(
            "cli.status.filled",
            here.language,
            generation=info.generation,
            lines=integer(info.last_sequence, here.language),
            last=moment(info.last_recorded_at, here.language),
            counts=counts,
            open_rows=integer(open_rows, here.language),
        )
    )
    if info.is_synthetic:
        typer.echo(say("cli.status.synthetic", here.language))


def verify(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Check everything; exit 1 and say what is wrong where."""
    from language.texts import say

    here = surroundings()
    findings = here.store.verify()
    if as_json:
        print_json(
            {
                "is_clean": all(finding.kind != "damage" for finding in findings),
                "findings": [
                    {"file": finding.file, "byte": finding.byte_offset, "message": finding.message}
                    for finding in findings
                ],
            }
        )
    else:
        for finding in findings:
            typer.echo(finding.message[here.language])
        if not findings:
            typer.echo(say("cli.verify.clean", here.language))
    if any(finding.kind == "damage" for finding in findings):  # an unfinished line was never acknowledged
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def rebuild(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Make a new generation from the journal alone and publish it."""
    from language.texts import say

    here = surroundings()
    generation = here.store.rebuild(holder="wams rebuild")
    if as_json:
        return print_json({"generation": generation})
    typer.echo(say("cli.rebuild.done", here.language, generation=generation))
