"""Is every line of the audit log still there, as it was written, in its place?"""

from pathlib import Path
from time import sleep
from typing import Final

from office.acts import Act
from office.audit import AuditLog, month_of
from office.audit_file import Chain, Finding, beyond, of_head, read_chain
from office.errors import OfficeError
from office.tables import AuditFileRow

MOST_LOOKS: Final = 3
BETWEEN_LOOKS_SECONDS: Final = 0.1  # a line is written in less


def verify(log: AuditLog) -> list[Finding]:
    """Everything that is wrong, by file: changed, removed, moved or cut lines, files that are gone or are not ours.

    What is written while we look stands in a file and not yet in what we read of the register: that is looked at again.
    """
    found = _looked(log)
    for _ in range(MOST_LOOKS - 1):
        if not found:
            break
        sleep(BETWEEN_LOOKS_SECONDS)
        found = _looked(log)
    return found


def _looked(log: AuditLog) -> list[Finding]:
    try:
        registered = {row.name: row for row in log.registered()}
        there = {path.name: path for path in log.files()}
    except OfficeError as error:
        return [Finding(log.directory.name, None, error.message)]
    findings: list[Finding] = []
    chains: dict[str, Chain] = {}
    for name, path in there.items():
        try:
            chains[name] = read_chain(path.read_bytes(), name)
        except OSError as error:
            findings.append(Finding.of(name, "office.audit_unreadable", reason=error.strerror or error))
            continue
        findings += _of_chain(path, chains[name], registered.get(name))
    gone = [name for name, row in registered.items() if row.removed_at is None and name not in there]
    findings += [Finding.of(name, "office.audit_missing", lines=registered[name].known_lines) for name in gone]
    return findings + _untold(registered, chains)


def of_file(path: Path, row: AuditFileRow | None) -> list[Finding]:
    """What is wrong with one file, and what the register knows of it. Raises OSError."""
    return _of_chain(path, read_chain(path.read_bytes(), path.name), row)


def _of_chain(path: Path, chain: Chain, row: AuditFileRow | None) -> list[Finding]:
    name = path.name
    if row is None:  # made and not registered yet: it is empty, or somebody else laid it there
        return [Finding.of(name, "office.audit_unknown")] if chain.lines or chain.findings else []
    findings = list(chain.findings)
    if chain.is_sound:
        findings += of_head(path, chain) or beyond(name, chain, row.known_lines, row.known_hash)
    if any(finding.kind == "damage" for finding in findings):  # what looks unfinished is then the rest of a line
        findings = [finding for finding in findings if finding.kind != "torn"]
    if row.removed_at is not None:
        findings.append(Finding.of(name, "office.audit_half_removed"))
    return findings


def _untold(registered: dict[str, AuditFileRow], chains: dict[str, Chain]) -> list[Finding]:
    """Files that the register calls removed, and of which no line tells that they were.

    Where the file that told it may itself have been removed since, there is nothing to hold against it.
    """
    told = {line.before for chain in chains.values() for line in chain.lines if line.act is Act.AUDIT_FILE_REMOVED}
    months_removed = {name[:7] for name, row in registered.items() if row.removed_at is not None}
    return [
        Finding.of(name, "office.audit_removal_untold")
        for name, row in registered.items()
        if row.removed_at is not None and row.known_hash not in told and month_of(row.removed_at) not in months_removed
    ]
