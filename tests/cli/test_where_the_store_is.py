"""A wrong WAMS_HOME, and a ledger that is not what it was, are said by every command that would go by it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Wams

ROW = "GM0363;2026-03-31;{};gestart;2025-02-01;;"
ONLY_OF_A_STORE = [
    ["metric", "response"], ["revisions", "--from", "2026-01-01", "--to", "2026-03-01"], ["quarantine", "list"],
    ["quarantine", "show", "1"], ["correct", "list"], ["forecast-record"], ["repair", "clock"], ["rebuild"],
    ["migrate"], ["correct", "withdraw", "--report", "1", "--reason", "dubbel"],
]  # fmt: skip
Report = Callable[..., Path]


def removed(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def binary(path: Path) -> None:
    path.write_bytes(b"\x00\xff" * 500)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_line_short(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def last_line_twice(path: Path) -> None:
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])


DEEDS = [removed, emptied, binary, a_folder, a_line_short, last_line_twice]


@pytest.mark.parametrize(
    "words",
    [pytest.param(words, marks=[pytest.mark.long] if place % 2 else []) for place, words in enumerate(ONLY_OF_A_STORE)],
    ids=" ".join,
)
def test_where_no_store_was_ever_made_nothing_is_counted_and_the_command_says_so(
    wams: Wams, home: Path, words: list[str]
) -> None:
    for place in (home, home.parent / "map met brieven"):
        if place != home:
            place.mkdir()
            (place / "brief.docx").write_text("x")
        ended = wams(*words, WAMS_HOME=str(place))
        assert (ended.status, ended.out) == (3, ""), ended.err
        assert f"Er is geen opslag in {place}. Klopt WAMS_HOME?" in ended.err
    assert not home.exists()


def test_status_of_a_place_without_a_store_says_how_one_begins(wams: Wams, home: Path) -> None:
    ended = wams("status")
    assert ended.status == 0
    assert f"Er is nog geen opslag in {home}." in ended.out
    assert "wams ingest" in ended.out
    assert not home.exists()


def test_no_store_begins_in_a_folder_that_holds_other_things(wams: Wams, home: Path, report: Report) -> None:
    home.mkdir()
    (home / "brief.docx").write_text("x")
    file = report("opgave.csv", ROW.format(1))
    for words in (["ingest", file], ["ingest", file, "--dry-run"], ["demo", "--build-only"]):
        ended = wams(*words)
        assert ended.status == 3
        assert "andere bestanden (brief.docx) en geen opslag" in ended.err
    assert [path.name for path in home.iterdir()] == ["brief.docx"]


def test_a_store_begins_in_an_empty_folder_and_in_one_with_hidden_names_or_boundaries(
    wams: Wams, home: Path, report: Report
) -> None:
    (home / "reference").mkdir(parents=True)
    (home / ".gitkeep").write_text("")
    (home / "lost+found").mkdir()
    assert wams("ingest", report("opgave.csv", ROW.format(1))).status == 0


def test_a_ledger_that_is_not_what_it_was_is_said_by_status_and_refused_by_intake_and_by_its_dry_run(
    wams: Wams, home: Path, report: Report, tmp_path: Path
) -> None:
    wams("ingest", report("a.csv", ROW.format(1)))
    assert wams("ingest", report("b.csv", ROW.format(2))).status == 0
    kept, new = tmp_path / "kept", report("c.csv", ROW.format(3))
    shutil.copytree(home, kept)
    for deed in DEEDS:
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        deed(home / "ledger.jsonl")
        status, dry, real = wams("status"), wams("ingest", new, "--dry-run"), wams("ingest", new)
        assert status.status == 1, deed
        assert "ledger.jsonl" in status.out
        assert (dry.status, dry.out, real.status) == (3, "", 3), deed
        assert "ledger.jsonl" in dry.err
        assert dry.err == real.err
    shutil.rmtree(home)
    shutil.copytree(kept, home)
    assert wams("status", "--json").json["damage"] is None


def test_a_rebuild_after_which_not_all_is_well_says_so_and_ends_in_1(wams: Wams, home: Path, report: Report) -> None:
    wams("ingest", report("a.csv", ROW.format(1)))
    (home / "journal" / ("a" * 64 + ".jsonl")).write_text("{}\n")
    ended = wams("rebuild")
    assert ended.status == 1
    assert "Nog niet in orde: bestanden die bij geen regel horen: 1." in ended.out
    assert wams("rebuild", "--accept-loss").status == 0
