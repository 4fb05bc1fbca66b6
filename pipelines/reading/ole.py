"""The container of an XLS (and of an encrypted XLSX): a small file system of sectors in chains."""

import struct
from dataclasses import dataclass
from typing import Final

from pipelines.raw import FileRejected

OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES: Final = 512
_ENTRY_BYTES: Final = 128
_LAST_SECTOR: Final = 0xFFFFFFFA  # sector numbers from here on mean an end or a gap
_IS_TABLE, _END_OF_CHAIN, _IS_FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_LARGE_SECTOR_BYTES: Final = 4096  # of these 109 tables, as many as the header lists, hold 450 MB
_MAX_STORAGES: Final = 10_000


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    first_sector: int
    byte_count: int


class OleFile:
    """The names in a container, and its streams by name. Raises FileRejected when it is damaged or breaks off."""

    def __init__(self, content: bytes) -> None:
        """Read the allocation table and the directory."""
        if len(content) < _HEADER_BYTES:
            raise FileRejected("unreadable", "damaged")
        self._content = content
        sector_shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        if sector_shift not in (9, 12) or self._mini_shift != 6:
            raise FileRejected("unreadable", "damaged")
        self._sector_bytes = 1 << sector_shift
        self._table = self._allocation_table()
        (first_directory,) = struct.unpack_from("<I", content, 48)
        self._entries = _entries(self._chain(first_directory))
        self.names = frozenset(entry.name for entry in self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, whatever the case of its name; empty when there is none."""
        for entry in self._entries:
            if entry.kind == _STREAM and entry.name.casefold() == name.casefold():
                return self._bytes_of(entry)
        return b""

    def _bytes_of(self, entry: _Entry) -> bytes:
        (cutoff,) = struct.unpack_from("<I", self._content, 56)
        is_large = entry.byte_count >= cutoff
        data = self._chain(entry.first_sector) if is_large else self._mini_chain(entry.first_sector)
        if len(data) < entry.byte_count:
            raise FileRejected("unreadable", "damaged")
        return data[: entry.byte_count]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        data = self._content[start : start + self._sector_bytes]
        if not data:
            raise FileRejected("unreadable", "damaged")
        return data

    def _allocation_table(self) -> list[int]:
        """For each sector the number of the next one in its chain."""
        (count,) = struct.unpack_from("<I", self._content, 44)
        (next_list,) = struct.unpack_from("<I", self._content, 68)
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        per_sector = self._sector_bytes // 4
        seen: set[int] = set()
        while next_list < _LAST_SECTOR and next_list not in seen:
            seen.add(next_list)
            listed = _numbers(self._sector(next_list), per_sector)
            numbers.extend(listed[:-1])
            next_list = listed[-1]
        table: list[int] = []
        for number in [number for number in numbers if number < _LAST_SECTOR][:count]:
            table.extend(_numbers(self._sector(number), per_sector))
            if len(table) > len(self._content) // self._sector_bytes + per_sector:
                break
        return table

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(self._table, first))

    def _mini_chain(self, first: int) -> bytes:
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        if root is None:
            raise FileRejected("unreadable", "damaged")
        (first_table,) = struct.unpack_from("<I", self._content, 60)
        table_bytes = self._chain(first_table) if first_table < _LAST_SECTOR else b""
        container = self._chain(root.first_sector)
        size = 1 << self._mini_shift
        numbers = _followed(_numbers(table_bytes, len(table_bytes) // 4), first)
        return b"".join(container[number * size : (number + 1) * size] for number in numbers)


def _entries(directory: bytes) -> list[_Entry]:
    entries: list[_Entry] = []
    for offset in range(0, min(len(directory), _MAX_STORAGES * _ENTRY_BYTES), _ENTRY_BYTES):
        raw = directory[offset : offset + _ENTRY_BYTES]
        if len(raw) < _ENTRY_BYTES or not raw[66]:
            continue
        (name_bytes,) = struct.unpack_from("<H", raw, 64)
        name = raw[: min(64, max(0, name_bytes - 2))].decode("utf-16-le", errors="replace")
        first, size = struct.unpack_from("<II", raw, 116)
        entries.append(_Entry(name, raw[66], first, size))
    return entries


def _followed(table: list[int], first: int) -> list[int]:
    """The sectors of a chain. Raises FileRejected for one that runs in a circle or out of the file."""
    chain: list[int] = []
    number = first
    while number < _LAST_SECTOR:
        if number >= len(table) or len(chain) > len(table):
            raise FileRejected("unreadable", "damaged")
        chain.append(number)
        number = table[number]
    return chain


def _numbers(data: bytes, count: int) -> list[int]:
    if len(data) < count * 4:
        raise FileRejected("unreadable", "damaged")
    return list(struct.unpack_from(f"<{count}I", data))


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
