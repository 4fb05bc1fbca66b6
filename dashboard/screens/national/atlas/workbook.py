"""The table of the atlas as a workbook, written when a visitor asks: of the month and step that it shows by then."""

import base64
from typing import Final, TypedDict

import polars as pl
import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure import origin
from dashboard.figure.download import Column, TableData, workbook
from dashboard.figure.foot import how_made
from dashboard.figure.words import standing_word
from dashboard.screens.national.atlas.words import KIND
from dashboard.view import queries, state
from dashboard.view.address import ALL_STEPS, View
from domain.bilingual import Language
from domain.statements import Standing
from language.texts import say


class Shown(TypedDict):
    """What the atlas shows: month and step as in the address, what it says of them; and by which number it asks."""

    asked: int
    stand: str
    stap: str
    finding: str
    subtitle: str
    note: str


class Sent(TypedDict):
    """The workbook in base 64, None where nobody asks, and the number by which it was asked."""

    asked: int
    file: str | None


WORKBOOK: Final = Part[Sent]("screens/national/atlas/atlas_workbook.js", tells=("ask",))
_ASKED: Final = "atlas_workbook"


@st.fragment
def on_request() -> None:
    """Writes the workbook when the atlas asks for it; nothing is drawn here, and the page around it stays as it is."""
    state.see_visitor()
    asked: Shown | None = state.take_up(_ASKED)
    data: Sent = {"asked": 0, "file": None}
    if asked is not None:
        data = {"asked": asked["asked"], "file": base64.b64encode(written(asked)).decode("ascii")}
    WORKBOOK.draw(data, key=_ASKED, ask=lambda shown: state.hold(_ASKED, shown))


def written(shown: Shown) -> bytes:
    """The table of that month and step for the municipalities that the filters choose, and a sheet that tells of it."""
    view = state.with_along(state.chosen_view(), {"stand": shown["stand"], "stap": shown["stap"]})
    language = view.language
    every = view.step_number == ALL_STEPS
    figure = queries.ask(view, "all_steps_done") if every else queries.ask(view, "step_completion", by=("step",))
    said = origin.Said(shown["finding"], shown["subtitle"], shown["note"])
    told = [*origin.told(view, said, key="map", kind=KIND), *how_made(figure, language)]
    table = of_every_step(view) if every else of_one_step(view)
    sheets = [(say("screen.foot.sheet_table", language), table)]
    return workbook(sheets, say("screen.foot.sheet_about", language), told, in_short=origin.in_short(view))


def of_every_step(view: View) -> TableData:
    """One row per municipality, by name: how many steps it finished, where it stands on each, its last report."""
    language = view.language
    stood = queries.standings(view).with_columns(told=pl.struct("standing", "is_stale"))
    steps = stood.pivot(on="step_number", index="municipality_code", values="told", maintain_order=True)
    people = _people(view).join(steps, on="municipality_code", how="left", maintain_order="left")
    numbers = queries.the_programme().step_numbers
    finished = [_finished([row[str(number)]["standing"] for number in numbers], language) for row in people.to_dicts()]
    columns = [
        *_facts(people, language),
        Column(say("screen_atlas.column.finished", language), finished),
        *(Column(str(number), [_stands(told, language) for told in people[str(number)]]) for number in numbers),
        _reported(people, language),
    ]
    return TableData("", columns)


def of_one_step(view: View) -> TableData:
    """One row per municipality, by name: the step, where it stands on it, whether that is stale, its last report."""
    language = view.language
    stood = queries.standings(view).select("municipality_code", "step_number", "standing", "is_stale")
    step = queries.busiest_step(stood) if view.step_number is None else view.step_number  # as the page itself chooses
    stood = stood.filter(pl.col("step_number") == step)
    people = _people(view).join(stood, on="municipality_code", how="left", maintain_order="left")
    yes, no = say("screen.column.yes", language), say("screen.column.no", language)
    columns = [
        *_facts(people, language),
        Column(say("screen.column.step", language), people["step_number"].to_list(), is_number=True),
        Column(say("screen.column.standing", language), [standing_word(one, language) for one in people["standing"]]),
        Column(say("screen.column.is_stale", language), [yes if stale else no for stale in people["is_stale"]]),
        _reported(people, language),
    ]
    return TableData("", columns)


def _people(view: View) -> pl.DataFrame:
    """Who the filters choose, in the order in which the atlas names them: by name, whatever sign that begins with."""
    by_name = pl.col("name").str.strip_chars_start("'").str.to_lowercase()
    return queries.population(view).sort(by_name, "municipality_code")


def _facts(people: pl.DataFrame, language: Language) -> list[Column]:
    return [
        Column(say("screen.column.municipality_code", language), people["municipality_code"].to_list()),
        Column(say("screen.column.municipality", language), people["name"].to_list()),
        Column(say("screen.column.province", language), people["province"].to_list()),
    ]


def _reported(people: pl.DataFrame, language: Language) -> Column:
    """The day of the newest report as a date; in words where there is none."""
    never = say("screen.state.never", language)
    return Column(
        say("screen_atlas.column.reported", language), [day or never for day in people["newest_reporting_date"]]
    )


def _finished(standings: list[str], language: Language) -> str:
    """How many of the steps that are its own; of who reported none of them that is not known."""
    if set(standings) == {Standing.NOT_REPORTED}:
        return standing_word(Standing.NOT_REPORTED, language)
    own = [standing for standing in standings if standing != Standing.NOT_APPLICABLE]
    return say("screen_atlas.word.finished_of", language, finished=own.count(Standing.FINISHED), total=len(own))


def _stands(told: dict[str, str | bool], language: Language) -> str:
    said = standing_word(str(told["standing"]), language)
    return f"{said}, {say('screen.standing.stale_short', language).lower()}" if told["is_stale"] else said
