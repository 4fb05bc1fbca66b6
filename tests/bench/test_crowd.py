"""What a crowd met is told by what was counted; pages are those of the app, municipalities all over the country."""

from datetime import date

import pytest

from bench import crowd, pages
from bench.crowd import Crowd, spread_out
from bench.holding import Held
from bench.incoming import HEADER, report
from bench.visitors import Visited
from dashboard.shell import SCREENS

TODAY = date(2026, 11, 30)


def _crowd(*seconds: float, begun: float = 100.0) -> Crowd:
    visited = [Visited("/", begun + place, one) for place, one in enumerate(seconds)]
    return Crowd(visited, before=Held(10.0, 500.0), after=Held(12.0, 600.0), most_megabytes=700.0)


def test_of_twenty_pages_the_slowest_but_one_stands_for_95_of_100():
    met = _crowd(*[1.0] * 18, 2.0, 9.0)
    assert (met.middle, met.slowest_twentieth, met.longest) == (1.0, 2.0, 9.0)


def test_pages_a_second_run_from_the_first_that_began_to_the_last_that_was_whole():
    assert _crowd(1.0, 1.0, 3.0).per_second == pytest.approx(3 / 5)  # the last began two seconds later


def test_the_processor_is_that_of_all_processes_over_all_pages():
    assert _crowd(1.0, 1.0, 1.0, 1.0).milliseconds_per_page == pytest.approx(500.0)


def test_what_two_servers_hold_is_held_together():
    assert Held(1.0, 200.0) + Held(2.0, 300.0) == Held(3.0, 500.0)


def test_the_pages_are_all_that_the_app_shows_to_anybody():
    shown = {screen.address for screen in SCREENS if screen.group and screen.group != "manage"}
    assert set(pages.PAGES) == shown
    assert set(crowd.FIGURES) < shown


def test_each_visitor_has_an_own_municipality():
    codes = spread_out(51, TODAY)
    assert len(set(codes)) == 51
    assert codes == sorted(codes)


def test_what_comes_in_is_a_report_of_all_steps():
    rows = report("GM0363", TODAY).removeprefix(HEADER).splitlines()
    assert [row.split(";")[:3] for row in rows] == [["GM0363", "2026-11-30", str(step)] for step in range(1, 12)]
