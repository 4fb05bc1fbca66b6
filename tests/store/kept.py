"""What the files of a store hold, for who looks for something that may stand in none of them."""

import sys
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_PACKED = b"\x28\xb5\x2f\xfd"


def held(path: Path) -> bytes:
    """The bytes of a file; of a packed one what it is unpacked as well."""
    data = path.read_bytes()
    return data + zstd.decompress(data) if data.startswith(_PACKED) else data


def held_under(home: Path) -> bytes:
    """Every byte of every file under a home, as `held`."""
    return b"".join(held(path) for path in sorted(home.rglob("*")) if path.is_file())
