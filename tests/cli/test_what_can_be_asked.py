"""Which dates and municipalities `wams` refuses to answer of: wrong use, in a line that says what can be asked."""

import pytest

from tests.cli.conftest import Wams

FINISHED = "GM0363;2026-03-31;1;afgerond;2025-06-01;;2026-02-01"


@pytest.fixture
def replayed(wams: Wams, report) -> Wams:
    wams("ingest", report("opgave.csv", FINISHED), "--recorded-at", "2026-04-01T09:00:00Z")
    return wams


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--as-of", "2199-01-01"), "2199-01-01 lies after"),
        (("--as-of", "2026-04-02", "--known-on", "2026-04-01"), "2026-04-02 lies after 2026-04-01"),
        (("--as-of", "2017-12-31"), "begins on 2018-01-01"),
        (("--known-on", "29990101"), "in the future"),
        (("--municipality", "GM0003"), "part of GM1979 Eemsdelta"),
        (("--where", "municipality=GM0003"), "part of GM1979 Eemsdelta"),
    ],
)
def test_a_day_or_municipality_that_nothing_is_known_of_is_wrong_use_and_says_what_can_be_asked(
    replayed: Wams, asked, told
) -> None:
    ended = replayed("metric", "completed_steps", *asked)
    assert (ended.status, ended.out) == (2, "")
    assert told in ended.err


def test_a_bare_date_of_knowledge_is_the_end_of_that_day_with_hyphens_or_without(replayed: Wams) -> None:
    hyphens, bare = (
        replayed("metric", "completed_steps", "--known-on", written).json for written in ("2026-04-01", "20260401")
    )
    assert hyphens == bare
    assert hyphens["known_on"] == "2026-04-01T21:59:59.999999Z"
    assert (hyphens["as_of"], hyphens["reporter_count"]) == ("2026-04-01", 1)  # the day of known_on, when none is asked


def test_revisions_and_the_record_of_expectations_look_no_further_than_what_was_known(replayed: Wams) -> None:
    later = replayed("revisions", "--from", "2026-03-01", "--to", "2026-04-02", "--as-of", "2026-04-03")
    assert (later.status, "up to 2026-04-02" in later.err) == (2, True)
    record = replayed("forecast-record", "--known-on", "2026-04-02", "--as-of", "2026-04-03")
    assert (record.status, "lies after 2026-04-02" in record.err) == (2, True)


def test_a_template_for_a_dissolved_municipality_names_its_successor(replayed: Wams) -> None:
    ended = replayed("template", "--municipality", "Appingedam", "--out", "formulier.xlsx")
    assert (ended.status, "GM1979 Eemsdelta" in ended.err) == (2, True)


def test_a_chosen_age_leaves_out_older_statements_and_no_municipality(replayed: Wams) -> None:
    asked = ("metric", "completed_steps", "--as-of", "2026-04-01", "--max-age")
    old, young = (replayed(*asked, age).json for age in ("0", "1"))
    assert replayed(*asked, "-1").status == 2
    assert (young["reporter_count"], young["municipality_count"]) == (1, 342)
    assert (old["reporter_count"], old["municipality_count"], old["rows"][0]["value"]) == (0, 342, None)
    refused = replayed("metric", "completed_steps", "--where", "freshness=current")
    assert (refused.status, "cannot be narrowed by 'freshness'" in refused.err) == (2, True)


@pytest.mark.parametrize("command", ["quarantine", "correct"])
def test_a_list_of_a_dissolved_municipality_names_its_successor(replayed: Wams, command: str) -> None:
    ended = replayed(command, "list", "--municipality", "GM0003", "--json", WAMS_LANGUAGE="en")
    assert (ended.status, ended.json) == (0, [])
    assert "GM0003 Appingedam does not exist any more" in ended.err
    assert "GM1979 Eemsdelta" in ended.err
    assert replayed(command, "list", "--municipality", "363").err == ""


@pytest.mark.parametrize("command", ["quarantine", "correct"])
def test_a_list_of_a_code_that_never_was_is_wrong_use(replayed: Wams, command: str) -> None:
    ended = replayed(command, "list", "--municipality", "GM9999")
    assert (ended.status, "no such code" in ended.err) == (2, True)


def test_a_figure_with_a_chosen_age_names_that_age(replayed: Wams) -> None:
    asked = ("metric", "completed_steps", "--as-of", "2026-04-01")
    assert replayed(*asked, "--max-age", 90).json["max_age_days"] == 90
    assert "max_age_days" not in replayed(*asked).json
