"""A zip archive, unpacked only as far as it is safe.

What it claims is checked first, what it really holds is checked while unpacking, and unpacking stops at the first
byte too many. Nothing downstream sees the archive again: the parts that were checked are the parts that are read.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipelines.format.raw import FileRejected

MAX_UNPACKED_BYTES: Final = 100_000_000
MAX_RATIO: Final = 100  # a report packs to a tenth or so of its size
RATIO_FLOOR_BYTES: Final = 100_000  # below this a ratio says nothing and harms nobody
MAX_PARTS: Final = 5_000  # a workbook has tens of parts
MAX_DEPTH: Final = 2  # a workbook, and a document embedded in it
ZIP_START: Final = b"PK\x03\x04"

_CENTRAL_ENTRY: Final = b"PK\x01\x02"
_END_OF_ENTRIES: Final = b"PK\x05\x06"
_BYTES_BEFORE: Final = 1 << 16
_BYTES_AFTER: Final = (1 << 16) + 22  # the longest comment, and the record that it belongs to
_LOCAL_HEADER_BYTES: Final = 30
_PIECE_BYTES: Final = 1 << 16
_IS_ENCRYPTED: Final = 0x1  # flag bit of an entry


@dataclass
class Budget:
    """How many bytes may still be unpacked, over all archives inside one another."""

    left_bytes: int = MAX_UNPACKED_BYTES

    def spend(self, byte_count: int) -> None:
        """Raises FileRejected when there is not enough left."""
        self.left_bytes -= byte_count
        if self.left_bytes < 0:
            raise FileRejected("unsafe_archive", "size", limit_mb=MAX_UNPACKED_BYTES // 1_000_000)


def is_archive(content: bytes) -> bool:
    """Whether a file is a zip archive; some bytes may stand before it, as a mail gateway or an installer puts there."""
    if content.startswith(ZIP_START):
        return True
    return ZIP_START in content[:_BYTES_BEFORE] and _END_OF_ENTRIES in content[-_BYTES_AFTER:]


def unpack(content: bytes, budget: Budget | None = None, *, depth: int = 0) -> dict[str, bytes]:
    """The parts of an archive by name; archives inside it are unpacked and checked too, under "outer//inner".

    Raises FileRejected: unsafe_archive, encrypted, or unreadable when it is damaged.
    """
    budget = budget or Budget()
    entries = _entries(content)
    places = _places(content, entries)
    if sum(entry.file_size for entry in entries) > budget.left_bytes:
        budget.spend(budget.left_bytes + 1)
    parts: dict[str, bytes] = {}
    for entry, (start, end) in zip(entries, places, strict=True):
        data = _unpacked(memoryview(content)[start:end], entry)
        budget.spend(len(data))
        if data.startswith(ZIP_START):
            if depth + 1 >= MAX_DEPTH:
                raise FileRejected("unsafe_archive", "nested")
            inner = unpack(data, budget, depth=depth + 1)
            parts.update({f"{_name(entry)}//{name}": part for name, part in inner.items()})
        parts[_name(entry)] = data
    return parts


def repack(parts: dict[str, bytes]) -> BytesIO:
    """An archive of exactly these parts, not compressed."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data)
    packed.seek(0)
    return packed


def _entries(content: bytes) -> list[ZipInfo]:
    """The files that the archive lists, after a look at what the list claims."""
    if content.count(_CENTRAL_ENTRY) > MAX_PARTS:
        raise FileRejected("unsafe_archive", "parts", limit=MAX_PARTS)
    try:
        with ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, OSError) as error:
        raise FileRejected("unreadable", "damaged") from error
    if not all(_name(entry) for entry in listed):
        raise FileRejected("unreadable", "damaged")
    entries = [entry for entry in listed if not entry.is_dir()]
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise FileRejected("encrypted", "password")
    if len({_name(entry).casefold() for entry in entries}) < len(entries):
        raise FileRejected("unsafe_archive", "duplicate_parts")
    if any(_is_extreme(entry.file_size, entry.compress_size) for entry in entries) or _is_extreme(
        sum(entry.file_size for entry in entries), len(content)
    ):
        raise FileRejected("unsafe_archive", "ratio", limit=MAX_RATIO)
    return entries


def _name(entry: ZipInfo) -> str:
    """The name of a part, also where the program that wrote it separates folders as Windows does."""
    return entry.filename.replace("\\", "/").lstrip("/")


def _is_extreme(unpacked_bytes: int, packed_bytes: int) -> bool:
    return unpacked_bytes > max(RATIO_FLOOR_BYTES, MAX_RATIO * packed_bytes)


def _places(content: bytes, entries: Sequence[ZipInfo]) -> list[tuple[int, int]]:
    """Where the packed bytes of each entry begin and end; no two may share a byte."""
    places: list[tuple[int, int]] = []
    for entry in entries:
        header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER_BYTES]
        if len(header) < _LOCAL_HEADER_BYTES or not header.startswith(ZIP_START) or entry.header_offset < 0:
            raise FileRejected("unreadable", "damaged")
        name_bytes, extra_bytes = struct.unpack("<HH", header[26:30])
        start = entry.header_offset + _LOCAL_HEADER_BYTES + name_bytes + extra_bytes
        places.append((start, start + entry.compress_size))
    spans = sorted((entry.header_offset, end) for entry, (_, end) in zip(entries, places, strict=True))
    if any(end > next_start for (_, end), (next_start, _) in pairwise(spans)):
        raise FileRejected("unsafe_archive", "overlapping_parts")
    if spans and spans[-1][1] > len(content):
        raise FileRejected("unreadable", "damaged")
    return places


def _unpacked(packed: memoryview, entry: ZipInfo) -> bytes:
    """The bytes of one entry, never more than it said it would be."""
    if entry.compress_type == ZIP_STORED:
        data = bytes(packed)
    elif entry.compress_type == ZIP_DEFLATED:
        data = _inflated(packed, entry.file_size)
    else:
        raise FileRejected("unreadable", "packing")
    if len(data) != entry.file_size:
        raise FileRejected("unsafe_archive", "declared_size")
    if zlib.crc32(data) != entry.CRC:
        raise FileRejected("unreadable", "damaged")
    return data


def _inflated(packed: memoryview, declared_bytes: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    data = bytearray()
    pending: bytes | memoryview = packed
    try:
        while not inflater.eof:
            piece = inflater.decompress(pending, _PIECE_BYTES)
            if not piece and not inflater.unconsumed_tail:
                break
            data += piece
            if len(data) > declared_bytes:
                raise FileRejected("unsafe_archive", "declared_size")
            pending = inflater.unconsumed_tail
    except zlib.error as error:
        raise FileRejected("unreadable", "damaged") from error
    if not inflater.eof:
        raise FileRejected("unreadable", "damaged")
    return bytes(data)
