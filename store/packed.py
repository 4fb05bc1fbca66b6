"""Journal files as they lie on the disk: packed with zstd, so that `zstd -dc` shows their lines."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from typing import Final

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MAGIC: Final = b"\x28\xb5\x2f\xfd"  # no line of a journal begins so
_PIECE_BYTES: Final = 1 << 22  # of lines in memory at once, unpacked
_READ_BYTES: Final = 1 << 18
_OPTIONS: Final[dict[int, int]] = {
    zstd.CompressionParameter.compression_level: 3,  # 9 makes a tenth less of it in seven times the time
    zstd.CompressionParameter.checksum_flag: 1,  # for `zstd -t`
}


def is_packed(data: bytes) -> bool:
    """Whether these bytes begin as packed ones do."""
    return data.startswith(_MAGIC)


def packed(pieces: Iterable[bytes]) -> tuple[bytes, str]:
    """The pieces, one after the other, as they lie on the disk, and the SHA-256 of what they are unpacked."""
    compressor, digest = zstd.ZstdCompressor(options=_OPTIONS), hashlib.sha256()
    parts: list[bytes] = []
    for piece in pieces:
        digest.update(piece)
        parts.append(compressor.compress(piece))
    parts.append(compressor.flush())
    return b"".join(parts), digest.hexdigest()


def unpacked(data: bytes) -> Iterator[bytes]:
    """What was packed, a bounded piece at a time; bytes that are not packed as they are.

    Raises ValueError for what is no whole packed file.
    """
    if not is_packed(data):
        for start in range(0, len(data), _PIECE_BYTES):
            yield data[start : start + _PIECE_BYTES]
        return
    decompressor, at = zstd.ZstdDecompressor(), 0
    try:
        while not decompressor.eof:
            given = data[at : at + _READ_BYTES] if decompressor.needs_input else b""
            if decompressor.needs_input and not given:
                raise ValueError("the packed file is not complete")
            at += len(given)
            if piece := decompressor.decompress(given, max_length=_PIECE_BYTES):
                yield piece
    except zstd.ZstdError as error:
        raise ValueError(f"what is packed cannot be unpacked: {error}") from error
    if decompressor.unused_data or at < len(data):
        raise ValueError("more follows what is packed")


def whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut after newlines. Raises ValueError when the last line has none."""
    rest = b""
    for piece in pieces:
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = piece[end:]
        else:
            rest += piece
    if rest:
        raise ValueError("the last line is not complete")
