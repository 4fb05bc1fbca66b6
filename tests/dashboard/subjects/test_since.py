"""Of what was refused it is said what came in lately, and whether the municipality has reported since."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.subjects import since as since_file
from dashboard.subjects.since import last_taken_in, recent_words, reported_since, since_column, since_words
from dashboard.view.address import View
from domain.municipalities import Register
from tests.dashboard.conftest import drawn

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
VIEW = View(as_of=date(2026, 10, 31), known_on=NOW, known=date(2026, 11, 23))


def _day(days_ago: int) -> datetime:
    return NOW - timedelta(days=days_ago)


FILES = pl.DataFrame(
    [
        {"municipality_codes": ["GM0503", "GM0301"], "outcome": "accepted", "recorded_at": _day(100)},
        {"municipality_codes": ["GM0503"], "outcome": "accepted", "recorded_at": _day(20)},
        {"municipality_codes": ["GM0301"], "outcome": "rejected", "recorded_at": _day(10)},
        {"municipality_codes": ["GM1959"], "outcome": "accepted", "recorded_at": _day(5)},
    ]
)


@pytest.fixture
def _files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store with those files."""

    class Known:
        files = FILES

    monkeypatch.setattr(since_file.queries, "known", lambda _view: Known)
    monkeypatch.setattr(since_file.queries, "the_register", Register.load)


def test_a_file_that_was_rejected_whole_is_no_report():
    assert last_taken_in(FILES) == {"GM0503": _day(20), "GM0301": _day(100), "GM1959": _day(5)}


@pytest.mark.usefixtures("_files")
def test_whether_a_municipality_reported_since_is_said_of_each_row_and_unknown_where_nobody_knows_whose_it_is():
    codes = ["GM0503", "GM0503", "GM0301", None, "GM0738"]  # the last went up in GM1959
    found = reported_since(VIEW, codes, [_day(50), _day(15), _day(50), _day(50), _day(50)])
    column = since_column(found, "nl")
    told = [column.word(one) for one in column.values]
    assert told == ["3 nov 2026", "nog niet", "nog niet", "onbekend", "18 nov 2026"]
    assert since_words(found, "nl") == (
        " · bij 2 van de 4 waarvan de gemeente bekend is, deed zij sindsdien opgave, over deze of een andere tabel"
    )


def test_how_many_came_in_during_the_last_three_months_stands_beside_how_many_wait():
    received = [_day(800), _day(93), _day(92), _day(1)]  # 23 August is the first day that counts
    assert recent_words(received, VIEW) == "; 2 daarvan kwamen binnen sinds 23 aug 2026"
    assert recent_words(received[:2], VIEW) == "; geen daarvan kwam binnen sinds 23 aug 2026"
    assert recent_words([], VIEW) == ""


def test_the_list_of_refused_files_is_of_the_municipalities_chosen_and_says_how_many_tell_nobody(
    opened: Callable[..., AppTest], country: tuple[Path, list[str]]
):
    def foot(**address: str) -> dict[str, Any]:
        app = opened(country[0], "quality", **address)
        return next(part for part in drawn(app) if part.get("figure") == "rejected")

    register = Register.load().by_code
    every, some = foot(), foot(provincie="Utrecht")
    assert "alleen van deze keuze" in some["note"]
    assert "alleen van deze keuze" not in every["note"]
    known = [row[1] for row in (every["table"] or {"rows": []})["rows"] if row[1] in register]
    chosen = [row[1] for row in (some["table"] or {"rows": []})["rows"]]
    assert chosen == [code for code in known if register[code].province == "Utrecht"]
