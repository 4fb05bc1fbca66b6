"""How long it takes to refuse each file, and how much memory: `python -m tests.pipelines.measure_rejections`.

Every file is read in a process of its own, so that a peak is that of one file.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipelines.format.raw import FileRejected
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import csv_file, ods, xls, xlsx
from tests.pipelines.refused_files import REFUSED

MAX_SECONDS = 1.0
MAX_MEGABYTES = 200


def megabytes(field: str) -> float:
    """VmRSS is what this process has, VmHWM the most it ever had (getrusage's peak is its parent's, on Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{field}:")) / 1024


def measure(path: Path) -> str:
    """Outcome, seconds and growth in megabytes, separated by tabs."""
    for made in (csv_file(), xlsx(), ods(), xls()):  # imports and first uses are no part of it
        read_file(made, "eerst")
    content = path.read_bytes()
    before, start = megabytes("VmRSS"), time.perf_counter()
    try:
        read_file(content, path.name)
        outcome = "read"
    except FileRejected as rejected:
        outcome = f"{rejected.rule}/{rejected.reason}"
    seconds, growth = time.perf_counter() - start, megabytes("VmHWM") - before
    return f"{outcome}\t{seconds:.3f}\t{growth:.0f}"


def main() -> int:
    """Print a line per file; 1 when one of them took too long, too much, or was refused for another reason."""
    misses = 0
    with tempfile.TemporaryDirectory() as directory:
        for name, refused in REFUSED.items():
            path = Path(directory) / "file"
            path.write_bytes(refused.build())
            command = [sys.executable, "-m", "tests.pipelines.measure_rejections", str(path)]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            outcome, seconds, growth = printed.strip().split("\t")
            is_miss = (
                outcome != f"{refused.rule}/{refused.reason}"
                or float(seconds) > MAX_SECONDS
                or float(growth) > MAX_MEGABYTES
            )
            misses += is_miss
            size = path.stat().st_size / 1_000_000
            print(f"{'MISS' if is_miss else 'ok  '} {seconds:>7} s {growth:>5} MB {size:7.2f} MB  {name}: {outcome}")
    return int(misses > 0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(Path(sys.argv[1])))
    else:
        sys.exit(main())
