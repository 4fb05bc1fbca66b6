"""The `wams` command: puts the commands together and turns errors into one or two lines."""

import io
import os
import sys
from typing import NoReturn

import typer

from cli import (
    agreement,
    app_serving,
    audit,
    correcting,
    figures,
    forecast_record,
    intake,
    migrating,
    office,
    policy_racing,
    quarantine,
    racing,
    reference,
    repairing,
    resolving,
    returned,
    revising,
    rounds,
    sessions,
    signing_in_example,
    simulating,
    store_state,
    studying,
    template,
    tokens,
    users,
)
from cli.failures import said
from cli.outcome import Ending

app = typer.Typer(
    help="The monitor of the Wams: take in reports, ask figures, serve the screens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    app_serving,
    signing_in_example,
    intake,
    template,
    returned,
    resolving,
    figures,
    forecast_record,
    revising,
    simulating,
    store_state,
    migrating,
):
    module.add_to(app)
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(correcting.app, name="correct")
racing.add_to(studying.app)
policy_racing.add_to(studying.app)
app.add_typer(reference.app, name="reference")
app.add_typer(repairing.app, name="repair")
app.add_typer(studying.app, name="bench")
app.add_typer(users.app, name="users")
app.add_typer(sessions.app, name="sessions")
app.add_typer(tokens.app, name="tokens")
app.add_typer(audit.app, name="audit")
app.add_typer(agreement.app, name="agreement")
app.add_typer(rounds.app, name="rounds")
app.add_typer(office.app, name="office")


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
