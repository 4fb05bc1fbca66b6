"""Mijn gemeente: what its figures say equals what was said, added up by hand."""

import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.municipality.asked import whole_months
from dashboard.screens.municipality.fan_drawn import above
from dashboard.screens.municipality.fan_reading import FanMonth
from domain.statements import Table
from language.formats import day, euro, months, share
from tests.dashboard import example, said
from tests.dashboard.conftest import drawn

Country = tuple[Path, list[str]]


@pytest.fixture(scope="module")
def own_page(country: Country) -> dict[str, dict]:
    """The tables of the page of the own municipality by the name of their download."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAMS_HOME", str(country[0]))
        patch.setenv("WAMS_TEST_PAGE", "municipality")
        app = AppTest.from_file(str(Path(__file__).parents[2] / "app_on_a_fixed_day.py"), default_timeout=60)
        app.query_params["gemeente"] = example.OWN
        app.run()
        assert not app.exception
        return {
            **{part["figure"]: part for part in drawn(app) if part.get("figure")},
            "headlines": next(part for part in drawn(app) if "figures" in part),
        }


def _rows(part: dict) -> list[list[str]]:
    return part["table"]["rows"]


def test_the_fan_counts_its_own_steps_since_its_own_start(own_page, country: Country):
    statements = said.last_said(country[0], Table.MILESTONE)
    own = [row for (code, _), row in statements.items() if code == example.OWN]
    start = min(row["start_date"] for row in own if row["start_date"])
    newest = max(row["reporting_date"] for row in own)
    expected = {}
    month = 0
    while (day := said.month_later(start, month)) <= newest:
        expected[str(month)] = str(sum(row["standing"] == "finished" and row["end_date"] <= day for row in own))
        month += 1
    shown = {row[0]: row[1] for row in _rows(own_page["peers"]) if row[1] != "onbekend"}
    assert shown == expected


def test_the_fan_says_how_many_steps_it_lies_from_the_middle_peer(own_page):
    last = [row for row in _rows(own_page["peers"]) if row[1] != "onbekend"][-1]
    own, middle = int(last[1]), float(last[7].replace(",", "."))
    finding = own_page["peers"]["table"]["caption"]
    word = "evenveel" if own == middle else "meer klaar" if own > middle else "minder klaar"
    assert word in finding
    assert f"middelste van de {last[2]} vergelijkbare gemeenten" in finding


def test_the_tenth_of_the_fan_is_told_in_words(own_page):
    last = [row for row in _rows(own_page["peers"]) if row[1] != "onbekend"][-1]
    own, deciles = float(last[1]), [float(word.replace(",", ".")) for word in last[3:12]]
    lower, not_higher = sum(value < own for value in deciles), sum(value <= own for value in deciles)
    words = f"tiende {lower + 1}" + (f" tot en met {not_higher + 1}" if not_higher > lower else "") + " van 10"
    assert f"na {months(int(last[0]), 'nl')} in {words}" in own_page["peers"]["subtitle"]


def test_the_tenth_of_every_strip_is_told_in_words_from_low_to_high(own_page, country: Country):
    training = {
        code: row["trained_staff_count"] / row["staff_in_scope_count"]
        for (code, group), row in said.last_said(country[0], Table.TRAINING).items()
        if group == "basis"
    }
    peers = said.same_size(example.OWN, set(training))
    deciles = statistics.quantiles([training[code] for code in peers], n=10, method="inclusive")
    below = sum(value < training[example.OWN] for value in deciles)
    assert f"tiende {below + 1}" in _rows(own_page["strips"])[0][7]


def test_its_costs_are_what_it_last_stated_per_step_and_add_up(own_page, country: Country):
    statements = said.last_said(country[0], Table.COST)
    stated = {step: row["realised_cost_eur"] for (code, step), row in statements.items() if code == example.OWN}
    assert stated
    shown = {int(row[0]): row[2] for row in _rows(own_page["own_costs"])}
    assert shown == {step: euro(stated[step], "nl") if step in stated else "geen opgave" for step in range(1, 12)}
    assert euro(sum(stated.values()), "nl") in own_page["own_costs"]["table"]["caption"]


def test_a_step_without_an_amount_in_the_reference_has_a_word_and_no_norm(own_page):
    shown = {int(row[0]): (row[3], row[5], row[7]) for row in _rows(own_page["own_costs"])}
    assert shown[6] == ("geen bedrag", "PM", "geen")
    assert shown[2][0] == euro(49_000, "nl")


def test_where_our_norm_is_a_range_the_share_of_it_is_one_too(own_page):
    table = own_page["own_costs"]["table"]
    places = [column["label"] for column in table["columns"]]
    low, high = (places.index(f"Deel van onze norm{end}") for end in ("", ", ten hoogste"))
    for row in table["rows"]:
        assert (row[low] == "geen") == (row[high] == "geen")
        if row[low] != "geen":
            is_range = row[3] != row[4]
            assert (row[low] != row[high]) == is_range
    assert any(row[3] != row[4] and row[low] != "geen" for row in table["rows"])


def test_training_is_placed_against_the_middle_peer_of_its_size(own_page, country: Country):
    statements = said.last_said(country[0], Table.TRAINING)
    coverage = {
        code: row["trained_staff_count"] / row["staff_in_scope_count"]
        for (code, group), row in statements.items()
        if group == "basis"
    }
    peers = said.same_size(example.OWN, set(coverage))
    assert len(peers) >= 5
    row = _rows(own_page["strips"])[0]
    assert (row[1], row[3], row[5]) == (
        share(coverage[example.OWN], "nl"),
        share(median(coverage[code] for code in peers), "nl"),
        str(len(peers)),
    )
    side = "boven" if coverage[example.OWN] > median(coverage[code] for code in peers) else "onder"
    assert f"ligt Zutphen {side} de middelste" in own_page["strips"]["table"]["caption"]


def test_the_share_of_trained_staff_stands_beside_that_of_the_country(own_page, country: Country):
    rows = [row for (_, group), row in said.last_said(country[0], Table.TRAINING).items() if group == "basis"]
    national = sum(row["trained_staff_count"] for row in rows) / sum(row["staff_in_scope_count"] for row in rows)
    trained = own_page["headlines"]["figures"][2]
    assert trained["note"].endswith(f"Landelijk, alle medewerkers samen: {share(national, 'nl')}.")


def test_whom_it_can_ask_are_peers_that_finished_its_running_steps_in_the_last_half_year(own_page, country: Country):
    statements = said.last_said(country[0], Table.MILESTONE)
    running = [step for (code, step), row in sorted(statements.items(), key=lambda one: one[0])
               if code == example.OWN and row["standing"] == "started"]  # fmt: skip
    expected = [(str(step), code) for step in running for code in said.finished_lately(country[0], example.OWN, step)]
    shown = [(row[0], row[2]) for row in _rows(own_page["reuse"])] if own_page["reuse"]["table"] else []
    assert shown == expected


@pytest.mark.parametrize("group", ["grootte", "grootte-toegang", "toegang", "provincie", "naaste"])
def test_the_group_of_peers_is_the_one_in_the_address_or_says_that_it_is_wider(
    opened: Callable[..., AppTest], country: Country, group: str
):
    app = opened(country[0], "municipality", gemeente=example.OWN, vergelijk=group)
    assert not app.exception
    filters = next(part for part in drawn(app) if part.get("items"))
    assert next(item["value"] for item in filters["items"] if item["name"] == "vergelijk") == group
    alike = said.alike(country[0], example.OWN)[group]
    parts_of = {part["figure"]: part for part in drawn(app) if part.get("figure")}
    steps, reuse = parts_of["peer_steps"], parts_of["reuse"]
    if len(alike) < 5:
        assert any("heeft minder dan 5 gemeenten" in text.value.replace("\\", "") for text in app.markdown)
        return
    assert steps["note"].startswith(f"n = {len(alike)} gemeenten")
    assert reuse["note"].startswith(f"n = {len(alike)} vergelijkbare gemeenten")
    statements = said.last_said(country[0], Table.MILESTONE)
    running = [step for step in range(1, 12) if statements[example.OWN, step]["standing"] == "started"]
    expected = [
        (str(step), code)
        for step in running
        for code in said.finished_lately(country[0], example.OWN, step, peers=alike)
    ]
    assert [(row[0], row[2]) for row in (_rows(reuse) if reuse["table"] else [])] == expected


@pytest.mark.parametrize(
    ("start", "until", "months"),
    [
        (date(2025, 1, 29), date(2026, 10, 31), 21), (date(2025, 1, 29), date(2026, 9, 30), 20),
        (date(2025, 1, 31), date(2025, 2, 28), 1), (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 3, 1), date(2025, 3, 1), 0),
    ],
)  # fmt: skip
def test_months_since_the_own_start_are_those_of_the_fan(start: date, until: date, months: int):
    assert whole_months(start, until) == months
    assert said.month_later(start, months) <= until < said.month_later(start, months + 1)


def test_it_is_said_up_to_which_day_each_count_of_months_runs(own_page, country: Country):
    statements = said.last_said(country[0], Table.MILESTONE)
    own = [row for (code, _), row in statements.items() if code == example.OWN]
    start, newest = (
        min(row["start_date"] for row in own if row["start_date"]),
        max(row["reporting_date"] for row in own),
    )
    headline = own_page["headlines"]["figures"][1]
    assert {row["standing"] for row in own} == {"finished"}  # then the clock stands still at the last end
    ended = max(row["end_date"] for row in own)
    assert headline["note"] == (
        f"Van {day(start, 'nl')}, de eigen start, tot {day(ended, 'nl')}: toen was volgens de opgave elke stap klaar."
    )
    assert headline["value"] == str(whole_months(start, ended))
    assert f"opgave van {day(newest, 'nl')}: {months(whole_months(start, newest), 'nl')}" in own_page["peers"]["note"]


def test_size_and_access_model_stand_under_the_name(opened: Callable[..., AppTest], country: Country):
    variant = said.variants(country[0])[example.OWN]
    lead = opened(country[0], "municipality", gemeente=example.OWN).markdown[0].value.replace("\\", "")
    assert "(grootte: 20.000–50.000)" in lead
    assert f"Toegang: {variant} · " in lead
    silent = next(code for code in said.facts() if code not in said.variants(country[0]))
    lead = opened(country[0], "municipality", gemeente=silent).markdown[0].value.replace("\\", "")
    assert "Welke vorm van toegang zij heeft, is niet opgegeven." in lead


def test_every_strip_says_where_its_axis_ends(opened: Callable[..., AppTest], country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN)
    rows = next(part["rows"] for part in drawn(app) if part.get("alt", "").startswith("Stroken"))
    for row in rows:
        ends = [mark for mark in row.get("marks", []) if mark["kind"] == "words"]
        assert ("words" in row) == (not ends)
        assert {mark["text"] for mark in ends[:1]} <= {"0%", "€ 0", "0 minuten"}
        places = [mark["at"] for mark in row.get("marks", []) if mark["kind"] in ("dot", "tick")]
        assert all(ends[0]["at"] <= at <= ends[-1]["at"] for at in places)


@pytest.mark.parametrize(("middles", "height"), [([5, 6, 7], 7), ([3, 4, 5], 5), ([3, 3, 4], 4), ([9, 9, 9], 4)])
def test_the_label_of_the_own_line_stands_above_the_middle_one_where_it_would_cover_it(middles, height):
    shown = [
        FanMonth(18 + at, own_count=4, own_most=4, peer_count=5, deciles=(middle,) * 9, middle_most=middle)
        for at, middle in enumerate(middles)
    ]
    assert above(SimpleNamespace(shown=shown), 20, 4, 20, is_early=False, top=11) == height
