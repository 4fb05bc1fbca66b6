"""Words that stand in the code and not in a text file claim nothing either: what Python and the drawn parts hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY
from tests.claims import OF_AN_OWN_TARGET, claiming, claims_in

SHIPPED = ("bench", "cli", "dashboard", "domain", "language", "metrics", "office", "pipelines", "store", "studies")
PYTHON_FILES = sorted(
    [*PROJECT_DIRECTORY.glob("*.py"), *(path for name in SHIPPED for path in (PROJECT_DIRECTORY / name).rglob("*.py"))]
)
PARTS = sorted(
    path
    for name in ("dashboard", "bench")
    for kind in ("js", "css")
    for path in (PROJECT_DIRECTORY / name).rglob(f"*.{kind}")
)
# A comment, a text between quotes, a regular expression, or what begins or ends a template or a block.
PIECE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|(?:(?<=[(,=:!&|?>]) ?|(?<=return ))/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/|[`{}]""",
    re.DOTALL,
)
TEMPLATE_PIECE = re.compile(r"\\.|`|\$\{", re.DOTALL)


def python_texts(code: str, *, with_docstrings: bool = False) -> Iterator[str]:
    """Every text of a module, with {} for what is filled in; a docstring speaks to who reads the code."""
    tree = ast.parse(code)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, described) and ast.get_docstring(node) is not None and not with_docstrings:
            skipped.add(id(node.body[0].value))  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in node.values)
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def script_texts(code: str) -> list[str]:
    """Every text between quotes or backticks in JavaScript or CSS, with {} for what is filled in."""
    texts: list[str] = []
    _read_code(code, 0, texts)
    return texts


def _read_code(code: str, at: int, texts: list[str]) -> int:
    """Collects the texts up to the brace that closes what is filled in, and says where that is."""
    depth = 0
    while found := PIECE.search(code, at):
        at, piece = found.end(), found[0]
        if piece[0] in "\"'":
            texts.append(piece[1:-1])
        elif piece == "`":
            at = _read_template(code, at, texts)
        elif piece == "}" and depth == 0:
            return at
        elif piece in "{}":
            depth += 1 if piece == "{" else -1
    return len(code)


def _read_template(code: str, at: int, texts: list[str]) -> int:
    text = ""
    while found := TEMPLATE_PIECE.search(code, at):
        text, at = text + code[at : found.start()], found.end()
        if found[0] == "`":
            break
        if found[0] == "${":
            text, at = text + "{}", _read_code(code, at, texts)
    texts.append(text)
    return at


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT_DIRECTORY))


def test_no_text_in_python_calls_anyone_late_or_names_a_national_date():
    # what the commands say of themselves may come from their docstrings
    texts = [
        (_name(path), text)
        for path in PYTHON_FILES
        for text in python_texts(path.read_text(encoding="utf-8"), with_docstrings=path.parent.name == "cli")
    ]
    assert len(texts) > 5000
    assert claiming(texts) == []


@pytest.mark.parametrize("path", PARTS, ids=_name)
def test_no_text_in_a_drawn_part_calls_anyone_late_or_names_a_national_date(path: Path):
    texts = script_texts(path.read_text(encoding="utf-8"))
    assert not [text for text in texts if " => " in text]  # what was read as a text is one
    assert claiming((path.name, text) for text in texts) == []


def test_no_text_in_the_code_says_that_an_own_plan_failed():
    texts = [(_name(path), text) for path in PARTS for text in script_texts(path.read_text(encoding="utf-8"))]
    for path in PYTHON_FILES:
        if path.parent.name not in ("store", "bench"):
            texts += [(_name(path), text) for text in python_texts(path.read_text(encoding="utf-8")) if " " in text]
    assert claiming(texts, OF_AN_OWN_TARGET) == []


def test_a_text_in_python_is_found_with_what_is_filled_in_and_without_its_docstring():
    code = '"""Late."""\nlate = f"{name} is overdue by {days} days"\nnote = "two " "parts"\n'
    assert list(python_texts(code)) == ["{} is overdue by {} days", "two parts"]
    assert "Late." in list(python_texts(code, with_docstrings=True))


def test_a_text_in_a_drawn_part_is_found_and_a_name_or_a_comment_is_not():
    code = """
    // too late
    const late = parts.at(-1); /* behind "schedule" */
    const quoted = text.replace(/["`]/g, 'x') + width / 2 / height;
    const isQuoted = (text) => { return /[;"]/.test(text) ? text : /"/.test(said) };
    const said = `${name} is ${isLate ? `late by ${days}` : "on time"}, as {known}`;
    const last = { a: "end" };
    """
    assert script_texts(code) == ["x", "late by {}", "on time", "{} is {}, as {known}", "end"]


def test_a_claim_in_either_would_be_found():
    assert claims_in(next(iter(python_texts('x = f"{a} loopt achter op schema"'))))
    assert [claim for text in script_texts("const x = `${a} is overdue`;") for claim in claims_in(text)] == ["overdue"]
