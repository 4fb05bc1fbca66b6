"""Small drawn parts: plain ES modules and CSS beside this file, no build step, no outside host.

Each part takes finished words and numbers (`data`) and only draws them; what a visitor does comes back as a trigger.
All text is set as text, never as markup, so a note of a municipality cannot become a tag or a link.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

DIRECTORY = Path(__file__).parent
TRIGGERS = {
    "languages": ("choose",),
    "chooser": ("choose",),
    "filters": ("change",),
    "tile_map": ("step", "open", "month"),
    "list": ("open",),
    "grid": ("open",),
}


@cache
def _source(name: str, kind: str) -> str:
    shared = (DIRECTORY / f"shared.{kind}").read_text(encoding="utf-8")
    return f"{shared}\n{(DIRECTORY / f'{name}.{kind}').read_text(encoding='utf-8')}"


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
        "chooser",
        "rows",
        "tile_map",
        "bars",
        "timeline",
        "list",
        "grid",
        "multiples",
        "print_button",
        "sentences",
        "foot",
    )
}


def draw(name: str, data: Mapping[str, Any], *, key: str) -> Any:
    """Draws a part. The result has an attribute for each of its triggers, None where nothing happened."""
    listeners = {f"on_{trigger}_change": _nothing for trigger in TRIGGERS.get(name, ())}
    return _RENDERERS[name](data=dict(data), key=key, **listeners)


def _nothing() -> None:
    """Streamlit gives a trigger an attribute only when it has a listener."""
