"""`wams tokens`: with what programs may ask; list, make, revoke."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.municipality_asked import code_asked
from cli.outcome import echo, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.principal import OWNER, Role, Scope

if TYPE_CHECKING:
    from office.tokens import Token

app = typer.Typer(help="With what programs may ask the API: list, add, revoke.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")
A_YEAR = 365


@app.command("list", epilog="Example: wams tokens list --all")
def list_tokens(
    *,
    everything: Annotated[bool, typer.Option("--all", help="also what expired or was revoked")] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """List the tokens, with what they are for and when they were last used; the tokens themselves are kept nowhere."""
    from language.texts import say

    here = surroundings()
    with here.made_office() as office:
        found = office.tokens.all(OWNER, now=now(), with_ended=everything)
    if as_json:
        return print_json([_described(one) for one in found])
    if not found:
        return echo(say("cli_office.tokens.none", here.language))
    for one in found:
        echo(_line(one, here))
    return None


@app.command(
    "add", epilog='Example: wams tokens add "Zaaksysteem" --role municipality --municipality GM0513 --scope hand_in'
)
def add(
    label: Annotated[str, typer.Argument(help="the program or the supplier that uses it")],
    *,
    role: Annotated[Role, typer.Option(help="municipality, ministry or vng")],
    municipality: Annotated[str | None, typer.Option(help="whose, by code; for the role municipality alone")] = None,
    scopes: Annotated[list[Scope], typer.Option("--scope", help="what it is for; may be repeated")],
    days: Annotated[int, typer.Option(help="how long it holds")] = A_YEAR,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Make a token and print it: the only time that it is to be had."""
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    if (role is Role.MUNICIPALITY) != (municipality is not None):
        end_wrong_use(say("cli_office.tokens.no_match", here.language))
    try:
        code = code_asked(here, municipality) if municipality else None
    except ValueError as error:
        end_wrong_use(str(error))
    with here.office() as office:
        made, written = office.tokens.make(
            OWNER, label, role, code, frozenset(scopes), days=days, way=Way.COMMAND_LINE, now=now()
        )
    if as_json:
        return print_json({**_described(made), "secret": written})
    echo(say("cli_office.tokens.added", here.language, number=made.number))
    return echo(written)


@app.command("revoke", epilog="Example: wams tokens revoke 3")
def revoke(
    token: Annotated[int, typer.Argument(metavar="TOKEN", help="the number that `wams tokens list` prints")],
    *,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """End a token at once; whoever asks with it is refused."""
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    with here.made_office() as office:
        gone = office.tokens.revoke(OWNER, token, way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json(_described(gone))
    return echo(say("cli_office.tokens.revoked", here.language, number=gone.number, label=gone.label))


def _described(token: "Token") -> dict[str, Any]:
    return {
        "token": token.number,
        "label": token.label,
        "role": str(token.role),
        "municipality_code": token.municipality_code,
        "scopes": sorted(token.scopes),
        "made_by": token.made_by,
        "made_at": token.made_at,
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
        "revoked_at": token.revoked_at,
    }


def _line(token: "Token", here: Surroundings) -> str:
    from language.formats import moment
    from language.texts import say

    if token.revoked_at is not None:
        held = say("cli_office.tokens.revoked_on", here.language, moment=moment(token.revoked_at, here.language))
    else:
        key = "cli_office.tokens.expires" if token.is_valid(now()) else "cli_office.tokens.expired"
        held = say(key, here.language, moment=moment(token.expires_at, here.language))
    used = say("cli_office.tokens.never_used", here.language)
    if token.last_used_at is not None:
        used = say("cli_office.tokens.used", here.language, moment=moment(token.last_used_at, here.language))
    scopes = say("cli_office.tokens.scopes", here.language, scopes=", ".join(sorted(token.scopes)))
    whose = [str(token.role), token.municipality_code or "-"]
    return "\t".join([str(token.number), token.label, *whose, scopes, held, used])
