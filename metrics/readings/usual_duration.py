"""How long municipalities like one took over a step, from its start until it was finished."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from domain.clocks import STALE_AFTER_DAYS
from metrics.defining.request import Clock, Request
from metrics.durations.spells import spells
from metrics.peers.ranks import quantiles
from metrics.standing.known import Known
from metrics.standing.peers import MIN_PEERS, PeerGroup, Peers, peers_of
from metrics.standing.state import municipalities

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, eq=False)
class UsualDuration:
    """What is usual among the peers that finished the step, in days.

    `days`: the quantiles of SHARES; None where fewer than five peers finished it. `own`: how long the municipality
    itself took, or has been at it when it was last seen; None where that is not known.
    """

    peers: Peers
    days: tuple[float, ...] | None
    own: float | None


def usual_duration(known: Known, request: Request, *, code: str, step: int, group: PeerGroup) -> UsualDuration:
    """The duration of a step among the peers of `code` on the request's date. Raises KeyError for an unknown code.

    Only who finished it is counted: who is still at it will take longer, so this describes them and predicts nothing.
    """
    stretches = known.once(spells, request.as_of).filter(
        pl.col("step_number") == step,
        pl.col("clock") == Clock.STEP_START,
        pl.col("left_out").is_null(),
        pl.col("entry_days") == 0,  # who entered at a merger was not seen from the start
    )
    finished = dict(stretches.filter("is_event").select("municipality_code", "exit_days").iter_rows())
    everyone = known.once(municipalities, request.as_of, STALE_AFTER_DAYS)
    peers = peers_of(everyone, code, group=group, reporting=list(finished))
    of_peers = np.array([finished[peer] for peer in peers.codes], dtype=np.float64)
    own = stretches.filter(pl.col("municipality_code") == code)["exit_days"].max()
    return UsualDuration(
        peers,
        quantiles(of_peers, SHARES) if len(of_peers) >= MIN_PEERS else None,
        float(own) if isinstance(own, int) else None,
    )
