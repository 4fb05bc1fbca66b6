"""Small drawn parts: ES modules and CSS, no build step, no outside host.

The modules are served by the app itself (see served.py); the style sheets go along with a part, which has them for
itself alone.

Each part takes finished words and numbers (`data`) and only draws them; what a visitor does comes back as a trigger.
All text is set as text, never as markup, so a note of a municipality cannot become a tag or a link.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard.components import served

PARTS: Final[dict[str, tuple[str, ...]]] = {  # each with what it can tell back
    "brand": (),
    "languages": ("choose",),
    "navigation": ("go",),
    "search": ("go",),
    "guidance": ("go",),
    "banner": (),
    "filters": ("change",),
    "headlines": (),
    "chooser": ("choose",),
    "ahead": (),
    "atlas": ("open", "page"),
    "over_time": (),
    "bars": (),
    "rows": (),
    "panels": (),
    "key": (),
    "document": (),
    "grid": ("open",),
    "multiples": (),
    "print_button": (),
    "known_then": ("choose",),
    "timeline": (),
    "list": ("open",),
    "sentences": ("go",),
    "remark": (),
    "cost_table": (),
    "assumptions": ("change",),
    "foot": ("ask",),
}
SHEETS: Final[dict[str, tuple[str, ...]]] = {  # the style sheets of a part besides that of all and that of its own name
    "over_time": ("headed",),
    "atlas": ("headed", "foot"),
}
_SHEETS_BY_NAME: Final = {path.stem: path for path in served.ROOT.rglob("*.css")}


def _styles(name: str) -> str:
    sheets = ["shared", *SHEETS.get(name, ()), name]
    return "\n".join(_SHEETS_BY_NAME[sheet].read_text(encoding="utf-8") for sheet in sheets)


def _declared(name: str) -> Any:
    return component(f"wams_{name}", html='<div class="root"></div>', css=_styles(name), js=served.stub(name))


_RENDERERS = {name: _declared(name) for name in PARTS}


def draw(name: str, data: Mapping[str, Any], *, key: str, **actions: Callable[[Any], None]) -> Any:
    """Draws a part. The result has an attribute for each of its triggers, None where nothing happened.

    `actions`: per trigger what is done with its value before the page runs again; most act on the result instead.
    """
    listeners = {
        f"on_{trigger}_change": partial(_act, key, trigger, actions[trigger]) if trigger in actions else _nothing
        for trigger in PARTS[name]
    }
    return _RENDERERS[name](data=dict(data), key=key, **listeners)


def _act(key: str, trigger: str, action: Callable[[Any], None]) -> None:
    value = st.session_state[key][trigger]
    if value is not None:
        action(value)


def _nothing() -> None:
    """Streamlit gives a trigger an attribute only when it has a listener."""
