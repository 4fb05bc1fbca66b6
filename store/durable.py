"""Bytes that are on the disk when the call returns, whole or not at all; readable by their owner only."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from store.errors import SaidInWordsError, StoreUnwritableError

TEMPORARY_SUFFIX = ".writing"
FILE_MODE = 0o600  # reports of named municipalities, and what was refused of them
DIRECTORY_MODE = 0o700


def read_whole(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, also for what is no file: a pipe would make the reader wait for ever."""
    see_regular(path)
    with path.open("rb") as file:
        return file.read()


def see_regular(path: Path) -> None:
    """Sees that there is a file of that name, and no folder or pipe. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise SaidInWordsError("no_file")


def is_there(path: Path) -> bool:
    """Whether there is anything of that name, readable or not. Raises OSError when that cannot be seen."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def make_directory(directory: Path) -> None:
    """Makes a directory and sees to it that it survives a power cut. Raises StoreUnwritableError."""
    try:
        if directory.is_dir():
            return
        directory.parent.mkdir(parents=True, exist_ok=True)
        directory.mkdir(mode=DIRECTORY_MODE, exist_ok=True)
        sync_directory(directory.parent)
    except OSError as error:
        raise StoreUnwritableError("unwritable", path=directory, reason=error) from error


def write_whole(path: Path, data: bytes) -> None:
    """Writes (or replaces) a file: written aside, synced, renamed, directory synced. Raises StoreUnwritableError."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        aside.rename(path)
        sync_directory(path.parent)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise StoreUnwritableError("unwritable", path=path, reason=error) from error


def append(path: Path, data: bytes) -> None:
    """Adds to the end of a file and syncs it; on failure the file gets its old length back.

    Raises StoreUnwritableError.
    """
    try:
        is_new = not is_there(path)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
        try:
            length_before = os.fstat(descriptor).st_size
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, length_before)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            sync_directory(path.parent)
    except OSError as error:
        raise StoreUnwritableError("unwritable", path=path, reason=error) from error


def sync_file(path: Path) -> None:
    """Puts what was written to a file on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(directory: Path) -> None:
    """Puts the names in a directory on the disk."""
    sync_file(directory)


def sweep_unfinished(directory: Path) -> None:
    """Removes what an interrupted writer left aside; only for who holds the writer's lock."""
    for aside in directory.glob(f".*{TEMPORARY_SUFFIX}*"):
        aside.unlink(missing_ok=True)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
