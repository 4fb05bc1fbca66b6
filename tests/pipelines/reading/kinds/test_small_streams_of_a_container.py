"""A stream under 4,096 bytes stands in small sectors with a table of their own; it is read from there, or refused."""

import struct

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.kinds.first_bytes import OLE_START
from pipelines.reading.kinds.ole import OleFile

GAP, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT = bytes(range(256)) + b"einde"
SMALL_SECTORS = (3, END, 1, 4, 2, 0)  # the order of the file is not that of the stream


def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", written, len(written) + 2, kind, 1, GAP, GAP, child, first, size)


def container(small_sectors: tuple[int, ...] = SMALL_SECTORS, size: int = len(TEXT)) -> bytes:
    """One stream of 261 bytes: sector 0 the table, 1 the directory, 2 the table of small sectors, 3 those."""
    numbers = struct.pack("<109I", 0, *[GAP] * 108)
    header = OLE_START + struct.pack("<16x5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 2, 1, END, 0)
    table = struct.pack("<128I", TABLE, END, END, END, *[GAP] * 124)
    directory = entry("Root Entry", 5, 1, 3, 512) + entry("Workbook", 2, GAP, 5, size)
    small_table = struct.pack("<6I", *small_sectors).ljust(512, b"\xff")
    sectors = {5: 0, 0: 1, 3: 2, 4: 3, 2: 4}  # small sector: which part of the stream
    parts = [TEXT[64 * sectors.get(place, 9) :][:64].ljust(64, b"\0") for place in range(8)]
    return header + numbers + table + directory.ljust(512, b"\0") + small_table + b"".join(parts)


def test_the_parts_of_a_small_stream_are_put_in_order() -> None:
    file = OleFile(container())
    assert file.names == {"Root Entry", "Workbook"}
    assert file.stream("WORKBOOK") == TEXT
    assert file.stream("Book") == b""


@pytest.mark.parametrize(
    ("small_sectors", "size"),
    [((3, END, 1, 4, 5, 0), len(TEXT)), ((3, END, 1, 77, 2, 0), len(TEXT)), (SMALL_SECTORS, 2000)],
    ids=["in a circle", "out of the table", "shorter than it says"],
)
def test_a_small_stream_that_cannot_be_followed_is_refused(small_sectors: tuple[int, ...], size: int) -> None:
    with pytest.raises(FileRejected, match="damaged"):
        OleFile(container(small_sectors, size)).stream("Workbook")
