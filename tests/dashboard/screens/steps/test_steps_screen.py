"""The screen of one step: its figures against a count apart, its empty states in words, its choices in the address."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.statements import Table
from language.formats import day, decimal
from language.texts import say
from tests.dashboard import example, journal_world
from tests.dashboard.conftest import drawn
from tests.dashboard.reading import latest_on_step, statements, waits_on

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF, STEP = date(2026, 10, 31), 6
FEET = ("durations", "outlook", "record", "waiting", "plans", "busy")
PARTIES = ("rijk", "vng", "partners", "leverancier", "eigen organisatie")


@pytest.fixture(scope="module")
def screen(country: Country) -> AppTest:
    """The screen of one step, opened once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAMS_HOME", str(country[0]))
        patch.setenv("WAMS_TEST_PAGE", "steps")
        app = AppTest.from_file(str(Path(__file__).parents[2] / "app_on_a_fixed_day.py"), default_timeout=60)
        app.query_params["stap"] = str(STEP)
        return app.run()


def _table(app: AppTest, figure: str, part: str = "table") -> list[dict[str, str]]:
    """The table (or the rows under it) of a figure, as it stands on the screen."""
    foot = next(one for one in drawn(app) if one.get("figure") == figure)
    labels = [column["label"] for column in foot[part]["columns"]]
    return [dict(zip(labels, row, strict=True)) for row in foot[part]["rows"]]


def _headings(app: AppTest) -> list[str]:
    return [heading.value.replace("\\", "") for heading in app.header]


def _said(country: Country) -> dict[str, dict[str, Any]]:
    return latest_on_step(country[0], STEP, as_of=AS_OF, known_on=example.NOW)


def test_finished_and_started_are_what_the_municipalities_said_last(screen: AppTest, country: Country):
    figures = next(part for part in drawn(screen) if "figures" in part)["figures"]
    standings = [said["standing"] for said in _said(country).values()]
    assert figures[0]["value"] == str(standings.count("finished"))
    assert figures[1]["value"] == str(standings.count("started"))


def test_the_bars_of_waiting_are_counted_from_the_rows_under_them(screen: AppTest, country: Country):
    waits = [party for said in _said(country).values() for party in waits_on(said)]
    everywhere = _everywhere(country)
    table = _table(screen, "waiting")
    rows = _table(screen, "waiting", "under")
    for row in table[:-1]:
        key = row["Wacht op"].lower()
        assert row["Deze stap"] == str(waits.count(key))
        assert sum(key in one["Wacht op"].lower() for one in rows) == waits.count(key)
        assert row["Alle stappen"] == str(everywhere.count(key))
    assert table[-1]["Deze stap"] == str(sum(one["Wacht op"] == "noemt niemand" for one in rows))
    assert len(rows) == [said["standing"] for said in _said(country).values()].count("started")


def test_the_names_behind_waiting_stand_by_party_with_whom_they_wait_on_in_the_first_column(screen: AppTest):
    foot = next(one for one in drawn(screen) if one.get("figure") == "waiting")
    assert [column["label"] for column in foot["under"]["columns"][:2]] == ["Wacht op", "Gemeente"]
    said = [row["Wacht op"] for row in _table(screen, "waiting", "under")]
    assert said == sorted(said, key=said.index)  # a party is not taken up again further down


def _started_everywhere(country: Country) -> dict[tuple[str, int], dict[str, Any]]:
    return {
        (code, step): said
        for step in range(1, 12)
        for code, said in latest_on_step(country[0], step, as_of=AS_OF, known_on=example.NOW).items()
        if said["standing"] == "started"
    }


def test_all_steps_and_all_parties_stand_in_one_table_that_a_count_apart_gives(screen: AppTest, country: Country):
    table, started = _table(screen, "waits"), _started_everywhere(country)
    for step, row in enumerate(table[:-1], start=1):
        here = [said for (_, one), said in started.items() if one == step]
        assert row["Begonnen"] == str(len(here))
        for party in PARTIES:
            assert row[_label(party)] == str(sum(party in waits_on(said) for said in here))
    assert table[-1]["Begonnen"] == str(len(started))


