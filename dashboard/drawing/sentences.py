"""What the part `sentences` is drawn from: sentences under each other, each with a remark in small when it has one."""

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

from dashboard.drawing.parts import Part


class Sentence(TypedDict):
    """One sentence; an empty note is not drawn."""

    text: str
    note: str


class SentencesData(TypedDict):
    """Everything that is drawn. `more`: the words of a button beneath, for where they lead."""

    sentences: Sequence[Sentence]
    more: NotRequired[str]


SENTENCES: Final = Part[SentencesData]("drawing/sentences.js", tells=("go",))
