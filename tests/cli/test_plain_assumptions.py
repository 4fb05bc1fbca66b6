"""A made-up country says which assumptions it was made with, when they are not those of its programme."""

import shutil
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY
from tests.cli.conftest import Wams


@pytest.mark.parametrize("key", ["wams", "afvalplan"])
def test_a_simulator_without_a_file_of_assumptions_says_that_it_took_plain_ones(
    wams: Wams, tmp_path: Path, key: str
) -> None:
    programme = tmp_path / "programme.toml"
    source = "data/programmes/wams.toml" if key == "wams" else "tests/fixtures/programmes/afvalplan.toml"
    shutil.copyfile(PROJECT_DIRECTORY / source, programme)
    ended = wams(
        "simulate", "--out", tmp_path / "land", "--municipalities", 2, "--months", 1, WAMS_PROGRAMME=str(programme)
    )
    assert ended.status == 0, ended.err
    has_file = (PROJECT_DIRECTORY / "data" / "sample" / f"{key}.toml").is_file()
    assert has_file == (key == "wams")
    assert ("algemene aannames" in ended.err) == (not has_file)
