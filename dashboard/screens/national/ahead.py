"""What every next choice of a filter would show, sent along with the page, so that the browser draws it at once.

The server is asked all the same, and says the same a moment later; a test holds the two together.
"""

import base64
import json
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Final, TypedDict

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.anatomy import HeadlinesData
from dashboard.frame import filters
from dashboard.screens.national.asked import national
from dashboard.screens.national.atlas.figure import ChosenAtlas, atlas_drawn
from dashboard.screens.national.headlines import headlines
from dashboard.screens.national.over_time import OverTimeData, over_time_drawn
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from domain.statements import Table

WHOLE: Final = tuple(
    field.name for field in fields(View) if field.name not in ("as_of", "known_on", "known", "put_aside")
)
"""All that stands in the address beside the dates: the atlas has links to this very page."""
Answer = dict[str, dict[str, object]]  # part -> the data that differs, of whatever kind it is


class ChosenHeadlines(HeadlinesData):
    """The headline figures of one choice; `chosen`: the filters that they are of."""

    chosen: str


class ChosenOverTime(OverTimeData):
    """The step over time of one choice; `chosen`: the filters that it is of."""

    chosen: str


@dataclass(frozen=True)
class Ahead:
    """The parts that the browser draws ahead of the server when a filter is chosen.

    Each says of which filters it is, so that the browser can keep it as the answer to them.
    """

    headlines: ChosenHeadlines
    atlas: ChosenAtlas
    over_time: ChosenOverTime

    def by_part(self) -> dict[str, Mapping[str, object]]:
        """The data of each part by its name, for who compares them whatever they are."""
        return {"headlines": self.headlines, "atlas": self.atlas, "over_time": self.over_time}


def drawn(view: View) -> Ahead:
    """What those parts are drawn with in one view."""
    return queries.kept(view, _drawn_ahead, on=WHOLE)


def _drawn_ahead(view: View) -> Ahead:
    picture, chosen = national(view), view.filters()
    return Ahead(
        headlines={**anatomy.headlines_drawn(headlines(picture, view)), "chosen": chosen},
        atlas={**atlas_drawn(picture, view), "chosen": chosen},
        over_time={**over_time_drawn(picture, view.language), "chosen": chosen},
    )


class AheadData(TypedDict):
    """The answers (`packed`), the filters by name, and the page that answers that were seen before hold for."""

    names: list[str]
    page: str
    packed: str


AHEAD: Final = Part[AheadData]("screens/national/ahead.js")


@dataclass
class Kept:
    """The packed answers of one view, once somebody has waited for them."""

    packed: str | None = None


def show(view: View) -> None:
    """Sends the answers; nothing is drawn here."""
    left_out = _left_out(view)
    kept, pause = queries.kept(view, _nothing_yet_of_some if left_out else _nothing_yet, on=WHOLE), st.empty()
    if kept.packed is None:
        for next_view in _next_views(view, left_out):
            pause.empty()  # whoever chooses again in the meantime need not wait for the rest
            _drawn(next_view)
        kept.packed = packed(view, left_out)
    names = [item["name"] for item in filters.population(view)]
    data: AheadData = {"names": names, "page": _without_filters(view), "packed": kept.packed}
    AHEAD.draw(data, key="ahead")


def packed(view: View, left_out: Collection[str] = ()) -> str:
    """The answers as compressed JSON in base 64."""
    written = json.dumps(answers(view, left_out), separators=(",", ":"), ensure_ascii=False).encode()
    return base64.b64encode(zlib.compress(written)).decode("ascii")


def answers(view: View, left_out: Collection[str] = ()) -> dict[str, Answer]:
    """The filters as they stand in the address ("" for none) -> what the parts of the page are drawn with then.

    Of this view and of every view that is one choice away. Only what differs between them; the rest the browser has. A
    choice that holds no municipality has no answer, nor has one of the filters that are `left_out`.
    """
    drawn = {next_view.filters(): found for next_view in _next_views(view, left_out) if (found := _drawn(next_view))}
    here = drawn[view.filters()]
    differing = {
        part: [name for name in data if any(other[part][name] != data[name] for other in drawn.values())]
        for part, data in here.items()
    }
    return {choice: _narrowed(parts, differing) for choice, parts in drawn.items()}


def _left_out(view: View) -> Collection[str]:
    """The filters that would name municipalities by what who looks may not see of them."""
    return () if showing.sees_all(view, Table.PROFILE, state.run().visitor) else ("toegang",)


def _next_views(view: View, left_out: Collection[str]) -> list[View]:
    """This view, the whole country, and every view that differs from this one in one filter.

    Not those of another age: they differ in every month of the map, and would make all answers large.
    """
    chosen_by = [item for item in filters.population(view) if item["name"] not in ("leeftijd", *left_out)]
    choices = [(item["name"], value) for item in chosen_by for value, _ in item["options"]]
    return [view, view.without_filters(), *(view.with_choice(*choice, state.run().choices) for choice in choices)]


def _drawn(view: View) -> dict[str, Mapping[str, object]]:
    return {} if queries.population(view).is_empty() else drawn(view).by_part()


def _narrowed(parts: Mapping[str, Mapping[str, object]], names: Mapping[str, list[str]]) -> Answer:
    return {part: {name: data[name] for name in names[part]} for part, data in parts.items()}


def _nothing_yet(_view: View) -> Kept:
    return Kept()


def _nothing_yet_of_some(_view: View) -> Kept:
    """Kept apart from the answers of whoever sees more."""
    return Kept()


def _without_filters(view: View) -> str:
    """What answers that were seen before hold for: the page without its filters, at one version of the store."""
    return f"{queries.store_info().version} {sorted(view.without_filters().address().items())}"
