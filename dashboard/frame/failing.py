"""What is said when something cannot be read or drawn: in words, with what to do, never with a trace of the code."""

from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st

from dashboard.figure.words import plain
from dashboard.view import queries, readable, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.texts import say
from store.errors import StoreError, reason_of


@contextmanager
def told_in_words(title: str) -> Generator[None]:
    """Within it a store that cannot be read ends the page with a sentence; `title` is that of a page without a head."""
    try:
        queries.store_info()
    except readable.CANNOT_BE_READ as error:
        st.title(title, anchor=False)
        tell(error)
        st.stop()
    try:
        yield
    except readable.CANNOT_BE_READ as error:
        tell(error)


def tell(error: Exception) -> bool:
    """Says that a page went wrong; an error that nobody foresaw stands in the log. True: nothing else is shown."""
    st.info(plain(sentence(error, state.language_asked())))
    return True


def sentence(error: Exception, language: Language) -> str:
    """What is wrong and what to do: the store says it in its own words, of all else it stands in the log."""
    if isinstance(error, StoreError):
        return say("screen.failing.store", language, reason=error.message[language])
    if isinstance(error, OSError):
        reason = say("screen.failing.file", language, file=error.filename or "?", reason=reason_of(error, language))
        return say("screen.failing.store", language, reason=reason)
    return say("screen.failing.page", language)


def banner(view: View) -> None:
    """Over every page whose figures are of an earlier version, because the newest cannot be read."""
    trouble = readable.shown().trouble
    if trouble is not None:
        st.info(plain(f"{sentence(trouble, view.language)} {say('screen.failing.last_good', view.language)}"))
