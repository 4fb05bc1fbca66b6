"""Small drawn parts: plain ES modules and CSS beside this file, no build step, no outside host.

Each part takes finished words and numbers (`data`) and only draws them; what a visitor does comes back as a trigger.
All text is set as text, never as markup, so a note of a municipality cannot become a tag or a link.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

DIRECTORY = Path(__file__).parent
TRIGGERS = {
    "languages": ("choose",),
    "chooser": ("choose",),
    "filters": ("change",),
    "atlas": ("open", "page"),
    "list": ("open",),
    "foot": ("ask",),
}
PIECES = {  # what a part is made of besides a file of its own name
    ("foot", "js"): ["pictures"],
    ("atlas", "js"): [
        "pictures",
        *(
            f"atlas_{one}"
            for one in (
                "payload", "address", "words", "shapes", "map", "order", "matrix", "time", "workbook", "foot", "head",
            )
        ),
    ],
    ("atlas", "css"): ["foot"],
}  # fmt: skip


@cache
def _source(name: str, kind: str) -> str:
    files = ["shared", *PIECES.get((name, kind), ()), name]
    return "\n".join((DIRECTORY / f"{file}.{kind}").read_text(encoding="utf-8") for file in files)


def _declared(name: str) -> Any:
    return st.components.v2.component(
        f"wams_{name}", html='<div class="root"></div>', css=_source(name, "css"), js=_source(name, "js")
    )


_RENDERERS = {
    name: _declared(name)
    for name in (
        "brand",
        "languages",
        "banner",
        "filters",
        "headlines",
        "atlas",
        "chooser",
        "rows",
        "bars",
        "timeline",
        "list",
        "sentences",
        "foot",
    )
}


def draw(name: str, data: Mapping[str, Any], *, key: str, **actions: Callable[[Any], None]) -> Any:
    """Draws a part. The result has an attribute for each of its triggers, None where nothing happened.

    `actions`: per trigger what is done with its value before the page runs again; most act on the result instead.
    """
    listeners = {
        f"on_{trigger}_change": partial(_act, key, trigger, actions[trigger]) if trigger in actions else _nothing
        for trigger in TRIGGERS.get(name, ())
    }
    return _RENDERERS[name](data=dict(data), key=key, **listeners)


def _act(key: str, trigger: str, action: Callable[[Any], None]) -> None:
    value = st.session_state[key][trigger]
    if value is not None:
        action(value)


def _nothing() -> None:
    """Streamlit gives a trigger an attribute only when it has a listener."""
