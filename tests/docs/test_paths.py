"""Every path that the docs name is there: a page that leads to a file that has moved leads nowhere."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY
from tests.docs.guides import GUIDES, new_files

PAGES = [
    PROJECT_DIRECTORY / "README.md",
    PROJECT_DIRECTORY / "CHANGELOG.md",
    PROJECT_DIRECTORY / "CONTRIBUTING.md",
    PROJECT_DIRECTORY / "CODE_OF_CONDUCT.md",
    *sorted((PROJECT_DIRECTORY / "docs").rglob("*.md")),
]
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FILE = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*\.(?:py|js|css|sql|toml|csv|md|R)|[\w.*-]+(?:/[\w.*-]+)*/")
MADE_LATER = (
    "WAMS_HOME/",
    "var/",
    ".venv/",
    "journal/",
    "archive/",
    "audit/",
    "generations/",
    "set-aside/",
)  # of a machine, not of git


@cache
def kept() -> frozenset[str]:
    """Every file and folder of the checkout, folders with a slash behind them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_DIRECTORY,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [Path(name) for name in listed.stdout.split("\0") if name and (PROJECT_DIRECTORY / name).exists()]
    folders = {f"{folder.as_posix()}/" for file in files for folder in file.parents if folder != Path()}
    return frozenset(file.as_posix() for file in files) | folders


def named(page: Path) -> set[str]:
    """What a page names in code and looks like a path: `metrics/catalogue.py`, `store/`, `docs/*.md`."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return {word for code in CODE.findall(text) for word in code.split() if FILE.fullmatch(word)}


def is_there(name: str) -> bool:
    """Whether there is such a path; with * any. A name alone may stand in any folder: `guides.py`, `checking/`."""
    if "/" not in name.removesuffix("/"):
        return "*" in name or any(f"/{one}".endswith(f"/{name}") for one in kept())
    if "*" not in name:
        return name in kept()
    pattern = re.compile(re.escape(name).replace(r"\*", "[^/]*"))
    return any(pattern.fullmatch(one) for one in kept())


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.relative_to(PROJECT_DIRECTORY).as_posix())
def test_every_path_that_a_page_names_is_there(doc: Path):
    made = set(new_files(doc.name)) if doc.parent == GUIDES else set()
    made |= {f"{Path(name).parent.as_posix()}/" for name in made}
    gone = {name for name in named(doc) - made if not name.startswith(MADE_LATER) and not is_there(name)}
    assert sorted(gone) == []


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.relative_to(PROJECT_DIRECTORY).as_posix())
def test_every_link_within_the_project_leads_somewhere(doc: Path):
    links = [link for link in LINK.findall(doc.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (doc.parent / link).exists()] == []


def test_a_path_that_is_gone_is_found():
    assert not is_there("dashboard/pages/costs.py")
    assert is_there("docs/decisions/*.md")
    assert is_there("metrics/")
