"""The conventions of public software: licence, catalogue entry, conduct and accessibility say what is so."""

import re
import tomllib
from typing import Any

import yaml

from domain.places import PROJECT_DIRECTORY
from language.texts import say

PROJECT: dict[str, Any] = tomllib.loads((PROJECT_DIRECTORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _read(name: str) -> str:
    return (PROJECT_DIRECTORY / name).read_text(encoding="utf-8")


def test_the_catalogue_entry_has_what_its_standard_asks_and_the_version_of_the_release():
    entry = yaml.safe_load(_read("publiccode.yml"))
    asked = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
        "maintenance", "localisation",
    }  # fmt: skip
    assert asked <= set(entry)
    assert entry["softwareVersion"] == PROJECT["version"]
    assert (entry["legal"]["license"], PROJECT["license"]) == ("EUPL-1.2", "EUPL-1.2")
    assert entry["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}
    for told in entry["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert told["features"]


def test_the_licence_at_the_top_is_the_one_that_each_file_is_under_and_every_licence_is_whole():
    assert _read("LICENSE") == _read("LICENSES/EUPL-1.2.txt")
    said = {each["SPDX-License-Identifier"] for each in tomllib.loads(_read("REUSE.toml"))["annotations"]}
    kept = {path.stem for path in (PROJECT_DIRECTORY / "LICENSES").iterdir()}
    assert said == kept
    articles = re.findall(r"^(\d+)\.", _read("LICENSE"), re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]


def test_who_wants_to_help_finds_how_and_whom_to_tell_what_went_wrong():
    assert "SECURITY.md" in _read("CODE_OF_CONDUCT.md")
    for name in ("CODE_OF_CONDUCT.md", "SECURITY.md", "LICENSE"):
        assert f"({name})" in _read("CONTRIBUTING.md"), name
    assert "(CONTRIBUTING.md)" in _read("README.md")


def test_the_accessibility_statement_says_what_the_monitor_says_of_itself():
    statement = _read("docs/toegankelijkheidsverklaring.md")
    parts = {"1_checked": 2, "2_not_checked": 1, "3_exceptions": 3, "4_contact": 1}
    for part, count in parts.items():
        for number in range(1, count + 1):
            told = say(f"screen_account.access.part.{part}.text.{number}", "nl")
            assert " ".join(told.split()) in " ".join(statement.split()), told
