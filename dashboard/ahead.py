"""What every single filter would show, sent along with the page, so that the browser draws such a choice at once.

The server is asked all the same, and says the same a moment later; a test holds the two together.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from dashboard import components, filters, queries, state
from dashboard.address import View
from dashboard.figures import national as figures

Answer = dict[str, dict[str, Any]]  # part -> the data that differs


def show(view: View) -> None:
    """Sends the answers; nothing is drawn here."""
    plain = view.without_filters()
    names = [item["name"] for item in filters.population(view)]
    components.draw("ahead", {"names": names, "packed": queries.kept(plain, packed)}, key="ahead")


def packed(view: View) -> str:
    """The answers as compressed JSON in base 64."""
    written = json.dumps(answers(view), separators=(",", ":"), ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(written)).decode("ascii")


def answers(view: View) -> dict[str, Answer]:
    """Filter as in the address ("" for none) -> what the parts of the page are drawn with then.

    Only what differs between these answers; the rest the browser has. A filter that holds no municipality has none.
    """
    choices = [(item["name"], value) for item in filters.population(view) for value, _ in item["options"] if value]
    views = [view, *(view.with_choice(name, value, state.run().choices) for name, value in choices)]
    drawn = {one.filters(): queries.kept(one, figures.drawn) for one in views if not queries.population(one).is_empty()}
    whole = drawn[""]
    differing = {
        part: [name for name in data if any(other[part][name] != data[name] for other in drawn.values())]
        for part, data in whole.items()
    }
    return {choice: _narrowed(parts, differing) for choice, parts in drawn.items()}


def _narrowed(parts: Mapping[str, Mapping[str, Any]], names: Mapping[str, list[str]]) -> Answer:
    return {part: {name: data[name] for name in names[part]} for part, data in parts.items()}
