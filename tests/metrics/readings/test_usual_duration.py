"""How long peers took over a step: those who finished it, and nobody else."""

from datetime import date, timedelta

import pytest

from metrics.defining.request import Request
from metrics.readings.usual_duration import SHARES, UsualDuration, usual_duration
from tests.metrics.drawn import known, register

AS_OF, FIRST = date(2026, 4, 30), date(2026, 1, 1)
SEVEN = register("code | province | size_class\n" + "\n".join(f"GM000{n} | Drenthe | 4" for n in range(1, 8)))
HEAD = "code | on | step | standing | start | end\n"


def found(*more: str, finished: int = 6) -> UsualDuration:
    """GM0002 and on took ten, twenty, thirty ... days over the first step."""
    lines = [
        f"GM000{n} | 2026-03-31 | 1 | finished | {FIRST} | {FIRST + timedelta(10 * n - 10)}"
        for n in range(2, finished + 2)
    ]
    said = known(HEAD + "\n".join([*lines, *more]), places=SEVEN)
    return usual_duration(said, Request(AS_OF), code="GM0001", step=1, group="size_class")


def test_the_quantiles_are_of_those_who_finished_and_say_how_long_that_took():
    usual = found()
    assert usual.peers.codes == tuple(f"GM000{n}" for n in range(2, 8))
    assert usual.days == pytest.approx([15, 22.5, 35, 47.5, 55])  # by hand, of 10 to 60 in tens
    assert len(SHARES) == len(usual.days or ())


def test_who_is_still_at_it_is_counted_for_nobody_but_shown_of_oneself():
    usual = found("GM0001 | 2026-03-31 | 1 | started | 2026-03-01 |", finished=5)
    assert usual.days == pytest.approx([14, 20, 30, 40, 46])
    assert usual.own == 30
    assert found(finished=5).own is None


def test_of_fewer_than_five_peers_nothing_is_called_usual():
    assert found(finished=4).days is None
