"""What the part `bars` is drawn from: stacked bars on the status scale, and the estimate of each beside it."""

from typing import Final, NotRequired, TypedDict

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.parts import Part

# A standing, with `_stale` behind it for the part that is stale, and how long it is in units of the axis.
Segment = tuple[str, float]
Tick = tuple[float, str]  # where it stands and what is written there
Range = tuple[float, float]  # from low to high, shares


class BarsAxis(TypedDict):
    """The axis of the bars, or that of the estimates (0 to 1)."""

    label: str
    ticks: list[Tick]


class Bar(TypedDict):
    """One bar with its words; all that is shared between 0 and 1 stands beside it in the panel."""

    label: str
    segments: list[Segment]
    number: NotRequired[str]  # before the label
    own: NotRequired[str]  # the standing of the own municipality, in a ring before the label
    own_stale: NotRequired[bool]
    inside: NotRequired[str]  # written on the bar, where the first `inside_room` of it has room; else behind that
    inside_room: NotRequired[float]
    bounds: NotRequired[Range | None]
    interval: NotRequired[Range | None]
    estimate: NotRequired[float | None]
    strong: NotRequired[str]  # right of the bar
    faint: NotRequired[str]  # right of that
    under: NotRequired[str]  # instead of both on a narrow screen
    withheld: NotRequired[tuple[str, str]]  # behind a lock instead of stretches: that it is, and why


class BarsData(TypedDict):
    """Everything that is drawn."""

    alt: str
    key: list[KeyEntry]
    rows: list[Bar]
    scale: NotRequired[float]  # the length of the axis; the longest bar when left out
    axis: NotRequired[BarsAxis]
    panel: NotRequired[BarsAxis]  # of the estimates at right
    heads: NotRequired[tuple[str, str]]  # over `strong` and `faint`
    is_plain: NotRequired[bool]  # one colour, not the status scale
    short_labels: NotRequired[bool]  # labels stay beside their bars on a narrow screen


BARS: Final = Part[BarsData]("drawing/bars.js")
