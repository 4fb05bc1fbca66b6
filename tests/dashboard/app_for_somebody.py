"""The app as somebody other than who sits at this machine sees it: on a fixed day, all that can be asked for asked."""

import os

import streamlit as st

from dashboard import shell
from domain.places import Places
from tests.dashboard import looking
from tests.dashboard.example import NOW

st.session_state["asked"] = looking.EVERYTHING
for name, value in looking.asked.items():
    st.session_state[f"held_{name}"] = value
shell.run(Places.from_environment(os.environ), now=NOW, find=lambda: looking.visitor, front=looking.page)
