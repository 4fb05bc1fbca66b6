"""Commands that go on beside the app: they look every so often, and end with whoever started them."""

import os
import time
from collections.abc import Iterator


def looks(pause: float) -> Iterator[None]:
    """One look after the other, so many seconds apart, until the process that started this one has ended."""
    parent = os.getppid()
    while os.getppid() == parent:
        yield
        time.sleep(pause)
