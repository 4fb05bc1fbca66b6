"""Taking out of earlier lines what must not be there, so that the chain still holds and the old bytes are gone.

A note of what is under way comes first, then the new files, then the ledger as a whole: that is the acknowledgement.
Whoever has the writer's lock next reads the note and either finishes or takes back.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from store.canonical import canonical_json, read_json_object
from store.construction import Construction
from store.contents import Content
from store.durable import sweep_unfinished, sync_directory, write_whole
from store.errors import NothingToChangeError, StoreDamagedError, StoreError, StoreUnwritableError
from store.generation import stored_counts
from store.head import make_head
from store.home import Home
from store.intake import ArchiveKind
from store.journal import Event, Replaced, with_journal
from store.journal_files import journal_event
from store.ledger import FIRST_PREVIOUS_HASH, NO_CONTENT, ON_LINES, LedgerLine, Redacted
from store.orphans import SET_ASIDE, named_files
from store.pointer import NOTHING_PUBLISHED

Kept = Literal["kept", "dropped"]


@dataclass(frozen=True)
class Replacement:
    """What comes in the place of one earlier line (by its ledger sequence).

    `event` is its new content, None when that stays. `archive` holds the new bytes (then with `archive_kind`), or says
    that the old ones are kept or dropped. `file_name` and `outcome` are the new ones, None when they
    stay.
    """

    sequence: int
    event: Event | None = None
    archive: bytes | Kept = field(repr=False, default="kept")
    archive_kind: ArchiveKind | None = None
    file_name: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class _New:
    """A line in its new form, with the files that it names."""

    line: LedgerLine
    files: dict[Path, bytes]
    replaced: Replaced


def redact(
    home: Home,
    replacements: list[Replacement],
    *,
    lines: tuple[LedgerLine, ...],
    moment: datetime,
    reason: str,
    is_replay: bool,
    keeps_set_aside: bool = False,
) -> LedgerLine:
    """Makes the redaction durable and acknowledges it; `finish_redaction` then removes what was replaced.

    `lines` are all there are. What was set aside earlier may hold what is replaced and goes, unless it is kept. Only
    for who holds the writer's lock. Raises NothingToChangeError and StoreUnwritableError: nothing was changed.
    """
    _refuse_wrong_lines(lines, replacements)
    number = len(lines) + 1
    new = {one.sequence: _new_line(home, lines[one.sequence - 1], one, number) for one in replacements}
    after = [new[line.sequence].line if line.sequence in new else line for line in lines]
    draft = LedgerLine(
        sequence=number,
        recorded_at=moment,
        kind="redaction",
        file_name=None,
        received_sha256=None,
        received_on_behalf=None,
        outcome="redacted",
        journal=NO_CONTENT,
        archive=None,
        archive_kind=None,
        counts={},
        is_replay=is_replay,
        is_synthetic=False,
        previous_hash=lines[-1].chain_hash if lines else FIRST_PREVIOUS_HASH,
    )
    event = Event(reason=reason, replaced=tuple(new[sequence].replaced for sequence in sorted(new)))
    draft = replace(draft, counts=stored_counts(event))
    line, content = with_journal(draft, event)
    files = {home.journal_file(line): content}
    for one in new.values():
        files |= one.files
    note: dict[str, object] = {"format": 1, "sequence": number, "keeps_set_aside": keeps_set_aside}
    _acknowledge(home, note, [*after, line], files, before=lines)
    return line


def finish_redaction(home: Home) -> None:
    """Finishes a redaction that was acknowledged, and takes back one that was not; nothing when none is under way.

    Only for who holds the writer's lock. Raises StoreUnpublishedError, StoreUnwritableError and StoreDamagedError; the
    next one then finishes it.
    """
    note = _read_note(home)
    if note.sequence == 0:
        return
    lines = home.ledger.read().lines
    named = named_files(home, lines)
    is_acknowledged = len(lines) >= note.sequence and lines[note.sequence - 1].kind == "redaction"
    try:
        if is_acknowledged:
            construction = Construction(home, NOTHING_PUBLISHED)
            try:
                construction.catch_up(lines)
                pointer = construction.publish(keep=1)
            finally:
                construction.discard()
            make_head(home.head, pointer.head)
            _remove_leftovers(home, note)
        for path in (home.directory / name for name in (note.old if is_acknowledged else note.new)):
            if path not in named:
                path.unlink(missing_ok=True)
        for directory in home.directories:
            sweep_unfinished(directory)
            sync_directory(directory)
        home.unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnwritableError("redaction_unfinished", file=home.unfinished.name, reason=error) from error


def redaction_findings(lines: Iterable[LedgerLine], events: dict[int, Event]) -> list[int]:
    """The sequences of lines that say that they were replaced, and were not by a redaction that says so too.

    `events` are the contents of the redactions by their sequence. A line that was replaced more than once goes from
    each redaction to the next.
    """
    told: dict[int, tuple[int, str, str]] = {}  # by line: the last redaction of it, its first hash, its hash now
    odd: set[int] = set()
    for by, event in sorted(events.items()):
        for one in event.replaced:
            earlier = told.get(one.sequence)
            if earlier is not None and earlier[2] != one.line_before:
                odd.add(one.sequence)
            told[one.sequence] = (by, earlier[1] if earlier else one.line_before, one.line_after)
    for line in lines:
        expected = told.get(line.sequence)
        said = (line.redacted.by, line.redacted.hash, line.hash) if line.redacted else None
        if said != expected:
            odd.add(line.sequence)
    return sorted(odd)


def _new_line(home: Home, line: LedgerLine, one: Replacement, number: int) -> _New:
    event = one.event if one.event is not None else journal_event(home, line)
    archive, kind, files = line.archive, line.archive_kind, dict[Path, bytes]()
    if isinstance(one.archive, bytes):
        archive, kind = Content.of(one.archive), one.archive_kind
        files[home.archived_file(archive.sha256)] = one.archive
    elif one.archive == "dropped":
        archive, kind = None, None
    draft = replace(
        line,
        file_name=line.file_name if one.file_name is None else one.file_name,
        outcome=line.outcome if one.outcome is None else one.outcome,
        journal=NO_CONTENT,
        archive=archive,
        archive_kind=kind,
        counts=stored_counts(event),
        redacted=Redacted(line.chain_hash, number),
    )
    new, content = with_journal(draft, event)
    files = {home.journal_file(new): content, **files}
    replaced = Replaced(
        line.sequence,
        line.hash,
        new.hash,
        line.journal.sha256,
        new.journal.sha256,
        line.archive.sha256 if line.archive else None,
        archive.sha256 if archive else None,
    )
    return _New(new, files, replaced)


def _refuse_wrong_lines(lines: tuple[LedgerLine, ...], replacements: list[Replacement]) -> None:
    sequences = [one.sequence for one in replacements]
    wrong = {n for n in sequences if not 0 < n <= len(lines) or lines[n - 1].kind in ON_LINES}
    wrong |= {n for n in sequences if sequences.count(n) > 1}
    if wrong or not sequences:
        raise NothingToChangeError("no_such_lines", lines=", ".join(map(str, sorted(wrong))) or "-")


def _acknowledge(
    home: Home,
    note: dict[str, object],
    after: list[LedgerLine],
    files: dict[Path, bytes],
    *,
    before: tuple[LedgerLine, ...],
) -> None:
    stays = named_files(home, after)
    new = [home.relative(path) for path in files if not path.exists()]
    old = [home.relative(path) for path in named_files(home, before) if path not in stays]
    written = canonical_json({**note, "new": sorted(new), "old": sorted(old)})
    write_whole(home.unfinished, written.encode("utf-8") + b"\n")
    try:
        for path, content in files.items():
            write_whole(path, content)
        home.ledger.replace(after)
    except StoreError:
        with suppress(StoreError):
            finish_redaction(home)  # takes back what was written
        raise


@dataclass(frozen=True)
class _Note:
    """Which line the redaction under way is (0: none is), and the files that it adds and removes."""

    sequence: int = 0
    new: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    keeps_set_aside: bool = False


def _read_note(home: Home) -> _Note:
    data = home.read(home.unfinished)
    if data is None:
        return _Note()
    try:
        written: dict[str, Any] = read_json_object(data)
        return _Note(written["sequence"], tuple(written["new"]), tuple(written["old"]), written["keeps_set_aside"])
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDamagedError("journal_unreadable", file=home.unfinished.name, reason=error) from error


def unnamed_archives(home: Home) -> list[Path]:
    """Archives that no line names: a writer was killed before it acknowledged them.

    Empty where a journal file is unnamed too: then a line may be lost, and what it named is needed to bring it back.
    Only for who holds the writer's lock.
    """
    named = named_files(home, home.ledger.read().lines)
    if any(path not in named for path in home.journal.iterdir()):
        return []
    return sorted(path for path in home.archive.iterdir() if path not in named)


def _remove_leftovers(home: Home, note: _Note) -> None:
    """Whatever else may hold a copy of what was replaced: other generations and what was set aside."""
    published = home.generation_file(home.generation_numbers()[-1])
    for path in home.generations.iterdir():
        if path != published:
            path.unlink(missing_ok=True)
    aside = [*home.directory.glob(f"{home.ledger.path.name}.*"), *(home.directory / SET_ASIDE).rglob("*")]
    for path in [] if note.keeps_set_aside else aside:
        if path.is_file():
            path.unlink(missing_ok=True)
