"""`--as`: asked as somebody with that role would get it; without it the command line is the owner of the store."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

import typer

from cli.knowing import known_at
from cli.outcome import end_not_done, end_wrong_use
from cli.surroundings import Surroundings
from domain.bilingual import Language
from domain.principal import OWNER, Principal, Role

if TYPE_CHECKING:
    from metrics.defining.request import Request
    from metrics.released.answer import ReleasedFigure
    from metrics.released.release import Asking
    from metrics.standing.known import Known

AS_ROLE: Final = typer.Option(
    "--as",
    metavar="ROLE[:CODE]",
    help="as this role gets it: lezer, gemeente:GM0363, ministerie, vng, beheerder; without a day the last month end",
)


def asking_as(written: str | None, here: Surroundings) -> "Asking":
    """Who asks, under the agreement of this installation, with what the municipalities said to the office.

    Ends with 2 for a role that there is not.
    """
    from access.agreement import Agreement
    from access.policy import sees_every_group
    from domain.settings import SettingsError
    from metrics.released.release import Asking

    if written is None:
        return Asking(OWNER, Agreement.of(here.programme))
    principal = _principal(written, here)
    try:
        readers = here.settings.readers_see_figures
    except SettingsError as error:
        end_wrong_use(str(error))
    yes, rounds = _told_to_office(principal, here)
    agreement = Agreement.of(here.programme, yes_to_ministry=yes, readers_see_figures=readers)
    if sees_every_group(principal, agreement):  # asks any moment, and nothing is worked out of the rounds
        return Asking(principal, agreement)
    return Asking(principal, agreement, [known_at(here, closed) for closed in rounds])


def _told_to_office(principal: Principal, here: Surroundings) -> tuple[frozenset[str], tuple[datetime, ...]]:
    """Who said yes to being seen by name, and the moments that closed rounds are known on."""
    from domain.statements import Table
    from office.office import Office

    if not Office.is_there(here.settings, here.places.home):
        return frozenset(), ()
    with here.office() as office:
        return office.agreement.yes_to(principal, Table.MILESTONE), office.rounds.closed_moments(principal)


def answered(
    key: str, known: "Known", request: "Request", asking: "Asking", *, is_now: bool, language: Language
) -> "ReleasedFigure":
    """The figure, with the reason in words where something is withheld. Ends with 3 where nothing may be seen."""
    from access.policy import RefusedError
    from metrics.released.release import released

    try:
        return released(key, known, request, asking, is_now=is_now).in_words(language)
    except RefusedError as error:
        end_not_done(error.words(language))


def _principal(written: str, here: Surroundings) -> Principal:
    from access.looking_as import ROLES
    from domain.name_notations import code_as_written

    roles = {word: role for dutch, role in ROLES.items() for word in (dutch, str(role))}
    name, _, municipality = written.partition(":")
    role = roles.get(name.strip().casefold())
    if role is None:
        end_wrong_use(f"--as {written!r}: there is no such role; there is: {', '.join(roles)}")
    if role is not Role.MUNICIPALITY:
        if municipality:
            end_wrong_use(f"--as {written!r}: only gemeente has a municipality; write --as {name}")
        return Principal(role)
    if not municipality.strip():
        end_wrong_use(f"--as {written!r}: say which municipality, for example --as {name}:GM0363")
    code = code_as_written(municipality.strip()) or municipality.strip()
    if code not in here.register.by_code:
        end_wrong_use(f"--as {written!r}: no municipality has this code; ask `wams resolve` for the code of a name")
    return Principal(role, code)
