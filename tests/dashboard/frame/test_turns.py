"""Of the pages that are asked for at once a few run; one that hangs holds up nobody for good."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock

import pytest

from dashboard.frame import turns

VISITORS = 8


def test_no_more_pages_run_at_once_than_there_are_turns_and_everybody_gets_one():
    running, most, lock, all_here = 0, 0, Lock(), Barrier(VISITORS)

    def page(_: int) -> bool:
        nonlocal running, most
        all_here.wait(10)
        with turns.turn():
            with lock:
                running += 1
                most = max(most, running)
            Event().wait(0.005)
            with lock:
                running -= 1
        return True

    with ThreadPoolExecutor(VISITORS) as pool:
        assert all(pool.map(page, range(VISITORS)))
    assert most <= turns.AT_ONCE


def test_a_run_that_is_cut_short_gives_its_turn_back():
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(KeyboardInterrupt), turns.turn():
            raise KeyboardInterrupt
    assert turns._TURNS._value == turns.AT_ONCE


def test_where_pages_hang_the_next_one_goes_on_without_a_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.01)
    with turns.turn(), turns.turn(), turns.turn():
        pass
    assert turns._TURNS._value == turns.AT_ONCE
