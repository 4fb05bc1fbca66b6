"""The municipality of each row: what was read of its code and its name, on the day that the row speaks of."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import polars as pl

from domain.municipalities import Register
from domain.names import Names, Outcome, Reason, Resolution
from pipelines.format.coded_cells import CODE
from pipelines.format.columns import MUNICIPALITY_COLUMNS
from pipelines.format.finding import Finding
from pipelines.normalising.cells import BLANK, ColumnRead, Reading
from pipelines.normalising.strange_letters import with_strange_letters_shown

_NOT_KNOWN: Final = {Outcome.SUGGEST: "suggest", Outcome.ASK: "ask"}


def resolved(
    read: Mapping[str, ColumnRead], days: pl.Series, register: Register, *, today: date
) -> tuple[pl.Series, list[tuple[int, Finding]]]:
    """Per row the municipality code, null where it cannot be told, and by row index what there is to say of those.

    `read`: the columns that name the municipality, by Dutch name. `days` are the reporting dates; where there is none
    a municipality is looked up as of `today`. Each different code and name is looked up once for each stretch of days
    in which the register stays the same: a row of a national file costs nothing more.
    """
    rows = _rows(read, days.fill_null(today), register)
    asked = rows.unique([*MUNICIPALITY_COLUMNS, "stretch"], keep="first", maintain_order=True)
    resolutions = [_resolution(*_readings(read, row), row["day"], register) for row in asked.iter_rows(named=True)]
    answers = asked.drop("day").with_columns(answer=pl.int_range(pl.len(), dtype=CODE))
    on = answers.columns[:-1]
    answer = rows.join(answers, on=on, how="left", nulls_equal=True, maintain_order="left")["answer"]
    codes = [None if one is None or one.outcome is not Outcome.RESOLVED else one.code for one in resolutions]
    findings: list[tuple[int, Finding]] = []
    open_answers = [place for place, one in enumerate(resolutions) if one is not None and codes[place] is None]
    for index in answer.is_in(open_answers).arg_true() if open_answers else ():
        resolution, row = resolutions[answer[index]], rows.row(index, named=True)
        if resolution is not None:
            code, name = _readings(read, row)
            findings.append((index, _finding(resolution, name.value, code.value, row["day"], tuple(read))))
    return pl.Series(codes, dtype=pl.String()).gather(answer), findings


def _rows(read: Mapping[str, ColumnRead], days: pl.Series, register: Register) -> pl.DataFrame:
    """Per row the codes of its cells in both columns (null for a column that is not there), its day and stretch."""
    turns = pl.Series(register.turning_days, dtype=pl.Date())
    cells = {
        column: read[column].coded.codes if column in read else pl.lit(None, CODE) for column in MUNICIPALITY_COLUMNS
    }
    return pl.DataFrame({"day": days}).with_columns(stretch=turns.search_sorted(days, side="right"), **cells)


def _readings(read: Mapping[str, ColumnRead], row: Mapping[str, int | None]) -> tuple[Reading, Reading]:
    """What was read of the code and of the name of a row."""
    code, name = (
        BLANK if (place := row[column]) is None else read[column].readings[place] for column in MUNICIPALITY_COLUMNS
    )
    return code, name


def _resolution(code: Reading, name: Reading, day: date, register: Register) -> Resolution | None:
    """What code and name mean together; None where one of them could not be read, and something is said already."""
    return None if code.rule or name.rule else _resolved(register, name.value, code.value, day)


@lru_cache(maxsize=4)
def _names(register: Register) -> Names:
    return Names(register)


@lru_cache(maxsize=50_000)
def _resolved(register: Register, name: str | None, code: str | None, day: date) -> Resolution:
    return _names(register).resolve(name, code, day)


def _finding(
    resolution: Resolution, name: str | None, code: str | None, day: date, present: tuple[str, ...]
) -> Finding:
    column = MUNICIPALITY_COLUMNS[0 if code or MUNICIPALITY_COLUMNS[1] not in present else 1]
    written = code or name
    candidates = ", ".join(f"{one.name} ({one.code})" for one in resolution.candidates)
    meant = resolution.meant.name if resolution.meant else written
    named: dict[str, object] = {"candidates": candidates, "successor": candidates, "day": day, "name": meant}
    if resolution.reason is Reason.MISSING:
        return Finding("missing_value", column if column in present else present[0])
    if resolution.reason is Reason.CODE_NAME_MISMATCH:
        both = {"code": with_strange_letters_shown(code or ""), "name": with_strange_letters_shown(name or "")}
        return Finding("code_name_mismatch", MUNICIPALITY_COLUMNS[1], name, both)
    if resolution.reason is Reason.DISSOLVED:
        part = {Outcome.MERGED: "message", Outcome.SPLIT: "split"}.get(resolution.outcome, "gone")
        return Finding("dissolved_municipality", column, written, named, part)
    if resolution.reason is Reason.NOT_YET_FOUNDED:
        return Finding("unknown_municipality", column, written, named, "not_yet_founded")
    shown = with_strange_letters_shown(written or "")
    part = _NOT_KNOWN.get(resolution.outcome, "message" if shown == written else "strange_letters")
    named["value"] = shown
    return Finding("unknown_municipality", column, written, named, part)
