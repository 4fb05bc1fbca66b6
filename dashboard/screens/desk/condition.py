"""The state of the system: what is in the store and how old, whether it is whole, its copy, the room on the disk."""

import shutil
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.drawing.list import LIST, ListData
from dashboard.figure.words import counted, list_words
from dashboard.view import keeping, queries, state, store_rows
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import OWNER
from language.formats import decimal, integer, moment
from language.texts import say
from office.acts import Act
from office.audit import Asked
from office.errors import OfficeError
from store.clock import behind_message
from store.errors import StoreError
from store.reader import StoreInfo
from store.store import Store

CHECKED: Final = "store_checked"  # what the last look at every byte found, for as long as this tab is open
GIGABYTE: Final = 1_000_000_000
HARMLESS: Final = ("torn", "closed")  # as `wams verify`: never acknowledged, or still to be read


def condition(view: View) -> None:
    """Draws what is known at once, and the button that looks at everything."""
    language, info = view.language, queries.store_info()
    wrong = _wrong_at_once(info)
    title = "screen_desk.condition.well" if not wrong else "screen_desk.condition.not_well"
    st.header(say(title, language), anchor=False)
    st.markdown(f":gray[{say('screen_desk.condition.lead', language)}]")
    for text in wrong:
        st.info(text)
    LIST.draw(_drawn(info, language), key="condition")
    st.button(say("screen_desk.condition.check", language), key="check_store", on_click=_check)
    found = state.held(CHECKED)
    if found is not None:
        _say_checked(*found)


def _wrong_at_once(info: StoreInfo) -> list[str]:
    """What a writer would refuse for, and a clock that stands before what was recorded."""
    language, found = state.language(), []
    try:
        Store(state.run().places.home).see_writable()
    except StoreError as error:
        found.append(error.message[language])
    behind = behind_message(state.run().now, info.last_recorded_at)
    return found if behind is None else [*found, behind[language]]


def _drawn(info: StoreInfo, language: Language) -> ListData:
    home = state.run().places.home
    unknown = say("screen.state.unknown", language)
    disk = shutil.disk_usage(home)
    room = {
        "free": decimal(disk.free / GIGABYTE, language),
        "whole": decimal(disk.total / GIGABYTE, language),
    }
    facts = [
        ("screen_desk.condition.last", moment(info.last_recorded_at, language, unknown=unknown)),
        ("screen_desk.condition.lines", integer(info.last_sequence, language)),
        ("screen_desk.condition.built", _built(home, info, language)),
        ("screen_desk.condition.copied", _copied(language)),
        ("screen_desk.condition.disk", say("screen_desk.condition.room", language, **room)),
        ("screen_desk.condition.refused", integer(len(store_rows.quarantine(state.chosen_view())), language)),
        ("screen_desk.condition.repairs", integer(info.clock_repairs, language)),
    ]
    return {
        "caption": say("screen_desk.condition.caption", language),
        "columns": [
            {"label": say("screen_desk.condition.what", language)},
            {"label": say("screen_desk.condition.how", language)},
        ],
        "rows": [{"cells": [say(key, language), word], "sort": [say(key, language), word]} for key, word in facts],
        "first": len(facts),
        "words": list_words(len(facts), language),
        "language": language,
    }


def _built(home: Path, info: StoreInfo, language: Language) -> str:
    """When the generation that is shown was made; it is made anew at every report and by a rebuild."""
    try:
        made = (home / "generations" / f"gen-{info.generation}.duckdb").stat().st_mtime
    except OSError:
        return say("screen.state.unknown", language)
    return moment(datetime.fromtimestamp(made, timezone.utc), language)


def _copied(language: Language) -> str:
    """When people, calls and agreement were last copied; the moment alone, of the log of everybody."""
    try:
        lines = keeping.office().audit.read(OWNER, Asked(act=Act.OFFICE_COPIED))
    except OfficeError as error:
        return error.message[language]
    return moment(lines[-1].at, language) if lines else say("screen_desk.condition.never_copied", language)


def _check() -> None:
    """Looks at every line, file and row, as `wams verify` does."""
    language = state.language()
    try:
        found = [*Store(state.run().places.home).verify(), *keeping.office().verify_audit()]
        messages = [finding.message[language] for finding in found if finding.kind not in HARMLESS]
    except (StoreError, OfficeError) as error:
        messages = [error.message[language]]
    state.hold(CHECKED, (keeping.now(), messages))


def _say_checked(at: datetime, messages: list[str]) -> None:
    language = state.language()
    if not messages:
        st.info(say("screen_desk.condition.clean", language, at=moment(at, language)))
        return
    st.info(counted("screen_desk.condition.found", len(messages), language, at=moment(at, language)))
    for text in messages:
        st.markdown(f"- {text}")
