"""What the part `rows` is drawn from: rows of marks on one shared axis. Places and lengths are in the axis's unit."""

from typing import Final, Literal, NotRequired, TypedDict

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.parts import Part

MarkKind = Literal[
    "finished", "started", "band", "between", "pale", "own", "middle",  # filled from one place to another
    "hatch", "outline", "dashed", "few", "interval", "thick",  # from one place to another too
    "dot", "ring", "diamond", "thin", "dotted", "tick", "pin", "words",  # at one place; `words` is its text alone
]  # fmt: skip
Tone = Literal["finished", "own", "ink", "soft", "started"]
TextPlace = Literal["in", "above", "below", "right", "left"]
Tick = tuple[float, str]  # where it stands and what is written there

# In this form because `from` is a word of Python itself.
Stretch = TypedDict("Stretch", {"from": float, "to": float})
MaybeStretch = TypedDict("MaybeStretch", {"from": float, "to": float}, total=False)


class Axis(Stretch):
    """The shared axis; its label stands above it, and so do the words of its ticks."""

    ticks: list[Tick]
    label: NotRequired[str]


class Line(TypedDict):
    """An upright line through all rows, such as a norm."""

    at: float
    label: NotRequired[str]


class Mark(MaybeStretch):
    """One mark in a row: at one place, or from one place to another."""

    kind: MarkKind
    at: NotRequired[float]
    text: NotRequired[str]
    place: NotRequired[TextPlace]  # of the text; right of the mark when left out
    is_strong: NotRequired[bool]
    tone: NotRequired[Tone]
    yields: NotRequired[bool]  # its text is left out where it would touch another
    height: NotRequired[float]  # px, where it differs from `bar`
    shift: NotRequired[float]  # px below the middle of its row: a lane of its own
    is_open: NotRequired[bool]  # an outline alone


class Row(TypedDict):
    """One row: its label, its marks (or words instead of them), and what stands at its right end."""

    label: str
    sub: NotRequired[str]  # in small under the label
    number: NotRequired[str]  # before the label
    is_head: NotRequired[bool]  # a label over the rows that follow, without marks
    is_total: NotRequired[bool]
    is_own: NotRequired[bool]  # the first text at right in ochre
    is_strong: NotRequired[bool]
    marks: NotRequired[list[Mark]]
    words: NotRequired[str | None]  # None where there are marks
    withheld: NotRequired[tuple[str, str]]  # behind a lock instead of marks: that it is, and why
    right: NotRequired[list[str]]
    beside: NotRequired[str]  # on the line of the label, where the heads of those words are not drawn
    joins_at: NotRequired[float | None]  # a line down to here from the row before


class RowsData(TypedDict):
    """Everything that is drawn. Lengths in px; what is left out has a default in the script."""

    alt: str
    key: list[KeyEntry]
    axis: Axis
    rows: list[Row]
    lines: NotRequired[list[Line]]
    right: NotRequired[list[str]]  # the heads over what stands at right
    narrow_below: NotRequired[int]  # the width under which labels stand above their rows
    is_beside_label: NotRequired[bool]  # when narrow, the text at right stands on the line of the label
    row: NotRequired[int]  # the height of a row
    bar: NotRequired[int]  # the height of a mark
    room_left: NotRequired[int]  # for the words beside the outermost marks
    room_right: NotRequired[int]


ROWS: Final = Part[RowsData]("drawing/rows.js")
