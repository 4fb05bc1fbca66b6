"""A small picture with a text in it, as cameras and drawing programs leave them."""

import struct
import zlib


def png(text: str) -> bytes:
    """A PNG of one pixel with a text chunk."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"tEXt", b"Author\0" + text.encode()),
             (b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())),
             (b"IDAT", zlib.compress(b"\0\xff\xff\xff")), (b"IEND", b"")]  # fmt: skip
    written = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + written


def svg(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{text}</title><text>{text}</text></svg>'.encode()
