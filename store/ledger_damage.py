"""What is wrong in the ledger, line by line."""

from store.damage import Finding, changed_byte, changed_in_line
from store.errors import NewerFormatError, message_of
from store.home import Home
from store.ledger import FIRST_PREVIOUS_HASH, SEAL, LedgerLine, read_line


def ledger_findings(home: Home, data: bytes) -> tuple[list[Finding], list[LedgerLine]]:
    """What is wrong in the bytes of the ledger, and the lines that are sound.

    At the first line that a newer release wrote it stops.
    """
    path = home.ledger.path
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
        except NewerFormatError as error:
            message = message_of("newer_format", file=path.name, what=error)
            return [*findings, Finding(path.name, offset, message, "newer")], lines
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
