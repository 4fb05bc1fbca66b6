"""Reuse finder: which municipalities like this one finished this step not long ago, and so can be asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import polars as pl

from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Group
from metrics.standing.peers import PEER_GROUPS, PeerGroup, peers_of
from metrics.standing.state import municipalities, standings

USUAL_GROUPS: tuple[PeerGroup, ...] = ("size_class",)
RECENT_DAYS = 183  # half a year: long enough to find somebody, short enough to remember how it went


@dataclass(frozen=True, kw_only=True, eq=False)
class RecentFinishers(MetricDefinition):
    """A row per municipality, step and peer that finished it in the last 183 days, nearest in inhabitants first."""

    within: tuple[str, ...] = ("inhabitant_distance", "peer")

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds peer, compared_with, inhabitant_distance, denominator (peers), value (days since), value_status.

        Who has no such peer has no row.
        """
        return observed.with_columns(
            numerator=pl.lit(None, pl.Int64), value_status=pl.lit(ValueStatus.OBSERVED.value)
        ).select(
            *question.by, "peer", "compared_with", "inhabitant_distance", "numerator", "denominator", "value",
            "value_status",
        )  # fmt: skip


def recent_finishers(question: Question) -> pl.DataFrame:
    """One row per chosen municipality, asked step and reporting peer that recently finished it; value in days.

    Peers are of the same size class; asked by or for a peer group, they are those of that group.
    """
    known, as_of, stale_after = question.known, question.as_of, question.request.stale_after_days
    everyone = municipalities(known, as_of, stale_after)
    since = as_of - timedelta(days=RECENT_DAYS)
    finished = (
        standings(known, as_of, stale_after)
        .filter(
            pl.col("standing") == Standing.FINISHED,
            question.is_asked_step(),
            pl.col("end_date") > since,
            pl.col("end_date") <= as_of,
        )
        .select(
            peer="municipality_code",
            step="step_number",
            value=(pl.lit(as_of) - pl.col("end_date")).dt.total_days().cast(pl.Float64),
        )
    )
    counts = everyone.select(peer="municipality_code", peer_inhabitants="inhabitant_count")
    own = everyone.select(municipality="municipality_code", own_inhabitants="inhabitant_count")
    return (
        _pairs(everyone, question.population["municipality_code"].to_list(), _groups(question))
        .join(finished, on="peer")
        .join(counts, on="peer")
        .join(own, on="municipality")
        .with_columns(inhabitant_distance=(pl.col("peer_inhabitants") - pl.col("own_inhabitants")).abs())
        .sort("municipality", "step", Group.PEER_GROUP, "inhabitant_distance", "peer", nulls_last=True)
    )


def _groups(question: Question) -> Sequence[PeerGroup]:
    chosen = question.values_of(Group.PEER_GROUP)
    if chosen is not None:
        return cast(list[PeerGroup], chosen)
    return PEER_GROUPS if Group.PEER_GROUP in question.by else USUAL_GROUPS


def _pairs(everyone: pl.DataFrame, codes: list[str], groups: Sequence[PeerGroup]) -> pl.DataFrame:
    """Every municipality with each of its peers: peer_group, compared_with, denominator (how many peers)."""
    rows: list[tuple[str, str, str, str, int]] = []
    for code in codes:
        for group in groups:
            peers = peers_of(everyone, code, group=group)
            rows += [(code, peer, group, peers.group, len(peers.codes)) for peer in peers.codes]
    schema = {
        "municipality": pl.String, "peer": pl.String, Group.PEER_GROUP: pl.String, "compared_with": pl.String,
        "denominator": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
