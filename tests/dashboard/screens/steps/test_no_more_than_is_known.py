"""Stappen says no more than is known: ties are ties, extremes may be chance, days count on from a last report."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import polars as pl

from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.busy import busy_finding
from dashboard.screens.steps.every_step import AllSteps
from dashboard.screens.steps.every_step_busy import all_busy_finding
from dashboard.screens.steps.every_step_reopened import reopened_finding
from dashboard.screens.steps.every_step_waits import waits_finding
from dashboard.screens.steps.outlook import known_word, outlook_finding
from dashboard.screens.steps.record import record_finding, record_note
from dashboard.screens.steps.words import heard
from domain.programme import Programme
from metrics.defining.figure import Figure
from metrics.forecast.step_records import Held, StepRecord, held_per_horizon
from metrics.forecast.track_record import TrackRecord

AS_OF = date(2026, 10, 31)
PROGRAMME = Programme.load()


def _all(rows: list[tuple[int, int, str | None]], party: str | None = None) -> AllSteps:
    """Of each municipality at work: at which step, for how many days, on whom it waits. All have reported."""
    frame = pl.DataFrame(
        [{"municipality_code": f"GM{place:04}", "name": str(place), "step_number": step, "busy_days": days,
          "waiting_on": waits, "start_date": AS_OF - timedelta(days=days), "reporting_date": AS_OF, "is_stale": False,
          "province": "Utrecht", "finished_on": None, "opened_on": None}
         for place, (step, days, waits) in enumerate(rows)],
        schema_overrides={"waiting_on": pl.String},
    )  # fmt: skip
    said = dict.fromkeys(PROGRAMME.step_numbers, 342)
    return AllSteps(PROGRAMME, AS_OF, party, frame, {}, said, municipality_count=342, reporter_count=342)


def test_parties_that_are_waited_on_equally_often_are_all_named():
    once_each = _all([(5, 10, "rijk"), (6, 10, "leverancier"), (8, 10, "eigen organisatie")])
    assert waits_finding(once_each, "nl") == (
        "Over alle stappen samen noemden gemeenten in hun laatste opgave op wie zij wachten: het Rijk, de leverancier "
        "en de eigen organisatie, elk 1 keer"
    )
    twice_each = _all([(5, 10, "rijk"), (6, 10, "rijk+partners"), (6, 10, "vng"), (8, 10, "partners")])
    assert waits_finding(twice_each, "nl") == (
        "Over alle stappen samen noemden gemeenten in hun laatste opgave het vaakst het Rijk en partners als partij "
        "waarop zij wachten: elk 2 keer"
    )
    assert waits_finding(_all([(5, 10, "rijk"), (6, 10, None)]), "nl") == (
        "Over alle stappen samen noemde één gemeente in haar laatste opgave één keer iemand op wie zij wachtte: "
        "het Rijk"
    )


def test_steps_in_which_a_party_is_waited_on_equally_often_are_all_named():
    rows = [(4, 10, "vng"), (4, 10, "vng"), (6, 10, "vng"), (6, 10, "vng"), (8, 10, "vng")]
    assert waits_finding(_all(rows, "vng"), "nl") == (
        "In de laatste opgaven noemde 5 keer een gemeente de VNG als partij waarop zij wacht; "
        "het vaakst bij de stappen 4 en 6: elk 2 keer"
    )
    assert waits_finding(_all([(4, 10, "vng"), (6, 10, "vng")], "vng"), "nl") == (
        "In de laatste opgaven noemde 2 keer een gemeente de VNG als partij waarop zij wacht: "
        "één keer bij elk van de stappen 4 en 6"
    )
    assert waits_finding(_all([(4, 10, "vng"), (4, 10, "vng"), (6, 10, "vng")], "vng"), "nl") == (
        "In de laatste opgaven noemde 3 keer een gemeente de VNG als partij waarop zij wacht; "
        "het vaakst bij stap 4: 2 keer"
    )


def test_no_title_names_the_longest_step_it_gives_the_range_and_the_day_on_which_it_counts():
    rows = [(3, 290, None)] * 24 + [(6, 240, "vng")] * 110 + [(8, 100, None)] * 30
    finding = all_busy_finding(_all(rows), "nl")
    assert finding == (
        "Wie volgens de laatste opgave met een stap bezig is, is dat al 3,3 tot 9,5 maanden: de middelste, per stap; "
        "de tijd telt door tot 31 okt 2026; per stap noemde 0% tot 100% van hen iemand op wie zij wacht"
    )
    assert "nu" not in finding.split()


def test_an_end_of_a_range_over_steps_does_not_rest_on_fewer_than_twenty():
    rows = [(1, 600, None)] * 8 + [(6, 240, "vng")] * 110 + [(8, 100, None)] * 30
    assert "19,7" not in all_busy_finding(_all(rows), "nl")
    assert "3,3 tot 7,9 maanden" in all_busy_finding(_all(rows), "nl")


def test_who_is_at_it_for_over_a_year_is_at_least_so_many_while_of_some_it_is_not_known():
    def told(unknown: int, days: list[int | None]) -> str:
        frame = pl.DataFrame({"busy_days": days, "peer": ["GM0001"] * len(days)})
        picture = SimpleNamespace(
            too_few=None, busy=frame, number=6, as_of=AS_OF, said=SimpleNamespace(unknown_count=unknown)
        )
        return busy_finding(cast(OneStep, picture), "nl")

    every = (
        "gemeenten begonnen langer dan een jaar vóór 31 okt 2026 met stap 6 en waren bij hun laatste opgave nog bezig; "
        "voor elk is er een voorbeeld"
    )
    assert told(0, [400, 500, 100]) == f"2 {every}"
    assert told(0, [400, 500, None]) == f"Ten minste 2 {every}"
    assert told(57, [400, 500, 100]) == f"Ten minste 2 {every}"


def _reopened(count: int, finished: int, unknown: int = 0) -> Figure:
    rows = {"numerator": [count], "denominator": [finished], "unknown_count": [unknown]}
    return cast(Figure, SimpleNamespace(rows=pl.DataFrame(rows)))


def test_with_a_chosen_age_steps_that_were_opened_again_are_said_of_those_reports_alone_and_never_of_ever():
    for count, finished in ((0, 0), (0, 5), (1, 5), (3, 5)):
        for language, age in (("nl", "In de opgaven van hooguit 90 dagen oud"), ("en", "In the reports of at most 90")):
            said = reopened_finding(_reopened(count, finished), language, 90)
            assert said.startswith(age)
            assert "ooit" not in said
            assert "ever" not in said.split()


def _record(inside: int, judged: int) -> StepRecord:
    return cast(StepRecord, SimpleNamespace(step=6, judged_count=judged, inside_count=inside))


HELD = (Held(3, 19, 22), Held(6, 51, 55), Held(12, 50, 88))


def test_an_earlier_expectation_of_the_whole_country_says_so_beside_a_part_of_it():
    assert record_finding(_record(1, 2), HELD, "nl", is_of_a_part=True) == (
        "Voor alle gemeenten samen: bij stap 6 lag de uitkomst binnen het interval van 1 van de 2 eerdere "
        "verwachtingen; van alle stappen en maanden samen 73%, en bedoeld is 80%"
    )
    assert record_finding(_record(1, 2), HELD, "nl").startswith("Bij stap 6 lag de uitkomst binnen het interval van 1")
    assert "alle gemeenten" not in record_finding(_record(0, 0), (), "nl", is_of_a_part=True)


def test_who_reported_on_this_step_and_on_any_step_are_told_apart():
    words: Any = [heard(key, 285, 342, "nl") for key in ("screen_steps.heard_of_step", "screen_steps.heard")]
    assert words == [
        "285 van de 342 gemeenten deden opgave over deze stap",
        "285 van de 342 gemeenten deden opgave over een stap",
    ]


def test_beside_an_expectation_of_one_step_stands_how_often_is_meant_and_how_often_all_held_each_horizon_apart():
    assert record_finding(_record(2, 2), HELD, "nl") == (  # the step's own two, and that not all came out so
        "Bij stap 6 lag de uitkomst binnen het interval van beide eerdere verwachtingen; "
        "van alle stappen en maanden samen 73%, en bedoeld is 80%"
    )
    held = (Held(3, 14, 22), Held(6, 44, 55), Held(12, 85, 88))
    assert "14 van de 22 (64%) na 3 maanden, 44 van de 55 (80%) na 6 maanden en 85 van de 88 (97%) na 12 maanden" in (
        record_note(_record(2, 2), held, "nl")
    )


def test_an_earlier_expectation_is_judged_over_all_its_months_and_one_that_cannot_be_is_left_out():
    rows = pl.DataFrame({"is_inside": [True, False, True]})
    records = [(3, TrackRecord(date(2026, 7, 31), rows)), (6, TrackRecord(date(2026, 4, 30), rows.clear()))]
    assert held_per_horizon(records) == (Held(3, 2, 3),)


def test_where_municipalities_are_silent_what_is_known_to_have_finished_names_its_day_and_its_bounds():
    def picture(finished: int, unknown: int) -> Any:
        said = SimpleNamespace(numerator=finished, unknown_count=unknown)
        return SimpleNamespace(said=said, as_of=date(2026, 10, 31))

    assert known_word(picture(0, 4), "nl") == (
        "Op 31 okt 2026 bekend als klaar: 0; van 4 is er geen opgave over, dus 0 tot 4"
    )
    assert known_word(picture(106, 0), "nl") == "Op 31 okt 2026 bekend als klaar: 106"


def _outlook(value: float, low: float, high: float, followed: int) -> str:
    last = SimpleNamespace(value_status="observed", value=value, interval_low=low, interval_high=high, numerator=1,
                           denominator=followed, month_end=date(2027, 10, 31))  # fmt: skip
    picture = SimpleNamespace(coming=[last], number=3, too_few=None, follows_few=False)
    return outlook_finding(cast(OneStep, picture), "nl")


def test_an_expectation_is_always_a_range_and_all_only_where_every_draw_says_all():
    followed = "klaar met stap 3"
    assert _outlook(4.2, 3, 5, 5) == f"Eind okt 2027 zijn naar verwachting 3 tot 5 van de 5 gemeenten {followed}"
    assert _outlook(282.957, 283, 283, 283) == (
        f"Eind okt 2027 zijn naar verwachting 282 tot 283 van de 283 gemeenten {followed}"
    )
    assert _outlook(283, 283, 283, 283) == (f"Eind okt 2027 zijn naar verwachting 283 van de 283 gemeenten {followed}")
