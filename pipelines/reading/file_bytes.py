"""The bytes of a file on disk, asked for its size before it is read: too large a file costs no time and no memory."""

import os
from pathlib import Path

from pipelines.format.raw import FileRejected, Limits


def check_size(byte_count: int, limits: Limits) -> None:
    """Raises FileRejected for a file that is larger than the limit."""
    if byte_count > limits.file_bytes:
        raise FileRejected("too_large", "bytes", limit_mb=limits.file_bytes // 1_000_000)


def bytes_within(path: Path, limits: Limits) -> bytes:
    """All bytes of a file. Raises FileRejected when it is larger than the limit, or may not be read."""
    try:
        with path.open("rb") as opened:
            byte_count = os.fstat(opened.fileno()).st_size
            check_size(byte_count, limits)
            content = opened.read(byte_count + 1)
            while len(content) > byte_count:  # it grows while it is read, or does not know its size
                check_size(len(content), limits)
                byte_count = len(content)
                content += opened.read(limits.file_bytes + 1 - byte_count)
            return content
    except OSError as error:
        raise FileRejected("unreadable", "no_access") from error
