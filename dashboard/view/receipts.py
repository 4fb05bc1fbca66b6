"""Receipts, and what was said beside reports, for a page that says more of a row than its statement does."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

import polars as pl

from dashboard.view import state
from dashboard.view.address import View
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


def answers(view: View, code: str) -> pl.DataFrame:
    """What a municipality answered about what stood out, as `Reader.beside` gives; not what was taken back."""
    with Store(state.run().places.home).reader() as reader:
        said = reader.beside(known_on=view.known_on)
    return said.filter(pl.col("kind") == "answer", pl.col("municipality_code") == code, ~pl.col("is_taken_back"))
