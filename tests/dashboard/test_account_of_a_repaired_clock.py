"""That the clock of the store was repaired is told where a figure says how it was made, and only then."""

from datetime import date, datetime, timezone

import polars as pl
import pytest

from dashboard.figure.foot import how_made
from domain.bilingual import Language
from metrics.defining.definition import Kind, Unit
from metrics.defining.figure import Figure


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "moment achteraf rechtgezet"), ("en", "the right one afterwards")]
)
def test_a_repaired_clock_is_told_in_the_account_of_a_figure(language: Language, words: str):
    for repairs in (0, 1):
        figure = Figure(
            key="step_completion",
            unit=next(iter(Unit)),
            kind=next(iter(Kind)),
            as_of=date(2026, 3, 31),
            known_on=datetime(2026, 4, 1, tzinfo=timezone.utc),
            municipality_count=1,
            reporter_count=1,
            stale_count=0,
            register_version="a",
            programme_version="b",
            rows=pl.DataFrame(),
            clock_repairs=repairs,
        )
        told = " ".join(said for _, said in how_made(figure, language))
        assert (words in told) == (repairs > 0)
