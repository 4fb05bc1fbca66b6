"""Steps that were opened again on Stappen: which, by whom and when, read from the statements themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.screens.steps.every_step_reopened import reopened_finding
from domain.statements import Table
from language.formats import day
from metrics.defining.request import Request
from metrics.figures import figure
from tests.dashboard import journal_world
from tests.dashboard.conftest import drawn
from tests.metrics.drawn import KNOWN_ON, known

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def test_every_step_that_was_opened_again_is_listed_with_who_and_when(opened: Open, country: Country):
    stood: dict[tuple[str, int, date], dict] = {}
    for said in journal_world.versions(country[0], Table.MILESTONE):  # later versions of a key take its place
        stood[said["municipality_code"], said["step_number"], said["reporting_date"]] = said
    expected = []
    for (code, step, on), said in stood.items():
        finished = [day_ for (c, s, day_), one in stood.items() if (c, s) == (code, step)
                    and one["standing"] == "finished" and day_ < on]  # fmt: skip
        if said["standing"] in ("started", "not_started") and finished:
            expected.append((journal_world.names()[code], str(step), day(min(finished), "nl"), day(on, "nl")))
    app = opened(country[0], "steps")
    listed = next(part for part in drawn(app) if "weer open" in str(part.get("caption")) and "rows" in part)
    cells = [(row["cells"][0], row["cells"][1].split(" ")[0], *row["cells"][2:4]) for row in listed["rows"]]
    assert sorted(cells) == sorted(expected)
    assert expected


def test_nothing_is_said_to_be_none_where_no_step_was_ever_reported_finished():
    asked = figure("reopened_steps", known(), Request(KNOWN_ON.date()))
    assert reopened_finding(asked, "nl").startswith("Nog geen enkele stap is klaar gemeld")
    one_finished = "code | on | step | standing\nGM0001 | 2026-03-31 | 1 | finished"
    asked = figure("reopened_steps", known(one_finished), Request(KNOWN_ON.date()))
    assert reopened_finding(asked, "nl") == "Van de stappen die ooit klaar zijn gemeld, is er geen weer open gemeld"
    told = replace(asked, rows=asked.rows.with_columns(numerator=1))
    assert reopened_finding(told, "nl").startswith("Ten minste 1 stap van een gemeente ging weer open")
