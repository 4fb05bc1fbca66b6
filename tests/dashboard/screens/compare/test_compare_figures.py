"""Vergelijken: the matrix, the figures among peers and the groups equal what was said, added up by hand."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.compare.asked import comparable_keys
from dashboard.screens.compare.groups import groups_drawn
from dashboard.screens.compare.matrix import ABOVE_ALL
from domain.programme import Programme
from domain.statements import Table
from language.formats import share, share_range
from language.texts import say
from tests.dashboard import example, said
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
LETTERS = {"finished": "f", "started": "s", "not_started": "n", "not_applicable": "a", "not_reported": "r"}


def _part(app: AppTest, name: str) -> dict:
    return next(part for part in drawn(app) if name in part)


def _table(app: AppTest, name: str) -> dict:
    return next(part for part in drawn(app) if part.get("figure") == name)["table"]


def test_the_matrix_holds_every_municipality_with_what_it_last_said_on_each_step(opened: Open, country: Country):
    app = opened(country[0], "compare")
    assert not app.exception
    rows = {row["code"]: row for row in _part(app, "standings")["rows"]}
    statements = said.last_said(country[0], Table.MILESTONE)
    assert set(rows) == set(said.facts())
    for code, row in rows.items():
        stated = [statements.get((code, step)) for step in range(1, 12)]
        assert row["marks"] == "".join(LETTERS[one["standing"]] if one else "r" for one in stated)
        assert row["stale"] == "".join(
            "1" if one and (said.AS_OF - one["reporting_date"]).days > 180 else "0" for one in stated
        )
        finished = sum(one is not None and one["standing"] == "finished" for one in stated)
        applying = sum(one is None or one["standing"] != "not_applicable" for one in stated)
        is_done = finished == applying
        assert row["sort"][0] == (finished + (ABOVE_ALL if is_done else 0) if any(stated) else None)
        assert row["cells"][0] == (f"{finished} van {applying}" if any(stated) else "–")


def test_a_silent_municipality_has_no_count_in_the_matrix_rather_than_zero(opened: Open, country: Country):
    rows = _part(opened(country[0], "compare"), "standings")["rows"]
    silent = next(row for row in rows if row["code"] not in said.reporters(country[0]))
    assert (silent["cells"][0], silent["cells"][1], silent["cells"][2]) == ("–", "onbekend", "geen opgave")
    assert silent["sort"][:3] == [None, None, None]


def test_the_filters_narrow_the_matrix_and_the_own_municipality_stays(opened: Open, country: Country):
    app = opened(country[0], "compare", provincie="Zeeland", gemeente=example.OWN)
    rows = _part(app, "standings")["rows"]
    zeeland = {code for code, row in said.facts().items() if row["province"] == "Zeeland"}
    assert {row["code"] for row in rows} == zeeland | {example.OWN}
    assert [row["code"] for row in rows if row["is_own"]] == [example.OWN]


def test_a_municipality_is_found_by_its_other_names(opened: Open, country: Country):
    rows = {row["code"]: row for row in _part(opened(country[0], "compare"), "standings")["rows"]}
    assert "Den Bosch" in rows["GM0796"]["aliases"]
    assert "Den Haag" in rows["GM0518"]["aliases"]


@pytest.mark.parametrize("key", comparable_keys())
def test_every_figure_that_can_be_compared_is_shown_or_says_that_there_are_too_few(
    opened: Open, country: Country, key: str
):
    app = opened(country[0], "compare", gemeente=example.OWN, cijfer=key, stap="2")
    assert not app.exception
    drawn_rows = [part for part in drawn(app) if part.get("alt", "").startswith("Strook")]
    headings = [heading.value.replace("\\", "") for heading in app.header]
    if drawn_rows:
        assert drawn_rows[0]["alt"] == f"Strook met gemeenten. {headings[1]}."
    else:
        assert headings[1].startswith("Minder dan 5")


def test_the_place_among_peers_counts_who_has_a_lower_the_same_and_a_higher_amount(opened: Open, country: Country):
    app = opened(country[0], "compare", gemeente=example.OWN, cijfer="cost_realisation", stap="2")
    costs = {code: row["realised_cost_eur"] for (code, step), row in said.last_said(country[0], Table.COST).items()
             if step == 2}  # fmt: skip
    peers = [costs[code] for code in said.same_size(example.OWN, set(costs))]
    own = costs[example.OWN]
    assert len(peers) >= 5
    below, same = sum(one < own for one in peers), sum(one == own for one in peers)
    assert app.header[1].value.replace("\\", "") == (
        f"Van de {len(peers)} vergelijkbare gemeenten: {below} met een lagere waarde, {same} met dezelfde en "
        f"{len(peers) - below - same} met een hogere"
    )
    assert len(_table(app, "benchmark")["rows"]) == len(peers) + 1


def test_a_yes_or_no_figure_is_a_share_of_the_peers(opened: Open, country: Country):
    app = opened(country[0], "compare", gemeente=example.OWN, cijfer="step_completion", stap="3")
    statements = said.last_said(country[0], Table.MILESTONE)
    peers = said.same_size(example.OWN, said.reporters(country[0]))
    yes = sum(statements[code, 3]["standing"] == "finished" for code in peers)
    assert app.header[1].value.replace("\\", "") == (
        f"Dit geldt voor {share(yes / len(peers), 'nl')} van de {len(peers)} vergelijkbare gemeenten"
    )


@pytest.mark.parametrize("group", ["grootte", "grootte-toegang", "toegang", "provincie", "naaste"])
def test_who_has_just_done_it_is_looked_for_in_the_group_that_is_compared_with(
    opened: Open, country: Country, group: str
):
    alike = said.alike(country[0], example.OWN)[group]
    step = max(range(1, 12), key=lambda step: len(said.finished_lately(country[0], example.OWN, step, peers=alike)))
    app = opened(country[0], "compare", gemeente=example.OWN, vergelijk=group, stap=str(step))
    if len(alike) < 5:
        assert sum("heeft minder dan 5 gemeenten" in text.value.replace("\\", "") for text in app.markdown) == 2
        return
    found = said.finished_lately(country[0], example.OWN, step, peers=alike)
    assert found
    assert [row[2] for row in _table(app, "reuse")["rows"]] == found


def test_without_a_municipality_the_page_still_compares_all_and_asks_for_one(opened: Open, country: Country):
    app = opened(country[0], "compare")
    headings = [heading.value for heading in app.header]
    assert "Kies een gemeente om haar naast andere te zien" in headings
    assert len(_part(app, "standings")["rows"]) == 342
    assert any(item["name"] == "gemeente" for part in drawn(app) for item in part.get("items", []))


@pytest.mark.parametrize("group", ["grootte", "toegang", "provincie"])
def test_groups_say_at_least_and_at_most_how_many_have_finished(opened: Open, country: Country, group: str):
    app = opened(country[0], "compare", naar=group, stap="5")
    assert not app.exception
    panels = _part(app, "panels")["panels"]
    assert all(len(panel["rows"]) == 11 for panel in panels)
    if group != "provincie":
        return
    statements, known = said.last_said(country[0], Table.MILESTONE), said.facts()
    for panel in panels:
        codes = [code for code, row in known.items() if row["province"] == panel["title"]]
        standings = [statements[code, 5]["standing"] if (code, 5) in statements else None for code in codes]
        count = len(standings) - standings.count("not_applicable")
        low, high = standings.count("finished"), standings.count("finished") + standings.count(None)
        row = panel["rows"][4]
        assert (row["low"], row["high"]) == (low / count, high / count)
        assert row["text"] == share_range(low / count, high / count, "nl")


def test_the_access_model_stands_in_the_matrix_as_a_letter_and_in_full_where_a_row_is_pointed_at(
    opened: Open, country: Country
):
    app = opened(country[0], "compare")
    part, variants = _part(app, "standings"), said.variants(country[0])
    place = [column["key"] for column in part["columns"]].index("access")
    for row in part["rows"]:
        variant = variants.get(row["code"])
        assert (row["cells"][place], row["sort"][place]) == (variant or "onbekend", variant)
        assert row["access"].startswith(f"{variant} · " if variant else "geen opgave")
    table = _table(app, "matrix")
    at = [column["label"] for column in table["columns"]].index("Toegang")
    assert [row[at] for row in table["rows"]] == [row["access"] for row in part["rows"]]


@pytest.mark.parametrize("group", ["grootte", "toegang", "provincie"])
def test_groups_are_put_in_order_only_where_what_silence_hides_does_not_overlap(
    opened: Open, country: Country, group: str
):
    for step in (1, 5, 11):
        app = opened(country[0], "compare", naar=group, stap=str(step))
        rows = [row for row in _table(app, "groups")["rows"] if row[1] == str(step) and int(row[3]) >= 5]
        bounds = {row[0]: tuple(float(cell[:-1].replace(",", ".")) for cell in row[5:7]) for row in rows}
        title = app.header[-1].value.replace("\\", "")
        if len(bounds) < 2:
            assert title == say("screen_compare.groups.finding_none", "nl")
            continue
        high, low = max(one[0] for one in bounds.values()), min(one[1] for one in bounds.values())
        assert ("vaker klaar dan" in title) == (high > low)
        assert ("overlappen" in title) == (high <= low)


def test_steps_that_a_group_has_finished_equally_often_are_all_named_in_the_words_of_its_panel():
    programme = Programme.load()
    rows = pl.DataFrame({"step": [1, 2, 3], "lower_bound": [0.5, 0.5, 0.2], "upper_bound": [0.6, 0.7, 0.9]})
    rows = rows.with_columns(is_held=False)
    told = groups_drawn([("Utrecht", 26, rows)], programme, "nl")["panels"][0]["alt"]
    assert told == "Utrecht: de stappen 1 en 2 zijn het vaakst klaar gemeld, grenzen vanaf 50%."
    exact = rows.with_columns(lower_bound=pl.Series([13 / 14, 13 / 14, 0.2]))  # 92,9%: the bar says 92–100%
    assert groups_drawn([("Utrecht", 26, exact)], programme, "nl")["panels"][0]["alt"].endswith("grenzen vanaf 92%.")
    alone = groups_drawn([("Utrecht", 26, rows.tail(2))], programme, "nl")["panels"][0]["alt"]
    assert alone == "Utrecht: stap 2 is het vaakst klaar gemeld, grenzen 50–70%."
