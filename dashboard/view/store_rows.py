"""What came in, as the store has it: rows of one municipality, refused rows, rejected files; read once per version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

import polars as pl

from dashboard.view import cached, queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Table
from pipelines.drafted import CONFIRMED, TICKED, FilledIn, filled_in, report_of
from store.received_again import ReceivedAgain
from store.store import Store


class Problem(TypedDict):
    """What is wrong with a file or a row, as it stands in its receipt; with the column and what stands there."""

    rule: str
    message: dict[Language, str]
    column: NotRequired[str | None]
    value: NotRequired[str | None]


@dataclass(frozen=True)
class Rejection:
    """One file that was rejected whole: its name, the moment it came in, what is wrong with it."""

    file: str
    received_at: datetime
    problems: list[Problem]


def history(view: View, table: Table, code: str) -> pl.DataFrame:
    """Every version that one municipality ever stated in a table, withdrawn ones with the moment of withdrawal."""
    moment = queries.moment_of(view)

    def read() -> Mapping[object, pl.DataFrame]:  # of all at once: to open the store costs more than to read it
        with cached.reading(moment) as reader:
            whole = reader.history(table, known_on=view.known_on)
        of_each = whole.partition_by("municipality_code", as_dict=True, maintain_order=True)
        return {"": whole.clear(), **{of: frame for (of,), frame in of_each.items()}}

    by_code = cached.kept(moment, "history", table, read)
    return by_code.get(code, by_code[""])


def quarantine(view: View) -> pl.DataFrame:
    """The refused rows that wait for somebody."""
    return _refused(view, only_open=True)


def ever_refused(view: View) -> pl.DataFrame:
    """Every row that was ever refused, those too that were put right since."""
    return _refused(view, only_open=False)


def _refused(view: View, *, only_open: bool) -> pl.DataFrame:
    moment = queries.moment_of(view)

    def read() -> pl.DataFrame:
        with cached.reading(moment) as reader:
            return reader.quarantine(known_on=view.known_on, only_open=only_open)

    return cached.kept(moment, "refused", only_open, read)


def filled_in_before(code: str, reporting_date: date) -> FilledIn:
    """What a form of a municipality is filled in with."""
    with Store(state.run().places.home).reader() as reader:
        return filled_in(reader, queries.the_programme(), code, reporting_date)


def confirmed_by_no_change(code: str, reporting_date: date) -> Mapping[Table, Sequence[Mapping[str, str]]]:
    """The rows of the report that a municipality hands in by saying that nothing has changed, as a form has them."""
    fields: dict[tuple[str, str, str], str] = {CONFIRMED: TICKED}
    programme = queries.the_programme()
    with Store(state.run().places.home).reader() as reader:
        return report_of(
            fields, key="", reader=reader, programme=programme, code=code, reporting_date=reporting_date
        ).tables


def rejected_files(view: View) -> list[Rejection]:
    """The files that were rejected whole, newest first."""
    moment, files = queries.moment_of(view), queries.known(view).files

    def read() -> list[Rejection]:
        rejected = files.filter(pl.col("outcome") == "rejected").sort("sequence", descending=True)
        with cached.reading(moment) as reader:
            found = [
                (reader.receipt(sequence), at)
                for sequence, at in rejected.select("sequence", "recorded_at").iter_rows()
            ]
        return [Rejection(receipt["file"], at, receipt["problems"]) for receipt, at in found]

    return cached.kept(moment, "rejected files", (), read)


def received_again(view: View) -> list[ReceivedAgain] | None:
    """The files that came in once more by the known_on of this view; None where that list cannot be read."""
    return Store(state.run().places.home).received_again(known_on=view.known_on)
