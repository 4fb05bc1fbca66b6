"""`wams sessions`: who is in; end one, those of a person, or all."""

from typing import Annotated

import typer

from cli.outcome import echo, end_wrong_use, now, print_json
from cli.surroundings import surroundings
from domain.principal import OWNER

app = typer.Typer(help="Who is in: list, end at once.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("list", epilog="Example: wams sessions list --json")
def list_sessions(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """List the sessions that are open, longest first."""
    from language.formats import moment
    from language.texts import say

    here = surroundings()
    with here.made_office() as office:
        found = office.sessions.all(OWNER, now=now())
    if as_json:
        return print_json(
            [
                {
                    "session": one.number,
                    "person": one.principal.person,
                    "name": one.display_name,
                    "role": str(one.principal.role),
                    "municipality_code": one.principal.municipality_code,
                    "is_local": one.principal.is_local,
                    "issuer": one.issuer,
                    "begun_at": one.begun_at,
                    "last_used_at": one.last_used_at,
                    "ends_at": one.ends_at,
                }
                for one in found
            ]
        )
    if not found:
        return echo(say("cli_office.sessions.none", here.language))
    for one in found:
        who = one.display_name or say("cli_office.users.no_name", here.language)
        who = say("cli_office.sessions.local", here.language) if one.principal.is_local else who
        times = {"begun": moment(one.begun_at, here.language), "used": moment(one.last_used_at, here.language)}
        parts = [str(one.number), str(one.principal.person or "-"), who, str(one.principal.role)]
        parts += [one.principal.municipality_code or "-", say("cli_office.sessions.times", here.language, **times)]
        echo("\t".join(parts))
    return None


@app.command("revoke", epilog="Example: wams sessions revoke --person 12")
def revoke(
    session: Annotated[int | None, typer.Argument(metavar="SESSION", help="as `wams sessions list` prints it")] = None,
    *,
    person: Annotated[int | None, typer.Option(help="all of this person, by number")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="all there are")] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """End a session, those of a person, or all; whoever is in one is refused at their next click."""
    from language.formats import integer
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    if [session is not None, person is not None, everyone].count(True) != 1:
        end_wrong_use("say which: the number of one session, --person NUMBER, or --all")
    with here.made_office() as office:
        if session is not None:
            office.sessions.revoke(OWNER, session, way=Way.COMMAND_LINE, now=now())
            count = 1
        elif person is not None:
            office.people.one(OWNER, person)  # a number that is nobody's is said, not counted as none
            count = office.sessions.revoke_person(OWNER, person, way=Way.COMMAND_LINE, now=now())
        else:
            count = office.sessions.revoke_all(OWNER, way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json({"revoked": count})
    return echo(say("cli_office.sessions.revoked", here.language, count=integer(count, here.language)))
