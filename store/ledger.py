"""The ledger: one hash-chained, synced line per event. The line *is* the acknowledgement."""

import hashlib
import re
import stat
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args

from store.canonical import canonical_json, moment_text, read_json_object, read_moment
from store.contents import Content, byte_sums
from store.durable import append, write_whole
from store.errors import NewerFormatError, StoreDamagedError, StoreNewerError

Kind = Literal[
    "intake", "rejection", "withdrawal", "quarantine_resolution", "redaction", "clock_repair", "lost",
    "completeness", "confirmation", "answer", "approval",
]  # fmt: skip
KINDS: Final[tuple[str, ...]] = get_args(Kind)
FORMATS: Final = (1, 2, 3)
PACKED_FORMAT: Final = 3  # of every line whose journal file is packed
ON_LINES: Final = ("redaction", "clock_repair")  # kinds that say something of earlier lines; new in format 2
JOURNAL_SUFFIXES: Final = (".jsonl", ".jsonl.zst")  # of files as earlier releases wrote them, and of packed ones
NO_CONTENT: Final = Content("", 0, 0, 0)  # of a line whose journal file is still to be made
FIRST_PREVIOUS_HASH: Final = "0" * 64
SEAL = re.compile(rb',"sums":\[(\d{1,20}),(\d{1,20})\],"hash":"([0-9a-f]{64})"\}$')


@dataclass(frozen=True)
class Redacted:
    """What a line that was replaced says of itself: the hash that it had at first, and the redaction that did it.

    The next line goes on from the first hash, so the chain holds; the redaction names the hash it has now.
    """

    hash: str
    by: int

    @classmethod
    def read(cls, written: dict[str, object]) -> "Redacted":
        """As `asdict` wrote it. Raises KeyError or ValueError for anything else."""
        first, by = written["hash"], written["by"]
        if not isinstance(first, str) or not isinstance(by, int):
            raise ValueError(f"no redaction: {written!r}")
        return cls(first, by)


@dataclass(frozen=True)
class LedgerLine:
    """One acknowledged event. `counts` are those of the receipt and of what was stored.

    `journal` is its journal file as it lies on the disk; `canonical_sha256` is the hash of what that is unpacked, None
    of the files of earlier releases, which are not packed.
    """

    sequence: int
    recorded_at: datetime
    kind: Kind
    file_name: str | None
    received_sha256: str | None
    received_on_behalf: str | None
    outcome: str
    journal: Content
    archive: Content | None
    archive_kind: str | None
    counts: dict[str, int]
    is_replay: bool
    is_synthetic: bool
    previous_hash: str
    redacted: Redacted | None = None
    canonical_sha256: str | None = None
    hash: str = ""

    @property
    def journal_name(self) -> str:
        """How its journal file is called."""
        return f"{self.journal.sha256}{JOURNAL_SUFFIXES[self.canonical_sha256 is not None]}"

    @property
    def chain_hash(self) -> str:
        """What the next line goes on from."""
        return self.redacted.hash if self.redacted else self.hash

    def facts(self) -> dict[str, Any]:
        """Everything but the journal file and the seal; with the journal file that makes the line again."""
        written: dict[str, Any] = {
            **{name: getattr(self, name) for name in _PLAIN_FIELDS},
            "format": 1,
            "recorded_at": moment_text(self.recorded_at),
            "archive": self.archive.as_json() if self.archive else None,
        }
        if self.redacted or self.kind in ON_LINES:
            written |= {"format": 2, "redacted": asdict(self.redacted) if self.redacted else None}
        return written

    def body(self) -> bytes:
        """Everything but the seal, as canonical JSON."""
        written = {**self.facts(), "journal": self.journal.as_json()}
        if self.canonical_sha256 is not None:
            written |= {"format": PACKED_FORMAT, "canonical_sha256": self.canonical_sha256}
        return canonical_json(written).encode("utf-8")

    def sealed(self) -> "LedgerLine":
        """The line with its hash."""
        return replace(self, hash=hashlib.sha256(self.body()).hexdigest())

    def length(self) -> int:
        """Bytes in the ledger, newline included."""
        return len(self.as_bytes())

    def as_bytes(self) -> bytes:
        """The line as it stands in the ledger, newline included."""
        return seal(self.body()) + b"\n"


_PLAIN_FIELDS: Final = (
    "sequence", "kind", "file_name", "received_sha256", "received_on_behalf", "outcome", "archive_kind", "counts",
    "is_replay", "is_synthetic", "previous_hash",
)  # fmt: skip


def seal(body: bytes) -> bytes:
    """A body with its sums (they say where a changed byte is) and its hash (it says that one is)."""
    byte_sum, byte_moment = byte_sums(body)
    digest = hashlib.sha256(body).hexdigest()
    return body[:-1] + f',"sums":[{byte_sum},{byte_moment}],"hash":"{digest}"}}'.encode()


def read_line(line: bytes) -> LedgerLine:
    """A line without its newline, checked against its own seal. Raises ValueError when a single byte is off.

    NewerFormatError (a ValueError) for a sound line that a newer release wrote.
    """
    found = SEAL.search(line)
    if found is None:
        raise ValueError("the line has no seal")
    body = line[: found.start()] + b"}"
    if seal(body) != line:
        raise ValueError("the line is not what its seal says")
    written = read_json_object(body)
    if written.get("format") not in FORMATS or written.get("kind") not in KINDS:
        raise NewerFormatError(f"format {written.get('format')}, kind {written.get('kind')}")
    try:
        read = line_of(written, Content.read(_object(written["journal"])))
        read = replace(read, canonical_sha256=_canonical(written), hash=found.group(3).decode())
    except (KeyError, TypeError) as error:
        raise ValueError(f"the line has not the fields of a ledger line: {error}") from error
    if read.body() != body:
        raise ValueError("the line is not in its canonical spelling")
    return read


