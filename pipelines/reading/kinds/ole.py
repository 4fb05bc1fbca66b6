"""The container of an XLS (and of an encrypted XLSX): a small file system of sectors in chains, read by olefile.

olefile forgives much, as it should with files of many writers, and believes what a file claims: it reads a table as
often as it is listed, and follows a chain round and round until the claimed size is full. So what would cost time or
memory is checked before it reads, chains are checked for circles, and what it returns is held against the size.
"""

import struct
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from olefile import STGTY_STREAM, OleFileIO

from pipelines.format.raw import FileRejected
from pipelines.reading.kinds.first_bytes import OLE_START

_HEADER_BYTES: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA  # sector numbers from here on mean an end or a gap
_IS_TABLE, _END_OF_CHAIN, _IS_FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_LARGE_SECTOR_BYTES: Final = 4096  # of these 109 tables, as many as the header lists, hold 450 MB
_TABLES_IN_HEADER: Final = 109


class OleFile:
    """The names in a container, and its streams by name. Raises FileRejected when it is damaged or breaks off."""

    def __init__(self, content: bytes) -> None:
        """Read the allocation table and the directory."""
        _check_claims(content)
        self._byte_count = len(content)
        with _refused_when_damaged():
            self._file: Any = OleFileIO(BytesIO(content))  # olefile has no types
            _check_chain(self._file.fat, self._file.first_dir_sector)
            self._entries = [entry for entry in self._file.direntries if entry is not None]
        self.names = frozenset(str(entry.name) for entry in self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, whatever the case of its name; empty when there is none."""
        for entry in self._entries:
            if entry.entry_type == STGTY_STREAM and entry.name.casefold() == name.casefold():
                return self._bytes_of(entry)
        return b""

    def _bytes_of(self, entry: Any) -> bytes:
        file, root = self._file, self._file.root
        with _refused_when_damaged():
            if max(entry.size, root.size if entry.is_minifat else 0) > self._byte_count:
                raise FileRejected("unreadable", "damaged")
            if entry.is_minifat:
                _check_chain(file.fat, root.isectStart)
                file.loadminifat()
            _check_chain(file.minifat if entry.is_minifat else file.fat, entry.isectStart)
            data: bytes = file._open(entry.isectStart, entry.size).read()
        if len(data) < entry.size:
            raise FileRejected("unreadable", "damaged")
        return data


@contextmanager
def _refused_when_damaged() -> Generator[None]:
    """Whatever olefile stumbles over is a damaged file; a directory as deep as a well ends in RecursionError."""
    try:
        yield
    except (OSError, struct.error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FileRejected("unreadable", "damaged") from error


def _check_claims(content: bytes) -> None:
    """Sizes in the header that the file cannot have: olefile would read as much as they say."""
    if len(content) < _HEADER_BYTES:
        raise FileRejected("unreadable", "damaged")
    sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise FileRejected("unreadable", "damaged")
    (table_count,) = struct.unpack_from("<I", content, 44)
    (mini_table_count,) = struct.unpack_from("<I", content, 64)
    sector_count = len(content) >> sector_shift
    tables_needed = sector_count // (1 << sector_shift - 2) + 1
    if table_count > tables_needed + _TABLES_IN_HEADER or mini_table_count > sector_count:
        raise FileRejected("unreadable", "damaged")


def _check_chain(table: Sequence[int], first: int) -> None:
    """Raises FileRejected for a chain that runs in a circle or out of the file."""
    number, length = first, 0
    while number < _LAST_SECTOR:
        if number >= len(table) or length > len(table):
            raise FileRejected("unreadable", "damaged")
        number, length = table[number], length + 1


def one_stream_file(name: str, stream: bytes) -> bytes:
    """A new container with this one stream, so that nothing of the received container is read a second time."""
    size = _LARGE_SECTOR_BYTES
    data = stream.ljust(size, b"\0")  # a smaller stream would need a table of small sectors
    sector_count = -(-len(data) // size)
    per_sector = size // 4
    table_count = -(-(sector_count + 1) // (per_sector - 1))
    first = table_count + 1  # after the tables and the directory
    chain = [*range(first + 1, first + sector_count), _END_OF_CHAIN]
    table = [*[_IS_TABLE] * table_count, _END_OF_CHAIN, *chain]
    table += [_IS_FREE] * (table_count * per_sector - len(table))
    numbers = [*range(table_count), *[_IS_FREE] * (109 - table_count)]
    header = OLE_START + struct.pack(
        "<16x5H6x9I", 0x3E, 4, 0xFFFE, 12, 6, 1, table_count, table_count, 0, size, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0
    )
    # calamine takes a root without a sector for an empty container; the sector of the directory will do, with size 0
    root = _entry_bytes("Root Entry", _ROOT, 1, table_count, 0)
    directory = root + _entry_bytes(name, _STREAM, _IS_FREE, first, len(data))
    return b"".join(
        [
            (header + struct.pack("<109I", *numbers)).ljust(size, b"\0"),
            struct.pack(f"<{len(table)}I", *table),
            directory.ljust(size, b"\0"),
            data.ljust(sector_count * size, b"\0"),
        ]
    )


def _entry_bytes(name: str, kind: int, child: int, first: int, byte_count: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I36xIQ", written, len(written) + 2, kind, 1, _IS_FREE, _IS_FREE, child, first, byte_count
    )
