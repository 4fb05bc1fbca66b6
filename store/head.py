"""The head of the ledger once more, apart: how many lines it had, the hash of the last, and what was published.

A ledger that lost its end still looks like a ledger; the copy says that there was more. The ledger line is the
acknowledgement, so the copy comes after it and may be one line behind. It holds two records in turn: one that is torn
leaves the other.
"""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from store.canonical import canonical_json, canonical_sha256, read_json_object
from store.durable import read_whole, write_whole
from store.errors import StoreDamagedError, StoreNewerError, StoreUnwritableError

_RECORD: Final = 320  # bytes of one record, newline included: no record comes near
_FORMAT: Final = 1
_NO_AGE: Final = (-1, -1)  # of a record that is not sound: that one is written over first


@dataclass(frozen=True)
class Head:
    """`lines` of the ledger, the hash that the next one goes on from, and the last published `generation`."""

    lines: int
    hash: str
    generation: int

    def record(self) -> bytes:
        """One record of fixed length."""
        written: dict[str, Any] = {"format": _FORMAT, **asdict(self)}
        sealed = canonical_json({"head": written, "hash": canonical_sha256(written)}).encode("utf-8")
        return sealed.ljust(_RECORD - 1) + b"\n"


def read_head(path: Path) -> Head | None:
    """The newest sound record; None when there is no copy (a store of release 0.1.0 has none).

    Raises StoreDamagedError when no record is sound, StoreNewerError for the format of a newer release.
    """
    try:
        data = read_whole(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        key = "head_damaged" if path.is_file() else "no_file"
        raise StoreDamagedError(key, file=path.name, reason=error) from error
    found = [head for head in map(_read, _records(path, data)) if head is not None]
    if not found or len(data) != 2 * _RECORD:
        raise StoreDamagedError("head_damaged", file=path.name, reason="SHA-256")
    return max(found, key=_age)


def is_half_sound(path: Path) -> bool:
    """Whether exactly one of the two records is sound: a torn write, or a byte that was changed."""
    return sum(_read(record) is not None for record in _records(path, read_whole(path))) == 1


def make_head(path: Path, head: Head) -> None:
    """Makes the copy anew. Raises StoreUnwritableError."""
    write_whole(path, head.record() * 2)


def write_head(path: Path, head: Head) -> None:
    """Puts a record in the place of the older one, synced. Raises StoreUnwritableError."""
    try:
        descriptor = os.open(path, os.O_RDWR)
        try:
            records = [_read(os.pread(descriptor, _RECORD, offset)) for offset in (0, _RECORD)]
            first, second = (_NO_AGE if one is None else _age(one) for one in records)
            os.pwrite(descriptor, head.record(), 0 if first <= second else _RECORD)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreUnwritableError("unwritable", path=path, reason=error) from error


def _age(head: Head) -> tuple[int, int]:
    return head.lines, head.generation


def _records(path: Path, data: bytes) -> list[bytes]:
    newer = [part for part in (data[:_RECORD], data[_RECORD:]) if _format(part) not in (None, _FORMAT)]
    if newer:
        raise StoreNewerError("newer_format", file=path.name, what=f"format {_format(newer[0])}")
    return [data[:_RECORD], data[_RECORD:]]


def _sealed(record: bytes) -> dict[str, Any] | None:
    try:
        sealed: dict[str, Any] = read_json_object(record)
        written: dict[str, Any] = sealed["head"]
        return written if sealed["hash"] == canonical_sha256(written) else None
    except (KeyError, TypeError, ValueError):
        return None


def _format(record: bytes) -> object:
    written = _sealed(record)
    return None if written is None else written.get("format")


def _read(record: bytes) -> Head | None:
    written = _sealed(record)
    try:
        head = None if written is None else Head(written["lines"], written["hash"], written["generation"])
        return head if head is not None and head.record() == record else None
    except (KeyError, TypeError):
        return None
