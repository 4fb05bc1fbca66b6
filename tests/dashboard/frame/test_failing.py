"""An error that nobody foresaw is a sentence on the page, and nothing of the code."""

import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from domain.places import PROJECT_DIRECTORY


def _broken() -> None:
    from dashboard.frame import failing

    assert failing.tell(RuntimeError("a secret of the code"))


@pytest.mark.parametrize(("language", "begins"), [("nl", "Deze pagina kon niet"), ("en", "This page could not")])
def test_it_is_told_in_the_language_of_the_address_with_what_to_do(language: str, begins: str):
    app = AppTest.from_function(_broken)
    app.query_params["taal"] = language
    told = app.run().info[0].value
    assert told.startswith(begins)
    assert "wams " not in told  # a visitor has no command line
    assert ("beheert" if language == "nl" else "runs this monitor") in told
    assert "secret" not in told


def test_streamlit_itself_shows_nothing_of_an_error():
    options = tomllib.loads((PROJECT_DIRECTORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert options["client"]["showErrorDetails"] == "none"
