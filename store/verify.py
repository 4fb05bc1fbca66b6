"""Is everything that was acknowledged still there, byte for byte, and does the published generation say the same?"""

from pathlib import Path

import duckdb

from store.construction import built_aside, file_sha256
from store.contents import Content
from store.damage import Finding, content_finding
from store.errors import StoreDamagedError, StoreError, StoreUnwritableError, message_of
from store.fingerprint import fingerprint
from store.generation import open_for_reading
from store.head import Head, is_half_sound, read_head
from store.home import Home
from store.journal_files import journal_event, see_lines
from store.ledger import LedgerLine
from store.ledger_damage import ledger_findings
from store.orphans import orphans
from store.pointer import Pointer, published
from store.redaction import redaction_findings


def verify(home: Home) -> list[Finding]:
    """Everything that is wrong, in the order ledger, contents, pointer, generation; empty when all is well.

    Generation and journal are compared row by row only when the journal is sound: otherwise there is nothing to
    compare with. Changes nothing.
    """
    try:
        home.see_folders()
    except StoreDamagedError as error:
        return [Finding.of(str(home.directory), error)]
    if home.is_copy():
        pointer, of_pointer = _pointer(home)
        return of_pointer if pointer is None else _generation_findings(home, pointer, [], compare=False)
    if home.unfinished.exists():
        message = message_of("redaction_unfinished", file=home.unfinished.name, reason="-")
        return [Finding(home.unfinished.name, None, message)]
    try:
        data = home.read(home.ledger.path)
    except StoreDamagedError as error:
        return [Finding.of(home.ledger.path.name, error)]
    findings, lines = ledger_findings(home, data or b"")
    if any(finding.kind == "newer" for finding in findings):
        return findings  # what such lines name is not known here
    findings += _content_findings(home, lines)
    is_sound = all(finding.kind == "torn" for finding in findings)
    if is_sound:
        findings += _redaction_findings(home, lines) + _copy_findings(home, lines)
    pointer, of_pointer = _pointer(home)
    findings += of_pointer
    if pointer is None or pointer.generation == 0:
        return findings
    head = _head_findings(home, pointer) if is_sound else []
    if head:  # what looks like an unfinished line is then the rest of one that was acknowledged
        findings = [finding for finding in findings if finding.kind != "torn"]
    is_gone = not lines and any(finding.file == home.ledger.path.name for finding in findings)
    head = [] if is_gone else head  # that nothing is left of the ledger is said once
    return findings + head + _generation_findings(home, pointer, lines, compare=is_sound and not head and not is_gone)


def _content_findings(home: Home, lines: list[LedgerLine]) -> list[Finding]:
    findings: list[Finding] = []
    seen: set[Path] = set()
    for line in lines:
        named: list[tuple[Path, Content]] = [(home.journal_file(line), line.journal)]
        if line.archive:
            named.append((home.archived_file(line.archive.sha256), line.archive))
        found = [
            finding
            for path, content in named
            if path not in seen
            for finding in _file_findings(home, path, content, line.sequence)
        ]
        seen.update(path for path, _ in named)
        findings += found or _line_findings(home, line)
    return findings


def _line_findings(home: Home, line: LedgerLine) -> list[Finding]:
    """Whether the lines in a file whose bytes are right are those that the ledger says."""
    try:
        see_lines(home, line)
    except StoreError as error:
        return [Finding.of(home.relative(home.journal_file(line)), error)]
    return []


def _file_findings(home: Home, path: Path, content: Content, sequence: int) -> list[Finding]:
    file = home.relative(path)
    try:
        found = home.read(path)
    except StoreDamagedError as error:
        return [Finding.of(file, error)]
    if found is None:
        return [Finding(file, None, message_of("file_missing", file=file, line=sequence))]
    finding = content_finding(file, content, found)
    return [] if finding is None else [finding]


def _redaction_findings(home: Home, lines: list[LedgerLine]) -> list[Finding]:
    """Whether every line that says it was replaced was so by a redaction, and every one that a redaction names is."""
    file = home.ledger.path.name
    try:
        events = {line.sequence: journal_event(home, line) for line in lines if line.kind == "redaction"}
    except StoreError as error:
        return [Finding.of(file, error)]
    return [
        Finding(file, None, message_of("redaction_differs", file=file, line=sequence))
        for sequence in redaction_findings(lines, events)
    ]


