"""The app as it is served: Streamlit, and around it what stands in `door/`."""

from pathlib import Path

import streamlit as st

from door.around import around

app = st.App(Path(__file__).resolve().parent / "streamlit_app.py", **around())
