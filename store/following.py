"""A copy of a store that is published elsewhere: what other machines put in a shared folder, read from a disk of ours.

A copy is a home with a generation and a pointer, and without a journal: nothing is written to it but by following.
"""

from contextlib import suppress
from pathlib import Path

from store.construction import KEPT_GENERATIONS, file_sha256
from store.durable import make_directory, read_whole, write_whole
from store.errors import NoStoreError, StoreDamagedError, StoreNewerError
from store.home import Home
from store.lock import writers_lock
from store.pointer import write_pointer
from store.schema import schema_version
from store.shared import ATTEMPTS, Edition, copy_checked, parts_of, read_edition


def follow(home: Home, folder: Path, *, whole: bool = False, wait_seconds: float = 30.0) -> bool:
    """Takes over what counts in a shared folder; whether that was anything new.

    First its files, each held against its hash, then the pointer: who reads at that moment sees the one or the other.
    `whole`: what is here already is held against its hash too. Raises NoStoreError for the home of a store of its own,
    StoreDamagedError, StoreNewerError, StoreBusyError and StoreUnwritableError; what was shown here still is.
    """
    home.see_room()
    if not home.is_copy() and home.is_one():
        raise NoStoreError("copy_into_store", home=home.directory)
    make_directory(home.directory)
    with writers_lock(home.lock, holder="wams fetch", wait_seconds=wait_seconds):
        for attempt in range(ATTEMPTS):
            edition, data = read_edition(folder)
            if home.is_copy() and read_whole(home.copied) == data and not (whole and _is_damaged(home, edition)):
                return False
            try:
                _take(home, folder, edition, data)
            except FileNotFoundError as error:  # another one counts by now
                if attempt == ATTEMPTS - 1:
                    raise StoreDamagedError("shared_unreadable", file=folder, reason=error) from error
                continue
            return True
    return False


def _take(home: Home, folder: Path, edition: Edition, data: bytes) -> None:
    _see_release(edition)
    pointer = edition.pointer
    make_directory(home.generations)
    if not home.is_copy():
        write_whole(home.copied, b"")  # before there is a pointer: it is no store without its journal
    places = parts_of(home, pointer)
    for part, file in edition.files.items():
        target = places[part]
        if not (target.is_file() and file_sha256(target) == file.sha256):
            copy_checked(folder / file.name, target, file.sha256)
    write_pointer(home.pointer, pointer)
    write_whole(home.copied, data)
    others = [number for number in home.generation_numbers() if number != pointer.generation]
    for number in others[: -(KEPT_GENERATIONS - 1)]:
        with suppress(OSError):
            home.remove_generation(number)


def _see_release(edition: Edition) -> None:
    """Sees that it was made as ours reads it; of a newer release is refused on reading."""
    if edition.pointer.schema_version < schema_version():
        raise StoreNewerError("shared_older", found=edition.pointer.schema_version, expected=schema_version())


def _is_damaged(home: Home, edition: Edition) -> bool:
    path = home.generation_file(edition.pointer.generation)
    return not path.is_file() or file_sha256(path) != edition.pointer.file_sha256
