"""An installation of the API: an empty one per test, and one with a made-up province for who only reads."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.api.installation import Installation
from tests.dashboard.countries import Country


@pytest.fixture
def installation(tmp_path: Path) -> Generator[Installation]:
    made = Installation.at(tmp_path / "home")
    yield made
    made.visitors.office.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    """Thirteen municipalities of one province, of which twelve said something, and one from elsewhere."""
    home = tmp_path_factory.mktemp("api") / "home"
    Country(said_count=12, part_said=0.7, standings="mixed").build(home)
    made = Installation.at(home)
    yield made
    made.visitors.office.close()
