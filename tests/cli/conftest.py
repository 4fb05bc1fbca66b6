"""The real command in its own process, on a store of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ended:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document, and nothing else."""
        return json.loads(self.out)


Wams = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def wams(home: Path, tmp_path: Path) -> Wams:
    """`wams("ingest", file)` runs the command in `tmp_path`."""

    def run(*arguments: object, **environment: str) -> Ended:
        command = [str(Path(sys.executable).with_name("wams")), *map(str, arguments)]
        surroundings = {**os.environ, "WAMS_HOME": str(home), **environment}
        ended = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Path]:
    """`report("a.csv", "GM0363;...")` writes a CSV of milestones, one line per row."""

    def write(name: str, *rows: str, header: str = MILESTONE_HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


MILESTONE_HEADER = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum"
