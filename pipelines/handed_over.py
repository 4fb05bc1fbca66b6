"""Handing a draft in: the report, and beside it that it is whole and why what stands out is right.

The report is acknowledged first and then each thing beside it, under one lock. Whoever is killed in between hands the
same draft in once more: the report is a duplicate then, and what was not yet said of it is said.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from access.agreement import Agreement
from access.permissions import Action
from access.policy import RefusedError, decide
from domain.municipalities import Register
from domain.principal import Principal
from domain.programme import Programme
from domain.statements import Table
from pipelines.beside_rows import NotSaidError, plain_note, say_beside
from pipelines.drafted import Answer, Fields, answers, asks_approval, whole_tables
from pipelines.entered import Entered, take_in_entered
from pipelines.format.columns import FORMATS
from store.beside import Beside

if TYPE_CHECKING:
    from store.writer import Writer


@dataclass(frozen=True)
class HandedOver:
    """The receipt, and the place of the report in the ledger: of a duplicate that of the first one."""

    receipt: dict[str, Any]
    report: int | None


def wrong_answers(fields: Fields) -> dict[tuple[str, str, str], NotSaidError]:
    """The answers that cannot be kept, by their place in the draft, and why."""
    wrong: dict[tuple[str, str, str], NotSaidError] = {}
    for answer in answers(fields):
        try:
            plain_note(answer.text)
        except NotSaidError as error:
            wrong[answer.place] = error
    return wrong


def hand_over(
    report: Entered,
    fields: Fields,
    *,
    principal: Principal,
    agreement: Agreement,
    writer: "Writer",
    register: Register,
    programme: Programme,
    recorded_at: datetime,
    awaits_approval: bool = False,
) -> HandedOver:
    """Takes in the report of a draft, and writes down beside it what its `fields` say of it.

    Raises RefusedError where `principal` may not, NotSaidError for an answer that cannot be kept, and what the store
    raises. Of the first two nothing was kept then; a report that was acknowledged stays when the store fails after it.
    """
    decision = decide(principal, Action.HAND_IN, report.municipality_code, agreement)
    if not decision.is_allowed:
        raise RefusedError(str(decision.reason))
    for error in wrong_answers(fields).values():
        raise error
    receipt = take_in_entered(
        report,
        writer=writer,
        register=register,
        programme=programme,
        recorded_at=recorded_at,
        on_behalf=str(principal.role) if decision.is_on_behalf else None,
        awaits_approval=awaits_approval or asks_approval(fields),
        handed_in_by=principal.person,
    )
    sequence = report_of_receipt(receipt, writer)
    if sequence is not None and receipt["outcome"] != "rejected":
        for said in _unsaid(_beside(report, fields, sequence, principal, writer), writer):
            say_beside(said, principal=principal, agreement=agreement, writer=writer, recorded_at=recorded_at)
    return HandedOver(receipt, sequence)


def report_of_receipt(receipt: dict[str, Any], writer: "Writer") -> int | None:
    """The place in the ledger of the report that a receipt is about; of a duplicate that of the first one."""
    if receipt["sequence"] is not None:
        return int(receipt["sequence"])
    first = writer.reader.find_file(receipt["sha256"])
    return None if first is None else int(first["sequence"])


def _beside(report: Entered, fields: Fields, sequence: int, principal: Principal, writer: "Writer") -> list[Beside]:
    about = (sequence, report.municipality_code, report.reporting_date, principal.role)
    problems = writer.reader.receipt(sequence)["problems"]
    whole = [Beside("completeness", *about, table=table) for table in whole_tables(fields)]
    told = [
        Beside(
            "answer",
            *about,
            table=answer.table,
            rule=answer.rule,
            subject=answer.row or None,
            column=_column(answer, report, problems),
            text=plain_note(answer.text),
        )
        for answer in answers(fields)
    ]
    return [*whole, *told]


def _column(answer: Answer, report: Entered, problems: list[dict[str, Any]]) -> str | None:
    """The column that the warning is about; None where the warning has none, or is not there any more."""
    for problem in problems:
        is_table = problem["table"] == FORMATS[answer.table].dutch and problem["rule"] == answer.rule
        if is_table and _row_of(problem, answer.table, report) == answer.row:
            return problem["column"]
    return None


def _row_of(problem: dict[str, Any], table: Table, report: Entered) -> str:
    entry = report.entry(table, problem["row"]) if problem["row"] is not None else None
    return (entry or "").partition(".")[0]


def _unsaid(wanted: list[Beside], writer: "Writer") -> list[Beside]:
    """Those that were not said of this report yet."""
    said = writer.reader.beside()
    known = set(said.select("report_sequence", "kind", "table", "rule", "subject", "text").rows())
    return [
        one
        for one in wanted
        if (one.report_sequence, one.kind, str(one.table), one.rule, one.subject, one.text) not in known
    ]
