"""`wams template`: the report workbook, prefilled with what the municipality said last."""

from pathlib import Path
from typing import Annotated

import typer

from cli.outcome import echo, end_not_done, end_wrong_use, now
from cli.surroundings import surroundings


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams template --municipality GM0363 --out opgave.xlsx",
        help="Write the report workbook, with drop-downs, prefilled with the last statements.",
    )(template)


def template(
    *,
    out: Annotated[Path, typer.Option(help="the workbook to write, .xlsx")],
    municipality: Annotated[str | None, typer.Option(help="code or name; without it the workbook is empty")] = None,
) -> None:
    """Write the report workbook."""
    from domain.clocks import dutch_day
    from domain.names import Names
    from language.texts import say
    from pipelines.format.template import write_template

    here = surroundings()
    today = dutch_day(now())
    code = None
    if municipality is not None:
        resolution = Names(here.register).resolve(municipality, None, today)
        if resolution.outcome != "resolved":
            nearest = "; ".join(f"{other.code} {other.name}" for other in resolution.candidates) or "-"
            end_wrong_use(f"--municipality {municipality!r} is not one municipality of today; perhaps: {nearest}")
        code = resolution.code
    if out.suffix.lower() != ".xlsx":
        end_wrong_use(f"--out {out}: the workbook is an .xlsx file")
    try:
        with here.store.reader() as reader:
            write_template(out, register=here.register, programme=here.programme, reader=reader, code=code, today=today)
    except OSError as error:
        end_not_done(
            f"{out}: {error.strerror or 'that folder does not exist or cannot be written'}; nothing was written"
        )
    echo(say("cli.template.written", here.language, file=out))
