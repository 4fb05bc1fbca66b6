"""One step by group: groups that can be told apart add up to all, and earlier expectations are read for one day."""

from datetime import date

import numpy as np
import polars as pl
from hypothesis import given, settings

from metrics.defining.request import Clock, Request
from metrics.durations.curve_readings import median
from metrics.durations.survival import Durations, kaplan_meier
from metrics.forecast.step_records import step_record
from metrics.forecast.track_record import TrackRecord
from metrics.readings.duration_summary import DurationSummary, MedianOutcome
from metrics.readings.step_durations import SIZE_BANDS, GroupCurve, step_durations
from tests.metrics.worlds import Drawn, worlds


def test_every_size_class_is_in_one_band_and_the_bands_follow_each_other():
    sizes = [size for band in SIZE_BANDS.values() for size in band]
    assert sizes == list(range(1, 9))


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_the_sizes_and_all_together_hold_the_same_spells(drawn: Drawn):
    found = step_durations(drawn.known, Request(drawn.as_of), step=1, clock=Clock.OWN_START.value, between="size_class")
    usable = found.rows.filter(pl.col("left_out").is_null())
    assert found.whole.summary.spell_count <= usable.height
    assert sum(one.summary.spell_count for one in found.groups) == found.whole.summary.spell_count
    assert sum(one.summary.event_count for one in found.groups) == found.whole.summary.event_count
    named = {one.name: one for one in found.groups}
    for name in SIZE_BANDS:
        mine = usable.filter(pl.col("group") == name)
        assert len(named[name].spells.exit_days) == mine.height


def _curve(*spells: tuple[int, bool]) -> GroupCurve:
    """Spells seen from the start: until which day, and whether that was the end."""
    days, ended = zip(*spells, strict=True)
    seen = Durations(np.zeros(len(days), dtype=np.int64), np.array(days), np.array(ended))
    curve = kaplan_meier(seen)
    summary = DurationSummary(
        group={}, curve=curve, median=median(curve), median_outcome=MedianOutcome.REACHED, restricted_mean=None,
        landmarks=(), without_start_count=0, not_seen_count=0, thin_start_until_days=None,
    )  # fmt: skip
    return GroupCurve("small", summary, seen)


def test_a_line_stops_where_fewer_than_five_are_followed_and_so_does_its_median():
    eight = _curve(*[(10 * place, True) for place in range(1, 9)])
    assert eight.shown_until_days == 40  # five are left just before day 40, four after it
    assert eight.summary.median.days == 45
    assert eight.shown_median_days is None  # half have finished where too few are left to draw it
    assert eight.at_risk([0, 10, 11, 40, 41]) == [8, 8, 7, 5, 4]


def test_a_group_that_never_had_five_has_no_line():
    assert _curve((10, True), (20, False), (30, True), (40, True)).shown_until_days is None


def _record(as_of: date, *rows: tuple[int, date, int, bool]) -> TrackRecord:
    columns = ("step", "month_end", "happened_count", "is_inside")
    return TrackRecord(as_of, pl.DataFrame(rows, schema=columns, orient="row"))


def test_earlier_expectations_are_judged_for_the_newest_day_that_any_of_them_can_be_judged_for():
    june, july = date(2026, 6, 30), date(2026, 7, 31)
    records = [
        (3, _record(date(2026, 5, 31), (1, june, 4, True), (1, july, 7, False), (2, june, 1, True))),
        (6, _record(date(2026, 2, 28), (1, june, 4, True), (1, july, 9, True))),
        (12, _record(date(2025, 8, 31), (1, june, 4, True))),
    ]
    found = step_record(records, 1)
    assert found.month_end == july
    assert [one.row and one.row["happened_count"] for one in found.judged] == [7, 9, None]
    assert (found.judged_count, found.inside_count) == (2, 1)
    assert step_record(records, 2).month_end == june


def test_a_step_that_cannot_be_judged_has_no_day_and_no_count():
    nothing = _record(date(2026, 5, 31), (1, date(2026, 6, 30), 0, True)).rows.clear()
    found = step_record([(3, TrackRecord(date(2026, 5, 31), nothing))], 1)
    assert (found.month_end, found.judged_count, found.inside_count) == (None, 0, 0)


def test_a_share_is_known_of_those_that_had_finished_by_then_or_were_still_seen():
    of = _curve((100, True), (365, True), (365, False), (400, True), (200, False))
    assert of.known_count_at(365) == 4  # the last one was last seen unfinished before that day
