"""Every case says in its folder what it is, and a test says what must come out."""

from pathlib import Path

import pytest

from tests.pipelines.cases.case import CASES

NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
TESTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))


def _files(name: str) -> list[str]:
    return sorted(path.name for path in (CASES / name).iterdir() if path.name != "README.md")


@pytest.mark.parametrize("name", NAMES)
def test_every_case_says_what_it_is_and_what_must_come_out(name: str) -> None:
    said = (CASES / name / "README.md").read_text(encoding="utf-8")
    assert _files(name)
    assert said.startswith("# ")
    assert "What must come out:" in said


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_a_case_is_taken_in_by_a_test(name: str) -> None:
    assert [file for file in _files(name) if f'"{name}", "{file}"' not in TESTS] == []
