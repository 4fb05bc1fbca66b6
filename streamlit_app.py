"""Declares the pages and runs one."""

import os
from datetime import datetime, timezone

import streamlit as st

from dashboard import shell
from dashboard.view.visitor import Visitor
from domain.places import Places
from door.around import around, visitors


def found() -> Visitor:
    """Who looks at this moment: by the cookies that this page began with, and the session on the server."""
    return visitors().visitor(st.context.cookies, datetime.now(timezone.utc))


if __name__ == "__main__":
    now = datetime.now(timezone.utc)
    shell.run(Places.from_environment(os.environ), now=now, find=found, office=lambda: visitors().office)
else:  # started by itself, Streamlit takes this file for a server, and so it has the same door as server.py
    app = st.App(__file__, **around())
