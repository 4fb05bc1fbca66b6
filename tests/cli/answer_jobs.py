"""Answers that are made while others publish, and what a page may find of them."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from cli import answering
from cli.surroundings import Surroundings
from domain.clocks import dutch_day, last_month_end
from domain.municipalities import Register
from domain.places import Places
from domain.programme import Programme
from metrics.answers import made_by
from metrics.readings import asked_beforehand
from metrics.standing.reading import read_known
from store.answers import kept_answers
from store.store import Store
from tests.kill_range import say_line

METRICS = ("freshness", "cost_realisation", "response")  # other figures after every report that came in


FEW = tuple(one for one in asked_beforehand.asked_by_pages() if one.metric in METRICS)


@cache
def _read_once() -> tuple[Register, Programme]:
    return Register.load(), Programme.load()


def answer_on_and_on(home: str, at: str) -> None:
    """As `wams answers --follow` does, without a pause; says how many answers it made."""
    with _asked_little(datetime.fromisoformat(at)):
        here = Surroundings(Places(Path(home), None, None), "nl")
        while True:
            if made := answering._made(here):
                say_line(f"answered {made}")


def answer_once(store: Store, moment: datetime) -> int:
    """Makes them over whatever was left behind, where they are not there; how many can be seen then."""
    with _asked_little(moment):
        answering._made(Surroundings(Places(store.home.directory, None, None), "nl"))
    return see_answers(store, moment)


def see_answers(store: Store, moment: datetime) -> int:
    """Holds what is kept beside the published version against what that version says; how many there were."""
    register, programme = _read_once()
    with store.reader() as reader:
        known, version = read_known(reader, register, programme, moment), reader.info.version
    kept = kept_answers(store.home.directory, version, made_by(register, programme, moment))
    if kept is None:
        return 0
    with _asked_little(moment):
        assert kept == asked_beforehand.answers(known, last_month_end(dutch_day(moment))), version
    return len(kept)


@contextmanager
def _asked_little(moment: datetime) -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "now", lambda: moment)
        patch.setattr(asked_beforehand, "asked_by_pages", lambda: FEW)
        yield
