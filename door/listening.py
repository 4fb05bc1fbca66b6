"""Where the app may listen, and whose word it takes for where a visitor comes from."""

import os
import sys

import streamlit as st

from domain.bilingual import LANGUAGES
from domain.settings import Settings
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


def trust(settings: Settings) -> None:
    """Tells the server whose forwarded headers count: those of the proxies in the settings, and of nobody else.

    Without this it would believe whatever comes from this machine.
    """
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(settings.trusted_proxies) or "0.0.0.0/32"  # no address at all
