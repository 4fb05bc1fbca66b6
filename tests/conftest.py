"""What is run when nothing is asked for."""

import pytest
from hypothesis import settings

settings.register_profile("without a clock", deadline=None)  # how fast a machine is says nothing of what is right
settings.load_profile("without a clock")

_LONG_RUNS = ("kills", "long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long runs out, unless one of their markers is asked for with -m."""
    if any(marker in config.getoption("markexpr") for marker in _LONG_RUNS):
        return
    long = [item for item in items if any(map(item.get_closest_marker, _LONG_RUNS))]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
