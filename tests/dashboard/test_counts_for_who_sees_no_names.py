"""What a ministry sees of steps and of the country: counts where they may be shown; no list, curve or old report."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.drawing.rows import Row
from dashboard.figure.stacked import stacked_steps
from dashboard.figure.withheld_rows import Withheld, told_of
from dashboard.screens.national.all_done import AtDate, all_done_drawn, all_done_finding
from dashboard.screens.national.changed_counts import other_day
from dashboard.screens.quality.response_counts import Responded, response_drawn, response_finding
from dashboard.screens.steps.every_step_reopened import Counted, counts_drawn, counts_table
from domain.programme import Programme
from domain.statements import Table
from language.texts import say
from store.store import Store
from tests.dashboard import looking, planted
from tests.dashboard.example import NOW
from tests.dashboard.looking import OTHER, VISITORS, parts, sent

HELD = Withheld({(3,): "access.withheld.too_few"})
PROGRAMME = Programme.load()
LISTS = {"busy", "record"}
"""Of the figures of Stappen those that are of municipalities by name, or of what was known on earlier days."""
ASSUMED = {"tipping", "conclusions"}
"""Those that ask what is expected under more than one assumption of the silent: that may not be asked."""
IN_COUNTS = {"durations", "waiting", "plans", "all_busy", "waits", "reopened"}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country of the example, with one that can be mistaken for no other."""
    place = tmp_path_factory.mktemp("counted")
    planted.build(place)
    return place


def _look(monkeypatch: pytest.MonkeyPatch, home: Path, who: str, page: str, **address: str) -> AppTest:
    app = looking.looked(monkeypatch, home, VISITORS[who], page, None, **address)
    assert not app.exception
    return app


def _feet(app: AppTest) -> dict[str, dict[str, Any]]:
    return {key.removeprefix("foot_"): part for key, part in parts(app).items() if key.startswith("foot_")}


def _withheld(app: AppTest) -> set[str]:
    locks = [part["keys"] for key, part in parts(app).items() if key.startswith("withheld_")]
    return {key for keys in locks for key in keys}


