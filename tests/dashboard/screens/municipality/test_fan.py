"""The fan says no more than was said: a step of which nothing is known is not a step that is not finished."""

from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest

from dashboard.screens.municipality.fan import fan_finding, fan_note, fan_subtitle, fan_table, fan_tenth
from dashboard.screens.municipality.fan_drawn import ROOM_FOR_A_LABEL, fan_drawn
from dashboard.screens.municipality.fan_reading import FanReading
from metrics.readings.benchmark import FAN_COLUMNS

FACTS = SimpleNamespace(size_class=4, province="Drenthe", newest_reporting_date=date(2026, 9, 30))
OWN = SimpleNamespace(name="Assen", code="GM0106", facts=FACTS, steps=pl.DataFrame({"step_number": range(1, 12)}))


def _reading(own: tuple[int | None, int | None], middle: tuple[float, float], count: int = 137) -> FanReading:
    """A fan of one month: of both the count that was said and the most it can be."""
    month = {"month": 20, "own_count": own[0], "own_most": own[1], "peer_count": count, "p50_most": middle[1]}
    rows = pl.DataFrame([{**month, **dict.fromkeys(FAN_COLUMNS, middle[0])}], infer_schema_length=None)
    peers = SimpleNamespace(codes=["GM0001"] * count, group="size_class", is_widened=False)
    return FanReading(SimpleNamespace(rows=rows, peers=peers))


@pytest.mark.parametrize(
    ("own", "middle", "told"),
    [
        ((2, 9), (3, 3), "na 20 maanden heeft Assen 2 tot en met 9 stappen klaar, en de middelste van de 137"),
        ((2, 2), (1, 6), "bezig zijn 1 tot en met 6"),
        ((2, 3), (5, 6), "ten minste 2 stappen minder klaar"),
        ((7, 9), (4, 5), "ten minste 2 stappen meer klaar"),
        ((2, 2), (3, 3), "Assen heeft na 20 maanden 1 stap minder klaar"),
        ((3, 3), (3, 3), "evenveel stappen klaar"),
        ((3, 4), (3, 3), "Niet van elke stap is iets gezegd"),
    ],
)
def test_where_nothing_was_said_of_some_steps_the_title_gives_no_verdict_that_they_could_turn(own, middle, told):
    finding = fan_finding(OWN, _reading(own, middle), "nl")
    assert told in finding
    if told.startswith(("na 20", "bezig", "Niet")):
        assert not {"meer", "minder", "evenveel"} & set(finding.split())


def test_of_who_has_no_start_the_middle_one_is_told_where_half_of_the_peers_were_still_followed():
    months = [(16, 7, 35), (17, 7, 18), (18, 8, 17), (22, 10, 5)]
    rows = pl.DataFrame([
        {"month": month, "own_count": None, "own_most": None, "peer_count": count, "p50_most": middle,
         **dict.fromkeys(FAN_COLUMNS, middle)} for month, middle, count in months
    ], infer_schema_length=None)  # fmt: skip
    reading = FanReading(SimpleNamespace(rows=rows, peers=SimpleNamespace(codes=["GM0001"] * 35)))
    assert fan_finding(OWN, reading, "nl").startswith("Van Assen weten we het niet; na 17 maanden heeft de middelste")


def test_beside_fewer_than_ten_peers_the_counts_are_told_and_no_difference():
    finding = fan_finding(OWN, _reading((2, 2), (3, 3), 5), "nl")
    assert "Na 20 maanden heeft Assen 2 stappen klaar, en de middelste van de 5" in finding
    assert finding.endswith("dat zijn te weinig gemeenten om van een verschil te spreken")


def test_where_too_few_peers_were_followed_that_long_it_is_said_how_many_were():
    reading = _reading((2, 2), (3, 3), 4)
    rows = reading.fan.rows.with_columns(pl.lit(None, pl.Float64).alias(name) for name in FAN_COLUMNS)
    told = fan_finding(OWN, FanReading(SimpleNamespace(rows=rows, peers=reading.fan.peers)), "nl")
    assert told.endswith("zo lang volgen wij van de vergelijkbare gemeenten er 4, te weinig om te vergelijken")


def test_no_tenth_is_told_where_a_step_left_unsaid_could_put_it_in_another():
    assert "tiende" in fan_tenth(OWN, _reading((2, 2), (3, 3)), "nl")
    assert fan_tenth(OWN, _reading((2, 9), (3, 3)), "nl") == ""
    assert fan_tenth(OWN, _reading((2, 2), (3, 4)), "nl") == ""


def test_what_was_left_unsaid_stands_in_the_note_the_label_and_the_table():
    reading = _reading((2, 9), (3, 4))
    view = SimpleNamespace(language="nl", as_of=date(2026, 10, 31))
    assert "waarover niets is gezegd" in fan_note(OWN, reading, view)
    assert "waarover niets is gezegd" not in fan_note(OWN, _reading((2, 2), (3, 3)), view)
    labels = [label.text for label in fan_drawn(OWN, reading, "light", "nl").checked().layout.annotations]
    assert "<b>Assen: 2 tot en met 9</b>" in labels
    table = {column.label: column.values for column in fan_table(OWN, reading, "nl", "").columns}
    assert (table["Assen"], table["Assen, ten hoogste"]) == ([2], [9])
    assert table["50% van de gemeenten, ten hoogste"] == [4]


def test_the_own_label_covers_no_label_of_the_tints_and_stands_within_the_picture():
    """Of ten months; the tints end in month 16, at a height that the words of the municipality would cover."""
    place = {"own_most": 10, "peer_count": 137, "p50_most": 4.0}
    deciles = dict(zip(FAN_COLUMNS, (1.0, 2.0, 3.0, 4.0, 4.0, 6.0, 8.0, 10.0, 11.0), strict=True))
    none = dict.fromkeys(FAN_COLUMNS)
    months = [{"month": month, "own_count": 10, **place, **(deciles if month <= 16 else none)} for month in range(21)]
    months = [{**one, "peer_count": 137 if one["month"] <= 16 else 3} for one in months]
    rows = pl.DataFrame(months, infer_schema_length=None)
    reading = FanReading(SimpleNamespace(rows=rows, peers=SimpleNamespace(codes=[], group="", is_widened=False)))
    layout = fan_drawn(OWN, reading, "light", "nl").checked().layout
    own = next(label for label in layout.annotations if "Assen" in label.text)
    high = next(label for label in layout.annotations if label.text == "10% heeft<br>er meer")
    assert own.y >= high.y + ROOM_FOR_A_LABEL * 11 / 2
    assert own.y + ROOM_FOR_A_LABEL * 11 <= layout.yaxis.range[1] + 0.01


@pytest.mark.parametrize(("count", "tints"), [(9, 0), (10, 8)])
def test_the_fan_has_tenths_from_ten_municipalities_on_and_a_middle_one_before(count: int, tints: int):
    reading = _reading((2, 2), (3, 3), count)
    traces = fan_drawn(OWN, reading, "light", "nl").checked().data
    assert sum(trace.line.width == 0 for trace in traces) == tints
    assert sum(trace.line.dash is not None for trace in traces) == 1
    labels = [label.text for label in fan_drawn(OWN, reading, "light", "nl").checked().layout.annotations]
    assert ("10% heeft<br>er meer" in labels) == (tints > 0)
    assert ("Elke tint is een tiende" in fan_subtitle(OWN, reading, "nl")) == (tints > 0)
    table = {column.label: column.values for column in fan_table(OWN, reading, "nl", "").columns}
    assert table["50% van de gemeenten"] == [3]
    assert (table["10% van de gemeenten"] == [None]) == (tints == 0)
