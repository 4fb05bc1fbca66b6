"""Small drawn parts: plain ES modules and CSS beside this file, no build step, no outside host.

Each part takes finished words and numbers (`data`) and only draws them; what a visitor does comes back as a trigger.
All text is set as text, never as markup, so a note of a municipality cannot become a tag or a link.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

DIRECTORY = Path(__file__).parent
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
PIECES = {  # what a part is made of besides a file of its own name
    ("banner", "js"): ["printing"],
    ("print_button", "js"): ["printing"],
    ("foot", "js"): ["pictures"],
    ("over_time", "js"): ["stretches"],
    ("over_time", "css"): ["headed"],
    ("atlas", "js"): [
        "pictures", "stretches",
        *(f"atlas_{one}" for one in ("payload", "address", "words", "shapes", "prepared", "map", "order", "room")),
        *(f"atlas_{one}" for one in ("matrix", "time", "workbook", "foot", "head")),
    ],
    ("atlas", "css"): ["headed", "foot"],
}  # fmt: skip


@cache
def _source(name: str, kind: str) -> str:
    files = ["shared", *PIECES.get((name, kind), ()), name]
    return "\n".join((DIRECTORY / f"{file}.{kind}").read_text(encoding="utf-8") for file in files)


def _declared(name: str) -> Any:
    return st.components.v2.component(
        f"wams_{name}", html='<div class="root"></div>', css=_source(name, "css"), js=_source(name, "js")
    )


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
