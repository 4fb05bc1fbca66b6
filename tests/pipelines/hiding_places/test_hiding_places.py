"""Wherever personal data was hidden in a file, no byte of it is in the store afterwards, nor in what was printed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.pipelines.hiding_places.everything import everything_in
from tests.pipelines.hiding_places.ods_places import ODS_PLACES
from tests.pipelines.hiding_places.planted import Planted, found_in
from tests.pipelines.hiding_places.text_places import FILE_NAMES, TEXT_PLACES, plain_report
from tests.pipelines.hiding_places.xls_places import XLS_PLACES
from tests.pipelines.hiding_places.xlsx_parts import PARTS
from tests.pipelines.hiding_places.xlsx_places import TOUCHES, xlsx_with

PLACES = [
    *((f"{place}.xlsx", lambda p, touch=touch: xlsx_with(touch, p)) for place, touch in TOUCHES.items()),
    *((f"{place}.xlsx", make) for place, make in PARTS.items()),
    *((f"{place}.ods", make) for place, make in ODS_PLACES.items()),
    *((f"{place}.xls", make) for place, make in XLS_PLACES.items()),
    *((f"{place}.csv", make) for place, make in TEXT_PLACES.items()),
]


def _files(directory: Path) -> Iterator[tuple[str, Path]]:
    """Each place with its file, which holds what was planted in it (or is called it)."""
    directory.mkdir()
    for number, (place, make) in enumerate(PLACES):
        path = directory / place.replace(":", "")
        content = make(Planted(number))
        path.write_bytes(content)
        yield place, path
    for number, (place, name) in enumerate(FILE_NAMES.items(), start=len(PLACES)):
        path = directory / name(Planted(number))
        path.write_bytes(plain_report(number))
        yield f"name with {place}", path


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str], list[str]]]:
    """The home, the outcome of each place, and everything that the commands printed."""
    home = tmp_path_factory.mktemp("hidden") / "home"
    files = dict(_files(home.parent / "files"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAMS_HOME", str(home))
        run = CliRunner()
        taken_in = run.invoke(app, ["ingest", "--json", *map(str, files.values())])
        said = [taken_in.stdout, taken_in.stderr]
        outcomes = dict(zip(files, (each["outcome"] for each in json.loads(taken_in.stdout)["files"]), strict=True))
        for words in (["ingest", *map(str, list(files.values())[::6])], ["status"], ["verify"], ["rebuild"],
                      ["quarantine", "list", "--json"], ["correct", "list"], ["metric", "all_steps_done"]):  # fmt: skip
            ended = run.invoke(app, words)
            said += [ended.stdout, ended.stderr]
        yield home, outcomes, said


def test_at_least_120_parts_of_workbooks_are_tried():
    workbooks = [place for place, _ in PLACES if not place.endswith(".csv")]
    assert len(workbooks) >= 120
    assert len(set(workbooks)) == len(workbooks)


def test_the_search_finds_what_was_planted_in_every_place(tmp_path: Path):
    missed: list[str] = []
    for number, (place, make) in enumerate(PLACES):
        directory = tmp_path / str(number)
        directory.mkdir()
        (directory / "kept").write_bytes(make(Planted(number)))
        if not any(found_in(content) for _, content in everything_in(directory)):
            missed.append(place)
    assert missed == ["number beyond the table.xls"]  # a binary number there, a text wherever it would be kept


def test_what_was_hidden_in_any_part_of_any_file_is_in_no_byte_of_the_store(handed_in):
    home, _, _ = handed_in
    found = {(where, value) for where, content in everything_in(home) for value in found_in(content)}
    assert found == set()


def test_what_was_hidden_is_in_nothing_that_a_command_prints(handed_in):
    _, _, said = handed_in
    assert len(said) > 10
    assert [value for text in said for value in found_in(text.encode())] == []


def test_only_macros_links_and_files_that_cannot_be_read_are_refused_for_what_is_hidden(handed_in):
    _, outcomes, _ = handed_in
    refused = {place for place, outcome in outcomes.items() if outcome == "rejected"}
    assert refused == {place for place in outcomes if place.startswith(("refused", "rejected"))}
