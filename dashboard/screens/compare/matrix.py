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
from dashboard.figure.words import few_about, key, signs_of_age, silent_too, standing_word, yes_word
from dashboard.screens.compare.asked import Matrix, aliases, matrix_asked
from dashboard.subjects.reuse import variant_word
from dashboard.view import queries, state
from dashboard.view.address import CHOICE, View
from dashboard.view.beside import WITHHELD_VARIANT
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer, share
from language.texts import say
from metrics.readings.headlines import too_few

LETTERS = {
    Standing.FINISHED: "f", Standing.STARTED: "s", Standing.NOT_STARTED: "n", Standing.NOT_REPORTED: "r",
    Standing.NOT_APPLICABLE: "a",
}  # fmt: skip
ABOVE_ALL: Final = 1_000  # more than any programme has steps
SIGNS: Final[tuple[Sign, ...]] = (
    "finished", "started", "not_started", "not_reported", "not_applicable", "stale",
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


def matrix(view: View) -> None:
    """Municipality × step, to sort and to search."""
    language, completed = view.language, queries.ask(view, "completed_steps")
    own = ("municipality_code",) if view.is_filtered else ()  # which is shown whatever the filters say
    on = (*CHOICE, *own, "language")
    finding, data, table = queries.kept(view, _told, on=on, who=state.run().visitor)
    rows: list[GridRow] = [{**row, "is_own": row["code"] == view.municipality_code} for row in data["rows"]]
    shown: GridData = {**data, "rows": rows}
    anatomy.figure(
        "matrix",
        finding=finding,
        subtitle=f"{say('screen_compare.matrix.subtitle', language)} {say('screen.rule.all_steps', language)}",
        draw=lambda: _open(GRID.draw(shown, key="grid").open, view),
        note=anatomy.note(completed, language),
        table=table,
        made_by=completed,
    )


def _told(view: View) -> tuple[str, GridData, TableData]:
    """The finding, the matrix with nobody's own municipality in it, and the same to take away."""
    found, language = matrix_asked(view), view.language
    finding = matrix_finding(found, language, view.max_age_days)
    data = matrix_drawn(found, aliases(), say("screen_compare.matrix.caption", language, finding=finding), language)
    return finding, data, matrix_table(found, language, finding)


def _open(code: str | None, view: View) -> None:
    if code:
        state.go("municipality", view.with_choice("gemeente", code, state.run().choices))


def matrix_finding(found: Matrix, language: Language, max_age_days: int | None = None) -> str:
    """How much of all is finished, and how many are silent."""
    figure = found.completed
    value = figure.rows["value"][0] if figure.rows.height else None
    silent = figure.municipality_count - figure.reporter_count
    if value is None:
        return say("screen_compare.matrix.finding_none", language)
    few = too_few(figure.reporter_count, figure.municipality_count)
    if few is not None:
        return few_about(few, say("screen_compare.matrix.about", language), language)
    ends = {0: "screen_compare.matrix.finding_no_step", 1: "screen_compare.matrix.finding_every_step"}
    said = say(ends.get(value, "screen_compare.matrix.finding"), language, share=share(value, language))
    return f"{said}{silent_too(silent, language, max_age_days)}"


def matrix_table(found: Matrix, language: Language, caption: str) -> TableData:
    """One row per municipality, a column per step."""
    people, programme = found.people, found.programme
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    stale = say("screen.standing.stale_short", language).lower()
    codes = people["municipality_code"].to_list()

    def standing(mark: tuple[str, bool]) -> str:
        word = standing_word(mark[0], language)
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
            Column(say("screen_compare.grid.applying", language), people["applying_count"].to_list(),
                   partial(integer, language=language), is_number=True),
            Column(say("screen_compare.grid.all_steps", language), people["is_done"].to_list(),
                   partial(yes_word, language=language)),
            Column(say("screen_compare.grid.own_start", language), people["own_start_date"].to_list(),
                   partial(day, language=language, unknown=unknown)),
            Column(say("screen_compare.grid.age", language), people["age_days"].to_list(),
                   partial(integer, language=language, unknown=silent), is_number=True),
            *steps,
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class _Municipality:
    """A row of `Matrix.people`."""

    municipality_code: str
    name: str
    province: str
    access_variant: str | None
    inhabitant_count: int | None
    finished_count: int | None
    applying_count: int
    is_done: bool | None
    own_start_date: date | None
    age_days: int | None


def matrix_drawn(found: Matrix, also_called: Mapping[str, Sequence[str]], caption: str, language: Language) -> GridData:
    """The data of the drawn part. A municipality is a string of letters, so that a whole country stays small."""
    programme = found.programme
    return {
        "caption": caption,
        "language": language,
        "key": key(language, *signs_of_age(found.completed.max_age_days, *SIGNS)),
        "words": {
            "municipality": say("screen_compare.grid.municipality", language),
            "search": say("screen_compare.grid.search", language),
            "placeholder": say("screen_compare.grid.placeholder", language),
            "sort": say("screen_compare.grid.sort", language),
            "count": say("screen_compare.grid.count", language),
            "none": say("screen_compare.grid.none", language),
            "step": say("screen_compare.grid.step", language),
            "hint": say("screen_compare.grid.hint", language),
            "keys": say("screen_compare.grid.keys", language),
            "stale": say("screen_compare.grid.stale", language),
        },
        "standings": {
            letter: (standing.value, standing_word(standing, language).lower()) for standing, letter in LETTERS.items()
        },
        "steps": [{"number": str(step.number), "label": step.short_name.of(language)} for step in programme.steps],
        "columns": _columns(language),
        "rows": [
            _row(municipality, found, also_called, language) for municipality in rows_of(found.people, _Municipality)
        ],
    }


def _columns(language: Language) -> list[GridColumn]:
    """The columns beside the steps, in the order of the cells of a row."""
    return [
        {"key": "finished", "label": say("screen_compare.grid.finished", language), "width": 84,
         "is_number": True, "is_first": True},
        {"key": "own_start", "label": say("screen_compare.grid.own_start", language), "width": 104, "is_number": True},
        {"key": "age", "label": say("screen_compare.grid.age", language), "width": 92, "is_number": True},
        {"key": "province", "label": say("screen_compare.grid.province", language), "width": 126,
         "is_number": False, "is_minor": True},
        {"key": "size", "label": say("screen_compare.grid.size", language), "width": 92,
         "is_number": True, "is_minor": True},
        {"key": "access", "label": say("screen_compare.grid.access", language), "width": 84,
         "is_number": False, "is_minor": True},
    ]  # fmt: skip


def _row(
    municipality: _Municipality, found: Matrix, also_called: Mapping[str, Sequence[str]], language: Language
) -> GridRow:
    code = municipality.municipality_code
    marks = [found.marks[code][number] for number in found.programme.step_numbers]
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    variant, own_start = municipality.access_variant, municipality.own_start_date
    return {
        "code": code,
        "name": municipality.name,
        "aliases": list(also_called.get(code, ())),
        "is_own": code == found.own_code,
        "marks": "".join(LETTERS[Standing(standing)] for standing, _ in marks),
        "stale": "".join("1" if is_stale else "0" for _, is_stale in marks),
        "cells": [
            _finished_of(municipality, language),
            day(own_start, language, unknown=unknown),
            integer(municipality.age_days, language, unknown=silent),
            municipality.province,
            integer(municipality.inhabitant_count, language, unknown=unknown),
            variant_word(variant, language) if variant == WITHHELD_VARIANT else variant or unknown,
        ],
        "sort": [
            _finished_place(municipality),
            own_start.toordinal() if own_start else None,
            municipality.age_days,
            municipality.province,
            municipality.inhabitant_count,
            variant,
        ],
        "access": variant_word(variant, language),
    }


def _finished_of(municipality: _Municipality, language: Language) -> str:
    """How many steps are finished of those that apply, or of which that is not known."""
    if municipality.finished_count is None:
        return "–"
    finished, applying = municipality.finished_count, municipality.applying_count
    return say("screen_compare.grid.finished_of", language, finished=finished, applying=applying)


def _finished_place(municipality: _Municipality) -> int | None:
    """Where it stands by steps finished: who has finished all that apply stands above all others, as on the map."""
    if municipality.finished_count is None:
        return None
    return municipality.finished_count + (ABOVE_ALL if municipality.is_done else 0)
