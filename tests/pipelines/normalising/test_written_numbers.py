import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalising.written_numbers import (
    UNCLEAR,
    Notation,
    is_percentage,
    notation_of,
    number_of_cell,
    read_number,
    whole_number,
)

cents = st.integers(0, 10**11)
DUTCH, ENGLISH = notation_of(["1.234,5"]), notation_of(["1,234.5"])
notations = st.builds(Notation, st.frozensets(st.sampled_from(",.")), st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("written", "value"),
    [("1234.5", 1234.5), ("1.234,5", 1234.5), ("1234,5", 1234.5), ("€ 1.234,50", 1234.5), ("€1234", 1234.0),
     ("12,0", 12.0), ("12.0", 12.0), ("0", 0.0), ("1.234.567", 1234567.0), ("1,234.5", 1234.5), ("€ 31.250,-", 31250.0),
     ("1234 euro", 1234.0), ("-5", -5.0), ("€ -5,25", -5.25), ("− 5", -5.0), (" 007 ", 7.0), ("0,000", 0.0)],
)  # fmt: skip
def test_numbers_are_read_in_each_way_of_writing(written: str, value: float):
    number = read_number(written, UNCLEAR)
    assert number is not None
    assert (number.value, number.doubt) == (value, None)


@pytest.mark.parametrize(
    "written",
    ["nan", "NaN", "inf", "-inf", "1e5", "1E5", "0x10", "1_000", "--5", "1.2.3", "1,2,3", "12a", "€", "", ".", ",",
     "5%",
     "1 234", "1.23.456", "１２", "(5)", "+5", "=1+1"],
)  # fmt: skip
def test_what_is_no_number_of_the_format_is_not_guessed(written: str):
    assert read_number(written, UNCLEAR) is None


@pytest.mark.parametrize(
    ("rest_of_column", "value", "is_doubted"),
    [
        (["1.234,50", "12,5"], 12500.0, False),
        (["12,5"], 12500.0, False),
        (["54898.36", "12.50"], 12500.0, True),  # one amount of a finance export does not make the others English
        (["1,234.50"], 12500.0, True),
        (["1234.5678"], 12.5, True),  # this column has thousandths of a euro
        (["1200", "15"], 12500.0, True),
        (["1.234,5", "54898.36"], 12500.0, True),
        ([], 12500.0, True),
        (["2.500", "€ 3.100"], 12500.0, True),
    ],
)
def test_an_amount_with_three_digits_behind_its_point_is_thousands_and_flagged_unless_the_column_is_dutch(
    rest_of_column: list[str], value: float, is_doubted: bool
):
    for written in ("12.500", "€ 12.500"):
        number = read_number(written, notation_of([written, *rest_of_column]))
        assert number is not None
        assert (number.value, number.doubt is not None) == (value, is_doubted)


@pytest.mark.parametrize(
    ("rest_of_column", "value", "is_doubted"),
    [
        (["1,234.50"], 1250.0, False),
        (["54898.36"], 1250.0, False),
        (["54898,36", "1.234,50"], 1250.0, True),
        (["1234,5678"], 1.25, True),
        (["1.234,5", "54898.36"], 1250.0, True),
        ([], 1250.0, True),
    ],
)
def test_an_amount_with_three_digits_behind_its_comma_is_thousands_and_flagged_unless_the_column_is_english(
    rest_of_column: list[str], value: float, is_doubted: bool
):
    number = read_number("1,250", notation_of(["1,250", *rest_of_column]))
    assert number is not None
    assert (number.value, number.doubt is not None) == (value, is_doubted)


@pytest.mark.parametrize(
    ("written", "rest_of_column", "value", "is_doubted"),
    [
        ("12,375", ["7,5"], 12.375, True),
        ("12.375", ["7.5"], 12.375, True),
        ("12,375", [], 12.375, True),
        ("12.375", [], 12375.0, True),
        ("12.375", ["7,5"], 12375.0, True),  # Dutch hours, or those of somebody who writes 7.5
        ("1.250", ["1.234,5"], 1250.0, False),
        ("1,250", ["1,234.5"], 1250.0, False),
        ("12.375", ["1.234,5", "7.5"], 12375.0, True),
    ],
)
def test_hours_may_have_thousandths_and_then_they_are_flagged(
    written: str, rest_of_column: list[str], value: float, is_doubted: bool
):
    number = read_number(written, notation_of([written, *rest_of_column]), may_have_thousandths=True)
    assert number is not None
    assert (number.value, number.doubt is not None) == (value, is_doubted)


