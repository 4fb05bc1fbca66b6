"""Mijn gemeente tells of a running step by the day of the report that says so, and of a clock that it counts on."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from dashboard.drawing.bars import BARS
from dashboard.screens.municipality import peer_steps as peer_steps_file
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.headlines import all_ended_on, finished_tile
from dashboard.screens.municipality.peer_steps import peer_steps, peer_steps_finding
from dashboard.screens.municipality.reuse import steps_to_show, without_finisher
from dashboard.screens.municipality.timeline_drawn import timeline_drawn
from dashboard.screens.municipality.timeline_words import slip_words, stale_words, timeline_finding
from dashboard.subjects.waits import counts_on_until
from dashboard.view.address import View
from domain.programme import Programme

AS_OF, JUNE, DECEMBER = date(2026, 10, 31), date(2026, 6, 30), date(2025, 12, 31)
PROGRAMME = Programme.load()
Said = tuple[str, date, date | None]  # standing, reporting date, start date


def _steps(*said: Said, is_stale: bool = False) -> pl.DataFrame:
    rows = [
        {"step_number": number, "standing": standing, "reporting_date": said_on, "start_date": start,
         "end_date": said_on if standing == "finished" else None, "is_stale": is_stale, "waiting_on": None}
        for number, (standing, said_on, start) in zip(PROGRAMME.step_numbers, said, strict=False)
    ]  # fmt: skip
    schema = {"start_date": pl.Date, "end_date": pl.Date, "waiting_on": pl.String}
    return pl.DataFrame(rows, schema_overrides=schema)


def _municipality(*said: Said, peers: int = 0, is_stale: bool = False) -> OneMunicipality:
    """A municipality that said this of its first steps, beside so many peers that have finished all of them."""
    steps = _steps(*said, is_stale=is_stale)
    codes = [f"GM{place:04}" for place in range(peers)]
    standings = pl.DataFrame(
        [{"municipality_code": code, "step_number": number, "standing": "finished", "is_stale": False,
          "reporting_date": JUNE} for code in codes for number in steps["step_number"]],
        schema={"municipality_code": pl.String, "step_number": pl.Int64, "standing": pl.String, "is_stale": pl.Boolean,
                "reporting_date": pl.Date},
    )  # fmt: skip
    counts = dict.fromkeys(("finished", "started", "not_started", "not_reported", "not_applicable"), 0)
    counts |= dict(steps.group_by("standing").len().iter_rows())
    found = SimpleNamespace(
        name="Delft", code="GM0503", steps=steps, count=counts, as_of=AS_OF, is_silent=False, max_age_days=None,
        programme=PROGRAMME, coverage={}, targets={}, opened_again={},
        peer_standings=standings, peers=SimpleNamespace(codes=codes),
        facts=SimpleNamespace(newest_reporting_date=max(said_on for _, said_on, _ in said)),
    )  # fmt: skip
    return cast(OneMunicipality, found)


def test_steps_ran_on_the_day_of_the_report_and_run_only_by_a_report_of_the_day_itself():
    started: Said = ("started", JUNE, None)
    assert timeline_finding(_municipality(started, started), "nl") == (
        "Delft rondde nog geen van de 2 stappen af; 2 liepen op 30 jun 2026, bij de laatste opgave"
    )
    today: Said = ("started", AS_OF, None)
    assert timeline_finding(_municipality(today), "nl") == "Delft rondde nog geen van de 1 stappen af; 1 loopt"
    done: Said = ("finished", JUNE, None)
    assert timeline_finding(_municipality(done), "nl") == "Delft rondde 1 van 1 stappen af; op 30 jun 2026 liep er geen"


def test_steps_that_were_last_heard_of_on_several_days_ran_on_several_days():
    told = timeline_finding(_municipality(("started", DECEMBER, None), ("started", JUNE, None)), "nl")
    assert "2 liepen op verschillende dagen (31 dec 2025 tot en met 30 jun 2026), bij de laatste opgave" in told


def test_what_peers_have_finished_is_told_beside_the_day_on_which_the_step_ran():
    municipality = _municipality(("started", JUNE, None), peers=5)
    name = PROGRAMME.step(PROGRAMME.step_numbers[0]).short_name.nl
    assert peer_steps_finding(municipality, "nl") == (
        f"Bij Delft liep op 30 jun 2026 {name}; volgens de opgaven zijn 5 van 5 vergelijkbare gemeenten daarmee klaar"
    )


def test_where_several_steps_ran_the_one_beside_the_peers_is_called_one_of_them():
    municipality = _municipality(("started", JUNE, None), ("started", JUNE, None), peers=5)
    name = PROGRAMME.step(PROGRAMME.step_numbers[0]).short_name.nl
    assert peer_steps_finding(municipality, "nl").startswith(
        f"Bij Delft liepen op 30 jun 2026 2 stappen, waaronder {name}; "
    )


@pytest.mark.parametrize(("standing", "said_on"), [("started", JUNE), ("not_started", JUNE), ("not_reported", None)])
def test_peers_that_were_at_it_by_an_older_report_or_said_nothing_may_have_finished_so_it_is_at_least_so_many(
    standing: str, said_on: date | None
):
    municipality = _municipality(("started", JUNE, None), peers=5)
    number = PROGRAMME.step_numbers[0]
    is_one = (pl.col("municipality_code") == "GM0000") & (pl.col("step_number") == number)
    told = municipality.peer_standings.with_columns(
        standing=pl.when(is_one).then(pl.lit(standing)).otherwise("standing"),
        reporting_date=pl.when(is_one).then(pl.lit(said_on, pl.Date)).otherwise("reporting_date"),
    )
    municipality.__dict__["peer_standings"] = told
    assert "volgens de opgaven zijn ten minste 4 van 5" in peer_steps_finding(municipality, "nl")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Er is 1 vergelijkbare gemeente met een opgave; bij minder dan 5 tonen wij geen staven"),
        (4, "Er zijn 4 vergelijkbare gemeenten met een opgave; bij minder dan 5 tonen wij geen staven"),
    ],
)
def test_of_fewer_than_five_peers_the_steps_are_told_in_words_and_no_bars_are_drawn(
    count: int, told: str, monkeypatch: pytest.MonkeyPatch
):
    drawn: list[str] = []
    given: dict[str, Any] = {}
    monkeypatch.setattr(type(BARS), "draw", lambda *_args, **_names: drawn.append("bars"))
    monkeypatch.setattr(peer_steps_file.queries, "ask", lambda *_args, **_names: None)
    monkeypatch.setattr(peer_steps_file.anatomy, "figure", lambda _name, **values: given.update(values))
    for peers, bars in ((count, []), (5, ["bars"])):
        every_step: list[Said] = [("started", JUNE, None)] * len(PROGRAMME.steps)
        municipality = _municipality(*every_step, peers=peers)
        peer_steps(municipality, View(as_of=AS_OF, known_on=cast(Any, None), known=AS_OF))
        given["draw"]()
        assert drawn == bars
        assert (given["finding"] == told) is (peers == count)


def test_a_running_step_says_how_long_it_had_been_going_on_at_its_last_report():
    municipality = _municipality(
        ("started", JUNE, date(2025, 6, 2)), ("started", JUNE, date(2026, 6, 20)), ("started", JUNE, None)
    )
    told = [(row["text"], row["since"]) for row in timeline_drawn(municipality, "", "nl")["rows"]]
    assert told == [
        ("begonnen", "12 maanden op 30 jun 2026"),
        ("begonnen", "minder dan een maand op 30 jun 2026"),
        ("begonnen", ""),
    ]


def test_a_step_that_is_open_again_says_when_it_was_called_finished_and_since_when_it_no_longer_is():
    municipality = _municipality(("started", JUNE, date(2025, 6, 2)), ("started", JUNE, date(2025, 6, 2)))
    cast(Any, municipality).opened_again = {1: (DECEMBER, JUNE)}
    drawn = timeline_drawn(municipality, "", "nl")
    again, first = drawn["rows"]
    assert (again["since"], first["since"]) == (
        "klaar gemeld 31 dec 2025, weer open 30 jun 2026",
        "12 maanden op 30 jun 2026",
    )
    assert (again["finished"], again["opened"], first["opened"]) == (DECEMBER.toordinal(), JUNE.toordinal(), None)
    assert ("ring", "Weer open gemeld") in drawn["key"]


def test_a_clock_says_up_to_when_it_counts_on_and_when_it_last_heard():
    assert counts_on_until(AS_OF, JUNE, "nl") == "telt door tot 31 okt 2026, laatste opgave 30 jun 2026"
    assert counts_on_until(AS_OF, AS_OF, "nl") == "telt tot 31 okt 2026"
    assert counts_on_until(AS_OF, None, "nl") == "telt tot 31 okt 2026"


def test_how_far_own_target_dates_moved_is_counted_below_five_steps(monkeypatch: pytest.MonkeyPatch):
    def asked(_view: View, _key: str, by: tuple[str, ...] = (), **_names: str) -> Any:
        shifts = [0.0, 30.0, 12.0]
        rows = {"median": shifts} if by else {"median": [12.0], "denominator": [len(shifts)]}
        return SimpleNamespace(rows=pl.DataFrame(rows))

    monkeypatch.setattr("dashboard.screens.municipality.timeline_words.queries.ask", asked)
    view = View(as_of=AS_OF, known_on=cast(Any, None), known=AS_OF)
    assert slip_words(_municipality(("started", JUNE, None)), view) == (
        "bij 2 van de 3 stappen met meer dan één opgave van een streefdatum verschoof die"
    )


def test_what_was_reported_long_ago_is_told_as_past_with_its_day_and_that_now_is_unknown():
    silent_since: Said = ("not_started", DECEMBER, None)
    municipality = _municipality(silent_since, silent_since, is_stale=True)
    assert timeline_finding(municipality, "nl") == (
        "Delft had op 31 dec 2025 nog geen van de 2 stappen klaar; hoe het op 31 okt 2026 was, weten wij niet"
    )
    ran = _municipality(("finished", DECEMBER, None), ("started", DECEMBER, None), is_stale=True)
    assert timeline_finding(ran, "nl") == (
        "Delft had op 31 dec 2025 1 van 2 stappen klaar; 1 liep toen; hoe het op 31 okt 2026 was, weten wij niet"
    )
    assert finished_tile(municipality, "nl").note.endswith(
        "Volgens de opgave van 31 dec 2025 (verouderd); hoe het op 31 okt 2026 was, weten wij niet."
    )


def test_on_the_timeline_a_stale_standing_has_its_day_the_axis_holds_that_day_and_the_key_only_what_is_drawn():
    municipality = _municipality(("not_started", DECEMBER, None), is_stale=True)
    drawn = timeline_drawn(municipality, "", "nl")
    assert drawn["rows"][0]["text"] == "niet begonnen op 31 dec 2025"
    assert drawn["first"] < DECEMBER.toordinal()
    assert "bar_stale" not in [sign for sign, _ in drawn["key"]]


def test_steps_that_are_stale_since_one_day_are_listed_once_with_that_day():
    municipality = _municipality(*[("not_started", DECEMBER, None)] * 3, ("started", JUNE, None), is_stale=True)
    assert stale_words(municipality, "nl").endswith("stappen 1, 2 en 3 (31 dec 2025), 4 (30 jun 2026)")


def test_who_never_reported_is_shown_who_finished_the_first_steps_and_no_empty_list():
    silent: Any = SimpleNamespace(is_silent=True, programme=PROGRAMME)
    assert steps_to_show(silent, []) == list(PROGRAMME.step_numbers[:2])
    reports: Any = SimpleNamespace(is_silent=False, programme=PROGRAMME)
    assert steps_to_show(reports, [6]) == [6]
    assert steps_to_show(reports, []) == []


def test_the_clock_since_the_own_start_stands_still_once_every_step_was_finished():
    done: Said = ("finished", DECEMBER, None)
    assert all_ended_on(_steps(done, ("finished", JUNE, None))) == JUNE
    assert all_ended_on(_steps(done, ("not_applicable", JUNE, None))) == DECEMBER
    assert all_ended_on(_steps(done, ("started", JUNE, None))) is None
    assert all_ended_on(_steps(done).with_columns(end_date=pl.lit(None, pl.Date))) is None


def test_a_list_of_who_finished_lately_names_the_steps_that_it_is_about_and_does_not_hold():
    assert without_finisher([1, 2], {2}, "nl") == " Stap 1 rondde volgens de opgaven geen van hen in die tijd af."
    assert without_finisher([1, 2], {1, 2}, "nl") == without_finisher([1, 2], set(), "nl") == ""
