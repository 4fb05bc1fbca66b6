"""The tile map and the matrix beside it: every municipality once, on one step and on all of them."""

from datetime import date
from typing import Any

import polars as pl

from dashboard.address import ALL_STEPS
from dashboard.words import key
from domain.bilingual import Language
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing
from language.formats import integer, month, share
from language.texts import say

LETTERS = {"finished": "f", "started": "s", "not_started": "n", "not_applicable": "x", "not_reported": "u"}
STANDING_KEY = ("finished", "started", "not_started", "not_reported", "not_applicable", "stale")


def tile_map(
    standings: pl.DataFrame,
    municipalities: pl.DataFrame,
    register: Register,
    programme: Programme,
    *,
    step_number: int,
    own_code: str | None,
    months: pl.DataFrame,
    as_of: date,
    alt: str,
    language: Language,
) -> dict[str, Any]:
    """The data of the drawn part. `standings`: municipality × step of the municipalities chosen.

    `municipalities`: all of the day's register; those outside the choice stay on the map, faint.
    """
    tiles = municipalities.join(register.tiles, on="municipality_code", how="inner")
    words = _on_the_map(standings, step_number, language)
    signs = ("level", "level_none", "not_reported") if step_number == ALL_STEPS else STANDING_KEY
    return {
        "alt": alt,
        "step": "alle" if step_number == ALL_STEPS else str(step_number),
        "steps": _steps(programme, language),
        "key": key(language, *signs, *(["own"] if own_code else [])),
        "tiles": [_tile(row, words, language) for row in tiles.sort("r", "q").iter_rows(named=True)],
        "own": own_code,
        "own_name": register.by_code[own_code].name if own_code else "",
        "matrix": _matrix(standings, programme, alt, language),
        "look_back": _look_back(months, as_of, language),
        "words": {part: say(f"screen_national.map.{part}", language) for part in ("choose", "keys", "hint", "open")},
    }


def _steps(programme: Programme, language: Language) -> list[dict[str, str]]:
    every = say("screen_national.map.all", language)
    steps = [{"value": "alle", "label": every, "name": every}]
    for step in programme.steps:
        name = say("screen_national.map.step_name", language, number=step.number, name=step.name.of(language))
        steps.append({"value": str(step.number), "label": str(step.number), "name": name})
    return steps


def _on_the_map(standings: pl.DataFrame, step_number: int, language: Language) -> dict[str, dict[str, Any]]:
    if step_number != ALL_STEPS:
        chosen = standings.filter(pl.col("step_number") == step_number)
        rows = chosen.select("municipality_code", "standing", "is_stale").iter_rows()
        return {
            code: {"standing": standing, "stale": stale, "text": _standing_word(standing, stale, language)}
            for code, standing, stale in rows
        }
    levels: dict[str, dict[str, Any]] = {}
    for code, finished, applicable, stated in _finished_counts(standings).iter_rows():
        text = say("screen_national.map.steps_finished", language, finished=finished, total=applicable)
        level = {"standing": "level", "stale": False, "level": finished / applicable if applicable else 0, "text": text}
        silent = {"standing": "not_reported", "stale": False, "text": say("screen.standing.not_reported", language)}
        levels[code] = level if stated else silent
    return levels


def _finished_counts(standings: pl.DataFrame) -> pl.DataFrame:
    standing = pl.col("standing")
    return (
        standings.group_by("municipality_code")
        .agg(
            finished=(standing == Standing.FINISHED).sum(),
            applicable=(standing != Standing.NOT_APPLICABLE).sum(),
            stated=(standing != Standing.NOT_REPORTED).sum(),
        )
        .sort("municipality_code")
    )


def _standing_word(standing: str, is_stale: bool, language: Language) -> str:
    word = say(f"screen.standing.{standing}", language)
    return f"{word}, {say('screen.standing.stale_short', language).lower()}" if is_stale else word


def _tile(row: dict[str, Any], words: dict[str, dict[str, Any]], language: Language) -> dict[str, Any]:
    outside = {"standing": "not_started", "stale": False, "text": say("screen_national.map.outside", language)}
    said = words.get(row["municipality_code"]) or {**outside, "outside": True}
    place = {name: row[name] for name in ("name", "province", "q", "r")}
    return {**place, "code": row["municipality_code"], **said, "text": f"{row['province']} · {said['text']}"}


def _look_back(months: pl.DataFrame, as_of: date, language: Language) -> dict[str, Any]:
    shown = []
    for row in months.iter_rows(named=True):
        level = row["value"] if row["estimate"] is None else row["estimate"]
        if level is not None:
            label = month(row["month_end"], language)
            text = f"{label}: {share(level, language)}"
            shown.append({"value": row["month_end"].isoformat(), "label": label, "share": level, "text": text})
    number = months["step"][0] if months.height else ""
    return {
        "months": shown,
        "title": say("screen_national.map.look_back", language, number=number),
        "word": "; ".join(one["text"] for one in shown),
        "chosen": as_of.isoformat()
        if any(one["value"] == as_of.isoformat() for one in shown)
        else shown[-1]["value"]
        if shown
        else "",
    }


def _matrix(standings: pl.DataFrame, programme: Programme, alt: str, language: Language) -> dict[str, Any]:
    started = (
        standings.filter(pl.col("standing") == Standing.STARTED).group_by("municipality_code").agg(started=pl.len())
    )
    counts = _finished_counts(standings).join(started, on="municipality_code", how="left")
    reported = counts.filter(pl.col("stated") > 0).sort(
        pl.col("finished"), pl.col("started").fill_null(0), "municipality_code", descending=[True, True, False]
    )
    order = reported["municipality_code"].to_list()
    letters = {(code, number): LETTERS[standing] for code, number, standing in
               standings.select("municipality_code", "step_number", "standing").iter_rows()}  # fmt: skip
    rows = [
        {
            "number": step.number,
            "label": step.short_name.of(language),
            "standings": "".join(letters[code, step.number] for code in order),
        }
        for step in programme.steps
    ]
    silent = counts.height - reported.height
    return {
        "order": order,
        "silent": silent,
        "rows": rows,
        "title": say("screen_national.map.matrix_title", language),
        "alt": say("screen_national.map.matrix_alt", language, finding=alt),
        "under": say("screen_national.map.under", language, count=integer(len(order), language)),
        "under_silent": say("screen_national.map.under_silent", language, count=integer(silent, language)),
    }
