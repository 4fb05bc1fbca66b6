"""What bytes should be: their hash to see that they changed, two sums to see where."""

import hashlib
import re
from dataclasses import dataclass
from typing import Self

import numpy as np

_CHUNK = 1 << 16  # stays in the cache of a processor: two thirds of the time of a megabyte at once
_SHA256 = re.compile("[0-9a-f]{64}")  # it becomes part of a path


@dataclass(frozen=True)
class Content:
    """The identity of some bytes.

    `byte_sum` is the sum of all bytes and `byte_moment` the sum of each byte times its offset (both mod 2^64). When
    one byte has changed, the two differences tell which and what it was; the hash then proves it.
    """

    sha256: str
    size: int
    byte_sum: int
    byte_moment: int

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The identity that these bytes have now."""
        return cls(hashlib.sha256(data).hexdigest(), len(data), *byte_sums(data))

    @classmethod
    def read(cls, written: dict[str, object]) -> Self:
        """The identity as it was written with `as_json`. Raises KeyError, TypeError or ValueError for anything else."""
        sha256 = written["sha256"]
        numbers = [written[name] for name in ("size", "byte_sum", "byte_moment")]
        if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256) or not all(isinstance(n, int) for n in numbers):
            raise ValueError(f"no identity of bytes: {written!r}")
        return cls(sha256, *(n for n in numbers if isinstance(n, int)))

    def as_json(self) -> dict[str, object]:
        """The identity as plain values."""
        return {
            "sha256": self.sha256,
            "size": self.size,
            "byte_sum": self.byte_sum,
            "byte_moment": self.byte_moment,
        }

    def fits(self, data: bytes) -> bool:
        """Whether these are the bytes."""
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.sha256


def byte_sums(data: bytes) -> tuple[int, int]:
    """The sum of all bytes, and of each byte times its offset, mod 2^64."""
    total = moment = 0
    for start in range(0, len(data), _CHUNK):
        chunk = np.frombuffer(data[start : start + _CHUNK], dtype=np.uint8).astype(np.uint64)
        chunk_sum = int(chunk.sum())
        total += chunk_sum
        moment += int((chunk * np.arange(len(chunk), dtype=np.uint64)).sum()) + start * chunk_sum
    return total % 2**64, moment % 2**64


def single_change(found: bytes, byte_sum: int, byte_moment: int) -> tuple[int, int] | None:
    """Offset and former value of the one byte that would explain other sums than these; a guess to be proven."""
    found_sum, found_moment = byte_sums(found)
    difference, moment = byte_sum - found_sum, byte_moment - found_moment
    if difference == 0 or moment % difference:
        return None
    offset = moment // difference
    if not 0 <= offset < len(found) or not 0 <= found[offset] + difference <= 255:
        return None
    return offset, found[offset] + difference
