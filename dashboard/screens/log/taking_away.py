"""The button that hands over the log as a file: made when it is asked for, and no address of the server holds it."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part


class FileData(TypedDict):
    """The word of the button; the file and its name. `text` is None until it was asked for."""

    label: str
    text: str | None
    name: str


FILE: Final = Part[FileData]("screens/log/taking_away.js", tells=("ask",))
