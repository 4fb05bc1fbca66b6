"""When a step counts as finished is said where steps are shown as finished."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import example

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


@pytest.mark.parametrize(
    ("language", "rule"),
    [
        ("nl", "als klaar als de gemeente hem in haar laatste opgave over die stap “afgerond” noemt"),
        ("en", "as finished when the municipality calls it finished in its last report on that step"),
    ],
)
@pytest.mark.parametrize("screen", ["steps", "municipality"])
def test_when_a_step_counts_as_finished_is_said_on_stappen_and_mijn_gemeente(
    opened: Open, country: Country, screen: str, language: str, rule: str
):
    app = opened(country[0], screen, taal=language, gemeente=example.OWN)
    assert any(rule in text.value.replace("\\", "") for text in app.markdown)
