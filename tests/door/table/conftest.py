"""One installation for the whole table: the six people, somebody unknown, and a store with what may not leak."""

from collections.abc import Iterator, Mapping

import pytest

from cli.signing_in_example import ISSUER
from domain.principal import OWNER, Function, Role
from domain.statements import Table
from office.acts import Way
from office.identity import Appointment, Identity
from tests.door.signing_in import Browser, Installation, installed, now
from tests.door.table import canaries
from tests.door.table.agreed import EVERYBODY, NOBODY, SAID_YES, SOMEBODY_ELSE


@pytest.fixture(scope="package")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Where it answers."""
    home = tmp_path_factory.mktemp("table")
    canaries.build(home)
    many = {"sign_in_attempts_per_minute": 10_000, "requests_per_minute": 100_000}
    many |= {"session_hours": 24, "idle_minutes": 24 * 60}  # the whole table takes longer than a lunch break
    with installed(home, **many) as found:
        with found.office() as office:
            office.agreement.note(OWNER, SAID_YES, Table.MILESTONE, says_yes=True, way=Way.COMMAND_LINE, now=now())
            works = Appointment(Role.MUNICIPALITY, canaries.UTRECHT, frozenset({Function.CONTACT}))
            who = Identity(ISSUER, None, SOMEBODY_ELSE)
            office.people.admit(OWNER, who, works, display_name=SOMEBODY_ELSE, way=Way.COMMAND_LINE, now=now())
        yield found


@pytest.fixture(scope="package")
def visits(installation: Installation) -> Mapping[str, Browser]:
    """Everybody, as far in as they come; a visit holds their cookies."""
    found = {who: Browser(installation) for who in EVERYBODY}
    for who, visit in found.items():
        if who != NOBODY:
            visit.sign_in(who)
    return found
