"""An office of each kind: in a file, and on a real PostgreSQL."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from domain.settings import Settings
from office.office import Office
from tests.office.people_of_a_story import settings_on
from tests.postgres import cluster, empty, make_database, shape_of

Opened = Callable[..., Office]


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    """One cluster per worker: it starts in two seconds, less than agreeing with another worker about one."""
    with cluster() as address:
        yield address


@pytest.fixture(scope="session")
def office_on_server(server: str) -> tuple[str, str | None]:
    """The address of an office on it, and the shape of its tables before any test."""
    address = make_database(server, "office")
    Office.open(settings_on(address), Path("unused")).close()
    return address, shape_of(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings with one issuer, and a database with nothing in it."""
    if request.param == "sqlite":
        return settings_on(None)
    address, shape = request.getfixturevalue("office_on_server")
    is_changed = shape_of(address) != shape
    empty(address, whole=is_changed)
    if is_changed:
        Office.open(settings_on(address), Path("unused")).close()
    return settings_on(address)


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
