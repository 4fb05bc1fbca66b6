"""Which lines of the ledger put a refused row right afterwards: nobody handed these in, so they are no report."""

import polars as pl

from dashboard.view import queries, store_rows
from dashboard.view.address import View
from dashboard.view.receipts import receipts
from pipelines.receipt.problems import bilingual


def lines_put_right(view: View) -> frozenset[int]:
    """Their places in the ledger, whoever did it and by which way."""
    return queries.kept(view, _lines, on=())


def _lines(view: View) -> frozenset[int]:
    """Such a line is one row under the name of the file that it was refused in; that it was put right says its receipt.

    So only the receipts of lines that closed a refused row are read.
    """
    closed = store_rows.ever_refused(view).filter(pl.col("status") == "cleared")["closed_by_sequence"].drop_nulls()
    found = receipts(set(closed))
    return frozenset(
        sequence
        for sequence, receipt in found.items()
        if bilingual("receipt.note.resolved_from", file=receipt["file"]) in receipt["notes"]
    )
