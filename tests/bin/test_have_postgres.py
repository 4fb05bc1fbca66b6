"""PostgreSQL for the tests is found, or it is said what to do."""

import subprocess
from pathlib import Path

from domain.places import PROJECT_DIRECTORY


def _asked(path: str) -> "subprocess.CompletedProcess[str]":
    command = ["/bin/sh", PROJECT_DIRECTORY / "bin" / "have-postgres"]
    return subprocess.run(command, env={"PATH": path}, capture_output=True, text=True, timeout=300, check=False)


def test_the_directory_of_its_programs_is_printed_and_nothing_else() -> None:
    found = _asked("/usr/sbin:/usr/bin:/sbin:/bin")
    assert (found.returncode, found.stderr) == (0, "")
    (line,) = found.stdout.splitlines()
    assert all((Path(line) / program).exists() for program in ("initdb", "postgres"))


def test_where_there_is_none_and_it_may_not_be_installed_it_says_what_to_do(tmp_path: Path) -> None:
    script = (PROJECT_DIRECTORY / "bin" / "have-postgres").read_text(encoding="utf-8")
    moved = tmp_path / "have-postgres"
    moved.write_text(script.replace("/usr/lib/postgresql/", f"{tmp_path}/none/"), encoding="utf-8")
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    for tool in ("ls", "sort", "dirname"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    (tmp_path / "id").chmod(0o755)
    command = ["/bin/sh", moved]
    ended = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "apt-get install postgresql" in ended.stderr
