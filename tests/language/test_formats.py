"""Numbers and dates are written the same way everywhere, in both languages."""

import math
import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bilingual import LANGUAGES, Language, is_language
from language import formats


@pytest.mark.parametrize(
    ("written", "dutch", "english"),
    [
        (lambda language: formats.integer(1234, language), "1.234", "1,234"),
        (lambda language: formats.integer(0, language), "0", "0"),
        (lambda language: formats.integer(-12_345, language), "−12.345", "−12,345"),
        (lambda language: formats.decimal(1234.5, language), "1.234,5", "1,234.5"),
        (lambda language: formats.decimal(7, language), "7,0", "7.0"),
        (lambda language: formats.decimal(0.125, language, 2), "0,13", "0.13"),
        (lambda language: formats.decimal(-0.04, language), "0,0", "0.0"),
        (lambda language: formats.signed(1.25, language), "+1,3", "+1.3"),
        (lambda language: formats.signed(-0.4, language), "−0,4", "−0.4"),
        (lambda language: formats.signed(0.01, language), "0,0", "0.0"),
        (lambda language: formats.millions(24_700_000, language), "24,7", "24.7"),
        (lambda language: formats.millions(33_000, language), "0,033", "0.033"),
        (lambda language: formats.millions(436_000, language), "0,44", "0.44"),
        (lambda language: formats.millions(1_281, language), "0,0013", "0.0013"),
        (lambda language: formats.millions_range(800_000, 800_000, language, 1), "0,8", "0.8"),  # as it is printed
        (lambda language: formats.millions(0, language), "0,0", "0.0"),
        (lambda language: formats.millions(None, language, unknown="PM"), "PM", "PM"),
        (lambda language: formats.millions_range(45_100_000, 58_100_000, language), "45,1–58,1", "45.1–58.1"),
        (lambda language: formats.millions_range(10_667_800, 22_888_000, language, 2), "10,67–22,89", "10.67–22.89"),
        (lambda language: formats.thousands_range(49_000, 197_000, language), "49–197", "49–197"),
        (lambda language: formats.thousands_range(98_500, 98_500, language), "98,5", "98.5"),
        (lambda language: formats.share(0.58, language), "58%", "58%"),
        (lambda language: formats.share(0.585, language), "59%", "59%"),
        (lambda language: formats.share(341 / 342, language), "99,7%", "99.7%"),
        (lambda language: formats.share(1 / 342, language), "0,3%", "0.3%"),
        (lambda language: formats.share(1.0, language), "100%", "100%"),
        (lambda language: formats.share(0.5849, language, 1), "58,5%", "58.5%"),
        (lambda language: formats.share_range(0.46, 0.67, language), "46–67%", "46–67%"),
        (lambda language: formats.share_range(0.461, 0.464, language), "46–47%", "46–47%"),
        (lambda language: formats.share_range(1 / 3, 1 / 3, language), "33%", "33%"),
        (lambda language: formats.percentage_points(0.13, language), "+13,0 procentpunt", "+13.0 percentage points"),
        (lambda language: formats.percentage_points(-0.004, language), "−0,4 procentpunt", "−0.4 percentage points"),
        (lambda language: formats.euro(31_250, language), "€ 31.250", "€31,250"),
        (lambda language: formats.euro(-31_250, language), "€ −31.250", "−€31,250"),
        (lambda language: formats.euro(12.5, language, digits=2), "€ 12,50", "€12.50"),
        (lambda language: formats.euro_range(49_000, 197_000, language), "€ 49.000–197.000", "€49,000–197,000"),
        (lambda language: formats.euro_millions(10_667_800, language), "€ 10,7 mln", "€10.7 million"),
        (lambda language: formats.euro_millions(22_290_480, language, 2), "€ 22,29 mln", "€22.29 million"),
        (lambda language: formats.euro_millions_range(4.5e7, 5.8e7, language), "€ 45,0–58,0 mln", "€45.0–58.0 million"),
        (lambda language: formats.day(date(2025, 12, 31), language), "31 dec 2025", "31 Dec 2025"),
        (lambda language: formats.month(date(2026, 9, 30), language), "sep 2026", "Sep 2026"),
        (lambda language: formats.months(17, language), "17 maanden", "17 months"),
        (lambda language: formats.months(1, language), "1 maand", "1 month"),
        (lambda language: formats.days(180, language), "180 dagen", "180 days"),
        (lambda language: formats.days(1, language), "1 dag", "1 day"),
        (lambda language: formats.days(64.5, language), "64,5 dagen", "64.5 days"),
        (lambda language: formats.listing(["rijk"], language), "rijk", "rijk"),
        (lambda language: formats.listing(["a", "b", "c"], language), "a, b en c", "a, b and c"),
    ],
)  # fmt: skip
def test_each_kind_of_value_has_one_way_to_be_written(written, dutch: str, english: str) -> None:
    assert (written("nl"), written("en")) == (dutch, english)


