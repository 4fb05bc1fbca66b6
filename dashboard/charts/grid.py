"""The matrix as a grid to act on: a row per municipality, a mark on the status scale per step."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.compare import Matrix
from dashboard.reuse import variant_word
from dashboard.words import key
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer
from language.texts import say

LETTERS = {
    Standing.FINISHED: "f", Standing.STARTED: "s", Standing.NOT_STARTED: "n", Standing.NOT_REPORTED: "r",
    Standing.NOT_APPLICABLE: "a",
}  # fmt: skip
SIGNS = ("finished", "started", "not_started", "not_reported", "not_applicable", "stale")


def grid(found: Matrix, aliases: Mapping[str, Sequence[str]], caption: str, language: Language) -> dict[str, Any]:
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
            letter: [standing.value, say(f"screen.standing.{standing}", language).lower()]
            for standing, letter in LETTERS.items()
        },
        "steps": [{"number": str(step.number), "label": step.short_name.of(language)} for step in programme.steps],
        "columns": _columns(language),
        "rows": [_row(row, found, aliases, language) for row in found.people.iter_rows(named=True)],
    }


def _columns(language: Language) -> list[dict[str, Any]]:
    widths = {"finished": 66, "own_start": 104, "age": 92, "province": 126, "size": 92, "access": 84}
    columns: list[dict[str, Any]] = [
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
    row: dict[str, Any], found: Matrix, aliases: Mapping[str, Sequence[str]], language: Language
) -> dict[str, Any]:
    code = row["municipality_code"]
    marks = [found.marks[code][number] for number in found.programme.step_numbers]
    unknown, silent = say("screen.state.unknown", language), say("screen.state.not_reported", language)
    variant = row["access_variant"]
    return {
        "code": code,
        "name": row["name"],
        "aliases": list(aliases.get(code, ())),
        "is_own": code == found.own_code,
        "marks": "".join(LETTERS[Standing(standing)] for standing, _ in marks),
        "stale": "".join("1" if is_stale else "0" for _, is_stale in marks),
        "cells": [
            integer(row["finished_count"], language, unknown="–"),
            day(row["own_start_date"], language, unknown=unknown),
            integer(row["age_days"], language, unknown=silent),
            row["province"],
            integer(row["inhabitant_count"], language, unknown=unknown),
            variant or unknown,
        ],
        "sort": [
            row["finished_count"],
            row["own_start_date"].toordinal() if row["own_start_date"] else None,
            row["age_days"],
            row["province"],
            row["inhabitant_count"],
            variant,
        ],
        "access": variant_word(variant, language),
    }
