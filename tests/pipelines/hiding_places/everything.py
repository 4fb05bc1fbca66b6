"""Every byte under a store, unpacked to the bottom: archives, compound files, compressed streams, tables of DuckDB."""

import bz2
import gzip
import lzma
import re
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import duckdb
from olefile import OleFileIO

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ZLIB_STARTS = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_DEEPEST = 5


def everything_in(home: Path) -> Iterator[tuple[str, bytes]]:
    """What stands where: names, bytes, and whatever can be unpacked from them."""
    for path in sorted(home.rglob("*")):
        where = str(path.relative_to(home))
        yield f"name of {where}", path.name.encode()
        if path.is_file():
            yield from _unpacked(where, path.read_bytes(), 0)
        if path.suffix == ".duckdb":
            yield from _tables(where, path)


def _tables(where: str, path: Path) -> Iterator[tuple[str, bytes]]:
    """Each cell of each table, as text: strings are packed inside the file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            rows = connection.execute(f'select * from "{table}"').fetchall()
            yield f"{where}, table {table}", "\n".join(map(repr, rows)).encode()


def _unpacked(where: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    yield where, content
    if depth == _DEEPEST:
        return
    for name, inner in _parts(content):
        yield from _unpacked(f"{where} > {name}", inner, depth + 1)


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    if b"PK\x03\x04" in content:
        try:
            with ZipFile(BytesIO(content)) as archive:
                yield "comment", archive.comment
                for entry in archive.infolist():
                    yield entry.filename, archive.read(entry)
                    yield f"around {entry.filename}", entry.filename.encode() + entry.comment + entry.extra
        except (BadZipFile, RuntimeError, NotImplementedError, zlib.error):
            pass
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        with OleFileIO(BytesIO(content)) as container:
            for path in container.listdir():
                yield "/".join(path), container.openstream(path).read()
    for start, module in ((b"\x1f\x8b", gzip), (b"BZh", bz2), (b"\xfd7zXZ", lzma)):
        if content.startswith(start):
            yield module.__name__, module.decompress(content)
    if content.startswith(b"\x28\xb5\x2f\xfd"):
        yield "zstd", zstd.decompress(content)
    for found in _ZLIB_STARTS.finditer(content):
        try:
            yield f"zlib at {found.start()}", zlib.decompressobj().decompress(content[found.start() :])
        except zlib.error:
            continue
