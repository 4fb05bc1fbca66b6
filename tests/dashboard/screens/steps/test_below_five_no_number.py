"""Stappen gives no number of a few: table, card, title and expectation keep to the same five; clocks say they run."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from dashboard.figure.withheld_rows import NOTHING
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.busy import busy_drawn, busy_table
from dashboard.screens.steps.curves import median_word
from dashboard.screens.steps.durations import durations_finding
from dashboard.screens.steps.durations_tables import durations_table
from dashboard.screens.steps.every_step import AllSteps
from dashboard.screens.steps.every_step_busy import all_busy_table
from dashboard.screens.steps.headlines import headlines
from dashboard.screens.steps.outlook import outlook_finding, outlook_table
from dashboard.screens.steps.plans import plans_note, without_plan
from dashboard.screens.steps.record import record_drawn
from domain.programme import Programme
from metrics.defining.request import Clock
from metrics.durations.duration import durations as followed_from
from metrics.durations.log_rank import log_rank
from metrics.forecast.step_records import Judged, StepRecord
from metrics.readings.duration_summary import summary_of
from metrics.readings.step_durations import GroupCurve, StepDurations

AS_OF = date(2026, 10, 31)
PROGRAMME = Programme.load()


def _curve(name: str | None, days: list[int], open_days: list[int] | None = None) -> GroupCurve:
    """Municipalities that finished after so many days, and those last seen unfinished then."""
    until = [*days, *(open_days or [])]
    rows = pl.DataFrame(
        {"entry_days": [0] * len(until), "exit_days": until,
         "is_event": [True] * len(days) + [False] * len(open_days or []), "left_out": [None] * len(until)},
        schema={"entry_days": pl.Int64, "exit_days": pl.Int64, "is_event": pl.Boolean, "left_out": pl.String},
    )  # fmt: skip
    return GroupCurve(name, summary_of({"group": name}, rows), followed_from(rows))


def _durations(*groups: GroupCurve, whole: GroupCurve) -> StepDurations:
    test = log_rank([group.spells for group in groups])
    return StepDurations(3, Clock.OWN_START.value, "size_class", pl.DataFrame(), whole, groups, test)


def _column(found: StepDurations, part: str) -> list[str]:
    table = durations_table(found, lambda group: str(group.name), "nl", "", NOTHING)
    place = next(place for place, column in enumerate(table.columns) if part in column.label)
    return [row[place] for row in table.words()]


FOUR = _curve("small", [300, 320, 340, 360])
MANY = _curve("large", list(range(300, 340, 2)))
LATER = _curve("large", [*range(300, 340, 2), 900])  # seen beyond a year


def test_the_table_of_durations_gives_a_median_only_where_the_line_and_the_card_do():
    found = _durations(FOUR, MANY, whole=MANY)
    assert median_word(FOUR, "nl") == "helft: nog niet te zeggen"
    assert _column(found, "de helft klaar na") == ["te weinig", "319", "319"]  # half lies between day 318 and day 320
    assert _column(found, "95% van")[0] == "te weinig"
    assert _column(found, "gemiddeld")[0] == "te weinig"


def test_a_share_finished_after_so_many_days_stands_in_the_table_only_where_it_is_known_of_five():
    four_of_six = _curve("small", [100, 110], [200, 210, 400, 410])  # on day 365 two are finished and two still open
    assert _column(_durations(four_of_six, LATER, whole=LATER), "binnen 365 dagen") == ["te weinig", "95%", "95%"]
    five = _curve("small", [100, 110], [200, 400, 410, 420])
    assert _column(_durations(five, MANY, whole=MANY), "binnen 365 dagen")[0] != "te weinig"


def test_that_half_have_not_finished_is_said_of_five_or_more_alone():
    assert _column(_durations(_curve("small", [], [400] * 4), whole=MANY), "de helft klaar na")[0] == "te weinig"
    assert _column(_durations(_curve("small", [], [400] * 5), whole=MANY), "de helft klaar na")[0] == "niet bereikt"


def test_of_a_group_that_nobody_of_is_followed_a_duration_is_unknown_and_not_too_few():
    nobody = _durations(_curve("middle", []), MANY, whole=MANY).of_few()
    assert _column(nobody, "de helft klaar na")[0] == _column(nobody, "binnen 365 dagen")[0] == "onbekend"


def test_a_part_that_waits_is_given_of_five_at_work_or_more():
    picture = _busy([(3, 290)] * 4 + [(6, 240)] * 5, dict.fromkeys(PROGRAMME.step_numbers, 340))
    last = {row[0][0]: row[-1] for row in all_busy_table(picture, "nl", "").words()}
    assert last == {"3": "te weinig", "6": "0 van 5"}


def test_where_too_few_have_reported_on_the_step_neither_table_nor_line_nor_title_gives_a_duration():
    found = _durations(FOUR, MANY, whole=MANY).of_few()
    assert set(_column(found, "de helft klaar na")) == {"te weinig"}
    assert set(_column(found, "binnen 365 dagen")) == {"te weinig"}
    assert {median_word(group, "nl") for group in (*found.groups, found.whole)} == {"helft: nog niet te zeggen"}
    assert durations_finding(found, "nl") == "Te weinig gemeenten zijn gevolgd om te zeggen hoe lang stap 3 duurt"


def _busy(rows: list[tuple[int, int]], said: dict[int, int]) -> AllSteps:
    """Of each municipality at work: at which step, for how many days; and how many of 342 said anything of a step."""
    frame = pl.DataFrame(
        [{"municipality_code": f"GM{place:04}", "step_number": step, "busy_days": days, "waiting_on": None,
          "opened_on": None} for place, (step, days) in enumerate(rows)],
        schema_overrides={"waiting_on": pl.String, "opened_on": pl.Date},
    )  # fmt: skip
    summaries = {3: MANY.summary, 6: MANY.summary}
    return AllSteps(PROGRAMME, AS_OF, None, frame, summaries, said, municipality_count=342, reporter_count=340)


def test_the_list_of_all_steps_gives_no_middle_one_at_a_step_of_which_too_few_said_anything():
    picture = _busy([(3, 290)] * 8 + [(6, 240)] * 8, {**dict.fromkeys(PROGRAMME.step_numbers, 340), 6: 12})
    table = all_busy_table(picture, "nl", "")
    words = {row[0]: row for row in table.words()}
    enough, few = (next(row for name, row in words.items() if name.startswith(step)) for step in ("3 ", "6 "))
    assert (enough[1], enough[3]) == ("9,5", "10,5")
    assert (few[1], few[3]) == ("te weinig", "nog niet te zeggen")


def _picture(**values: Any) -> OneStep:
    return cast(OneStep, SimpleNamespace(number=3, too_few=None, follows_few=False, as_of=AS_OF, **values))


def test_of_fewer_than_five_to_whom_a_step_applies_no_number_is_expected():
    last = SimpleNamespace(value_status="observed", value=0.5, interval_low=0, interval_high=1, numerator=0,
                           denominator=4, month_end=date(2027, 10, 31))  # fmt: skip
    expected = pl.DataFrame({"month_end": [last.month_end], "value_status": ["observed"], "value": [0.5],
                             "interval_low": [0.0], "interval_high": [1.0]})  # fmt: skip
    months = pl.DataFrame({"month_end": [AS_OF], "numerator": [0]})
    picture = _picture(coming=[last], expected=expected, months=months, today=None)
    picture.follows_few = True
    assert outlook_finding(picture, "nl") == (
        "Stap 3 geldt in deze keuze voor maar 4 gemeenten; een verwachting geven wij vanaf 5"
    )
    assert outlook_table(picture, "nl", "").words()[-1][1:] == ["te weinig om op te bouwen", *["geen getal"] * 3]


def test_whether_few_can_be_followed_is_asked_of_the_furthest_month():
    of = lambda count: OneStep.follows_few.fget(SimpleNamespace(coming=[SimpleNamespace(denominator=count)]))  # noqa: E731
    assert [of(count) for count in (0, 1, 4, 5)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("shifts", "told"),
    [
        ([0], "bij de ene gemeente met meer dan één opgave van een streefdatum bleef die staan"),
        ([5], "bij de ene gemeente met meer dan één opgave van een streefdatum verschoof die"),
        ([0, 0], "bij geen van de 2 met meer dan één opgave van een streefdatum verschoof die"),
        ([0, 30], "bij 1 van de 2 met meer dan één opgave van een streefdatum verschoof die"),
        ([-9, 30, 0, 4], "bij 3 van de 4 met meer dan één opgave van een streefdatum verschoof die"),
    ],
)
def test_how_far_dates_moved_is_counted_below_five_and_has_no_middle_one(shifts: list[int], told: str):
    each = pl.DataFrame({
        "municipality_code": [f"GM1{n:03d}" for n in range(len(shifts))], "slip_days": shifts,
        "outcome": ["met"] * len(shifts),
    })  # fmt: skip
    figure = SimpleNamespace(reporter_count=9, municipality_count=9, as_of=AS_OF, known_on=AS_OF, stale_count=0)
    standings = pl.DataFrame({"municipality_code": ["GM0014", "GM0034"], "standing": ["started", "not_applicable"]})
    picture = _picture(adherence=figure, said_count=9, said=SimpleNamespace(unknown_count=0), plans=None,
                       standings=standings,
                       reopened=SimpleNamespace(rows=pl.DataFrame()),
                       moved=SimpleNamespace(median=0, q1=0, q3=0, denominator=len(shifts)))  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.screens.steps.plans.anatomy.note", lambda *_: "n = 9")
        patch.setattr("dashboard.screens.steps.plans._sees_each", lambda: True)
        note = plans_note(picture, each, "nl")
    assert told in note
    assert "middelste" not in note


def test_who_gave_no_target_date_is_counted_of_those_to_whom_the_step_applies_and_that_reported_on_it():
    standings = pl.DataFrame({
        "municipality_code": ["GM0014", "GM0034", "GM0037", "GM0047", "GM0050"],
        "standing": ["started", "finished", "not_applicable", "not_reported", "not_started"],
    })  # fmt: skip
    each = pl.DataFrame({
        "municipality_code": ["GM0014", "GM0050"], "outcome": ["met", "afterwards"], "slip_days": [None, 4],
    })  # fmt: skip
    assert without_plan(_picture(standings=standings), each) == 2  # GM0034, and GM0050 that gave it afterwards


def _of_everybody(unknown: int) -> str:
    """The note of the first card of a step that 2 of 13 have finished, while of so many nothing is known."""
    said = SimpleNamespace(numerator=2, denominator=13 - unknown, estimate=2 / 13, lower_bound=2 / 13,
                           upper_bound=(2 + unknown) / 13, upper_bound_stale=(2 + unknown) / 13,
                           unknown_count=unknown)  # fmt: skip
    found = _durations(MANY, whole=MANY)
    picture = _picture(said=said, completion=SimpleNamespace(municipality_count=13), clock="own_start", durations=found,
                       waited_on=[], busy=pl.DataFrame())  # fmt: skip
    return headlines(picture, "nl")[0].note


def test_where_everybody_has_reported_a_share_is_counted_and_not_estimated():
    assert "Geteld: 15%" in _of_everybody(0)
    assert "chatting" not in _of_everybody(0)


def test_a_clock_that_runs_on_says_so_over_its_own_column():
    start = AS_OF - timedelta(days=200)
    rows = pl.DataFrame(
        {"municipality_code": ["GM0001"], "name": ["Ede"], "province": ["Gelderland"], "busy_days": [200],
         "start_date": [start], "is_stale": [False], "waiting_on": [None], "reporting_date": [date(2026, 6, 30)],
         "peer": [None], "peer_name": [None], "peer_end_date": [None], "finished_on": [None], "opened_on": [None]},
        schema_overrides={"finished_on": pl.Date, "opened_on": pl.Date,
                          "waiting_on": pl.String, "peer": pl.String, "peer_name": pl.String, "peer_end_date": pl.Date},
    )  # fmt: skip
    picture = _picture(busy=rows, programme=PROGRAMME)
    head = "Al bezig, maanden; telt door tot 31 okt 2026"
    drawn = busy_drawn(picture, "nl", "")
    assert [column["label"] for column in drawn["columns"]][1:3] == [head, "Peildatum"]
    assert drawn["rows"][0]["cells"][1:3] == ["6,6", "30 jun 2026"]
    assert head in [column.label for column in busy_table(picture, "nl", "").columns]
    every = all_busy_table(_busy([(3, 290)] * 8, dict.fromkeys(PROGRAMME.step_numbers, 340)), "nl", "")
    assert every.columns[1].label == "Al bezig, middelste, maanden; telt door tot 31 okt 2026"


def test_an_earlier_expectation_names_the_day_it_was_made_and_the_day_it_was_for():
    row = {"interval_low": 3.0, "interval_high": 5.0, "expected": 4.0, "happened_count": 4, "judged_count": 9,
           "is_inside": True}  # fmt: skip
    judged = Judged(date(2026, 7, 31), 3, row)
    found = cast(StepRecord, SimpleNamespace(step=3, month_end=date(2026, 9, 30), judged=[judged]))
    drawn = record_drawn(found, "", "nl")["rows"][0]
    assert (drawn["label"], drawn["sub"]) == ("31 jul 2026", "verwacht voor 30 sep 2026")
