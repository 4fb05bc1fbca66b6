"""The door: bytes of an unknown kind come in, a `RawFile` goes out or the file is rejected."""

from pipelines.raw import APP_LIMITS, FileRejected, Limits, RawFile
from pipelines.reading.text_file import read_text_file


def read_file(content: bytes, file_name: str, *, limits: Limits = APP_LIMITS) -> RawFile:
    """The raw tables of a received file; its kind is told by its content, never by its name.

    Raises FileRejected when the file as a whole breaks a file rule.
    """
    if len(content) > limits.file_bytes:
        raise FileRejected("too_large", "bytes", limit_mb=limits.file_bytes // 1_000_000)
    return read_text_file(content, file_name, limits)
