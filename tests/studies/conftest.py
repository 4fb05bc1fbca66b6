"""What every study needs."""

import pytest

from domain.municipalities import Register
from domain.programme import Programme
from studies.country import Setting


@pytest.fixture(scope="session")
def setting() -> Setting:
    """The municipalities and the programme of the project."""
    return Setting(Register.load(), Programme.load())
