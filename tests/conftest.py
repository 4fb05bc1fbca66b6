"""What is run when nothing is asked for."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("without a clock", deadline=None)  # how fast a machine is says nothing of what is right
settings.load_profile("without a clock")

_HERE = Path(__file__).parent
_TABLE, _IN_A_BROWSER = "tests/door/table/", "in a browser"
_LONG_RUNS = ("kills", "long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long runs out, unless one of their markers is asked for with -m; what is in a browser comes first."""
    if not any(marker in config.getoption("markexpr") for marker in _LONG_RUNS):
        config.hook.pytest_deselected(items=[item for item in items if _is_long(item)])
        items[:] = [item for item in items if not _is_long(item)]
    items.sort(key=lambda item: work_of(item.nodeid) != _IN_A_BROWSER)


def _is_long(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, _LONG_RUNS))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Deals out whole pieces of work, in their order; the groups of xdist 3.8 are not read by pytest 9.2."""
    return _PiecesOfWork(config, log)


class _PiecesOfWork(LoadScopeScheduling):
    """Each piece to one worker, which makes once what its tests share."""

    def _split_scope(self, nodeid: str) -> str:
        return work_of(nodeid)


def work_of(nodeid: str) -> str:
    """A file; the table of roles, which shares an installation; and all that is done in a browser.

    The last by one worker: two would serve, and work out, the same screens, and two browsers at once are too much for
    what has to be there within a moment.
    """
    file = nodeid.partition("::")[0]
    if file.startswith(_TABLE):
        return _TABLE
    return _IN_A_BROWSER if _opens_a_browser(file) else file


@cache
def _opens_a_browser(file: str) -> bool:
    return "pytest.mark.browser" in (_HERE.parent / file).read_text(encoding="utf-8")
