"""The reports of one municipality: what became of each, and how many count. Every screen counts them here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from access.permissions import Action
from dashboard.subjects.put_right import lines_put_right
from dashboard.subjects.whose_report import is_of
from dashboard.view import keeping, queries, state, store_rows
from dashboard.view.address import View
from domain.statements import KEY, VALUES, Table
from office.report_acts import Done, ReportAct

KINDS: Final = ("intake", "rejection")
GONE: Final = ("rejected", "taken_back")
"""What became of a report that does not count."""


@dataclass(frozen=True)
class Report:
    """One report: its line of the ledger, the days that its statements are about, how many rows it said and had refused
    of this municipality, whether any of them stands, and what people did with it.

    `is_shared`: others speak in it too, so its counts and its receipt are not of this municipality alone.
    `withdrawn_at`: when what it said was taken back.
    """

    line: Mapping[str, Any]
    days: tuple[date, ...]
    said_count: int
    refused_count: int
    withdrawn_at: datetime | None
    is_shared: bool
    is_withdrawn: bool
    is_put_right: bool
    awaits: bool
    done: Mapping[ReportAct, Done]

    @property
    def sequence(self) -> int:
        """Its place in the ledger."""
        return self.line["sequence"]

    @property
    def received_at(self) -> datetime:
        """When it came in, and counts from."""
        return self.line["recorded_at"]

    @property
    def has_statements(self) -> bool:
        """Whether it said anything that was not said before."""
        return self.said_count > 0

    @property
    def became(self) -> str:
        """What became of it: rejected, taken_back, awaiting, approved, partly or accepted; of its own rows alone."""
        if self.line["outcome"] == "rejected":
            return "rejected"
        if self.is_withdrawn:
            return "taken_back"
        if self.awaits:
            return "awaiting"
        if ReportAct.APPROVED in self.done:
            return "approved"
        return ("partly" if self.refused_count else "accepted") if self.is_shared else str(self.line["outcome"])

    @property
    def counts(self) -> bool:
        """Whether it is a report that counts: handed in, taken in and not taken back."""
        return not self.is_put_right and self.became not in GONE


def reports(view: View, code: str) -> list[Report]:
    """Every report in which this municipality speaks, the newest first; also what put a refused row of it right."""
    known, done, put_right = queries.known(view), _done(code), lines_put_right(view)
    said = pl.concat(
        store_rows.history(view, table, code).select("ledger_sequence", "reporting_date", "withdrawn_at")
        for table in Table
    ).partition_by("ledger_sequence", as_dict=True, include_key=False)
    refused = store_rows.ever_refused(view).filter(pl.col("municipality_code") == code)["ledger_sequence"].to_list()
    lines = known.files.filter(pl.col("kind").is_in(KINDS)).sort("sequence", descending=True).to_dicts()
    found: list[Report] = []
    for line in lines:
        if code in (line["municipality_codes"] or ()) or is_of(line, code, done):
            sequence = line["sequence"]
            rows, acts = said.get((sequence,)), done.get(sequence, {})
            is_gone = rows is not None and not rows["withdrawn_at"].null_count()
            last = None if rows is None else rows["withdrawn_at"].max()
            found.append(
                Report(
                    line,
                    days=() if rows is None else tuple(sorted(set(rows["reporting_date"]))),
                    said_count=0 if rows is None else rows.height,
                    refused_count=refused.count(sequence),
                    withdrawn_at=last if isinstance(last, datetime) else None,
                    is_shared=line["municipality_codes"] not in ([code], [], None),
                    is_withdrawn=is_gone or ReportAct.TAKEN_BACK in acts,
                    is_put_right=sequence in put_right,
                    awaits=sequence in known.awaiting,
                    done=acts,
                )
            )
    return found


def _done(code: str) -> Mapping[int, Mapping[ReportAct, Done]]:
    """What people did with its reports; nothing for who may not see that, or where no people are kept."""
    visitor = state.run().visitor
    if state.run().office is None or not visitor.may(Action.SEE_REPORTS, code).is_allowed:
        return {}
    return keeping.office().report_acts.of(visitor.principal, code)


def corrected_count(view: View, code: str) -> int:
    """How many rows, of all tables, said something else than what its own earlier row of that day said, and stand.

    Of days up to the as-of date.
    """
    until = pl.col("reporting_date") <= view.as_of
    return sum(_corrected(store_rows.history(view, table, code).filter(until), table) for table in Table)


def _corrected(history: pl.DataFrame, table: Table) -> int:
    key, values = list(KEY[table]), list(VALUES[table])
    stood = history.filter(pl.col("withdrawn_at").is_null()).sort(*key, "ledger_sequence")
    before = [pl.col(name).shift(1).over(key).alias(f"{name}_before") for name in values]
    is_other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in values)
    place = pl.int_range(pl.len()).over(key)
    return stood.with_columns(*before, place=place).filter(pl.col("place") > 0, is_other).height