def _label(party: str) -> str:
    return "VNG" if party == "vng" else party.capitalize()


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_in_the_address_gives_the_names_of_who_waits_on_it_over_all_steps(
    opened: Open, country: Country, party: str
):
    app = opened(country[0], "steps", wacht=party)
    expected = {key for key, said in _started_everywhere(country).items() if party in waits_on(said)}
    named = next((part["rows"] for part in drawn(app) if str(part.get("caption")).startswith("Wie wacht op ")), [])
    assert [part["chosen"] for part in drawn(app) if "options" in part][-1] == party
    assert {(row["open"], row["sort"][1]) for row in named} == expected
    assert len(_table(app, "waits", "under")) == len(named) == len(expected)
    heading = _headings(app)[-2]
    assert str(len(expected)) in heading if expected else heading.startswith("Bij geen van de")


def _opened_again(country: Country) -> dict[tuple[str, int], date]:
    """Since which report who called a step finished before no longer does."""
    stood: dict[tuple[str, int], dict[date, str]] = {}
    for said in journal_world.versions(country[0], Table.MILESTONE):  # later versions of a key take its place
        if said["reporting_date"] <= AS_OF:
            key = (said["municipality_code"], said["step_number"])
            stood.setdefault(key, {})[said["reporting_date"]] = said["standing"]
    finished = {key: [on for on, one in days.items() if one == "finished"] for key, days in stood.items()}
    after = {key: [on for on in days if finished[key] and on > max(finished[key])] for key, days in stood.items()}
    return {key: min(days) for key, days in after.items() if days}


def test_the_step_that_municipalities_are_longest_at_stands_first_of_all_steps(screen: AppTest, country: Country):
    """The middle of those with a start date and a report that is not stale; fewer than five have none."""
    days: dict[int, list[int]] = {}
    opened = _opened_again(country)
    for (code, step), said in _started_everywhere(country).items():
        since = opened.get((code, step), said["start_date"])  # open again: since the report that said so
        known = since and (AS_OF - said["reporting_date"]).days <= 180
        days.setdefault(step, []).extend([(AS_OF - since).days] if known else [])
    middles = {step: median(known) for step, known in days.items() if len(known) >= 5}
    order = sorted(middles, key=lambda step: -middles[step])
    table = _table(screen, "all_busy")
    assert [int(row["Stap"].split()[0]) for row in table[: len(order)]] == order
    head = "Al bezig, middelste, maanden; telt door tot 31 okt 2026"
    assert {row[head] for row in table[len(order) :]} <= {"te weinig"}
    shown = [row[head] for row in table[: len(order)]]
    assert shown == [decimal(middles[step] / (365.25 / 12), "nl") for step in order]
    assert "langst" not in _headings(screen)[-3]  # which step is longest may be chance


def _everywhere(country: Country) -> list[str]:
    steps = {said["step_number"] for said in statements(country[0], known_on=example.NOW)}
    return [
        party
        for step in steps
        for said in latest_on_step(country[0], step, as_of=AS_OF, known_on=example.NOW).values()
        for party in waits_on(said)
    ]


def _followed(country: Country, step: int, starts: dict[str, date]) -> list[tuple[int, bool]]:
    """How many days each municipality was followed since its start, and whether it had finished by then."""
    spells = []
    for code, said in latest_on_step(country[0], step, as_of=AS_OF, known_on=example.NOW).items():
        if code in starts and said["standing"] != "not_applicable":
            is_end = said["standing"] == "finished"
            last = said["end_date"] if is_end else said["reporting_date"]
            spells.append(((last - starts[code]).days, is_end))
    return [one for one in spells if one[0] >= 0]


def _half_after(spells: list[tuple[int, bool]]) -> int | None:
    """Kaplan–Meier in a loop."""
    unfinished = 1.0
    for days in sorted({one for one, is_end in spells if is_end}):
        at_risk = sum(one >= days for one, _ in spells)
        unfinished *= 1 - sum(one == (days, True) for one in spells) / at_risk
        if unfinished < 0.5:
            return days
    return None


def test_half_have_finished_after_as_many_days_as_a_count_apart_gives(screen: AppTest, country: Country):
    """Over the days since the earliest start that each municipality gave."""
    starts: dict[str, date] = {}
    for said in statements(country[0], known_on=example.NOW):
        if said["start_date"] and said["reporting_date"] <= AS_OF:
            code = said["municipality_code"]
            starts[code] = min(said["start_date"], starts.get(code, said["start_date"]))
    spells, row = _followed(country, STEP, starts), _table(screen, "durations")[-1]
    days = _half_after(spells)
    assert row["Gevolgd"] == str(len(spells))
    assert row["Klaar gezien"] == str(sum(is_end for _, is_end in spells))
    assert row["Doorlooptijd: de helft klaar na, dagen"] == ("niet bereikt" if days is None else str(days))


