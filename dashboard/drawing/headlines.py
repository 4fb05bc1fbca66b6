"""What the part `headlines` is drawn from: the row of figures that opens a page."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part


class HeadlineDrawn(TypedDict):
    """A `Headline` as the part `headlines` takes it."""

    label: str
    value: str
    unit: str
    note: str
    is_word: bool


class HeadlinesData(TypedDict):
    """What the part `headlines` is drawn from."""

    figures: list[HeadlineDrawn]


HEADLINES: Final = Part[HeadlinesData]("drawing/headlines.js")
