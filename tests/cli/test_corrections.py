"""Refused rows put right, reports withdrawn and corrected, by the command."""

import hashlib
from pathlib import Path

from tests.cli.conftest import Wams
from tests.cli.test_commands import FINISHED, WITHOUT_END
from tests.store.kept import held


def test_a_refused_row_is_listed_shown_and_put_right(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", FINISHED, WITHOUT_END))
    [row] = wams("quarantine", "list", "--json").json
    assert "end_missing" in wams("quarantine", "list").out
    assert "end_missing" in wams("quarantine", "show", row["quarantine_id"]).out
    ended = wams("quarantine", "resolve", row["quarantine_id"], "--set", "einddatum=2026-03-01", "--json")
    assert ended.json["outcome"] == "accepted"
    assert wams("quarantine", "list", "--json").json == []
    assert wams("quarantine", "list", "--all", "--json").json[0]["status"] != "open"


def test_a_row_that_surely_meant_one_thing_is_put_right_as_proposed_and_taken_back(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", FINISHED.replace(";1;", ";1a;"), WITHOUT_END))
    misspelt, unfinished = [row["quarantine_id"] for row in wams("quarantine", "list", "--json").json]
    assert wams("quarantine", "show", misspelt, "--json").json["remedy"]["changes"] == {"stap": "1"}
    assert wams("quarantine", "show", unfinished, "--json").json["remedy"] is None
    assert "--as-proposed" in wams("quarantine", "show", misspelt).out
    assert wams("quarantine", "resolve", unfinished, "--as-proposed").status == 2
    assert wams("quarantine", "resolve", misspelt, "--as-proposed", "--json").json["outcome"] == "accepted"
    taken_back = wams("quarantine", "undo", misspelt, "--reason", "het was stap 10")
    assert taken_back.status == 0
    waiting = [row["quarantine_id"] for row in wams("quarantine", "list", "--json").json]
    assert len(waiting) == 2
    assert misspelt not in waiting
    assert wams("quarantine", "undo", misspelt, "--reason", "nog eens").status == 2


def test_a_refused_row_is_closed_with_a_reason(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", WITHOUT_END))
    [row] = wams("quarantine", "list", "--json").json
    assert wams("quarantine", "resolve", row["quarantine_id"]).status == 2
    assert wams("quarantine", "resolve", row["quarantine_id"], "--dismiss", "vervallen").status == 0
    assert wams("quarantine", "list", "--json").json == []


def test_a_withdrawn_report_is_gone_from_now_on_and_stays_readable_as_known_before(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", FINISHED), "--recorded-at", "2026-04-01T09:00:00Z")
    assert wams("correct", "withdraw", "--report", "1", "--reason", "verkeerd bestand").status == 0
    asked = ("metric", "completed_steps", "--municipality", "GM0363", "--by", "municipality", "--as-of", "2026-04-01")
    now = wams(*asked).json["rows"][0]
    before = wams(*asked, "--known-on", "2026-04-02").json["rows"][0]
    assert (now["value_status"], before["value"]) == ("not_reported", 1.0)
    [changed] = wams("correct", "list", "--json").json
    assert changed["is_withdrawn"] is True


def test_a_correction_supersedes_and_both_versions_are_shown(wams: Wams, report) -> None:
    wams("ingest", report("a.csv", FINISHED))
    wams("ingest", report("b.csv", FINISHED.replace("2026-02-01", "2026-02-15")))
    shown = wams("correct", "show", "milestone", "GM0363", "2026-03-31", "--step", "1", "--json").json
    assert [version["end_date"] for version in shown] == ["2026-02-01", "2026-02-15"]


def test_a_reason_with_personal_data_is_refused_and_kept_nowhere(wams: Wams, report, home: Path) -> None:
    wams("ingest", report("opgave.csv", FINISHED, WITHOUT_END))
    [row] = wams("quarantine", "list", "--json").json
    reason = "gebeld met jan@voorbeeld.nl"
    dismissed = wams("quarantine", "resolve", row["quarantine_id"], "--dismiss", reason)
    withdrawn = wams("correct", "withdraw", "--report", "1", "--reason", reason)
    assert (dismissed.status, withdrawn.status) == (2, 2)
    assert "Traceback" not in dismissed.err + withdrawn.err
    assert not [file for file in home.rglob("*") if file.is_file() and b"voorbeeld.nl" in held(file)]


def test_corrections_are_listed_and_shown_as_text_too(wams: Wams, report) -> None:
    wams("ingest", report("a.csv", FINISHED))
    wams("ingest", report("b.csv", FINISHED.replace("2026-02-01", "2026-02-15")))
    assert "GM0363" in wams("correct", "list").out
    shown = wams("correct", "show", "milestone", "GM0363", "31-03-2026", "--step", "1")
    assert (shown.status, len(shown.out.splitlines())) == (0, 2)


def test_a_report_is_given_back_as_a_workbook_with_what_was_said_at_its_cells(wams: Wams, report, tmp_path) -> None:
    handed_in = report("opgave.csv", FINISHED, WITHOUT_END)
    assert wams("ingest", handed_in).status == 1
    ended = wams("returned", 1, "--out", tmp_path / "terug.xlsx")
    assert (ended.status, "meldingen bij de vakken: 1" in ended.out) == (0, True), ended.err
    assert (tmp_path / "terug.xlsx").read_bytes()[:2] == b"PK"
    nothing = wams("returned", 2, "--out", tmp_path / "niets.xlsx")
    assert (nothing.status, (tmp_path / "niets.xlsx").exists()) == (2, False)
    assert "2 is geen opgave" in nothing.err
    assert wams("returned", "0" * 8, "--out", tmp_path / "niets.xlsx").status == 2
    (tmp_path / "terug.xlsx").unlink()
    sha256 = hashlib.sha256(handed_in.read_bytes()).hexdigest()
    assert wams("returned", sha256[:8], "--out", tmp_path / "terug.xlsx").status == 0
    assert (tmp_path / "terug.xlsx").read_bytes()[:2] == b"PK"
