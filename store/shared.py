"""What is published, in a folder that other machines read: files that never change, and one that says which count.

`current` there is renamed into its place, so it is always whole: it holds the pointer of the store and, of each file
that goes with it, name, size and hash. A file's name has its hash in it, so no name ever means two things.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from store.canonical import canonical_json, canonical_sha256, read_json_object
from store.construction import file_sha256
from store.durable import FILE_MODE, make_directory, read_whole, see_regular, sync_directory, sync_file, write_whole
from store.errors import StoreDamagedError, StoreNewerError, StoreUnwritableError
from store.home import Home
from store.lock import writers_lock
from store.pointer import Pointer, published, read_pointer_in

FORMAT: Final = 1
CURRENT: Final = "current"
KEPT_VERSIONS: Final = 3  # who is copying one that was replaced just now still finds it
ATTEMPTS: Final = 5  # generations can be published faster than one is copied; five times running is no accident
_CHUNK_BYTES: Final = 1 << 20
Part = Literal["generation", "answers", "received_again"]


@dataclass(frozen=True)
class SharedFile:
    """A file in the folder, and what it has to be."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Edition:
    """Which generation counts, and the files that go with it."""

    pointer: Pointer
    files: Mapping[Part, SharedFile]

    def as_bytes(self) -> bytes:
        """As one line, with its own hash."""
        files = {part: asdict(file) for part, file in sorted(self.files.items())}
        written = {"format": FORMAT, "pointer": self.pointer.as_bytes().decode(), "files": files}
        return canonical_json({"shared": written, "hash": canonical_sha256(written)}).encode() + b"\n"


def read_edition(folder: Path) -> tuple[Edition, bytes]:
    """What counts in a folder, and its bytes. Raises StoreDamagedError, also where nothing is, and StoreNewerError."""
    path = folder / CURRENT
    try:
        data = read_whole(path)
    except OSError as error:
        raise StoreDamagedError("shared_unreadable", file=path, reason=error) from error
    try:
        sealed = read_json_object(data)
        written = sealed["shared"]
        if not isinstance(written, dict) or sealed["hash"] != canonical_sha256(written):
            raise ValueError("it is not what its hash says")
        if written["format"] != FORMAT:
            raise StoreNewerError("newer_format", file=path, what=f"format {written['format']}")
        files: dict[Part, SharedFile] = {part: SharedFile(**file) for part, file in written["files"].items()}
        if any(Path(file.name).name != file.name for file in files.values()):
            raise ValueError("a file of it is not in the folder")
        return Edition(read_pointer_in(str(written["pointer"]).encode(), path.name), files), data
    except (KeyError, TypeError, ValueError) as error:
        raise StoreDamagedError("shared_unreadable", file=path, reason=error) from error


def share(home: Home, folder: Path, *, wait_seconds: float = 30.0) -> bool:
    """Puts what is published where other machines read it; whether that was anything new.

    Raises NoStoreError, StoreDamagedError, StoreBusyError and StoreUnwritableError; what counted there still counts.
    """
    home.see_store()
    if home.is_copy():
        raise StoreUnwritableError("copy_written", home=home.directory)
    make_directory(folder)
    with writers_lock(folder / "publishing.lock", holder="wams publish", wait_seconds=wait_seconds):
        for attempt in range(ATTEMPTS):
            pointer = published(home)
            if pointer.generation == 0:
                return False
            try:
                edition = Edition(pointer, _shared(home, pointer, folder))
            except FileNotFoundError as error:  # another generation was published meanwhile
                if attempt == ATTEMPTS - 1:
                    raise StoreDamagedError("shared_unreadable", file=home.generations, reason=error) from error
                continue
            return _made_current(folder, edition)
    return False


def parts_of(home: Home, pointer: Pointer) -> dict[Part, Path]:
    """Where the files that go with what is published stand in a home."""
    return {
        "generation": home.generation_file(pointer.generation),
        "answers": home.answers_file(pointer.generation),
        "received_again": home.received_again,
    }


def _shared(home: Home, pointer: Pointer, folder: Path) -> dict[Part, SharedFile]:
    sources, files = parts_of(home, pointer), dict[Part, SharedFile]()
    for part, source in sources.items():
        with suppress(FileNotFoundError):
            see_regular(source)
            sha256 = pointer.file_sha256 if part == "generation" else file_sha256(source)
            target = folder / f"{source.stem}-{sha256[:16]}{source.suffix}"
            if not target.exists():
                copy_checked(source, target, sha256)
            files[part] = SharedFile(target.name, target.stat().st_size, sha256)
    if "generation" not in files:
        raise FileNotFoundError(sources["generation"])
    return files


def _made_current(folder: Path, edition: Edition) -> bool:
    data, path = edition.as_bytes(), folder / CURRENT
    is_new = not path.exists() or read_whole(path) != data
    if is_new:
        write_whole(path, data)
        _throw_away_old(folder, {file.name for file in edition.files.values()})
    return is_new


def _throw_away_old(folder: Path, counting: Iterable[str]) -> None:
    kept = {*counting}
    for pattern in ("gen-*.duckdb", "answers-*.txt", "received-again-*.jsonl"):
        newest_first = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in newest_first[KEPT_VERSIONS:]:
            if path.name not in kept:
                path.unlink(missing_ok=True)


def copy_checked(source: Path, target: Path, sha256: str) -> None:
    """Copies a file into its place, whole or not at all, and only when it is what its hash says.

    Raises FileNotFoundError where the source is gone, StoreDamagedError and StoreUnwritableError.
    """
    aside, digest = target.with_name(f".{target.name}.writing"), hashlib.sha256()
    try:
        see_regular(source)
        with source.open("rb") as read, aside.open("wb") as written:
            while chunk := read.read(_CHUNK_BYTES):
                digest.update(chunk)
                written.write(chunk)
        if digest.hexdigest() != sha256:
            raise StoreDamagedError("shared_other", file=source)
        aside.chmod(FILE_MODE)
        sync_file(aside)
        aside.rename(target)
        sync_directory(target.parent)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreUnwritableError("unwritable", path=target, reason=error) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
