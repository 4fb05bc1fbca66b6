"""The app as the tests run it: on a fixed day, with the page under test in front."""

import os

import streamlit as st

from dashboard import shell
from domain.places import Places
from tests.dashboard.example import NOW


class Everything(frozenset[str]):
    """What a visitor asked for under the figures: all of it."""

    def __contains__(self, part: object) -> bool:
        """It was."""
        return True


st.session_state["asked"] = Everything()
shell.run(Places.from_environment(os.environ), now=NOW, front=os.environ["WAMS_TEST_PAGE"])
