"""`wams agreement`: what each municipality said of being seen by name, per table."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.municipality_asked import code_asked
from cli.outcome import echo, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.principal import OWNER

if TYPE_CHECKING:
    from office.agreement import Said

app = typer.Typer(help="What municipalities said of being seen: show, set.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("show", epilog="Example: wams agreement show --municipality GM0513")
def show(
    *,
    municipality: Annotated[str | None, typer.Option(help="one municipality, with all it ever said")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Show the last that each municipality said; who said nothing is not on the list."""
    from language.texts import say

    here = surroundings()
    code = _code(here, municipality) if municipality else None
    with here.made_office() as office:
        said = office.agreement.history(OWNER, code) if code else list(office.agreement.said(OWNER).values())
    said = said if code else sorted(said, key=lambda one: (one.municipality_code, one.table))
    if as_json:
        return print_json([_described(one) for one in said])
    if not said:
        return echo(say("cli_office.agreement.none", here.language))
    for one in said:
        echo(_line(one, here))
    return None


@app.command("set", epilog="Example: wams agreement set GM0513 --table milestone --yes")
def set_(
    municipality: Annotated[str, typer.Argument(metavar="GM0363")],
    *,
    table: Annotated[str, typer.Option(help="milestone, training, cost or profile")],
    says_yes: Annotated[bool | None, typer.Option("--yes/--no", help="whether others may see it by name")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Note what a municipality says of one table; what it said before stays to be seen."""
    from domain.statements import Table
    from office.acts import Way

    here = surroundings()
    if table not in set(Table):
        end_wrong_use(f"--table {table!r}: write one of {', '.join(Table)}")
    if says_yes is None:
        end_wrong_use("say what the municipality said: --yes or --no")
    code = _code(here, municipality)
    with here.office() as office:
        noted = office.agreement.note(OWNER, code, Table(table), says_yes=says_yes, way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json(_described(noted))
    return echo(_line(noted, here))


def _code(here: Surroundings, municipality: str) -> str:
    try:
        return code_asked(here, municipality)
    except ValueError as error:
        end_wrong_use(str(error))


def _line(said: "Said", here: Surroundings) -> str:
    from language.formats import moment
    from language.texts import say

    key = "cli_office.agreement.yes" if said.says_yes else "cli_office.agreement.no"
    name = here.register.by_code[said.municipality_code].name
    by = f"{said.noted_role} {said.noted_by}" if said.noted_by is not None else str(said.noted_role)
    parts = [said.municipality_code, name, str(said.table), say(key, here.language)]
    return "\t".join([*parts, moment(said.noted_at, here.language), by])


def _described(said: "Said") -> dict[str, Any]:
    return {
        "municipality_code": said.municipality_code,
        "table": str(said.table),
        "says_yes": said.says_yes,
        "noted_by": said.noted_by,
        "noted_role": str(said.noted_role),
        "noted_at": said.noted_at,
    }