def line_of(facts: dict[str, object], journal: Content) -> LedgerLine:
    """The line that `LedgerLine.facts` tells of, not sealed. Raises KeyError, TypeError or ValueError for others."""
    archive, redacted = facts["archive"], facts.get("redacted")
    return LedgerLine(
        **{name: facts[name] for name in _PLAIN_FIELDS},  # pyright: ignore[reportArgumentType]  written by us
        recorded_at=read_moment(str(facts["recorded_at"])),
        journal=journal,
        archive=Content.read(_object(archive)) if archive is not None else None,
        redacted=Redacted.read(_object(redacted)) if redacted is not None else None,
    )


def _canonical(written: dict[str, object]) -> str | None:
    sha256 = written.get("canonical_sha256")
    if not (sha256 is None or isinstance(sha256, str)):
        raise ValueError(f"no SHA-256: {sha256!r}")
    return sha256


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("a JSON object was expected")
    return value


@dataclass(frozen=True)
class Tail:
    """The end of the ledger from some offset on: whole lines, where they end, and a torn rest without newline."""

    lines: tuple[LedgerLine, ...]
    end: int
    torn: bytes


class Ledger:
    """The file with the lines."""

    def __init__(self, path: Path) -> None:
        """A ledger that need not be there yet."""
        self.path = path

    def size(self) -> int:
        """Bytes in the file; 0 when there is none. Raises StoreDamagedError for what is no file or cannot be seen."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(found.st_mode):
            raise StoreDamagedError("no_file", file=self.path.name)
        return found.st_size

    def check_head(self, *, size: int, sequence: int, head_hash: str) -> None:
        """Sees that the line that ends at `size` is the one with this hash. Raises StoreDamagedError."""
        if size == 0:
            return
        if self.size() < size:
            raise StoreDamagedError("ledger_cut", file=self.path.name, offset=self.size(), expected=size)
        end = f'"hash":"{head_hash}"}}\n'.encode()
        try:
            with self.path.open("rb") as file:
                file.seek(size - len(end))
                found = file.read(len(end))
        except OSError as error:
            raise self._unreadable(error) from error
        if found != end:
            raise StoreDamagedError("ledger_head_differs", file=self.path.name, line=sequence)

    def read(self, *, start: int = 0, previous_hash: str = FIRST_PREVIOUS_HASH, sequence: int = 0) -> Tail:
        """Every line after the one that ended at `start` with this hash and sequence.

        Raises StoreDamagedError at the first line that is not as it was written, and for a ledger that was cut off;
        StoreNewerError at the first that a newer release wrote.
        """
        if self.size() < start:
            raise StoreDamagedError("ledger_cut", file=self.path.name, offset=self.size(), expected=start)
        if self.size() == start:
            return Tail((), start, b"")
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                data = file.read()
        except OSError as error:
            raise self._unreadable(error) from error
        *whole, torn = data.split(b"\n")
        lines: list[LedgerLine] = []
        end = start
        for line in whole:
            previous_hash, sequence = self._follow(line, end, previous_hash, sequence, lines)
            end += len(line) + 1
        if torn and SEAL.search(torn[:-1]):  # a torn line is the beginning of a line; this is a line and more
            raise StoreDamagedError("ledger_damaged", file=self.path.name, line=sequence + 1, offset=end)
        return Tail(tuple(lines), end, torn)

    def _follow(
        self, line: bytes, offset: int, previous_hash: str, sequence: int, lines: list[LedgerLine]
    ) -> tuple[str, int]:
        try:
            read = read_line(line)
        except NewerFormatError as error:
            raise StoreNewerError("newer_format", file=self.path.name, what=error) from error
        except ValueError as error:
            raise StoreDamagedError("ledger_damaged", file=self.path.name, line=sequence + 1, offset=offset) from error
        if read.previous_hash != previous_hash or read.sequence != sequence + 1:
            raise StoreDamagedError("ledger_broken_chain", file=self.path.name, line=sequence + 1, offset=offset)
        lines.append(read)
        return read.chain_hash, read.sequence

    def _unreadable(self, error: OSError) -> StoreDamagedError:
        return StoreDamagedError("unreadable", file=self.path.name, reason=error)

    def set_torn_aside(self, tail: Tail) -> None:
        """Moves a line that was never finished, and so never acknowledged, to a file of its own.

        Only for who holds the writer's lock. Raises StoreUnwritableError.
        """
        if not tail.torn:
            return
        write_whole(self.path.with_name(f"{self.path.name}.torn-at-{tail.end}"), tail.torn)
        with self.path.open("r+b") as file:
            file.truncate(tail.end)
            file.flush()
        append(self.path, b"")

    def replace(self, lines: Iterable[LedgerLine]) -> int:
        """Puts other lines in the place of all; returns where the ledger ends now. Raises StoreUnwritableError."""
        data = b"".join(line.as_bytes() for line in lines)
        write_whole(self.path, data)
        return len(data)

    def add(self, line: LedgerLine, *, at: int) -> int:
        """Appends a sealed line, synced, to a ledger that ends at `at`; returns where it ends now.

        Raises StoreUnwritableError, and StoreDamagedError when it ends elsewhere; then nothing was added.
        """
        if self.size() != at:
            raise StoreDamagedError("ledger_moved", file=self.path.name, size=self.size(), expected=at)
        data = line.as_bytes()
        append(self.path, data)
        return at + len(data)
