"""How a command ends: the only exit codes, and errors in one or two lines."""

import json
import sys
from datetime import date, datetime, timezone
from enum import IntEnum
from typing import Any, NoReturn

import typer


class Ending(IntEnum):
    """What the exit status says; a script can go by it alone.

    DONE_BUT_REFUSED: all was taken in or looked at, and something in it was refused. WRONG_USE: the command was given
    something it cannot work with. NOT_DONE: nothing was changed.
    """

    DONE = 0
    DONE_BUT_REFUSED = 1
    WRONG_USE = 2
    NOT_DONE = 3


def end_wrong_use(message: str) -> NoReturn:
    """The command was given something it cannot work with: say what, and stop with 2."""
    typer.echo(message, err=True)
    raise typer.Exit(Ending.WRONG_USE)


def end_not_done(message: str) -> NoReturn:
    """Nothing was changed: say why, and stop with 3."""
    typer.echo(message, err=True)
    raise typer.Exit(Ending.NOT_DONE)


def asked_day(written: str, of: str) -> date:
    """The day that 2026-03-31 or 31-03-2026 means; `of` names the option in the message."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(written.strip(), form).date()
        except ValueError:
            continue
    end_wrong_use(f"{of}: {written!r} is no date; write 2026-03-31")


def print_json(content: Any) -> None:
    """Print one JSON document and nothing else."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=_as_json) + "\n")


def _as_json(value: Any) -> str:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)


def now() -> datetime:
    """The one place below the screens where the clock is read."""
    return datetime.now(timezone.utc)
