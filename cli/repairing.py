"""`wams repair clock`: the moments that a clock that ran ahead gave, put right by an event."""

from datetime import datetime
from typing import Annotated

import typer

from cli.outcome import echo, end_wrong_use, now, print_json
from cli.surroundings import surroundings

app = typer.Typer(help="Put right what went wrong in a store.", no_args_is_help=True)


@app.command("clock", epilog="Example: wams repair clock --line 17=2026-03-01T09:30:00+01:00")
def clock(
    *,
    lines: Annotated[
        list[str] | None, typer.Option("--line", metavar="N=MOMENT", help="the moment of a line; may be repeated")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say which lines, change nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Give lines of the ledger that are from the future the moments they should have had; their order stays.

    What is not said with --line is worked out: what the clock said then, where that fits between the lines around it,
    else the latest moment that it can have been. The event is told in the account of every figure.
    """
    from language.formats import moment
    from language.texts import say

    here = surroundings()
    at = now()
    moments = here.made_store.lines_ahead(now=at, known=dict(_given(written, at) for written in lines or []))
    if moments and not dry_run:
        with here.store.writer(holder="wams repair clock") as writer:
            writer.repair_clock(moments, recorded_at=at, reason="wams repair clock")
    if as_json:
        given = [{"line": sequence, "recorded_at": given} for sequence, given in moments.items()]
        return print_json({"is_dry_run": dry_run, "lines": given})
    if not moments:
        return echo(say("cli.repair.nothing", here.language))
    echo(say("cli.repair.would" if dry_run else "cli.repair.done", here.language, count=len(moments)))
    for sequence, given in moments.items():
        echo(f"  {sequence}\t{moment(given, here.language)}")
    return None


def _given(written: str, at: datetime) -> tuple[int, datetime]:
    from domain.clocks import known_on_moment

    line, _, moment = written.partition("=")
    try:
        return int(line), known_on_moment(moment, now=at)
    except ValueError as error:
        end_wrong_use(f"--line {written!r}: write N=MOMENT, for example 17=2026-03-01T09:30:00Z ({error})")


@app.callback()
def repair() -> None:
    """Put right what went wrong in a store."""
