"""A report that was typed in the form: the same rules and the same statements as a workbook with the same words."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, VALUES, Table
from pipelines.entered import Entered, check_entered, take_in_entered
from pipelines.format.columns import FORMATS, ColumnKind
from pipelines.intake import check, take_in
from store.store import Store
from tests.pipelines.desk import TODAY, Desk, counts, messages, rules
from tests.pipelines.made_files import csv_file, xlsx
from tests.store.kept import held_under

DAY = date(2025, 12, 31)
ROWS: dict[Table, list[dict[str, str]]] = {
    Table.MILESTONE: [
        {"stap": "1", "status": "afgerond", "startdatum": "01-03-2025", "einddatum": "01-09-2025"},
        {"stap": "6", "status": "gestart", "startdatum": "01-10-2025", "wacht_op": "rijk+vng", "toelichting": "wacht"},
        {"stap": "7", "status": "afgerond", "startdatum": "01-03-2025"},
    ],
    Table.TRAINING: [{"doelgroep": "basis", "medewerkers": "120", "opgeleid": "60"}],
    Table.COST: [{"stap": "1", "gerealiseerd_eur": "1.200,50"}],
    Table.PROFILE: [{"toegangsvariant": "b", "invultijd_min": "12"}],
}


def entered(tables: dict[Table, list[dict[str, str]]] = ROWS, *, key: str = "een", **more: Any) -> Entered:
    return Entered("GM0363", DAY, tables, key, **more)


def hand_in(desk: Desk, report: Entered) -> dict[str, Any]:
    return take_in_entered(
        report, writer=desk.writer, register=desk.register, programme=desk.programme, recorded_at=TODAY
    )


def as_workbook(tables: dict[Table, list[dict[str, str]]]) -> bytes:
    """The same words in the cells of a workbook, made apart from how a form is laid out."""
    sheets: dict[str, Sequence[Sequence[Any]]] = {}
    for table, rows in tables.items():
        columns = [column for column in FORMATS[table].columns if column.kind not in (ColumnKind.CODE, ColumnKind.NAME)]
        there = [column for column in columns if column.is_required or any(column.dutch in row for row in rows)]
        names = [column.dutch for column in there if column.dutch != "peildatum"]
        lines = [["GM0363", DAY.isoformat(), *(row.get(name) for name in names)] for row in rows]
        sheets[FORMATS[table].dutch] = [["gemeentecode", "peildatum", *names], *lines]
    return xlsx(sheets)


def said(desk: Desk) -> dict[Table, list[tuple[Any, ...]]]:
    return {table: desk.said(table, *KEY[table], *VALUES[table]) for table in Table}


def test_what_is_typed_is_taken_in_and_a_refused_row_is_named_by_its_step(desk: Desk) -> None:
    receipt = hand_in(desk, entered())
    assert (receipt["outcome"], rules(receipt)) == ("partly", ["end_missing"])
    assert messages(receipt)[0].startswith("stappen, 7, einddatum: ")
    assert entered().entry(Table.MILESTONE, receipt["problems"][0]["row"]) == "7"
    assert counts(receipt) == "read 3 · accepted 2 · quarantined 1"
    assert desk.said(Table.COST, "step_number", "realised_cost_eur") == [(1, 1200.5)]
    assert desk.said(Table.PROFILE, "access_variant", "completion_minutes") == [("b", 12.0)]


def test_a_check_says_what_handing_in_would_say_and_keeps_nothing(desk: Desk) -> None:
    how = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    beforehand = check_entered(entered(), reader=desk.writer.reader, **how)
    assert said(desk) == {table: [] for table in Table}
    assert beforehand["sequence"] is None
    receipt = hand_in(desk, entered())
    assert {**receipt, "sequence": None} == beforehand


def test_what_is_sent_twice_under_one_key_is_one_report_and_under_another_key_a_report_of_its_own(desk: Desk) -> None:
    first = hand_in(desk, entered())
    again = hand_in(desk, entered())
    later = hand_in(desk, entered(key="twee"))
    assert [first["outcome"], again["outcome"], later["outcome"]] == ["partly", "duplicate", "partly"]
    assert counts(later) == "read 3 · unchanged 2 · quarantined 1"


def test_a_field_that_is_not_there_keeps_what_was_said_and_an_empty_one_takes_it_away(desk: Desk) -> None:
    hand_in(desk, entered({Table.COST: [{"stap": "1", "gerealiseerd_eur": "10", "begroot_eur": "20"}]}))
    hand_in(desk, entered({Table.COST: [{"stap": "1", "gerealiseerd_eur": "11"}]}, key="twee"))
    assert desk.said(Table.COST, "realised_cost_eur", "budgeted_eur") == [(11.0, 20.0)]
    hand_in(desk, entered({Table.COST: [{"stap": "1", "gerealiseerd_eur": "11", "begroot_eur": ""}]}, key="drie"))
    assert desk.said(Table.COST, "realised_cost_eur", "budgeted_eur") == [(11.0, None)]


def test_personal_data_that_is_typed_is_kept_nowhere(desk: Desk) -> None:
    note = {**ROWS[Table.MILESTONE][1], "toelichting": "bel piet.jansen@gemeente.example"}
    receipt = hand_in(desk, entered({Table.MILESTONE: [note]}))
    assert rules(receipt) == ["personal_data"]
    kept = held_under(desk.writer.home.directory)
    assert b"piet.jansen" not in kept
    assert b"GM0363" in kept


def test_an_untouched_form_is_no_report_until_it_is_said_that_nothing_changed(desk: Desk) -> None:
    from pipelines.format.prefilled import mark_of

    rows = {Table.COST: [{"stap": "1", "gerealiseerd_eur": "10"}]}
    mark = mark_of(
        {
            Table.COST: [
                {"municipality_code": "GM0363", "step_number": 1, "reporting_date": DAY, "realised_cost_eur": 10}
            ]
        }
    )
    receipt = hand_in(desk, entered(rows, mark=mark))
    assert (receipt["outcome"], rules(receipt)) == ("rejected", ["nothing_changed"])
    assert hand_in(desk, entered(rows, mark=mark, is_confirmed=True))["outcome"] == "accepted"
    assert desk.said(Table.COST, "realised_cost_eur") == [(10.0,)]


def test_a_file_with_rows_of_a_municipality_that_is_not_the_senders_is_refused_whole(desk: Desk) -> None:
    header = ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"]
    codes = ["GM0363", "GM0228", "GM0301", "GM0513", "GM0599", "GM0518", "GM0344", "GM0014"]
    two = csv_file([header, *([code, "2025-12-31", "1", "10"] for code in codes[:2])])
    how: dict[str, Any] = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    receipt = take_in(two, "kosten.csv", writer=desk.writer, writes_for={"GM0363"}, **how)
    assert (receipt["outcome"], rules(receipt), receipt["tables"]) == ("rejected", ["not_yours"], {})
    assert "Ede" in messages(receipt)[0]
    assert "Amsterdam" not in messages(receipt)[0]
    assert desk.said(Table.COST, "municipality_code") == []
    all_of_them = csv_file([header, *([code, "2025-12-31", "1", "10"] for code in codes)])
    many = check(all_of_them, "land.csv", reader=desk.writer.reader, writes_for={"GM0363"}, **how)
    assert "en nog 2 andere" in messages(many)[0]
    own = csv_file([header, ["363", "2025-12-31", "1", "10"]])
    assert take_in(own, "eigen.csv", writer=desk.writer, writes_for={"GM0363"}, **how)["outcome"] == "accepted"


def _texts(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


_DATES = st.one_of(
    st.just(""),
    st.dates(DAY - timedelta(400), DAY + timedelta(3)).map(lambda day: f"{day:%d-%m-%Y}"),
    _texts("31-02-2025"),
)
_AMOUNTS = _texts("", "10", "1.250,50", "3.703", "-1", "tien", "€ 12")
_STEPS = st.lists(
    st.fixed_dictionaries(
        {"stap": _texts(*map(str, range(1, 13))), "status": _texts("gestart", "afgerond", "niet gestart", "nvt", "")},
        optional={"startdatum": _DATES, "einddatum": _DATES, "wacht_op": _texts("", "vng", "rijk/vng", "niemand")},
    ),
    max_size=4,
)
_COSTS = st.lists(
    st.fixed_dictionaries(
        {"stap": _texts("1", "2", "3")}, optional={"gerealiseerd_eur": _AMOUNTS, "begroot_eur": _AMOUNTS}
    ),
    max_size=3,
)  # fmt: skip


@cache
def _known() -> tuple[Register, Programme]:
    return Register.load(), Programme.load()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS, costs=_COSTS)
def test_the_form_and_a_workbook_with_the_same_words_are_the_same_statements_and_the_same_refusals(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[dict[str, str]],
    costs: list[dict[str, str]],
) -> None:
    tables = {table: rows for table, rows in ((Table.MILESTONE, steps), (Table.COST, costs)) if rows}
    outcomes: list[Any] = []
    for content in (None, as_workbook(tables)):
        folder: Path = tmp_path_factory.mktemp("pair")
        with Store(folder / "home").writer(holder="test") as writer:
            desk = Desk(writer, *_known())
            receipt = hand_in(desk, entered(tables)) if content is None else desk.hand_in_bytes(content)
            of_rows = [
                (problem["rule"], problem["table"], problem["row"], problem["column"], problem["value"])
                for problem in receipt["problems"]
                if problem["table"]
            ]
            refused = desk.refused("table", "row_number", "rules")
            outcomes.append((said(desk), sorted(of_rows, key=str), refused, receipt["outcome"]))
    assert outcomes[0] == outcomes[1]
