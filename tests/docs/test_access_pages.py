"""The pages on access say what is there: tests that they name, every setting with its default."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from domain.places import PROJECT_DIRECTORY
from domain.settings import Issuer, Settings

DOCS = PROJECT_DIRECTORY / "docs"
NAMED_TEST = re.compile(r"`(test_\w+)`")
ROW = re.compile(r"^\| (`[^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@cache
def _tests() -> frozenset[str]:
    files = (PROJECT_DIRECTORY / "tests").rglob("test_*.py")
    return frozenset(name for file in files for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", ["threat-model.md", "privacy.md"])
def test_every_test_that_a_page_on_safety_names_is_there(page: str):
    named = NAMED_TEST.findall((DOCS / page).read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if name not in _tests()] == []


def test_every_line_of_what_is_tried_names_a_place_and_a_test():
    text = (DOCS / "threat-model.md").read_text(encoding="utf-8")
    table = text.partition("| they try |")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(table) > 20
    for line in table:
        _, tried, place, tests, _ = (cell.strip() for cell in line.split("|"))
        assert tried
        assert (PROJECT_DIRECTORY / place.strip("`")).exists(), line
        assert NAMED_TEST.findall(tests), line


def _told() -> Iterator[tuple[str, str, str]]:
    for names, default, why in ROW.findall((DOCS / "settings.md").read_text(encoding="utf-8")):
        for name in re.findall(r"`(\w+)`", names):
            yield name, default.strip(), why.strip()


def _settings() -> dict[str, Any]:
    fields = {**Settings.model_fields, **Issuer.model_fields}
    return {name: field.default for name, field in fields.items()}


def _worded(name: str, value: object) -> str:
    if name == "client_secret":
        return "empty"
    if value is PydanticUndefined:
        return "must be given"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "none" if value in (None, ()) else str(value)


def test_every_setting_is_on_its_page_once_with_its_default_and_a_reason_and_no_other_is():
    told = list(_told())
    assert sorted(name for name, *_ in told) == sorted(_settings())
    for name, default, why in told:
        assert default == _worded(name, _settings()[name]), name
        assert len(why) > 20, name


def test_the_example_of_the_settings_can_be_used(tmp_path: Path):
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    file = tmp_path / "settings.toml"
    file.write_text(text.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    settings = Settings.from_environment({"WAMS_SETTINGS": str(file), "WAMS_SECRET_WERK": "x"})
    assert settings.issuers[0].client_secret.get_secret_value() == "x"
    assert settings.security_contact is not None
