"""An office of each kind: in a file, and on a real PostgreSQL."""

import secrets
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from domain.settings import Settings
from office.office import Office
from tests.office.people_of_a_story import settings_on
from tests.postgres import cluster, make_database

Opened = Callable[..., Office]


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    """One cluster per worker: it starts in two seconds, less than agreeing with another worker about one."""
    with cluster() as address:
        make_database(address, "template_office")
        Office.open(settings_on(address.format(name="template_office")), Path("unused")).close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings with one issuer, and a database of the test's own."""
    if request.param == "sqlite":
        return settings_on(None)
    address = request.getfixturevalue("server")
    return settings_on(make_database(address, f"test_{secrets.token_hex(6)}", like="template_office"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def opened(settings: Settings, home: Path) -> Generator[Opened]:
    """`opened()` opens the office once more, as another process would."""
    offices: list[Office] = []

    def another(other: Settings | None = None) -> Office:
        offices.append(Office.open(other or settings, home))
        return offices[-1]

    yield another
    for office in offices:
        office.close()


@pytest.fixture
def office(opened: Opened) -> Office:
    return opened()
