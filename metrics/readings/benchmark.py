"""Benchmark: one municipality beside its peers, for any figure that can be asked by municipality.

It orders and places; it does not judge. A higher value is a higher rank, whatever way is better.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.catalogue import CATALOGUE
from metrics.defining.question import Question
from metrics.defining.request import Group, Request
from metrics.durations.spells import own_starts
from metrics.figures import figure
from metrics.peers.ranks import percentile_rank, quantiles
from metrics.standing.known import Known
from metrics.standing.peers import MIN_PEERS, PeerGroup, Peers, peers_of
from metrics.standing.state import municipalities, standings

DECILES: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
YES_NO: Final = frozenset({"all_steps_done", "step_completion", "progress_over_time", "response", "consistency"})
"""Of one municipality (and step, period or rule) these are true or not: a share of peers says more than a decile."""

FAN_COLUMNS: Final = tuple(f"p{round(100 * share)}" for share in DECILES)


class NotPerMunicipalityError(ValueError):
    """The figure gives a municipality more than one value; more has to be chosen."""


@dataclass(frozen=True, eq=False)
class Benchmark:
    """Where a municipality stands among its peers on one figure.

    `peers` are those with an observed value. quartiles, deciles (type 7) and percentile_rank are None for a yes/no
    figure, which has share_yes; all are None where peer_status is too_few (fewer than five peers, however wide).
    below_count and tie_count are the peers with a lower and with the same value, under the rank. `value` is None,
    with value_status saying why, when the municipality's own value is not known; so is its rank. `values`: the
    peers' own, in the order of `peers.codes`.
    """

    key: str
    municipality_code: str
    peers: Peers
    value: float | None
    value_status: str
    peer_status: str
    quartiles: tuple[float, ...] | None
    deciles: tuple[float, ...] | None
    percentile_rank: float | None
    below_count: int | None
    tie_count: int | None
    share_yes: float | None
    values: tuple[float, ...] = ()

    @property
    def peer_count(self) -> int:
        """How many peers have a value."""
        return len(self.peers.codes)


def benchmark(
    key: str, known: Known, request: Request, code: str, *, group: PeerGroup = "size_class", column: str = "value"
) -> Benchmark:
    """The figure `key` of municipality `code` beside its peers' on the request's date.

    Of the request count as_of, step and the choices of rows in `where`; everybody may be a peer. `column`: another
    amount of the figure to compare than its value, such as realised_eur; it is known where it is not null. Raises what
    `figure` raises, KeyError for a code that does not exist then, and NotPerMunicipalityError.
    """
    asked = replace(request, by=(Group.MUNICIPALITY.value,), municipality=None)
    rows = known.once(_of_everybody, key, asked)
    if rows["municipality"].is_duplicated().any():
        apart = ", ".join(CATALOGUE[key].always_by)
        raise NotPerMunicipalityError(f"{key} gives a municipality more than one value; choose one of: {apart}")
    is_known = pl.col("value_status") == ValueStatus.OBSERVED if column == "value" else pl.col(column).is_not_null()
    values = dict(rows.filter(is_known).select("municipality", column).iter_rows())
    young = Question(known, asked, ()).known
    everyone = municipalities(young, request.as_of, request.stale_after_days)
    peers = peers_of(everyone, code, group=group, reporting=list(values))
    status = rows.filter(pl.col("municipality") == code)["value_status"]
    of_peers = np.sort(np.array([values[peer] for peer in peers.codes], dtype=np.float64))
    enough, is_yes_no, own = len(of_peers) >= MIN_PEERS, key in YES_NO, values.get(code)
    own_status = status[0] if len(status) else ValueStatus.NOT_REPORTED.value
    if column != "value":
        own_status = (ValueStatus.NOT_REPORTED if own is None else ValueStatus.OBSERVED).value
    has_spread = enough and not is_yes_no
    return Benchmark(
        key=key,
        municipality_code=code,
        peers=peers,
        value=own,
        value_status=own_status,
        peer_status=(ValueStatus.OBSERVED if enough else ValueStatus.TOO_FEW).value,
        quartiles=quantiles(of_peers, (0.25, 0.5, 0.75)) if has_spread else None,
        deciles=quantiles(of_peers, DECILES) if has_spread else None,
        percentile_rank=percentile_rank(own, of_peers) if has_spread and own is not None else None,
        below_count=int((of_peers < own).sum()) if has_spread and own is not None else None,
        tie_count=int((of_peers == own).sum()) if has_spread and own is not None else None,
        share_yes=float((of_peers > 0).mean()) if enough and is_yes_no else None,
        values=tuple(float(values[peer]) for peer in peers.codes),
    )


def _of_everybody(known: Known, key: str, asked: Request) -> pl.DataFrame:
    """The rows that every municipality is compared by: asked anew for each of 342 they were a third of its page."""
    return figure(key, known, asked).rows


@dataclass(frozen=True, eq=False)
class Fan:
    """Steps finished by months since the own start: the deciles of the peers with the own line.

    `rows`: month (0, 1, ...), own_count (null where the municipality is not followed), own_most, peer_count (peers
    followed that long), p10 to p90, p50_most, value_status (too_few: fewer than five peers, no deciles). Counts and
    deciles are of steps said to be finished; the two `_most` count a step on which nothing was said as finished too. A
    municipality is followed from its own start to its newest report; who gave no start has no line.
    """

    peers: Peers
    rows: pl.DataFrame


def decile_fan(
    known: Known, as_of: date, code: str, *, group: PeerGroup = "size_class", stale_after_days: int = STALE_AFTER_DAYS
) -> Fan:
    """How many steps `code` and its peers had finished, month by month since each one's own start.

    A step counts from its end date when it is finished on the as_of date; one that was opened again does not count.
    """
    everyone = municipalities(known, as_of, stale_after_days)
    lines = known.once(_lines, as_of, stale_after_days)
    peers = peers_of(everyone, code, group=group, reporting=lines["municipality_code"].unique().to_list())
    is_own = pl.col("municipality_code") == code
    own = lines.filter(is_own).select("month", own_count="finished_count", own_most="most_count")
    of_peers = lines.filter(pl.col("municipality_code").is_in(list(peers.codes)))
    counted = [("finished_count", share, name) for share, name in zip(DECILES, FAN_COLUMNS, strict=True)]
    deciles = [
        pl.when(pl.len() >= MIN_PEERS)
        .then(pl.col(column).cast(pl.Float64).quantile(share, interpolation="linear"))
        .alias(name)
        for column, share, name in [*counted, ("most_count", 0.5, "p50_most")]
    ]
    fan = of_peers.group_by("month").agg(*deciles, peer_count=pl.len().cast(pl.Int64))
    months = pl.concat([own.select("month"), fan.select("month")]).unique()  # followed from 0 on: no gaps
    rows = (
        months.join(own, on="month", how="left")
        .join(fan, on="month", how="left")
        .with_columns(pl.col("peer_count").fill_null(0))  # nobody is followed so long: a count, and known
        .with_columns(
            value_status=pl.when(pl.col("peer_count") >= MIN_PEERS)
            .then(pl.lit(ValueStatus.OBSERVED.value))
            .otherwise(pl.lit(ValueStatus.TOO_FEW.value))
        )
        .sort("month")
    )
    columns = ("month", "own_count", "own_most", "peer_count", *FAN_COLUMNS, "p50_most", "value_status")
    return Fan(peers, rows.select(columns))


def _lines(known: Known, as_of: date, stale_after_days: int) -> pl.DataFrame:
    """One row per municipality and month that it is followed: municipality_code, month, finished_count, most_count.

    most_count: with the steps of which nothing is known, which may have been finished all along.
    """
    everyone = municipalities(known, as_of, stale_after_days)
    cut = everyone.select("municipality_code", last_day=pl.lit(as_of))
    followed = (
        everyone.join(own_starts(known, cut), on="municipality_code")
        .filter(pl.col("own_start_date") <= pl.col("newest_reporting_date"))
        .select("municipality_code", "own_start_date", "newest_reporting_date")
    )
    start, until = pl.col("own_start_date"), pl.col("newest_reporting_date")
    month_count = (until.dt.year() - start.dt.year()) * 12 + until.dt.month() - start.dt.month()
    grid = (
        followed.with_columns(month=pl.int_ranges(0, month_count.cast(pl.Int64) + 1))
        .explode("month")
        .with_columns(day=start.dt.offset_by(pl.format("{}mo", "month")))
        .filter(pl.col("day") <= until)
    )
    stand = standings(known, as_of, stale_after_days)
    ends = stand.filter(pl.col("standing") == Standing.FINISHED).select(
        "municipality_code", ended_on=pl.coalesce("end_date", "reporting_date")
    )
    unknown = stand.group_by("municipality_code").agg(
        unknown_count=(pl.col("standing") == Standing.NOT_REPORTED).sum().cast(pl.Int64)
    )
    return (
        grid.join(ends, on="municipality_code", how="left")
        .group_by("municipality_code", "month")
        .agg(finished_count=(pl.col("ended_on") <= pl.col("day")).sum().cast(pl.Int64))
        .join(unknown, on="municipality_code", how="left")
        .with_columns(most_count=pl.col("finished_count") + pl.col("unknown_count"))
        .sort("municipality_code", "month")
    )
