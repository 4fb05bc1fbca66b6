"""What a command says when it cannot go on: one or two lines, and the exit status that goes with it."""

import io
import os
import traceback
from typing import Any, cast

import typer

from cli.outcome import Ending, echo, one_line

TRACEBACK_VARIABLE = "WAMS_TRACEBACK"


def said(error: BaseException) -> int:
    """Say what went wrong and what to do; returns the exit status."""
    if os.environ.get(TRACEBACK_VARIABLE) == "1":
        traceback.print_exception(error)
    if isinstance(error, (typer.Abort, KeyboardInterrupt)):
        echo("Aborted.", err=True)
        return 130
    if hasattr(error, "format_message"):  # wrong use, as the library of the command line says it
        return _wrong_use(error)
    return _foreseen(error) or _unforeseen(error)


def _wrong_use(error: BaseException) -> int:
    shown = io.StringIO()
    usage = cast("Any", error)
    usage.show(file=shown)
    echo(shown.getvalue().rstrip("\n"), err=True)
    return int(usage.exit_code)


def _foreseen(error: BaseException) -> int | None:
    """The exit status of an error that has words of its own; None for any other."""
    from cli.surroundings import surroundings
    from domain.programme import ProgrammeError
    from domain.settings import SettingsError
    from language.texts import say
    from office.errors import NotFoundError, NotPossibleError, NotYoursError, OfficeError
    from store.errors import NothingToChangeError, ReplayRefusedError, StoreError, reason_of

    language = surroundings().language
    if isinstance(error, StoreError):
        echo(error.message[language], err=True)
        is_wrong_use = isinstance(error, (ReplayRefusedError, NothingToChangeError))
        return Ending.WRONG_USE if is_wrong_use else Ending.NOT_DONE
    if isinstance(error, OfficeError):
        echo(error.message[language], err=True)
        is_wrong_use = isinstance(error, (NotFoundError, NotPossibleError, NotYoursError))
        return Ending.WRONG_USE if is_wrong_use else Ending.NOT_DONE
    if isinstance(error, (ProgrammeError, SettingsError)):
        echo(str(error), err=True)
        return Ending.WRONG_USE
    if isinstance(error, OSError):
        file = one_line(error.filename) if error.filename else "?"
        echo(say("cli.failure.file", language, file=file, reason=reason_of(error, language)), err=True)
        return Ending.NOT_DONE
    return None


def _unforeseen(error: BaseException) -> int:
    """The last resort: what a traceback ends with, and how to see the rest of it."""
    from cli.surroundings import surroundings
    from language.texts import say

    what = one_line(f"{type(error).__name__}: {error}")[:300]
    echo(say("cli.failure.unforeseen", surroundings().language, what=what, variable=TRACEBACK_VARIABLE), err=True)
    return Ending.NOT_DONE
