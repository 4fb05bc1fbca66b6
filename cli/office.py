"""`wams office`: a copy of people and agreement that can be trusted, and back."""

from pathlib import Path
from typing import Annotated

import typer

from cli.outcome import echo, now, print_json
from cli.surroundings import surroundings
from domain.principal import OWNER

app = typer.Typer(help="A copy of people and of the agreement, and back.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("copy", epilog="Example: wams office copy --out people-2026-11-30.db")
def copy(
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="where the copy goes; not over a file that is there")],
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Copy who was let in, who knocked and the agreement, as of one moment, while the app goes on.

    Sessions are not in it. The journal and the audit log are files, and are copied as such.
    """
    from language.formats import integer
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    with here.made_office() as office:
        count = office.copy(OWNER, out.absolute(), way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json({"file": str(out), "people": count})
    return echo(say("cli_office.office.copied", here.language, file=out, count=integer(count, here.language)))


@app.command("restore", epilog="Example: wams office restore people-2026-11-30.db")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="as `wams office copy` made it")],
    *,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Put a copy in the place of what is there, which is set aside first; everybody has to sign in again."""
    from language.formats import integer
    from language.texts import say
    from office.acts import Way
    from office.copying import restore as put_back

    here = surroundings()
    here.store.home.see_room()
    done = put_back(here.settings, here.places.home, file.absolute(), OWNER, way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json({"people": done.people, "set_aside": str(done.set_aside) if done.set_aside else None})
    echo(say("cli_office.office.restored", here.language, count=integer(done.people, here.language)))
    if done.set_aside is not None:
        echo(say("cli_office.office.set_aside", here.language, file=done.set_aside))
    return None
