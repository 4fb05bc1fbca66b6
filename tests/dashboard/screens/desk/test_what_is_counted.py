"""What Beheer counts: everything that waits, also what is not shown at once; and of nothing it says nothing more."""

from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.screens.desk import corrections, received
from dashboard.screens.desk.calls_drawn import reason_words
from dashboard.screens.desk.mail_text import mail_text
from dashboard.screens.desk.to_call import Reason, StandsStill, ToCall
from dashboard.view import queries
from domain.programme import Programme
from office.inbox import Handled, InboxState
from tests.dashboard.screens.desk.desk_home import nothing_refused
from tests.dashboard.somebody import ADVISER, Installed, said
from tests.dashboard.somebody import installed as installed

AT = datetime(2026, 11, 1, tzinfo=timezone.utc)
DONE = Handled(InboxState.DONE, None, None, AT)


def _shown(sequences: list[int], done: set[int]) -> list[Any]:
    files = pl.DataFrame({"sequence": sequences})
    return [row["sequence"] for row in received.shown_at_once(files, dict.fromkeys(done, DONE))]


def test_a_report_that_nobody_looked_at_is_counted_also_where_it_is_not_shown():
    files = pl.DataFrame({"sequence": range(1, 251)})
    assert received.looked_at_by_nobody(files, dict.fromkeys({3, 249}, DONE)) == 248
    assert received.lead_of(200, 250, "nl").startswith("Hier staan er 200 van 250:")
    assert "Hier staan" not in received.lead_of(200, 200, "nl")


def test_an_old_report_that_is_not_done_is_shown_before_a_new_one_that_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(received, "MOST_ROWS", 3)
    assert _shown([1, 2, 3, 4, 5], done={3, 4, 5}) == [2, 1, 5]


def test_where_corrections_are_more_than_are_shown_it_says_how_many_are():
    assert corrections.lead_of(101, "nl").startswith("Hier staan de nieuwste 100.")
    assert "Hier staan" not in corrections.lead_of(100, "nl")


def test_where_no_question_is_open_nothing_is_said_of_answers(installed: Installed, tmp_path: Path):
    nothing_refused(tmp_path)
    words = said(installed.opened(installed.let_in("Ada", ADVISER), "desk", deel="vragen"))
    assert "Er staat geen vraag open" in words
    assert "beantwoord" not in words


def test_who_stands_still_is_told_since_which_report_and_up_to_which_and_that_more_steps_run(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(queries, "the_programme", Programme.load)
    still = StandsStill((6, 8, 9), date(2026, 3, 31), date(2026, 9, 30))
    one = ToCall("GM0392", "Haarlem", "Noord-Holland", 165_000, Reason.STUCK, date(2026, 9, 30), still, 0, None)
    strong, rest = reason_words(one, "nl")
    assert strong == "Vast"
    assert rest == (
        "bezig met stap 6 ICT en nog 2 stappen; sinds 31 mrt 2026 meldt geen enkele stap een andere status; "
        "laatste opgave: 30 sep 2026"
    )
    written = mail_text(one, date(2026, 10, 31))
    assert written.subject == "Wams: stap 6 ICT en nog 2 stappen"
    assert "uw laatste opgave gaat over 30 sep 2026" in written.body
