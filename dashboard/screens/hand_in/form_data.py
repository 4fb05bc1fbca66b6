"""What the form is drawn from: tables with rows with fields, what was said of each before, and its words."""

from typing import Literal, TypedDict

Kind = Literal["standing", "date", "count", "number", "choice", "text"]
"""How a field is filled in; what it holds is decided by the rules of the format alone."""


class FieldDrawn(TypedDict):
    """One field. `name`: its Dutch column; `before`: what was said of it last; `unit` "" where it has none.

    `stands`: what it is filled in with: what was said last, or of a refused row what was written there.
    `choices`: what can be chosen: the text that is kept, and its word.
    """

    name: str
    kind: Kind
    label: str
    unit: str
    help: str
    before: str
    stands: str
    choices: list[tuple[str, str]]


class UsualDrawn(TypedDict):
    """What is usual among peers; `tenths`: p10, p25, p50, p75, p90 on a scale from 0 to 1."""

    title: str
    words: str
    tenths: list[float]
    ends: tuple[str, str]
    middle: str
    own: float | None
    own_word: str


class BeforeDrawn(TypedDict):
    """What was said before, newest first: a row per reporting date under these heads."""

    heads: list[str]
    rows: list[list[str]]


class RowDrawn(TypedDict):
    """One row of a table: a step, a target group, or the municipality itself ("" is its key).

    `fields` stand in the row, `more` where it is opened. `meaning`: a question and its answer, such as what a step is.
    `is_refused`: that it was handed in, was refused and waits.
    """

    key: str
    number: str
    title: str
    is_refused: bool
    fields: list[FieldDrawn]
    more: list[FieldDrawn]
    meaning: list[tuple[str, str]]
    before: BeforeDrawn
    usual: UsualDrawn | None


class TableDrawn(TypedDict):
    """One table of the form. `part`: what the draft calls it; `sheet`: what a receipt does."""

    part: str
    sheet: str
    title: str
    about: str
    rows: list[RowDrawn]


class FormData(TypedDict):
    """The whole form of one municipality about one day. `hand`: whose hand types; it keeps what is unsent apart.

    `addresses`: by name. `minutes`: what was said of this day already, "" for nothing.
    """

    code: str
    name: str
    reporting_date: str
    hand: str
    language: str
    addresses: dict[str, str]
    tables: list[TableDrawn]
    standings: list[tuple[str, str, str]]
    said_on: str
    minutes: str
    may_hand_in: str
    words: dict[str, str]
