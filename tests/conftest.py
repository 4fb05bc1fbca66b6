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
        long = [item for item in items if any(map(item.get_closest_marker, _LONG_RUNS))]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    _share_out(items)


def _share_out(items: list[pytest.Item]) -> None:
    """What a file makes for all of its tests is made by one worker, and the longest work comes first.

    So do the screens in a browser, which are served by one app: two workers would serve, and work out, all twice.
    """
    served = {item.path for item in items if "chromium" in item.fixturenames and "address" in item.fixturenames}
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            name = "screens in a browser" if item.path in served else item.path.relative_to(_HERE).as_posix()
            item.add_marker(pytest.mark.xdist_group(name))
    items.sort(key=lambda item: (item.path not in served, item.get_closest_marker("browser") is None))
