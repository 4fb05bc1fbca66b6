"""Who a municipality is compared with: reporting municipalities like it, never itself."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from metrics.request import Freshness

MIN_PEERS = 5  # fewer, and a middle describes neighbours, not a group
NEAREST = 20

PeerGroup = Literal["size_class", "nearest"]


@dataclass(frozen=True, eq=False)
class Peers:
    """The reporting peers of one municipality, and how they were chosen."""

    group: PeerGroup
    codes: tuple[str, ...]


def peers_of(municipalities: pl.DataFrame, code: str) -> Peers:
    """The reporting peers of `code`: its own size class, or where that holds fewer than five the nearest in size.

    `municipalities`: as `metrics.state.municipalities` gives. Raises KeyError when `code` is not in it.
    """
    own = municipalities.filter(pl.col("municipality_code") == code)
    if own.is_empty():
        raise KeyError(code)
    others = municipalities.filter(pl.col("municipality_code") != code, pl.col("freshness") != Freshness.SILENT)
    alike = others.filter(pl.col("size_class") == own["size_class"][0])
    if alike.height >= MIN_PEERS:
        return Peers("size_class", tuple(alike["municipality_code"]))
    distance = (pl.col("inhabitant_count") - own["inhabitant_count"][0]).abs()
    nearest = others.sort(distance, "municipality_code", nulls_last=True).head(NEAREST)
    return Peers("nearest", tuple(nearest["municipality_code"]))


def middle(counts: pl.Series) -> float | None:
    """The median (type 7), None where there is nothing."""
    found = counts.cast(pl.Float64).quantile(0.5, interpolation="linear")
    return float(found) if found is not None else None
