"""What runs the monitor: units of systemd, a container, a composition. They name what there is."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from cli.main import app
from domain.places import PROJECT_DIRECTORY

DEPLOY = PROJECT_DIRECTORY / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def _unit(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    read.read(path, encoding="utf-8")
    return read


def _is_a_command(words: list[str]) -> bool:
    """Whether the words after `wams` lead to a command."""
    here = get_command(app)
    for word in words:
        if not hasattr(here, "commands") or word.startswith("-"):
            break
        here = here.commands[word]  # pyright: ignore[reportAttributeAccessIssue]
    return not getattr(here, "commands", None)


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_a_service_runs_a_command_that_there_is_as_a_user_of_its_own_without_rights(path: Path):
    service = _unit(path)["Service"]
    words = shlex.split(service["ExecStart"])
    if words[0] == "/bin/sh":
        assert (PROJECT_DIRECTORY / Path(words[1]).relative_to("/opt/wams")).exists()
    else:
        assert words[0] == "/opt/wams/.venv/bin/wams"
        assert _is_a_command(words[1:])
    assert service["User"] == "wams"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("true", "strict")
    assert "WAMS_HOME=/var/lib/wams" in service["Environment"]


def test_every_job_has_its_time_and_every_time_its_job():
    jobs = {path.stem for path in UNITS if path.suffix == ".service"} - {"wams"}
    assert {path.stem for path in UNITS if path.suffix == ".timer"} == jobs == {"wams-copy", "wams-trim", "wams-verify"}


def test_systemd_finds_nothing_wrong_with_the_times_of_the_jobs():
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    for path in UNITS:
        if path.suffix == ".timer":
            when = _unit(path)["Timer"]["OnCalendar"]
            subprocess.run([analyze, "calendar", when], check=True, capture_output=True, timeout=30)


def test_a_container_is_made_of_a_named_release_runs_as_nobody_in_particular_and_says_whether_it_is_well():
    bases = re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"[a-z]+:\d+(\.\d+)?-slim", base) for base in bases)
    assert re.search(r"^USER \d+:\d+$", CONTAINER, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", CONTAINER, re.MULTILINE)
    assert not re.search(r"^ADD |curl |wget |sudo |:latest", CONTAINER, re.MULTILINE)
    for installs in re.findall(r"apt-get install.*?(?:[^\\]\n)", CONTAINER, re.DOTALL):
        assert "--no-install-recommends" in installs
        assert "rm -rf /var/lib/apt/lists/*" in installs
    assert "make setup" in CONTAINER  # from the lock, each package by its hash


def test_in_the_composition_only_the_proxy_can_be_reached_and_nobody_has_rights_they_do_not_need():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name for name, one in services.items() if one.get("ports")} == {"proxy"}
    assert services["app"]["cap_drop"] == ["ALL"]
    assert services["app"]["read_only"] is True
    for name in ("verify", "copy"):
        assert {"verify": "wams verify", "copy": "sh deploy/copy-store"}[name] in services[name]["command"][2]
        assert services[name]["image"] == services["app"]["image"]
