"""The `wams` command: runs the one that is asked for and turns errors into one or two lines."""

import io
import os
import sys
from typing import NoReturn

import typer

from cli.failures import said
from cli.listed import OnDemand
from cli.outcome import Ending

app = typer.Typer(
    cls=OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(help="The monitor of the Wams: take in reports, ask figures, serve the screens.")
def wams() -> None:
    """What stands before every command: nothing."""


def main() -> None:
    """Run the command; an error is one or two lines and an exit status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):  # a name that is no text, or a terminal that knows few letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = app(standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        if isinstance(error, (SystemExit, BrokenPipeError)):  # the reader of our output went away: nothing left to say
            status = error.code if isinstance(error, SystemExit) else Ending.DONE
        else:
            status = said(error)
    _leave(status if isinstance(status, int) else Ending.DONE)


def _leave(status: int) -> NoReturn:
    """Ends with this status, also when nobody can hear what is still to be printed."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


if __name__ == "__main__":
    main()
