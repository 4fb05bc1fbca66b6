"""The decile fan: steps finished since the own start, four nested bands, the middle one dashed, the own line on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from dashboard.drawing.plotly_look import CONFIG, PlotlyOptions, colours, note, template
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities, step_unit
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.subjects import peers
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, decimal, integer, months
from language.texts import say
from metrics.readings.benchmark import FAN_COLUMNS, Fan
from metrics.standing.peers import MIN_PEERS

HEIGHT = 330
BANDS = ((0, 8), (1, 7), (2, 6), (3, 5))  # places in the deciles p10 to p90, the widest first
ROOM_FOR_A_LABEL = 0.115  # of the height: two lines of a label at the end
FAR_BELOW = 2  # steps under the middle one: a label at the own height does not touch it


def over_time(municipality: OneMunicipality, view: View) -> None:
    """The decile fan: steps finished since the own start."""
    language = view.language
    reading = FanReading(peers.fan(view, municipality.code))
    finding = fan_finding(municipality, reading, language)
    chart = fan_drawn(municipality, reading, st.context.theme.type, language) if reading.shown else None
    anatomy.figure(
        "peers",
        finding=finding,
        subtitle=say(
            "screen_municipality.fan.subtitle",
            view.language,
            group=peers.group_words(reading.fan.peers, municipality.facts, language),
        ),
        draw=lambda: (
            st.plotly_chart(
                chart,
                theme=None,
                config=CONFIG,
                alt=say("screen_municipality.fan.alt", view.language, finding=finding),
                key="peers",
            )
            if chart
            else st.markdown(say("screen_municipality.fan.drawn_nothing", view.language, fewest=MIN_PEERS))
        ),
        note=_fan_note(municipality, reading, view),
        table=fan_table(municipality, reading, language, finding) if reading.shown else None,
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
    )


class FanMonth(NamedTuple):
    """One month since the own start: steps finished. `deciles`: p10 to p90, None for fewer than five peers."""

    month: int
    own_count: int | None
    peer_count: int
    deciles: tuple[float, ...] | None

    @property
    def middle(self) -> float | None:
        """The middle peer."""
        return self.deciles[4] if self.deciles else None


@dataclass(frozen=True, eq=False)
class FanReading:
    """A fan with the place where it is read: the last month of the municipality, else the last with a middle."""

    fan: Fan

    @cached_property
    def shown(self) -> list[FanMonth]:
        """The months with deciles or an own count."""
        rows = self.fan.rows.select("month", "own_count", "peer_count", *FAN_COLUMNS).iter_rows()
        months = [
            FanMonth(month, own_count, peer_count, None if None in deciles else tuple(deciles))
            for month, own_count, peer_count, *deciles in rows
        ]
        return [month for month in months if month.deciles or _has_own(month)]

    @cached_property
    def has_own(self) -> bool:
        """Whether the municipality itself is followed."""
        return any(_has_own(month) for month in self.shown)

    @cached_property
    def read_at(self) -> FanMonth | None:
        """The month that the sentence is about."""
        months = [month for month in self.shown if _has_own(month)] or [month for month in self.shown if month.deciles]
        return months[-1] if months else None


def _fan_note(municipality: OneMunicipality, reading: FanReading, view: View) -> str:
    """Until when each is followed: why it has fewer months than the headline, and fewer peers than the group."""
    language, newest, own = view.language, municipality.facts.newest_reporting_date, ""
    if reading.has_own and reading.read_at is not None:
        months_then = months(reading.read_at.month, language)
        own = say(
            "screen_municipality.fan.note_own",
            view.language,
            name=municipality.name,
            day=day(newest, language),
            months=months_then,
        )
    count = municipalities(len(reading.fan.peers.codes), language)
    return say(
        "screen_municipality.fan.note",
        view.language,
        municipalities=count,
        name=municipality.name,
        own=own,
        as_of=day(view.as_of, language),
    )


def _has_own(month: FanMonth) -> bool:
    return month.own_count is not None


def fan_finding(municipality: OneMunicipality, reading: FanReading, language: Language) -> str:
    """How many steps it has finished beside the middle peer, as long after the own start."""
    read = reading.read_at
    if read is None:
        return say("screen_municipality.fan.nothing", language)
    own, middle = read.own_count, read.middle
    values = {
        "name": municipality.name,
        "months": months(read.month, language),
        "peers": say("screen_municipality.fan.middle_peer", language, count=integer(read.peer_count, language)),
    }
    if own is None and middle is not None:
        told = {"middle": peers.counted_steps(middle, language), "unit": step_unit(middle, language)}
        return say("screen_municipality.fan.unknown", language, **values, **told)
    if own is None:
        return say("screen_municipality.fan.nothing", language)
    if middle is None:
        finished = integer(own, language)
        return say(
            "screen_municipality.fan.too_few", language, **values, finished=finished, unit=step_unit(own, language)
        )
    apart = abs(own - middle)
    word = "same" if own == middle else "more" if own > middle else "fewer"
    difference = {"difference": peers.counted_steps(apart, language), "unit": step_unit(apart, language)}
    return say(f"screen_municipality.fan.{word}", language, **values, **difference)


def fan_table(municipality: OneMunicipality, reading: FanReading, language: Language, caption: str) -> TableData:
    """One row per month since the own start: the deciles of the peers, and its own count."""
    shown = reading.shown
    unknown = say("screen.state.unknown", language)
    whole = partial(integer, language=language, unknown=unknown)
    tenth = partial(decimal, language=language, unknown=say("catalogue.value_status.too_few", language))
    deciles = [
        Column(
            say("screen_municipality.column.decile", language, place=place),
            [month.deciles[place - 1] if month.deciles else None for month in shown], tenth, is_number=True,
        )
        for place in range(1, len(FAN_COLUMNS) + 1)
    ]  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen_municipality.column.month", language), [month.month for month in shown], str,
                   is_number=True),
            Column(municipality.name, [month.own_count for month in shown], whole, is_number=True),
            Column(say("screen_municipality.column.count", language), [month.peer_count for month in shown], whole,
                   is_number=True),
            *deciles,
        ],
    )  # fmt: skip


def fan_drawn(municipality: OneMunicipality, reading: FanReading, theme: str | None, language: Language) -> go.Figure:
    """`reading` has at least one month to show."""
    paint = colours(theme)
    known = [(month, month.deciles) for month in reading.shown if month.deciles]
    top = municipality.steps.height
    figure = go.Figure()
    at = [month.month for month, _ in known]
    for shade, (low, high) in enumerate(BANDS):
        fill = _mixed(paint["pale"], paint["started"], shade * 0.17)
        for place, filled in ((low, None), (high, "tonexty")):
            figure.add_scatter(
                x=at, y=[deciles[place] for _, deciles in known], mode="lines", line={"width": 0}, fill=filled,
                fillcolor=fill, hoverinfo="skip",
            )  # fmt: skip
    figure.add_scatter(
        x=at, y=[month.middle for month, _ in known], mode="lines",
        line={"width": 1.8, "dash": "4px,3px", "color": paint["finished"]},
        customdata=[_hover(municipality, month, language) for month, _ in known],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    _own_line(figure, municipality, reading, paint, language)
    last = max([month.month for month in reading.shown], default=0)
    every = 3 if last <= 12 else 6 if last <= 36 else 12
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        margin={"l": 28, "r": 88, "t": 30, "b": 44},
        xaxis={
            "range": [0, max(last, 1)],
            "tickvals": list(range(0, last + 1, every)),
            "title": {"text": say("screen_municipality.fan.axis", language)},
        },
        yaxis={"range": [-0.15, top + 0.3], "tickvals": _ticks(top)},
        annotations=[
            *_end_labels(known, top, paint, language),
            *_own_label(municipality, reading, last, paint, language),
        ],
    )
    return figure


def _ticks(top: int) -> list[int]:
    every = 3 if top >= 8 else 2 if top >= 5 else 1
    ticks = [*range(0, top, every), top]
    return [*ticks[:-2], top] if len(ticks) > 2 and ticks[-1] - ticks[-2] < every / 2 else ticks


def _own_line(
    figure: go.Figure, municipality: OneMunicipality, reading: FanReading, paint: dict[str, str], language: Language
) -> None:
    own = [month for month in reading.shown if month.own_count is not None]
    if not own:
        return
    at, counts = [month.month for month in own], [month.own_count for month in own]
    for width, colour in ((6, paint["paper"]), (3, paint["own"])):
        figure.add_scatter(
            x=at, y=counts, mode="lines", line={"width": width, "color": colour, "shape": "hv"}, hoverinfo="skip"
        )
    figure.add_scatter(
        x=at[-1:], y=counts[-1:], mode="markers", cliponaxis=False,
        marker={"size": 11, "color": paint["own"], "opacity": 1, "line": {"width": 2, "color": paint["paper"]}},
        customdata=[_hover(municipality, own[-1], language)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _hover(municipality: OneMunicipality, month: FanMonth, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    middle = unknown if month.middle is None else peers.counted_steps(month.middle, language)
    return say(
        "screen_municipality.fan.hover", language, months=months(month.month, language), middle=middle,
        name=_plain(municipality.name), own=integer(month.own_count, language, unknown=unknown),
    )  # fmt: skip


def _end_labels(
    known: Sequence[tuple[FanMonth, tuple[float, ...]]], top: int, paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    if not known:
        return []
    (last, deciles), room = known[-1], ROOM_FOR_A_LABEL * (top + 0.45)
    middle = deciles[4]
    high, low = max(deciles[8], middle + room), min(deciles[0], middle - room)
    placed = (("high", min(high, top)), ("middle", middle), ("low", max(low, 0.0)))
    shown = [(name, y) for name, y in placed if name == "middle" or abs(y - middle) >= room * 0.9]
    font = {"size": 12.5, "color": paint["ink2"]}
    return [
        note(say(f"screen_municipality.fan.{name}", language), last.month, y, xanchor="left", xshift=8,
             align="left", font=font)
        for name, y in shown
    ]  # fmt: skip


def _own_label(
    municipality: OneMunicipality, reading: FanReading, last: int, paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    own = [(month, month.own_count) for month in reading.shown if month.own_count is not None]
    if not own:
        return []
    end, count = own[-1]
    text = say("screen_municipality.fan.own", language, name=_plain(municipality.name), count=integer(count, language))
    label = {"font": {"size": 14, "color": paint["own"]}, "bgcolor": paint["paper"], "opacity": 0.94, "borderpad": 1}
    is_far_below = end.middle is not None and end.middle - count >= FAR_BELOW
    if is_far_below and end.month <= last * 0.7:  # beside the dot: both lines are away from there
        return [note(f"<b>{text}</b>", end.month, count, xanchor="left", xshift=10, **label)]
    is_early = end.month < last * 0.3
    height = above(reading, end.month, count, last, is_early=is_early, top=municipality.steps.height)
    words = note(f"<b>{text}</b>", end.month, height, xanchor="left" if is_early else "right",
                 yanchor="bottom", xshift=-6 if is_early else 6, yshift=9, **label)  # fmt: skip
    if height == count:  # a line that only rises leaves the place above it free
        return [words]
    leader = {"x": end.month, "y": count, "ax": end.month, "ay": height, "axref": "x", "ayref": "y",
              "text": "", "showarrow": True, "arrowhead": 0, "arrowwidth": 1.2, "arrowcolor": paint["own"],
              "standoff": 7}  # fmt: skip
    return [leader, words]  # the middle one may run there: then the words stand above it, tied to their dot


def above(reading: FanReading, end: int, count: int, last: int, *, is_early: bool, top: int) -> float:
    """The height at which the own label stands: above its line, and above the middle one where it would cover that.

    `end`, `count`: the month in which the own line ends, and its height there; `last`: the last month of the figure.
    """
    height: float = count
    wide, room = 0.25 * last, 1.2 * ROOM_FOR_A_LABEL * (top + 0.45)
    low, high = (end, end + wide) if is_early else (end - wide, end)
    middles = [month.middle for month in reading.shown if low <= month.month <= high]
    for middle in sorted(middle for middle in middles if middle is not None):
        if height < middle <= height + room:
            height = middle
    return height


def _mixed(pale: str, strong: str, share: float) -> str:
    """A tint between two colours of the design."""
    parts = [round(int(pale[at : at + 2], 16) * (1 - share) + int(strong[at : at + 2], 16) * share) for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _plain(text: str) -> str:
    """Plotly reads a few HTML tags in a label."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
