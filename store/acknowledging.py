"""The moment of acknowledgement: the files of a line, then the line itself."""

from collections.abc import Callable, Mapping
from pathlib import Path

from store.durable import write_whole
from store.errors import StoreError
from store.home import Home
from store.ledger import LedgerLine


def make_durable(
    home: Home, line: LedgerLine, files: Mapping[Path, bytes], *, at: int, see_turn: Callable[[], None]
) -> int:
    """Files first, then the line that acknowledges them; when one fails, none of them stays.

    `at` is where the ledger ends; returns where it ends then. Raises StoreUnwritableError and StoreDamagedError.
    """
    new = [path for path in files if not path.exists()]
    try:
        for path, content in files.items():
            write_whole(path, content)
        see_turn()  # as late as can be: who lost it while writing the files acknowledges nothing
        return home.ledger.add(line, at=at)
    except StoreError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
