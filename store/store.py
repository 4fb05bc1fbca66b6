"""The door of the store."""

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

import duckdb

from store.clock import moments_meant
from store.construction import Construction
from store.damage import Finding
from store.durable import is_there, sweep_unfinished
from store.errors import Message, NoStoreError, StoreDamagedError, StoreError, StoreUnwritableError, message_of
from store.fingerprint import fingerprint
from store.generation import make_empty, open_for_building, open_for_reading
from store.head import read_head
from store.home import Home
from store.journal_files import journal_parts
from store.ledger import Tail
from store.ledger_end import see_copy, see_end, see_head_of
from store.lock import Held
from store.opening import info_of, open_published, version_of
from store.orphans import remove_leftovers
from store.pointer import NOTHING_PUBLISHED, Pointer, published
from store.quick_look import see_whole
from store.reader import Reader, StoreInfo
from store.received_again import ReceivedAgain, received_again
from store.recovery import recover
from store.redaction import finish_redaction
from store.rights import loose, tighten
from store.schema import schema_version
from store.turn import writers_turn
from store.verify import verify
from store.writer import Writer

_OPENING_ATTEMPTS = 5  # generations can be published faster than a reader opens one; five times running is no accident


class Store:
    """The store in one home directory. Making one touches nothing; every reader and writer looks at the disk."""

    def __init__(self, home: Path) -> None:
        """The store in `home`, which need not be there yet."""
        self.home = Home(home)

    def version(self) -> str:
        """What names the published data in a cache; reads the pointer only. Raises StoreDamagedError."""
        return version_of(self._published())

    def info(self) -> StoreInfo:
        """What is published, without opening it; as with a reader, what a killed writer acknowledged is in it.

        Raises StoreDamagedError.
        """
        return info_of(self._caught_up(self._published()))

    def received_again(self, *, known_on: datetime | None = None) -> list[ReceivedAgain] | None:
        """The files that came in once more up to a moment; None where that list cannot be read."""
        return received_again(self.home, known_on=known_on)

    def reader(self) -> Reader:
        """The published generation, read-only. An empty store reads as empty frames.

        When a writer was killed after an acknowledgement, that report is published first, if nobody else writes and
        we may. Raises StoreDamagedError when there is no generation that can be read.
        """
        pointer = self._caught_up(self._published())
        for _ in range(_OPENING_ATTEMPTS):
            if pointer.generation == 0:
                return self._reader_of_nothing()
            try:
                return Reader(open_published(self.home, pointer), partial(info_of, pointer))
            except (duckdb.Error, OSError) as error:
                latest = published(self.home)
                if latest.generation == pointer.generation:
                    raise self._damaged(pointer, error) from error
                pointer = latest
        raise self._damaged(pointer, "?")

    @contextmanager
    def writer(self, *, holder: str, wait_seconds: float = 30.0, clock_is_right: bool = False) -> Generator[Writer]:
        """The one writer; `holder` is what another one is told. Publishes on the way out.

        `clock_is_right`: somebody said that the clock is right although it is far beyond the last line.

        Raises StoreBusyError, StoreUnwritableError and StoreDamagedError on the way in, StoreUnpublishedError on the
        way out. When the block raises, what it had acknowledged is published all the same.
        """
        self.home.see_room()
        with writers_turn(self.home, holder=holder, wait_seconds=wait_seconds) as held:
            self.home.see_folders()
            finish_redaction(self.home)
            pointer = published(self.home)
            see_head_of(self.home, pointer)
            see_whole(self.home)
            self.home.remove_unpublished(pointer.generation)
            self._clean_up_after(held)
            construction = self._construction(pointer)
            writer = Writer(self.home, construction, see_turn=held.see_turn, clock_is_right=clock_is_right)
            try:
                try:
                    yield writer
                except BaseException:
                    with suppress(StoreError):
                        writer.publish()
                    raise
                writer.publish()
            finally:
                writer.construction.discard()

    def rebuild(
        self,
        *,
        holder: str = "rebuild",
        wait_seconds: float = 30.0,
        accept_loss: bool = False,
        tell: Callable[[Message], None] = lambda _: None,
        tell_wrong: Callable[[Message], None] = lambda _: None,
    ) -> int:
        """Makes the truth whole and publishes a generation made from it alone; returns its number.

        `tell` hears what was put right and given up, `tell_wrong` what is not well yet. Raises NotRecoveredError when
        something that was acknowledged cannot come back and nobody said that this is accepted; StoreDamagedError,
        StoreNewerError and NoStoreError.
        """
        self.home.see_store()
        with writers_turn(self.home, holder=holder, wait_seconds=wait_seconds) as held:
            self._see_no_newer()
            self.home.see_folders()
            finish_redaction(self.home)
            self.home.make()
            done = recover(self.home, accept_loss=accept_loss)
            construction = self._construction(NOTHING_PUBLISHED)
            try:
                held.see_turn()
                number = construction.publish().generation
            finally:
                construction.discard()
            held.left_by_killed = b""
        for message in done.messages(accepted=accept_loss):
            tell(message)
        if not accept_loss and (lost := done.still_lost()):
            tell_wrong(lost)
        return number

    def verify(self, *, wait_seconds: float = 30.0) -> list[Finding]:
        """Everything that is no longer as it was written; empty when all is well. Changes nothing.

        Waits for a writer to finish, so that it does not see half a line. Raises StoreBusyError.
        """
        try:
            self.home.see_store()
        except NoStoreError as error:
            return [Finding(str(self.home.directory), None, error.message)]
        if self.home.is_copy():
            return verify(self.home)
        lock = self.home.lock
        if is_there(lock) and not lock.is_file():
            return [Finding(lock.name, None, message_of("no_lock", file=lock.name))]
        closed: list[Finding] = []
        with ExitStack() as stack:
            try:
                stack.enter_context(writers_turn(self.home, holder="verify", wait_seconds=wait_seconds))
            except StoreUnwritableError as error:  # there is no writer to wait for either
                closed = [Finding(lock.name, None, message_of("closed_for_writing", reason=error), "closed")]
            return [*verify(self.home), *closed]

    def see_writable(self) -> None:
        """Sees what a writer sees before its first line, without writing: the place, the folders, the ledger's end.

        Raises NoStoreError and StoreDamagedError.
        """
        self.home.see_room()
        if self.home.is_copy():
            raise StoreUnwritableError("copy_written", home=self.home.directory)
        self.home.see_folders()
        see_end(self.home)
        see_whole(self.home)

    def loose_rights(self) -> list[str]:
        """Files and folders, from the home on, that others than their owner can read; sorted."""
        return [self.home.relative(path) for path in loose(self.home)]

    def migrate_layout(self, *, holder: str = "wams migrate", wait_seconds: float = 30.0) -> list[str]:
        """Brings an older store up to the layout of this release; returns the files and folders that were tightened.

        The copy of the ledger's head is made, and files become readable by their owner only. Raises as `writer`.
        """
        with self.writer(holder=holder, wait_seconds=wait_seconds):  # makes the copy of the head
            return [self.home.relative(path) for path in tighten(self.home)]

    def lines_ahead(self, *, now: datetime, known: Mapping[int, datetime] | None = None) -> dict[int, datetime]:
        """By sequence, the moments that the lines from the future should have had; empty when there are none.

        `known` are moments that somebody knows, of those lines or of others.

        Raises StoreDamagedError.
        """
        with self.reader() as reader:
            moments = reader.files().select("sequence", "recorded_at").rows()
        lines = self.home.ledger.read().lines
        given = dict(known or {})

        def told(sequence: int) -> datetime | None:
            line = lines[sequence - 1]
            said = journal_parts(self.home, line)[0].told_at
            # a file of release 0.1.0 does not say it; when it was written is the next best
            return said or _written_at(self.home.journal_file(line))

        meant = moments_meant(moments, now=now, told=lambda sequence: given.get(sequence) or told(sequence))
        return dict(sorted({**meant, **given}.items()))

    def fingerprint(self, generation: int | None = None) -> dict[str, str]:
        """A hash per table of a generation that is still there (the published one by default); see `fingerprint`."""
        number = published(self.home).generation if generation is None else generation
        with open_for_reading(self.home.generation_file(number)) as connection:
            return fingerprint(connection)

    def _construction(self, pointer: Pointer) -> Construction:
        """The next generation, complete up to the end of the ledger."""
        self.home.make()
        for directory in self.home.directories:
            sweep_unfinished(directory)
        construction = Construction(self.home, pointer)
        try:
            tail = self._tail(construction.base)
            see_copy(self.home, pointer, *construction.end_after(tail.lines))
            self.home.ledger.set_torn_aside(tail)
            construction.catch_up(tail.lines)
        except BaseException:
            construction.discard()
            raise
        return construction

    def _tail(self, base: Pointer) -> Tail:
        return self.home.ledger.read(start=base.ledger_size, previous_hash=base.head_hash, sequence=base.last_sequence)

    def _clean_up_after(self, held: Held) -> None:
        """Removes what a writer that was killed had not acknowledged."""
        if held.left_by_killed:
            remove_leftovers(self.home, list(self.home.ledger.read().lines), read_head(self.home.head))
            held.left_by_killed = b""

    def _see_no_newer(self) -> None:
        """A newer release is not worked back; anything else that is wrong is what a rebuild is for."""
        with suppress(StoreDamagedError):
            published(self.home)

    def _published(self) -> Pointer:
        self.home.see_directory()
        return published(self.home)

    def _caught_up(self, pointer: Pointer) -> Pointer:
        with suppress(OSError, StoreDamagedError):  # what may not be looked at is not complete either
            is_complete = self.home.is_copy() or (
                self.home.ledger.size() == pointer.ledger_size
                and pointer.schema_version in (0, schema_version())
                and not self.home.unfinished.exists()
                and (pointer.generation == 0 or self.home.generation_file(pointer.generation).exists())
            )
            if is_complete:
                return pointer
        # Busy: the writer will publish. Unwritable or damaged: what was published can still be read.
        with suppress(StoreError), self.writer(holder="reader", wait_seconds=0):
            pass
        return published(self.home)

    def _reader_of_nothing(self) -> Reader:
        connection = open_for_building(None)
        make_empty(connection)
        return Reader(connection, partial(info_of, NOTHING_PUBLISHED))

    def _damaged(self, pointer: Pointer, reason: object) -> StoreDamagedError:
        self.home.see_folders()  # a folder that is none, or is closed, has a remedy of its own
        file = self.home.relative(self.home.generation_file(pointer.generation))
        key = "copy_damaged" if self.home.is_copy() else "generation_damaged"
        return StoreDamagedError(key, file=file, reason=reason)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
