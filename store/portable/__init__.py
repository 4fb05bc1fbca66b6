"""The heavy queries in SQL that every engine reads alike, one per file, each with its grain on top.

They ask the journal as `store.parquet` writes it, and three small relations beside it: `asked` (as_of, known_on),
`months` (month_end), `peer` (municipality_code, peer_group). No parameters: engines spell those in ways of their own.
"""

from pathlib import Path
from typing import Final

NAMES: Final = ("state", "months", "peers")


_SHARED: Final = ("recorded", "last_said")
"""What several of them begin with: it stands in a file of its own, and is put where they name it in braces."""


def portable(name: str) -> str:
    """The SQL of `<name>.sql`, whole."""
    return _read(name).format(**{shared: _read(shared) for shared in _SHARED})


def _read(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
