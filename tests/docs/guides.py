"""Reads a guide of docs/building/ and does what it says, in a copy of the checkout."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.places import PROJECT_DIRECTORY

GUIDES = PROJECT_DIRECTORY / "docs" / "building"
DOES = re.compile(
    r"(?:New file `(?P<new>[^`]+)`"
    r"|At the end of `(?P<end>[^`]+)`"
    r"|In `(?P<path>[^`]+)`, (?P<where>after|before|in the place of) the line `(?P<line>[^`]+)`):"
)
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = {
    "make docs": ["-m", "cli.docs"],
    ".venv/bin/lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


@dataclass(frozen=True)
class Block:
    """A fenced block of a guide: a text, and the line above it that says where it goes."""

    guide: str
    kind: str
    text: str
    above: str


@dataclass(frozen=True)
class Copy:
    """A copy of the checkout that may be changed."""

    folder: Path

    def run(self, *arguments: str, status: int = 0, **surroundings: str) -> str:
        """What Python prints with these arguments, run in the copy; it must end with this exit status."""
        known = {name: value for name, value in os.environ.items() if not name.startswith("WAMS_")}
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**known, "PYTHONPATH": str(self.folder), "NO_COLOR": "1", **surroundings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == status, f"{shlex.join(arguments)}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def read(self, path: str) -> str:
        """The text of a file in it."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """A file of it, with the folders that it needs."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")


def blocks(guide: str) -> Iterator[Block]:
    """The fenced blocks of a guide, in its order."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        above = text[: found.start()].rstrip().rsplit("\n", 1)[-1]
        yield Block(guide, found["kind"], found["text"], above)


def new_files(guide: str) -> list[str]:
    """The files that a guide makes."""
    says = [DOES.fullmatch(block.above) for block in blocks(guide)]
    return [found["new"] for found in says if found and found["new"]]


def copied(folder: Path) -> Copy:
    """What git keeps of this checkout, as it stands now; no pictures, no environment."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_DIRECTORY,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (PROJECT_DIRECTORY / name).is_file() and not name.endswith(".png"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT_DIRECTORY / name, folder / name)
    return Copy(folder)


def follow(guide: str, copy: Copy) -> None:
    """Does what a guide says, block by block; what it says to run must end well, what it wrote must be in style."""
    written: set[str] = set()
    for block in blocks(guide):
        if block.kind == "sh":
            for line in block.text.splitlines():
                copy.run(*_command(line))
        else:
            written.add(_put(block, copy))
    python = sorted(path for path in written if path.endswith(".py"))
    copy.run("-m", "ruff", "check", "--no-cache", *python)
    copy.run("-m", "ruff", "format", "--no-cache", "--check", *python)


def _put(block: Block, copy: Copy) -> str:
    """Sets a block where the guide says that it goes; gives the file."""
    says = DOES.fullmatch(block.above)
    assert says, f"{block.guide}: nothing says where this goes; above it stands {block.above!r}:\n{block.text}"
    path = says["new"] or says["end"] or says["path"]
    if says["new"]:
        assert not (copy.folder / path).exists(), f"{block.guide}: {path} is there already"
        copy.write(path, block.text)
        return path
    lines = copy.read(path).splitlines(keepends=True)
    first = last = len(lines)
    if says["line"]:
        places = [place for place, line in enumerate(lines) if line.strip() == says["line"]]
        assert len(places) == 1, f"{block.guide}: {path} has {len(places)} lines {says['line']!r}, and needs one"
        first = places[0] + (says["where"] == "after")
        last = first + (says["where"] == "in the place of")
    copy.write(path, "".join([*lines[:first], block.text, *lines[last:]]))
    return path


def _command(line: str) -> list[str]:
    """A command of a guide for the Python that runs now: the copy has no environment of its own."""
    if line.startswith(".venv/bin/pytest "):
        return ["-m", "pytest", "-p", "no:cacheprovider", *shlex.split(line)[1:]]
    return COMMANDS[line]
