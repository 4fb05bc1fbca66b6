"""What stood after each ledger line: the statements replayed in order, only where a line touched something.

A ledger line has two ticks: first the reports that are new, then what it corrected or withdrew. A family is a set of
municipalities that mergers tie together; a line changes nothing outside the families it speaks of. So each family is
looked at once per tick that touched it, and all of these looks are evaluated together: every municipality of a look
gets a code of its own ("GM0363@17") in a register written for the purpose, and the ordinary state does the rest.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, PROVENANCE, STATEMENT_COLUMNS, Table
from metrics.standing.known import Known

BEFORE = -1  # the tick of everything known at the start
NEVER = 2**62
LARGEST_BATCH = 200_000  # statements evaluated together; more only costs memory


class Change(StrEnum):
    """What a ledger line did to what stood."""

    NEW_REPORT = "new_report"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, eq=False)
class Recorded:
    """Everything ever recorded: `history` as Reader.history gives it per table, `files` one row per ledger line."""

    history: Mapping[Table, pl.DataFrame]
    files: pl.DataFrame
    register: Register
    programme: Programme

    def narrowed(self, codes: Collection[str]) -> "Recorded":
        """What these municipalities said, as if no other had said anything; the ledger lines stay."""
        is_chosen = pl.col("municipality_code").is_in(list(codes))
        return replace(self, history={table: frame.filter(is_chosen) for table, frame in self.history.items()})

    def no_older_than(self, max_age_days: int | None, as_of: date) -> "Recorded":
        """Without statements more than so many days old on a date (None: all); the ledger lines stay."""
        if max_age_days is None:
            return self
        is_young = pl.col("reporting_date") >= as_of - timedelta(days=max_age_days)
        return replace(self, history={table: frame.filter(is_young) for table, frame in self.history.items()})


def register_of_looks(register: Register, looks: pl.DataFrame, as_of: date) -> Register:
    """A register in which every look at a municipality is a municipality of its own.

    `looks`: one row per municipality_code and tick. It holds what a state is made from: municipalities and mergers.
    """
    return replace(
        register,
        municipalities=register.municipalities.join(looks, on="municipality_code", maintain_order="left_right")
        .with_columns(looked_at("municipality_code"))
        .drop("tick"),
        reorganisations=register.reorganisations.filter(pl.col("effective_date") <= as_of)
        .join(looks, left_on="old_code", right_on="municipality_code", maintain_order="left_right")
        .with_columns(looked_at("old_code"), looked_at("new_code"))
        .drop("tick"),
        populations=register.populations.clear(),
        aliases=register.aliases.clear(),
        tiles=register.tiles.clear(),
    )


def looked_at(code: str) -> pl.Expr:
    """The code of a municipality in one look; `code` is the column of its own code, beside `tick`."""
    return pl.concat_str(pl.col(code), pl.lit("@"), pl.col("tick")).alias(code)


@dataclass(frozen=True, eq=False)
class Replay:
    """The ledger lines after `known_from` up to `known_to`, and what they did to the statements up to `as_of`."""

    recorded: Recorded
    as_of: date
    known_from: datetime
    known_to: datetime

    @cached_property
    def lines(self) -> pl.DataFrame:
        """The ledger lines in between, in order; adds line (0, 1, ...)."""
        between = (pl.col("recorded_at") > self.known_from) & (pl.col("recorded_at") <= self.known_to)
        lines = self.recorded.files.filter(between).sort("sequence").with_row_index("line")
        return lines.with_columns(pl.col("line").cast(pl.Int64))

    @cached_property
    def versions(self) -> Mapping[Table, pl.DataFrame]:
        """Every version of every statement recorded by `known_to`; adds begin, end (ticks, exclusive), family.

        It exists from tick `begin` until tick `end`. is_correction: something else stood for that key.
        """
        return {table: self._versions(table) for table in Table}

    @cached_property
    def families(self) -> pl.DataFrame:
        """Every municipality of the register with its family: the first code among those that mergers tie to it."""
        family = {code: code for code in self.recorded.register.by_code}
        merged = self.recorded.register.reorganisations.filter(~pl.col("is_split"))
        for old, new in merged.select("old_code", "new_code").iter_rows():
            joined = {family[old], family[new]}
            family = {code: min(joined) if own in joined else own for code, own in family.items()}
        return pl.DataFrame({"municipality_code": list(family), "family": list(family.values())})

    @cached_property
    def touched(self) -> pl.DataFrame:
        """One row per family and tick at which something about it changed, up to the as_of date; sorted by tick."""
        moved = [
            frame.filter(pl.col("reporting_date") <= self.as_of).select("family", tick=pl.col(name))
            for frame in self.versions.values()
            for name in ("begin", "end")
        ]
        in_between = (pl.col("tick") > BEFORE) & (pl.col("tick") < NEVER)
        return pl.concat(moved).filter(in_between).unique().sort("tick", "family")

    def changed(self) -> pl.DataFrame:
        """What each line did: one row per line and change. Columns line, change, statement_count, municipality_codes.

        A statement is new when nothing stood for its key, and a correction when something did.
        """
        counted: list[pl.DataFrame] = []
        for frame in self.versions.values():
            said = pl.when("is_correction").then(pl.lit(Change.CORRECTION.value)).otherwise(
                pl.lit(Change.NEW_REPORT.value)
            )  # fmt: skip
            counted.append(_lines_of(frame, "begin").with_columns(change=said))
            counted.append(_lines_of(frame, "end").with_columns(change=pl.lit(Change.WITHDRAWAL.value)))
        return (
            pl.concat(one.select("line", "change", "municipality_code") for one in counted)
            .group_by("line", "change")
            .agg(
                statement_count=pl.len().cast(pl.Int64),
                municipality_codes=pl.col("municipality_code").unique().sort(),
            )
            .sort("line", pl.col("change").replace_strict({one.value: place for place, one in enumerate(Change)}))
        )

    def looks(self) -> Iterator[tuple[Known, pl.DataFrame]]:
        """What was known at each look, in batches, with the looks (municipality_code, tick, family) of the batch.

        Every family is looked at before the first line, and after each tick that touched it.
        """
        everyone = self.families.select("family", tick=pl.lit(BEFORE, pl.Int64)).unique()
        all_looks = pl.concat([everyone, self.touched]).sort("tick", "family")
        sizes = pl.concat([frame.select("family") for frame in self.versions.values()]).group_by("family").len("size")
        weighed = all_looks.join(sizes, on="family", how="left", maintain_order="left")
        batch = (pl.col("size").fill_null(0).cum_sum() // LARGEST_BATCH).alias("batch")
        for looks in weighed.with_columns(batch).partition_by("batch", include_key=False, maintain_order=True):
            of_members = looks.select("family", "tick").join(self.families, on="family", maintain_order="left_right")
            yield self._known_at(of_members), of_members

    def _known_at(self, looks: pl.DataFrame) -> Known:
        on_looks = looks.select("municipality_code", "tick")
        return Known(
            statements={table: self._standing(table, on_looks) for table in Table},
            files=self.recorded.files.clear(),
            register=register_of_looks(self.recorded.register, on_looks, self.as_of),
            programme=self.recorded.programme,
            known_on=self.known_to,
        )

    def _standing(self, table: Table, looks: pl.DataFrame) -> pl.DataFrame:
        """One row per look and key: the version with the highest ledger sequence that existed at that tick."""
        return (
            self.versions[table]
            .filter(pl.col("reporting_date") <= self.as_of)
            .join(looks, on="municipality_code")
            .filter(pl.col("begin") <= pl.col("tick"), pl.col("tick") < pl.col("end"))
            .sort(*KEY[table], "tick", "ledger_sequence")
            .unique([*KEY[table], "tick"], keep="last", maintain_order=True)
            .with_columns(looked_at("municipality_code"))
            .select(*STATEMENT_COLUMNS[table], *PROVENANCE)
        )

    def _versions(self, table: Table) -> pl.DataFrame:
        known = self.recorded.history[table].filter(pl.col("recorded_at") <= self.known_to)
        exists_until = pl.col("withdrawn_at").fill_null(datetime.max.replace(tzinfo=self.known_to.tzinfo))
        stood_until = exists_until.cum_max().shift(1).over(KEY[table])
        moments = self.lines.select("recorded_at", "line")
        return (
            known.sort(*KEY[table], "ledger_sequence")
            .with_columns(is_correction=(stood_until > pl.col("recorded_at")).fill_null(value=False))
            .join(moments, on="recorded_at", how="left", maintain_order="left")
            .join(
                moments.rename({"recorded_at": "withdrawn_at", "line": "withdrawn_by"}),
                on="withdrawn_at",
                how="left",
                maintain_order="left",
            )
            .with_columns(
                begin=pl.when(pl.col("line").is_null())
                .then(BEFORE)
                .otherwise(2 * pl.col("line") + pl.col("is_correction").cast(pl.Int64)),
                end=pl.when(pl.col("withdrawn_by").is_not_null())
                .then(2 * pl.col("withdrawn_by") + 1)
                .when(pl.col("withdrawn_at") <= self.known_from)
                .then(BEFORE)
                .otherwise(NEVER),
            )
            .filter(pl.col("begin") < pl.col("end"))
            .join(self.families, on="municipality_code", maintain_order="left")
        )


def _lines_of(frame: pl.DataFrame, tick: str) -> pl.DataFrame:
    """The versions that begin or end within the replay, with the line at which they do."""
    is_between = (pl.col(tick) > BEFORE) & (pl.col(tick) < NEVER)
    return frame.filter(is_between).with_columns(line=pl.col(tick) // 2)
