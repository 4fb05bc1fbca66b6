"""What is run when nothing is asked for."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("without a clock", deadline=None)  # how fast a machine is says nothing of what is right
settings.load_profile("without a clock")

_HERE = Path(__file__).parent
_LONG_RUNS = ("kills", "long")


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long runs out, unless one of their markers is asked for with -m; who works beside another shares."""
    if not any(marker in config.getoption("markexpr") for marker in _LONG_RUNS):
        config.hook.pytest_deselected(items=[item for item in items if _is_long(item)])
        items[:] = [item for item in items if not _is_long(item)]
    _share_out(items)


def _is_long(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, _LONG_RUNS))


def _share_out(items: list[pytest.Item]) -> None:
    """What a file makes for all of its tests is made by one worker.

    All that is done in a browser is done by one too, and first: two would serve, and work out, the same screens, and
    two browsers at once are too much for what has to be there within a moment.
    """
    in_a_browser = {item.path for item in items if item.get_closest_marker("browser") and not _group(item)}
    for item in items:
        if not _group(item):
            name = "in a browser" if item.path in in_a_browser else item.path.relative_to(_HERE).as_posix()
            item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: item.path not in in_a_browser)


def _group(item: pytest.Item) -> pytest.Mark | None:
    return item.get_closest_marker("xdist_group")
