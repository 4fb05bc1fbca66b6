"""The top of a receipt: that it is in, from when it counts, whether it awaits approval, and the workbook."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part


class ReceivedData(TypedDict):
    """In words. `counts`: from when it counts, "" where it does not; `returned`: where the workbook is, "" without."""

    title: str
    counts: str
    marks: list[str]
    is_waiting: bool
    by: str
    returned: str
    returned_word: str
    rejected: bool


RECEIVED: Final = Part[ReceivedData]("screens/hand_in/received.js")
