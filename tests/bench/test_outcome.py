"""The outcome of the race of pages, on samples made by hand."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from bench.outcome import Outcome, frames_while_scrubbing, lines, page, summary
from bench.ui import SAMPLES


def _samples(times: dict[tuple[str, str], list[list[float]]], frames: int = 0) -> pl.DataFrame:
    """`times`: side and measure -> for each round its milliseconds."""
    rows = [
        {
            "side": side, "round": place + 1, "measure": measure, "is_first": False, "milliseconds": one,
            "whole_milliseconds": 3 * one, "frames_sent": frames if measure == "month" else 1, "bytes_received": 0,
            "changes": 0,
        }
        for (side, measure), rounds in times.items()
        for place, taken in enumerate(rounds)
        for one in taken
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SAMPLES)


@pytest.fixture
def samples() -> pl.DataFrame:
    return _samples(
        {
            ("monitor", "month"): [[10, 11, 90], [12, 12, 12], [9, 9, 9]],
            ("dash", "month"): [[300, 330, 900], [240, 240, 240], [270, 270, 270]],
            ("monitor", "province"): [[400], [500], [450]],
            ("dash", "province"): [[900], [300], [300]],
            ("plain", "month"): [[660], [660], [660]],
            ("plain", "province"): [[900], [900], [900]],
        }
    )


@pytest.fixture
def outcome(samples) -> Outcome:
    return Outcome(
        made_on=date(2026, 11, 26), release="0.1.0", rounds=3, municipality_count=342, month_count=24, cores=2,
        streamlit="1.67", dash="4.4", plotly="7.1", chromium="140", frames_while_scrubbing=0, rows=summary(samples),
    )  # fmt: skip


def test_a_line_is_the_median_over_the_rounds_of_the_median_in_a_round(samples):
    month, province = summary(samples).to_dicts()
    assert (month["monitor"], month["monitor_lowest"], month["monitor_highest"]) == (11, 9, 12)
    assert (month["dash"], month["dash_lowest"], month["dash_highest"]) == (270, 240, 330)
    assert (province["monitor"], province["dash"]) == (450, 300)


def test_a_ratio_says_how_many_times_faster_ours_is_and_below_one_that_it_is_slower(samples):
    month, province = summary(samples).to_dicts()
    assert month["ratio"] == pytest.approx(270 / 11)
    assert province["ratio"] == pytest.approx(300 / 450)
    assert (month["plain_ratio"], province["plain_ratio"]) == (60, 2)


def test_until_our_whole_page_is_still_stands_beside_it_and_counts_for_no_ratio(samples):
    month, province = summary(samples).to_dicts()
    assert (month["monitor_whole"], province["monitor_whole"]) == (33, 1350)
    assert province["whole_times"] == pytest.approx(1350 / 300)


def test_after_a_new_filter_all_of_our_page_may_take_one_and_a_half_times_what_dash_takes(samples, outcome):
    fast = outcome.rows.filter(pl.col("measure") == "province").with_columns(ratio=2.0)
    assert replace(outcome, rows=fast).is_as_wanted  # the server was asked it before
    new = fast.with_columns(is_first=True)
    assert not replace(outcome, rows=new).is_as_wanted
    assert replace(outcome, rows=new.with_columns(whole_times=1.5)).is_as_wanted
    assert "(**4.5** × Dash)" in page(replace(outcome, rows=new))


def test_a_month_must_be_twenty_times_faster_and_another_choice_not_slower(outcome):
    assert outcome.rows["wanted"].to_list() == [20, 1]
    assert not outcome.is_as_wanted
    assert replace(outcome, rows=outcome.rows.filter(pl.col("measure") == "month")).is_as_wanted


def test_one_message_to_the_server_while_scrubbing_is_not_as_wanted(samples, outcome):
    sent = frames_while_scrubbing(_samples({("monitor", "month"): [[10, 10]]}, frames=1))
    assert sent == 2
    assert frames_while_scrubbing(samples) == 0
    only_month = outcome.rows.filter(pl.col("measure") == "month")
    assert not replace(outcome, rows=only_month, frames_while_scrubbing=sent).is_as_wanted


def test_an_outcome_reads_back_as_it_was_written(outcome, tmp_path):
    outcome.write(tmp_path / "ui.toml")
    again = Outcome.read(tmp_path / "ui.toml")
    assert again.head() == outcome.head()
    assert again.rows.equals(outcome.rows)
    assert page(again) == page(outcome)


def test_what_is_slower_than_wanted_stands_out_on_the_page_and_in_the_terminal(outcome):
    assert (
        "| province, again | 450 (400–500) | 300 (300–900) | **0.7** | 900 (900–900) | 2.0 | 1350 (4.5 × Dash) |"
        in page(outcome)
    )
    assert "| month, again | 11 (9–12) | 270 (240–330) | 24.5 | 660 (660–660) | 60.0 | 33 (0.1 × Dash) |" in page(
        outcome
    )
    told = list(lines(outcome))
    assert told[1].endswith("0.7×  (wanted: 1)")
    assert told[-1] == "frames sent while scrubbing: 0"


def test_without_an_outcome_the_page_says_so_and_gives_no_number():
    assert "No outcome is kept yet" in page(None)
    assert "| ---" not in page(None)