@given(st.integers(0, 999_999), st.sampled_from(",."), notations, st.booleans())
def test_three_digits_behind_the_only_separator_are_never_read_as_decimals_without_a_doubt(
    thousandths: int, mark: str, notation: Notation, may_have_thousandths: bool
):
    whole, rest = divmod(thousandths, 1000)
    number = read_number(f"{whole}{mark}{rest:03}", notation, may_have_thousandths=may_have_thousandths)
    assert number is not None
    assert number.doubt is not None or number.value == thousandths


@given(cents)
def test_an_amount_reads_the_same_in_dutch_and_english_notation(amount: int):
    euro, cent = divmod(amount, 100)
    english = f"{euro:,}.{cent:02}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    expected = float(f"{euro}.{cent:02}")
    for written in (english, dutch, f"€ {dutch}", f"{euro},{cent:02}", f"{euro}.{cent:02}"):
        number = read_number(written, UNCLEAR)
        assert number is not None
        assert (number.value, number.doubt) == (expected, None)


@st.composite
def written_amounts(draw: st.DrawFn) -> list[tuple[float, str]]:
    """A column of several hands: what each amount of euro and cents means, and how it was written."""
    column: list[tuple[float, str]] = []
    for amount in draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=8)):
        euro, cent = divmod(amount, 100)
        english = f"{euro:,}" if cent == 0 else f"{euro:,}.{cent:02}"
        plain = f"{euro}" if cent == 0 else f"{euro}.{cent:02}"
        swap = str.maketrans(",.", ".,")
        ways = (english, english.translate(swap), plain, plain.translate(swap), f"€ {english.translate(swap)}")
        column.append((float(f"{euro}.{cent:02}"), draw(st.sampled_from(ways))))
    return column


@given(written_amounts())
def test_no_amount_of_a_mixed_column_is_read_otherwise_than_it_was_meant(column: list[tuple[float, str]]):
    notation = notation_of([written for _, written in column])
    for meant, written in column:
        number = read_number(written, notation)
        assert number is not None
        assert number.value == meant or number.doubt is not None


@given(st.floats() | st.integers() | st.just(10**400), notations)
def test_a_number_of_a_workbook_is_what_its_cell_holds_and_always_fits_its_column(value: float, texts: Notation):
    number = number_of_cell(value, texts)
    assert (number is None) == (isinstance(value, float) and not math.isfinite(value))
    if number is not None:
        assert number.value == value or (abs(value) > 10**15 and abs(number.value) == 10**15)


@pytest.mark.parametrize(
    ("value", "texts", "doubt"),
    [(12.375, UNCLEAR, "with_decimals"), (12.375, DUTCH, "with_decimals"), (12.5, UNCLEAR, None),
     (12.5, DUTCH, "beside_texts"), (12.5, ENGLISH, "beside_texts"), (1234.567, DUTCH, None), (12, DUTCH, None),
     (0.125, DUTCH, None), (12.3456, DUTCH, None), (-8.75, DUTCH, "beside_texts")],
)  # fmt: skip
def test_a_number_cell_below_a_thousand_is_doubted_when_it_may_have_been_one(
    value: float, texts: Notation, doubt: str | None
):
    number = number_of_cell(value, texts)
    assert number is not None
    assert number.doubt == doubt


@pytest.mark.parametrize(
    ("number", "whole"),
    [(56.99999999999999, 57), (57.00000000000001, 57), (12.000000000000002, 12), (-0.0, 0), (5e-324, 0), (56.5, None),
     (56.999, None), (56.999999, None), (0.1, None)],
)  # fmt: skip
def test_the_noise_of_a_spreadsheets_arithmetic_is_no_fraction(number: float, whole: int | None):
    assert whole_number(number) == whole


@pytest.mark.parametrize("written", ["79%", "79 %", "79 procent", "79 Percent", "0,79 ‰", "79pct.", "79 pct"])
def test_a_percentage_is_seen_in_each_way_of_writing(written: str):
    assert is_percentage(written)


def test_a_word_that_has_a_percentage_in_it_is_none():
    assert not is_percentage("12 percentielen")


@given(st.text(alphabet="0123456789.,-€ e", max_size=40), notations, st.booleans())
def test_any_text_is_a_finite_number_or_none(written: str, notation: Notation, may_have_thousandths: bool):
    number = read_number(written, notation, may_have_thousandths=may_have_thousandths)
    assert number is None or math.isfinite(number.value)
