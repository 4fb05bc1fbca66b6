"""The `wams` command: puts the commands together and turns errors into one or two lines."""

import sys

import typer

from cli import (
    app_serving,
    correcting,
    figures,
    forecast_record,
    intake,
    migrating,
    quarantine,
    racing,
    reference,
    resolving,
    revising,
    simulating,
    store_state,
    studying,
    template,
)
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
    intake,
    template,
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
app.add_typer(reference.app, name="reference")
app.add_typer(studying.app, name="bench")


def main() -> None:
    """Run the command; an error that was foreseen is a message and an exit status, never a traceback."""
    from cli.surroundings import surroundings
    from domain.programme import ProgrammeError
    from store.errors import NothingToChangeError, ReplayRefusedError, StoreError

    try:
        app()
    except (ReplayRefusedError, NothingToChangeError) as error:
        sys.stderr.write(f"{error.message[surroundings().language]}\n")
        sys.exit(Ending.WRONG_USE)
    except StoreError as error:
        sys.stderr.write(f"{error.message[surroundings().language]}\n")
        sys.exit(Ending.NOT_DONE)
    except ProgrammeError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(Ending.WRONG_USE)
    except BrokenPipeError:  # the reader of our output went away: nothing left to say
        sys.exit(Ending.DONE)


if __name__ == "__main__":
    main()
