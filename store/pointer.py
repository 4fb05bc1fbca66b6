"""`current`: which generation is published, what it was made from, and what its file should be."""

from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from store.canonical import canonical_json, canonical_sha256, moment_text, read_json_object, read_moment
from store.durable import read_whole, write_whole
from store.errors import StoreDamagedError, StoreNewerError
from store.head import Head, read_head
from store.home import Home
from store.ledger import FIRST_PREVIOUS_HASH
from store.schema import schema_version


@dataclass(frozen=True)
class Pointer:
    """The published generation and the head of the ledger it shows. `tallies`: rows per table of the generation.

    Format 1 is that of release 0.1.0; format 2 adds how many repairs of the clock there were, and says that there is
    a copy of the ledger's head.
    """

    generation: int
    schema_version: int
    file_size: int
    file_sha256: str
    ledger_size: int
    last_sequence: int
    last_recorded_at: datetime | None
    head_hash: str
    is_replay: bool
    is_synthetic: bool
    tallies: dict[str, int]
    clock_repairs: int = 0
    format: int = 1

    @property
    def head(self) -> Head:
        """The copy of the ledger's head that goes with it."""
        return Head(self.last_sequence, self.head_hash, self.generation)

    def as_bytes(self) -> bytes:
        """The pointer as one line, with its own hash."""
        written: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.format == 1:
            del written["format"], written["clock_repairs"]
        if self.last_recorded_at is not None:
            written["last_recorded_at"] = moment_text(self.last_recorded_at)
        return canonical_json({"pointer": written, "hash": canonical_sha256(written)}).encode("utf-8") + b"\n"


FORMATS: Final = (1, 2)
NOTHING_PUBLISHED: Final = Pointer(0, 0, 0, "", 0, 0, None, FIRST_PREVIOUS_HASH, False, False, {})


def read_pointer(path: Path) -> Pointer:
    """The pointer, or NOTHING_PUBLISHED when there is none. Raises StoreDamagedError and StoreNewerError."""
    try:
        data = read_whole(path)
    except FileNotFoundError:
        return NOTHING_PUBLISHED
    except OSError as error:
        raise StoreDamagedError("pointer_unreadable", file=path.name, reason=error) from error
    return read_pointer_in(data, path.name)


def read_pointer_in(data: bytes, name: str) -> Pointer:
    """The pointer in the bytes of a file of that name. Raises StoreDamagedError and StoreNewerError."""
    try:
        sealed = read_json_object(data)
        written = sealed["pointer"]
        if not isinstance(written, dict) or sealed["hash"] != canonical_sha256(written):
            raise ValueError("the pointer is not what its hash says")
        if written.get("format", 1) not in FORMATS or written["schema_version"] > schema_version():
            what = f"format {written.get('format', 1)}, schema {written['schema_version']}"
            raise StoreNewerError("newer_format", file=name, what=what)
        moment = written["last_recorded_at"]
        values: dict[str, Any] = {**written, "last_recorded_at": None if moment is None else read_moment(moment)}
        pointer = Pointer(**values)
        if pointer.as_bytes() != data:
            raise ValueError("the pointer is not in its canonical spelling")
    except (KeyError, TypeError, ValueError) as error:
        raise StoreDamagedError("pointer_damaged", file=name) from error
    return pointer


def published(home: Home) -> Pointer:
    """The pointer of a store. Raises StoreDamagedError when it was changed, or is gone, and StoreNewerError.

    One generation without a pointer is what a first writer leaves that was killed between the two; more are not.
    """
    pointer = read_pointer(home.pointer)
    if pointer.generation == 0:
        head = read_head(home.head)
        if (head is not None and head.generation > 0) or len(home.generation_numbers()) > 1:
            pointer = read_pointer(home.pointer)  # the first one may have been published between the two looks
            if pointer.generation == 0:
                raise StoreDamagedError("pointer_missing", file=home.pointer.name)
            return pointer
        _refuse_lost_ledger(home, head)
    return pointer


def _refuse_lost_ledger(home: Home, head: Head | None) -> None:
    """A store without ledger is empty only when nothing says that there was more."""
    if home.ledger.size() == 0 and (head.lines > 0 if head is not None else any(home.journal_files())):
        raise StoreDamagedError("ledger_missing", file=home.ledger.path.name)


def write_pointer(path: Path, pointer: Pointer) -> None:
    """Publishes: from this moment readers see the new generation. Raises StoreUnwritableError."""
    write_whole(path, pointer.as_bytes())
