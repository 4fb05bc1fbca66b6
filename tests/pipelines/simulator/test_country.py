"""The country that is simulated by default: how it reports, and what goes wrong in it."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median, median_low

import pytest

from pipelines.simulator.mess.spoiled_files import SPOILINGS
from pipelines.simulator.mess.spoiled_rows import RULES
from tests.pipelines.countries import UNTIL, Country


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    return Country(tmp_path_factory.mktemp("whole") / "country")


def test_whole_country_gives_some_thousands_of_files_of_which_at_most_a_tenth_are_workbooks(country: Country) -> None:
    assert country.summary["municipalities"] == 342
    assert 2_000 <= country.summary["files"] <= 2_900
    assert 0 < country.summary["workbooks"] <= 0.1 * country.summary["files"]


def test_every_row_rule_that_the_register_can_produce_occurs(country: Country) -> None:
    assert {row["rule"] for row in country.spoiled} == set(RULES)


def test_every_file_rule_occurs_but_the_too_large_and_the_not_yours(country: Country) -> None:
    assert {row["rule"] for row in country.spoiled_files} == set(SPOILINGS.values())


def test_about_one_row_in_a_hundred_and_one_file_in_fifty_is_spoiled(country: Country) -> None:
    assert 0.006 < country.summary["spoiled_rows"] / country.summary["rows"] < 0.015
    assert 0.012 < country.summary["spoiled_files"] / country.summary["files"] < 0.03


def test_no_file_arrives_before_its_reporting_date_or_after_the_last_day(country: Country) -> None:
    moments = [line["arrives_at"] for line in country.manifest]

    assert moments == sorted(set(moments))
    assert moments[-1] < f"{UNTIL + timedelta(days=1)}"
    assert all(said["reporting_date"] <= said["arrives_at"][:10] for said in country.statements)


def test_most_but_not_all_municipalities_respond_and_the_small_are_silent_more_often(country: Country) -> None:
    municipalities = country.truth_rows("municipalities.csv")
    inhabitants = {row["municipality_code"]: int(row["inhabitant_count"]) for row in municipalities}
    heard = defaultdict(set)
    for said in country.statements:
        heard[said["municipality_code"]].add(said["reporting_date"])
    in_order = sorted(inhabitants, key=lambda code: inhabitants[code])
    small, large = in_order[:114], in_order[-114:]

    assert 0.75 < len(heard) / 342 < 0.95
    assert mean(len(heard[code]) for code in small) < 0.9 * mean(len(heard[code]) for code in large)


def test_some_municipalities_stop_reporting_and_become_stale(country: Country) -> None:
    newest: dict[str, str] = {}
    for said in country.statements:
        code = said["municipality_code"]
        newest[code] = max(newest.get(code, ""), said["reporting_date"])
    stale_since = (UNTIL - timedelta(days=180)).isoformat()

    assert 0.02 < sum(day < stale_since for day in newest.values()) / len(newest) < 0.25


def test_own_starts_are_spread_over_a_year_and_a_half(country: Country) -> None:
    starts = sorted(date.fromisoformat(row["own_start"]) for row in country.truth_rows("municipalities.csv"))

    assert 400 < (starts[-1] - starts[0]).days <= 547
    assert (starts[3 * len(starts) // 4] - starts[len(starts) // 4]).days > 100


def test_steps_overlap_but_come_in_an_order(country: Country) -> None:
    begun: dict[int, list[date]] = defaultdict(list)
    days: dict[int, list[int]] = defaultdict(list)
    paths = defaultdict(dict)
    for row in country.truth_rows("steps.csv"):
        if row["is_applicable"] == "1":
            start, end = (date.fromisoformat(row[name]) for name in ("real_start", "real_end"))
            begun[int(row["step_number"])].append(start)
            days[int(row["step_number"])].append((end - start).days)
            paths[row["municipality_code"]][int(row["step_number"])] = (start, end)
    middles = {number: median_low(starts) for number, starts in begun.items()}

    assert middles[1] < middles[2] < middles[4] < middles[5] < middles[8] < middles[11]
    assert median(days[6]) > 3 * median(days[1])
    assert any(steps[2][0] < steps[1][1] for steps in paths.values() if {1, 2} <= steps.keys())


def test_own_targets_are_optimistic_and_slip(country: Country) -> None:
    first_too_early = slipped = planned = 0
    for row in country.truth_rows("steps.csv"):
        targets = [pair.split(">")[1] for pair in row["own_targets"].split(";") if pair]
        if targets and row["real_end"]:
            planned += 1
            first_too_early += targets[0] < row["real_end"]
            slipped += len(targets) > 1

    assert first_too_early / planned > 0.7
    assert 0.3 < slipped / planned < 0.95


def test_steps_are_reopened_corrected_sent_twice_waited_for_and_not_applicable(country: Country) -> None:
    outcomes = Counter(said["outcome"] for said in country.statements)
    stated = Counter(said["standing"] for said in country.statements if said["table"] == "milestone")
    waited = {said["waiting_on"] for said in country.statements if said["table"] == "milestone"}

    assert any(row["reopened_on"] for row in country.truth_rows("steps.csv"))
    assert outcomes["correction"] > 30
    assert outcomes["unchanged"] > 30
    assert country.summary["duplicates"] > 10
    assert min(stated.values()) > 100
    assert set(stated) == {"not_started", "started", "finished", "not_applicable"}
    assert {"leverancier", "partners", "rijk", "vng", "eigen organisatie"} <= waited
    assert any("+" in parties for parties in waited if parties)


def test_training_leaks_while_staff_grow(country: Country) -> None:
    last = [row for row in country.truth_rows("training.csv") if row["month_end"] == UNTIL.isoformat()]
    first = [row for row in country.truth_rows("training.csv") if row["month_end"] == "2024-11-30"]

    def total(rows: list[dict[str, str]], column: str) -> float:
        return sum(float(row[column]) for row in rows)

    assert total(last, "staff_in_scope_count") > 1.01 * total(first, "staff_in_scope_count")
    assert 0.01 < total(last, "departed_trained_count") / total(last, "trained_staff_count") < 0.3
    assert 20_000 < total(last, "staff_in_scope_count") < 35_000


def test_ict_costs_have_a_long_tail_and_the_project_leader_costs_what_the_table_says(country: Country) -> None:
    spent: dict[int, dict[str, float]] = defaultdict(dict)
    for row in country.truth_rows("costs.csv"):
        code, step = row["municipality_code"], int(row["step_number"])
        spent[step][code] = max(spent[step].get(code, 0.0), float(row["realised_cost_eur"]))

    assert max(spent[6].values()) > 15 * median(spent[6].values())
    assert 15e6 < sum(spent[2].values()) < 35e6
    assert 6e6 < sum(spent[4].values()) < 14e6


def test_as_known_at_the_end_every_stated_standing_is_the_real_one(country: Country) -> None:
    steps = {(row["municipality_code"], int(row["step_number"])): row for row in country.truth_rows("steps.csv")}
    standing = {
        (said["municipality_code"], said["step_number"], said["reporting_date"]): said["standing"]
        for said in country.statements
        if said["table"] == "milestone"
    }

    assert len(standing) > 10_000
    for (code, number, day), stated in standing.items():
        assert stated == _real_standing(steps[code, number], day), (code, number, day)


def test_all_ways_of_writing_occur(country: Country) -> None:
    starts = Counter(_encoding((country.directory / line["file"]).read_bytes()) for line in country.manifest)

    assert set(starts) >= {"utf-8", "utf-8 with mark", "utf-16", "other", "workbook"}
    assert {Path(line["file"]).suffix for line in country.manifest} == {".csv", ".txt", ".xlsx", ".xlsm", ".ods"}


def _real_standing(step: dict[str, str], day: str) -> str:
    if step["is_applicable"] == "0":
        return "not_applicable"
    if day < step["real_start"]:
        return "not_started"
    reopened = step["reopened_on"] and step["reopened_on"] <= day < step["ended_again_on"]
    return "finished" if day >= step["real_end"] and not reopened else "started"


def _encoding(content: bytes) -> str:
    if content.startswith(b"PK"):
        return "workbook"
    if content.startswith(b"\xff\xfe"):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "other"
    return "utf-8 with mark" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
