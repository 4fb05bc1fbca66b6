"""What the part `list` is drawn from: a table to act on, sorted by a click on a head, the first rows at once."""

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

from dashboard.drawing.parts import Part
from domain.bilingual import Language

MOST_ROWS: Final = 1000  # on paper and in a picture, as in `whole.js`
Sortable = str | float | None  # unknown comes last, up or down


class ListColumn(TypedDict):
    """The head of one column and how it behaves."""

    label: str
    is_link: NotRequired[bool]  # its cells can be clicked where their row leads somewhere
    is_number: NotRequired[bool]
    is_minor: NotRequired[bool]  # makes way on a narrow screen
    is_spare: NotRequired[bool]  # makes way on a phone


class ListRow(TypedDict):
    """One row: a text and a value to sort by for every column."""

    cells: Sequence[str]
    sort: Sequence[Sortable]
    open: NotRequired[str | None]  # what a click tells back; nothing when it leads nowhere
    links: NotRequired[list[str | None]]  # the same per cell, when they lead to different places
    is_own: NotRequired[bool]
    is_chosen: NotRequired[bool]


class ListWords(TypedDict):
    """How to see all of the rows and fewer, what to do where the list is wider than its room, and what paper lacks."""

    all: str
    fewer: str
    sideways: NotRequired[str]
    left_out: NotRequired[str]  # for a list that may be longer than MOST_ROWS


class ListData(TypedDict):
    """Everything that is drawn; of the rows `first` at once. `is_blocks`: on a phone every row is a block."""

    columns: list[ListColumn]
    rows: list[ListRow]
    first: int
    words: ListWords
    language: Language
    caption: str
    is_blocks: NotRequired[bool]


LIST: Final = Part[ListData]("drawing/list.js", tells=("open",))
