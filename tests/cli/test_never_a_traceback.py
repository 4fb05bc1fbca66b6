"""Odd names, odd moments, missing rights and a full disk end in one or two lines that help."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import MILESTONE_HEADER, Wams

ROW = "GM0363;2026-03-31;{};gestart;2025-02-01;;"
NAMES = [
    b"opgave Sud\xe9.csv", b"opgave\nGM0363.csv", b"opgave\x1b[31mrood.csv", "opgave\u202efdp.csv".encode(),
    "opgave\u200f.csv".encode(), b"\xff\xfe.csv", b"opgave\x9b1m.csv",
]  # fmt: skip
MOMENTS = ["0001-01-01T00:00:00+14:00", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "2026-02-30", "morgen",
           "2026-13-01T00:00:00Z", "", "\x1b[31m", "2026-03-01T09:30:00+99:00"]  # fmt: skip
ANY_CONTROL = [chr(number) for number in (*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x200F, 0x2066)]


def test_every_file_of_a_batch_gets_its_receipt_whatever_its_name(wams: Wams, wams_apart: Wams, tmp_path: Path) -> None:
    paths: list[Path] = []
    for step, name in enumerate(NAMES, start=1):
        path = tmp_path / os.fsdecode(name)
        path.write_text(f"{MILESTONE_HEADER}\n{ROW.format(step)}\n", encoding="utf-8")
        paths.append(path)
    ended = wams("ingest", *paths, "--json")
    assert ended.status == 0, ended.err
    assert [receipt["outcome"] for receipt in ended.json["files"]] == ["accepted"] * len(NAMES)
    assert ended.json["files"][0]["file"] == "opgave Sudé.csv"
    assert wams("verify").status == 0
    shown = wams_apart("ingest", *paths).out
    assert [control for control in ANY_CONTROL if control in shown] == []


def test_what_a_command_prints_cannot_steer_a_terminal(wams: Wams, wams_apart: Wams) -> None:
    for words in (
        ["metric", "\x1b[31mrood"], ["resolve", "\x9b31m", "\u202eabc", "a\x1b]0;titel\x07"], ["\x1b[31m"],
        ["ingest", "\x1b[31m.csv"], ["quarantine", "show", "\u2066x"], ["metric", "step_completion", "--by", "\x1b["],
    ):  # fmt: skip
        ended = wams(*words)
        assert ended.status in (1, 2, 3), words
        assert [control for control in ANY_CONTROL if control in ended.out + ended.err] == [], words
    ended = wams_apart("resolve", "\x9b31m", "\u202eabc")
    assert (ended.status, [control for control in ANY_CONTROL if control in ended.out + ended.err]) == (1, [])


@pytest.mark.parametrize("option", ["--known-on", "--as-of"])
def test_an_odd_moment_of_a_figure_is_wrong_use(wams: Wams, option: str) -> None:
    for moment in MOMENTS[option == "--as-of" :: 2]:  # each by one of the two
        ended = wams("metric", "step_completion", f"{option}={moment}")
        if moment:  # an empty one is as if it was not asked
            assert (ended.status, ended.out) == (2, ""), moment
            assert 1 <= len(ended.err.splitlines()) <= 2


def test_an_odd_moment_of_receipt_is_wrong_use_and_nothing_is_taken_in(wams: Wams, report) -> None:
    file = report("opgave.csv", ROW.format(1))
    for moment in [written for written in MOMENTS if written]:
        ended = wams("ingest", file, f"--recorded-at={moment}")
        assert ended.status == 2, moment
        assert 1 <= len(ended.err.splitlines()) <= 2
    assert "nog geen opslag" in wams("status").out


def test_an_odd_day_of_any_other_command_is_wrong_use(wams: Wams, tmp_path: Path) -> None:
    for words in (["revisions", "--from", "{}", "--to", "2026-03-01"], ["resolve", "Delft", "--on", "{}"],
                  ["simulate", "--out", str(tmp_path / "o"), "--until", "{}"], ["forecast-record", "--as-of", "{}"],
                  ["revisions", "--from", "2026-01-01", "--to", "2026-03-01", "--as-of", "{}"]):  # fmt: skip
        for moment in ("0001-01-01", "9999-12-31"):
            ended = wams(*(word.format(moment) for word in words))
            assert ended.status == 2, (words, moment, ended.err)
            assert 1 <= len(ended.err.splitlines()) <= 2


def test_a_disk_that_is_full_when_the_answer_is_printed_ends_in_words(home: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("wams")), "metrics"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
                               env={**os.environ, "WAMS_HOME": str(home)})  # fmt: skip
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert 1 <= len(ended.stderr.splitlines()) <= 2


def test_a_file_that_cannot_be_written_is_named_with_the_reason(wams: Wams, report, tmp_path: Path) -> None:
    wams("ingest", report("opgave.csv", ROW.format(1)))
    (tmp_path / "a file").write_text("")
    for words in (["template", "--out"], ["metric", "step_completion", "--out"]):
        ended = wams(*words, tmp_path / "a file" / "out.xlsx")
        assert ended.status == 3, ended.err
        assert "out.xlsx" in ended.err
        assert 1 <= len(ended.err.splitlines()) <= 2


def test_an_error_that_nobody_foresaw_is_two_lines_and_its_traceback_can_be_asked_for(
    tmp_path: Path, home: Path
) -> None:
    code = "import sys, cli.failures as f; sys.exit(f.said(ZeroDivisionError('\\x1b[31m nul')))"
    for asked in ("", "1"):
        ended = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False,
            cwd=Path(__file__).resolve().parents[2], env={**os.environ, "WAMS_TRACEBACK": asked},
        )  # fmt: skip
        assert ended.returncode == 3
        assert "WAMS_TRACEBACK=1" in ended.stderr
        if not asked:
            assert len(ended.stderr.splitlines()) == 2
            assert "\x1b" not in ended.stderr
