"""What stands around the receipt of a report: what it says otherwise than before, what its rows are about, its form."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

import polars as pl

from access.permissions import Action
from dashboard.screens.hand_in.changed import A_BLINK
from dashboard.screens.hand_in.receipt_drawn import Around
from dashboard.subjects.own_reports import Report
from dashboard.view import queries, state, store_rows
from dashboard.view.address import WAYS, View
from domain.statements import STATEMENT_COLUMNS, Table
from metrics.readings.report_changes import ReportChanges, report_changes
from pipelines.format.columns import FORMATS
from pipelines.format.waiting import subject_of

FORM_PAGE: Final = "./opgave-doen"


def around(found: Report, code: str, view: View) -> Around:
    """Of one report that came in for a municipality; whoever reads it later sees what it said otherwise then."""
    history = {table: store_rows.history(view, table, code) for table in Table}
    mine = {table: rows.filter(pl.col("ledger_sequence") == found.sequence) for table, rows in history.items()}
    refused = store_rows.ever_refused(view).filter(
        pl.col("ledger_sequence") == found.sequence, pl.col("municipality_code") == code
    )
    waiting = [(Table(row["table"]), row) for row in refused.to_dicts()]
    rows = [(table, row) for table in Table for row in mine[table].to_dicts()] + waiting
    subjects = {(FORMATS[table].dutch, row["row_number"]): subject_of(table, row) for table, row in rows}
    days = {row["reporting_date"] for _, row in waiting} - {None}
    form = form_address(code, days.pop(), view) if len(days) == 1 else ""
    return Around(queries.the_programme(), _changes(found, history, mine), subjects, form)


def form_address(code: str, day: date, view: View) -> str:
    """Where the form of a municipality about a day is; "" for who may not fill it in."""
    if not state.run().visitor.may(Action.DRAFT, code).is_allowed:
        return ""
    way = next(written for written, name in WAYS.items() if name == "form")
    language = {"taal": "en"} if view.language == "en" else {}
    return f"{FORM_PAGE}?{urlencode({'gemeente': code, 'peildatum': day.isoformat(), 'weg': way, **language})}"


def _changes(found: Report, history: dict[Table, pl.DataFrame], mine: dict[Table, pl.DataFrame]) -> ReportChanges:
    then = found.received_at - A_BLINK
    stood = (pl.col("recorded_at") <= then) & (pl.col("withdrawn_at").is_null() | (pl.col("withdrawn_at") > then))
    before = {
        table: rows.filter(stood)
        .sort("ledger_sequence")
        .unique(["reporting_date", *_subject(table)], keep="last", maintain_order=True)
        for table, rows in history.items()
    }
    return report_changes(before, {table: rows.select(list(STATEMENT_COLUMNS[table])) for table, rows in mine.items()})


def _subject(table: Table) -> list[str]:
    return [name for name in ("step_number", "target_group") if name in STATEMENT_COLUMNS[table]]
