"""What was made once, for everybody who asks it in this process.

In place of `st.cache_resource`, which writes out and hashes every part of a key at each asking: 0.1 to 0.4 ms, of a
page that asks hundreds of times a third of its processor. Here a key is compared as Python compares it: 0.002 ms.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class _Place(Generic[Made]):
    """Where one thing is made and then stands; whoever comes while it is made waits for it."""

    __slots__ = ("is_made", "lock", "made")

    def __init__(self) -> None:
        self.lock = RLock()
        self.is_made = False
        self.made: Made


class Memory:
    """The last `most` things that were asked, by their keys. What is kept is shared, and must not be changed.

    Two who ask for the same at once get one thing, made once. What raises is not kept: the next one tries again.
    """

    def __init__(self, most: int) -> None:
        """`most`: how many are kept; the one that was not asked for longest goes first."""
        self._most = most
        self._places: OrderedDict[Hashable, _Place[Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What stands under a key, made where nothing does. Raises what `make` raises."""
        with self._lock:
            place: _Place[Made] | None = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place()
                if len(self._places) > self._most:
                    self._places.popitem(last=False)
            else:
                self._places.move_to_end(key)
        if place.is_made:
            return place.made
        with place.lock:
            if not place.is_made:
                try:
                    place.made = make()
                except BaseException:  # a run that is cut short, too
                    self._forget(key, place)
                    raise
                place.is_made = True
        return place.made

    def _forget(self, key: Hashable, place: _Place[Any]) -> None:
        with self._lock:
            if self._places.get(key) is place:
                del self._places[key]
