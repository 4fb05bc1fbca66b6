"""A clock that is not right is said by every command that it matters to, and put right by one."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from domain.statements import Table
from store.store import Store
from tests.cli.conftest import Wams
from tests.store.reports import DAY, milestones
from tests.store.reports import report as stored_report

FINISHED = "GM0363;2026-03-31;1;afgerond;2025-02-01;;2026-03-01"
CORRECTED = "GM0363;2026-03-31;1;gestart;2025-02-01;;"


@pytest.fixture
def run_ahead(home: Path) -> Path:
    """A store of which the last line was written nine years from now."""
    statements = {Table.MILESTONE: milestones(("GM0363", 1, DAY, "started"))}
    with Store(home).writer(holder="test") as writer:
        ahead = datetime.now(timezone.utc) + timedelta(days=9 * 365)
        writer.record(stored_report("a.csv", statements), recorded_at=ahead)
    return home


def test_every_command_that_writes_or_looks_says_that_the_clock_stands_before_the_last_line(
    wams: Wams, report, run_ahead: Path
) -> None:
    ended = wams("ingest", report("opgave.csv", FINISHED), "--json")
    assert ended.status == 1
    (receipt,) = ended.json["files"]
    assert (receipt["outcome"], receipt["clock_is_behind"]) == ("accepted", True)
    assert "wams repair clock" in receipt["notes"][-1]["nl"]
    for command in (["status"], ["verify"], ["correct", "withdraw", "--report", "2", "--reason", "toets"]):
        ended = wams(*command)
        assert ended.status == 1, command
        assert "wams repair clock" in ended.out + ended.err


def test_after_the_repair_nothing_is_said_any_more_and_later_reports_are_seen(
    wams: Wams, report, run_ahead: Path
) -> None:
    wams("ingest", report("opgave.csv", FINISHED))
    told = wams("repair", "clock", "--dry-run", "--json").json
    assert [line["line"] for line in told["lines"]] == [1, 2]
    assert wams("repair", "clock").status == 0
    for command in (["status"], ["verify"], ["ingest", report("later.csv", CORRECTED)]):
        assert wams(*command).status == 0, command
    figure = wams("metric", "step_completion", "--as-of", "2026-04-01", "--step", "1").json
    assert figure["clock_repairs"] == 1
    assert figure["rows"][0]["numerator"] == 0  # the correction counts, although it came after the year 2035
    assert wams("repair", "clock").out.startswith("Geen enkele regel")


def test_a_moment_that_somebody_knows_can_be_said(wams: Wams, run_ahead: Path) -> None:
    assert wams("repair", "clock", "--line", "1=2026-03-01T09:30:00Z").status == 0
    with Store(run_ahead).reader() as reader:
        assert reader.files()["recorded_at"].to_list()[0] == datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)
    for written in ("1", "a=2026-03-01", "1=morgen", "9=2026-03-01"):
        ended = wams("repair", "clock", "--line", written)
        assert ended.status == 2, written
        assert len(ended.err.splitlines()) <= 2


def test_a_clock_far_ahead_is_refused_until_somebody_says_that_it_is_right(wams: Wams, report, home: Path) -> None:
    with Store(home).writer(holder="test") as writer:
        statements = {Table.MILESTONE: milestones(("GM0363", 1, DAY, "started"))}
        long_ago = datetime.now(timezone.utc) - timedelta(days=401)
        writer.record(stored_report("a.csv", statements), recorded_at=long_ago)
    file = report("opgave.csv", FINISHED)
    refused = wams("ingest", file)
    assert (refused.status, len(refused.err.splitlines())) == (3, 1)
    assert "--clock-is-right" in refused.err
    assert json.loads(wams("status", "--json").out)["ledger_lines"] == 1
    assert wams("ingest", file, "--clock-is-right").status == 0
