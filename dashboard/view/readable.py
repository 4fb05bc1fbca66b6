"""Which version of the store a run shows: the newest, or the last that could be read when that one cannot.

What was read once stands in the memory of the app (`cached`), so whoever looks goes on with it while the store is put
right; the page says so. A store that could never be read shows no figures at all.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from dashboard.view import cached, state
from dashboard.view.cached import Moment
from dashboard.view.memory import Memory
from store.errors import StoreDamagedError, StoreError
from store.reader import StoreInfo
from store.store import Store

_STORES: Final = Memory(6)
CANNOT_BE_READ: Final = (StoreError, OSError)  # damaged, or not for us to read


@dataclass
class LastGood:
    """The newest version of a store that could be read; None while none was."""

    info: StoreInfo | None = None


def _last_good(home: str) -> LastGood:
    """One for everybody who looks at the store in `home`."""
    return _STORES.get(home, LastGood)


class Shown(NamedTuple):
    """The version that a run shows, and why it is not the newest; None where it is."""

    info: StoreInfo
    trouble: Exception | None


def shown() -> Shown:
    """Looks at the store once in a run. Raises one of CANNOT_BE_READ when no version of it could ever be read."""
    return state.once("shown", _shown)


def _shown() -> Shown:
    run = state.run()
    home, kept = run.places.home, _last_good(str(run.places.home))
    try:
        newest = Store(home).info()
        if kept.info is not None and kept.info.last_sequence and not newest.last_sequence:
            raise StoreDamagedError("home_gone", home=home)
        if kept.info is None or kept.info.version != newest.version:
            cached.known(Moment(str(home), newest.version, "now"), run.now)
            kept.info = newest
    except CANNOT_BE_READ as error:
        if kept.info is None:
            raise
        return Shown(kept.info, error)
    return Shown(newest, None)
