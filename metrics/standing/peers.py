"""Who a municipality is compared with: reporting municipalities like it, never itself."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from metrics.standing.state import Freshness

MIN_PEERS = 5  # fewer, and a middle describes neighbours, not a group
NEAREST = 20

PeerGroup = Literal["size_variant", "size_class", "nearest", "all", "province", "access_variant"]

WIDENING: Final[tuple[PeerGroup, ...]] = ("size_variant", "size_class", "nearest", "all")
PEER_GROUPS: Final[tuple[PeerGroup, ...]] = (*WIDENING[:-1], "province", "access_variant")
"""What can be asked for. Province and access variant are no step on the way; they widen to the size class."""

ALIKE: Final[dict[PeerGroup, tuple[str, ...]]] = {
    "size_variant": ("size_class", "access_variant"),
    "size_class": ("size_class",),
    "province": ("province",),
    "access_variant": ("access_variant",),
}
"""In what a peer is the same; an access variant that is not reported is like no other."""


@dataclass(frozen=True, eq=False)
class Peers:
    """The reporting peers of one municipality, and how they were chosen. `asked`: the group before any widening."""

    group: PeerGroup
    codes: tuple[str, ...]
    asked: PeerGroup = "size_class"

    @property
    def is_widened(self) -> bool:
        """Whether the asked group held fewer than five; whoever shows the peers says so."""
        return self.group != self.asked


def peers_of(
    municipalities: pl.DataFrame,
    code: str,
    *,
    group: PeerGroup = "size_class",
    reporting: Collection[str] | None = None,
) -> Peers:
    """The reporting peers of `code`; a group with fewer than five gives the next wider one (WIDENING).

    `municipalities`: as `state.municipalities` gives. `reporting`: who counts as reporting (left out: whoever
    has a milestone statement). Raises KeyError when `code` is not among the municipalities.
    """
    own = municipalities.filter(pl.col("municipality_code") == code)
    if own.is_empty():
        raise KeyError(code)
    reports = (
        pl.col("freshness") != Freshness.SILENT
        if reporting is None
        else pl.col("municipality_code").is_in(list(reporting))
    )
    others = municipalities.filter(pl.col("municipality_code") != code, reports)
    for wider in _wider(group):
        codes = _members(others, own, wider)
        if len(codes) >= MIN_PEERS:
            return Peers(wider, codes, group)
    return Peers("all", _members(others, own, "all"), group)


def nearest_first(others: pl.DataFrame, inhabitant_count: int | None) -> pl.DataFrame:
    """Sorted by the difference in inhabitants, then by code; adds inhabitant_distance."""
    distance = (pl.col("inhabitant_count") - pl.lit(inhabitant_count, pl.Int64)).abs()
    return others.with_columns(inhabitant_distance=distance).sort(
        "inhabitant_distance", "municipality_code", nulls_last=True
    )


def _wider(group: PeerGroup) -> tuple[PeerGroup, ...]:
    if group in WIDENING:
        return WIDENING[WIDENING.index(group) :]
    return (group, *WIDENING[1:])


def _members(others: pl.DataFrame, own: pl.DataFrame, group: PeerGroup) -> tuple[str, ...]:
    if group in ALIKE:
        same = list(ALIKE[group])
        alike = others.join(own.select(same), on=same, how="semi", maintain_order="left")  # null is equal to nothing
        return tuple(alike["municipality_code"])
    if group == "all":
        return tuple(others["municipality_code"])
    return tuple(nearest_first(others, own["inhabitant_count"][0])["municipality_code"].head(NEAREST))
