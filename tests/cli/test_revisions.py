"""`wams revisions`: what changed between two moments, and how it ends."""

import pytest

from tests.cli.conftest import Wams

STARTED = "GM0363;2026-03-31;1;gestart;2025-06-01;;"
FINISHED = "GM0363;2026-03-31;1;afgerond;2025-06-01;;2026-02-01"
OTHER = "GM0344;2026-03-31;1;gestart;2025-06-01;;"


@pytest.fixture
def replayed(wams: Wams, report) -> Wams:
    """Two reports, a correction of the first, and the second withdrawn."""
    for name, row, moment in [
        ("a.csv", STARTED, "2026-04-01T09:00:00Z"),
        ("b.csv", OTHER, "2026-04-02T09:00:00Z"),
        ("c.csv", FINISHED, "2026-04-03T09:00:00Z"),
    ]:
        assert wams("ingest", report(name, row), "--recorded-at", moment).status == 0
    assert wams("correct", "withdraw", "--report", 2, "--reason", "proef").status == 0
    return wams


def test_each_line_says_what_it_did_and_the_effects_add_up(replayed: Wams) -> None:
    ended = replayed("revisions", "--from", "2026-04-01", "--to", _today(), "--json")
    assert ended.status == 0
    told = [(line["sequence"], line["change"]) for line in ended.json["lines"]]
    assert told == [(2, "new_report"), (3, "correction"), (4, "withdrawal")]
    [step] = [one for one in ended.json["differences"] if (one["figure"], one["step"]) == ("step_completion", 1)]
    assert (step["before"], step["after"]) == (0.0, 1.0)
    assert (step["new_report"], step["correction"], step["withdrawal"]) == (0.0, 0.5, 0.5)
    [cost] = [one for one in ended.json["differences"] if one["figure"] == "realised_cost"]
    assert cost["before"] is cost["after"] is cost["difference"] is None


def test_it_is_told_in_words_in_both_languages(replayed: Wams) -> None:
    dutch = replayed("revisions", "--from", "2026-04-01", "--to", _today(), WAMS_LANGUAGE="nl")
    assert dutch.out.splitlines()[:2] == [
        "Er kwam 1 nieuwe uitspraak bij; 1 verbeterd en 1 ingetrokken.",
        "Verbeteren en intrekken veranderde stap 1 het meest: het aandeel gemeenten dat klaar is werd "
        "100,0 procentpunt hoger.",
    ]
    withdrawn = dutch.out.splitlines()[-1].split("\t")
    assert (withdrawn[0], withdrawn[3:6]) == ("4", ["ingetrokken", "1", "GM0344"])
    assert "Stap 1 klaar +50,0 procentpunt" in withdrawn[6]
    english = replayed("revisions", "--from", "2026-04-01", "--to", _today(), WAMS_LANGUAGE="en")
    assert "1 new statement was added; 1 corrected and 1 withdrawn." in english.out


@pytest.mark.parametrize(
    "choice",
    [
        ("--from", "2026-04-03", "--to", "2026-04-01"),
        ("--from", "2026-04-03", "--to", "2099-01-01"),
        ("--from", "gisteren", "--to", "2026-04-01"),
        ("--from", "2026-04-01", "--to", "2026-04-03", "--as-of", "juni"),
    ],
)
def test_moments_that_cannot_be_asked_are_wrong_use(wams: Wams, choice: tuple[str, ...]) -> None:
    ended = wams("revisions", *choice)
    assert ended.status == 2
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_time_in_which_nothing_was_recorded_has_nothing_to_tell(replayed: Wams) -> None:
    wams = replayed
    ended = wams("revisions", "--from", "2025-04-01", "--to", "2025-04-03")
    assert ended.status == 0
    assert ended.out == "In deze tijd is niets vastgelegd dat een opgave veranderde.\n"


def _today() -> str:
    from cli.outcome import now
    from domain.clocks import dutch_day

    return dutch_day(now()).isoformat()


def test_with_a_chosen_age_older_statements_change_nothing_and_the_answer_names_the_age(replayed: Wams) -> None:
    asked = ("revisions", "--from", "2026-03-31", "--to", "2026-04-03", "--as-of", "2026-04-02")
    every, young, old = (replayed(*asked, *age, "--json").json for age in ((), ("--max-age", 2), ("--max-age", 1)))
    assert "max_age_days" not in every
    assert (young["max_age_days"], young["differences"]) == (2, every["differences"])  # said of two days before
    assert {one["after"] for one in old["differences"]} == {None}
    assert [line["effects"] for line in old["lines"]] == [[], [], []]
    told = replayed(*asked, "--max-age", 90, WAMS_LANGUAGE="nl").out
    assert told.startswith("Opgaven van meer dan 90 dagen oud tellen hier niet mee.")
