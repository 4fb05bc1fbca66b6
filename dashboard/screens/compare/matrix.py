"""The matrix as a grid to act on: a row per municipality, a mark on the status scale per step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, NotRequired, TypedDict

from dashboard.drawing.key import KeyEntry, Sign
from dashboard.drawing.list import Sortable
from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import key
from dashboard.screens.compare import asked
from dashboard.screens.compare.asked import Matrix
from dashboard.subjects.reuse import variant_word
from dashboard.view import state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer
from language.texts import say

LETTERS = {
    Standing.FINISHED: "f", Standing.STARTED: "s", Standing.NOT_STARTED: "n", Standing.NOT_REPORTED: "r",
    Standing.NOT_APPLICABLE: "a",
}  # fmt: skip
SIGNS: Final[tuple[Sign, ...]] = (
    "finished", "started", "not_started", "not_reported", "not_applicable", "stale",
)  # fmt: skip


def matrix(found: Matrix, view: View) -> None:
    """Municipality × step, to sort and to search."""
    language = view.language
    finding = asked.matrix_finding(found, language)
    data = matrix_drawn(
        found, asked.aliases(), say("screen_compare.matrix.caption", view.language, finding=finding), language
    )
    anatomy.figure(
        "matrix",
        finding=finding,
        subtitle=say("screen_compare.matrix.subtitle", view.language),
        draw=lambda: _open(GRID.draw(data, key="grid").open, view),
        note=anatomy.note(found.completed, language),
        table=matrix_table(found, language, finding),
        made_by=found.completed,
    )


def _open(code: str | None, view: View) -> None:
    if code:
        state.go("municipality", view.with_choice("gemeente", code, state.run().choices))


def matrix_table(found: Matrix, language: Language, caption: str) -> TableData:
    """One row per municipality, a column per step."""
    people, programme = found.people, found.programme
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    stale = say("screen.standing.stale_short", language).lower()
    codes = people["municipality_code"].to_list()

    def standing(mark: tuple[str, bool]) -> str:
        word = say(f"screen.standing.{mark[0]}", language)
        return f"{word} ({stale})" if mark[1] else word

    steps = [
        Column(f"{step.number} {step.short_name.of(language)}", [found.marks[code][step.number] for code in codes],
               standing)
        for step in programme.steps
    ]  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), codes),
            Column(say("screen.column.municipality", language), people["name"].to_list()),
            Column(say("screen.column.province", language), people["province"].to_list()),
            Column(say("screen.column.inhabitants", language), people["inhabitant_count"].to_list(),
                   partial(integer, language=language, unknown=unknown), is_number=True),
            Column(say("screen_compare.grid.access", language), people["access_variant"].to_list(),
                   partial(variant_word, language=language)),
            Column(say("screen.column.finished_steps", language), people["finished_count"].to_list(),
                   partial(integer, language=language, unknown=silent), is_number=True),
            Column(say("screen_compare.grid.own_start", language), people["own_start_date"].to_list(),
                   partial(day, language=language, unknown=unknown)),
            Column(say("screen_compare.grid.age", language), people["age_days"].to_list(),
                   partial(integer, language=language, unknown=silent), is_number=True),
            *steps,
        ],
    )  # fmt: skip


class GridStep(TypedDict):
    """The head of the column of one step."""

    number: str
    label: str


class GridColumn(TypedDict):
    """Another column, `width` px wide. `is_first`: it stands before the steps; `is_minor`: a narrow screen has none."""

    key: str
    label: str
    width: int
    is_number: bool
    is_first: NotRequired[bool]
    is_minor: NotRequired[bool]


class GridRow(TypedDict):
    """One municipality. `marks` and `stale` have a sign per step; `cells` and `sort` a value per other column."""

    code: str
    name: str
    aliases: list[str]
    is_own: bool
    marks: str
    stale: str
    cells: list[str]
    sort: list[Sortable]
    access: str


class GridData(TypedDict):
    """The whole grid. `standings`: the letter of a mark -> the standing and its word."""

    caption: str
    language: Language
    key: list[KeyEntry]
    words: dict[str, str]
    standings: dict[str, tuple[str, str]]
    steps: list[GridStep]
    columns: list[GridColumn]
    rows: list[GridRow]


GRID: Final = Part[GridData]("screens/compare/grid.js", tells=("open",))


@dataclass(frozen=True)
class _Municipality:
    """A row of `Matrix.people`."""

    municipality_code: str
    name: str
    province: str
    access_variant: str | None
    inhabitant_count: int | None
    finished_count: int | None
    own_start_date: date | None
    age_days: int | None


def matrix_drawn(found: Matrix, aliases: Mapping[str, Sequence[str]], caption: str, language: Language) -> GridData:
    """The data of the drawn part. A municipality is a string of letters, so that a whole country stays small."""
    programme = found.programme
    return {
        "caption": caption,
        "language": language,
        "key": key(language, *SIGNS),
        "words": {
            name: say(f"screen_compare.grid.{name}", language)
            for name in (
                "municipality",
                "search",
                "placeholder",
                "sort",
                "count",
                "none",
                "step",
                "hint",
                "keys",
                "stale",
            )
        },
        "standings": {
            letter: (standing.value, say(f"screen.standing.{standing}", language).lower())
            for standing, letter in LETTERS.items()
        },
        "steps": [{"number": str(step.number), "label": step.short_name.of(language)} for step in programme.steps],
        "columns": _columns(language),
        "rows": [_row(municipality, found, aliases, language) for municipality in rows_of(found.people, _Municipality)],
    }


def _columns(language: Language) -> list[GridColumn]:
    widths = {"finished": 66, "own_start": 104, "age": 92, "province": 126, "size": 92, "access": 84}
    columns: list[GridColumn] = [
        {"key": name, "label": say(f"screen_compare.grid.{name}", language), "width": width, "is_number": True}
        for name, width in widths.items()
    ]
    columns[0]["is_first"] = True
    for place in (3, 5):
        columns[place]["is_number"] = False
    for column in columns[3:]:
        column["is_minor"] = True
    return columns


def _row(
    municipality: _Municipality, found: Matrix, aliases: Mapping[str, Sequence[str]], language: Language
) -> GridRow:
    code = municipality.municipality_code
    marks = [found.marks[code][number] for number in found.programme.step_numbers]
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    variant, own_start = municipality.access_variant, municipality.own_start_date
    return {
        "code": code,
        "name": municipality.name,
        "aliases": list(aliases.get(code, ())),
        "is_own": code == found.own_code,
        "marks": "".join(LETTERS[Standing(standing)] for standing, _ in marks),
        "stale": "".join("1" if is_stale else "0" for _, is_stale in marks),
        "cells": [
            integer(municipality.finished_count, language, unknown="–"),
            day(own_start, language, unknown=unknown),
            integer(municipality.age_days, language, unknown=silent),
            municipality.province,
            integer(municipality.inhabitant_count, language, unknown=unknown),
            variant or unknown,
        ],
        "sort": [
            municipality.finished_count,
            own_start.toordinal() if own_start else None,
            municipality.age_days,
            municipality.province,
            municipality.inhabitant_count,
            variant,
        ],
        "access": variant_word(variant, language),
    }
