"""What is read on the page of account: the method, its limits, the versions, access for everyone."""

from functools import cache
from importlib.metadata import version
from typing import Final

import streamlit as st

from dashboard.figure.words import plain
from dashboard.screens.account.blocks import DOCUMENT, Block, Closed, DocumentData, facts, heading, text
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer, moment
from language.texts import all_keys, say

PACKAGE: Final = "wams-monitor"
CHAPTER_KEYS: Final = {
    "method": "screen_account.method.title",
    "limits": "screen_account.limits.title",
    "studies": "screen_account.studies.title",
    "files": "screen_account.files.title",
    "versions": "screen_account.versions.title",
    "who_sees": "screen_account.who_sees.title",
    "access": "screen_account.access.title",
}
CHAPTER_LEAD_KEYS: Final = {
    "method": "screen_account.method.subtitle",
    "limits": "screen_account.limits.subtitle",
    "studies": "screen_account.studies.subtitle",
    "files": "screen_account.files.subtitle",
    "versions": "screen_account.versions.subtitle",
    "who_sees": "screen_account.who_sees.subtitle",
    "access": "screen_account.access.subtitle",
}


def method(view: View) -> None:
    """How the figures are made, and what they cannot say."""
    _read("method", text_blocks("screen_account.method.part", view.language), view.language)


def limits(view: View) -> None:
    """What is not known, and where a reader must be careful."""
    _read("limits", text_blocks("screen_account.limits.part", view.language), view.language)


def versions(view: View) -> None:
    """Which versions the figures come from."""
    _read("versions", version_blocks(view), view.language)


def accessibility(view: View) -> None:
    """Who can use the monitor, what was checked, and what is not right yet."""
    _read("access", text_blocks("screen_account.access.part", view.language), view.language)


def _read(name: str, blocks: list[Block], language: Language) -> None:
    chapter_head(name, language)
    read_blocks(name, blocks, language)


def chapter_head(name: str, language: Language) -> None:
    """The title of a chapter, and the line under it."""
    with st.container(gap=None):
        st.header(plain(say(CHAPTER_KEYS[name], language)), anchor=False)
        st.markdown(f":gray[{plain(say(CHAPTER_LEAD_KEYS[name], language))}]")


def read_blocks(name: str, blocks: list[Block], language: Language, opened: str | None = None) -> None:
    """Draws a chapter that is read: its paragraphs, lists and tables; `opened` is the entry that stands open."""
    closed: Closed = {
        "one": say("screen_account.closed.one", language),
        "many": say("screen_account.closed.many", language, count="#"),
    }
    data: DocumentData = {"blocks": blocks, "open": opened, "closed": closed}
    DOCUMENT.draw(data, key=f"read_{name}")


@cache  # the texts of a release stay as they are
def text_blocks(parts: str, language: Language) -> list[Block]:
    """A chapter of short texts: each a heading and its paragraphs, in the order of their numbers.

    `parts`: the key under which they all stand.
    """
    blocks: list[Block] = []
    for key in sorted(key for key in all_keys(parts) if key.endswith(".title")):
        section = key.removesuffix(".title")
        blocks.append(heading(say(key, language)))
        blocks += [text(say(part, language)) for part in sorted(all_keys(f"{section}.text"))]
    return blocks


def version_blocks(view: View) -> list[Block]:
    """Which software, programme, register and store the figures on the screen come from."""
    language, info = view.language, queries.store_info()
    last = moment(info.last_recorded_at, language, unknown=say("screen.state.none", language))
    stored = say(
        "screen_account.versions.store_said", language, sequence=integer(info.last_sequence, language), last=last
    )
    return [
        facts(
            [
                [say("screen_account.versions.release", language), version(PACKAGE)],
                [say("screen_account.versions.programme", language), queries.the_programme().version],
                [say("screen_account.versions.register", language), queries.the_register().version],
                [say("screen_account.versions.store", language), stored],
                [say("screen_account.versions.as_of", language), day(view.as_of, language)],
                [say("screen_account.versions.known_on", language), day(dutch_day(view.known_on), language)],
            ]
        )
    ]
