"""The strip over a page of an earlier moment says of whom its comparison is: never of the one municipality."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dashboard.frame.known_then import words
from dashboard.view.address import View
from domain.clocks import end_of_day


@pytest.mark.parametrize(
    ("is_filtered", "said"),
    [(False, "Zet toen en nu naast elkaar, van alle gemeenten"),
     (True, "Zet toen en nu naast elkaar, van de gekozen gemeenten")],
)  # fmt: skip
def test_then_and_now_says_of_whom_it_is(is_filtered: bool, said: str):
    view: Any = SimpleNamespace(
        known="2026-03-01", known_on=end_of_day(date(2026, 3, 1)), as_of=date(2026, 2, 28), language="nl",
        is_filtered=is_filtered,
    )  # fmt: skip
    assert words(cast(View, view))["compare"] == said