def test_a_ministry_sees_every_figure_of_a_step_in_counts_and_no_list_by_name(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    app = _look(monkeypatch, home, "ministry", "steps")
    assert _withheld(app) == LISTS | ASSUMED
    assert _feet(app).keys() >= IN_COUNTS
    assert not any(foot["has"]["under"] for foot in _feet(app).values())
    said = json.dumps([part for key, part in parts(app).items() if key not in ("banner", "search")])
    assert re.search(r"GM\d{4}", said) is None
    assert "waits_names" not in parts(_look(monkeypatch, home, "ministry", "steps", wacht="leverancier"))


def test_a_ministry_sees_how_long_a_step_takes_and_no_curve(monkeypatch: pytest.MonkeyPatch, home: Path):
    rows: list[Row] = parts(_look(monkeypatch, home, "ministry", "steps", naar="provincie"))["durations"]["rows"]
    assert rows[0]["label"] == "Alle gekozen gemeenten"
    assert all(row.get("withheld") for row in rows[1:] if row.get("right") == ["", ""])
    assert any(row.get("withheld") for row in rows)  # of the example some provinces hold fewer than five
    assert "panels" in parts(_look(monkeypatch, home, "vng", "steps", naar="provincie"))


def test_by_access_model_no_row_under_a_curve_tells_who_has_which(monkeypatch: pytest.MonkeyPatch, home: Path):
    by_size, by_access = (
        _feet(_look(monkeypatch, home, "filler", "steps", naar=group))["durations"] for group in ("grootte", "toegang")
    )
    assert by_size["has"]["under"]
    assert not by_access["has"]["under"]


def test_a_ministry_sees_the_country_in_counts_and_each_province_instead_of_the_map(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    ministry, vng = (_look(monkeypatch, home, who, "national") for who in ("ministry", "vng"))
    assert _withheld(ministry) == {"map"}
    assert "by_province" in parts(ministry)
    assert len(parts(ministry)["by_province"]["rows"]) == 12
    assert "by_province" not in parts(vng)
    assert planted.found_in(sent(ministry)) == set()


def test_what_changes_when_nobody_reports_is_sent_to_nobody_who_is_suppressed(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    """How many have an old report among those that stand somewhere, and what it would be if they have finished."""
    kinds: dict[str, set[str]] = {}
    for who in ("ministry", "vng"):
        app = _look(monkeypatch, home, who, "national")
        kinds[who] = {kind for row in parts(app)["bars"]["rows"] for kind, _ in row["segments"]}
        told = say("screen.beside_bounds.stale", "nl", high="", day="").split("kon op")[0]
        withheld = say("screen.beside_bounds.stale_withheld", "nl")
        assert (withheld in sent(app)) == (who == "ministry"), "bounds that leave old reports out are never all"
        bound = say("screen.column.upper_bound_stale", "nl")
        assert (told in sent(app), bound in sent(app)) == (who == "vng", who == "vng")
    assert any(kind.endswith("_stale") for kind in kinds["vng"])
    assert not any(kind.endswith("_stale") for kind in kinds["ministry"])


def test_a_ministry_sees_who_reported_by_size_and_in_the_tiles_what_the_notes_say_and_not_how_old_each_report_is(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    app = _look(monkeypatch, home, "ministry", "quality", gemeente=OTHER)
    rows = parts(app)["response"]["rows"]
    assert any(row.get("withheld") for row in rows)
    assert any(row.get("marks") for row in rows)
    assert not _feet(app)["response"]["has"]["under"]
    ever, _, older, *_ = parts(app)["headlines"]["figures"]
    reported = re.match(r"n = (\d+) van .*verouderd: (\d+)", _feet(app)["response"]["note"])
    assert reported
    assert ever["note"].startswith(f"{reported[1]} van ")
    assert (older["value"], older["unit"]) == (reported[2], f"van {reported[1]}")
    assert "Oudste" not in sent(app)


def test_a_step_that_is_withheld_keeps_its_place_among_the_bars_behind_a_lock():
    counts = {step: {"finished": (7, 0), "started": (9, 0)} for step in PROGRAMME.step_numbers}
    told = HELD.told(3, "nl")
    data = stacked_steps(
        counts, {}, PROGRAMME, municipality_count=40, alt="", language="nl", held={3: told}, sees_stale=False
    )
    held, other = data["rows"][2], data["rows"][1]
    assert (held.get("withheld"), held["segments"], held.get("inside")) == (told, [], None)
    assert other["segments"] == [("finished", 7), ("started", 9)]
    assert [sign for sign, _ in data["key"]][-1] == "lock"


@pytest.mark.parametrize(("age", "is_there"), [(None, True), (365, True), (180, False), (90, False)])
def test_no_key_has_a_sign_for_stale_reports_where_no_report_that_counts_can_be_stale(age: int | None, is_there: bool):
    counts = {step: {"finished": (7, 0)} for step in PROGRAMME.step_numbers}
    data = stacked_steps(counts, {}, PROGRAMME, municipality_count=40, max_age_days=age, alt="", language="nl")
    assert ("stale" in [sign for sign, _ in data["key"]]) is is_there


def test_of_a_step_that_is_withheld_neither_bar_nor_table_holds_how_often_it_was_opened_again():
    rows = [Counted(step, 4_711 if step == 3 else 2, 4_712 if step == 3 else 9) for step in PROGRAMME.step_numbers]
    data, table = counts_drawn(rows, HELD, PROGRAMME, "nl", ""), counts_table(rows, HELD, PROGRAMME, "nl", "")
    assert "4711" not in json.dumps(data)
    assert "4712" not in json.dumps(data)
    assert data["axis"]["to"] < 10
    assert table.words()[2][1:] == ["afgeschermd", "afgeschermd"]
    assert table.words()[1][1:] == ["2", "9"]


def test_where_nobody_ever_called_a_step_finished_it_is_unknown_whether_it_was_opened_again():
    nothing = Withheld({})
    data = counts_drawn([Counted(1, 0, 0)], nothing, PROGRAMME, "nl", "")
    assert data["rows"][0].get("words") == "onbekend"
    assert counts_table([Counted(1, 0, 0)], nothing, PROGRAMME, "nl", "").words() == [
        ["1 Wet- en regelgeving", "onbekend", "0"]
    ]


def test_of_a_size_that_is_withheld_no_number_goes_into_the_share_of_all():
    rows = [Responded(3, None, None), Responded(4, 30, 40)]
    assert "75" not in response_finding(rows, HELD, "nl")
    assert response_finding(rows[1:], Withheld({}), "nl") == "Van de gemeenten deed 75% ooit opgave"
    assert response_drawn(rows, HELD, "nl", "")["rows"][0].get("withheld") == HELD.told(3, "nl")


def test_where_a_group_by_access_model_is_too_small_not_even_how_many_are_in_it_is_said(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    small = _look(monkeypatch, home, "filler", "national", toegang="c")
    assert "steps" in _withheld(small)
    assert re.search(r"deze \d+ gemeenten|\d+ gemeenten, gekozen", sent(small)) is None
    assert re.search(r"deze \d+ gemeenten", sent(_look(monkeypatch, home, "filler", "national", toegang="a")))


def _finished(home: Path, step: int, day: date) -> int:
    """Counted one by one: whose last statement on a step by a day calls it finished."""
    last: dict[str, tuple[date, str]] = {}
    with Store(home).reader() as reader:
        said = reader.statements(Table.MILESTONE, known_on=NOW).filter(step_number=step)
    for code, on, standing in said.select("municipality_code", "reporting_date", "standing").iter_rows():
        if on <= day and (code not in last or on > last[code][0]):
            last[code] = (on, standing)
    return sum(standing == "finished" for _, standing in last.values())


def test_what_changed_is_told_in_counts_of_two_month_ends_as_known_now(monkeypatch: pytest.MonkeyPatch, home: Path):
    app = _look(monkeypatch, home, "ministry", "national", stand="2026-10-31")
    told = [sentence["text"] for sentence in parts(app)["changes"]["sentences"]]
    assert told
    for sentence in told:
        found = re.match(
            r"Stap (\d+) .*: (\d+) gemeenten? per saldo (meer|minder) klaar dan op (.*) \(van (\d+) naar (\d+)\)\.",
            sentence,
        )
        assert found, sentence
        step, count, way, since, then, now = found.groups()
        before = {"31 jul 2026": date(2026, 7, 31), "30 jun 2026": date(2026, 6, 30)}[since]
        assert int(then) == _finished(home, int(step), before)
        assert int(now) == _finished(home, int(step), date(2026, 10, 31))
        assert int(now) - int(then) == (int(count) if way == "meer" else -int(count))


def test_under_a_chosen_age_nothing_is_compared_with_another_month_end(monkeypatch: pytest.MonkeyPatch, home: Path):
    app = _look(monkeypatch, home, "ministry", "national", leeftijd="365")
    if "changes" not in _withheld(app):
        assert "vergelijken wij niet" in parts(app)["changes"]["sentences"][0]["text"]


def test_a_quarter_that_is_withheld_keeps_its_row_and_lends_the_axis_nothing():
    shown = AtDate(date(2026, 9, 30), 4, 4, 9, 9, 40)
    held = AtDate(date(2026, 6, 30), 4_711, 4_711, 4_712, 4_712, 40, "access.withheld.too_few_changed")
    data = all_done_drawn([held, shown], "", "nl")
    assert data["rows"][0].get("withheld") == told_of("access.withheld.too_few_changed", "nl")
    assert "471" not in json.dumps(data)
    assert data["axis"]["to"] <= 10
    assert all_done_finding([held, shown], "nl") == all_done_finding([shown], "nl")


def test_the_explanation_stands_on_the_front_page_of_every_role_and_asks_only_what_that_role_may_see(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    """Of what is withheld whatever is chosen; what is withheld on one day alone has its own way out."""
    asked: dict[str, set[tuple[str, str | None]]] = {}
    for who, front in (("filler", "municipality"), ("ministry", "national")):
        app = _look(monkeypatch, home, who, front)
        roles = parts(app)["guidance"]["roles"]
        places = [question["place"] for role in roles for question in role["questions"]]
        asked[who] = {(place["page"], place.get("figure")) for place in places}
        assert len(roles) == 1
        assert parts(app)["guidance"]["front"] == {"page": front}
    assert asked["filler"] == {
        ("municipality", None), ("costs", "cost_table"), ("account", None), ("hand_in", None),
    }  # fmt: skip
    assert asked["ministry"] == {
        ("national", "steps"), ("costs", None), ("national", "changes"), ("steps", "waits"),
    }  # fmt: skip


def test_a_change_that_is_not_since_three_months_before_says_why():
    as_of, three_before, other = date(2026, 10, 31), date(2026, 7, 31), date(2026, 6, 30)
    assert other_day(as_of, three_before, "nl") == ""
    assert other_day(as_of, other, "nl") == (
        " Drie maanden eerder, 31 jul 2026, is afgeschermd; 30 jun 2026 is het maandeinde daar het dichtst bij dat wij "
        "u mogen tonen."
    )
