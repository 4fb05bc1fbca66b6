"""Rows of a figure that are withheld: where they stand, what is said of them, and that no file holds what they hide."""

from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData, workbook
from dashboard.figure.withheld_rows import SHORT_KEYS, Withheld, held_note, told_of
from language.texts import say
from tests.dashboard.figure.leaving import text_of_workbook

TOO_FEW, OTHERS = "access.withheld.too_few", "access.withheld.others_would_follow"
WORD = say("screen.state.withheld_word", "nl")
SECRET = 4_711.5


def _held() -> Withheld:
    return Withheld({(3,): TOO_FEW, ("Zeeland", 2): OTHERS})


def test_a_row_is_found_by_its_group_alone_or_by_all_of_its_groups() -> None:
    held = _held()
    assert 3 in held
    assert ("Zeeland", 2) in held
    assert ("Zeeland", 3) not in held
    assert 2 not in held
    assert (bool(held), held.count) == (True, 2)


def test_where_nothing_is_withheld_nothing_is_said() -> None:
    nothing = Withheld({})
    assert not nothing
    assert 3 not in nothing
    assert nothing.note("n = 12", "nl") == "n = 12"
    assert held_note("n = 12", 0, "nl") == "n = 12"


def test_where_all_is_withheld_every_row_is_for_the_same_reason() -> None:
    whole = Withheld({}, TOO_FEW)
    assert whole
    assert "whatever" in whole
    assert whole.told("whatever", "nl") == told_of(TOO_FEW, "nl")


def test_behind_the_lock_stands_that_it_is_withheld_and_why_in_both_languages() -> None:
    assert _held().told(3, "nl") == (say("screen.withheld_row.strong", "nl"), say("screen.withheld_row.too_few", "nl"))
    assert _held().told(3, "en") != _held().told(3, "nl")
    assert len({told_of(reason, "nl") for reason in SHORT_KEYS}) == len(SHORT_KEYS)


def test_a_reason_without_a_line_of_its_own_is_told_as_that_others_would_follow() -> None:
    assert told_of("access.refused.amounts_of_other", "nl") == told_of(OTHERS, "nl")


def test_the_note_says_how_many_rows_are_withheld() -> None:
    said = _held().note("n = 12", "nl")
    assert said.startswith("n = 12 · ")
    assert "2" in said.removeprefix("n = 12")
    assert held_note("n = 12", 1, "nl") != held_note("n = 12", 2, "nl")


def _column() -> Column:
    return Column("Uitgegeven", [SECRET, None, 12.0], lambda value: f"€ {value}", is_number=True)


def test_what_is_withheld_stands_in_no_form_in_a_table_that_is_shown_or_taken_away() -> None:
    column = shielded(_column(), [True, False, False], "nl")
    table = TableData("Kosten", [column])
    assert table.words() == [[WORD], ["€ None"], ["€ 12.0"]]
    book = text_of_workbook(workbook([("tabel", table)], "over", (), in_short=""))
    for text in (table.csv(), book, repr(table.words())):
        assert "4711" not in text.replace(".", "").replace(",", "")
        assert WORD in text
    assert column.values == [WORD, None, 12.0]


def test_words_that_rows_have_of_their_own_are_withheld_with_them() -> None:
    column = Column("Aandeel", [0.4, 0.5], str, is_number=True, words=["tussen 40% en 50%", "50%"])
    assert shielded(column, [True, False], "nl").words == [WORD, "50%"]


def test_without_a_row_that_is_withheld_the_column_stays_as_it_is() -> None:
    column = _column()
    assert shielded(column, [False, False, False], "nl") is column
