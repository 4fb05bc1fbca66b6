"""A generation under construction: begun from the published one or from nothing, completed from the journal."""

import hashlib
import secrets
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import duckdb

from store.batches import Batch, batches
from store.durable import FILE_MODE, TEMPORARY_SUFFIX, see_regular, sync_directory, sync_file
from store.errors import StoreUnpublishedError, StoreUnwritableError
from store.generation import add_batch, expected_tallies, make_empty, open_for_building, open_for_reading, tallies
from store.head import write_head
from store.home import Home
from store.ledger import LedgerLine
from store.pointer import FORMATS, NOTHING_PUBLISHED, Pointer, write_pointer
from store.schema import schema_version

_ROWS_UNCOMMITTED = 200_000  # held in memory until then; a commit per event would be a sync per event
KEPT_GENERATIONS = 3  # a reader that was just about to open one still finds it
_CHUNK_BYTES = 1 << 20


@contextmanager
def built_aside(home: Home, lines: Iterable[LedgerLine]) -> Generator[duckdb.DuckDBPyConnection]:
    """The generation that these lines make, in a file outside the home that goes again: in memory, 1.5 million
    statements take 400 MB more. Raises StoreDamagedError, and StoreUnwritableError when there is no room for it.
    """
    try:
        with (
            TemporaryDirectory(prefix="wams-verify-") as directory,
            open_for_building(Path(directory) / "built.duckdb") as connection,
        ):
            make_empty(connection)
            for batch in batches(home, lines):
                add_batch(connection, batch)
            yield connection
    except (OSError, duckdb.Error) as error:
        raise StoreUnwritableError("unwritable", path=gettempdir(), reason=error) from error


class Construction:
    """The next generation, which nobody sees until it is published. Only for who holds the writer's lock."""

    def __init__(self, home: Home, base: Pointer) -> None:
        """Begins from what `base` points at; from nothing when that is NOTHING_PUBLISHED or no longer usable.

        `base` is afterwards what was really begun from. Raises StoreUnwritableError.
        """
        self.home = home
        self.published = base.generation
        self.number = max([base.generation, *home.generation_numbers()]) + 1
        self.path = home.generations / f".gen-{self.number}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
        self.base = base if self._is_copied(base) else NOTHING_PUBLISHED
        try:
            self.connection = open_for_building(self.path)
            self.path.chmod(FILE_MODE)
            self.connection.begin()
            if self.base is NOTHING_PUBLISHED:
                make_empty(self.connection)
        except (OSError, duckdb.Error) as error:
            self.path.unlink(missing_ok=True)
            raise StoreUnwritableError("unwritable", path=self.path.parent, reason=error) from error
        self._tallies = expected_tallies(self.base.tallies, ())
        self.clock_repairs = self.base.clock_repairs
        self.last_line: LedgerLine | None = None
        self._uncommitted = 0
        self.ledger_end = self.base.ledger_size
        self.is_replay, self.is_synthetic = self.base.is_replay, self.base.is_synthetic

    def catch_up(self, lines: Iterable[LedgerLine]) -> None:
        """Adds what the ledger has beyond the base. Raises StoreDamagedError."""
        for batch in batches(self.home, lines):
            self.add(batch)

    def end_after(self, lines: Sequence[LedgerLine]) -> tuple[int, str]:
        """How many lines there are with these beyond the base, and the hash that the next one goes on from."""
        return (lines[-1].sequence, lines[-1].chain_hash) if lines else (self.base.last_sequence, self.base.head_hash)

    def add(self, batch: Batch) -> None:
        """Adds what follows what is there. Raises StoreUnwritableError when there is no room."""
        events = batch.events
        try:
            add_batch(self.connection, batch)
            self._uncommitted += batch.row_count
            if self._uncommitted >= _ROWS_UNCOMMITTED:
                self.connection.commit()
                self.connection.begin()
                self._uncommitted = 0
        except duckdb.Error as error:
            raise StoreUnwritableError("unwritable", path=self.path.parent, reason=error) from error
        if not events:
            return
        self._tallies = expected_tallies(self._tallies, (line for line, _ in events))
        self.clock_repairs += sum(line.kind == "clock_repair" for line, _ in events)
        self.ledger_end += sum(line.length() for line, _ in events)
        first, self.last_line = events[0][0], events[-1][0]
        self.is_replay = first.is_replay if first.sequence == 1 else self.is_replay
        self.is_synthetic = self.is_synthetic or any(line.is_synthetic for line, _ in events)

    @property
    def tallies(self) -> dict[str, int]:
        """Rows per table so far."""
        return dict(self._tallies)

    def publish(self, *, keep: int = KEPT_GENERATIONS) -> Pointer:
        """Commits, checks and publishes; of the generations before, as many stay that `keep` are left.

        Raises StoreUnpublishedError; the former generation then stays published.
        """
        try:
            self.connection.commit()
            self.connection.close()
            self._check()
            sync_file(self.path)
            published = self._pointer()
            self.path.rename(self.home.generation_file(self.number))
            sync_directory(self.home.generations)
            write_pointer(self.home.pointer, published)
            with suppress(StoreUnwritableError):  # the copy may be behind
                write_head(self.home.head, published.head)
        except (OSError, duckdb.Error, StoreUnwritableError) as error:
            self.discard()
            raise StoreUnpublishedError("unpublished", reason=error) from error
        for number in self.home.generation_numbers()[:-keep]:
            with suppress(OSError):  # a folder of that name: it is never read
                self.home.remove_generation(number)
        with suppress(OSError):
            self.home.remove_lone_answers()
        return published

    def discard(self) -> None:
        """Throws the unpublished generation away."""
        with suppress(duckdb.Error):
            self.connection.close()
        for left in self.home.generations.glob(f"{self.path.name}*"):
            left.unlink(missing_ok=True)

    def _check(self) -> None:
        with open_for_reading(self.path) as connection:
            found = tallies(connection)
        if found != self._tallies:
            raise OSError(f"row counts {found} are not those of the ledger {self._tallies}")

    def _pointer(self) -> Pointer:
        line, base = self.last_line, self.base
        return Pointer(
            generation=self.number,
            schema_version=schema_version(),
            file_size=self.path.stat().st_size,
            file_sha256=file_sha256(self.path),
            ledger_size=self.ledger_end,
            last_sequence=line.sequence if line else base.last_sequence,
            last_recorded_at=line.recorded_at if line else base.last_recorded_at,
            head_hash=line.chain_hash if line else base.head_hash,
            is_replay=self.is_replay,
            is_synthetic=self.is_synthetic,
            tallies=self._tallies,
            clock_repairs=self.clock_repairs,
            format=FORMATS[-1],
        )

    def _is_copied(self, base: Pointer) -> bool:
        """Copies the base while hashing it: a generation that was damaged on the disk is not built upon."""
        if base.generation == 0 or base.schema_version != schema_version():
            return False
        digest = hashlib.sha256()
        path = self.home.generation_file(base.generation)
        try:
            see_regular(path)
            source = path.open("rb")
        except OSError:  # gone, no file any more, or not readable: made again from the journal
            return False
        try:
            with source, self.path.open("xb") as target:
                while chunk := source.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    target.write(chunk)
        except OSError as error:
            self.path.unlink(missing_ok=True)
            raise StoreUnwritableError("unwritable", path=self.path.parent, reason=error) from error
        if digest.hexdigest() != base.file_sha256:
            self.path.unlink()
            return False
        return True


def file_sha256(path: Path) -> str:
    """The hash of a file, in little memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
