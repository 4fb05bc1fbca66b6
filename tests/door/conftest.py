"""The app as it is served, on an empty store: what stands before it does not look at what is in it."""

from collections.abc import Iterator

import pytest

from tests.dashboard.browser import served


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app answers."""
    with served(tmp_path_factory.mktemp("empty")) as found:
        yield found
