"""`wams answers`: made once per version and day, made anew when either is another, and no burden to anybody."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli import answering
from cli.surroundings import Surroundings
from domain.places import Places
from metrics.readings import asked_beforehand
from store.errors import StoreUnwritableError
from store.store import Store
from tests.store.reports import moment, numbered

NOW = moment(60)


def _published(home: Path, number: int) -> None:
    with Store(home).writer(holder="test") as writer:
        writer.record(numbered(number), recorded_at=moment(number))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    """A store to make answers of; three questions are enough."""
    monkeypatch.setattr(answering, "now", lambda: NOW)
    few = tuple(one for one in asked_beforehand.asked_by_pages() if one.metric == "freshness")
    monkeypatch.setattr(asked_beforehand, "asked_by_pages", lambda: few)
    return Surroundings(Places(tmp_path / "home", None, None), "nl")


def test_of_an_empty_store_nothing_is_answered(here: Surroundings):
    assert answering._made(here) == 0
    assert not here.places.home.exists()


def test_each_version_is_answered_once_and_the_one_after_it_anew(here: Surroundings):
    for number in (1, 2):
        _published(here.places.home, number)
        assert answering._made(here) > 0
        assert answering._made(here) == 0
    assert Store(here.places.home).verify() == []


def test_on_another_day_what_is_asked_is_answered_anew(here: Surroundings, monkeypatch: pytest.MonkeyPatch):
    _published(here.places.home, 1)
    assert answering._made(here) > 0
    monkeypatch.setattr(answering, "now", lambda: NOW + timedelta(days=1))
    assert answering._made(here) > 0


def test_who_goes_on_answering_survives_a_look_that_goes_wrong(here: Surroundings, monkeypatch: pytest.MonkeyPatch):
    looks: list[int] = []

    def wrong_once(_: Surroundings) -> int:
        looks.append(len(looks))
        if len(looks) == 1:
            raise StoreUnwritableError("unwritable", path="x", reason="y")
        monkeypatch.setattr(answering.os, "getppid", lambda: -1)  # whoever started it ends
        return 0

    monkeypatch.setattr(answering, "_made", wrong_once)
    monkeypatch.setattr(answering, "PAUSE", 0.0)
    monkeypatch.setattr(answering.os, "nice", lambda _: None)
    answering.answers(follow=True)
    assert looks == [0, 1]


def test_while_reports_come_in_nothing_is_answered_of_what_lasts_no_moment(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
):
    published = iter(["1-a", "2-b", "3-c", "3-c", "3-c"])
    made: list[str] = []

    def version(_: Store) -> str:
        found = next(published)
        made.append(found)
        return found

    def answered(_: Surroundings) -> int:
        monkeypatch.setattr(answering.os, "getppid", lambda: -1)  # whoever started it ends
        made.append("answered")
        return 1

    monkeypatch.setattr(Store, "version", version)
    monkeypatch.setattr(answering, "_made", answered)
    monkeypatch.setattr(answering, "PAUSE", 0.0)
    monkeypatch.setattr(answering.os, "nice", lambda _: None)
    answering.answers(follow=True)
    assert made == ["1-a", "2-b", "3-c", "3-c", "3-c", "answered"]