def _copy_findings(home: Home, lines: list[LedgerLine]) -> list[Finding]:
    """Whether the ledger has all lines that the copy of its head knows of, and no file lacks its line."""
    file = home.head.name
    try:
        head = read_head(home.head)
        if head is not None and is_half_sound(home.head):
            return [Finding(file, None, message_of("head_damaged", file=file, reason="SHA-256"))]
    except StoreError as error:
        return [Finding.of(file, error)]
    held = _held_against(home, head, lines)
    return held if held and not lines else [*held, *_orphan_findings(home, head, lines)]


def _held_against(home: Home, head: Head | None, lines: list[LedgerLine]) -> list[Finding]:
    ledger, copy = home.ledger.path.name, home.head.name
    if head is None:
        return []
    if head.lines > len(lines):
        key = "ledger_short" if lines else "ledger_missing"
        return [Finding(ledger, None, message_of(key, file=ledger, found=len(lines), expected=head.lines))]
    if head.lines and lines[head.lines - 1].chain_hash != head.hash:
        return [Finding(ledger, None, message_of("ledger_head_differs", file=ledger, line=head.lines))]
    if head.lines < len(lines) - 1:
        return [Finding(copy, None, message_of("head_behind", file=copy))]
    return []


def _orphan_findings(home: Home, head: Head | None, lines: list[LedgerLine]) -> list[Finding]:
    try:
        unknown = orphans(home, lines, head).unknown
    except OSError as error:
        message = message_of("home_unreadable", home=home.directory, reason=error)
        return [Finding(str(home.directory), None, message)]
    if unknown and not lines:
        ledger = home.ledger.path.name
        return [Finding(ledger, None, message_of("ledger_missing", file=ledger))]
    names = [home.relative(path) for path in unknown]
    return [Finding(name, None, message_of("orphan", file=name)) for name in names]


def _pointer(home: Home) -> tuple[Pointer | None, list[Finding]]:
    """The pointer, and what is wrong with it."""
    try:
        pointer = published(home)
        head = read_head(home.head)
        if pointer.format > 1 and head is None and not home.is_copy():
            return pointer, [Finding(home.head.name, None, message_of("head_missing", file=home.head.name))]
        if head is not None and head.generation > pointer.generation:
            return pointer, [Finding(home.pointer.name, None, message_of("pointer_behind", file=home.pointer.name))]
    except StoreError as error:
        return None, [Finding.of(home.pointer.name, error)]
    return pointer, []


def _head_findings(home: Home, pointer: Pointer) -> list[Finding]:
    """Whether the lines that the generation was made from are still there, the last one included."""
    try:
        home.ledger.check_head(size=pointer.ledger_size, sequence=pointer.last_sequence, head_hash=pointer.head_hash)
    except StoreDamagedError as error:
        return [Finding(home.ledger.path.name, min(home.ledger.size(), pointer.ledger_size), error.message)]
    return []


def _generation_findings(home: Home, pointer: Pointer, lines: list[LedgerLine], *, compare: bool) -> list[Finding]:
    path = home.generation_file(pointer.generation)
    file = home.relative(path)

    def damaged(reason: object) -> Finding:
        key = "copy_damaged" if home.is_copy() else "generation_damaged"
        return Finding(file, None, message_of(key, file=file, reason=reason))

    try:
        if not path.is_file():
            return [damaged("?")]
        if path.stat().st_size != pointer.file_size or file_sha256(path) != pointer.file_sha256:
            return [damaged("SHA-256")]
        if not compare:
            return []
        with open_for_reading(path) as connection:
            shown = fingerprint(connection)
    except OSError as error:
        return [damaged(error)]
    except duckdb.Error as error:
        return [damaged(error)]
    try:
        with built_aside(home, lines[: pointer.last_sequence]) as rebuilt:
            written = fingerprint(rebuilt)
    except StoreUnwritableError as error:  # no room to build it beside the store: nothing is known of the generation
        return [Finding.of(file, error)]
    except StoreError as error:
        return [Finding.of(home.ledger.path.name, error)]
    return [
        Finding(file, None, message_of("generation_differs", file=file, table=table))
        for table in shown
        if shown[table] != written[table]
    ]
