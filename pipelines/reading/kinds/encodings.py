"""In which encoding a text file was written: byte order mark, then strict UTF-8, then Windows-1252; never a guess."""

import codecs
import re
from collections import Counter
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from pipelines.format.raw import FileRejected

_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK: Final = 1 << 20  # bytes decoded at a time, so that a check never holds the whole text

_MAY_BE_UTF_8: Final = re.compile(rb"[\xC2-\xF4][\x80-\xBF]+")  # a first byte says how many follow it
# the same bytes as Windows-1252 text: a letter with an accent that may end a word, and the marks that may follow it
_LETTER_AND_MARKS: Final = re.compile("[àáçèéêëíïñòóôÀÁÇÈÉÊËÖÜß×][…‘’“”–—•™›»®°¹²³´·†‡€\xa0]+")
_ASCII: Final = bytes(range(128))
_COUNTED_CHARACTERS: Final = 200_000  # enough to know which of the two is the rarer


def encoding_of(content: bytes) -> str:
    """The encoding, as Python names it, of which every byte was checked.

    Raises FileRejected for null characters, a text that stops halfway, and two encodings in one file.
    """
    if content.startswith(_UTF_16_MARKS):
        if not _is_valid(content, "utf-16"):
            raise FileRejected("unreadable", "truncated")
        return "utf-16"
    if b"\0" in content:
        raise FileRejected("unreadable", "null_characters")
    place = _place_of_error(content, "utf-8")
    if place is None:
        return "utf-8-sig"
    _refuse_two_encodings(content, place)
    if not _is_valid(content, "cp1252"):
        raise FileRejected("unreadable", "unknown_encoding")
    return "cp1252"


def _refuse_two_encodings(content: bytes, first_error: int) -> None:
    """Of a file that is no valid UTF-8 from a place on: raises FileRejected when part of it can be nothing else.

    The bytes of "é…”" in Windows-1252 are also one character in UTF-8; those of "é" in UTF-8 would be "Ã©", which
    nobody writes.
    """
    found = Counter(filter(None, map(_character, islice(_MAY_BE_UTF_8.finditer(content), _COUNTED_CHARACTERS))))
    certain = {sequence: count for sequence, count in found.items() if not _may_be_windows_1252(sequence)}
    if not certain and not content.startswith(codecs.BOM_UTF8):
        return
    other = len(content.translate(None, _ASCII)) - sum(len(sequence) * count for sequence, count in found.items())
    is_rare = sum(certain.values()) < other  # the rarer of the two is what has to be mended
    place = min((content.index(sequence) for sequence in certain), default=0) if is_rare else first_error
    raise FileRejected("unreadable", "mixed_encodings", row=_row_of(content, place))


def _character(match: re.Match[bytes]) -> bytes | None:
    """The character of UTF-8 with which these bytes begin, if it is whole."""
    first = match[0][0]
    length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return match[0][:length] if len(match[0]) >= length else None


def _may_be_windows_1252(sequence: bytes) -> bool:
    return _LETTER_AND_MARKS.fullmatch(sequence.decode("cp1252", errors="replace")) is not None


def _row_of(content: bytes, place: int) -> int:
    """The number of a row as a spreadsheet program shows it: a line end between quotes does not begin a row."""
    before = content[:place]
    if b'"' not in before:
        return 1 + max(before.count(b"\n"), before.count(b"\r"))
    row, is_quoted = 1, False
    for line in TextIOWrapper(BytesIO(before), encoding="latin-1", newline=""):
        is_quoted ^= line.count('"') % 2 == 1
        row += not is_quoted and line.endswith(("\n", "\r"))
    return row


def _is_valid(content: bytes, encoding: str) -> bool:
    return _place_of_error(content, encoding) is None


def _place_of_error(content: bytes, encoding: str) -> int | None:
    """Where the first byte is that is not of the encoding. Raises FileRejected for null characters."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    view = memoryview(content)
    for start in range(0, len(content) + 1, _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(bytes(view[start : start + _CHUNK]), final=start + _CHUNK > len(content))
        except UnicodeDecodeError as error:
            return max(0, start - pending + error.start)
        if "\0" in text:
            raise FileRejected("unreadable", "null_characters")
    return None
