"""What holds for all tests."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long runs (the marker `kills`) out, unless they are asked for with -m."""
    if "kills" in config.getoption("markexpr"):
        return
    long = [item for item in items if item.get_closest_marker("kills")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
