"""No table of any screen writes a whole number with decimals: a number reads as its unit asks, on the screen too."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn

EMPTY_DECIMALS = re.compile(r"\d,0{3,}(?!\d)")  # 32,0000
COUNTS = re.compile(r"\d,0+ (gemeente|gemeenten|bestand|bestanden|rij|rijen|regels|opgaven)\b")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inside for text in _texts(one)]


@pytest.mark.parametrize("screen", PAGES)
def test_no_number_of_municipalities_and_no_whole_number_is_written_with_decimals(
    opened: Callable[..., AppTest], country: tuple[Path, list[str]], screen: str
):
    choices = [{}] if screen != "quality" else [
        {"eerder": "2026-10-01", "cijfer": key} for key in ("all_steps_done", "completed_steps", "cost_realisation")
    ]  # fmt: skip
    found = []
    for more in choices:
        app = opened(country[0], screen, gemeente=example.OWN, **more)
        assert not app.exception
        # a file for another program has every digit, and so have its addresses
        read = [{**part, "files": None, "link": None, "origin": None, "paper": None} for part in drawn(app)]
        texts = [text for part in read for text in _texts(part)]
        found += [text for text in texts if EMPTY_DECIMALS.search(text) or COUNTS.search(text)]
    assert found == []
