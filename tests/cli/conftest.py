"""The real command on a store of its own: in this process, and for what a process is tested for in one of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.main import main


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


def ran_here(*arguments: object, at: Path, **environment: str) -> Ended:
    """As a process at this place would end: its own start, a second each time, is tried by `wams_apart`."""
    told, said = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(held, encoding="utf-8") for held in (told, said))
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.setattr(sys, "argv", ["wams", *map(str, arguments)])
        here.setattr(sys, "stdin", io.StringIO())
        here.chdir(at)
        for name, value in environment.items():
            here.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main()
    for stream in (out, err):
        stream.flush()
    return Ended(int(str(ended.value.code)), told.getvalue().decode(), said.getvalue().decode())


@pytest.fixture
def wams(home: Path, tmp_path: Path) -> Wams:
    """`wams("ingest", file)` runs the command in `tmp_path`."""

    def run(*arguments: object, **environment: str) -> Ended:
        return ran_here(*arguments, at=tmp_path, **{"WAMS_HOME": str(home), **environment})

    return run


@pytest.fixture
def wams_apart(home: Path, tmp_path: Path) -> Wams:
    """The same in a process of its own, for how it starts, ends and prints."""

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
