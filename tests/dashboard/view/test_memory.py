"""What was made once is kept for everybody: made once, forgotten in order, and never a failure."""

from threading import Barrier, Thread
from time import sleep

import pytest

from dashboard.view.memory import Memory


def test_what_was_made_once_is_not_made_again_under_an_equal_key():
    memory, made = Memory(4), list[str]()
    for _ in range(2):
        assert memory.get(("figure", 1), lambda: made.append("made") or len(made)) == 1
    assert made == ["made"]


def test_two_who_ask_for_the_same_at_once_get_one_thing_made_once():
    memory, begin, made, got = Memory(4), Barrier(4), list[str](), list[object]()

    def make() -> object:
        made.append("made")
        sleep(0.02)  # so that the others come while it is made
        return object()

    def ask() -> None:
        begin.wait()
        got.append(memory.get("question", make))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["made"]
    assert len(got) == 4
    assert len(set(map(id, got))) == 1


def test_the_one_that_was_not_asked_for_longest_goes_first():
    memory, made = Memory(2), list[str]()
    for name in ("a", "b", "a", "c", "a", "b"):
        memory.get(name, lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]


def test_what_fails_is_not_kept_and_the_next_one_tries_again():
    memory = Memory(2)

    def fail() -> str:
        raise OSError("no such store")

    with pytest.raises(OSError, match="no such store"):
        memory.get("store", fail)
    assert memory.get("store", lambda: "read") == "read"


def test_what_failed_leaves_nothing_behind():
    memory = Memory(2)
    memory.get("kept", lambda: "made")
    with pytest.raises(OSError, match="gone"):
        memory.get("failing", lambda: (_ for _ in ()).throw(OSError("gone")))
    assert set(memory._places) == {"kept"}


def test_what_is_made_may_ask_for_something_else_and_for_itself_under_another_key():
    memory = Memory(4)
    assert memory.get("whole", lambda: f"whole of {memory.get('part', lambda: 'part')}") == "whole of part"
