"""The receipts of several reports at once, for a page that says more of a row than its statement does."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from dashboard.view import state
from store.store import Store


def receipts(sequences: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """By line of the ledger its receipt as it was handed out; of a line that has none, nothing."""
    found: dict[int, Mapping[str, Any]] = {}
    if sequences:
        with Store(state.run().places.home).reader() as reader:
            for sequence in sequences:
                with suppress(KeyError):
                    found[sequence] = reader.receipt(sequence)
    return found
