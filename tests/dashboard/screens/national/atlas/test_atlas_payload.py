"""What the atlas is given holds what the metrics say, for every municipality, step and month."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.screens.national.packing import packed
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing import state
from metrics.standing.known import Known
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
WORDS = ["finished", "started", "not_started", "not_reported", "not_applicable", "absent"]


def _numbers(text: str) -> Iterator[int]:
    """A decoder of its own: base 128, lowest part first."""
    number, shift = 0, 0
    for byte in base64.b64decode(text):
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number, shift = 0, 0


def _decoded(text: str, months: int, cells: int, bits: int, start: int) -> list[list[int]]:
    stream, now, found = _numbers(text), [start] * cells, []
    for _ in range(months):
        cell = -1
        for _ in range(next(stream)):
            pair = next(stream)
            cell += 1 + pair // 2**bits
            now[cell] = pair % 2**bits
        found.append(list(now))
    assert list(stream) == []
    return found


class Atlas:
    """The payload, read as the browser reads it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.days = [date.fromisoformat(moment["value"]) for moment in data["moments"]]
        self.codes = data["municipalities"]["codes"]
        self.steps = [step["number"] for step in data["steps"]]
        cells = len(self.codes) * len(self.steps)
        self.states = _decoded(data["states"], len(self.days), cells, 4, WORDS.index("not_reported"))
        self.reported = _decoded(data["reported"], len(self.days), len(self.codes), 14, 0)

    def stood(self, month: int) -> dict[tuple[str, int], tuple[str, bool]]:
        """Municipality and step -> standing and whether it is stale, without those that did not exist."""
        keys = [(code, number) for code in self.codes for number in self.steps]
        values = [(WORDS[value & 7], value >= 8) for value in self.states[month]]
        return {key: value for key, value in zip(keys, values, strict=True) if value[0] != "absent"}

    def chosen(self, month: int) -> set[str]:
        """The municipalities that exist then and that the filters choose."""
        inside = self.data["inside"]
        marks = "1" * len(self.codes) if inside is None else inside[min(month, len(inside) - 1)]
        existing = {code for code, _ in self.stood(month)}
        return {code for code, mark in zip(self.codes, marks, strict=True) if mark == "1"} & existing


def _atlas(app: AppTest) -> Atlas:
    assert not app.exception
    return Atlas(next(part for part in drawn(app) if "states" in part))


@pytest.fixture(scope="module")
def known(country: Country) -> Known:
    """What the example knows, read without the app."""
    with Store(country[0]).reader() as reader:
        statements = {table: reader.statements(table, known_on=example.NOW) for table in Table}
        files = reader.files(known_on=example.NOW)
    return Known(
        statements=statements, files=files, register=Register.load(), programme=Programme.load(), known_on=example.NOW
    )


def test_every_municipality_stands_on_every_step_in_every_month_where_the_metrics_put_it(
    opened: Open, country: Country, known: Known
):
    atlas = _atlas(opened(country[0], "national"))
    assert atlas.days[0] == example.ROUNDS[0]
    assert atlas.days[-1] == date(2026, 10, 31)
    assert len(atlas.days) == 20
    for month, day in enumerate(atlas.days):
        rows = state.standings(known, day).select("municipality_code", "step_number", "standing", "is_stale")
        assert atlas.stood(month) == {
            (code, number): (standing, stale) for code, number, standing, stale in rows.iter_rows()
        }


def test_the_newest_report_of_every_municipality_is_given_for_every_month(opened: Open, country: Country, known: Known):
    atlas = _atlas(opened(country[0], "national"))
    for month, day in enumerate(atlas.days):
        newest = state.municipalities(known, day).select("municipality_code", "newest_reporting_date")
        told = {
            code: date(2017, 12, 31) + timedelta(days=number) if number else None
            for code, number in zip(atlas.codes, atlas.reported[month], strict=True)
        }
        assert told == dict(newest.iter_rows())


def test_before_a_merger_the_parts_are_there_and_the_successor_is_not(opened: Open, country: Country):
    atlas = _atlas(opened(country[0], "national", stand="2022-12-31"))
    before, after = ({code for code, _ in atlas.stood(month)} for month in (0, -1))
    brielle, voorne_aan_zee = "GM0501", "GM1992"
    assert atlas.days[0] == date(2022, 12, 31)
    assert (len(before), len(after)) == (344, 342)  # Weesp had joined Amsterdam in March 2022
    assert (brielle in before, voorne_aan_zee in before) == (True, False)
    assert (brielle in after, voorne_aan_zee in after) == (False, True)


def test_only_a_municipality_of_the_as_of_register_has_a_tile(opened: Open, country: Country):
    columns = _atlas(opened(country[0], "national")).data["municipalities"]
    assert len([q for q in columns["q"] if q is not None]) == 342
    earlier = _atlas(opened(country[0], "national", stand="2022-12-31")).data["municipalities"]
    tiles = dict(zip(earlier["codes"], earlier["q"], strict=True))
    assert tiles["GM1992"] is None
    assert len([q for q in tiles.values() if q is not None]) == 341


