"""Is everything that was acknowledged still there, byte for byte, and does the published generation say the same?"""

from pathlib import Path

import duckdb

from store.construction import built_in_memory, file_sha256, journal_event
from store.contents import Content
from store.damage import Finding, changed_byte, changed_in_line, content_finding
from store.errors import StoreDamagedError, message_of
from store.fingerprint import fingerprint
from store.generation import open_for_reading
from store.home import Home
from store.ledger import FIRST_PREVIOUS_HASH, SEAL, LedgerLine, read_line
from store.pointer import Pointer, published
from store.redaction import redaction_findings


def verify(home: Home) -> list[Finding]:
    """Everything that is wrong, in the order ledger, contents, pointer, generation; empty when all is well.

    Generation and journal are compared row by row only when the journal is sound: otherwise there is nothing to
    compare with. Changes nothing.
    """
    findings, lines = _ledger_findings(home)
    findings += _content_findings(home, lines)
    if not findings:
        findings += _redaction_findings(home, lines)
    is_sound = all(finding.kind == "torn" for finding in findings)
    try:
        pointer = published(home)
    except StoreDamagedError as error:
        return [*findings, Finding(home.pointer.name, None, error.message)]
    if pointer.generation == 0:
        return findings
    head = _head_findings(home, pointer, lines) if is_sound else []
    if head:  # what looks like an unfinished line is then the rest of one that was acknowledged
        findings = [finding for finding in findings if finding.kind != "torn"]
    return findings + head + _generation_findings(home, pointer, lines, compare=is_sound and not head)


def _ledger_findings(home: Home) -> tuple[list[Finding], list[LedgerLine]]:
    """What is wrong in the ledger, and the lines that are sound."""
    path = home.ledger.path
    data = path.read_bytes() if path.exists() else b""
    *chunks, rest = data.split(b"\n")
    if rest and SEAL.search(rest[:-1]):  # more than a line, so no torn one: its newline was changed
        chunks, rest = [*chunks, rest], b""
    findings: list[Finding] = []
    lines: list[LedgerLine] = []
    previous: str | None = FIRST_PREVIOUS_HASH
    offset, number = 0, 0
    while number < len(chunks):
        chunk = chunks[number]
        try:
            line = read_line(chunk)
        except ValueError:
            finding, used = _damaged_line(path.name, chunks[number:], offset, number + 1)
            findings.append(finding)
            previous = None  # what the line was is unknown, so the next one cannot be held against it
            offset += sum(len(used_chunk) + 1 for used_chunk in chunks[number : number + used])
            number += used
            continue
        if previous not in (None, line.previous_hash):
            message = message_of("ledger_broken_chain", file=path.name, line=number + 1, offset=offset)
            findings.append(Finding(path.name, offset, message))
        lines.append(line)
        previous = line.chain_hash
        offset += len(chunk) + 1
        number += 1
    if rest:
        message = message_of("ledger_torn", file=path.name, size=len(rest), offset=offset)
        findings.append(Finding(path.name, offset, message, "torn"))
    return findings, lines


def _damaged_line(file: str, chunks: list[bytes], offset: int, number: int) -> tuple[Finding, int]:
    """What is wrong with the first chunk (or with a line cut in two by a newline), and how many chunks that takes."""
    for used in (1, 2):
        joined = b"\n".join(chunks[:used])
        change = changed_in_line(joined) if used <= len(chunks) else None
        if change is not None:
            at, was = change
            return changed_byte(file, offset + at, was=was, now=(joined + b"\n")[at]), used
    return Finding(file, offset, message_of("ledger_damaged", file=file, line=number, offset=offset)), 1


def _content_findings(home: Home, lines: list[LedgerLine]) -> list[Finding]:
    findings: list[Finding] = []
    seen: set[Path] = set()
    for line in lines:
        named: list[tuple[Path, Content]] = [(home.journal_file(line.journal.sha256), line.journal)]
        if line.archive:
            named.append((home.archived_file(line.archive.sha256), line.archive))
        for path, content in named:
            if path not in seen:
                seen.add(path)
                findings += _file_findings(home.relative(path), path, content, line.sequence)
    return findings


def _file_findings(file: str, path: Path, content: Content, sequence: int) -> list[Finding]:
    try:
        found = path.read_bytes()
    except OSError:
        return [Finding(file, None, message_of("file_missing", file=file, line=sequence))]
    finding = content_finding(file, content, found)
    return [] if finding is None else [finding]


def _redaction_findings(home: Home, lines: list[LedgerLine]) -> list[Finding]:
    """Whether every line that says it was replaced was so by a redaction, and every one that a redaction names is."""
    file = home.ledger.path.name
    if home.unfinished.exists():
        message = message_of("redaction_unfinished", file=home.unfinished.name, reason="-")
        return [Finding(home.unfinished.name, None, message)]
    events = {line.sequence: journal_event(home, line) for line in lines if line.kind == "redaction"}
    return [
        Finding(file, None, message_of("redaction_differs", file=file, line=sequence))
        for sequence in redaction_findings(lines, events)
    ]


def _head_findings(home: Home, pointer: Pointer, lines: list[LedgerLine]) -> list[Finding]:
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
        return Finding(file, None, message_of("generation_damaged", file=file, reason=reason))

    try:
        if path.stat().st_size != pointer.file_size or file_sha256(path) != pointer.file_sha256:
            return [damaged("SHA-256")]
        if not compare:
            return []
        with open_for_reading(path) as connection:
            shown = fingerprint(connection)
    except (OSError, duckdb.Error) as error:
        return [damaged(error)]
    try:
        with built_in_memory(home, lines[: pointer.last_sequence]) as rebuilt:
            written = fingerprint(rebuilt)
    except StoreDamagedError as error:
        return [Finding(home.ledger.path.name, None, error.message)]
    return [
        Finding(file, None, message_of("generation_differs", file=file, table=table))
        for table in shown
        if shown[table] != written[table]
    ]
