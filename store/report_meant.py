"""The report that something is said about, beside its rows."""

import polars as pl

from store.beside import Beside
from store.errors import NothingToChangeError
from store.reader import Reader


def see_report(reader: Reader, said: Beside) -> None:
    """Sees that the report it is about is there, and an approval still to be given. Raises NothingToChangeError."""
    files = reader.files().filter(pl.col("sequence") == said.report_sequence, pl.col("kind") == "intake")
    if not files["municipality_codes"].list.contains(said.municipality_code).any():
        raise NothingToChangeError("no_such_report", sequence=said.report_sequence, code=said.municipality_code)
    waiting = reader.awaiting_approval()["sequence"].to_list()
    if said.kind == "approval" and said.report_sequence not in waiting:
        raise NothingToChangeError("nothing_to_approve", sequence=said.report_sequence)
