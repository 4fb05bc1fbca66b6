"""Where everything lies in the home of a store."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from domain.places import AUDIT_DIRECTORY, OFFICE_FILE
from store.durable import is_there, make_directory, read_whole
from store.errors import NoStoreError, StoreDamagedError
from store.ledger import JOURNAL_SUFFIXES, Ledger, LedgerLine

_NOBODYS: Final = ("lost+found", "reference", AUDIT_DIRECTORY)
"""Of a disk; the boundaries that are kept where the store will be; who did what, before there was a report."""
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
        self.copied = directory / "copied"
        self.turns = directory / "writer.turns"
        self.received_again = directory / "received-again.jsonl"
        self.audit = directory / AUDIT_DIRECTORY
        self.ledger = Ledger(directory / "ledger.jsonl")

    def make(self) -> None:
        """Makes the directories. Raises StoreUnwritableError."""
        for directory in self.directories:
            make_directory(directory)

    @property
    def directories(self) -> tuple[Path, ...]:
        """Every directory of the store, the home first."""
        return self.directory, self.journal, self.archive, self.generations

    @property
    def office_files(self) -> tuple[Path, ...]:
        """The database of people and sessions, and what lies beside it; the store itself never opens them."""
        return tuple(sorted(self.directory.glob(f"{OFFICE_FILE}*")))

    def see_folders(self) -> None:
        """Sees that what is in the folders can be seen: else it would look as if nothing were there.

        Raises StoreDamagedError.
        """
        for directory in self.directories:
            try:
                os.scandir(directory).close()
                is_there(directory / "?")
            except FileNotFoundError:
                continue
            except OSError as error:
                is_derived = directory == self.generations  # all of it can be made again
                key = "no_folder_derived" if is_derived else "no_folder"
                key = key if isinstance(error, NotADirectoryError) else "unreadable"
                file = directory.name if directory != self.directory else directory
                raise StoreDamagedError(key, file=file, reason=error) from error

    def is_one(self) -> bool:
        """Whether a store was ever made here."""
        marks = (self.journal, self.archive, self.generations, self.ledger.path, self.pointer, self.head, self.lock)
        return any(map(is_there, marks))

    def is_copy(self) -> bool:
        """Whether it only shows what another store published, as `store.following` fetches it."""
        return self.copied.exists()

    def see_directory(self) -> None:
        """Sees that no file stands in the place of the home. Raises NoStoreError."""
        home = self.directory
        try:
            if is_there(home) and not home.is_dir():
                raise NoStoreError("home_no_directory", home=home)
            is_there(self.pointer)
        except NotADirectoryError as error:
            raise NoStoreError("home_no_directory", home=home) from error
        except OSError as error:
            raise NoStoreError("home_unreadable", home=home, reason=error) from error

    def see_room(self) -> None:
        """Sees that a store is here or can begin here: not among the files of somebody else. Raises NoStoreError."""
        self.see_directory()
        if not self.directory.exists() or self.is_one():
            return
        names = sorted(path.name for path in self.directory.iterdir())
        ours = (".", OFFICE_FILE)
        if others := [name for name in names if name not in _NOBODYS and not name.startswith(ours)]:
            raise NoStoreError("home_other", home=self.directory, found=", ".join(others[:3]))

    def see_store(self) -> None:
        """Sees that there is a store. Raises NoStoreError."""
        self.see_directory()
        home = self.directory
        try:
            is_one = self.is_one()
        except OSError as error:
            raise NoStoreError("home_unreadable", home=home, reason=error) from error
        if not is_one:
            raise NoStoreError("home_missing", home=home)

    def journal_file(self, line: LedgerLine) -> Path:
        """The content of the event of a line."""
        return self.journal / line.journal_name

    def journal_files(self) -> list[Path]:
        """Every journal file that lies there, whether a line names it or not, by name."""
        there = self.journal.glob("[!.]*") if self.journal.is_dir() else ()
        return sorted(path for path in there if path.name.endswith(JOURNAL_SUFFIXES))

    def archived_file(self, sha256: str) -> Path:
        """The cells of a received file; of one of release 0.1.0 the file itself, until it is migrated."""
        return self.archive / sha256

    def generation_file(self, number: int) -> Path:
        """The file of a generation by its number, whether it was published or not."""
        return self.generations / f"gen-{number}.duckdb"

    def answers_file(self, number: int) -> Path:
        """What was asked of a generation beforehand; see `store.answers`."""
        return self.generations / f"answers-{number}.txt"

    def remove_generation(self, number: int) -> None:
        """Removes a generation with what was answered of it. Raises OSError."""
        self.answers_file(number).unlink(missing_ok=True)
        self.generation_file(number).unlink(missing_ok=True)

    def remove_lone_answers(self) -> None:
        """Removes answers whose generation went while they were made. Raises OSError."""
        for path in self.generations.glob("answers-*.txt"):
            if not self.generations.joinpath(f"gen-{path.stem.removeprefix('answers-')}.duckdb").exists():
                path.unlink(missing_ok=True)

    def generation_numbers(self) -> list[int]:
        """The generations that lie there, published or left behind by an interrupted publication, oldest first."""
        return sorted(self._numbers())

    def remove_unpublished(self, published: int) -> None:
        """Removes what lies after the published generation: writers were killed before they could point at it."""
        for number in self.generation_numbers():
            if number > published:
                with suppress(OSError):  # a folder of that name: it is never read
                    self.remove_generation(number)

    def read(self, path: Path) -> bytes | None:
        """A file, None when it is gone. Raises StoreDamagedError when it is there and cannot be read."""
        try:
            return read_whole(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            key = "unreadable" if isinstance(error, PermissionError) or path.is_file() else "no_file"
            raise StoreDamagedError(key, file=self.relative(path), reason=error) from error

    def relative(self, path: Path) -> str:
        """The name of a file as a person looks for it: from the home on."""
        return path.relative_to(self.directory).as_posix()

    def _numbers(self) -> Iterator[int]:
        for path in self.generations.glob("gen-*.duckdb"):
            if found := _GENERATION.fullmatch(path.name):
                yield int(found.group(1))
