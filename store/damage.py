"""Where the bytes are that are no longer as they were written."""

import re
from dataclasses import dataclass
from typing import Final, Literal, Self

from store.canonical import canonical_json, read_json_object
from store.contents import Content, single_change
from store.errors import Message, StoreError, StoreNewerError, message_of
from store.ledger import SEAL, read_line, seal

_SEAL_INSIDE: Final = re.compile(SEAL.pattern[:-1])
_SEAL_LENGTHS: Final = range(84, 124)  # from one-digit sums to twenty digits each


@dataclass(frozen=True)
class Finding:
    """One thing that verify found. `torn`: an unfinished, so never acknowledged, last line; nothing is lost by it.

    `newer`: nothing is wrong with it, but only a newer release can tell. `closed`: it can be read and not written.
    """

    file: str
    byte_offset: int | None
    message: Message
    kind: Literal["damage", "torn", "newer", "closed"] = "damage"

    @classmethod
    def of(cls, file: str, error: StoreError) -> Self:
        """What an error says."""
        return cls(file, None, error.message, "newer" if isinstance(error, StoreNewerError) else "damage")


def content_finding(file: str, content: Content, found: bytes) -> Finding | None:
    """What is wrong with the bytes of a journal or archive file, if anything."""
    if content.fits(found):
        return None
    if len(found) != content.size:
        shorter, longer = len(found) < content.size, content.fits(found[: content.size])
        offset = len(found) if shorter else content.size if longer else None
        key = "size_longer" if longer else "size_changed"
        return Finding(file, offset, message_of(key, file=file, size=len(found), expected=content.size))
    change = single_change(found, content.byte_sum, content.byte_moment)
    if change is not None:
        offset, was = change
        if content.fits(found[:offset] + bytes([was]) + found[offset + 1 :]):
            return changed_byte(file, offset, was=was, now=found[offset])
    line, offset = _first_odd_line(found)
    return Finding(file, offset, message_of("bytes_changed", file=file, line=line, offset=offset))


def changed_byte(file: str, offset: int, *, was: int, now: int) -> Finding:
    """One byte that was changed."""
    return Finding(file, offset, message_of("byte_changed", file=file, offset=offset, was=was, now=now))


def changed_in_line(line: bytes) -> tuple[int, int] | None:
    """Offset and former value of the one byte that was changed in a ledger line, proven by its seal; else None."""
    found = SEAL.search(line)
    if found is not None:
        body = line[: found.start()] + b"}"
        guess = single_change(body, int(found.group(1)), int(found.group(2)))
        if guess is not None:
            offset, was = guess
            body = body[:offset] + bytes([was]) + body[offset + 1 :]
        change = _only_difference(line, seal(body))
        if change is not None:
            return change
    for length in _SEAL_LENGTHS:  # the seal itself was hit: look where it must have begun
        if length < len(line):
            change = _only_difference(line, seal(line[:-length] + b"}"))
            if change is not None:
                return change
    return _changed_newline(line)


def _changed_newline(line: bytes) -> tuple[int, int] | None:
    """Two lines that became one because the newline between them was changed."""
    for found in _SEAL_INSIDE.finditer(line):
        end = found.end()
        if end < len(line) and _is_sound(line[:end]) and (end + 1 == len(line) or _is_sound(line[end + 1 :])):
            return end, ord("\n")
    return None


def _is_sound(line: bytes) -> bool:
    try:
        read_line(line)
    except ValueError:
        return False
    return True


def _only_difference(found: bytes, expected: bytes) -> tuple[int, int] | None:
    if len(found) != len(expected):
        return None
    differing = [offset for offset, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b]
    return (differing[0], expected[differing[0]]) if len(differing) == 1 else None


def _first_odd_line(found: bytes) -> tuple[int, int]:
    """Number and offset of the first line that is no canonical JSON; the first line when all are."""
    offset = 0
    for number, line in enumerate(found.split(b"\n")[:-1], start=1):
        try:
            if canonical_json(read_json_object(line)).encode("utf-8") != line:
                return number, offset
        except ValueError:
            return number, offset
        offset += len(line) + 1
    return 1, 0
