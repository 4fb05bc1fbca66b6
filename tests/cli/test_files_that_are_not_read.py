"""What is too large, closed or no file at all is refused before a byte of it is read, and the other files go in."""

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Wams

GOOD_ROW = "GM0363;2026-03-31;1;afgerond;2025-06-01;;2026-02-01"
TWO_GB = 2_000_000_000
MAX_SECONDS = 1.0  # of this processor, for each file; the start of the command is counted apart
MAX_KILOBYTES = 200_000
START_SECONDS = 1.5
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # numbers of the Linux kernel
MEASURED = """
import atexit, re, sys, time
from cli.main import main
def measured():
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    print(time.process_time(), peak, file=sys.stderr)
atexit.register(measured)
main()
"""  # the peak of this process alone; getrusage would give that of the tests that started it
Report = Callable[..., Path]


def sparse(path: Path, start: bytes = b"", byte_count: int = TWO_GB) -> Path:
    """A file that claims so many bytes and takes no room on the disk."""
    path.write_bytes(start)
    os.truncate(path, byte_count)
    return path


def test_files_of_2_gb_of_any_kind_are_refused_at_once_and_in_200_mb(tmp_path: Path, home: Path) -> None:
    starts = {"a.csv": b"gemeentecode;peildatum\n", "b.xlsx": b"PK\x03\x04", "c.xls": b"\xd0\xcf\x11\xe0", "d": b""}
    files = [sparse(tmp_path / name, start) for name, start in starts.items()]
    command = [sys.executable, "-c", MEASURED, "ingest", *map(str, files), "--json"]
    ended = subprocess.run(command, env={**os.environ, "WAMS_HOME": str(home)}, capture_output=True, check=False)
    receipts = json.loads(ended.stdout)["files"]
    seconds, kilobytes = map(float, ended.stderr.split()[-2:])
    assert ended.returncode == 1
    assert [(receipt["file"], receipt["outcome"]) for receipt in receipts] == [(name, "rejected") for name in starts]
    assert [problem["rule"] for receipt in receipts for problem in receipt["problems"]] == ["too_large"] * 4
    assert seconds < START_SECONDS + MAX_SECONDS * len(files)
    assert kilobytes < MAX_KILOBYTES


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_file_that_is_too_large_leaves_nothing_and_the_file_beside_it_goes_in(
    wams: Wams, report: Report, tmp_path: Path, dry_run: tuple[str, ...]
) -> None:
    files = [sparse(tmp_path / "groot.xlsx"), report("opgave.csv", GOOD_ROW)]
    ended = wams("ingest", *files, "--json", *dry_run)
    large, good = ended.json["files"]
    assert ended.status == 1
    assert (large["outcome"], large["sha256"], large["sequence"]) == ("rejected", None, None)
    assert large["problems"][0]["message"]["nl"].startswith("groot.xlsx: Het bestand is groter dan 250 MB.")
    assert good["outcome"] == "accepted"


def test_file_that_is_too_large_in_a_replayed_folder_is_refused_and_the_others_go_in(
    wams: Wams, report: Report, tmp_path: Path
) -> None:
    sparse(tmp_path / "groot.csv")
    report("opgave.csv", GOOD_ROW)
    lines = ["file,arrives_at", "groot.csv,2026-04-01T09:00:00Z", "opgave.csv,2026-04-01T10:00:00Z"]
    (tmp_path / "manifest.csv").write_text("\n".join(lines))
    ended = wams("replay", tmp_path, "--json")
    assert [receipt["outcome"] for receipt in ended.json["files"]] == ["rejected", "accepted"]


def test_pipe_folder_and_device_are_named_as_what_they_are_and_nothing_is_taken_in(
    wams: Wams, report: Report, tmp_path: Path, home: Path
) -> None:
    os.mkfifo(tmp_path / "pijp")
    ended = wams("ingest", report("opgave.csv", GOOD_ROW), tmp_path / "pijp", tmp_path, "/dev/zero", "weg.csv")
    assert (ended.status, ended.out) == (2, "")
    for said in (
        "pijp is a pipe",
        "is a folder: name the files in it",
        "/dev/zero is a device",
        "no such file: weg.csv",
    ):
        assert said in ended.err
    assert not home.exists()


def without_override() -> None:
    """For root every file is readable: takes that right from the process to be started, and nothing else."""
    if os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if system.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "the right could not be taken")


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_every_file_of_a_batch_gets_its_receipt_though_one_may_not_be_read(
    report: Report, home: Path, dry_run: tuple[str, ...]
) -> None:
    closed = report("dicht.csv", GOOD_ROW)
    closed.chmod(0)
    command = [sys.executable, "-m", "cli.main", "ingest", closed, report("opgave.csv", GOOD_ROW), "--json", *dry_run]
    ended = subprocess.run(command, env={**os.environ, "WAMS_HOME": str(home)}, capture_output=True, check=False,
                           cwd=Path(__file__).resolve().parents[2], preexec_fn=without_override)  # fmt: skip
    receipts = json.loads(ended.stdout)["files"]
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert [receipt["outcome"] for receipt in receipts] == ["rejected", "accepted"]
    assert "kon niet worden geopend" in receipts[0]["problems"][0]["message"]["nl"]
