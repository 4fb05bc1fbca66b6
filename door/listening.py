"""Where the app may listen: on this machine only, as long as nobody can sign in."""

import sys

import streamlit as st

from domain.bilingual import LANGUAGES
from door.judging import is_loopback
from language.texts import say


def refuse_other_addresses() -> None:
    """Ends the start of the app when Streamlit was told to listen where others can reach it, and says what to do.

    Without an address the one in `.streamlit/config.toml` holds. A server that is started in another way than by
    Streamlit does not say its address; whatever comes in from elsewhere is refused then (`door.judging`).
    """
    address = st.get_option("server.address")
    if address is None or not is_loopback(str(address)):
        sentences = [say("door.listening", language, address=address or "*") for language in LANGUAGES]
        sys.exit("\n".join(sentences))
