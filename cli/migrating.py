"""`wams migrate`: an older store brought up to date, and what was taken out of it."""

from typing import Annotated

import typer

from cli.outcome import CLOCK_IS_RIGHT, echo, now, print_json
from cli.surroundings import surroundings

_SHOWN_LINES = 10  # of the ledger, per kind; --json has them all


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(
        epilog="Example: wams migrate --dry-run",
        help="Take out of an older store what may not stand in it: containers of files, and personal data in spellings "
        "that are known now. The figures stay as they are. Make a copy of the store first, and throw it away after.",
    )(migrate)


def migrate(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be taken out, change nothing")] = False,
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Take out what may not stand in the store, and say how much of what, and of which lines of the ledger."""
    from language.formats import integer
    from language.texts import say
    from pipelines.migrating.migration import KINDS, migrate

    here = surroundings()
    tightened = [] if dry_run else here.store.migrate_layout()
    with here.store.writer(holder="wams migrate", clock_is_right=clock_is_right) as writer:
        removed = migrate(
            writer, register=here.register, programme=here.programme, recorded_at=now(), is_dry_run=dry_run
        )
    if as_json:
        return print_json({"is_dry_run": dry_run, **removed.as_json(), "tightened": tightened})
    if tightened:
        echo(say("cli.migrate.tightened", here.language, count=len(tightened)))
    found = [kind for kind in KINDS if removed.counts[kind]]
    if not found:
        return echo(say("cli.migrate.nothing", here.language))
    echo(say("cli.migrate.would" if dry_run else "cli.migrate.done", here.language))
    for kind in found:
        lines = removed.lines.get(kind, [])
        shown = ", ".join(map(str, lines[:_SHOWN_LINES])) + (", …" if len(lines) > _SHOWN_LINES else "")
        count = integer(removed.counts[kind], here.language)
        echo(say(f"cli.migrate.kind.{kind}", here.language, count=count, lines=shown))
    return None
