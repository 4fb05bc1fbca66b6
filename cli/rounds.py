"""`wams rounds`: a period with a day on which VNG reads what came in; open one, close one with a snapshot."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.outcome import asked_day, echo, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.principal import OWNER

if TYPE_CHECKING:
    from office.rounds import Round

app = typer.Typer(help="Rounds of reporting: list, open, close.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("list", epilog="Example: wams rounds list --json")
def list_(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """List every round, the first to open first."""
    from language.texts import say

    here = surroundings()
    with here.made_office() as office:
        rounds = office.rounds.all(OWNER)
    if as_json:
        return print_json([one.facts() for one in rounds])
    if not rounds:
        return echo(say("cli_office.rounds.none", here.language))
    for one in rounds:
        echo(_line(one, here))
    return None


@app.command("open", epilog='Example: wams rounds open "Najaar 2026" --from 2026-09-30 --read-on 2026-11-15')
def open_(
    name: Annotated[str, typer.Argument(help="what it is called, in letters too")],
    *,
    opens_on: Annotated[str, typer.Option("--from", help="the day on which it opens: 2026-09-30")],
    read_on: Annotated[str, typer.Option(help="the day on which VNG reads what came in; it ends nothing")],
    asks_approval: Annotated[bool, typer.Option("--approval", help="its reports await an approval")] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Announce a round, for now or for later; a report outside a round is as welcome."""
    from office.acts import Way

    here = surroundings()
    days = {"opens_on": asked_day(opens_on, "--from"), "read_on": asked_day(read_on, "--read-on")}
    with here.office() as office:
        one = office.rounds.open(OWNER, name, **days, asks_approval=asks_approval, way=Way.COMMAND_LINE, now=now())
    return print_json(one.facts()) if as_json else echo(_line(one, here))


@app.command("close", epilog="Example: wams rounds close 3 --as-of 2026-10-31")
def close(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="as `wams rounds list` gives it")],
    *,
    as_of: Annotated[str, typer.Option(help="the day its figures speak of: 2026-10-31")],
    known_on: Annotated[str | None, typer.Option(help="as known on this moment; default now")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Close a round with the day and the moment that its figures speak of; letters can name them for good."""
    from domain.clocks import known_on_moment
    from office.acts import Way
    from office.rounds import Snapshot

    here, moment = surroundings(), now()
    try:
        known = known_on_moment(known_on, now=moment) if known_on else moment
    except ValueError as error:
        end_wrong_use(str(error))
    snapshot = Snapshot(asked_day(as_of, "--as-of"), known)
    with here.made_office() as office:
        one = office.rounds.close(OWNER, number, snapshot, way=Way.COMMAND_LINE, now=moment)
    return print_json(one.facts()) if as_json else echo(_line(one, here))


def _line(one: "Round", here: Surroundings) -> str:
    from language.formats import day, moment
    from language.texts import say

    parts = [str(one.number), one.name, day(one.opens_on, here.language), day(one.read_on, here.language)]
    if one.asks_approval:
        parts.append(say("cli_office.rounds.approval", here.language))
    if one.snapshot is not None:
        told = {"as_of": day(one.snapshot.as_of, here.language)}
        told["known_on"] = moment(one.snapshot.known_on, here.language)
        parts.append(say("cli_office.rounds.closed", here.language, **told))
    return "\t".join(parts)
