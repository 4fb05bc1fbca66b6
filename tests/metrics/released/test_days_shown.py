"""Which month ends are shown of a figure to who is suppressed: as the figure itself says when it is asked of each."""

from datetime import date

import pytest

from access.policy import RefusedError
from domain.clocks import dutch_day, month_ends
from domain.principal import Principal
from metrics.defining.request import Request
from metrics.released.release import Asking, days_shown, open_day
from tests.metrics.released.asked import AGREED, END, MINISTRY, VNG, ask, country, places

JANUARY = date(2026, 1, 31)
FEW_CHANGED = country(
    places(Drenthe=9, Utrecht=8), {"2026-01-31": list(range(1, 18)), "2026-02-28": [1, 2, 3]}
)  # fmt: skip


MONTHS = month_ends(JANUARY, dutch_day(FEW_CHANGED.known_on))


def _days(key: str, who: Principal, **asked: object) -> list[date]:
    request = Request(END, **asked)  # pyright: ignore[reportArgumentType]
    return list(days_shown(key, FEW_CHANGED, request, Asking(who, AGREED), is_now=True))


def test_the_newest_month_end_that_is_shown_is_the_one_before_too_few_changed() -> None:
    assert _days("step_completion", MINISTRY) == [JANUARY]
    assert _days("step_completion", VNG) == MONTHS[::-1]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("step_completion", {"by": ("step",)}),
        ("step_completion", {"by": ("province",)}),
        ("step_completion", {"where": {"province": "Utrecht"}}),
        ("training_coverage", {"by": ("target_group",)}),
        ("cost_realisation", {"by": ("step",)}),
        ("response", {}),
    ],
)
def test_a_month_end_is_shown_where_the_figure_asked_of_it_has_a_row_that_is(
    key: str, asked: dict[str, object]
) -> None:
    def has_a_row(day: date) -> bool:
        return ask(key, FEW_CHANGED, MINISTRY, as_of=day, **asked).rows["withheld"].null_count() > 0  # pyright: ignore[reportArgumentType]

    assert _days(key, MINISTRY, **asked) == [day for day in MONTHS[::-1] if has_a_row(day)]


def test_without_a_day_the_newest_is_asked_of_which_something_is_shown() -> None:
    def asked(who: Principal, **more: object) -> date:
        request = Request(END, by=("step",), **more)  # pyright: ignore[reportArgumentType]
        return open_day("step_completion", FEW_CHANGED, request, Asking(who, AGREED), is_now=True)

    assert asked(MINISTRY) == JANUARY
    assert asked(VNG) == END
    assert asked(MINISTRY, municipality="GM0001") == END  # of what is seen on no day: the answer says why


def test_of_what_may_be_seen_on_no_day_no_day_is_named() -> None:
    with pytest.raises(RefusedError):
        _days("step_completion", MINISTRY, municipality="GM0001")
