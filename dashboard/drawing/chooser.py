"""What the part `chooser` is drawn from: a row of buttons of which one is chosen."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part


class ChooserData(TypedDict):
    """What the part `chooser` is drawn from. An option: value, label, spoken label, label where there is room."""

    label: str
    options: list[list[str]]
    chosen: str


CHOOSER: Final = Part[ChooserData]("drawing/chooser.js", tells=("choose",))
