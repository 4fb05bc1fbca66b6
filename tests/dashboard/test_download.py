"""A download opens right in a Dutch spreadsheet and cannot run anything in it."""

from datetime import date

import pytest

from dashboard.download import BYTE_ORDER_MARK, Column, TableData
from dashboard.words import plain


def _csv(*values: object) -> str:
    return TableData("", [Column("Kolom", values)]).csv()


def test_a_download_has_a_byte_order_mark_semicolons_and_decimal_commas():
    table = TableData(
        "", [Column("Stap", [1, 2]), Column("Aandeel", [0.5, None]), Column("Datum", [date(2026, 9, 30), None])]
    )
    assert table.csv() == BYTE_ORDER_MARK + "Stap;Aandeel;Datum\r\n1;0,5;2026-09-30\r\n2;;\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5 graden", "@som", "\tinspringen"])
def test_a_text_that_begins_as_a_formula_is_put_behind_an_apostrophe(text: str):
    assert f"\r\n'{text}\r\n" in _csv(text)


def test_a_negative_number_stays_a_number():
    assert _csv(-3, -0.5).endswith("\r\n-3\r\n-0,5\r\n")


def test_separators_quotes_and_line_breaks_in_a_text_are_quoted():
    assert _csv('a;b "c"\nd').endswith('\r\n"a;b ""c""\nd"\r\n')


def test_a_text_from_data_is_not_read_as_markdown():
    assert plain("*a* [b](c) :red[d] <e>") == r"\*a\* \[b\]\(c\) \:red\[d\] \<e\>"
