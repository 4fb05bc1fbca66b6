"""What pages ask is answered when something is published; and a page shows the figures of its own version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.view import cached
from domain.clocks import end_of_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from metrics import answers
from metrics.readings import asked_beforehand
from metrics.readings.asked_beforehand import QUESTIONS
from metrics.standing.known import Known
from metrics.standing.reading import read_known
from store.answers import keep_answers
from store.reader import StoreInfo
from store.store import Store
from tests.dashboard import asked_by_pages, example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]


def test_what_pages_ask_of_the_newest_month_end_stands_in_the_file(country: tuple[Path, list[str]]):
    found = asked_by_pages.written(asked_by_pages.recorded(country[0]))
    assert found == QUESTIONS.read_text(encoding="utf-8"), "python -m tests.dashboard.asked_by_pages writes it anew"


def _answer(home: Path, *, wrongly: bool = False) -> str:
    """Makes the answers of what is published; of others where `wrongly`, to see that they are read."""
    with Store(home).reader() as reader:
        known, version = read_known(reader, Register.load(), Programme.load(), example.NOW), reader.info.version
    found = asked_beforehand.answers(known, asked_by_pages.AS_OF)
    if wrongly:
        found = {asked: text.replace('"reporter_count": ', '"reporter_count": 9') for asked, text in found.items()}
    keep_answers(home, version, answers.made_by(known.register, known.programme, example.NOW), found)
    return version


def _figures(app: AppTest) -> list[Any]:
    assert not app.exception
    return next(part["figures"] for part in drawn(app) if "figures" in part)


def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a process that has read nothing yet."""
    for memory in ("_FIGURES", "_DERIVED", "_KEPT", "_CHANGES", "_KNOWN", "_STATES"):
        monkeypatch.setattr(cached, memory, cached.Memory(100))


def test_a_page_shows_what_was_answered_and_after_each_publication_what_is_of_that_version(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    few = [one for one in asked_beforehand.asked_by_pages() if (one.metric, one.by) == ("step_completion", ("step",))]
    monkeypatch.setattr(asked_beforehand, "asked_by_pages", lambda: few)
    example.build(tmp_path, every=120)
    computed = _figures(opened(tmp_path))
    _answer(tmp_path)
    _forgotten(monkeypatch)
    assert _figures(opened(tmp_path)) == computed
    _answer(tmp_path, wrongly=True)
    _forgotten(monkeypatch)
    assert _figures(opened(tmp_path)) != computed  # it does read them
    _taken_in(tmp_path)  # these answers are of the version before
    _forgotten(monkeypatch)
    fresh = _figures(opened(tmp_path))
    (tmp_path / "generations" / "answers-1.txt").unlink()
    _forgotten(monkeypatch)
    assert _figures(opened(tmp_path)) == fresh


def test_what_is_published_while_a_page_is_read_is_shown_and_kept_as_of_its_own_version(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    example.build(tmp_path, every=120)
    really, published = Store.info, list[str]()

    def looked(store: Store) -> StoreInfo:
        info = really(store)
        if not published:  # between the look at the version and the reading of it
            published.append("once")
            _taken_in(tmp_path)
        return info

    _forgotten(monkeypatch)
    monkeypatch.setattr(Store, "info", looked)
    shown = _figures(opened(tmp_path))
    assert {moment.version for moment in cached._KNOWN._places} == {Store(tmp_path).version()}
    _forgotten(monkeypatch)
    assert shown == _figures(opened(tmp_path))


def test_what_was_known_in_the_past_goes_on_after_a_new_report_with_all_that_was_worked_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    register, programme, day = Register.load(), Programme.load(), date(2026, 6, 30)
    monkeypatch.setattr(cached, "the_register", lambda: register)
    monkeypatch.setattr(cached, "the_programme", lambda: programme)
    example.build(tmp_path, every=120)

    def known_then() -> Known:
        return cached.known(cached.Moment(str(tmp_path), Store(tmp_path).version(), day.isoformat()), end_of_day(day))

    before = known_then()
    _taken_in(tmp_path)
    assert known_then() is before
    fewer = {**before.statements, Table.COST: before.statements[Table.COST].head(1)}
    assert not before.says_the_same(replace(before, statements=fewer))
    assert not before.says_the_same(replace(before, awaiting=frozenset({1})))


def _taken_in(home: Path) -> None:
    with Store(home).reader() as reader:
        rows = reader.statements(Table.MILESTONE).head(1).select(*STATEMENT_COLUMNS[Table.MILESTONE])
    with Store(home).writer(holder="test") as writer:
        intake = example.intake_of({Table.MILESTONE: rows}, "later.csv")
        writer.record(intake, recorded_at=example.NOW, is_replay=True, is_synthetic=True)
