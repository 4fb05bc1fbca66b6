"""Municipalities over time: which exist on a day, how they merged, how many people live there."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

REFERENCE_DIRECTORY = Path(__file__).resolve().parents[1] / "data" / "reference"
FIRST_DAY = date(2018, 1, 1)  # the register begins here: of a day before it nothing can be asked
SIZE_CLASS_BOUNDS = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)  # CBS gemeentegrootte 1..8


def size_class_of(inhabitants: pl.Expr) -> pl.Expr:
    """CBS size class 1..8 of a number of inhabitants (null stays null)."""
    classes = pl.sum_horizontal([(inhabitants >= bound).cast(pl.Int64) for bound in SIZE_CLASS_BOUNDS]) + 1
    return pl.when(inhabitants.is_not_null()).then(classes)


@dataclass(frozen=True)
class Municipality:
    """One municipality in the register. `dissolved_on` is the first day on which it no longer existed."""

    code: str
    name: str
    province: str
    founded_on: date | None
    dissolved_on: date | None

    def exists_on(self, day: date) -> bool:
        """Whether it stands in the register on that day."""
        return (self.founded_on is None or self.founded_on <= day) and (
            self.dissolved_on is None or day < self.dissolved_on
        )


@dataclass(frozen=True, eq=False)
class Register:
    """The register of municipalities over time, read with `load`.

    - `municipalities`: one row per municipality that existed since 2018: municipality_code, name, province,
      province_code, valid_from, valid_to (exclusive), size_class, latitude, longitude.
    - `populations`: one row per municipality and year (1 January): municipality_code, year, inhabitant_count.
    - `reorganisations`: one row per dissolved municipality and successor, in force only: effective_date, old_code,
      new_code, is_split.
    - `aliases`: alias, municipality_code (null when ambiguous), kind, is_ambiguous.
    - `tiles`: municipality_code, q, r (axial, pointy top) of the tile map.
    - `directory`: where its reference files lie.
    """

    directory: Path
    municipalities: pl.DataFrame
    populations: pl.DataFrame
    reorganisations: pl.DataFrame
    aliases: pl.DataFrame
    tiles: pl.DataFrame

    @classmethod
    def load(cls, directory: Path | None = None) -> Self:
        """The register that the reference files in `directory` hold, or the project's own."""
        folder = directory or REFERENCE_DIRECTORY
        raw = pl.read_csv(folder / "municipalities.csv", infer_schema=False)
        populations = _populations(raw)
        return cls(
            directory=folder,
            municipalities=_municipalities(raw, populations),
            populations=populations,
            reorganisations=_reorganisations(folder / "mergers.csv"),
            aliases=pl.read_csv(folder / "name_aliases.csv", infer_schema=False).select(
                "alias", pl.col("code").alias("municipality_code"), "kind", is_ambiguous=pl.col("ambiguous") == "1"
            ),
            tiles=pl.read_csv(folder / "hexes.csv").rename({"code": "municipality_code"}),
        )

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change when any fact in the register changes; every figure names it."""
        digest = hashlib.sha256()
        for name in ("municipalities.csv", "mergers.csv", "name_aliases.csv"):
            digest.update((self.directory / name).read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def by_code(self) -> dict[str, Municipality]:
        """Every municipality, current and dissolved, by code."""
        rows = self.municipalities.select("municipality_code", "name", "province", "valid_from", "valid_to").rows()
        return {row[0]: Municipality(*row) for row in rows}

    @cached_property
    def turning_days(self) -> list[date]:
        """The days on which a municipality was founded or no longer existed, ascending: between two of them the
        register says the same on every day."""
        turns = (day for one in self.by_code.values() for day in (one.founded_on, one.dissolved_on))
        return sorted({day for day in turns if day is not None})

    def on(self, as_of: date) -> pl.DataFrame:
        """The register on a day. One row per municipality, sorted by code.

        Columns municipality_code, name, province, size_class, inhabitant_count (newest year not after `as_of`, else
        the oldest known), latitude, longitude.
        """
        standing = self.municipalities.filter(
            (pl.col("valid_from").is_null() | (pl.col("valid_from") <= as_of))
            & (pl.col("valid_to").is_null() | (pl.col("valid_to") > as_of))
        )
        ranked = self.populations.with_columns(is_later=pl.col("year") > as_of.year)
        newest = (
            ranked.sort("is_later", pl.when("is_later").then(pl.col("year")).otherwise(-pl.col("year")))
            .group_by("municipality_code", maintain_order=True)
            .first()
        )
        return (
            standing.join(newest.select("municipality_code", "inhabitant_count"), on="municipality_code", how="left")
            .select("municipality_code", "name", "province", "size_class", "inhabitant_count", "latitude", "longitude")
            .sort("municipality_code")
        )

    def direct_successors(self, code: str) -> tuple[str, ...]:
        """The municipalities that took over a dissolved one, as they were on that day; several after a split."""
        return self._successors.get(code, ())

    @cached_property
    def _successors(self) -> dict[str, tuple[str, ...]]:
        """Dissolved municipality -> who took it over. Pages ask it for every refused row: of Mijn gemeente 12 ms."""
        by_old = self.reorganisations.group_by("old_code").agg(pl.col("new_code").sort())
        return {old: tuple(new) for old, new in by_old.iter_rows()}

    def successors_on(self, code: str, day: date) -> tuple[str, ...]:
        """Which municipalities stand for `code` on a day: itself, its successor, several after a split, or none."""
        municipality = self.by_code.get(code)
        if municipality is None or (municipality.founded_on is not None and day < municipality.founded_on):
            return ()
        if municipality.exists_on(day):
            return (code,)
        found = {last for direct in self.direct_successors(code) for last in self.successors_on(direct, day)}
        return tuple(sorted(found))


def _dates(*names: str) -> list[pl.Expr]:
    return [pl.col(name).str.to_date("%Y-%m-%d") for name in names]


def _populations(raw: pl.DataFrame) -> pl.DataFrame:
    years = [name for name in raw.columns if name.startswith("pop_")]
    return (
        raw.select(pl.col("code").alias("municipality_code"), *years)
        .unpivot(years, index="municipality_code", variable_name="year", value_name="inhabitant_count")
        .with_columns(pl.col("year").str.slice(4).cast(pl.Int64), pl.col("inhabitant_count").cast(pl.Int64))
        .drop_nulls("inhabitant_count")
        .sort("municipality_code", "year")
    )


def _municipalities(raw: pl.DataFrame, populations: pl.DataFrame) -> pl.DataFrame:
    last = populations.group_by("municipality_code").agg(pl.col("inhabitant_count").sort_by("year").last())
    return (
        raw.rename({"code": "municipality_code", "lat": "latitude", "lon": "longitude"})
        .with_columns(
            *_dates("valid_from", "valid_to"),
            pl.col("size_class").cast(pl.Int64),
            pl.col("latitude", "longitude").cast(pl.Float64),
        )
        .join(last, on="municipality_code", how="left")
        .with_columns(size_class=pl.col("size_class").fill_null(size_class_of(pl.col("inhabitant_count"))))
        .select(
            "municipality_code", "name", "province", "province_code", "valid_from", "valid_to", "size_class",
            "latitude", "longitude",
        )
        .sort("municipality_code")
    )  # fmt: skip


def _reorganisations(path: Path) -> pl.DataFrame:
    return (
        pl.read_csv(path, infer_schema=False)
        .filter(pl.col("status") == "in_force")
        .select(*_dates("effective_date"), "old_code", "new_code", is_split=pl.col("is_split") == "True")
        .sort("effective_date", "old_code", "new_code")
    )
