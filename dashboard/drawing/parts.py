"""Parts: what the app draws itself, each a script and a style sheet of its own beside the figure that it belongs to.

A part takes finished words and numbers (`data`) and only draws them; what a visitor does comes back as a trigger. All
text is set as text, never as markup, so a note of a municipality cannot become a tag or a link. The scripts are served
by the app itself (see served.py); the style sheets go along with a part, which has them for itself alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Final, Generic, TypeVar

from streamlit.components.v2 import component

from dashboard.drawing import served
from dashboard.view import state

Data = TypeVar("Data", bound=Mapping[str, object])
SHEET_OF_ALL: Final = "drawing/shared.css"


class Part(Generic[Data]):
    """A part by its script; `Data` is the TypedDict of what the script is handed."""

    declared: Final[dict[str, "Part[Any]"]] = {}
    """Every part of the app by the path of its script."""

    def __init__(self, script: str, *, tells: Sequence[str] = (), sheets: Sequence[str] = ()) -> None:
        """`script` and `sheets` are paths under dashboard/; the sheet beside the script goes along by itself.

        `tells`: the triggers by which the part tells back what a visitor did. Raises KeyError for a missing script.
        """
        self.script = script
        self.tells = tuple(tells)
        self.styles = _styles(SHEET_OF_ALL, *sheets, PurePosixPath(script).with_suffix(".css").as_posix())
        self._render: Callable[..., Any] = component(
            f"wams_{PurePosixPath(script).stem}",
            html='<div class="root"></div>',
            css=self.styles,
            js=served.stub(script),
        )
        Part.declared[script] = self

    def draw(self, data: Data, *, key: str, **actions: Callable[[Any], None]) -> Any:
        """Draws the part. The result has an attribute for each of its triggers, None where nothing happened.

        `actions`: per trigger what is done with its value before the page runs again; most act on the result instead.
        """
        listeners = {
            f"on_{trigger}_change": partial(_act, key, trigger, actions[trigger]) if trigger in actions else _nothing
            for trigger in self.tells
        }
        # as bytes, which Streamlit passes on as they are: in a dict it would look for tables under every key, and write
        # and sort it once more to tell parts apart, which the key does; of a page with 44 parts 13 ms of 111
        told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return self._render(data=told, key=key, **listeners)


def _styles(*sheets: str) -> str:
    return "\n".join((served.ROOT / sheet).read_text(encoding="utf-8") for sheet in sheets)


def _act(key: str, trigger: str, action: Callable[[Any], None]) -> None:
    value = state.told(key, trigger)
    if value is not None:
        action(value)


def _nothing() -> None:
    """Streamlit gives a trigger an attribute only when it has a listener."""