def test_a_moment_is_written_in_dutch_time_in_summer_and_winter() -> None:
    assert formats.moment(datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc), "nl") == "1 mrt 2026 10:30"
    assert formats.moment(datetime(2026, 7, 1, 22, 30, tzinfo=timezone.utc), "nl") == "2 jul 2026 00:30"
    with pytest.raises(ValueError, match="no time zone"):
        formats.moment(datetime(2026, 3, 1, 9, 30), "nl")


@given(st.dates(date(2015, 1, 1), date(2040, 12, 31)), st.sampled_from(LANGUAGES))
def test_no_date_has_a_dot_and_every_date_its_day_and_year(day: date, language: Language) -> None:
    assert re.fullmatch(rf"{day.day} [A-Za-z]{{3}} {day.year}", formats.day(day, language))


UNKNOWABLE = [
    formats.integer, formats.decimal, formats.signed, formats.share, formats.percentage_points, formats.euro,
    formats.euro_millions, formats.day, formats.month, formats.moment, formats.months, formats.days,
]  # fmt: skip
UNKNOWABLE_RANGES = [formats.share_range, formats.euro_range, formats.euro_millions_range]


@pytest.mark.parametrize("written", UNKNOWABLE)
def test_unknown_is_the_word_of_the_caller_and_never_a_number(written) -> None:
    assert written(None, "nl", unknown="geen opgave") == "geen opgave"
    with pytest.raises(ValueError, match="unknown"):
        written(None, "nl")


@pytest.mark.parametrize("written", UNKNOWABLE_RANGES)
def test_a_range_with_an_unknown_end_is_unknown(written) -> None:
    assert written(None, 0.5, "nl", unknown="onbekend") == "onbekend"
    assert written(0.5, None, "nl", unknown="onbekend") == "onbekend"
    with pytest.raises(ValueError, match="unknown"):
        written(None, None, "nl")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_never_reaches_a_reader(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be shown"):
        formats.decimal(value, "nl")


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_what_is_written_reads_back_as_the_rounded_value(value: float, digits: int) -> None:
    dutch = formats.decimal(value, "nl", digits)
    read = float(dutch.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(read - value) <= 0.5 * 10**-digits + 1e-3 * abs(value) * 1e-9
    english = formats.decimal(value, "en", digits)
    assert english.translate(str.maketrans(",.", ".,")) == dutch
    assert "-" not in dutch


@given(st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1), timezones=st.just(timezone.utc)))
def test_the_same_moment_in_another_zone_is_written_the_same(moment: datetime) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=-5)))
    assert formats.moment(elsewhere, "en") == formats.moment(moment, "en")


def test_the_monitor_speaks_two_languages() -> None:
    assert [language for language in ("nl", "en", "fr", "") if is_language(language)] == ["nl", "en"]


def test_a_whole_number_reads_the_same_after_the_same_number_with_a_decimal():
    assert [formats.decimal(20, "nl", 1), formats.integer(20, "nl"), formats.decimal(20, "nl", 2)] == [
        "20,0",
        "20",
        "20,00",
    ]


def test_a_lower_bound_is_rounded_down_and_an_upper_bound_up() -> None:
    assert formats.share_ends(0.2761, 0.4338, "nl") == ("27%", "44%")
    assert formats.share_ends(0.2499, 0.4071, "nl") == ("24%", "41%")
    assert formats.share_range(0.666, 0.814, "nl") == "66–82%"
    assert formats.share_range(0.6661, 0.8139, "nl", 1) == "66,6–81,4%"
    assert formats.share_range(0.29 + 0.29, 1 - 0.29, "nl") == "58–71%", "a binary fraction is not a little more"
    assert formats.share_range(0.004, 0.996, "nl") == "0,4–99,6%", "not none never reads 0%, not all never 100%"


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 2))
def test_no_bound_is_written_further_inwards_than_it_is(one: int, other: int, digits: int) -> None:
    low, high = sorted((one / 10_000, other / 10_000))
    first, last = formats.share_ends(low, high, "en", digits)
    if low < high:
        assert float(first[:-1]) <= low * 100 + 1e-9
        assert float(last[:-1]) >= high * 100 - 1e-9
    else:
        assert first == last == formats.share(low, "en", digits)


def test_an_amount_that_is_at_least_so_much_is_rounded_down() -> None:
    assert formats.euro_millions(10_667_800, "nl", rounding="down") == "€ 10,6 mln"
    assert formats.millions(24_790_000, "nl", rounding="down") == "24,7"
    assert formats.millions(186_900, "nl", rounding="down") == "0,18"  # and not 0,1, which is half of it
    assert formats.euro(31_250.9, "nl", rounding="down") == "€ 31.250"
