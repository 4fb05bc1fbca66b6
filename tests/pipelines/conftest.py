"""What the tests of the intake share."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain.municipalities import Register
from domain.programme import Programme
from store.store import Store
from tests.pipelines.desk import Desk

REGISTERS = Path(__file__).parents[1] / "fixtures" / "registers"


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="session")
def merging_register() -> Register:
    """Duinoord and Veenwoude merge into Duinveen on 1 January 2026; Heideberg is split on that day."""
    return Register.load(REGISTERS / "merger_2026")


@pytest.fixture(scope="session")
def programme() -> Programme:
    return Programme.load()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


@pytest.fixture
def desk(store: Store, register: Register, programme: Programme) -> Generator[Desk]:
    with store.writer(holder="test") as writer:
        yield Desk(writer, register, programme)


@pytest.fixture
def merging_desk(store: Store, merging_register: Register, programme: Programme) -> Generator[Desk]:
    with store.writer(holder="test") as writer:
        yield Desk(writer, merging_register, programme)
