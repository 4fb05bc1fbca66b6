"""A text is found in the code by its whole key, and a key of a screen that stands nowhere in it is said by nobody."""

import re
from pathlib import Path

import pytest

from domain.places import PROJECT_DIRECTORY
from language.texts import all_keys

ROOMS = (
    "door", "dashboard", "api", "metrics", "cli", "pipelines", "store", "office", "access", "studies", "bench",
    "domain", "language",
)  # fmt: skip
KEYS_FROM_ELSEWHERE = {
    "screen.column": "a column of a table of figures, by its name in the frame",
    "screen.how_this": "a figure that is no metric, by its own key",
    "screen.page": "a page, by its key in the shell",
    "screen.size_class": "a class of the register, by its number",
    "screen_account.access.part": "a chapter is read in the order of its parts",
    "screen_account.example.column": "a column of a worked example",
    "screen_account.limits.part": "a chapter is read in the order of its parts",
    "screen_account.method.part": "a chapter is read in the order of its parts",
    "screen_atlas.word": "all of them go to the browser together",
    "screen_file": "what the files of a figure are called, by its key",
    "screen_guidance.question": "a question, by the role that asks it",
    "screen_guidance.role": "a role of the guidance",
    "screen_guidance.search": "words that are searched for, by where they lead",
    "screen_peers.measure": "a measure, by its key in the catalogue",
    "screen_quality.field": "a column of the report",
    "screen_rule": "a rule of the intake, by its code",
    "screen_withheld": "what a figure that may not be seen is about, by its key",
    "screen_training.column": "a column of a table of figures, by its name in the frame",
}
"""Where the last part of a key comes from data or from a catalogue that grows."""
COUNTED = re.compile(r"\.(?:one|many|none|said|all)$")  # the forms of a text that differs with a number


def _code() -> str:
    paths = [path for room in ROOMS for path in sorted((PROJECT_DIRECTORY / room).rglob("*.py"))]
    return "\n".join(Path(path).read_text(encoding="utf-8") for path in paths)


def _without_a_place() -> list[str]:
    """The keys that stand nowhere in the code; the forms of one that differs with a number are looked up under it."""
    said = set(re.findall(r"""(?<=["'])screen[\w.]*(?=["'])""", _code()))
    keys = [key for key in all_keys() if key.startswith("screen")]
    return [key for key in keys if key not in said and COUNTED.sub("", key) not in said]


def test_every_text_of_a_screen_stands_in_the_code_by_its_whole_key():
    unsaid = [key for key in _without_a_place() if not key.startswith(tuple(f"{one}." for one in KEYS_FROM_ELSEWHERE))]
    assert unsaid == []


@pytest.mark.parametrize("beginning", KEYS_FROM_ELSEWHERE)
def test_what_is_left_out_of_that_is_still_needed(beginning: str):
    assert any(key.startswith(f"{beginning}.") for key in _without_a_place())
    assert KEYS_FROM_ELSEWHERE[beginning]
