"""Comparisons in words: a municipality beside its peers, reporters beside everybody, what a report costs."""

import polars as pl

from domain.programme_facts import Text
from domain.value_status import ValueStatus
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.defining.sentences import Clause, Finding, counted, text_of
from metrics.readings.benchmark import Benchmark
from metrics.readings.headlines import too_few
from metrics.standing.peers import MIN_PEERS, Peers

RARE = 0.05  # a chance below it is called rare: one in twenty, the usual line
SMALLEST_CHANCE = 0.001  # smaller ones are written as "less than"


def beside_peers(found: Benchmark) -> Finding:
    """How many peers have a lower, the same and a higher value; a share for a yes/no figure. Without a judgement."""
    if found.peer_status == ValueStatus.TOO_FEW:
        return Finding("beside_peers", (Clause("beside_peers.too_few", {"fewest_count": MIN_PEERS}),))
    values = {"peer_count": found.peer_count}
    if found.share_yes is not None:
        clause = Clause("beside_peers.share", {**values, "yes_share": found.share_yes})
    elif found.below_count is None or found.tie_count is None:
        clause = Clause("beside_peers.unknown", values)
    else:
        clause = _rank(found.peer_count, found.below_count, found.tie_count)
    return Finding("beside_peers", (clause, *_widened(found.peers)))


def _rank(peer_count: int, below_count: int, tie_count: int) -> Clause:
    """How many have a lower, the same and a higher value; in one word where that is so for all of them."""
    counts = {"below_count": below_count, "tie_count": tie_count, "above_count": peer_count - below_count - tie_count}
    of_all = {"below_count": "all_lower", "tie_count": "all_equal", "above_count": "all_higher"}
    word = next((of_all[name] for name, count in counts.items() if count == peer_count), "rank")
    return Clause(f"beside_peers.{word}", {"peer_count": peer_count, **counts})


def reuse(finder: Figure, municipality_code: str, step_number: int, names: dict[str, str]) -> Finding:
    """How many peers recently finished a step and which is nearest; from `reuse_finder`, names by code."""
    is_asked = (pl.col("municipality") == municipality_code) & (pl.col("step") == step_number)
    rows = finder.rows.filter(is_asked)
    if rows.is_empty():
        return Finding("reuse", (Clause("reuse.none", {"step_number": step_number}),))
    nearest: str = rows.item(0, "peer")
    clause = counted("reuse", rows.height, step_number=step_number, peer_name=names.get(nearest) or nearest)
    return Finding("reuse", (clause,))


def alike(figure: Figure, group: str) -> Finding | None:
    """Whether reporters resemble everybody, from `representativeness` by size_class or by province alone.

    None where that cannot be tested: nobody reported, everybody did, or there is one group.
    """
    rows = figure.rows
    if rows.is_empty() or rows.item(0, "p_value") is None:
        return None
    chance, thin = rows.item(0, "p_value"), rows.item(0, "thin_cell_count")
    apart = (pl.col("reporter_share") - pl.col("population_share")).abs()
    most = rows.sort(apart, group, descending=[True, False]).row(0, named=True)
    values = {"about_name": text_of(f"alike.{group}")}
    if chance < RARE:
        shares = {name: most[name] for name in ("reporter_share", "population_share")}
        group_name = _group_name(group, most[group])
        clause = Clause("alike.differs", {**values, **shares, "group_name": group_name})
    elif bears_one_number(figure.reporter_count, figure.municipality_count):
        clause = Clause("alike.same", values)
    else:  # a difference that chance does not explain is told of a few too; that there is none is not
        clause = Clause("alike.few", values)
    rough = (Clause("alike.rough", {"thin_count": thin}, starts_sentence=True),) if thin else ()
    return Finding("alike", (clause, *rough))


def burden(figure: Figure) -> Finding | None:
    """How many minutes the middle report took, from `reporting_burden` without groups; None where nobody said.

    That it is too few where so few municipalities said it.
    """
    rows = figure.rows.filter(pl.col("denominator") > 0)
    if rows.is_empty():
        return None
    few = too_few(figure.municipality_count - int(rows.item(0, "unknown_count")), figure.municipality_count)
    if few is not None:
        return few
    minutes, low, high = (int(rows.item(0, name) + 0.5) for name in ("median", "q1", "q3"))
    report_count = int(rows.item(0, "denominator"))
    return Finding("burden", (counted("burden", minutes, low_count=low, high_count=high, report_count=report_count),))


def _widened(peers: Peers) -> tuple[Clause, ...]:
    if not peers.is_widened:
        return ()
    values = {"fewest_count": MIN_PEERS, "group_name": text_of(f"peer_group.{peers.group}")}
    return (Clause("beside_peers.widened", values, starts_sentence=True),)


def _group_name(group: str, value: str | int) -> Text:
    if group == "size_class":
        return text_of(f"size_class.{value}")
    return Text(nl=str(value), en=str(value))
