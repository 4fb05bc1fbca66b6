"""The `wams` command: what it prints and how it ends."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.cli.conftest import Wams

COMMANDS = (
    "demo", "serve", "ingest", "template", "resolve", "metrics", "metric", "export", "replay", "simulate", "status",
    "verify", "rebuild", "quarantine list", "quarantine show", "quarantine resolve", "quarantine undo", "correct list",
    "correct show", "correct withdraw", "revisions", "forecast-record", "reference boundaries", "reference show",
    "bench coverage", "bench ui", "bench policy", "bench start", "bench intake", "bench growth", "bench crowd",
    "bench forecast", "bench pages", "bench bytes",
    "publish", "fetch", "users list", "users admit", "users change", "users put-out",
    "bench spark", "bench smoke", "compute",
    "users turn-away", "sessions list", "sessions revoke", "audit", "audit trim", "agreement show", "agreement set",
    "office copy", "office restore",
)  # fmt: skip
FINISHED = "GM0363;2026-03-31;1;afgerond;2025-06-01;;2026-02-01"
WITHOUT_END = "GM0363;2026-03-31;2;afgerond;2025-06-01;;"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    """In this process: one for each would take most of a minute in all."""
    ended = CliRunner().invoke(app, [*command.split(), "--help"])
    assert ended.exit_code == 0
    assert f"Example: wams {command}" in ended.stdout


def test_a_good_file_ends_with_0_and_a_receipt(wams_apart: Wams, report) -> None:
    ended = wams_apart("ingest", report("opgave.csv", FINISHED), "--json")
    assert ended.status == 0
    [receipt] = ended.json["files"]
    assert receipt["outcome"] == "accepted"
    assert receipt["tables"]["stappen"] == {
        "read": 1, "accepted": 1, "unchanged": 0, "corrections": 0, "quarantined": 0, "left_out": 0,
    }  # fmt: skip


def test_a_refused_row_ends_with_1_and_says_where_and_what_to_do(wams_apart: Wams, report) -> None:
    ended = wams_apart("ingest", report("opgave.csv", FINISHED, WITHOUT_END), "--json")
    assert ended.status == 1
    [receipt] = ended.json["files"]
    assert receipt["outcome"] == "partly"
    [problem] = [problem for problem in receipt["problems"] if problem["severity"] == "error"]
    assert (problem["rule"], problem["table"], problem["row"], problem["column"]) == (
        "end_missing", "stappen", 3, "einddatum",
    )  # fmt: skip
    assert problem["message"]["nl"] != problem["message"]["en"]
    assert "opgave.csv" in problem["message"]["nl"]


def test_the_same_bytes_twice_are_a_duplicate_and_end_with_0(wams: Wams, report) -> None:
    file = report("opgave.csv", FINISHED)
    wams("ingest", file)
    ended = wams("ingest", file, "--json")
    assert ended.status == 0
    assert ended.json["files"][0]["outcome"] == "duplicate"


def test_a_dry_run_says_the_same_and_changes_nothing(wams: Wams, report) -> None:
    file = report("opgave.csv", FINISHED, WITHOUT_END)
    dry = wams("ingest", file, "--dry-run", "--json")
    assert dry.status == 1
    assert wams("status", "--json").json["ledger_lines"] == 0
    wet = wams("ingest", file, "--json")
    assert dry.json["files"][0]["tables"] == wet.json["files"][0]["tables"]


def test_a_file_that_is_not_there_is_wrong_use(wams_apart: Wams) -> None:
    ended = wams_apart("ingest", "nergens.csv")
    assert ended.status == 2
    assert "nergens.csv" in ended.err
    assert "Traceback" not in ended.err


def test_a_moment_of_ones_own_is_refused_in_a_store_that_is_no_replay(wams: Wams, report) -> None:
    wams("ingest", report("a.csv", FINISHED))
    ended = wams("ingest", report("b.csv", WITHOUT_END), "--recorded-at", "2026-04-01T09:00:00Z")
    assert ended.status == 2
    assert wams("status", "--json").json["ledger_lines"] == 1


def test_a_replay_store_takes_moments_in_order_and_not_from_the_future(wams: Wams, report) -> None:
    first = wams("ingest", report("a.csv", FINISHED), "--recorded-at", "2026-04-01T09:00:00Z", "--json")
    assert first.json["files"][0]["recorded_at"] == "2026-04-01T09:00:00Z"
    earlier = wams("ingest", report("b.csv", FINISHED + " "), "--recorded-at", "2026-03-31T09:00:00Z")
    future = wams("ingest", report("c.csv", FINISHED + "  "), "--recorded-at", "2999-03-31T09:00:00Z")
    assert (earlier.status, future.status) == (2, 2)
    assert wams("status", "--json").json["is_replay"] is True


def test_today_in_the_rules_is_the_day_of_recorded_at(wams: Wams, report) -> None:
    file = report("a.csv", "GM0363;2026-03-31;1;niet gestart;;;")
    ended = wams("ingest", file, "--recorded-at", "2026-03-30T09:00:00Z", "--json")
    assert [problem["rule"] for problem in ended.json["files"][0]["problems"]] == ["future_date"]


def test_resolve_tells_resolved_merged_split_ask_and_suggest_apart(wams: Wams) -> None:
    ended = wams("resolve", "Den Haag", "Weesp", "Haaren", "Bergen", "Amsterdm", "--on", "2026-01-01", "--json")
    assert [row["outcome"] for row in ended.json] == ["resolved", "merged", "split", "ask", "suggest"]
    assert ended.status == 1


def test_resolve_reads_and_writes_a_csv(wams: Wams, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("as_written,code_as_written,file_year\nWeesp,,2021\n,363,\n", encoding="utf-8")
    ended = wams("resolve", "--csv", "in.csv", "--out", "out.csv")
    assert ended.status == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == [
        "as_written,code_as_written,file_year,outcome,code,name",
        "Weesp,,2021,resolved,GM0457,Weesp",
        ",363,,resolved,GM0363,Amsterdam",
    ]


def test_an_empty_store_says_so_and_verify_says_that_there_is_none(wams: Wams) -> None:
    assert "wams demo" in wams("status").out
    ended = wams("verify")
    assert ended.status == 1
    assert "Klopt WAMS_HOME?" in ended.out


def test_a_flipped_byte_in_the_ledger_is_found_with_its_place(wams: Wams, report, home: Path) -> None:
    wams("ingest", report("opgave.csv", FINISHED))
    ledger = home / "ledger.jsonl"
    content = bytearray(ledger.read_bytes())
    content[20] ^= 1
    ledger.write_bytes(content)
    ended = wams("verify")
    assert ended.status == 1
    assert "ledger.jsonl" in ended.out


def test_a_figure_is_asked_in_three_forms_with_unknown_as_null(wams: Wams, report, tmp_path: Path) -> None:
    wams("ingest", report("opgave.csv", FINISHED), "--recorded-at", "2026-04-01T09:00:00Z")
    asked = ("metric", "completed_steps", "--by", "municipality", "--as-of", "2026-04-01")
    answer = wams(*asked).json
    rows = {row["municipality"]: row for row in answer["rows"]}
    assert (rows["GM0363"]["numerator"], rows["GM0363"]["value"]) == (1, 1.0)
    assert (rows["GM0014"]["value"], rows["GM0014"]["value_status"]) == (None, "not_reported")
    csv = wams(*asked, "--format", "csv").out
    assert csv.startswith("municipality,")
    assert wams(*asked, "--format", "parquet").status == 2
    assert wams(*asked, "--format", "parquet", "--out", "figure.parquet").status == 0
    assert (tmp_path / "figure.parquet").read_bytes()[:4] == b"PAR1"


SAYS = {"key", "unit", "kind", "as_of", "known_on", "by", "step", "municipality", "where", "max_age_days",
        "municipality_count", "reporter_count", "stale_count", "is_synthetic", "software_version", "register_version",
        "programme_version"}  # fmt: skip


def test_a_figure_in_a_file_says_what_was_asked_of_whom_n_kind_whether_it_is_invented_and_its_versions(
    wams: Wams, report, tmp_path: Path
) -> None:
    wams("ingest", report("opgave.csv", FINISHED), "--recorded-at", "2026-04-01T09:00:00Z")
    asked = ("metric", "step_completion", "--by", "step", "--where", "province=Utrecht", "--max-age", "90")
    whole = wams(*asked).json
    for form in ("csv", "parquet"):
        assert wams(*asked, "--format", form, "--out", f"figure.{form}").status == 0
    beside_csv = json.loads((tmp_path / "figure.csv-metadata.json").read_text(encoding="utf-8"))
    in_parquet = json.loads(pl.read_parquet_metadata(tmp_path / "figure.parquet")["about"])
    for said in (whole, beside_csv, in_parquet):
        assert said.keys() >= SAYS
        assert (said["where"], said["max_age_days"], said["by"]) == ({"province": "Utrecht"}, 90, ["step"])
        assert (said["kind"], said["municipality_count"], said["is_synthetic"]) == ("observation", 26, False)
    assert beside_csv["url"] == "figure.csv"


@pytest.mark.parametrize(
    "asked",
    [
        ("metric", "no_such_figure"),
        ("metric", "step_completion", "--as-of", "gisteren"),
        ("metric", "step_completion", "--by", "colour"),
        ("metric", "step_completion", "--where", "province"),
        ("metric", "step_completion", "--municipality", "GM9999"),
        ("metric", "step_completion", "--known-on", "2999-01-01"),
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_use_in_a_line_or_two(
    wams: Wams, report, asked: tuple[str, ...]
) -> None:
    wams("ingest", report("opgave.csv", FINISHED))
    ended = wams(*asked)
    assert ended.status == 2
    assert 0 < len(ended.err.strip().splitlines()) <= 4
    assert "Traceback" not in ended.err


def test_a_folder_taken_in_again_says_that_everything_was_there_already(wams: Wams) -> None:
    wams("simulate", "--out", "land", "--municipalities", "5", "--months", "6", "--seed", "3")
    first = wams("replay", "land")
    again = wams("replay", "land")
    assert first.status in (0, 1)
    assert (again.status, again.out.startswith("0 files taken in")) == (0, True)


def test_a_country_larger_than_the_register_cannot_be_simulated(wams: Wams) -> None:
    ended = wams("simulate", "--out", "land", "--municipalities", "400")
    assert (ended.status, "342" in ended.err) == (2, True)


def test_a_template_that_cannot_be_written_says_so_in_a_line(wams: Wams) -> None:
    ended = wams("template", "--out", "nergens/formulier.xlsx")
    assert (ended.status, "Traceback" in ended.err, len(ended.err.strip().splitlines())) == (3, False, 1)


def test_a_bad_year_in_a_list_of_names_rejects_that_row_alone(wams: Wams, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("as_written,code_as_written,file_year\nUtrecht,,abc\nZeist,,\n", encoding="utf-8")
    assert wams("resolve", "--csv", "in.csv", "--out", "out.csv").status == 1
    outcomes = [line.split(",")[3] for line in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert outcomes == ["reject", "resolved"]


def test_whoever_stops_the_command_stops_the_app(home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("wams")), "serve", "--port", str(port)]
    app = subprocess.Popen(command, env={**os.environ, "WAMS_HOME": str(home)}, stdout=subprocess.DEVNULL)
    try:
        assert _answers(port, within_seconds=60)
    finally:
        app.terminate()
        app.wait(20)
    assert not _answers(port, within_seconds=0)


def _answers(port: int, *, within_seconds: float) -> bool:
    until = time.monotonic() + within_seconds
    while True:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.2)


def test_the_template_handed_in_unchanged_is_no_report_and_asks_whether_nothing_has_changed(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", FINISHED))
    assert wams("template", "--municipality", "Amsterdam", "--out", "formulier.xlsx").status == 0
    ended = wams("ingest", "formulier.xlsx", "--json")
    (problem,) = ended.json["files"][0]["problems"]
    assert (ended.status, problem["rule"]) == (1, "nothing_changed")
    assert "Is er niets veranderd?" in problem["message"]["nl"]


def test_an_empty_template_handed_in_is_rejected_as_holding_no_report(wams: Wams) -> None:
    assert wams("template", "--out", "leeg.xlsx").status == 0
    ended = wams("ingest", "leeg.xlsx", "--json")
    assert ended.status == 1
    assert [problem["rule"] for problem in ended.json["files"][0]["problems"]] == ["no_table"]


def test_serving_anything_but_this_machine_waits_for_logins(wams_apart: Wams) -> None:
    ended = wams_apart("serve", "--host", "0.0.0.0")
    assert ended.status == 2
    assert "login" in ended.err


def test_the_example_never_goes_into_a_store_with_real_reports(wams: Wams, report) -> None:
    wams("ingest", report("opgave.csv", FINISHED))
    assert wams("demo", "--build-only").status == 3


def test_every_figure_of_the_catalogue_is_listed_with_label_unit_and_groups(wams: Wams) -> None:
    listed = wams("metrics", "--json").json
    assert {"step_completion", "response", "freshness"} <= {entry["key"] for entry in listed}
    assert all(entry["label"]["nl"] and entry["unit"] and isinstance(entry["groups"], list) for entry in listed)
    assert json.dumps(listed)
