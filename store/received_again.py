"""Which files came in once more. Beside the truth: a duplicate changes nothing, so no line of the ledger tells of it.

A file holds a line for each: its moment, its hash, and the ledger line of the first time. It names no file and no
municipality, which the ledger does. Without it nothing is lost but what this list tells: nothing is made from it.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone

from store.canonical import canonical_json
from store.durable import append, read_whole
from store.errors import StoreUnwritableError
from store.home import Home


@dataclass(frozen=True)
class ReceivedAgain:
    """One file that had been taken in before: when it came again (UTC), its hash, and the line of the first time."""

    received_at: datetime
    received_sha256: str
    first_sequence: int


def add_received_again(home: Home, again: ReceivedAgain) -> None:
    """Notes it. A full disk stops no batch for it: the receipt has told the sender, and nothing is changed."""
    written = {
        "received_at": again.received_at.astimezone(timezone.utc).isoformat(),
        "received_sha256": again.received_sha256,
        "first_sequence": again.first_sequence,
    }
    with suppress(StoreUnwritableError):
        # a line of its own, also after one that was torn off
        append(home.received_again, f"\n{canonical_json(written)}\n".encode())


def received_again(home: Home, *, known_on: datetime | None = None) -> list[ReceivedAgain] | None:
    """Those up to a moment, in the order in which they came; None where the list cannot be read.

    A replay that is gone on with notes a file a second time: it is told once. A line that was torn off is left out.
    """
    try:
        lines = read_whole(home.received_again).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError:
        return None
    found = dict.fromkeys(_read(lines))
    return sorted(
        (again for again in found if known_on is None or again.received_at <= known_on),
        key=lambda again: again.received_at,
    )


def _read(lines: list[str]) -> Iterator[ReceivedAgain]:
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(line)
            moment = datetime.fromisoformat(said["received_at"]).astimezone(timezone.utc)
            yield ReceivedAgain(moment, str(said["received_sha256"]), int(said["first_sequence"]))
