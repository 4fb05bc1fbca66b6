"""`wams users`: who was let in and who knocked; admit, change, put out, turn away."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.municipality_asked import code_asked
from cli.outcome import echo, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.principal import OWNER, Function, Role

if TYPE_CHECKING:
    from office.identity import Appointment, Identity, Person
    from office.knocks import Knock
    from office.office import Office

app = typer.Typer(help="Who may come in: list, admit, change, put out.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")
MUNICIPALITY = typer.Option("--municipality", help="whose, by code; for the role municipality alone")
FUNCTION = typer.Option("--function", help="what they do there; may be repeated")
FUNCTION_NAME = typer.Option("--function-name", help='how they call their work: "projectleider Wams"')
PERSON = typer.Argument(metavar="PERSON", help="the number that `wams users list` prints")


@app.command("list", epilog="Example: wams users list --all")
def list_people(
    *,
    everything: Annotated[bool, typer.Option("--all", help="also who was put out and who was turned away")] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """List who was let in, and who is unknown and waits for an answer."""
    from language.texts import say

    here = surroundings()
    with here.made_office() as office:
        people = office.people.all(OWNER, with_put_out=everything)
        knocks = office.knocks.all(OWNER, with_turned_away=everything)
    if as_json:
        return print_json({"people": [_described(one) for one in people], "unknown": [_knock(one) for one in knocks]})
    echo(say("cli_office.users.people" if people else "cli_office.users.nobody", here.language))
    for one in people:
        echo("  " + _line(one, here))
    echo(say("cli_office.users.unknown" if knocks else "cli_office.users.none_unknown", here.language))
    for one in knocks:
        echo("  " + _knock_line(one, here))
    return None


@app.command("admit", epilog="Example: wams users admit 3 --role municipality --municipality GM0513 --function contact")
def admit(
    unknown: Annotated[
        int | None, typer.Argument(metavar="UNKNOWN", help="the number of an unknown person on the list")
    ] = None,
    *,
    role: Annotated[Role, typer.Option(help="municipality, ministry, vng or manager")],
    municipality: Annotated[str | None, MUNICIPALITY] = None,
    functions: Annotated[list[Function] | None, FUNCTION] = None,
    function_name: Annotated[str | None, FUNCTION_NAME] = None,
    name: Annotated[str | None, typer.Option(help="how they are shown; default what their provider says")] = None,
    issuer: Annotated[str | None, typer.Option(help="key of the provider, for who never knocked")] = None,
    tenant: Annotated[str | None, typer.Option(help="the organisation, where the provider has several")] = None,
    subject: Annotated[str | None, typer.Option(help="who they are to the provider")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Let an unknown person in, by the number of their knock or by who they are to a provider."""
    from office.acts import Way

    here = surroundings()
    if (unknown is None) == (issuer is None or subject is None):
        end_wrong_use("say who: the number of an unknown person (wams users list), or --issuer and --subject")
    appointment = _appointment(here, role, municipality, functions, function_name)
    with here.office() as office:
        whom = _identity(here, issuer or "", tenant, subject or "") if unknown is None else _knocked(office, unknown)
        person = office.people.admit(OWNER, whom, appointment, display_name=name, way=Way.COMMAND_LINE, now=now())
    _say(person, "cli_office.users.admitted", here, as_json=as_json)


