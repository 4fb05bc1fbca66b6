"""The list of commands is what the commands say of themselves, and the help reads nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.listed import COMMANDS, whole
from cli.main import app

HEAVY = {"polars", "duckdb", "pydantic", "sqlalchemy", "streamlit", "store", "metrics", "pipelines", "office"}
ASKED = "import sys\nfrom cli.main import main\ntry:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_of_itself_what_the_list_says_of_it(name: str):
    assert whole(name).help == COMMANDS[name].help


def test_every_file_that_has_a_command_is_in_the_list():
    folder = Path(sys.modules["cli"].__path__[0])
    having = {file.stem for file in folder.glob("*.py") if "add_to(app: typer.Typer)" in file.read_text("utf-8")}
    of_bench = {"studying", "racing", "policy_racing", "measuring", "spark_racing", "smoking"}
    assert having - of_bench <= {listed.module for listed in COMMANDS.values()}


def test_the_help_reads_no_library_of_figures_workbooks_or_people():
    asked = subprocess.run([sys.executable, "-c", ASKED, "--help"], capture_output=True, text=True, check=False)
    assert "Take in report files" in asked.stdout
    assert HEAVY & {module.split(".")[0] for module in asked.stderr.split()} == set()


def test_the_app_that_tests_walk_has_every_command():
    assert list(typer.main.get_group(app).commands) == list(COMMANDS)
