"""The project stands on its own: a comment, a docstring or a page points to nothing that is not in it."""

import ast
import io
import os
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY

NOT_OURS = {"var", "build", "node_modules"}  # made here and not kept in the repository; so is what begins with a dot
KINDS = (".py", ".js", ".css", ".sql", ".toml", ".md", ".sh")
DOCUMENT = re.compile(r"[\w./-]*\w\.md\b")
SOURCE = re.compile(r"(?<![*\w])[\w./-]*\w\.(?:py|js|css|sql)\b")
ROOMS = (
    "domain", "language", "store", "office", "access", "pipelines", "metrics", "dashboard", "api", "door", "studies",
    "bench", "cli", "tests",
)  # fmt: skip
DEFINITION = re.compile(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)")
COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".sql": re.compile(r"--[^\n]*"),
    ".toml": re.compile(r"^\s*#[^\n]*", re.MULTILINE),
    ".sh": re.compile(r"#[^\n]*"),
    ".md": re.compile(r".+", re.DOTALL),
}


@cache
def _files() -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(PROJECT_DIRECTORY):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.startswith(".")]
        found += [Path(place, name).relative_to(PROJECT_DIRECTORY) for name in names if not name.startswith(".")]
    return sorted(path for path in found if path.suffix in KINDS)


@cache  # a file is read for the documents, the sources and the definitions that it points to
def _said(file: Path, content: str) -> tuple[str, ...]:
    return tuple(said_beside_the_code(file, content))


def said_beside_the_code(file: Path, content: str) -> Iterator[str]:
    """What a file says to who reads it: comments and docstrings, and of a page all of it."""
    if file.suffix != ".py":
        yield from COMMENTS[file.suffix].findall(content)
        return
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def lacking(file: Path, content: str, kind: re.Pattern[str] = DOCUMENT) -> list[str]:
    """The files of a kind that are named and stand neither where the name says from the top, nor beside the file."""
    places = (PROJECT_DIRECTORY, (PROJECT_DIRECTORY / file).parent)
    named = {name for text in _said(file, content) for name in kind.findall(text)}
    return sorted(name for name in named if not any((place / name).is_file() for place in places))


@pytest.mark.parametrize("kind", KINDS)
def test_no_comment_and_no_page_points_to_a_document_that_is_not_here(kind: str) -> None:
    files = [file for file in _files() if file.suffix == kind]
    found = {str(file): lacking(file, (PROJECT_DIRECTORY / file).read_text(encoding="utf-8")) for file in files}
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("metrics/known.py", '"""As nowhere.md says."""\n'),
        ("metrics/known.py", "x = 1  # see docs/nowhere.md\n"),
        ("metrics/known.py", 'X = 1\n"""What nowhere.md calls x."""\n'),
        ("dashboard/a.js", "// nowhere.md has it\n"),
        ("data/a.toml", "# nowhere.md\n"),
        ("docs/a.md", "See [this](nowhere.md).\n"),
    ],
)
def test_a_document_that_is_not_here_is_found(file: str, content: str) -> None:
    assert [name.rpartition("/")[2] for name in lacking(Path(file), content)] == ["nowhere.md"]


def test_a_document_that_is_here_and_a_name_in_the_code_are_no_fault() -> None:
    code = '"""As docs/metrics.md says."""\nNAME = "nowhere.md"\n'
    assert lacking(Path("metrics/known.py"), code) == []
    assert lacking(Path("docs/a.md"), "See [metrics](metrics.md).\n") == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_comment_points_to_a_source_file_or_a_definition_that_is_not_here(room: str) -> None:
    found: dict[str, list[str]] = {}
    for file in _files():
        if file.parts[0] != room or file.suffix not in (".py", ".js", ".css"):
            continue
        content = (PROJECT_DIRECTORY / file).read_text(encoding="utf-8")
        named = {name for text in _said(file, content) for name in DEFINITION.findall(text)}
        missing = lacking(file, content, SOURCE) + sorted(name for name in named if not is_defined(name))
        if missing:
            found[str(file)] = missing
    assert found == {}


def is_defined(name: str) -> bool:
    """Whether a dotted name is a module of the project, or something in one."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def test_a_definition_that_has_moved_away_is_found() -> None:
    assert is_defined("metrics.standing.state.municipalities")
    assert is_defined("metrics.defining")
    assert not is_defined("metrics.state.municipalities")
    assert not is_defined("metrics.standing.state.nobody")
