"""What the policy costs a page, on samples made by hand."""

from datetime import date
from pathlib import Path

import polars as pl

from bench.policy_outcome import SAMPLES, PolicyOutcome, chapter, lines, summary


def _outcome(policy: list[float], everything: list[float]) -> PolicyOutcome:
    runs = [(True, one) for one in policy] + [(False, one) for one in everything]
    rows = [{"role": "vng", "page": "steps", "is_policy": is_policy, "milliseconds": one} for is_policy, one in runs]
    return PolicyOutcome(date(2026, 11, 30), "0.1.0", len(policy), 2, summary(pl.DataFrame(rows, schema=SAMPLES)))


def test_what_a_page_costs_more_is_the_middle_of_the_differences_within_a_round():
    outcome = _outcome([11, 100, 14], [10, 98, 11])
    assert outcome.rows.to_dicts() == [{"role": "vng", "page": "steps", "policy": 14, "open": 11, "more": 2}]
    assert outcome.is_as_wanted


def test_a_page_that_costs_more_than_it_may_is_said_and_stands_in_bold():
    outcome = _outcome([20, 20], [10, 10])
    assert not outcome.is_as_wanted
    assert "(at most 5)" in next(lines(outcome))
    assert "**+10.0**" in chapter(outcome)


def test_what_is_kept_is_read_back_as_it_was(tmp_path: Path):
    outcome = _outcome([12, 12], [10, 11])
    outcome.write(tmp_path / "policy.toml")
    read = PolicyOutcome.read(tmp_path / "policy.toml")
    assert (read.made_on, read.rounds, read.rows.to_dicts()) == (outcome.made_on, 2, outcome.rows.to_dicts())


def test_where_nothing_is_kept_the_page_says_nothing_of_it():
    assert chapter(None) == ""
