"""The end of the ledger, held against what is known of it elsewhere: the pointer and the copy of its head."""

from store.errors import StoreDamagedError
from store.head import Head, make_head, read_head, write_head
from store.home import Home
from store.pointer import Pointer, published


def see_head_of(home: Home, pointer: Pointer) -> None:
    """Sees that the line is there that the generation of `pointer` ends with. Raises StoreDamagedError."""
    home.ledger.check_head(size=pointer.ledger_size, sequence=pointer.last_sequence, head_hash=pointer.head_hash)


def see_copy(home: Home, pointer: Pointer, lines: int, head_hash: str) -> None:
    """Holds the end of the ledger against the copy of it, and brings the copy up to date.

    Raises StoreDamagedError when the ledger once had more, and when the copy is gone or damaged.
    """
    now = Head(lines, head_hash, pointer.generation)
    head = _copy_that_fits(home, pointer, lines, head_hash)
    if head is None:
        make_head(home.head, now)
    elif head.lines < lines:
        write_head(home.head, now)


def see_end(home: Home) -> None:
    """Sees that the ledger ends as the pointer and the copy of its head say. Changes nothing, and reads only the end.

    Raises StoreDamagedError.
    """
    if home.unfinished.exists():  # the ledger is being replaced; the next writer finishes that
        return
    pointer = published(home)
    see_head_of(home, pointer)
    tail = home.ledger.read(
        start=pointer.ledger_size, previous_hash=pointer.head_hash, sequence=pointer.last_sequence
    ).lines
    last = (tail[-1].sequence, tail[-1].chain_hash) if tail else (pointer.last_sequence, pointer.head_hash)
    _copy_that_fits(home, pointer, *last)


def _copy_that_fits(home: Home, pointer: Pointer, lines: int, head_hash: str) -> Head | None:
    head = read_head(home.head)
    if head is None:
        if pointer.format > 1:
            raise StoreDamagedError("head_missing", file=home.head.name)
    elif head.lines > lines:
        raise StoreDamagedError("ledger_short", file=home.ledger.path.name, found=lines, expected=head.lines)
    elif head.lines == lines and head.hash != head_hash:
        raise StoreDamagedError("ledger_head_differs", file=home.ledger.path.name, line=lines)
    return head
