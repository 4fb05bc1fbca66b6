"""Declares the pages and runs one."""

import os
from datetime import datetime, timezone

import streamlit as st

from dashboard import shell
from domain.places import Places
from door.around import around, visitors

if __name__ == "__main__":
    now = datetime.now(timezone.utc)
    shell.run(Places.from_environment(os.environ), now=now, visitor=visitors().visitor(st.context.cookies, now))
else:  # started by itself, Streamlit takes this file for a server, and so it has the same door as server.py
    app = st.App(__file__, **around())
