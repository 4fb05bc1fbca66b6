"""Making the truth whole again from what is left of it, never a shorter one without being told to."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from math import inf
from pathlib import Path

from store.contents import Content, single_change
from store.durable import make_directory, write_whole
from store.errors import Message, NotRecoveredError, StoreDamagedError, message_of
from store.head import Head, make_head, read_head
from store.home import Home
from store.journal import Event
from store.ledger import FIRST_PREVIOUS_HASH, NO_CONTENT, ON_LINES, SEAL, LedgerLine
from store.lines_found import lines_in_generations, lines_in_journal, lines_in_ledger
from store.orphans import SET_ASIDE, orphans, remove_leftovers, set_aside
from store.pointer import read_pointer
from store.redaction import Replacement, finish_redaction, redact

_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=timezone.utc)


@dataclass
class Recovery:
    """What was done, and what could not be: ledger sequences, and files from the home on."""

    lines_made_again: list[int] = field(default_factory=list)
    files_put_right: list[str] = field(default_factory=list)
    lost_lines: list[int] = field(default_factory=list)
    lost_contents: list[int] = field(default_factory=list)
    lost_archives: list[int] = field(default_factory=list)
    unknown_files: list[Path] = field(default_factory=list)
    former_ledger: str | None = None
    surplus: str | None = None

    def messages(self, *, accepted: bool) -> Iterator[Message]:
        """What a person is told of it: what came back, and what is still wrong or was given up."""
        if self.lines_made_again:
            yield message_of("lines_made_again", lines=ranges(self.lines_made_again))
        if self.former_ledger:
            yield message_of("ledger_put_in_order", file=self.former_ledger)
        if self.surplus:
            yield message_of("surplus_set_aside", file=self.surplus)
        if self.files_put_right:
            yield message_of("files_put_right", files=", ".join(self.files_put_right))
        if accepted and (lost := self.lost()):
            yield message_of("loss_accepted", what=lost)

    def still_lost(self) -> Message | None:
        """What is not well yet when no loss was accepted."""
        lost = self.lost()
        return message_of("still_lost", what=lost) if lost else None

    def lost(self) -> Message | None:
        """What cannot come back, None when that is nothing."""
        parts = [
            message_of(key, lines=ranges(lines))
            for key, lines in (
                ("lost_lines", self.lost_lines),
                ("lost_contents", self.lost_contents),
                ("lost_archives", self.lost_archives),
            )
            if lines
        ]
        if self.unknown_files:
            parts.append(message_of("lost_orphans", count=len(self.unknown_files)))
        return {language: ", ".join(part[language] for part in parts) for language in parts[0]} if parts else None


def recover(home: Home, *, accept_loss: bool) -> Recovery:
    """Makes the ledger whole, puts right what can be proven, removes what was never acknowledged.

    What is lost is left out by a redaction that names it, when `accept_loss`; a ledger line or a content that is lost
    is otherwise a NotRecoveredError, and nothing was changed. Only for who holds the writer's lock. Raises
    StoreDamagedError for what cannot be read, StoreNewerError and StoreUnwritableError.
    """
    done = Recovery()
    home.see_folders()
    head = _known_head(home)
    lines = _whole_ledger(home, head, done)
    if not lines:  # without any line, files of journal and archive are not leftovers but all there is left
        done.unknown_files = list(orphans(home, lines, head).unknown)
    repairs = dict(_checked_contents(home, lines, done))
    if (done.lost_lines or done.lost_contents or done.unknown_files) and not accept_loss:
        raise NotRecoveredError("not_recovered", what=done.lost())
    for path, data in repairs.items():
        write_whole(path, data)
    is_as_it_was = _keep_former(home, lines, head, done)
    if accept_loss and (done.lost_lines or done.lost_contents or done.lost_archives):
        lines = _without_lost(home, lines, done)
    elif done.lines_made_again or not is_as_it_was:
        home.ledger.replace(lines)
    remove_leftovers(home, lines, head)
    set_aside(home, (path for path in home.generations.glob("gen-*") if not path.is_file()))
    done.unknown_files = list(orphans(home, lines, head).unknown)
    if accept_loss:
        set_aside(home, done.unknown_files)
    last = lines[-1] if lines else None
    make_head(home.head, Head(len(lines), last.chain_hash if last else FIRST_PREVIOUS_HASH, generation=0))
    return done


def ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as "1-3, 7"."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and parts[-1][-1] == number - 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, part)) for part in parts)


def _known_head(home: Home) -> Head | None:
    """What the copy of the head says; None when there is none that can be read."""
    with suppress(StoreDamagedError):
        return read_head(home.head)
    return None


def _whole_ledger(home: Home, head: Head | None, done: Recovery) -> list[LedgerLine]:
    """Every line up to the last one that is known of, wherever it still is; those that are nowhere as lost ones."""
    in_ledger = lines_in_ledger(home)
    found = [*in_ledger, *lines_in_journal(home)]
    chain = _chain(found, _last_known(home, head, found))
    if None in chain or head is None:
        found += lines_in_generations(home)
        chain = _chain(found, _last_known(home, head, found))
    held = {line.hash for line in in_ledger}
    done.lines_made_again = [line.sequence for line in chain if line and line.hash not in held]
    return list(_filled(chain, done))


def _chain(found: list[LedgerLine], last: tuple[int, str | None]) -> list[LedgerLine | None]:
    """The lines from the first to the last known one, told backwards by their hashes; None for those not found."""
    by_hash: dict[str, LedgerLine] = {}
    by_sequence: dict[int, LedgerLine] = {}
    for line in found:
        by_hash.setdefault(line.chain_hash, line)
        by_sequence.setdefault(line.sequence, line)
    chain: list[LedgerLine | None] = []
    number, expected = last
    for sequence in range(number, 0, -1):
        line = by_hash.get(expected) if expected else by_sequence.get(sequence)
        chain.append(line)
        expected = line.previous_hash if line else None
    return chain[::-1]


def _last_known(home: Home, head: Head | None, found: list[LedgerLine]) -> tuple[int, str | None]:
    """Number and hash of the last line that was acknowledged, as far as anything says so."""
    known: list[tuple[int, str]] = [(head.lines, head.hash)] if head else []
    with suppress(StoreDamagedError):
        pointer = read_pointer(home.pointer)
        known.append((pointer.last_sequence, pointer.head_hash))
    hashes = {line.chain_hash for line in found}
    number, last = max(known, key=lambda one: (one[0], one[1] in hashes), default=(0, FIRST_PREVIOUS_HASH))
    following = {line.previous_hash: line for line in _acknowledged(home, head, found)}
    while last in following:
        line = following[last]
        number, last = line.sequence, line.chain_hash
    highest = max(found, key=lambda line: line.sequence, default=None)
    if head is None and highest and highest.sequence > number:
        return highest.sequence, highest.chain_hash
    return number, last


def _acknowledged(home: Home, head: Head | None, found: list[LedgerLine]) -> list[LedgerLine]:
    """Lines that may follow what the copies know: those of the ledger.

    Any that were found when there is no copy of its head, or when a line of the ledger cannot be read.
    """
    *whole, _ = (home.read(home.ledger.path) or b"").split(b"\n")
    held = [line for line in found if line.as_bytes()[:-1] in set(whole)]
    return found if head is None or len({line.hash for line in held}) < len(whole) else held


def _filled(chain: list[LedgerLine | None], done: Recovery) -> Iterator[LedgerLine]:
    """The chain with a line in the place of each that is lost: its number, and its hash where the next one knows it."""
    previous, moment = FIRST_PREVIOUS_HASH, _FIRST_MOMENT
    for place, line in enumerate(chain):
        if line is None:
            done.lost_lines.append(place + 1)
            following = chain[place + 1] if place + 1 < len(chain) else None
            moment += timedelta(microseconds=1)
            line = _lost_line(place + 1, previous, following.previous_hash if following else "0" * 64, moment)
        yield line
        previous, moment = line.chain_hash, line.recorded_at


def _lost_line(sequence: int, previous: str, own: str, moment: datetime) -> LedgerLine:
    return LedgerLine(
        sequence=sequence,
        recorded_at=moment,
        kind="lost",
        file_name=None,
        received_sha256=None,
        received_on_behalf=None,
        outcome="lost",
        journal=NO_CONTENT,
        archive=None,
        archive_kind=None,
        counts={},
        is_replay=False,
        is_synthetic=False,
        previous_hash=previous,
        hash=own,
    )


def _checked_contents(home: Home, lines: list[LedgerLine], done: Recovery) -> Iterator[tuple[Path, bytes]]:
    """What the files that were changed in one byte should be; notes those that are lost."""
    for line in lines:
        if line.kind == "lost":
            continue
        named = [(home.journal_file(line), line.journal, done.lost_contents)]
        if line.archive:
            named.append((home.archived_file(line.archive.sha256), line.archive, done.lost_archives))
        for path, content, lost in named:
            data = home.read(path)
            if data is not None and content.fits(data):
                continue
            right = None if data is None else _put_right(data, content)
            if right is None:
                lost.append(line.sequence)
            else:
                done.files_put_right.append(home.relative(path))
                yield path, right


def _put_right(data: bytes, content: Content) -> bytes | None:
    change = single_change(data, content.byte_sum, content.byte_moment)
    candidates = [data[: content.size]]
    if change is not None:
        offset, was = change
        candidates.append(data[:offset] + bytes([was]) + data[offset + 1 :])
    return next((one for one in candidates if content.fits(one)), None)


def _without_lost(home: Home, lines: list[LedgerLine], done: Recovery) -> list[LedgerLine]:
    """Leaves out what is lost, by a redaction that names it."""
    wrong = [line.sequence for line in lines if line.kind in ON_LINES and line.sequence in done.lost_contents]
    if wrong:  # without what it said of other lines, those cannot be proven any more
        raise NotRecoveredError("event_lost", lines=ranges(wrong))
    gone = {*done.lost_lines, *done.lost_contents}
    replacements = [
        Replacement(
            sequence,
            Event() if sequence in gone else None,
            archive="dropped" if sequence in (*done.lost_lines, *done.lost_archives) else "kept",
            outcome="lost" if sequence in gone else None,
        )
        for sequence in sorted({*gone, *done.lost_archives})
    ]
    moment = lines[-1].recorded_at + timedelta(microseconds=1)
    redact(
        home,
        replacements,
        lines=tuple(lines),
        moment=moment,
        reason="lost",
        is_replay=lines[-1].is_replay,
        keeps_set_aside=True,
    )
    finish_redaction(home)
    return list(home.ledger.read().lines)


def _keep_former(home: Home, lines: list[LedgerLine], head: Head | None, done: Recovery) -> bool:
    """Whether the ledger has these lines and no more; else it stays, apart: nothing of use is thrown away.

    Whole lines after the last one are surplus only when the copy of the head and the pointer both say that the truth
    does not go on. A line that was never finished is set aside by the next reader of the ledger.
    """
    former, truth = home.read(home.ledger.path) or b"", b"".join(line.as_bytes() for line in lines)
    rest = former[len(truth) :]
    if former and not former.startswith(truth):
        done.former_ledger = _set_aside_bytes(home, f"{home.ledger.path.name}.{Content.of(former).sha256[:12]}", former)
        return False
    is_more = b"\n" in rest or SEAL.search(rest[:-1])
    if is_more and head is not None and head.lines <= len(lines) and _pointed_at(home) <= len(lines):
        done.surplus = _set_aside_bytes(home, f"{home.ledger.path.name}.surplus-at-{len(truth)}", rest)
        return False
    return former.startswith(truth)


def _pointed_at(home: Home) -> float:
    """How many lines the published generation was made from; without end when nothing says so."""
    with suppress(StoreDamagedError):
        return read_pointer(home.pointer).last_sequence
    return inf


def _set_aside_bytes(home: Home, name: str, data: bytes) -> str:
    directory = home.directory / SET_ASIDE
    make_directory(directory)
    write_whole(directory / name, data)
    return home.relative(directory / name)
