"""`wams forecast-record`: how earlier expectations came out, from what was known then."""

from datetime import date, timedelta

import pytest

from tests.cli.conftest import MILESTONE_HEADER, Wams

CODES = [f"GM{number:04d}" for number in (14, 34, 37, 47, 50, 59, 60, 72, 74, 80, 85, 86, 88, 90, 93, 96, 98, 106, 109,
                                          114, 118, 119, 141, 147, 148, 150, 153, 158, 160, 163)]  # fmt: skip
FIRST, SECOND = date(2026, 3, 31), date(2026, 6, 30)


def said(on: date) -> list[str]:
    """Each started step 8 nine days after the one before, and finished it after 60 days or a bit more."""
    rows: list[str] = []
    for place, code in enumerate(CODES):
        start = date(2025, 8, 1) + timedelta(days=9 * place)
        end = start + timedelta(days=60 + 3 * place)
        if start > on:
            rows.append(f"{code};{on};8;niet_gestart;;;")
        elif end > on:
            rows.append(f"{code};{on};8;gestart;{start};;")
        else:
            rows.append(f"{code};{on};8;afgerond;{start};;{end}")
    return rows


@pytest.fixture
def recorded(wams: Wams, report) -> Wams:
    """Two rounds, each recorded in the days after it."""
    for on in (FIRST, SECOND):
        file = report(f"{on}.csv", *said(on), header=MILESTONE_HEADER)
        moment = f"{on + timedelta(days=5)}T09:00:00Z"
        ended = wams("ingest", file, "--recorded-at", moment, "--json")
        assert ended.status == 0, ended.out
    return wams


def asked(wams: Wams, *options: str):
    return wams("forecast-record", "--as-of", "2026-07-10", "--known-on", "2026-07-10", *options)


def test_an_earlier_expectation_is_judged_by_what_is_known_now(recorded: Wams) -> None:
    ended = asked(recorded, "--json")
    assert ended.status == 0
    three, six, twelve = ended.json["records"]
    assert [one["months_back"] for one in ended.json["records"]] == [3, 6, 12]
    assert three["as_of"] == "2026-04-10"
    assert three["denominator"] == len(three["rows"]) == 3  # the ends of April, May and June
    unfinished = [row for row in said(FIRST) if "afgerond" not in row]
    finished_by = {
        row.split(";")[0]: date.fromisoformat(row.split(";")[-1]) for row in said(SECOND) if "afgerond" in row
    }
    for row in three["rows"]:
        end = date.fromisoformat(row["month_end"])
        followed = [line.split(";")[0] for line in unfinished]  # those without a start date too
        assert row["judged_count"] == len(followed)
        assert row["happened_count"] == sum(finished_by.get(code, date.max) <= end for code in followed)
        assert row["is_inside"] == (row["interval_low"] <= row["happened_count"] <= row["interval_high"])
    assert three["value"] == three["numerator"] / three["denominator"]
    assert {(one["value"], one["value_status"]) for one in (six, twelve)} == {(None, "too_few")}


def test_one_step_has_the_same_record_as_when_all_are_asked(recorded: Wams) -> None:
    assert asked(recorded, "--step", "8", "--json").json["records"] == asked(recorded, "--json").json["records"]
    assert asked(recorded, "--step", "1", "--json").json["records"][0]["value"] is None


def test_for_people_it_is_a_sentence_in_their_language(recorded: Wams) -> None:
    assert asked(recorded).out.startswith("Verwachting van 3 maanden geleden (10 apr 2026): de uitkomst lag ")
    english = recorded("forecast-record", "--as-of", "2026-07-10", "--known-on", "2026-07-10", WAMS_LANGUAGE="en")
    assert english.out.startswith("Expectation of 3 months ago (10 Apr 2026): the outcome lay inside ")


@pytest.mark.parametrize("options", [("--step", "99"), ("--as-of", "gisteren"), ("--known-on", "2999-01-01")])
def test_what_cannot_be_asked_is_wrong_use_and_no_traceback(recorded: Wams, options: tuple[str, str]) -> None:
    ended = recorded("forecast-record", *options)
    assert ended.status == 2
    assert "Traceback" not in ended.err


def test_with_a_chosen_age_expectations_and_what_became_of_them_look_at_young_statements_alone(
    recorded: Wams,
) -> None:
    every, young, old = (
        asked(recorded, *age, "--step", 8, "--json").json for age in ((), ("--max-age", 10), ("--max-age", 9))
    )
    # both rounds were said ten days before the day that looks at them
    assert young["records"][0]["rows"] == every["records"][0]["rows"]
    assert (young["max_age_days"], old["max_age_days"]) == (10, 9)
    assert [one["value"] for one in old["records"]] == [None, None, None]
    assert [one["value_status"] for one in old["records"]] == ["too_few"] * 3
