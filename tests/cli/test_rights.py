"""The files of a store are for their owner only."""

import os
from pathlib import Path

from tests.cli.conftest import Wams

ROW = "GM0363;2026-03-31;1;gestart;2025-02-01;;"


def modes(home: Path) -> set[str]:
    return {f"{'folder' if path.is_dir() else 'file'} {path.stat().st_mode & 0o777:o}" for path in home.rglob("*")}


def test_every_file_of_a_store_is_for_its_owner_only(wams: Wams, report, home: Path) -> None:
    before = os.umask(0)
    try:
        wams("ingest", report("opgave.csv", ROW))
        wams("rebuild")
    finally:
        os.umask(before)
    assert modes(home) == {"folder 700", "file 600"}
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_store_that_others_can_read_is_said_and_migrated(wams: Wams, report, home: Path) -> None:
    wams("ingest", report("opgave.csv", ROW))
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    ended = wams("verify")
    assert (ended.status, "wams migrate" in ended.out) == (0, True)
    assert wams("migrate").status == 0
    assert modes(home) == {"folder 700", "file 600"}
    assert "wams migrate" not in wams("verify").out
