"""One file of the audit log: its lines, synced as they come, and a copy of its head beside it."""

import fcntl
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from office.acts import Entry
from office.audit_line import Line, NewerLineError, first_hash, sha256_of
from office.errors import Message, OfficeUnavailableError, message_of

FILE_MODE: Final = 0o600
DIRECTORY_MODE: Final = 0o700
HEAD_SUFFIX: Final = ".head"
_RECORD: Final = 160  # bytes of one record of the head, newline included


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with the audit log. `torn`: a last line that was never finished; nothing is lost by it.

    `newer`: nothing is wrong with it, but only a newer release can tell.
    """

    file: str
    byte_offset: int | None
    message: Message
    kind: str = "damage"

    @classmethod
    def of(cls, file: str, key: str, *, at: int | None = None, kind: str = "damage", **values: object) -> "Finding":
        """What the text of this whole key says of the file."""
        return cls(file, at, message_of(key, file=file, **values), kind)


@dataclass(frozen=True)
class Chain:
    """The lines of a file as far as they are sound, where they end, and what is wrong after that."""

    lines: tuple[Line, ...]
    end: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong but a line that was never finished."""
        return all(finding.kind == "torn" for finding in self.findings)

    def hash_of(self, number: int, name: str) -> str:
        """The hash of a line by its number; of line 0 what the first goes on from."""
        return self.lines[number - 1].hash if number else first_hash(name)


def read_chain(data: bytes, name: str) -> Chain:
    """Every line up to the first that is not as it was written."""
    *whole, torn = data.split(b"\n")
    lines: list[Line] = []
    end, previous = 0, first_hash(name)
    for written in whole:
        number = len(lines) + 1
        try:
            line = Line.read(written)
        except NewerLineError:
            found = Finding.of(name, "office.audit_newer", at=end, line=number, kind="newer")
            return Chain(tuple(lines), end, (found,))
        except ValueError:
            return Chain(tuple(lines), end, (Finding.of(name, "office.audit_changed", at=end, line=number),))
        if line.previous_hash != previous or line.number != number:
            return Chain(tuple(lines), end, (Finding.of(name, "office.audit_broken", at=end, line=number),))
        lines.append(line)
        previous = line.hash
        end += len(written) + 1
    unfinished = (Finding.of(name, "office.audit_torn", at=end, kind="torn"),) if torn else ()
    return Chain(tuple(lines), end, unfinished)


@dataclass(frozen=True)
class Head:
    """How many lines a file had, and the hash of the last. Written after the line: it may be one behind, never ahead.

    There are two records that are written in turn: one that is torn leaves the other.
    """

    lines: int
    hash: str

    def record(self) -> bytes:
        """One record of fixed length."""
        seal = sha256_of([self.lines, self.hash])
        return f"{self.lines:020d} {self.hash} {seal}".encode().ljust(_RECORD - 1) + b"\n"

    @classmethod
    def read(cls, path: Path) -> "Head | None":
        """The newest sound record; None where there is none. Raises OSError."""
        data = path.read_bytes()
        found = [_read_record(data[:_RECORD]), _read_record(data[_RECORD:])]
        return max((head for head in found if head is not None), key=lambda head: head.lines, default=None)


def _read_record(record: bytes) -> Head | None:
    try:
        lines, sealed, _ = record.decode("ascii").split()
        head = Head(int(lines), sealed)
    except ValueError:
        return None
    return head if head.record() == record else None


