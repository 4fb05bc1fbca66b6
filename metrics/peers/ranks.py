"""The rank among peers: how many of them have a lower value, and half of those with the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.request import Group, Request
from metrics.progress.observations import completion
from metrics.standing.peers import MIN_PEERS, PEER_GROUPS, peers_of
from metrics.standing.state import municipalities

_QUARTILES = ("q1", "median", "q3")


@dataclass(frozen=True, kw_only=True, eq=False)
class PeerRank(MetricDefinition):
    """A row per municipality and peer group: its percentile rank, and the quartiles of the peers beside it."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """The observations as they are: numerator (peers below and half the ties), denominator (peers), value."""
        return observed


def completed_steps_among_peers(question: Question) -> pl.DataFrame:
    """One row per chosen municipality and peer group: where its share of completed steps stands among its peers'.

    Adds compared_with (the group after widening), numerator, denominator, value, value_status and the quartiles of
    the peers' shares.
    """
    request = Request(question.as_of, stale_after_days=question.request.stale_after_days)
    done = completion(Question(question.known, request, ()))
    status_of = {
        code: ValueStatus.NOT_REPORTED if unreported else ValueStatus.NOT_APPLICABLE
        for code, unreported in done.select("municipality", "unreported_count").iter_rows()
    }
    counts = done.filter(pl.col("applicable_count") > 0).select("municipality", "finished_count", "applicable_count")
    shares = {code: finished / applicable for code, finished, applicable in counts.iter_rows()}
    everyone = municipalities(question.known, question.as_of, request.stale_after_days)
    rows: list[tuple[object, ...]] = []
    for code in question.population["municipality_code"]:
        for group in PEER_GROUPS:
            peers = peers_of(everyone, code, group=group, reporting=shares)
            of_peers = np.array([shares[peer] for peer in peers.codes], dtype=np.float64)
            rows.append((code, group, peers.group, *_row(shares.get(code), of_peers, status_of[code])))
    schema = {
        Group.MUNICIPALITY: pl.String, Group.PEER_GROUP: pl.String, "compared_with": pl.String,
        "numerator": pl.Float64, "denominator": pl.Int64, "value": pl.Float64, "value_status": pl.String,
        **dict.fromkeys(_QUARTILES, pl.Float64),
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def quantiles(values: Sequence[float] | npt.NDArray[np.float64], shares: Sequence[float]) -> tuple[float, ...]:
    """Hyndman–Fan type 7, as R's default: between the two values around 1 + (n - 1)·share."""
    return tuple(float(one) for one in np.quantile(np.asarray(values, dtype=np.float64), shares, method="linear"))


def percentile_rank(own: float, of_peers: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """(Peers below + half the ties) / peers."""
    return below_and_half_the_ties(own, of_peers) / len(of_peers)


def below_and_half_the_ties(own: float, of_peers: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """How many peers stand below, with each tie counted half."""
    peers = np.asarray(of_peers, dtype=np.float64)
    return float((peers < own).sum() + (peers == own).sum() / 2)


def _row(own: float | None, of_peers: npt.NDArray[np.float64], status: ValueStatus) -> tuple[object, ...]:
    if len(of_peers) < MIN_PEERS:
        return (None, len(of_peers), None, ValueStatus.TOO_FEW.value, None, None, None)
    quartiles = quantiles(of_peers, (0.25, 0.5, 0.75))
    if own is None:
        return (None, len(of_peers), None, status.value, *quartiles)
    below = below_and_half_the_ties(own, of_peers)
    return (below, len(of_peers), below / len(of_peers), ValueStatus.OBSERVED.value, *quartiles)
