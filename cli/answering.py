"""`wams answers`: what everybody asks, answered when something was published, so that nobody waits for it."""

import os
from typing import Annotated, Final

import typer

from cli.looking import looks
from cli.outcome import echo, now
from cli.surroundings import Surroundings, surroundings

PAUSE: Final = 2.0  # seconds between two looks at the store: a batch publishes once
QUIET: Final = 3  # looks that find the same version before it is answered: while reports come in, none lasts
NICENESS: Final = 10  # whoever looks at a page goes before


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams answers",
        help="Answer what every page asks of what was published last, and keep it beside the store.",
    )(answers)


def answers(
    *,
    follow: Annotated[bool, typer.Option("--follow", help="go on after each publication, until stopped")] = False,
) -> None:
    """Answer what every page asks of what was published last, and keep it beside the store."""
    from store.errors import StoreError

    here = surroundings()
    if not follow:
        return echo(_told(_made(here)))
    os.nice(NICENESS)
    seen: list[str] = []
    for _ in looks(PAUSE):
        try:
            seen = [*seen[1 - QUIET :], here.store.version()]
            if len(seen) == QUIET and len(set(seen)) == 1 and (made := _made(here)):
                echo(_told(made))
        except (StoreError, OSError) as error:  # whoever looks at a page asks anew; the next look may go well
            echo(error.message[here.language] if isinstance(error, StoreError) else str(error), err=True)
    return None


def _told(made: int) -> str:
    return f"{made} answers made" if made else "the answers are there already, or there is nothing to answer"


def _made(here: Surroundings) -> int:
    """Makes the answers of what is published where they are not there yet; how many."""
    from domain.clocks import dutch_day, last_month_end
    from metrics.answers import made_by
    from metrics.readings.asked_beforehand import answers as answered
    from metrics.standing.reading import read_known
    from store.answers import keep_answers, kept_answers

    moment = now()
    of = made_by(here.register, here.programme, moment)
    home, version = here.places.home, here.store.version()
    if here.store.home.is_copy():  # they come with the generation
        return 0
    if here.store.info().last_sequence == 0 or kept_answers(home, version, of) is not None:
        return 0
    with here.store.reader() as reader:
        known, version = read_known(reader, here.register, here.programme, moment), reader.info.version
    found = answered(known, last_month_end(dutch_day(moment)))
    keep_answers(home, version, of, found)
    return len(found)