def test_of_every_step_stands_after_how_many_months_half_of_who_started_it_had_finished(
    screen: AppTest, country: Country
):
    for row in _table(screen, "all_busy"):
        step = int(row["Stap"].split()[0])
        said = latest_on_step(country[0], step, as_of=AS_OF, known_on=example.NOW)
        starts = {code: one["start_date"] for code, one in said.items() if one["start_date"]}
        days = _half_after(_followed(country, step, starts))
        shown = "nog niet te zeggen" if days is None else decimal(days / (365.25 / 12), "nl")
        assert row["Doorlooptijd: helft klaar na, maanden"] == shown


def test_the_rows_under_the_curves_add_up_to_the_curves(screen: AppTest):
    rows, table = _table(screen, "durations", "under"), _table(screen, "durations")
    counted = [row for row in rows if not row["Aan het eind"].startswith("telt niet mee")]
    assert len(counted) == int(table[-1]["Gevolgd"])
    assert sum(row["Aan het eind"] == "klaar" for row in counted) == int(table[-1]["Klaar gezien"])
    for group in table[:-1]:
        assert sum(row["Groep"] == group["Groep"] for row in counted) == int(group["Gevolgd"])


def test_whoever_is_at_it_longest_stands_first_and_stale_reports_stand_last_without_a_duration(
    screen: AppTest, country: Country
):
    rows = next(part for part in drawn(screen) if part.get("first") == 10)["rows"]
    said = _said(country)
    fresh = [row for row in rows if (AS_OF - said[row["open"]]["reporting_date"]).days <= 180]
    assert rows[: len(fresh)] == fresh
    assert all(row["cells"][1] == "verouderd" for row in rows[len(fresh) :])
    days = [(AS_OF - said[row["open"]]["start_date"]).days for row in fresh]
    assert days == sorted(days, reverse=True)
    assert {row["open"] for row in rows} == {code for code, one in said.items() if one["standing"] == "started"}


def test_whoever_has_just_finished_leads_to_its_own_page_too(screen: AppTest, country: Country):
    listed = next(part for part in drawn(screen) if part.get("first") == 10)
    assert [column.get("is_link", False) for column in listed["columns"]] == [True, False, False, False, True, False]
    said = _said(country)
    finished = {code for code, one in said.items() if one["standing"] == "finished"}
    no_peer = say("screen_steps.busy.no_peer", "nl")
    for row in listed["rows"]:
        assert row["links"][0] == row["open"]
        assert row["cells"][2] == day(said[row["open"]]["reporting_date"], "nl")
        assert row["links"][4] in (finished if row["cells"][4] != no_peer else {None})
        ended = said[row["links"][4]]["end_date"] if row["links"][4] else None
        assert (row["cells"][5], row["sort"][5]) == ((day(ended, "nl"), ended.isoformat()) if ended else ("", None))


def test_what_is_expected_is_said_of_all_municipalities_that_it_is_about(screen: AppTest):
    foot = next(one for one in drawn(screen) if one.get("figure") == "outlook")
    every = foot["note"].split(" ")[2]  # n = 342
    assert any(f"van de {every} gemeenten klaar" in one for one in _headings(screen))


def test_what_is_assumed_of_those_that_never_reported_is_said_wherever_it_changes_something(
    screen: AppTest, opened: Open, country: Country
):
    slower = opened(country[0], "steps", stap=str(STEP), traag="12")
    said = "als wie nooit opgave deed 12 maanden trager is"
    usual, assumed = (next(one for one in drawn(app) if one.get("figure") == "outlook") for app in (screen, slower))
    assert assumed["finding"].endswith(said)
    assert f", {said})" in assumed["subtitle"]
    assert said not in str(usual)
    told = ["Aanname", say("screen.expected.slower_note", "nl", months="12 maanden")]
    assert told in [list(entry) for entry in assumed["how"]]
    reported = [foot["subtitle"].split("Gemeld ")[1].split(" · naar")[0] for foot in (usual, assumed)]
    assert reported[0] == reported[1]  # what was reported and estimated stays as it is
    record = next(one for one in drawn(slower) if one.get("figure") == "record")
    assert say("screen_steps.record.note_assuming_nothing", "nl") in record["note"]
    lanes = [next(one for one in drawn(app) if one.get("figure") == "today")["finding"] for app in (screen, slower)]
    assert [one.endswith(said) for one in lanes] == [False, True]
    tipping = [next(one for one in drawn(app) if one.get("figure") == "tipping")["finding"] for app in (screen, slower)]
    assert tipping[0] == tipping[1]  # it is said from no assumption on


