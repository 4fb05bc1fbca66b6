"""What every next choice of a filter would show, sent along with the page, so that the browser draws it at once.

The server is asked all the same, and says the same a moment later; a test holds the two together.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from dashboard import components, filters, queries, state
from dashboard.address import View
from dashboard.figures import national as figures

Answer = dict[str, dict[str, object]]  # part -> the data that differs, of whatever kind it is


class AheadData(TypedDict):
    """The answers (`packed`), the filters by name, and the page that answers that were seen before hold for."""

    names: list[str]
    page: str
    packed: str


@dataclass
class Kept:
    """The packed answers of one view, once somebody has waited for them."""

    packed: str | None = None


def show(view: View) -> None:
    """Sends the answers; nothing is drawn here."""
    kept, pause = queries.kept(view, _nothing_yet), st.empty()
    if kept.packed is None:
        for next_view in _next_views(view):
            pause.empty()  # whoever chooses again in the meantime need not wait for the rest
            _drawn(next_view)
        kept.packed = packed(view)
    names = [item["name"] for item in filters.population(view)]
    data: AheadData = {"names": names, "page": _without_filters(view), "packed": kept.packed}
    components.draw("ahead", data, key="ahead")


def packed(view: View) -> str:
    """The answers as compressed JSON in base 64."""
    written = json.dumps(answers(view), separators=(",", ":"), ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(written)).decode("ascii")


def answers(view: View) -> dict[str, Answer]:
    """The filters as they stand in the address ("" for none) -> what the parts of the page are drawn with then.

    Of this view and of every view that is one choice away. Only what differs between them; the rest the browser has. A
    choice that holds no municipality has no answer.
    """
    drawn = {next_view.filters(): found for next_view in _next_views(view) if (found := _drawn(next_view))}
    here = drawn[view.filters()]
    differing = {
        part: [name for name in data if any(other[part][name] != data[name] for other in drawn.values())]
        for part, data in here.items()
    }
    return {choice: _narrowed(parts, differing) for choice, parts in drawn.items()}


def _next_views(view: View) -> list[View]:
    """This view, the whole country, and every view that differs from this one in one filter."""
    choices = [(item["name"], value) for item in filters.population(view) for value, _ in item["options"]]
    return [view, view.without_filters(), *(view.with_choice(*choice, state.run().choices) for choice in choices)]


def _drawn(view: View) -> dict[str, Mapping[str, object]]:
    return {} if queries.population(view).is_empty() else queries.kept(view, figures.drawn).by_part()


def _narrowed(parts: Mapping[str, Mapping[str, object]], names: Mapping[str, list[str]]) -> Answer:
    return {part: {name: data[name] for name in names[part]} for part, data in parts.items()}


def _nothing_yet(_view: View) -> Kept:
    return Kept()


def _without_filters(view: View) -> str:
    """What answers that were seen before hold for: the page without its filters, at one version of the store."""
    return f"{queries.store_info().version} {sorted(view.without_filters().address().items())}"
