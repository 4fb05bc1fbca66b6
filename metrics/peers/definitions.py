"""Benchmark: what can be learned from municipalities alike. Quantiles and ranks stand in `ranks`."""

from domain.statements import Table
from domain.value_status import ValueStatus
from metrics.defining.definition import Better, Section, Unit
from metrics.defining.request import REVIEW_BY, Group
from metrics.peers.ranks import PeerRank, completed_steps_among_peers
from metrics.peers.reuse import RecentFinishers, recent_finishers

REUSE_FINDER = RecentFinishers(
    key="reuse_finder",
    can_be=(ValueStatus.OBSERVED,),
    section=Section.BENCHMARK,
    unit=Unit.DAYS,
    source=(Table.MILESTONE,),
    groups=(Group.MUNICIPALITY, Group.STEP, Group.PEER_GROUP),
    always_by=(Group.MUNICIPALITY, Group.STEP),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=recent_finishers,
)

AMONG_PEERS = PeerRank(
    key="benchmark",
    can_be=(
        ValueStatus.OBSERVED,
        ValueStatus.NOT_REPORTED,
        ValueStatus.NOT_APPLICABLE,
        ValueStatus.TOO_FEW,
    ),
    section=Section.BENCHMARK,
    unit=Unit.SHARE,
    source=(Table.MILESTONE, Table.PROFILE),
    groups=(Group.MUNICIPALITY, Group.PEER_GROUP),
    always_by=(Group.MUNICIPALITY, Group.PEER_GROUP),
    better=Better.NEITHER,
    review_by=REVIEW_BY,
    observations=completed_steps_among_peers,
    is_of_one_day=True,
)

BENCHMARK = (AMONG_PEERS, REUSE_FINDER)
