"""Where everything lies in the home of a store."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from store.durable import is_there, make_directory, read_whole
from store.errors import StoreDamagedError
from store.ledger import Ledger

_GENERATION: Final = re.compile(r"gen-(\d+)\.duckdb")


class Home:
    """The directory of one store and the names in it."""

    def __init__(self, directory: Path) -> None:
        """Names only; `make` makes them."""
        self.directory = directory
        self.journal = directory / "journal"
        self.archive = directory / "archive"
        self.generations = directory / "generations"
        self.pointer = directory / "current"
        self.head = directory / "ledger.head"
        self.unfinished = directory / "redaction.unfinished"
        self.lock = directory / "writer.lock"
        self.ledger = Ledger(directory / "ledger.jsonl")

    def make(self) -> None:
        """Makes the directories. Raises StoreUnwritableError."""
        for directory in self.directories:
            make_directory(directory)

    @property
    def directories(self) -> tuple[Path, ...]:
        """Every directory of the store, the home first."""
        return self.directory, self.journal, self.archive, self.generations

    def is_one(self) -> bool:
        """Whether a store was ever made here."""
        marks = (self.journal, self.archive, self.generations, self.ledger.path, self.pointer, self.head, self.lock)
        return any(map(is_there, marks))

    def journal_file(self, sha256: str) -> Path:
        """The content of an event."""
        return self.journal / f"{sha256}.jsonl"

    def archived_file(self, sha256: str) -> Path:
        """The cells of a received file; of one of release 0.1.0 the file itself, until it is migrated."""
        return self.archive / sha256

    def generation_file(self, number: int) -> Path:
        """The file of a generation by its number, whether it was published or not."""
        return self.generations / f"gen-{number}.duckdb"

    def generation_numbers(self) -> list[int]:
        """The generations that lie there, published or left behind by an interrupted publication, oldest first."""
        return sorted(self._numbers())

    def remove_unpublished(self, published: int) -> None:
        """Removes what lies after the published generation: writers were killed before they could point at it."""
        for number in self.generation_numbers():
            if number > published:
                self.generation_file(number).unlink(missing_ok=True)

    def read(self, path: Path) -> bytes | None:
        """A file, None when it is gone. Raises StoreDamagedError when it is there and cannot be read."""
        try:
            return read_whole(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            is_file = path.is_file()
            key = "unreadable" if is_file or isinstance(error, PermissionError) else "no_file"
            raise StoreDamagedError(key, file=self.relative(path), reason=error.strerror) from error

    def relative(self, path: Path) -> str:
        """The name of a file as a person looks for it: from the home on."""
        return path.relative_to(self.directory).as_posix()

    def _numbers(self) -> Iterator[int]:
        for path in self.generations.glob("gen-*.duckdb"):
            if found := _GENERATION.fullmatch(path.name):
                yield int(found.group(1))
