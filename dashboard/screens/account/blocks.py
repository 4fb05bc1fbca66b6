"""The blocks that a page to read is made of; document.js beside this file draws them."""

from collections.abc import Collection, Sequence
from typing import Final, Literal, TypeAlias, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.download import TableData


class Heading(TypedDict):
    """A heading; the level is that of HTML."""

    kind: Literal["heading"]
    level: int
    text: str


class Text(TypedDict):
    """A paragraph."""

    kind: Literal["text"]
    text: str


class Facts(TypedDict):
    """Terms with what is said of each."""

    kind: Literal["facts"]
    facts: list[list[str]]


class Entry(TypedDict):
    """What opens when somebody wants to read it; `key` is its place in an address, `meta` stands beside its title."""

    kind: Literal["entry"]
    key: str
    title: str
    meta: str
    blocks: "list[Block]"


class Link(TypedDict):
    """A place to go to."""

    kind: Literal["link"]
    text: str
    href: str


class Table(TypedDict):
    """A table in words. `numbers`: per column whether it holds numbers; `bold`: places as (row, column)."""

    kind: Literal["table"]
    caption: str
    head: list[str]
    numbers: list[bool]
    rows: list[list[str]]
    bold: list[tuple[int, int]]
    langs: list[str | None]


Block: TypeAlias = Heading | Text | Facts | Entry | Link | Table


class Closed(TypedDict):
    """What paper and a picture say of the entries that stand closed; # is how many."""

    one: str
    many: str


class DocumentData(TypedDict):
    """Blocks to read; `open`: the key of the entry that is open at first."""

    blocks: list[Block]
    open: str | None
    closed: Closed


DOCUMENT: Final = Part[DocumentData]("screens/account/document.js")


def heading(words: str, level: int = 3) -> Block:
    """A heading under the one of the figure."""
    return {"kind": "heading", "level": level, "text": words}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def facts(said: Sequence[Sequence[str]]) -> Block:
    """Terms with what is said of each."""
    return {"kind": "facts", "facts": [list(pair) for pair in said]}


def entry(key: str, title: str, meta: str, blocks: Sequence[Block]) -> Block:
    """What opens when somebody wants to read it; `key` is its place in an address."""
    return {"kind": "entry", "key": key, "title": title, "meta": meta, "blocks": list(blocks)}


def link(words: str, address: str) -> Block:
    """A place to go to."""
    return {"kind": "link", "text": words, "href": address}


def table_block(table: TableData, *, bold: Collection[tuple[int, int]] = (), langs: Sequence[str | None] = ()) -> Block:
    """A table; `bold` are places (row, column), `langs` the language of a column where it is not that of the page."""
    return {
        "kind": "table",
        "caption": table.caption,
        "head": [column.label for column in table.columns],
        "numbers": [column.is_number for column in table.columns],
        "rows": table.words(),
        "bold": list(bold),
        "langs": list(langs),
    }