@pytest.mark.parametrize(
    ("address", "where", "age"),
    [
        ({}, {}, None),
        ({"provincie": "Utrecht"}, {"province": "Utrecht"}, None),
        ({"grootte": "4", "leeftijd": "180"}, {"size_class": 4}, 180),
        ({"leeftijd": "45"}, {}, 45),
    ],
    ids=["country", "province", "size and age", "age"],
)
def test_what_is_counted_from_the_payload_is_what_the_catalogue_says(
    opened: Open, country: Country, known: Known, address: dict[str, str], where: dict[str, Any], age: int | None
):
    atlas = _atlas(opened(country[0], "national", **address))
    for month, day in enumerate(atlas.days):
        stood, chosen = atlas.stood(month), atlas.chosen(month)
        completion = figure("step_completion", known, Request(as_of=day, by=("step",), where=where, max_age_days=age))
        every = figure("all_steps_done", known, Request(as_of=day, where=where, max_age_days=age))
        assert len(chosen) == completion.municipality_count
        for row in completion.rows.iter_rows(named=True):
            said = [stood[code, row["step"]][0] for code in chosen]
            assert (said.count("finished"), said.count("not_reported")) == (row["numerator"], row["unknown_count"])
        done = [code for code in chosen
                if all(stood[code, number][0] in ("finished", "not_applicable") for number in atlas.steps)]  # fmt: skip
        assert len(done) == every.rows["numerator"].sum()
        ages = [(day - date(2017, 12, 31)).days - number for code, number in zip(
            atlas.codes, atlas.reported[month], strict=True) if code in chosen and number]  # fmt: skip
        assert (len(ages), len([age for age in ages if age > 180])) == (every.reporter_count, every.stale_count)


def test_the_curve_holds_the_estimate_of_every_month_and_step(opened: Open, country: Country, known: Known):
    atlas = _atlas(opened(country[0], "national"))
    found = figure("progress_over_time", known, Request(as_of=date(2026, 10, 31), by=("month",)))
    known_municipalities, rows = found.municipality_count, found.rows
    for row in rows.iter_rows(named=True):
        month = next(place for place, day in enumerate(atlas.days) if day.isoformat()[:7] == row["month"])
        shares = atlas.data["shares"][atlas.steps.index(row["step"])]
        level = row["value"] if row["estimate"] is None else row["estimate"]
        said = known_municipalities - row["unknown_count"]
        if said < known_municipalities and (said < 20 or 10 * said < known_municipalities):
            assert shares["words"][month] in ("te weinig", "")
            level = None
        assert shares["level"][month] == (None if level is None else pytest.approx(level, abs=5e-5))
        assert shares["is_estimate"][month] == (row["estimate"] is not None)


def test_a_date_that_is_no_month_end_is_a_moment_of_its_own(opened: Open, country: Country, known: Known):
    atlas = _atlas(opened(country[0], "national", stand="2026-04-15"))
    month = atlas.days.index(date(2026, 4, 15))
    rows = state.standings(known, date(2026, 4, 15)).select("municipality_code", "step_number", "standing", "is_stale")
    assert atlas.stood(month) == {(code, number): (said, stale) for code, number, said, stale in rows.iter_rows()}
    assert atlas.data["page"]["month"] == "2026-04-15"
    assert atlas.data["moments"][month]["label"] == "15 apr 2026"


def test_the_own_municipality_has_its_peers_as_a_group_to_highlight(opened: Open, country: Country, known: Known):
    from metrics.standing.peers import peers_of

    atlas = _atlas(opened(country[0], "national", gemeente=example.OWN))
    people = state.municipalities(known, date(2026, 10, 31))
    members = {atlas.codes[place] for place in atlas.data["peers"]["members"]}
    assert members == set(peers_of(people, example.OWN).codes)
    assert atlas.data["highlights"][0]["options"][1] == ["peers", "Vergelijkbaar met Zutphen"]


def test_the_words_of_the_atlas_leave_only_numbers_to_the_browser(opened: Open, country: Country):
    for language in ("nl", "en"):
        words = _atlas(opened(country[0], "national", taal=language)).data["words"]
        assert "{kind}" not in json.dumps(words)
        assert words["months"][2] == {"nl": "mrt", "en": "Mar"}[language]


@given(st.lists(st.lists(st.integers(0, 15), min_size=7, max_size=7), min_size=1, max_size=6))
def test_whatever_is_packed_comes_out_again(months: list[list[int]]):
    text = packed([np.array(cells) for cells in months], bits=4, start=3)
    assert _decoded(text, len(months), 7, 4, 3) == months


def test_three_years_of_the_whole_country_stay_under_a_hundred_kilobytes():
    chance = np.random.default_rng(4)
    cells = np.full(342 * 11, 3)
    months = []
    for _ in range(36):  # every month one municipality in three says something new about every step
        cells = np.where(np.repeat(chance.random(342) < 0.33, 11), chance.integers(0, 5, 342 * 11), cells)
        months.append(cells)
    assert len(packed(months, bits=4, start=3)) < 100_000
