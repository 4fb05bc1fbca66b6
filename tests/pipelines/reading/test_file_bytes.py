"""The size of a file is asked before it is read, and holds while it is read."""

import os
from pathlib import Path

import pytest

from pipelines.format.raw import FileRejected, Limits
from pipelines.reading.file_bytes import bytes_within

TEN = Limits(file_bytes=10)


def rejected(path: Path) -> tuple[str, str]:
    with pytest.raises(FileRejected) as rejection:
        bytes_within(path, TEN)
    assert rejection.value.message("nl")
    assert rejection.value.remedy("nl")
    return rejection.value.rule, rejection.value.reason


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 10])
def test_file_within_the_limit_is_read_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "opgave.csv").write_bytes(content)
    assert bytes_within(tmp_path / "opgave.csv", TEN) == content


def test_file_over_the_limit_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "opgave.csv").write_bytes(b"x" * 11)
    assert rejected(tmp_path / "opgave.csv") == ("too_large", "bytes")


def test_file_that_is_gone_or_closed_is_unreadable(tmp_path: Path) -> None:
    assert rejected(tmp_path / "weg.csv") == ("unreadable", "no_access")
    assert rejected(tmp_path) == ("unreadable", "no_access")


@pytest.mark.parametrize(("real", "is_too_large"), [(10, False), (11, True), (1000, True)])
def test_file_that_turns_out_longer_than_it_said_is_read_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real: int, is_too_large: bool
) -> None:
    path = tmp_path / "opgave.csv"
    path.write_bytes(b"x" * 3)
    smaller = path.stat()
    path.write_bytes(b"x" * real)
    monkeypatch.setattr(os, "fstat", lambda _: smaller)
    if is_too_large:
        assert rejected(path) == ("too_large", "bytes")
    else:
        assert bytes_within(path, TEN) == b"x" * real