@app.command("change", epilog="Example: wams users change 12 --function filler --function approver")
def change(
    person: Annotated[int, PERSON],
    *,
    role: Annotated[Role | None, typer.Option(help="another role; say municipality and functions with it")] = None,
    municipality: Annotated[str | None, MUNICIPALITY] = None,
    functions: Annotated[list[Function] | None, FUNCTION] = None,
    function_name: Annotated[str | None, FUNCTION_NAME] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Give a person another role, municipality or functions; what is not said stays. Their sessions end at once."""
    from office.acts import Way

    here = surroundings()
    if role is None and municipality is None and not functions and function_name is None:
        end_wrong_use("say what changes: --role, --municipality, --function or --function-name")
    with here.made_office() as office:
        was = office.people.one(OWNER, person).appointment
        keeps = role in (None, was.role)
        appointment = _appointment(
            here,
            role or was.role,
            municipality or (was.municipality_code if keeps else None),
            functions or (sorted(was.functions) if keeps else None),
            was.function_name if function_name is None else function_name,
        )
        changed = office.people.change(OWNER, person, appointment, way=Way.COMMAND_LINE, now=now())
    _say(changed, "cli_office.users.changed", here, as_json=as_json)


@app.command("put-out", epilog="Example: wams users put-out 12")
def put_out(person: Annotated[int, PERSON], *, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Let a person in no more; their sessions end at once and their name is removed."""
    from office.acts import Way

    here = surroundings()
    with here.made_office() as office:
        gone = office.people.put_out(OWNER, person, way=Way.COMMAND_LINE, now=now())
    _say(gone, "cli_office.users.put_out", here, as_json=as_json)


@app.command("turn-away", epilog="Example: wams users turn-away 3")
def turn_away(
    unknown: Annotated[int, typer.Argument(metavar="UNKNOWN", help="the number of an unknown person on the list")],
    *,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Take an unknown person off the list without letting them in; `admit` still can."""
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    with here.made_office() as office:
        knock = office.knocks.turn_away(OWNER, unknown, way=Way.COMMAND_LINE, now=now())
    if as_json:
        return print_json(_knock(knock))
    return echo(say("cli_office.users.turned_away", here.language, number=unknown))


def _appointment(
    here: Surroundings,
    role: Role,
    municipality: str | None,
    functions: list[Function] | None,
    function_name: str | None,
) -> "Appointment":
    from language.texts import say
    from office.identity import ROLES_OF_PEOPLE, Appointment

    if role not in ROLES_OF_PEOPLE:
        end_wrong_use(say("cli_office.users.no_role", here.language, roles=", ".join(ROLES_OF_PEOPLE)))
    is_right = bool(municipality and functions) if role is Role.MUNICIPALITY else not (municipality or functions)
    if not is_right:
        end_wrong_use(say("cli_office.users.no_match", here.language, functions=", ".join(Function)))
    try:
        code = code_asked(here, municipality) if municipality else None
    except ValueError as error:
        end_wrong_use(str(error))
    return Appointment(role, code, frozenset(functions or ()), function_name)


def _identity(here: Surroundings, issuer: str, tenant: str | None, subject: str) -> "Identity":
    from language.texts import say
    from office.identity import Identity

    keys = [one.key for one in here.settings.issuers]
    if issuer not in keys:
        end_wrong_use(say("cli_office.users.no_issuer", here.language, issuer=issuer, keys=", ".join(keys) or "-"))
    try:
        return Identity(issuer, tenant, subject)
    except ValueError as error:
        end_wrong_use(str(error))


def _knocked(office: "Office", number: int) -> "Identity":
    return office.knocks.one(OWNER, number).identity


def _say(person: "Person", key: str, here: Surroundings, *, as_json: bool) -> None:
    from language.texts import say

    if as_json:
        return print_json(_described(person))
    return echo(say(key, here.language, number=person.number, what=_what(person)))


def _what(person: "Person") -> str:
    done = person.appointment
    parts = [str(done.role), done.municipality_code, "+".join(sorted(done.functions)), done.function_name]
    return ", ".join(part for part in parts if part)


def _line(person: "Person", here: Surroundings) -> str:
    from language.formats import moment
    from language.texts import say

    who = person.identity
    name = person.display_name or say("cli_office.users.no_name", here.language)
    parts = [str(person.number), name, _what(person), f"{who.issuer} {who.tenant or '-'} {who.subject}"]
    if person.put_out_at is not None:
        at = moment(person.put_out_at, here.language)
        parts.append(say("cli_office.users.is_out", here.language, moment=at))
    return "\t".join(parts)


def _knock_line(knock: "Knock", here: Surroundings) -> str:
    from language.formats import integer, moment
    from language.texts import say

    language, who = here.language, knock.identity
    words = {
        "first": moment(knock.first_at, language),
        "last": moment(knock.last_at, language),
        "count": integer(knock.knock_count, language),
    }
    name = knock.display_name or say("cli_office.users.no_name", language)
    parts = [str(knock.number), name, f"{who.issuer} {who.tenant or '-'} {who.subject}"]
    parts.append(say("cli_office.users.came", language, **words))
    if knock.was_put_out is not None:
        parts.append(say("cli_office.users.was_here", language, number=knock.was_put_out))
    if knock.turned_away_at is not None:
        parts.append(say("cli_office.users.was_turned_away", language))
    return "\t".join(parts)


def _described(person: "Person") -> dict[str, Any]:
    done, who = person.appointment, person.identity
    return {
        "person": person.number,
        "name": person.display_name,
        "role": str(done.role),
        "municipality_code": done.municipality_code,
        "functions": sorted(done.functions),
        "function_name": done.function_name,
        "issuer": who.issuer,
        "tenant": who.tenant,
        "subject": who.subject,
        "admitted_at": person.admitted_at,
        "changed_at": person.changed_at,
        "put_out_at": person.put_out_at,
    }


def _knock(knock: "Knock") -> dict[str, Any]:
    who = knock.identity
    return {
        "unknown": knock.number,
        "name": knock.display_name,
        "issuer": who.issuer,
        "tenant": who.tenant,
        "subject": who.subject,
        "first_at": knock.first_at,
        "last_at": knock.last_at,
        "knock_count": knock.knock_count,
        "turned_away_at": knock.turned_away_at,
        "was_person": knock.was_put_out,
    }
