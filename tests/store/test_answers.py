"""Answers beside a generation: read as they were written, or not at all; derived, and gone with their generation."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.answers import keep_answers, kept_answers
from store.durable import sweep_unfinished
from store.home import Home
from store.store import Store
from tests.store.reports import moment, numbered

OF = {"day": "2026-11-30", "register": "abc"}
ANSWERS = {'{"metric": "freshness"}': '{"value": 0.1}', '{"metric": "één"}': '{"value": null, "why": "tab\\t"}'}


def _published(home: Path, number: int = 1) -> str:
    with Store(home).writer(holder="test") as writer:
        writer.record(numbered(number), recorded_at=moment(number))
    return Store(home).version()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def version(home: Path) -> str:
    """A store of one report, with answers beside it."""
    version = _published(home)
    keep_answers(home, version, OF, ANSWERS)
    return version


def test_answers_are_read_as_they_were_written(home: Path, version: str):
    assert kept_answers(home, version, OF) == ANSWERS


def test_answers_of_another_version_day_or_register_are_not_read(home: Path, version: str):
    assert kept_answers(home, f"{version}0", OF) is None
    assert kept_answers(home, "2-abcdef", OF) is None
    assert kept_answers(home, version, {**OF, "day": "2026-12-01"}) is None
    assert kept_answers(home, version, {**OF, "code": "new"}) is None


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "half written": _cut,
    "one bit other": _flipped,
    "emptied": lambda path: path.write_bytes(b""),
    "of somebody else": lambda path: path.write_text("a,b\n1,2\n"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_that_is_not_as_it_was_written_is_as_if_it_were_not_there(home: Path, version: str, damage: str):
    DAMAGES[damage](Home(home).answers_file(1))
    assert kept_answers(home, version, OF) is None
    assert Store(home).verify() == []  # it is no part of the truth


def test_answers_go_with_their_generation(home: Path, version: str):
    for number in range(2, 6):
        keep_answers(home, _published(home, number), OF, ANSWERS)
    names = {path.name for path in (home / "generations").iterdir()}
    assert names == {what for number in (3, 4, 5) for what in (f"gen-{number}.duckdb", f"answers-{number}.txt")}


def test_answers_are_kept_although_a_writer_that_begins_sweeps_what_is_written_aside(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    version, rename, swept = _published(home), Path.rename, [1, 1]

    def swept_first(path: Path, target: Path) -> Path:
        if swept:
            swept.pop()
            sweep_unfinished(path.parent)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", swept_first)
    keep_answers(home, version, OF, ANSWERS)
    assert swept == []
    assert kept_answers(home, version, OF) == ANSWERS


def test_answers_of_a_generation_that_went_while_they_were_made_are_not_left_behind(home: Path):
    first = _published(home, 1)
    for number in (2, 3, 4):
        _published(home, number)
    keep_answers(home, first, OF, ANSWERS)
    assert not Home(home).answers_file(1).exists()
    Home(home).answers_file(1).write_bytes(b"")  # kept just before it went
    _published(home, 5)
    assert not Home(home).answers_file(1).exists()
