"""Rows that were put right: nobody handed them in, and what was undone changed nothing."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.screens.desk.corrections import changed_lines, undone_lines
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.principal import OWNER
from domain.programme import Programme
from domain.statements import Table
from language.texts import say
from office.acts import Way
from pipelines.quarantine import retry, undo
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.desk.desk_home import nothing_refused, with_refused
from tests.dashboard.somebody import ADVISER, Installed, now
from tests.dashboard.somebody import installed as installed


def test_rows_put_right_are_no_files_received_and_undone_ones_no_change(installed: Installed, tmp_path: Path):
    nothing_refused(tmp_path)
    with_refused(tmp_path)
    facts: Any = {"register": Register.load(), "programme": Programme.load()}
    with Store(tmp_path).writer(holder="test") as writer:
        kept = retry("2-milestone-3", {"stap": "2"}, writer=writer, recorded_at=now(), **facts)["sequence"]
        gone = retry("2-milestone-4", {"stap": "3"}, writer=writer, recorded_at=now(), **facts)["sequence"]
        undoing = undo("2-milestone-4", gone, reason="toets", writer=writer, recorded_at=now())
    adviser = installed.let_in("Ada", ADVISER)
    quality = drawn(installed.opened(adviser, "quality"))
    received = next(part for part in quality if part.get("caption") == say("screen_quality.arrivals.caption", "nl"))
    assert len(received["rows"]) == 2
    assert "2 geweigerde rijen zijn daarna rechtgezet" in "".join(str(part.get("note")) for part in quality)
    with Store(tmp_path).reader() as reader:
        history = {table: reader.history(table) for table in Table}
        lines = reader.files().select("sequence", "recorded_at")
    assert undone_lines(history, {kept, gone}, lines) == {gone, undoing}


def test_a_row_put_right_in_a_round_is_no_report_of_it(installed: Installed, tmp_path: Path):
    nothing_refused(tmp_path)
    with_refused(tmp_path)
    today, way = dutch_day(now()), Way.SCREEN
    installed.office.rounds.open(OWNER, "Nu", opens_on=today, read_on=today + timedelta(days=30), way=way, now=now())
    facts: Any = {"register": Register.load(), "programme": Programme.load()}
    with Store(tmp_path).writer(holder="test") as writer:
        retry("2-milestone-3", {"stap": "2"}, writer=writer, recorded_at=now(), **facts)
    opened = drawn(installed.opened(installed.let_in("Ada", ADVISER), "desk", deel="rondes"))
    assert next(part for part in opened if "figures" in part)["figures"][0]["note"].startswith("0 van ")


def test_a_refused_row_that_was_put_right_and_stands_is_among_what_was_corrected():
    lines = pl.DataFrame(
        {"sequence": [3, 4, 5, 6, 6],
         "change": ["new_report", "new_report", "withdrawal", "correction", "new_report"]}
    )  # fmt: skip
    found = changed_lines(lines, {4, 6})  # 3 was handed in as it is; 6 is a correction and says something new as well
    assert found.rows() == [(4, "put_right"), (5, "withdrawal"), (6, "correction"), (6, "put_right")]
