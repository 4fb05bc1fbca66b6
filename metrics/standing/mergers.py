"""Statements over time, through mergers: which statement holds for which municipality on which days."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import polars as pl

from domain.municipalities import Register

RollUp: TypeAlias = Callable[[pl.DataFrame], pl.DataFrame]
"""From what each part last said (with successor_code and part_count) to one row per subject of the successor."""


def mergers(register: Register) -> list[tuple[date, pl.DataFrame]]:
    """Every day on which municipalities merged, in order, each with its parts: successor_code, part_code, part_count.

    A successor that existed before is one of its own parts. Splits are left out: across a split nothing moves.
    """
    dissolved = register.reorganisations.filter(~pl.col("is_split")).select(
        "effective_date", successor_code="new_code", part_code="old_code"
    )
    founded = register.municipalities.select(successor_code="municipality_code", founded_on="valid_from")
    surviving = (
        dissolved.select("effective_date", "successor_code")
        .unique()
        .join(founded, on="successor_code")
        .filter(pl.col("founded_on").is_null() | (pl.col("founded_on") < pl.col("effective_date")))
        .select("effective_date", "successor_code", part_code="successor_code")
    )
    parts = (
        pl.concat([dissolved, surviving])
        .sort("effective_date", "successor_code", "part_code")
        .with_columns(part_count=pl.len().over("effective_date", "successor_code").cast(pl.Int64))
    )
    days = parts.partition_by("effective_date", include_key=False, as_dict=True, maintain_order=True)
    return [(key[0], frame) for key, frame in days.items()]


def looks_back(register: Register, as_of: date) -> list[tuple[str, date]]:
    """What holds on `as_of` beside what was said last: what a municipality had said on the last day before a merger
    that it was part of, and on its own last day. A code and a day, up to `as_of`, sorted.
    """
    parts = [(code, day) for day, frame in mergers(register) for code in frame["part_code"].to_list()]
    ended = register.municipalities.select("municipality_code", "valid_to").drop_nulls().rows()
    eves = {(str(code), day - timedelta(days=1)) for code, day in (*parts, *ended)}
    return sorted((code, eve) for code, eve in eves if eve <= as_of)


def held_statements(
    statements: pl.DataFrame, subject: Sequence[str], register: Register, roll_up: RollUp
) -> pl.DataFrame:
    """Every statement with the days on which it holds, and a rolled-up row for each merger.

    One row per subject and `held_from`; adds held_from, held_until (exclusive, null: still) and is_from_parts. A
    statement holds from its reporting date until the next one of that subject. On the day of a merger the successor
    gets what its parts said until then as if it were a statement; a statement of its own on or after that day
    replaces it. Because each merger looks at what held the day before, chains of mergers need nothing more.
    """
    timeline = _within_lifetime(statements, register).with_columns(
        held_from=pl.col("reporting_date"), is_from_parts=pl.lit(value=False)
    )
    for day, parts in mergers(register):
        said = _said_before(timeline, subject, day).join(
            parts, left_on="municipality_code", right_on="part_code", maintain_order="left"
        )
        if said.is_empty():
            continue
        rolled = roll_up(said).with_columns(held_from=pl.lit(day), is_from_parts=pl.lit(value=True))
        timeline = pl.concat([timeline, rolled], how="diagonal")
    return (
        timeline.sort([*subject, "held_from", "is_from_parts"], descending=[*(False for _ in subject), False, True])
        .unique([*subject, "held_from"], keep="last", maintain_order=True)
        .with_columns(held_until=pl.col("held_from").shift(-1).over(subject))
    )


def in_force(timeline: pl.DataFrame, as_ofs: Sequence[date]) -> pl.DataFrame:
    """What holds on each of these dates (ascending). One row per as_of and subject that has something; adds as_of."""
    days = np.array(as_ofs, dtype="datetime64[D]")
    first = np.searchsorted(days, timeline["held_from"].to_numpy(), side="left")
    end = np.searchsorted(days, timeline["held_until"].fill_null(date.max).to_numpy(), side="left")
    return (
        timeline.with_columns(first=pl.Series(first, dtype=pl.Int64), end=pl.Series(end, dtype=pl.Int64))
        .filter(pl.col("first") < pl.col("end"))
        .with_columns(position=pl.int_ranges("first", "end"))
        .explode("position")
        .with_columns(as_of=pl.lit(pl.Series(as_ofs, dtype=pl.Date)).gather(pl.col("position")))
        .drop("first", "end", "position", "held_from", "held_until")
    )


def successors(register: Register, as_of: date) -> pl.DataFrame:
    """Under which municipality of the register on `as_of` a code is shown. Columns municipality_code, successor_code.

    A code that was split has no row, nor has one that does not exist yet.
    """
    now = {code: code for code in register.by_code}
    merged = register.reorganisations.filter(~pl.col("is_split"), pl.col("effective_date") <= as_of)
    for old, new in merged.select("old_code", "new_code").iter_rows():
        now = {code: new if current == old else current for code, current in now.items()}
    pairs = [(code, current) for code, current in now.items() if register.by_code[current].exists_on(as_of)]
    return pl.DataFrame(pairs, schema=["municipality_code", "successor_code"], orient="row").sort("municipality_code")


def _within_lifetime(statements: pl.DataFrame, register: Register) -> pl.DataFrame:
    """Statements about days on which their municipality existed; the intake refuses the others."""
    lifetimes = register.municipalities.select("municipality_code", "valid_from", "valid_to")
    return (
        statements.join(lifetimes, on="municipality_code", maintain_order="left")
        .filter(
            (pl.col("valid_from").is_null() | (pl.col("valid_from") <= pl.col("reporting_date")))
            & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("reporting_date")))
        )
        .drop("valid_from", "valid_to")
    )


def _said_before(timeline: pl.DataFrame, subject: Sequence[str], day: date) -> pl.DataFrame:
    return (
        timeline.filter(pl.col("held_from") < day)
        .sort([*subject, "held_from", "is_from_parts"], descending=[*(False for _ in subject), False, True])
        .unique(list(subject), keep="last", maintain_order=True)
        .drop("held_from", "is_from_parts")
    )
