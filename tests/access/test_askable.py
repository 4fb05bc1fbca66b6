"""What can be asked by whoever is suppressed: one thing at a time, month ends, four ages, now or a closed round."""

from datetime import date, datetime, timezone

import pytest

from access.askable import AGES, Asked, latest_month_end, why_not
from language.texts import all_keys

END = date(2026, 3, 31)
ROUND = datetime(2026, 4, 15, 12, tzinfo=timezone.utc)
OTHER = datetime(2026, 4, 16, 12, tzinfo=timezone.utc)

REFUSED = [
    (Asked(END, by=("province", "size_class")), "two_choices"),
    (Asked(END, by=("province",), where={"size_class": 1}), "two_choices"),
    (Asked(END, where={"province": 1, "size_class": 1}), "two_choices"),
    (Asked(END, by=("municipality", "province")), "two_choices"),
    (Asked(END, by=("municipality",), where={"access_variant": 1}), "two_choices"),
    (Asked(END, where={"province": 2}), "own_group"),
    (Asked(END, where={"municipality": 2}), "own_group"),
    (Asked(END, where={"inhabitants": 1}), "own_group"),
    (Asked(date(2026, 3, 30)), "day"),
    (Asked(date(2026, 2, 27)), "day"),
    (Asked(END, max_age_days=91), "age"),
    (Asked(END, stale_after_days=90), "stale_age"),
    (Asked(END, known_on=OTHER), "moment"),
    (Asked(END, silent_months_slower=6), "slower"),
]


@pytest.mark.parametrize(("asked", "reason"), REFUSED)
def test_what_is_not_on_the_list_is_refused_with_its_reason(asked: Asked, reason: str) -> None:
    assert why_not(asked, closed_rounds=[ROUND]) == f"access.not_askable.{reason}"


@pytest.mark.parametrize(
    "asked",
    [
        Asked(END),
        Asked(date(2028, 2, 29)),
        Asked(END, by=("province",)),
        Asked(END, where={"access_variant": 1}),
        Asked(END, by=("municipality",), where={"province": 1}),
        Asked(END, known_on=ROUND),
        *(Asked(END, by=("size_class",), max_age_days=age) for age in AGES),
    ],
)
def test_what_is_on_the_list_can_be_asked(asked: Asked) -> None:
    assert why_not(asked, closed_rounds=[ROUND]) is None


def test_every_reason_why_something_cannot_be_asked_has_its_words_and_is_given() -> None:
    assert {f"access.not_askable.{reason}" for _, reason in REFUSED} == set(all_keys("access.not_askable"))


def test_without_a_day_the_last_whole_month_is_asked() -> None:
    assert [latest_month_end(date(2026, 3, day)) for day in (1, 30, 31)] == [date(2026, 2, 28)] * 2 + [END]
