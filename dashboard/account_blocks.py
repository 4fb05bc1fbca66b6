"""The blocks that a page to read is made of; components/document.js draws them."""

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias

from dashboard.download import TableData

Block: TypeAlias = dict[str, Any]


def heading(words: str, level: int = 3) -> Block:
    """A heading under the one of the figure."""
    return {"kind": "heading", "level": level, "text": words}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def facts(said: Sequence[Sequence[str]]) -> Block:
    """Terms with what is said of each."""
    return {"kind": "facts", "facts": [list(one) for one in said]}


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
        "bold": [list(place) for place in bold],
        "langs": list(langs),
    }