def test_under_the_own_plans_stands_who_gave_which_target_date_what_came_of_it_and_how_far_it_moved(
    screen: AppTest, country: Country
):
    targets: dict[str, list[date]] = {}
    for said in sorted(statements(country[0], known_on=example.NOW), key=lambda row: row["reporting_date"]):
        if said["step_number"] == STEP and said["reporting_date"] <= AS_OF and said["own_target_date"]:
            targets.setdefault(said["municipality_code"], []).append(said["own_target_date"])
    expected = {code: (days[-1] - days[0]).days for code, days in targets.items() if len(days) > 1}
    rows = _table(screen, "plans", "under")
    moved = {row["Code"]: row["Van eerste naar laatste streefdatum, dagen"] for row in rows}
    assert {code: int(days) for code, days in moved.items() if days != "maar één keer gegeven"} == expected
    came = [row["Uitkomst"] for row in rows]
    counted = {row["Uitkomst"]: int(row["Gemeenten"]) for row in _table(screen, "plans")}
    assert {word: came.count(word) for word in counted} == counted
    planned = {}
    for said in sorted(statements(country[0], known_on=example.NOW), key=lambda row: row["reporting_date"]):
        target = said["own_target_date"]
        if said["step_number"] == STEP and target and said["reporting_date"] <= min(AS_OF, target):
            planned[said["municipality_code"]] = day(target, "nl")
    assert {row["Code"]: row["Eigen streefdatum"] for row in rows if row["Eigen streefdatum"] != "onbekend"} == planned


def test_a_peer_finished_the_step_in_the_last_half_year(screen: AppTest, country: Country):
    said = _said(country)
    ended = {
        code for code, one in said.items() if one["end_date"] and 0 <= (AS_OF - one["end_date"]).days < 183
    }  # fmt: skip
    names = {row["Net klaar, meest gelijk"] for row in _table(screen, "busy")} - {"geen"}
    recent = {row["Gemeente"] for row in _table(screen, "durations", "under") if row["Code"] in ended}
    assert names <= recent


@pytest.mark.parametrize("between", ["grootte", "toegang", "provincie"])
@pytest.mark.parametrize("clock", ["eigen", "stap"])
def test_both_clocks_and_every_group_say_how_many_were_followed(opened: Open, country: Country, between, clock):
    app = opened(country[0], "steps", stap="2", naar=between, klok=clock)
    assert not app.exception
    table = _table(app, "durations")
    assert sum(int(row["Gevolgd"]) for row in table[:-1]) == int(table[-1]["Gevolgd"])
    chosen = [part["chosen"] for part in drawn(app) if "options" in part]
    assert chosen == ["2", clock, between, "0", ""]  # nothing is assumed unless somebody chooses it


def test_the_step_that_most_are_working_on_is_shown_of_itself(opened: Open, country: Country):
    app = opened(country[0], "steps")
    started = {
        step: sum(
            said["standing"] == "started"
            for said in latest_on_step(country[0], step, as_of=AS_OF, known_on=example.NOW).values()
        )
        for step in range(1, 12)
    }
    busiest = max(started, key=lambda step: (started[step], -step))
    chosen = next(part["chosen"] for part in drawn(app) if "options" in part)
    assert chosen == str(busiest)


def test_where_nobody_reported_every_figure_keeps_its_title_and_says_so(opened: Open, country: Country):
    app = opened(country[0], "steps", stap="5", stand="2026-11-20", leeftijd="1")
    assert not app.exception
    assert _headings(app)[:5] == [
        say("screen_steps.durations.none_finished", "nl", step=5),
        "Hoe ver stap 5 is: geen van de 342 gemeenten deed hier al opgave over",
        say("screen_steps.tipping.finding_none", "nl", step=5),
        say("screen_steps.conclusions.finding_empty", "nl"),
        say("screen_steps.outlook.finding_not_reported", "nl", step=5),
    ]
    nobody = [one for one in _headings(app) if one.endswith(": geen van de 342 gemeenten deed hier al opgave over")]
    assert len(set(nobody)) == 6  # where it stands, targets, waits and who is at work, of this step and of all
    figures = next(part for part in drawn(app) if "figures" in part)["figures"]
    assert all(figure["is_word"] for figure in figures)
