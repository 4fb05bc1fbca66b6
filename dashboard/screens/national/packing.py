"""Many months of small whole numbers in a short text, month after month only what changed.

The stream holds for each month how many cells changed, then for each of them, in order, one number: its distance to the
changed cell before it (0: right behind it) times 2**bits, plus its new value. Numbers are in base 128, lowest part
first, all bytes but the last with the high bit set; the whole is base64. Before the first month every cell is `start`.
"""

import base64
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def packed(months: Sequence[NDArray[np.int64]], *, bits: int, start: int) -> str:
    """`months`: for each month the value of every cell, each below 2**bits."""
    stream = bytearray()
    before = np.full(len(months[0]) if months else 0, start, dtype=np.int64)
    for now in months:
        changed = np.flatnonzero(now != before)
        gaps = np.diff(changed, prepend=-1) - 1
        write_number(stream, len(changed))
        for number in ((gaps << bits) | now[changed]).tolist():
            write_number(stream, number)
        before = now
    return in_text(stream)


def in_text(stream: bytearray) -> str:
    """A stream as the browser takes it."""
    return base64.b64encode(bytes(stream)).decode("ascii")


def write_number(stream: bytearray, number: int) -> None:
    """Adds a number, not below zero."""
    while number > 127:
        stream.append((number & 127) | 128)
        number >>= 7
    stream.append(number)
