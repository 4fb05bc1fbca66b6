"""The decile fan as Plotly draws it: the bands, the own line on top, and where their labels stand."""

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import PlotlyOptions, colours, note, template
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.fan_reading import FanMonth, FanReading
from dashboard.subjects import peers
from domain.bilingual import Language
from language.formats import months
from language.texts import say

HEIGHT = 330
BANDS = ((0, 8), (1, 7), (2, 6), (3, 5))  # places in the deciles p10 to p90, the widest first
LABEL_WIDTH = 0.45  # of the width on a telephone, where a label takes most: wider than that it only stands higher
ROOM_FOR_A_LABEL = 0.115  # of the height: two lines of a label at the end
MIDDLE_KEY = "screen_municipality.fan.middle"
FAR_BELOW = 2  # steps under the middle one: a label at the own height does not touch it


def fan_drawn(municipality: OneMunicipality, reading: FanReading, theme: str | None, language: Language) -> Chart:
    """`reading` has at least one month to show."""
    paint = colours(theme)
    known = [(month, month.deciles) for month in reading.shown if month.deciles]
    top = municipality.steps.height
    chart = Chart()
    _bands(chart, reading, paint)
    chart.add_scatter(
        x=[month.month for month, _ in known], y=[month.middle for month, _ in known], mode="lines",
        line={"width": 1.8, "dash": "4px,3px", "color": paint["finished"]},
        customdata=[_hover(municipality, month, language) for month, _ in known],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    _own_line(chart, municipality, reading, paint, language)
    last = max([month.month for month in reading.shown], default=0)
    ends, own = _end_labels(reading, top, paint, language), _own_label(municipality, reading, last, paint, language)
    highest = max([top + 0.3, *(label["y"] + ROOM_FOR_A_LABEL * (top + 0.45) for label in own if "ay" not in label
                                and label["y"] > top)])  # fmt: skip
    every = 3 if last <= 12 else 6 if last <= 36 else 12
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 28, "r": 88, "t": 30, "b": 44},
        "xaxis": {
            "range": [0, max(last, 1)],
            "tickvals": list(range(0, last + 1, every)),
            "title": {"text": say("screen_municipality.fan.axis", language)},
        },
        "yaxis": {"range": [-0.15, highest], "tickvals": _ticks(top)},
        "annotations": [*ends, *own],
    }
    return chart


def _bands(chart: Chart, reading: FanReading, paint: dict[str, str]) -> None:
    """The tints, in the months in which ten or more are followed."""
    tinted = [(month.month, month.tenths) for month in reading.shown if month.tenths]
    if not tinted:
        return
    for shade, (low, high) in enumerate(BANDS):
        fill = _mixed(paint["pale"], paint["started"], shade * 0.17)
        for place, filled in ((low, None), (high, "tonexty")):
            chart.add_scatter(
                x=[month for month, _ in tinted], y=[tenths[place] for _, tenths in tinted], mode="lines",
                line={"width": 0}, fill=filled, fillcolor=fill, hoverinfo="skip",
            )  # fmt: skip


def _ticks(top: int) -> list[int]:
    every = 3 if top >= 8 else 2 if top >= 5 else 1
    ticks = [*range(0, top, every), top]
    return [*ticks[:-2], top] if len(ticks) > 2 and ticks[-1] - ticks[-2] < every / 2 else ticks


def _own_line(
    chart: Chart, municipality: OneMunicipality, reading: FanReading, paint: dict[str, str], language: Language
) -> None:
    own = [month for month in reading.shown if month.has_own]
    if not own:
        return
    at, counts = [month.month for month in own], [month.own_count for month in own]
    for width, colour in ((6, paint["paper"]), (3, paint["own"])):
        chart.add_scatter(
            x=at, y=counts, mode="lines", line={"width": width, "color": colour, "shape": "hv"}, hoverinfo="skip"
        )
    chart.add_scatter(
        x=at[-1:], y=counts[-1:], mode="markers", cliponaxis=False,
        marker={"size": 11, "color": paint["own"], "opacity": 1, "line": {"width": 2, "color": paint["paper"]}},
        customdata=[_hover(municipality, own[-1], language)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _hover(municipality: OneMunicipality, month: FanMonth, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    middle = unknown if month.middle is None else peers.steps_between(month.middle, month.middle_most, language)
    own = unknown if month.own_count is None else peers.steps_between(month.own_count, month.own_most, language)
    return say(
        "screen_municipality.fan.hover", language, months=months(month.month, language), middle=middle,
        name=_escaped(municipality.name), own=own,
    )  # fmt: skip


def _end_labels(reading: FanReading, top: int, paint: dict[str, str], language: Language) -> list[PlotlyOptions]:
    """The middle one at its end, and how many have more and fewer where the tints end."""
    look = {"font": {"size": 12.5, "color": paint["ink2"]}, "bgcolor": paint["paper"], "opacity": 0.94, "borderpad": 1}
    return [
        note(say(key, language), month, y, xanchor="left", xshift=8, align="left", **look)
        for key, month, y in end_places(reading, top)
    ]


def end_places(reading: FanReading, top: int) -> list[tuple[str, int, float]]:
    """The key, month and height of each label at the end of the middle one and of the tints."""
    known = [(month, month.middle) for month in reading.shown if month.middle is not None]
    if not known:
        return []
    last, middle = known[-1]
    placed = [(MIDDLE_KEY, last.month, middle)]
    tinted = [(month, month.tenths) for month in reading.shown if month.tenths]
    if tinted:
        (end, tenths), room = tinted[-1], ROOM_FOR_A_LABEL * (top + 0.45)
        high, low = max(tenths[8], tenths[4] + room), min(tenths[0], tenths[4] - room)
        placed += [
            (key, end.month, y)
            for key, y in (("screen_municipality.fan.high", min(high, top)),
                           ("screen_municipality.fan.low", max(low, 0.0)))
            if abs(y - tenths[4]) >= room * 0.9
        ]  # fmt: skip
    return placed


def _own_label(
    municipality: OneMunicipality, reading: FanReading, last: int, paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    own = [(month, month.own_count) for month in reading.shown if month.own_count is not None]
    if not own:
        return []
    end, count = own[-1]
    counted = peers.steps_between(count, end.own_most, language)
    text = say("screen_municipality.fan.own", language, name=_escaped(municipality.name), count=counted)
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
    """The height at which the own label stands: above its line, and above what it would cover: the middle one, or a
    label at the end of that or of the tints.

    `end`, `count`: the month in which the own line ends, and its height there; `last`: the last month of the figure.
    """
    height: float = count
    wide, room = LABEL_WIDTH * last, 1.2 * ROOM_FOR_A_LABEL * (top + 0.45)
    low, high = (end, end + wide) if is_early else (end - wide, end)
    middles = [month.middle for month in reading.shown if low <= month.month <= high]
    for middle in sorted(middle for middle in middles if middle is not None):
        if height < middle <= height + room:
            height = middle
    for _, month, y in sorted(end_places(reading, top), key=lambda place: place[2]):
        is_beside = low < month + wide and month < high  # it stands to the right of its month
        if is_beside and height < y + room / 2 and y - room / 2 < height + room:
            height = y + room / 2
    return height


def _mixed(pale: str, strong: str, share: float) -> str:
    """A tint between two colours of the design."""
    parts = [round(int(pale[at : at + 2], 16) * (1 - share) + int(strong[at : at + 2], 16) * share) for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _escaped(text: str) -> str:
    """Plotly reads a few HTML tags in a label."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