class OpenFile:
    """A file that this process alone adds to, for as long as it holds the lock on it."""

    def __init__(self, path: Path, descriptor: int, chain: Chain) -> None:
        """Goes on where the chain ends."""
        self.path = path
        self.lines = len(chain.lines)
        self.hash = chain.hash_of(self.lines, path.name)
        self._end = chain.end
        self._descriptor = descriptor
        self._head = os.open(head_path(path), os.O_RDWR | os.O_CREAT, FILE_MODE)

    @classmethod
    def make(cls, directory: Path, month: str, machine: str) -> "OpenFile":
        """A new file, empty and locked. Raises OSError."""
        for one in (directory.parent, directory):  # mkdir gives its mode to the last of them only
            one.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
        path = directory / f"{month}-{machine}-{secrets.token_hex(4)}.jsonl"
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, FILE_MODE)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        made = cls(path, descriptor, Chain((), 0, ()))
        sync_directory(directory)
        return made

    @classmethod
    def take(cls, path: Path) -> "OpenFile | None":
        """The file of a process that has ended; None while somebody has it, or when it is not sound. Raises OSError."""
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            data = path.read_bytes()
            chain = read_chain(data, path.name)
            if chain.is_sound and not of_head(path, chain):
                _set_torn_aside(path, descriptor, data[chain.end :], chain.end)
                return cls(path, descriptor, chain)
        except BlockingIOError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    @property
    def is_ours(self) -> bool:
        """Whether the file is still there and ends where we left it: nobody else added to it or took it away."""
        found = os.fstat(self._descriptor)
        return found.st_nlink > 0 and found.st_size == self._end

    def add(self, entry: Entry) -> Line:
        """Appends a line, synced; then the head. On failure the file gets its old length back.

        Raises OfficeUnavailableError.
        """
        line = Line.after_line(self.lines, self.hash, entry)
        data = line.as_bytes()
        try:
            try:
                _write_all(self._descriptor, data)
                os.fsync(self._descriptor)
            except OSError:
                os.ftruncate(self._descriptor, self._end)
                raise
            self.lines, self.hash, self._end = line.number, line.hash, self._end + len(data)
            os.pwrite(self._head, Head(self.lines, self.hash).record(), _RECORD * (self.lines % 2))
            os.fsync(self._head)
        except OSError as error:
            raise unwritable(self.path, error) from error
        return line

    def close(self) -> None:
        """Lets go of the file: another process may go on with it."""
        os.close(self._head)
        os.close(self._descriptor)


def head_path(path: Path) -> Path:
    """Where the copy of the head of a file lies."""
    return path.with_name(path.name + HEAD_SUFFIX)


def of_head(path: Path, chain: Chain) -> tuple[Finding, ...]:
    """What the copy of the head says of a sound chain: nothing, or that lines are gone or were replaced."""
    name = path.name
    try:
        head = Head.read(head_path(path))
    except FileNotFoundError:
        head = None
    except OSError as error:
        return (Finding.of(name, "office.audit_unreadable", reason=error.strerror or error),)
    if head is None:  # of one line: the process was killed between the line and its first head
        return (Finding.of(name, "office.audit_no_head"),) if len(chain.lines) > 1 else ()
    return beyond(name, chain, head.lines, head.hash)


def beyond(name: str, chain: Chain, lines: int, sealed: str) -> tuple[Finding, ...]:
    """Whether the chain has so many lines, and that hash there."""
    if lines > len(chain.lines):
        return (Finding.of(name, "office.audit_short", found=len(chain.lines), expected=lines),)
    if chain.hash_of(lines, name) != sealed:
        return (Finding.of(name, "office.audit_replaced", line=lines),)
    return ()


def unwritable(path: Path, error: OSError) -> OfficeUnavailableError:
    """What to say when a file of the log cannot be written."""
    return OfficeUnavailableError("office.unwritable", place=path, reason=error.strerror or error)


def _set_torn_aside(path: Path, descriptor: int, torn: bytes, end: int) -> None:
    """A line that was never finished was never acknowledged; it is kept beside the file, and the next begins anew."""
    if torn:
        aside = os.open(path.with_name(f"{path.name}.torn-at-{end}"), os.O_WRONLY | os.O_CREAT, FILE_MODE)
        try:
            _write_all(aside, torn)
        finally:
            os.close(aside)
        os.ftruncate(descriptor, end)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_directory(directory: Path) -> None:
    """Puts the names in a directory on the disk. Raises OSError."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
