"""How a command ends and speaks: the only exit codes, errors in one or two lines, nothing that steers a terminal."""

import json
import re
import sys
from datetime import date, datetime, timezone
from enum import IntEnum
from typing import Any, Final, NoReturn

import typer

from domain.bilingual import Language

_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Control characters but tab and newline, what turns the reading direction, and bytes of a name that are no text."""
FIRST_YEAR, LAST_YEAR = 1900, 2199  # nothing is known before, and no plan goes beyond


CLOCK_IS_RIGHT = typer.Option("--clock-is-right", help="the clock is right, however long after the last line it is")


class Ending(IntEnum):
    """What the exit status says; a script can go by it alone.

    DONE_BUT_REFUSED: all was taken in or looked at, and something in it was refused. WRONG_USE: the command was given
    something it cannot work with. NOT_DONE: nothing was changed.
    """

    DONE = 0
    DONE_BUT_REFUSED = 1
    WRONG_USE = 2
    NOT_DONE = 3


def echo(message: object = "", *, err: bool = False) -> None:
    """Print a line, on standard error with `err`. What would steer a terminal is named by its number: [U+001B].

    Every command prints through here: file names, cells and notes are written by others.
    """
    typer.echo(_STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(message)), err=err)


def one_line(name: object) -> str:
    """A name with line ends in it, on one line."""
    return " ".join(str(name).split())


def end_wrong_use(message: str) -> NoReturn:
    """The command was given something it cannot work with: say what, and stop with 2."""
    echo(message, err=True)
    raise typer.Exit(Ending.WRONG_USE)


def end_not_done(message: str) -> NoReturn:
    """Nothing was changed: say why, and stop with 3."""
    echo(message, err=True)
    raise typer.Exit(Ending.NOT_DONE)


def end_behind(behind: dict[Language, str] | None, language: Language) -> None:
    """Say that the clock stands before the last line, and stop with 1, when it does."""
    if behind is not None:
        echo(behind[language], err=True)
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def asked_day(written: str, of: str) -> date:
    """The day that 2026-03-31, 20260331 or 31-03-2026 means; `of` names the option in the message."""
    from domain.clocks import bare_date

    day = bare_date(written.strip()) or _dutch_order(written.strip())
    if day is None:
        end_wrong_use(f"{of}: {written!r} is no date; write 2026-03-31")
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    end_wrong_use(f"{of}: {written!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; write 2026-03-31")


def _dutch_order(written: str) -> date | None:
    try:
        return datetime.strptime(written, "%d-%m-%Y").date()
    except ValueError:
        return None


def print_json(content: Any) -> None:
    """Print one JSON document and nothing else."""
    written = json.dumps(content, ensure_ascii=False, indent=2, default=_as_json)
    sys.stdout.write(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n")


def _as_json(value: Any) -> str:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)


def now() -> datetime:
    """The one place below the screens where the clock is read."""
    return datetime.now(timezone.utc)
