"""In which encoding a text file was written: byte order mark, then strict UTF-8, then Windows-1252; never a guess."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from pipelines.format.raw import FileRejected

_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK: Final = 1 << 20  # bytes decoded at a time, so that a check never holds the whole text

# a character of two to four bytes in valid UTF-8; in Windows-1252 text such a pair is as good as absent
_UTF_8_CHARACTER: Final = re.compile(
    rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}",
)


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
    if _is_valid(content, "utf-8"):
        return "utf-8-sig"
    if content.startswith(codecs.BOM_UTF8) or _UTF_8_CHARACTER.search(content):
        raise FileRejected("unreadable", "mixed_encodings")
    if not _is_valid(content, "cp1252"):
        raise FileRejected("unreadable", "unknown_encoding")
    return "cp1252"


def _is_valid(content: bytes, encoding: str) -> bool:
    try:
        for text in _decoded(content, encoding):
            if "\0" in text:
                raise FileRejected("unreadable", "null_characters")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(content: bytes, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    view = memoryview(content)
    for start in range(0, len(content), _CHUNK):
        yield decoder.decode(bytes(view[start : start + _CHUNK]))
    yield decoder.decode(b"", final=True)
