"""Receipts, and what was said beside reports, for a page that says more of a row than its statement does."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

import polars as pl

from dashboard.view import cached, queries, state
from dashboard.view.address import View


def receipts(sequences: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """By line of the ledger its receipt as it was handed out; of a line that has none, nothing.

    Read once per version, as what stands beside reports: to open the store took 13 ms at each visit.
    """
    moment, asked = queries.moment_of(state.chosen_view()), tuple(sorted(sequences))

    def read() -> dict[int, Mapping[str, Any]]:
        found: dict[int, Mapping[str, Any]] = {}
        with cached.reading(moment) as reader:
            for sequence in asked:
                with suppress(KeyError):
                    found[sequence] = reader.receipt(sequence)
        return found

    return cached.kept(moment, "receipts", asked, read) if asked else {}


def answers(view: View, code: str) -> pl.DataFrame:
    """What a municipality answered about what stood out, as `Reader.beside` gives; not what was taken back."""
    moment = queries.moment_of(view)

    def read() -> pl.DataFrame:
        with cached.reading(moment) as reader:
            return reader.beside(known_on=view.known_on)

    said = cached.kept(moment, "beside", (), read)
    return said.filter(pl.col("kind") == "answer", pl.col("municipality_code") == code, ~pl.col("is_taken_back"))
