"""A draft handed in: the report, and beside it in the ledger that it is whole and why what stands out is right."""

from datetime import date
from typing import Any

import pytest

from access.agreement import Agreement
from access.policy import RefusedError
from domain.principal import Function, Principal, Role
from domain.statements import Table
from pipelines import handed_over
from pipelines.beside_rows import NotSaidError
from pipelines.drafted import report_of
from pipelines.handed_over import HandedOver, hand_over, wrong_answers
from tests.pipelines.desk import TODAY, Desk
from tests.store.kept import held_under

CODE, DAY = "GM0363", date(2025, 12, 31)
FILLER = Principal(Role.MUNICIPALITY, CODE, frozenset({Function.FILLER}), person=7)
NEIGHBOUR = Principal(Role.MUNICIPALITY, "GM0228", frozenset({Function.FILLER}), person=8)
PASSED = ("answer", "milestone:6", "target_passed")
FIELDS = {
    ("milestone", "6", "status"): "gestart",
    ("milestone", "6", "startdatum"): "01-03-2025",
    ("milestone", "6", "streefdatum"): "01-10-2025",
    ("cost", "6", "gerealiseerd_eur"): "1.200,50",
    PASSED: "de leverancier levert in januari",
    ("complete", "cost", "all_we_know"): "ja",
    ("complete", "training", "all_we_know"): "",
}


def over(
    desk: Desk, fields: dict[tuple[str, str, str], str] = FIELDS, *, by: Principal = FILLER, **more: Any
) -> HandedOver:
    report = report_of(
        fields, key="een", reader=desk.writer.reader, programme=desk.programme, code=CODE, reporting_date=DAY
    )
    return hand_over(
        report, fields, principal=by, agreement=Agreement(), writer=desk.writer, register=desk.register,
        programme=desk.programme, recorded_at=TODAY, **more,
    )  # fmt: skip


def beside(desk: Desk) -> list[tuple[Any, ...]]:
    columns = ("report_sequence", "kind", "table", "rule", "subject", "column", "text", "said_by")
    return desk.writer.reader.beside().select(columns).rows()


SAID = [
    (1, "completeness", "cost", None, None, None, None, 7),
    (1, "answer", "milestone", "target_passed", "6", "streefdatum", "de leverancier levert in januari", 7),
]


def test_what_was_said_beside_the_rows_stands_in_the_ledger_with_the_report(desk: Desk) -> None:
    done = over(desk)
    assert (done.receipt["outcome"], done.report) == ("accepted", 1)
    assert beside(desk) == SAID


def test_a_draft_that_is_handed_in_twice_is_one_report_about_which_everything_is_said_once(desk: Desk) -> None:
    over(desk)
    again = over(desk)
    assert (again.receipt["outcome"], again.report) == ("duplicate", 1)
    assert desk.writer.reader.files().height == 3
    assert beside(desk) == SAID


def test_what_a_kill_left_unsaid_is_said_when_the_draft_is_handed_in_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(handed_over, "say_beside", killed)
    with pytest.raises(KeyboardInterrupt):
        over(desk)
    assert desk.said(Table.COST, "realised_cost_eur") == [(1200.5,)]
    assert beside(desk) == []
    monkeypatch.undo()
    assert over(desk).report == 1
    assert beside(desk) == SAID


def test_an_answer_with_personal_data_keeps_the_whole_report_out_and_is_pointed_at(desk: Desk) -> None:
    fields = {**FIELDS, PASSED: "bel piet.jansen@gemeente.example"}
    assert {place: error.rule for place, error in wrong_answers(fields).items()} == {PASSED: "personal_data"}
    with pytest.raises(NotSaidError):
        over(desk, fields)
    assert desk.writer.reader.files().is_empty()
    kept = held_under(desk.writer.home.directory)
    assert b"piet.jansen" not in kept


def test_an_answer_to_a_warning_that_is_gone_is_kept_all_the_same(desk: Desk) -> None:
    over(desk, {**FIELDS, ("milestone", "6", "streefdatum"): "01-10-2027"})
    assert beside(desk)[1][1:6] == ("answer", "milestone", "target_passed", "6", None)


@pytest.mark.parametrize("asked", [{}, {("approval", "", "asked"): "ja"}], ids=["by nobody", "in the draft"])
@pytest.mark.parametrize("by_round", [False, True])
def test_a_report_awaits_approval_where_the_round_the_municipality_or_the_draft_asks_for_it(
    desk: Desk, asked: dict[tuple[str, str, str], str], *, by_round: bool
) -> None:
    done = over(desk, {**FIELDS, **asked}, awaits_approval=by_round)
    awaits = desk.writer.reader.awaiting_approval()["sequence"].to_list()
    assert awaits == ([1] if asked or by_round else [])
    assert done.receipt.get("handed_in_by") == (7 if awaits else None)
    assert desk.said(Table.COST, "realised_cost_eur") == [(1200.5,)]  # it counts meanwhile


def test_what_cannot_be_taken_in_at_all_has_nothing_said_beside_it(desk: Desk) -> None:
    over(desk)
    ticked = {("complete", "cost", "all_we_know"): "ja"}
    done = over(desk, ticked)
    assert (done.receipt["outcome"], [problem["rule"] for problem in done.receipt["problems"]]) == (
        "rejected", ["nothing_changed"],
    )  # fmt: skip
    assert beside(desk) == SAID


def test_whoever_may_not_hand_in_for_a_municipality_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        over(desk, by=NEIGHBOUR)
    assert desk.writer.reader.files().is_empty()


def test_an_amount_with_three_decimals_is_filled_in_beforehand_so_that_it_reads_back_as_itself(desk: Desk) -> None:
    over(desk, {("cost", "6", "gerealiseerd_eur"): "1234,5670", ("training", "basis", "medewerkers"): "10"})
    assert desk.said(Table.COST, "realised_cost_eur") == [(1234.567,)]
    again = over(desk, {("confirmation", "", "nothing_changed"): "ja"})
    assert (again.receipt["outcome"], again.receipt["problems"]) == ("accepted", [])
    assert desk.said(Table.COST, "realised_cost_eur") == [(1234.567,)]
