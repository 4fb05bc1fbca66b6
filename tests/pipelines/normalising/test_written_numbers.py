import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalising.written_numbers import Notation, notation_of, number_of_cell, read_number

cents = st.integers(0, 10**11)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1234.5", 1234.5), ("1.234,5", 1234.5), ("1234,5", 1234.5), ("€ 1.234,50", 1234.5), ("€1234", 1234.0),
     ("12,0", 12.0), ("12.0", 12.0), ("0", 0.0), ("1.234.567", 1234567.0), ("1,234.5", 1234.5), ("€ 31.250,-", 31250.0),
     ("1234 euro", 1234.0), ("-5", -5.0), ("€ -5,25", -5.25), ("− 5", -5.0), (" 007 ", 7.0), ("0.125", 0.125)],
)  # fmt: skip
def test_numbers_are_read_in_each_way_of_writing(written: str, value: float):
    number = read_number(written, Notation.UNCLEAR)
    assert number is not None
    assert (number.value, number.is_ambiguous) == (value, False)


@pytest.mark.parametrize(
    "written",
    ["nan", "NaN", "inf", "-inf", "1e5", "1E5", "0x10", "1_000", "--5", "1.2.3", "1,2,3", "12a", "€", "", ".", ",",
     "5%",
     "1 234", "1.23.456", "１２", "(5)", "+5", "=1+1"],
)  # fmt: skip
def test_what_is_no_number_of_the_format_is_not_guessed(written: str):
    assert read_number(written, Notation.UNCLEAR) is None


@pytest.mark.parametrize(
    ("rest_of_column", "value", "is_ambiguous"),
    [
        (["1.234,50", "12,5"], 1234.0, False),
        (["1234.5", "12.50"], 1.234, False),
        (["1200", "15"], 1234.0, True),
        (["12,5", "12.5"], 1234.0, True),
        ([], 1234.0, True),
        (["2.500", "€ 3.100"], 1234.0, True),
    ],
)
def test_a_lone_point_is_read_as_the_rest_of_its_column_is_written(
    rest_of_column: list[str], value: float, is_ambiguous: bool
):
    for written in ("1.234", "€ 1.234"):
        assert read_number(written, notation_of([written, *rest_of_column])) == (value, is_ambiguous)


def test_a_lone_comma_is_a_decimal_comma_unless_its_column_is_english():
    assert read_number("1,234", notation_of(["1,5"])) == (1.234, False)
    assert read_number("1,234", notation_of(["1.5"])) == (1234.0, False)
    assert read_number("1,234", notation_of([])) == (1.234, True)


@given(cents)
def test_an_amount_reads_the_same_in_dutch_and_english_notation(amount: int):
    euro, cent = divmod(amount, 100)
    english = f"{euro:,}.{cent:02}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    expected = float(f"{euro}.{cent:02}")
    for written in (english, dutch, f"€ {dutch}", f"{euro},{cent:02}", f"{euro}.{cent:02}"):
        number = read_number(written, Notation.UNCLEAR)
        assert number is not None
        assert number.value == expected
        assert not number.is_ambiguous


@given(st.floats() | st.integers() | st.just(10**400))
def test_a_number_of_a_workbook_is_never_ambiguous_and_always_fits_its_column(value: float):
    number = number_of_cell(value)
    assert (number is None) == (isinstance(value, float) and not math.isfinite(value))
    if number is not None:
        assert not number.is_ambiguous
        assert number.value == value or (abs(value) > 10**15 and abs(number.value) == 10**15)


@given(st.text(alphabet="0123456789.,-€ e", max_size=40), st.sampled_from(Notation))
def test_any_text_is_a_finite_number_or_none(written: str, notation: Notation):
    number = read_number(written, notation)
    assert number is None or math.isfinite(number.value)
