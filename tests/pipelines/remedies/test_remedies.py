"""What a refused row most likely meant, and whether that is sure."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines import quarantine
from pipelines.intake import Context
from pipelines.quarantine import NotOpenError
from pipelines.remedies.remedy import Remedy, remedies
from store.store import Store
from tests.pipelines.desk import TODAY, Desk

STEPS = "gemeentecode | gemeentenaam | peildatum | stap | status | startdatum | toelichting"


def _remedies(desk: Desk) -> dict[str, Remedy]:
    context = Context(desk.writer.reader, desk.register, desk.programme, dutch_day(TODAY))
    return remedies(desk.writer.reader.quarantine().to_dicts(), context)


def _one(desk: Desk, row: str) -> Remedy | None:
    desk.hand_in(f"{STEPS}\n{row}")
    assert len(desk.refused("quarantine_id")) == 1
    return next(iter(_remedies(desk).values()), None)


@pytest.mark.parametrize(
    ("row", "kind", "changes"),
    [
        ("GM0363 | | 31-12-2025 | 8a | gestart | | ", "step_letter", {"stap": "8"}),
        ("GM0363 | | 31-12-2025 | 8 | gestrat | | ", "status_spelling", {"status": "gestart"}),
        ("GM0363 | | 31-12-2025 | 8 | gest\u200bart | | ", "invisible", {"status": "gestart"}),
        ("GM0363 | | 31-12-25 | 8 | gestart | | ", "short_year", {"peildatum": "2025-12-31"}),
        ("GM0363 | | 12/31/2025 | 8 | gestart | | ", "month_first", {"peildatum": "2025-12-31"}),
        ("GM0363 | | 2025-31-12 | 8 | gestart | | ", "month_first", {"peildatum": "2025-12-31"}),
        (" | Zwijndrqecht | 31-12-2025 | 8 | gestart | | ", "name_spelling", {"gemeentenaam": "Zwijndrecht"}),
        ("Zwijndrqecht | | 31-12-2025 | 8 | gestart | | ", "name_spelling", {"gemeentecode": "Zwijndrecht"}),
        ("GM0642 | Zwijndrqecht | 31-12-2025 | 8 | gestart | | ", "name_spelling", {"gemeentenaam": "Zwijndrecht"}),
        ("GM0363 | | 31-12-2025 | 8 | gestart | | bel 06-12345678", "without_note", {"toelichting": ""}),
        ("GM0363 | | 12/31/2025 | 8a | gestart | | ", "month_first", {"peildatum": "2025-12-31", "stap": "8"}),
    ],
)
def test_what_can_have_meant_one_thing_only_is_sure(desk: Desk, row: str, kind: str, changes: dict[str, str]):
    remedy = _one(desk, row)
    assert remedy is not None
    assert (remedy.kind, dict(remedy.changes), remedy.is_sure) == (kind, changes, True)


@pytest.mark.parametrize(
    "row",
    [
        "GM0363 | | 31-12-2025 | 12 | gestart | | ",  # no step at all
        "GM0363 | | 31-12-2025 | stap x | gestart | | ",
        "GM0363 | | 31-12-2025 | 8 | 75% | | ",
        "GM0363 | | 31-02-2025 | 8 | gestart | | ",  # no order of it exists
        "GM0363 | | 11-12-25 | 8 | gestart | | ",  # the eleventh of December, or the twelfth of November
        "GM0363 | | binnenkort | 8 | gestart | | ",
        " | Bergem | 31-12-2025 | 8 | gestart | | ",  # two Bergens
        " | Edde | 31-12-2025 | 8 | gestart | | ",  # four letters, and one of them wrong
        "GM0344 | Zwijndrqecht | 31-12-2025 | 8 | gestart | | ",  # the code is Utrecht
        "GM9999 | | 31-12-2025 | 8 | gestart | | ",
        "GM0363 | | 31-12-2025 | 8 | afgerond | | ",  # without its end date
        "GM0363 | | 31-12-2025 | 8a | 75% | | ",  # one of its two problems
    ],
)
def test_what_nobody_can_know_has_no_remedy(desk: Desk, row: str):
    assert _one(desk, row) is None


def test_a_column_in_which_a_date_is_month_first_is_read_so_as_a_whole(desk: Desk):
    desk.hand_in(
        f"""{STEPS}
        GM0363 | | 31-12-2025 | 1 | gestart | 08/31/2025 |
        GM0363 | | 31-12-2025 | 2 | gestart | 08/11/2025 |"""
    )
    assert [dict(remedy.changes) for remedy in _remedies(desk).values()] == [
        {"startdatum": "2025-08-31"}, {"startdatum": "2025-08-11"},
    ]  # fmt: skip


def test_a_remedy_that_leaves_another_rule_broken_is_not_sure(desk: Desk):
    remedy = _one(desk, "GM0363 | | 31-12-25 | 8 | afgerond | | ")
    assert remedy is None  # its end date is missing too, and that nobody can know
    desk.hand_in(f"{STEPS}\nGM0363 | | 30-09-2025 | 8 | gestart | 12/31/2025 | ")
    (later,) = _remedies(desk).values()
    assert (dict(later.changes), later.unsure) == ({"startdatum": "2025-12-31"}, "still_refused")


def test_a_remedy_that_would_replace_what_was_said_is_not_sure(desk: Desk):
    desk.hand_in(
        f"""{STEPS}
        GM0363 | | 31-12-2025 | 8 | afgerond | 01-02-2025 |
        GM0363 | | 31-12-2025 | 9 | gestart | |
        GM0363 | | 31-12-2025 | 9a | niet gestart | |"""
    )
    (remedy,) = _remedies(desk).values()
    assert (dict(remedy.changes), remedy.unsure) == ({"stap": "9"}, "overwrites")


def test_of_two_rows_that_would_say_something_of_the_same_thing_none_is_sure(desk: Desk):
    desk.hand_in(
        f"""{STEPS}
        GM0363 | | 31-12-2025 | 9a | gestart | |
        GM0363 | | 31-12-2025 | 9b | niet gestart | |
        GM0363 | | 31-12-2025 | 7a | gestart | |"""
    )
    assert [remedy.unsure for remedy in _remedies(desk).values()] == ["twice", "twice", None]


def _put_right(desk: Desk, quarantine_id: str) -> dict[str, Any]:
    changes = _remedies(desk)[quarantine_id].changes
    how = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    return quarantine.retry(quarantine_id, changes, writer=desk.writer, **how)


def test_undone_a_remedy_is_withdrawn_and_the_row_waits_again_word_for_word(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | | 30-09-2025 | 8 | niet gestart | | ")
    desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 8a | gestart | | ", name="december.csv")
    words = ("cells", "problems", "file_name", "row_number", "sheet", "municipality_code")
    before = desk.refused(*words)
    receipt = _put_right(desk, "2-milestone-2")
    assert desk.said(Table.MILESTONE, "reporting_date", "standing")[-1] == (date(2025, 12, 31), "started")
    undone = quarantine.undo(
        "2-milestone-2", receipt["sequence"], reason="vergissing", writer=desk.writer, recorded_at=TODAY
    )
    assert desk.said(Table.MILESTONE, "reporting_date", "standing") == [(date(2025, 9, 30), "not_started")]
    assert desk.refused(*words) == before
    assert desk.refused("quarantine_id", "status", only_open=False) == [
        ("2-milestone-2", "cleared"), (f"{undone}-milestone-2", "open"),
    ]  # fmt: skip
    again = _put_right(desk, f"{undone}-milestone-2")
    assert again["outcome"] == "accepted"


def test_what_was_known_before_the_remedy_was_undone_stays_readable(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 8a | gestart | | ")
    receipt = _put_right(desk, "1-milestone-2")
    then = desk.writer.last_recorded_at
    quarantine.undo("1-milestone-2", receipt["sequence"], reason="vergissing", writer=desk.writer, recorded_at=TODAY)
    reader = desk.writer.reader
    assert reader.statements(Table.MILESTONE, known_on=then)["step_number"].to_list() == [8]
    assert reader.statements(Table.MILESTONE).height == 0
    assert reader.quarantine(known_on=then).height == 0


def test_a_remedy_can_be_undone_once_and_only_where_it_was_that_line(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 8a | gestart | | ")
    receipt = _put_right(desk, "1-milestone-2")
    how = {"reason": "vergissing", "writer": desk.writer, "recorded_at": TODAY}
    with pytest.raises(NotOpenError):
        quarantine.undo("1-milestone-2", 1, **how)
    quarantine.undo("1-milestone-2", receipt["sequence"], **how)
    with pytest.raises(NotOpenError):
        quarantine.undo("1-milestone-2", receipt["sequence"], **how)


def test_a_store_made_again_from_its_journal_has_the_undone_remedy_too(
    store: Store, register: Register, programme: Programme
):
    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, programme)
        desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 8a | gestart | | ")
        receipt = _put_right(desk, "1-milestone-2")
        quarantine.undo("1-milestone-2", receipt["sequence"], reason="vergissing", writer=writer, recorded_at=TODAY)
    seen = _everything(store)
    assert seen[1]["status"].to_list() == ["cleared", "open"]
    store.rebuild()
    for before, after in zip(seen, _everything(store), strict=True):
        assert_frame_equal(before, after)
    assert store.verify() == []


def _everything(store: Store) -> tuple[pl.DataFrame, pl.DataFrame]:
    with store.reader() as reader:
        return reader.history(Table.MILESTONE), reader.quarantine(only_open=False)
