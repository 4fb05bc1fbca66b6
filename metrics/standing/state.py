"""The state of every municipality on a date: its standing on each step, its people, its money."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import polars as pl

from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing
from metrics.standing.known import Known
from metrics.standing.mergers import in_force

STANDING_COLUMNS = (
    "standing", "reporting_date", "start_date", "own_target_date", "end_date", "waiting_on", "is_from_parts",
)  # fmt: skip


def municipalities(known: Known, as_of: date, stale_after_days: int = STALE_AFTER_DAYS) -> pl.DataFrame:
    """One row per municipality of the register on `as_of`, sorted by code.

    Columns municipality_code, name, province, size_class (1..8), inhabitant_count, access_variant (null: not
    reported), newest_reporting_date (of its milestone statements), freshness (current, stale, silent).
    """
    facts = known.register.on(as_of).select("municipality_code", "name", "inhabitant_count")
    state = everyone_at(known, [as_of], stale_after_days).drop("as_of")
    return facts.join(state, on="municipality_code", maintain_order="left").select(
        "municipality_code", "name", "province", "size_class", "inhabitant_count", "access_variant",
        "newest_reporting_date", "freshness",
    )  # fmt: skip


def everyone_at(known: Known, as_ofs: Sequence[date], stale_after_days: int) -> pl.DataFrame:
    """`municipalities_at`, worked out once: whatever is asked about these dates is asked about some of these rows."""
    return known.once(municipalities_at, tuple(as_ofs), stale_after_days)


def all_standings_at(known: Known, as_ofs: Sequence[date], stale_after_days: int) -> pl.DataFrame:
    """`standings_at` of everyone, worked out once: per row of `everyone_at` one row per step, in the same order."""
    return known.once(_all_standings_at, tuple(as_ofs), stale_after_days)


def _all_standings_at(known: Known, as_ofs: Sequence[date], stale_after_days: int) -> pl.DataFrame:
    return standings_at(known, everyone_at(known, as_ofs, stale_after_days), stale_after_days)


def municipalities_at(known: Known, as_ofs: Sequence[date], stale_after_days: int) -> pl.DataFrame:
    """One row per as_of (ascending) and municipality of that day's register, sorted.

    Columns as_of, municipality_code, province, size_class, access_variant, newest_reporting_date, freshness.
    """
    days = pl.DataFrame({"as_of": as_ofs}, schema={"as_of": pl.Date})
    on = ["as_of", "municipality_code"]
    newest = in_force(known.held_reports, as_ofs).select(*on, newest_reporting_date="reporting_date")
    variants = in_force(known.held_profiles, as_ofs).select(*on, "access_variant")
    standing = (
        days.join(known.register.municipalities, how="cross")
        .filter(
            (pl.col("valid_from").is_null() | (pl.col("valid_from") <= pl.col("as_of")))
            & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("as_of")))
        )
        .select(*on, "province", "size_class")
    )
    age = (pl.col("as_of") - pl.col("newest_reporting_date")).dt.total_days()
    return (
        standing.join(variants, on=on, how="left")
        .join(newest, on=on, how="left")
        .with_columns(
            freshness=pl.when(age.is_null())
            .then(pl.lit(Freshness.SILENT.value))
            .when(age > stale_after_days)
            .then(pl.lit(Freshness.STALE.value))
            .otherwise(pl.lit(Freshness.CURRENT.value))
        )
        .sort(on)
    )


def standings(known: Known, as_of: date, stale_after_days: int = STALE_AFTER_DAYS) -> pl.DataFrame:
    """Where every municipality of the register on `as_of` stands on every step.

    One row per municipality and step, sorted. Columns municipality_code, step_number, standing, reporting_date,
    start_date, own_target_date, end_date, waiting_on, is_from_parts (rolled up from merged municipalities), is_stale
    (its statement is more than `stale_after_days` before `as_of`), province, size_class, access_variant.
    """
    return all_standings_at(known, [as_of], stale_after_days).drop("as_of")


def standings_at(known: Known, population: pl.DataFrame, stale_after_days: int) -> pl.DataFrame:
    """The same for many dates: one row per row of `population` (as `municipalities_at` gives) and step, sorted."""
    as_ofs = population["as_of"].unique().sort().to_list()
    on = ["as_of", "municipality_code", "step_number"]
    steps = pl.DataFrame({"step_number": known.programme.step_numbers}, schema={"step_number": pl.Int64})
    said = in_force(known.held_milestones, as_ofs).select(*on, *STANDING_COLUMNS)
    age = (pl.col("as_of") - pl.col("reporting_date")).dt.total_days()
    return (
        population.join(steps, how="cross", maintain_order="left_right")
        .join(said, on=on, how="left", maintain_order="left")
        .with_columns(
            standing=pl.col("standing").fill_null(Standing.NOT_REPORTED.value),
            is_from_parts=pl.col("is_from_parts").fill_null(value=False),
            is_stale=(age > stale_after_days).fill_null(value=False),
        )
        .select(*on, *STANDING_COLUMNS, "is_stale", "province", "size_class", "access_variant")
    )


def standing_counts(stood: pl.DataFrame, by: Sequence[str] = ("step_number",)) -> pl.DataFrame:
    """How many municipalities stand where: one row per group and standing (all five), for stacked bars.

    Columns of `by`, standing, municipality_count, stale_count (part of municipality_count). Sorted by group, then in
    the order finished, started, not_started, not_reported, not_applicable.
    """
    order = [
        Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED, Standing.NOT_REPORTED, Standing.NOT_APPLICABLE,
    ]  # fmt: skip
    places = pl.DataFrame({"standing": [one.value for one in order], "place": range(len(order))})
    counts = stood.group_by(*by, "standing").agg(municipality_count=pl.len(), stale_count=pl.col("is_stale").sum())
    return (
        stood.select(by)
        .unique()
        .join(places, how="cross")
        .join(counts, on=[*by, "standing"], how="left", nulls_equal=True)
        .with_columns(pl.col("municipality_count", "stale_count").fill_null(0).cast(pl.Int64))
        .sort([*by, "place"], nulls_last=True)
        .drop("place")
    )


def training_state(known: Known, as_of: date) -> pl.DataFrame:
    """What is known of training: one row per municipality of the register on `as_of` and target group it speaks of.

    Columns municipality_code, target_group, reporting_date, the value columns of the table, is_from_parts,
    is_at_least (a part of a merged municipality is silent) and, per optional value, `<value>_is_at_least`.
    """
    return _amounts(known, known.held_training, as_of, "target_group")


def cost_state(known: Known, as_of: date) -> pl.DataFrame:
    """The same for cost (euro): one row per municipality and step it speaks of."""
    return _amounts(known, known.held_costs, as_of, "step_number")


def _amounts(known: Known, held: pl.DataFrame, as_of: date, group: str) -> pl.DataFrame:
    return _standing_only(known, in_force(held, [as_of]), as_of).drop("as_of").sort("municipality_code", group)


def _standing_only(known: Known, state: pl.DataFrame, as_of: date) -> pl.DataFrame:
    return state.join(known.register.on(as_of), on="municipality_code", how="semi")


class Freshness(StrEnum):
    """How recent a municipality's newest milestone statement is; silent: there is none."""

    CURRENT = "current"
    STALE = "stale"
    SILENT = "silent"
